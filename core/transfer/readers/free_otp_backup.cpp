// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// FreeOTP 2's backup: Java's serialisation of a map, in which a key derived from the passphrase
// wraps a master key and that each secret (freeotp/freeotp-android, MasterKey.java and
// EncryptedKey.java). PBKDF2, AES-256-GCM; the texts of the map are in the clear or encrypted,
// never secret.

#include "core/crypto/pbkdf2.h"
#include "core/transfer/bounds.h"
#include "core/transfer/java_map.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/free_otp_token.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace free_otp_backup {
namespace {

using namespace std::string_view_literals;
using base::json::Value;

constexpr std::string_view MasterName = "masterKey";
constexpr std::string_view TokenSuffix = "-token";

/// One key that another wraps.
struct Wrapped
{
    base::Bytes sealed; ///< with its tag
    base::Bytes nonce;
    std::string kind; ///< of the key inside, which is authenticated along with it
};

/// A number for each byte, signed as Java has them; nothing where it is no such array.
std::optional<base::Bytes> bytesOf(const Value& object, std::string_view name)
{
    const Value* const numbers = object.member(name);
    if (!numbers || !numbers->isArray())
        return std::nullopt;
    base::Bytes bytes;
    for (const Value& item : numbers->items) {
        const std::optional<std::int64_t> number = item.integer();
        if (!number || *number < -128 || *number > 255)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(*number & 255));
    }
    return bytes;
}

/// DER: a sequence of nonce and size of the tag, or from old phones the nonce alone.
std::optional<base::Bytes> nonceOf(const base::Bytes& parameters)
{
    std::string_view der = base::textOf(parameters);
    constexpr std::string_view Sequence = "\x30\x11"sv;
    constexpr std::string_view TagSize = "\x02\x01\x10"sv;
    constexpr std::string_view Octets = "\x04\x0c"sv;
    if (der.starts_with(Sequence)) {
        if (!der.ends_with(TagSize))
            return std::nullopt;
        der = der.substr(Sequence.size(), der.size() - Sequence.size() - TagSize.size());
    }
    if (!der.starts_with(Octets) || der.size() != Octets.size() + crypto::AeadNonceSize)
        return std::nullopt;
    const base::ByteView nonce = base::bytesOf(der.substr(Octets.size()));
    return base::Bytes(nonce.begin(), nonce.end());
}

std::optional<Wrapped> wrappedOf(const Value* value)
{
    if (!value || !value->isObject())
        return std::nullopt;
    const std::optional<base::Bytes> parameters = bytesOf(*value, "mParameters");
    std::optional<base::Bytes> sealed = bytesOf(*value, "mCipherText");
    std::optional<base::Bytes> nonce = parameters ? nonceOf(*parameters) : std::nullopt;
    if (!sealed || sealed->size() <= crypto::AeadTagSize || !nonce)
        return std::nullopt;
    return Wrapped { std::move(*sealed), std::move(*nonce), base::json::textOf(*value, "mToken") };
}

/// What the master key is opened with.
struct Master
{
    Wrapped key;
    base::Bytes salt;
    std::uint32_t iterations = 0;
    crypto::Hash hash = crypto::Hash::Sha512;
};

Outcome<Master> masterOf(const JavaMap& map)
{
    const std::string_view* const text = map.find(MasterName);
    const auto value = text ? base::json::read(*text)
                            : base::Result<Value>(base::Error { base::ErrorCode::Damaged });
    if (!value)
        return damaged(std::string(MasterName));
    std::optional<Wrapped> key = wrappedOf(value->member("mEncryptedKey"));
    std::optional<base::Bytes> salt = bytesOf(*value, "mSalt");
    const std::string algorithm = base::json::textOf(*value, "mAlgorithm");
    const bool isSha1 = algorithm == "PBKDF2withHmacSHA1";
    if (!key || !salt || (!isSha1 && algorithm != "PBKDF2withHmacSHA512"))
        return damaged(std::string(MasterName));
    const std::int64_t iterations =
        std::max<std::int64_t>(integerOf(*value, "mIterations").value_or(0), 0);
    if (const Outcome<void> checked = checkPbkdf2(static_cast<std::uint64_t>(iterations)); !checked)
        return checked.error();
    return Master { std::move(*key), std::move(*salt), static_cast<std::uint32_t>(iterations),
        isSha1 ? crypto::Hash::Sha1 : crypto::Hash::Sha512 };
}

