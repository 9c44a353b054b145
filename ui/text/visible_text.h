// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/visible_text.h"

namespace ui::text {

/// Everything that the window and the command line show of others goes through it.
using base::visibleText;

/// Characters of a name or an argument in a sentence.
constexpr int LongestShown = 80;

} // namespace ui::text
