// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/random.h"

#include <string_view>
#include <variant>

namespace vault {

constexpr std::size_t MaxPassphraseBytes = 1024;

/// A passphrase in the one form that keys are made of: UTF-8 in NFC, 1 to 1,024 bytes.
struct Passphrase
{
    crypto::SecretBytes bytes;
};

/// The 16 bytes of a recovery key.
struct RecoveryKey
{
    crypto::SecretBytes bytes;
};

/// The 32 bytes that a keyring keeps for one slot. Nobody types them: they open the vault, and
/// never verify anything.
struct KeyringSecret
{
    crypto::SecretBytes bytes;
};

/// What opens a vault.
using Opener = std::variant<Passphrase, RecoveryKey, KeyringSecret>;

/// Normalises what was typed (UTF-8, nothing trimmed), because keyboards differ in how they compose
/// letters. EmptyPassphrase, PassphraseTooLong, PassphraseNotText.
base::Result<Passphrase> toPassphrase(base::ByteView typed);

/// The same for a passphrase about to be set: code points no version of Unicode has assigned are
/// refused too, because another system may compose them differently. InvalidField ("passphrase")
/// for what toOpener() would take for a recovery key.
base::Result<Passphrase> toNewPassphrase(base::ByteView typed);

/// Reads a secret file's contents: one final LF or CRLF is removed, nothing else.
base::ByteView withoutFinalNewline(base::ByteView contents);

/// A passphrase, or a recovery key where the text looks like one (RecoveryKeyMistyped if it is not
/// right): the passphrase field takes both.
base::Result<Opener> toOpener(base::ByteView typed);

/// Guessing strength by zxcvbn's estimate, not by length: below 40 bits, below 60, and more.
enum class Strength { Weak, Fair, Strong };
Strength estimateStrength(const Passphrase& passphrase);

/// A random passphrase of five groups of four characters, 100 bits, without look-alikes.
base::Result<crypto::SecretBytes> generatePassphrase(crypto::RandomSource& random);

} // namespace vault
