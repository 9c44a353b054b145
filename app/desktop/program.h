// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

namespace desktop {

/// The program's id: its name on the session bus, and the names of its desktop entry, icon and
/// service file, which packaging installs.
constexpr char ProgramId[] = "io.github.countersign.Countersign";
/// The same as an object path.
constexpr char ProgramPath[] = "/io/github/countersign/Countersign";

} // namespace desktop
