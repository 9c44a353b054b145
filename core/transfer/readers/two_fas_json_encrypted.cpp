// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// 2FAS's backup under a passphrase (twofas/2fas-android, BackupCipherImpl.kt): PBKDF2 with
// HMAC-SHA-256, 10,000 iterations, AES-256-GCM without associated data.

#include "core/crypto/kdf.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/two_fas_content.h"

namespace transfer::readers {

namespace two_fas_json_encrypted {
namespace {

using base::json::Value;

constexpr std::uint32_t Iterations = 10'000;

/// Three parts in Base64 with colons between them.
struct Sealed
{
    base::Bytes sealed; ///< with its tag
    base::Bytes salt; ///< 256 bytes from Android, 32 from iOS
    base::Bytes nonce;
};

Outcome<Sealed> sealedOf(const Value& file, const char* name)
{
    const std::string text = base::json::textOf(file, name);
    const std::size_t first = text.find(':');
    const std::size_t second = text.find(':', first == std::string::npos ? first : first + 1);
    if (second == std::string::npos)
        return damaged(name);
    const std::string_view whole = text;
    Outcome<base::Bytes> sealed = base64Of(whole.substr(0, first), name);
    Outcome<base::Bytes> salt = base64Of(whole.substr(first + 1, second - first - 1), name);
    Outcome<base::Bytes> nonce = base64Of(whole.substr(second + 1), name);
    if (!sealed || !salt || !nonce || nonce->size() != crypto::AeadNonceSize
        || sealed->size() < crypto::AeadTagSize)
        return damaged(name);
    return Sealed { std::move(*sealed), std::move(*salt), std::move(*nonce) };
}

Outcome<crypto::WipedBytes> opened(const Sealed& sealed, const Request& request)
{
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto key = crypto::pbkdf2Sha256(
        request.passphrase->view(), sealed.salt, Iterations, crypto::AeadKeySize);
    if (!key)
        return failed(key.error());
    return openSealed(*key, sealed.nonce, sealed.sealed, "servicesEncrypted");
}

/// The program seals a known text beside the services, to try a passphrase with. Whether that one
/// opens; false also where there is none.
bool opensReference(const Value& file, const Request& request)
{
    const Outcome<Sealed> reference = sealedOf(file, "reference");
    return reference && opened(*reference, request).has_value();
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const bool isOurs = file && file->member("schemaVersion")
        && !base::json::textOf(*file, "servicesEncrypted").empty();
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Value& file = *content.json();
    if (const Outcome<void> checked = checkTwoFasSchema(file); !checked)
        return checked.error();
    const Outcome<Sealed> services = sealedOf(file, "servicesEncrypted");
    if (!services)
        return services.error();
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    Outcome<crypto::WipedBytes> plain = opened(*services, request);
    if (!plain && plain.error().refusal != Refusal::Damaged)
        return plain.error();
    if (!plain && opensReference(file, request))
        return plain.error();
    if (!plain)
        return Failure { .refusal = file.member("reference") ? Refusal::WrongPassphrase
                                                             : Refusal::WrongPassphraseOrDamaged };
    const Content inner(std::move(*plain));
    if (!inner.json())
        return damaged("servicesEncrypted");
    return readTwoFasServices(*inner.json(), file);
}

constexpr std::string_view Marks[] = { "\"schemaVersion\"", "\"servicesEncrypted\"",
    "\"reference\"", "\"appVersionCode\"" };

} // namespace
} // namespace two_fas_json_encrypted

const Format TwoFasJsonEncrypted {
    .id = "2fas-json-encrypted",
    .program = "2FAS",
    .form = Form::Json,
    .isEncrypted = true,
    .match = two_fas_json_encrypted::match,
    .read = two_fas_json_encrypted::read,
    .marks = two_fas_json_encrypted::Marks,
};

} // namespace transfer::readers
