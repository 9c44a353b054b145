// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QImage>

#include <vector>

namespace ui::add {

/// Pictures of all screens as they are now. CaptureFailed where the platform shows a program no
/// screen but its own (Wayland), or has none.
base::Result<std::vector<QImage>> captureScreens();

} // namespace ui::add
