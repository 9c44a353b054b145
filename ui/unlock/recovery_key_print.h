// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <string_view>

class QPrinter;

namespace ui::unlock {

/// Draws one sheet with the key's groups; false if the printer or the file refuses. What is drawn
/// passes through buffers of Qt's and of the print system, which cannot be overwritten from here:
/// whoever prints a key accepts that, and is told so beside the button.
bool printRecoveryKey(QPrinter& printer, std::string_view key);

} // namespace ui::unlock
