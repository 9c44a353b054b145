// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

namespace sandbox {

/// The program: reads the command line, starts the service and runs until it is to end. Returns the
/// exit status: 0, 1 if something failed, 2 for a mistake on the command line.
int run(int argc, char** argv);

} // namespace sandbox
