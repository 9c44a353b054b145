// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// A database of KeePass 2 and its family (keepassxreboot/keepassxc, src/format/Kdbx3Reader.cpp,
// Kdbx4Reader.cpp, KdbxXmlReader.cpp): the entries that make codes.

#include "core/base/base64.h"
#include "core/crypto/hmac.h"
#include "core/transfer/bounds.h"
#include "core/transfer/kdbx.h"
#include "core/transfer/readers/keepass_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace keepass_kdbx {
namespace {

/// Version 3 has the key of the stream in the clear: only this tells whether it was altered.
Outcome<void> checkHash(const XmlElement& meta, base::ByteView header)
{
    const std::string told = meta.textOf("HeaderHash");
    if (told.empty())
        return {};
    base::Bytes bytes(told.size() * 3 / 4);
    const auto size = base::decodeBase64(told, bytes);
    bytes.resize(size ? *size : 0);
    const auto hash = crypto::digest(crypto::Hash::Sha256, header);
    if (!hash)
        return failed(hash.error());
    return std::ranges::equal(bytes, hash->view()) ? Outcome<void>() : damaged("header");
}

Failure passphraseNeededFor(const KdbxHeader& header)
{
    const auto* const argon2 = std::get_if<KdbxArgon2>(&header.derivation);
    return argon2 ? passphraseNeeded(argon2->costs)
                  : Failure { .refusal = Refusal::PassphraseNeeded };
}

Match match(const Content& content)
{
    return beginsAsKdbx(content.bytes()) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Outcome<KdbxHeader> header = readKdbxHeader(content.bytes());
    if (!header)
        return header.error();
    if (!request.passphrase)
        return passphraseNeededFor(*header);
    const Outcome<KdbxDocument> document = openKdbx(content.bytes(), *header, request);
    if (!document)
        return document.error();
    std::string_view xml = document->xml();
    constexpr std::string_view ByteOrderMark = "\xef\xbb\xbf";
    if (xml.starts_with(ByteOrderMark))
        xml.remove_prefix(ByteOrderMark.size());
    const std::optional<XmlElement> file = readXml(xml);
    const XmlElement* const meta = file ? file->child("Meta") : nullptr;
    if (!meta)
        return damaged("XML");
    if (const auto checked = checkHash(*meta, content.bytes().first(header->size)); !checked)
        return checked.error();
    return readKeePassDocument(*file, &document->stream);
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace keepass_kdbx

const Format KeepassKdbx {
    .id = "keepass-kdbx",
    .program = "KeePass",
    .form = Form::Database,
    .isEncrypted = true,
    .match = keepass_kdbx::match,
    .read = keepass_kdbx::read,
    .marks = keepass_kdbx::Marks,
    .takesKeyFile = true,
};

} // namespace transfer::readers
