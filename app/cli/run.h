// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace cli {

/// Runs the program and returns the exit status. No application object exists before: a part that
/// needs the window system gets a process and an application of its own. Prints the document
/// or text of a verb that succeeded to standard output in one piece, and nothing there but the
/// error document of one that did not. `heap` is what hardening the process gave.
int run(int argc, char** argv, crypto::SecureHeap heap);

} // namespace cli
