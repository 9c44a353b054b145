// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QImage>

#include <functional>
#include <vector>

namespace ui::add {

/// What comes of asking for the screens: their pictures, none where the user did not want it in the
/// end, CaptureFailed if the system gives none, CaptureRefused if it does after a new start only.
using ScreensTaken = std::function<void(base::Result<std::vector<QImage>> pictures)>;
/// Takes pictures of all screens as they are now and hands them over, at once or later, once.
using TakeScreens = std::function<void(ScreensTaken taken)>;

/// Takes them without asking anybody, as X11 allows; empty where the platform does not show a
/// program the screen: Wayland and offscreen.
TakeScreens takeScreensUnasked();

} // namespace ui::add
