// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Authenticator Pro's backup under a passphrase (stratumauth/app, LegacyBackupEncryption.cs):
// PBKDF2 with HMAC-SHA-1, AES-256-CBC without a MAC. What comes out has to be its JSON.

#include "core/crypto/aes_cbc.h"
#include "core/crypto/pbkdf2.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/stratum_content.h"

namespace transfer::readers {

namespace stratum_encrypted_legacy {
namespace {

constexpr std::string_view Header = "AuthenticatorPro";
constexpr std::size_t SaltSize = 20;
constexpr std::size_t SealedAt = Header.size() + SaltSize + crypto::CbcBlockSize;
constexpr std::uint32_t Iterations = 64'000;

Match match(const Content& content)
{
    return base::textOf(content.bytes()).starts_with(Header) ? Match::Certain : Match::No;
}

/// Empty where the padding is none.
Outcome<crypto::WipedBytes> opened(base::ByteView bytes, const Request& request)
{
    const auto key = crypto::pbkdf2(crypto::Hash::Sha1, request.passphrase->view(),
        bytes.subspan(Header.size(), SaltSize), Iterations, crypto::CbcKeySize);
    if (!key)
        return failed(key.error());
    const base::ByteView sealed = bytes.subspan(SealedAt);
    crypto::WipedBytes plain(sealed.size());
    const auto size = crypto::aesCbcOpen(key->view().first<crypto::CbcKeySize>(),
        bytes.subspan(Header.size() + SaltSize).first<crypto::CbcBlockSize>(), sealed, plain);
    if (!size && size.error().code != base::ErrorCode::Damaged)
        return failed(size.error());
    plain.resize(size ? *size : 0);
    return plain;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const base::ByteView bytes = content.bytes();
    if (bytes.size() <= SealedAt || (bytes.size() - SealedAt) % crypto::CbcBlockSize != 0)
        return damaged("AuthenticatorPro");
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    Outcome<crypto::WipedBytes> plain = opened(bytes, request);
    if (!plain)
        return plain.error();
    const Content inner(std::move(*plain));
    if (!isStratumContent(inner.json()))
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return readStratumContent(*inner.json());
}

constexpr std::string_view Marks[] = { Header };

} // namespace
} // namespace stratum_encrypted_legacy

const Format StratumEncryptedLegacy {
    .id = "stratum-encrypted-legacy",
    .program = "Stratum",
    .form = Form::Binary,
    .isEncrypted = true,
    .match = stratum_encrypted_legacy::match,
    .read = stratum_encrypted_legacy::read,
    .marks = stratum_encrypted_legacy::Marks,
};

} // namespace transfer::readers