base::Result<crypto::SecretBytes> unwrapped(const crypto::SecretBytes& key, const Wrapped& wrapped)
{
    return openSealedKey(key, wrapped.nonce, wrapped.sealed, base::bytesOf(wrapped.kind));
}

Outcome<crypto::SecretBytes> openMaster(const Master& master, const Request& request)
{
    const auto key = crypto::pbkdf2(master.hash, request.passphrase->view(), master.salt,
        master.iterations, crypto::AeadKeySize);
    if (!key)
        return failed(key.error());
    auto opened = unwrapped(*key, master.key);
    if (opened && opened->size() == crypto::AeadKeySize)
        return std::move(*opened);
    if (!opened && opened.error().code != base::ErrorCode::Damaged)
        return failed(opened.error());
    return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
}

/// The secret of a token and what kind of key it is; real backups often lack one.
struct TokenKey
{
    base::Result<crypto::SecretBytes> secret;
    std::string kind = {};
};

TokenKey keyOf(const JavaMap& map, std::string_view id, const crypto::SecretBytes& master)
{
    const base::Error missing { base::ErrorCode::MissingField, "FreeOTP", { "secret" } };
    const std::string_view* const text = map.find(id);
    const auto outer = text ? base::json::read(*text) : base::Result<Value>(missing);
    if (!outer)
        return { missing };
    const std::string inner = base::json::textOf(*outer, "key");
    const auto value = base::json::read(inner);
    const std::optional<Wrapped> wrapped = value ? wrappedOf(&*value) : std::nullopt;
    if (!wrapped)
        return { missing };
    return { unwrapped(master, *wrapped), wrapped->kind };
}

std::string algorithmOf(const std::string& kind)
{
    return kind.starts_with("Hmac") ? kind : std::string();
}

Imported readTokens(const JavaMap& map, const crypto::SecretBytes& master)
{
    Imported imported;
    for (const auto& [name, text] : map.members) {
        if (name == MasterName)
            continue;
        if (!name.ends_with(TokenSuffix)) {
            if (!map.find(std::string(name) + std::string(TokenSuffix)))
                imported.leave({}, QString::fromUtf8(name.data(), std::ssize(name)),
                    { base::ErrorCode::MissingField, "FreeOTP", { "token" } });
            continue;
        }
        const std::string_view id = name.substr(0, name.size() - TokenSuffix.size());
        const auto token = base::json::read(text);
        if (!token || !token->isObject()) {
            imported.leave({}, QString::fromUtf8(id.data(), std::ssize(id)),
                { base::ErrorCode::Damaged, "FreeOTP", { "token" } });
            continue;
        }
        TokenKey key = keyOf(map, id, master);
        takeFreeOtpToken(imported, *token, std::move(key.secret), algorithmOf(key.kind));
    }
    return imported;
}

Match match(const Content& content)
{
    return beginsAsJava(content.bytes()) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const std::optional<JavaMap> map = readJavaMap(content.bytes());
    if (!map)
        return damaged("HashMap");
    const Outcome<Master> master = masterOf(*map);
    if (!master)
        return master.error();
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const Outcome<crypto::SecretBytes> key = openMaster(*master, request);
    if (!key)
        return key.error();
    return readTokens(*map, *key);
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace free_otp_backup

const Format FreeOtpBackup {
    .id = "freeotp-backup",
    .program = "FreeOTP",
    .form = Form::Binary,
    .isEncrypted = true,
    .match = free_otp_backup::match,
    .read = free_otp_backup::read,
    .marks = free_otp_backup::Marks,
};

} // namespace transfer::readers
