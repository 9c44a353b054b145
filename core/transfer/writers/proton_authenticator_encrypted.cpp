// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Proton Authenticator's export under a passphrase (protonpass/proton-pass-common,
// proton-authenticator): Argon2id with fixed costs, AES-256-GCM.

#include "core/crypto/kdf.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/seal.h"
#include "core/transfer/wiped_json.h"
#include "core/transfer/writers/proton_authenticator_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace proton_authenticator_encrypted {
namespace {

constexpr crypto::Argon2Costs Costs { .memoryKiB = 19456, .passes = 2, .lanes = 1 };
constexpr std::string_view AssociatedData = "proton.authenticator.export.v1";

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing& sealing)
{
    const auto content = writeProtonContent(accounts);
    if (!content)
        return content;
    const base::Result<SealedWithSalt> sealed =
        sealUnderPassphrase(sealing, Costs, *content, base::bytesOf(AssociatedData));
    if (!sealed)
        return sealed.error();
    base::Bytes message = sealed->content.nonce;
    base::append(message, sealed->content.bytes);
    WipedJson json;
    json.beginObject()
        .member("version", std::int64_t { 1 })
        .member("salt", base64Text(sealed->salt));
    json.member("content", base64Text(message)).endObject();
    return json.take();
}

} // namespace
} // namespace proton_authenticator_encrypted

const ExportFormat ProtonAuthenticatorEncrypted {
    .format = &readers::ProtonAuthenticatorEncrypted,
    .losses = ProtonLosses,
    .misfit = protonMisfit,
    .write = proton_authenticator_encrypted::write,
};

} // namespace transfer::writers
