// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/passphrase.h"

namespace vault {

/// CSR1-XXXX-…: Bech32m (BIP 350), prefix "csr", upper case, nine groups of four.
base::Result<crypto::SecretBytes> formatRecoveryKey(const RecoveryKey& key);

/// Reads what was typed: case, blanks and hyphens do not matter; O is 0, I and 1 (after the prefix)
/// are L, B is 8. Never corrects otherwise: RecoveryKeyMistyped ("prefix", "length", "character",
/// "checksum" or "padding").
base::Result<RecoveryKey> parseRecoveryKey(std::string_view typed);

/// Whether a text is meant as a recovery key, right or mistyped: it starts with the prefix, has
/// letters and digits only, and is at most four characters too short or too long.
bool looksLikeRecoveryKey(std::string_view typed);

base::Result<RecoveryKey> newRecoveryKey(crypto::RandomSource& random);

} // namespace vault
