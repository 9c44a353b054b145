// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Reads the array of accounts that andOTP's backups are, in the clear or after decryption, and
/// GNOME Authenticator's, too (andOTP/andOTP, Database/Entry.java). Damaged where it is no array.
Outcome<Imported> readAndOtpContent(const base::json::Value& content);

/// Whether bytes look encrypted from the first on: no text, and no header with its many zeros. A
/// file of random bytes does, too.
bool looksEncrypted(const Content& content);

/// Whether the file begins with a number of iterations, as newer encrypted backups do.
bool beginsWithIterations(const Content& content);

/// What was decrypted: `sealed` is ciphertext and tag. WrongPassphraseOrDamaged.
Outcome<Imported> readAndOtpSealed(
    const crypto::SecretBytes& key, base::ByteView nonce, base::ByteView sealed);

} // namespace transfer::readers
