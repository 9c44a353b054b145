// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

class QPrinter;

namespace ui::unlock {

/// Where the printer is a file, makes that file readable by its owner alone before anything is in
/// it; the one who draws only truncates it. False where it cannot be made.
bool preparePrivateFile(const QPrinter& printer);

} // namespace ui::unlock
