// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/random.h"
#include "core/transfer/fit.h"
#include "core/transfer/reader.h"
#include "core/transfer/sheet_words.h"

namespace transfer {

/// What a file is sealed with, where its format is encrypted.
struct Sealing
{
    const crypto::SecretBytes* passphrase = nullptr; ///< of the file, UTF-8 as it was typed
    crypto::RandomSource& random;
    const SheetWords* words = nullptr; ///< of a format for paper, which is not made without
    /// Bytes; accounts beyond become another sheet. Some twenty thousand fit, and it is well below
    /// what is read: see LargestFile.
    std::size_t largestSheet = std::size_t { 64 } * 1024 * 1024;
};

/// What there is to know before a format is chosen, whatever the accounts are.
enum class Caution {
    AsciiPassphrase, ///< one of its programs takes only ASCII for a passphrase
    WeakDerivation, ///< the format makes trying passphrases cheap
    TagsReadable, ///< the names of tags are not encrypted
    OneOfEqualSecrets, ///< a program keeps only one of several accounts with one secret
    EncryptedElsewhere, ///< another format brings the same to the program encrypted
};

/// A format that can be written: a constant of its file in writers/, and a line of writers.cpp. It
/// is one that we read, because what was written is read back.
struct ExportFormat
{
    const Format* format; ///< its id, its program, whether it is encrypted, and its reader
    /// What it has no place for; of an account that has it, it is told before anything is written.
    std::span<const Loss> losses;
    /// Why the format cannot hold this account with the codes it makes; absent if it can.
    std::optional<Misfit> (*misfit)(const OutgoingAccount& account);
    /// Writes all these accounts, each of which fits, in their order. Errors as of Vault::reveal()
    /// and of the ciphers.
    base::Result<crypto::WipedBytes> (*write)(const Outgoing& accounts, const Sealing& sealing);
    std::span<const Caution> cautions = {};
    /// What its program tells accounts apart by, where it would take different ones for the same:
    /// of several with one key the first is written. Null: it mistakes none.
    base::Result<crypto::SecretBytes> (*key)(const OutgoingAccount& account) = nullptr;
    /// In place of write, of a format that has no room for many accounts in one file: as many files
    /// as it takes, each with the next accounts.
    base::Result<std::vector<crypto::WipedBytes>> (*writeFiles)(
        const Outgoing& accounts, const Sealing& sealing) = nullptr;
    /// It is one file as a rule, and more only where one would be too large: what is one file may
    /// go to a pipe.
    bool isSplitByNeed = false;
};

/// All formats, in the order in which they are offered. Handed to those who need it as an argument.
std::span<const ExportFormat* const> exportFormats();

/// The format of this id; null if there is none.
const ExportFormat* findFormat(std::span<const ExportFormat* const> formats, std::string_view id);

} // namespace transfer
