// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// TOTP Authenticator's backup: Base64 of AES-256-CBC under the SHA-256 of a passphrase, without a
// MAC; of a known one where the user has set none (stratumauth/app,
// TotpAuthenticatorBackupConverter.cs).

#include "core/crypto/aes_cbc.h"
#include "core/crypto/hmac.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/totp_authenticator_content.h"

#include <algorithm>
#include <array>

namespace transfer::readers {

namespace totp_authenticator {
namespace {

constexpr std::string_view UnsetPassphrase = "TotpAuthenticator";
constexpr std::size_t LeastBlocks = 4;

bool isBase64Character(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+'
        || c == '/' || c == '=';
}

/// The text without the white space around it; empty if it is not one piece of Base64.
std::string_view blobOf(std::string_view text)
{
    constexpr std::string_view Blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(Blanks);
    if (first == std::string_view::npos)
        return {};
    const std::string_view blob = text.substr(first, text.find_last_not_of(Blanks) - first + 1);
    const bool isWhole = std::ranges::all_of(
        blob, [](char c) { return isBase64Character(c) || c == '\r' || c == '\n'; });
    return isWhole ? blob : std::string_view();
}

/// Empty where the padding is none.
Outcome<crypto::WipedBytes> opened(base::ByteView sealed, base::ByteView passphrase)
{
    constexpr std::array<std::uint8_t, crypto::CbcBlockSize> ZeroIv = {};
    const auto key = crypto::digest(crypto::Hash::Sha256, passphrase);
    if (!key)
        return failed(key.error());
    crypto::WipedBytes plain(sealed.size());
    const auto size =
        crypto::aesCbcOpen(key->view().first<crypto::CbcKeySize>(), ZeroIv, sealed, plain);
    if (!size && size.error().code != base::ErrorCode::Damaged)
        return failed(size.error());
    plain.resize(size ? *size : 0);
    return plain;
}

/// What was encrypted is an object of which the name of the first member is the text of the list.
/// Read as a text, not as a name: names are decoded into memory that nobody wipes.
std::optional<Content> listOf(const crypto::WipedBytes& plain)
{
    const std::string_view text = base::textOf(plain);
    if (!text.starts_with("{\""))
        return std::nullopt;
    std::size_t end = 2;
    while (end < text.size() && text[end] != '"')
        end += text[end] == '\\' ? 2 : 1;
    if (end >= text.size())
        return std::nullopt;
    const auto name = base::json::read(text.substr(1, end), { .bytes = LargestFile });
    if (!name)
        return std::nullopt;
    crypto::WipedBytes list(name->source.size());
    list.resize(name->textInto({ reinterpret_cast<char*>(list.data()), list.size() }));
    Content content(std::move(list));
    return content.json() && content.json()->isArray() ? std::optional(std::move(content))
                                                       : std::nullopt;
}

Match match(const Content& content)
{
    const std::string_view blob = blobOf(content.text());
    if (blob.size() < LeastBlocks * crypto::CbcBlockSize)
        return Match::No;
    const Outcome<base::Bytes> sealed = base64Of(blob, "Base64");
    const bool isOurs = sealed && sealed->size() >= LeastBlocks * crypto::CbcBlockSize
        && sealed->size() % crypto::CbcBlockSize == 0;
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Outcome<base::Bytes> sealed = base64Of(blobOf(content.text()), "Base64");
    if (!sealed)
        return sealed.error();
    std::vector<base::ByteView> passphrases { base::bytesOf(UnsetPassphrase) };
    if (request.passphrase)
        passphrases.push_back(request.passphrase->view());
    for (const base::ByteView passphrase : passphrases) {
        const Outcome<crypto::WipedBytes> plain = opened(*sealed, passphrase);
        if (!plain)
            return plain.error();
        const std::optional<Content> list = listOf(*plain);
        if (!list)
            continue;
        return readTotpAuthenticatorList(*list->json());
    }
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    return Failure { .refusal = Refusal::WrongPassphraseOrDamaged,
        .obstacle = Obstacle::OtherFile };
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace totp_authenticator

const Format TotpAuthenticator {
    .id = "totp-authenticator",
    .program = "TOTP Authenticator",
    .form = Form::Text,
    .isEncrypted = true,
    .match = totp_authenticator::match,
    .read = totp_authenticator::read,
    .marks = totp_authenticator::Marks,
};

} // namespace transfer::readers
