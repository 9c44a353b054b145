// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/failure.h"
#include "core/crypto/secret.h"

namespace cli {

/// Whether a person can be asked: standard input is a terminal.
bool canAsk();
bool outputIsTerminal();

/// Asks on standard error and reads one line without showing it, straight into locked memory.
/// Ctrl-C and an end of input are Cancelled; the terminal shows typing again in every case.
base::Result<crypto::SecretBytes> askSecret(const QString& question);

/// Asks for a line in the open; without its line break.
base::Result<QString> askLine(const QString& question);

} // namespace cli
