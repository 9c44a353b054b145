// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Ente Auth's export under a passphrase (ente-io/ente, export_widget.dart): Argon2id, libsodium's
// secretstream. Inside are the links of the plain export.

#include "core/crypto/kdf.h"
#include "core/crypto/secret_stream.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/seal.h"
#include "core/transfer/wiped_json.h"
#include "core/transfer/writers/ente_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace ente_encrypted {
namespace {

/// What every phone can bear: on large ones the program itself takes up to four times the memory.
constexpr crypto::Argon2Costs Costs { .memoryKiB = 256 * 1024, .passes = 4, .lanes = 1 };
constexpr std::size_t SaltSize = 16;

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing& sealing)
{
    const auto links = writeEnteLinks(accounts);
    if (!links)
        return links;
    base::Bytes random(SaltSize + crypto::StreamHeaderSize);
    if (const auto filled = sealing.random.fill(random); !filled)
        return filled.error();
    const base::ByteView salt = base::ByteView(random).first(SaltSize);
    const auto header = base::ByteView(random).subspan<SaltSize, crypto::StreamHeaderSize>();
    const auto key =
        crypto::argon2id(sealing.passphrase->view(), salt, Costs, crypto::StreamKeySize);
    if (!key)
        return key.error();
    base::Bytes message(links->size() + crypto::StreamOverhead);
    if (const auto sealed = crypto::secretStreamSeal(
            key->view().first<crypto::StreamKeySize>(), header, *links, message);
        !sealed)
        return sealed.error();
    WipedJson json;
    json.beginObject().member("version", std::int64_t { 1 });
    json.name("kdfParams").beginObject();
    json.member("memLimit", std::int64_t { Costs.memoryKiB } * 1024);
    json.member("opsLimit", std::int64_t { Costs.passes }).member("salt", base64Text(salt));
    json.endObject().member("encryptedData", base64Text(message));
    json.member("encryptionNonce", base64Text(header)).endObject();
    return json.take();
}

} // namespace
} // namespace ente_encrypted

const ExportFormat EnteEncrypted {
    .format = &readers::EnteEncrypted,
    .losses = EnteLosses,
    .misfit = enteMisfit,
    .write = ente_encrypted::write,
};

} // namespace transfer::writers
