// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/kdbx_header.h"
#include "core/transfer/reader.h"

namespace transfer {

/// What a KeePass file holds: an XML document, and the stream over what is secret in it.
struct KdbxDocument
{
    crypto::WipedBytes bytes; ///< with what stands before the document
    std::size_t begin = 0; ///< of the document
    crypto::KeyStream stream;

    std::string_view xml() const { return base::textOf(bytes).substr(begin); }
};

/// Opens a file with the passphrase and the key file of the request; keys that are devices are not
/// known here. WrongPassphrase, in version 3 WrongPassphraseOrDamaged; Damaged, TooLarge,
/// Cancelled.
Outcome<KdbxDocument> openKdbx(
    base::ByteView file, const KdbxHeader& header, const Request& request);

} // namespace transfer
