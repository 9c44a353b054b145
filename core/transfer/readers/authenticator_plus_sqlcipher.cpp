// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Authenticator Plus's database (stratumauth/app, AuthenticatorPlusBackupConverter.cs): SQLite in
// pages that are encrypted and authenticated one by one (SQLCipher 3). Nothing in it tells it from
// chance before its passphrase is there.

#include "core/crypto/aes_cbc.h"
#include "core/crypto/pbkdf2.h"
#include "core/otp/label.h"
#include "core/transfer/chance.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/accounts_table.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace authenticator_plus_sqlcipher {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t PageSize = ChancePage;
constexpr std::size_t SaltSize = 16;
constexpr std::size_t IvSize = 16;
constexpr std::size_t MacSize = 20;
constexpr std::size_t Reserved = 48; ///< at the end of each page: iv, MAC, 12 bytes unused
constexpr std::uint32_t Iterations = 64'000;
constexpr std::uint32_t MacIterations = 2;
constexpr std::uint8_t MacSaltMask = 0x3a;
constexpr std::string_view SqliteMagic = "SQLite format 3\0"sv; ///< where the salt stands
constexpr std::string_view NoCategory = "All Accounts";

constexpr std::int64_t Totp = 0;
constexpr std::int64_t Hotp = 1;
constexpr std::int64_t Blizzard = 2;

struct Keys
{
    crypto::SecretBytes page;
    crypto::SecretBytes mac;
};

base::Result<Keys> keysOf(base::ByteView passphrase, base::ByteView salt)
{
    auto page =
        crypto::pbkdf2(crypto::Hash::Sha1, passphrase, salt, Iterations, crypto::CbcKeySize);
    if (!page)
        return page.error();
    base::Bytes masked(salt.begin(), salt.end());
    for (std::uint8_t& byte : masked)
        byte ^= MacSaltMask;
    auto mac =
        crypto::pbkdf2(crypto::Hash::Sha1, page->view(), masked, MacIterations, crypto::CbcKeySize);
    if (!mac)
        return mac.error();
    return Keys { std::move(*page), std::move(*mac) };
}

/// Opens a page in its place; ErrorCode::Damaged where its MAC is wrong.
base::Result<void> openPage(const Keys& keys, std::uint32_t number, base::MutableByteView page)
{
    const std::size_t begin = number == 1 ? SaltSize : 0;
    const base::ByteView told = page.subspan(PageSize - Reserved + IvSize, MacSize);
    base::Bytes covered(page.begin() + static_cast<std::ptrdiff_t>(begin),
        page.begin() + static_cast<std::ptrdiff_t>(PageSize - Reserved + IvSize));
    for (unsigned shift = 0; shift < 32; shift += 8)
        covered.push_back(static_cast<std::uint8_t>(number >> shift));
    const auto mac = crypto::hmac(crypto::Hash::Sha1, keys.mac.view(), covered);
    if (!mac)
        return mac.error();
    if (!crypto::equalInConstantTime(mac->view(), told))
        return base::Error { base::ErrorCode::Damaged, "SQLCipher", { "page" } };
    const base::ByteView sealed = base::ByteView(covered).first(PageSize - Reserved - begin);
    return crypto::aesCbcOpenBlocks(keys.page.view().first<crypto::CbcKeySize>(),
        base::ByteView(page).subspan(PageSize - Reserved).first<IvSize>(), sealed,
        page.subspan(begin, sealed.size()));
}

/// The database in the clear.
Outcome<crypto::WipedBytes> opened(base::ByteView file, base::ByteView passphrase)
{
    const base::Result<Keys> keys = keysOf(passphrase, file.first(SaltSize));
    if (!keys)
        return failed(keys.error());
    crypto::WipedBytes plain(file.begin(), file.end());
    for (std::size_t at = 0; at < plain.size(); at += PageSize) {
        const auto number = static_cast<std::uint32_t>(at / PageSize + 1);
        const auto done =
            openPage(*keys, number, base::MutableByteView(plain).subspan(at, PageSize));
        if (!done && done.error().code == base::ErrorCode::Damaged)
            return number == 1 ? Failure { .refusal = Refusal::WrongPassphraseOrDamaged }
                               : damaged("SQLCipher");
        if (!done)
            return failed(done.error());
    }
    std::ranges::copy(SqliteMagic, plain.begin());
    return plain;
}

base::Result<void> readCode(const SqliteTable& table, const SqliteRow& row, otp::Entry& entry)
{
    const std::int64_t type = table.integer(row, "type").value_or(Totp);
    if (type != Totp && type != Hotp && type != Blizzard)
        return base::Error { base::ErrorCode::Unsupported, "Authenticator Plus: type",
            { std::to_string(type) } };
    CredentialFields fields { .kind = otp::LinkKind::Totp };
    if (type == Hotp)
        fields = { .kind = otp::LinkKind::Hotp,
            .counter = std::to_string(table.integer(row, "counter").value_or(0)) };
    if (type == Blizzard)
        fields.digits = "8";
    const auto credential = credentialOf(fields);
    if (!credential)
        return credential.error();
    auto secret = otp::readTypedSecret(table.bytes(row, "secret"),
        type == Blizzard ? otp::SecretEncoding::Hex : otp::SecretEncoding::Base32, *credential);
    if (!secret)
        return secret.error();
    entry.credential = *credential;
    entry.secret = std::move(*secret);
    return {};
}

/// Where there is no issuer, what stands before the name is one, else the name itself.
otp::Names namesOf(const SqliteTable& table, const SqliteRow& row)
{
    const QString email = table.text(row, "email");
    QString issuer = table.text(row, "issuer");
    if (issuer.isEmpty() && table.integer(row, "type") == Blizzard)
        issuer = QStringLiteral("Battle.net");
    if (!issuer.isEmpty())
        return otp::namesOfText(email, issuer);
    const QString original = table.text(row, "original_name");
    if (const qsizetype colon = original.indexOf(u':'); colon > 0)
        return { .issuer = original.first(colon).trimmed(), .name = email, .labelIssuer = {} };
    return { .issuer = email, .name = {}, .labelIssuer = {} };
}

void take(Imported& imported, const SqliteTable& table, const SqliteRow& row)
{
    const otp::Names names = namesOf(table, row);
    ImportedAccount account;
    account.entry.issuer = names.issuer;
    account.entry.name = names.name;
    if (const auto read = readCode(table, row, account.entry); !read)
        return imported.leave(names.issuer, names.name, read.error());
    const QString category = table.text(row, "category");
    if (category != QLatin1StringView(NoCategory))
        account.tags = { category };
    imported.take(std::move(account));
}

Match match(const Content& content)
{
    const base::ByteView bytes = content.bytes();
    const bool mayBe = !bytes.empty() && bytes.size() % PageSize == 0 && content.text().empty()
        && looksLikeChance(bytes.first<ChancePage>());
    return mayBe ? Match::IfNamed : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    Outcome<crypto::WipedBytes> plain = opened(content.bytes(), request.passphrase->view());
    if (!plain)
        return plain.error();
    return readAccountsTable(Content(std::move(*plain)), take);
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace authenticator_plus_sqlcipher

const Format AuthenticatorPlusSqlcipher {
    .id = "authenticator-plus-sqlcipher",
    .program = "Authenticator Plus",
    .form = Form::Database,
    .isEncrypted = true,
    .match = authenticator_plus_sqlcipher::match,
    .read = authenticator_plus_sqlcipher::read,
    .marks = authenticator_plus_sqlcipher::Marks,
};

} // namespace transfer::readers
