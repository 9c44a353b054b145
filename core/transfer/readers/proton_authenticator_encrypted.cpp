// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Proton Authenticator's export under a passphrase (protonpass/proton-pass-common,
// proton-authenticator): Argon2id with fixed costs, AES-256-GCM.

#include "core/crypto/kdf.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/proton_authenticator_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace proton_authenticator_encrypted {
namespace {

using base::json::Value;

constexpr crypto::Argon2Costs Costs { .memoryKiB = 19456, .passes = 2, .lanes = 1 };
constexpr std::string_view AssociatedData = "proton.authenticator.export.v1";
constexpr std::size_t LeastSalt = 8; ///< of Argon2

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const salt = file ? file->member("salt") : nullptr;
    const Value* const sealed = file ? file->member("content") : nullptr;
    const bool isOurs =
        salt && salt->isText() && sealed && sealed->isText() && file->member("version");
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Value& file = *content.json();
    const Outcome<base::Bytes> salt = base64Of(base::json::textOf(file, "salt"), "salt");
    const Outcome<base::Bytes> bytes = base64Of(base::json::textOf(file, "content"), "content");
    if (!salt || salt->size() < LeastSalt)
        return damaged("salt");
    if (!bytes || bytes->size() < crypto::AeadNonceSize + crypto::AeadTagSize)
        return damaged("content");
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto key =
        crypto::argon2id(request.passphrase->view(), *salt, Costs, crypto::AeadKeySize);
    if (!key)
        return failed(key.error());
    const base::ByteView view = *bytes;
    Outcome<crypto::WipedBytes> opened = openSealed(*key, view.first(crypto::AeadNonceSize),
        view.subspan(crypto::AeadNonceSize), "content", base::bytesOf(AssociatedData));
    if (!opened && opened.error().refusal == Refusal::Damaged)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    if (!opened)
        return opened.error();
    const Content inner(std::move(*opened));
    return isProtonContent(inner.json()) ? readProtonContent(*inner.json()) : damaged("entries");
}

constexpr std::string_view Marks[] = { "\"version\"", "\"salt\"", "\"content\"" };

} // namespace
} // namespace proton_authenticator_encrypted

const Format ProtonAuthenticatorEncrypted {
    .id = "proton-authenticator-encrypted",
    .program = "Proton Authenticator",
    .form = Form::Json,
    .isEncrypted = true,
    .match = proton_authenticator_encrypted::match,
    .read = proton_authenticator_encrypted::read,
    .marks = proton_authenticator_encrypted::Marks,
};

} // namespace transfer::readers
