// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/visible_text.h"

namespace ui::text {

/// Everything that the window and the command line show of others goes through it.
using base::visibleText;

} // namespace ui::text
