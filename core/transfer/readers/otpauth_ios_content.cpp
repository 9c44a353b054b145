// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/otpauth_ios_content.h"

#include "core/crypto/aes_cbc.h"
#include "core/crypto/pbkdf2.h"
#include "core/otp/otpauth_uri.h"
#include "core/transfer/detect.h"
#include "core/transfer/json_fields.h"

#include <algorithm>
#include <cmath>

namespace transfer::readers {

namespace otpauth_ios_content {
namespace {

using crypto::Hash;

constexpr std::size_t LargestSealed = std::size_t { 16 } * 1024 * 1024; ///< far beyond any
constexpr std::string_view AlgorithmNames[] = { "SHA1", "SHA1", "SHA256", "SHA512", "MD5" };

/// What AES-256-CBC has sealed; Damaged where the padding is none.
base::Result<crypto::WipedBytes> opened(
    base::ByteView key, base::ByteView iv, base::ByteView sealed)
{
    crypto::WipedBytes plain(sealed.size());
    const auto size = crypto::aesCbcOpen(
        key.first<crypto::CbcKeySize>(), iv.first<crypto::CbcBlockSize>(), sealed, plain);
    if (!size)
        return size.error();
    plain.resize(*size);
    return plain;
}

/// Without the seal that every such file has; empty if it is none.
crypto::WipedBytes unsealed(base::ByteView bytes, OtpAuthFile kind)
{
    const std::string_view name = kind == OtpAuthFile::Backup ? "Authenticator" : "OTPAuth";
    if (bytes.size() > LargestSealed || bytes.size() % crypto::CbcBlockSize != 0)
        return {};
    const auto key = crypto::digest(Hash::Sha256, base::bytesOf(name));
    const base::Bytes iv(crypto::CbcBlockSize);
    auto plain = key ? opened(key->view(), iv, bytes) : key.error();
    return plain && beginsAsPropertyList(*plain) ? std::move(*plain) : crypto::WipedBytes();
}

/// RNCryptor, version 3 with a password: version, options, two salts, iv, ciphertext, MAC.
Outcome<crypto::WipedBytes> openedRnCryptor(base::ByteView sealed, const Request& request)
{
    constexpr std::size_t SaltSize = 8;
    constexpr std::size_t HeadSize = 2 + 2 * SaltSize + crypto::CbcBlockSize;
    constexpr std::size_t MacSize = crypto::hashSize(Hash::Sha256);
    constexpr std::uint32_t Iterations = 10'000;
    if (sealed.size() <= HeadSize + MacSize || sealed[0] != 3 || sealed[1] != 1)
        return damaged("RNCryptor");
    const base::ByteView typed = request.passphrase->view();
    const base::ByteView salts = sealed.subspan(2);
    const auto key =
        crypto::pbkdf2(Hash::Sha1, typed, salts.first(SaltSize), Iterations, crypto::CbcKeySize);
    const auto macKey = crypto::pbkdf2(
        Hash::Sha1, typed, salts.subspan(SaltSize, SaltSize), Iterations, crypto::CbcKeySize);
    if (!key || !macKey)
        return failed(key ? macKey.error() : key.error());
    const base::ByteView message = sealed.first(sealed.size() - MacSize);
    const auto mac = crypto::hmac(Hash::Sha256, macKey->view(), message);
    if (!mac)
        return failed(mac.error());
    if (!crypto::equalInConstantTime(mac->view(), sealed.last(MacSize)))
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    auto plain = opened(
        key->view(), message.subspan(HeadSize - crypto::CbcBlockSize), message.subspan(HeadSize));
    if (!plain)
        return plain.error().code == base::ErrorCode::Damaged ? damaged("RNCryptor")
                                                              : failed(plain.error());
    return std::move(*plain);
}

/// The older seal: a hash of salt and passphrase, and no MAC.
Outcome<crypto::WipedBytes> openedOld(
    const KeyedArchive& archive, base::ByteView sealed, const Request& request)
{
    const QByteArray salt = archive.text(archive.member(archive.root(), "Salt")).toUtf8() + '-';
    const KeyedArchive::Object ivObject = archive.member(archive.root(), "IV");
    const QByteArray ivText = archive.text(ivObject).toUtf8();
    const base::ByteView ivData = archive.data(ivObject);
    auto salted = crypto::SecretBytes::ofSize(
        static_cast<std::size_t>(salt.size()) + request.passphrase->size());
    if (!salted)
        return failed(salted.error());
    std::ranges::copy(base::bytesOf(salt), salted->bytes().begin());
    std::ranges::copy(request.passphrase->view(),
        salted->bytes().subspan(static_cast<std::size_t>(salt.size())).begin());
    const auto key = crypto::digest(Hash::Sha256, salted->view());
    const auto iv = crypto::digest(Hash::Sha1, ivData.empty() ? base::bytesOf(ivText) : ivData);
    if (!key || !iv)
        return failed(key ? iv.error() : key.error());
    auto plain = opened(key->view(), iv->view(), sealed);
    if (!plain && plain.error().code != base::ErrorCode::Damaged)
        return failed(plain.error());
    if (!plain || !beginsAsPropertyList(*plain))
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return std::move(*plain);
}

/// In tenths.
int versionOf(const KeyedArchive& archive)
{
    const double version = archive.real(archive.member(archive.root(), "Version"));
    return static_cast<int>(std::lround(std::clamp(version, 0.0, 99.0) * 10));
}

/// Both seals undone, of which the passphrase opens the inner one.
Outcome<crypto::WipedBytes> openedTwice(
    const Content& content, OtpAuthFile kind, const Request& request)
{
    const crypto::WipedBytes bytes = unsealed(content.bytes(), kind);
    const auto archive = KeyedArchive::read(bytes);
    if (!archive)
        return damaged("property list");
    const KeyedArchive::Object wrapped = archive->member(archive->root(), "WrappedData");
    const base::ByteView sealed =
        archive->data(wrapped ? wrapped : archive->member(archive->root(), "Data"));
    if (sealed.empty())
        return damaged("data");
    const int version = versionOf(*archive);
    // 1.0 and 1.1 of a backup are 1.1 and 1.2 of an account.
    const int old = kind == OtpAuthFile::Backup ? 10 : 11;
    if (version < old || version > old + 1)
        return Failure { .refusal = Refusal::Unsupported,
            .arguments = { QString::number(version / 10.0, 'f', 1).toStdString() },
            .obstacle = version > old ? Obstacle::NewerSchema : Obstacle::OlderSchema };
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    return version == old ? openedOld(*archive, sealed, request) : openedRnCryptor(sealed, request);
}

/// A number as the parameters of a link have it; 0 is what the program has for "by default".
std::string digitsOf(const KeyedArchive& archive, KeyedArchive::Object account, const char* name)
{
    const std::int64_t number = archive.integer(archive.member(account, name)).value_or(0);
    return number == 0 ? std::string() : std::to_string(number);
}

base::Result<otp::Credential> credentialOf(
    const KeyedArchive& archive, KeyedArchive::Object account)
{
    constexpr std::int64_t Hotp = 1;
    constexpr std::int64_t Totp = 2;
    const auto number = [&](const char* name) {
        return archive.integer(archive.member(account, name)).value_or(0);
    };
    const std::int64_t type = number("type");
    const std::int64_t algorithm = number("algorithm");
    if (type != Hotp && type != Totp)
        return base::Error { base::ErrorCode::Unsupported, "OTP Auth: type",
            { std::to_string(type) } };
    CredentialFields fields { .kind = type == Hotp ? otp::LinkKind::Hotp : otp::LinkKind::Totp,
        .algorithm = std::to_string(algorithm),
        .digits = digitsOf(archive, account, "digits"),
        .period = digitsOf(archive, account, "period"),
        .counter = digitsOf(archive, account, "counter") };
    if (algorithm >= 0 && algorithm < std::ssize(AlgorithmNames))
        fields.algorithm = AlgorithmNames[static_cast<std::size_t>(algorithm)];
    return transfer::credentialOf(fields);
}

base::Result<void> readCode(
    const KeyedArchive& archive, KeyedArchive::Object account, otp::Entry& entry)
{
    const auto credential = credentialOf(archive, account);
    if (!credential)
        return credential.error();
    const base::ByteView secret = archive.data(archive.member(account, "secret"));
    if (secret.empty())
        return base::Error { base::ErrorCode::MissingField, "OTP Auth", { "secret" } };
    if (secret.size() > otp::MaximumSecretSize)
        return base::Error { base::ErrorCode::TooLarge, "OTP Auth",
            { "secret", std::to_string(otp::MaximumSecretSize) } };
    auto copy = crypto::SecretBytes::copyOf(secret);
    if (!copy)
        return copy.error();
    entry.credential = *credential;
    entry.secret = std::move(*copy);
    return {};
}

} // namespace
} // namespace otpauth_ios_content

bool isOtpAuthFile(const Content& content, OtpAuthFile kind)
{
    return !otpauth_ios_content::unsealed(content.bytes(), kind).empty();
}

Outcome<OtpAuthContent> openOtpAuthFile(
    const Content& content, OtpAuthFile kind, const Request& request)
{
    Outcome<crypto::WipedBytes> opened = otpauth_ios_content::openedTwice(content, kind, request);
    if (!opened)
        return opened.error();
    std::optional<KeyedArchive> archive = KeyedArchive::read(*opened);
    if (!archive || !archive->root())
        return damaged("property list");
    return OtpAuthContent { std::move(*opened), std::move(*archive) };
}

QString OtpAuthAccounts::text(KeyedArchive::Object object, const char* member)
{
    QString text = m_archive.text(m_archive.member(object, member));
    m_texts += static_cast<std::size_t>(text.size());
    return text;
}

bool OtpAuthAccounts::take(KeyedArchive::Object account, KeyedArchive::Object folder)
{
    ImportedAccount taken;
    taken.entry.issuer = text(account, "issuer");
    taken.entry.name = text(account, "label");
    if (folder)
        taken.tags.append(text(folder, "name"));
    if (++m_count > MostAccounts || m_texts > otpauth_ios_content::LargestSealed)
        return false;
    if (const auto read = otpauth_ios_content::readCode(m_archive, account, taken.entry); read)
        m_imported.take(std::move(taken));
    else
        m_imported.leave(taken.entry.issuer, taken.entry.name, read.error());
    return true;
}

} // namespace transfer::readers
