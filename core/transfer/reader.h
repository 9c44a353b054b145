// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/transfer/content.h"
#include "core/transfer/imported.h"

#include <span>
#include <stop_token>

namespace transfer {

/// How sure a format is that a file is its own.
enum class Match {
    No,
    IfNamed, ///< nothing tells it from chance: no more than a guess until somebody says that it is
    Possible, ///< something speaks for it, but it is no signature
    Certain,
};

/// What a file of a format looks like, for its title.
enum class Form {
    Links,
    Json,
    Csv,
    Xml,
    Html,
    Sheet,
    Ini,
    Zip,
    Database,
    Vault, ///< of our own, or a backup of one
    Picture,
    Text,
    Binary,
};

/// How a file is to be read.
struct Request
{
    const crypto::SecretBytes* passphrase = nullptr; ///< UTF-8 as it was typed; null: none yet
    std::stop_token stop = {}; ///< asked before each derivation of a key
    /// What readKeyFile() gives, for formats that take such; null: none. With it the passphrase may
    /// be empty, and then counts for nothing.
    const crypto::SecretBytes* keyFile = nullptr;
};

/// A format that can be read: a constant of its file in readers/, and a line of readers.cpp.
struct Format
{
    std::string_view id; ///< a contract: command line and documents use it
    std::string_view program; ///< its name, which is not translated; empty: no one program's
    Form form;
    bool isEncrypted; ///< read() answers PassphraseNeeded while there is none
    /// By content alone, never by the name of the file; cheap, and without a passphrase.
    Match (*match)(const Content& content);
    /// Of content that match() does not deny. Damaged, PassphraseNeeded, WrongPassphrase,
    /// Unsupported, TooExpensive; an account that cannot be taken over is in `left`, never a
    /// failure of the whole. Costs are checked before any work is done. Runs on any thread.
    Outcome<Imported> (*read)(const Content& content, const Request& request);
    /// Words that stand in a file of it, for a guess at one that is cut off or altered, and to tell
    /// what is missing from it: those that match() asks for stand first.
    std::span<const std::string_view> marks;
    /// Pictures of codes are offered code by code, each an account to be looked at. The codes of
    /// these say nothing one by one: they are parts of a file, and read as one.
    bool isReadWhole = false;
    /// A key file may be needed besides the passphrase, or in its place.
    bool takesKeyFile = false;
};

/// All formats, in the order in which they are asked. Handed to those who need it as an argument.
std::span<const Format* const> importFormats();

} // namespace transfer
