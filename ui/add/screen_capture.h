// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QImage>

#include <vector>

namespace ui::add {

/// Whether the platform may show a program the screen at all: Wayland and offscreen do not.
bool canCaptureScreens();

/// Pictures of all screens as they are now. CaptureFailed if the system gives
/// none.
base::Result<std::vector<QImage>> captureScreens();

} // namespace ui::add
