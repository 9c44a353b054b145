// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Ente Auth's export under a passphrase (ente-io/ente, export_widget.dart): Argon2id with the costs
// that the phone could bear, libsodium's secretstream. Inside are the links of the plain export.

#include "core/crypto/kdf.h"
#include "core/crypto/secret_stream.h"
#include "core/transfer/bounds.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/ente_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>
#include <limits>

namespace transfer::readers {

namespace ente_encrypted {
namespace {

using base::json::Value;

constexpr std::size_t LeastSalt = 8; ///< of Argon2
constexpr std::uint32_t LeastKiB = 8; ///< of Argon2 with one lane

struct Sealed
{
    base::Bytes salt;
    crypto::Argon2Costs costs;
    base::Bytes header;
    base::Bytes message;
};

/// As a number that fits: what does not is beyond every bound.
std::uint32_t bounded(std::int64_t number)
{
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(number, 0, std::numeric_limits<std::uint32_t>::max()));
}

Outcome<Sealed> sealedOf(const Value& file)
{
    const Value& params = *file.member("kdfParams");
    const crypto::Argon2Costs costs { bounded(integerOf(params, "memLimit").value_or(0) / 1024),
        bounded(integerOf(params, "opsLimit").value_or(0)), 1 };
    if (const Outcome<void> checked = checkArgon2(costs); !checked)
        return checked.error();
    Outcome<base::Bytes> salt = base64Of(base::json::textOf(params, "salt"), "salt");
    Outcome<base::Bytes> header =
        base64Of(base::json::textOf(file, "encryptionNonce"), "encryptionNonce");
    Outcome<base::Bytes> message =
        base64Of(base::json::textOf(file, "encryptedData"), "encryptedData");
    if (!salt || salt->size() < LeastSalt || costs.memoryKiB < LeastKiB)
        return damaged("kdfParams");
    if (!header || header->size() != crypto::StreamHeaderSize)
        return damaged("encryptionNonce");
    if (!message || message->size() < crypto::StreamOverhead)
        return damaged("encryptedData");
    return Sealed { std::move(*salt), costs, std::move(*header), std::move(*message) };
}

Outcome<crypto::WipedBytes> opened(const Sealed& sealed, const Request& request)
{
    const auto key = crypto::argon2id(
        request.passphrase->view(), sealed.salt, sealed.costs, crypto::StreamKeySize);
    if (!key)
        return failed(key.error());
    crypto::WipedBytes plain(sealed.message.size() - crypto::StreamOverhead);
    const auto done = crypto::secretStreamOpen(key->view().first<crypto::StreamKeySize>(),
        base::ByteView(sealed.header).first<crypto::StreamHeaderSize>(), sealed.message, plain);
    if (!done)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return plain;
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const params = file ? file->member("kdfParams") : nullptr;
    const bool isOurs = params && params->isObject() && file->member("encryptedData")
        && file->member("encryptionNonce");
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Outcome<Sealed> sealed = sealedOf(*content.json());
    if (!sealed)
        return sealed.error();
    if (!request.passphrase)
        return passphraseNeeded(sealed->costs);
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    Outcome<crypto::WipedBytes> plain = opened(*sealed, request);
    if (!plain)
        return plain.error();
    const Content inner(std::move(*plain));
    return readEnteContent(inner);
}

constexpr std::string_view Marks[] = { "\"kdfParams\"", "\"encryptedData\"", "\"encryptionNonce\"",
    "\"memLimit\"" };

} // namespace
} // namespace ente_encrypted

const Format EnteEncrypted {
    .id = "ente-encrypted",
    .program = "Ente Auth",
    .form = Form::Json,
    .isEncrypted = true,
    .match = ente_encrypted::match,
    .read = ente_encrypted::read,
    .marks = ente_encrypted::Marks,
};

} // namespace transfer::readers
