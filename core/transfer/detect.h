// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"
#include "core/transfer/tags.h"

namespace transfer {

constexpr std::size_t MostAccounts = 100'000; ///< of a file
constexpr std::size_t MostMissing = 3; ///< parts that are named of a file that is not recognised

/// The formats a file may be of: the one that is certain, or all that are possible, in order.
using Formats = std::vector<const Format*>;

/// Looks at content alone. Unsupported for what somebody has wrapped around a file; NotRecognised
/// with the nearest guess and what is missing, or none (NoSignature for a format that has to be
/// named, WholeEncrypted where it is pages that look like chance); Damaged where the file begins as
/// a format that only a cut or altered file would be.
Outcome<Formats> detect(const Content& content, std::span<const Format* const> formats);

/// A file that somebody says is of this format; NotRecognised if it cannot be.
Outcome<Formats> insist(const Content& content, const Format& format);

/// Whether a picture is of a format whose codes are read as a file is, and not offered one by one.
bool isReadWhole(const Content& picture, std::span<const Format* const> formats);

/// The format of this id; null if there is none.
const Format* findFormat(std::span<const Format* const> formats, std::string_view id);

/// What was read, and as what.
struct ReadFile
{
    const Format* format = nullptr;
    Imported imported;
    bool isOpen = false; ///< no passphrase was needed: anybody can read it
};

/// Reads content as one of these formats: of several the first that opens, without a passphrase
/// where none is needed. The limits hold for what comes out: texts and tags that are too long make
/// an account one that is left, and names are without white space at their ends. NoAccounts where
/// there is neither an account nor one that was left.
Outcome<ReadFile> read(const Content& content, const Formats& candidates, const Request& request);

/// Whether a passphrase, or another one, may open the file.
bool isAboutPassphrase(Refusal refusal);

} // namespace transfer
