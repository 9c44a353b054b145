// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/stratum_content.h"

#include "core/crypto/hmac.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/links_out.h"
#include "core/transfer/seal.h"
#include "core/transfer/wiped_json.h"

#include <algorithm>
#include <map>

namespace transfer::writers {

namespace stratum_content {
namespace {

using Categories = std::map<QString, std::string>; ///< id by name

/// What the program calls the kinds of codes (AuthenticatorType.cs).
struct TypeNumber
{
    std::int64_t operator()(const otp::Hotp&) const { return 1; }
    std::int64_t operator()(const otp::Totp&) const { return 2; }
    std::int64_t operator()(const otp::Motp&) const { return 3; }
    std::int64_t operator()(const otp::Steam&) const { return 4; }
    std::int64_t operator()(const otp::Yandex&) const { return 5; }
    std::int64_t operator()(const otp::NoCode&) const { return 0; }
};

std::int64_t algorithmNumber(const otp::Credential& credential)
{
    return std::visit(
        [](const auto& kind) -> std::int64_t {
            if constexpr (requires { kind.algorithm; })
                return std::ranges::find(CommonAlgorithms, kind.algorithm) - CommonAlgorithms;
            return 0;
        },
        credential);
}

/// The numbers of a code; the program looks at all of them, whatever the kind.
void writeNumbers(WipedJson& json, const otp::Credential& credential)
{
    std::int64_t digits = otp::Totp().digits;
    std::int64_t period = otp::Totp().period;
    std::int64_t counter = 0;
    std::visit(
        [&](const auto& kind) {
            if constexpr (requires { kind.digits; })
                digits = kind.digits;
            if constexpr (requires { kind.period; })
                period = kind.period;
            if constexpr (requires { kind.counter; })
                counter = static_cast<std::int64_t>(kind.counter);
        },
        credential);
    json.member("Algorithm", algorithmNumber(credential)).member("Digits", digits);
    json.member("Period", period).member("Counter", counter);
}

/// By what an account refers to its picture: as the program makes it, of what is in the file.
base::Result<std::string> pictureIdOf(const QByteArray& picture)
{
    constexpr std::size_t IdSize = 8; ///< bytes
    const auto hash = crypto::digest(crypto::Hash::Sha256, base::bytesOf(picture));
    if (!hash)
        return hash.error();
    return base::toHex(hash->view().first(IdSize));
}

base::Result<void> writeIcon(WipedJson& json, const QByteArray& picture)
{
    json.name("Icon");
    if (picture.isEmpty()) {
        json.null();
        return {};
    }
    const base::Result<std::string> id = pictureIdOf(picture);
    if (!id)
        return id.error();
    json.text('@' + *id);
    return {};
}

/// Each once.
base::Result<void> writePictures(WipedJson& json, const Outgoing& accounts)
{
    std::map<std::string, QByteArray> pictures;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const QByteArray picture = accounts.picture(i);
        if (picture.isEmpty())
            continue;
        const base::Result<std::string> id = pictureIdOf(picture);
        if (!id)
            return id.error();
        pictures.emplace(*id, picture);
    }
    json.name("CustomIcons").beginArray();
    for (const auto& [id, picture] : pictures) {
        json.beginObject().member("Id", id);
        json.member("Data", base64Text(base::bytesOf(picture))).endObject();
    }
    json.endArray();
    return {};
}

base::Result<void> writeAccount(
    WipedJson& json, const OutgoingAccount& account, std::size_t position)
{
    const auto secret = stratumKey(account);
    if (!secret)
        return secret.error();
    json.beginObject();
    json.member("Type", std::visit(TypeNumber {}, account.entry.credential));
    if (const auto written = writeIcon(json, account.picture); !written)
        return written;
    writeText(json, "Issuer", account.entry.issuer);
    writeTextOrNull(json, "Username", account.entry.name);
    json.member("Secret", secret->text()).name("Pin");
    if (otp::needsPin(account.entry.credential))
        json.text(account.entry.pin.text());
    else
        json.null();
    writeNumbers(json, account.entry.credential);
    json.member("CopyCount", std::int64_t { 0 });
    json.member("Ranking", static_cast<std::int64_t>(position)).endObject();
    return {};
}

/// As the program makes them itself, so that a category that is there already stays one.
base::Result<Categories> categoriesOf(const QStringList& tags)
{
    constexpr std::size_t IdSize = 4; ///< bytes
    Categories categories;
    for (const QString& tag : tags) {
        const auto hash = crypto::digest(crypto::Hash::Sha1, base::bytesOf(tag.toUtf8()));
        if (!hash)
            return hash.error();
        categories.emplace(tag, base::toHex(hash->view().first(IdSize)));
    }
    return categories;
}

void writeCategories(WipedJson& json, const QStringList& tags, const Categories& categories)
{
    json.name("Categories").beginArray();
    for (qsizetype i = 0; i < tags.size(); ++i) {
        json.beginObject().member("Id", categories.at(tags[i]));
        writeText(json, "Name", tags[i]);
        json.member("Ranking", std::int64_t { i }).endObject();
    }
    json.endArray();
}

/// Which account is in which category, by its secret.
base::Result<void> writeBonds(
    WipedJson& json, const Outgoing& accounts, const Categories& categories)
{
    json.name("AuthenticatorCategories").beginArray();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        const auto secret = stratumKey(*account);
        if (!secret)
            return secret.error();
        for (const QString& tag : account->tags) {
            json.beginObject().member("CategoryId", categories.at(tag));
            json.member("AuthenticatorSecret", secret->text());
            json.member("Ranking", static_cast<std::int64_t>(i)).endObject();
        }
    }
    json.endArray();
    return {};
}

/// The program takes no shorter one, and calculates with the very text.
bool isMotpText(std::string_view text)
{
    constexpr std::size_t ShortestMotpSecret = 16;
    const bool isPlain = std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
    if (!isPlain || text.size() < ShortestMotpSecret)
        return false;
    const auto read = motpSecret(text);
    return read && read->text() == text;
}

constexpr std::string_view Types[] = { "totp", "hotp", "steam", "motp", "yandex" };
constexpr CodeLimits Limits { .types = Types,
    .algorithms = CommonAlgorithms,
    .takesDigits = [](int digits) { return digits >= 6; } };
constexpr int MostHotpDigits = 8;

} // namespace
} // namespace stratum_content

std::optional<Misfit> stratumMisfit(const OutgoingAccount& account)
{
    const otp::Entry& entry = account.entry;
    if (const auto misfit = misfitOf(entry.credential, stratum_content::Limits))
        return misfit;
    const auto* const hotp = std::get_if<otp::Hotp>(&entry.credential);
    if (hotp && hotp->digits > stratum_content::MostHotpDigits)
        return Misfit { Misfit::Kind::Digits, std::to_string(hotp->digits) };
    if (entry.issuer.isEmpty())
        return Misfit { Misfit::Kind::IssuerMissing };
    if (otp::needsPin(entry.credential) && entry.pin.isEmpty())
        return Misfit { Misfit::Kind::PinMissing };
    const bool isMotp = std::holds_alternative<otp::Motp>(entry.credential);
    if (isMotp && !stratum_content::isMotpText(entry.secret.text()))
        return Misfit { Misfit::Kind::Secret };
    return std::nullopt;
}

base::Result<crypto::SecretBytes> stratumKey(const OutgoingAccount& account)
{
    if (std::holds_alternative<otp::Motp>(account.entry.credential))
        return account.entry.secret.clone();
    return base32Of(account.entry.secret.view());
}

base::Result<crypto::WipedBytes> writeStratumContent(const Outgoing& accounts)
{
    const QStringList tags = accounts.tags();
    const base::Result<stratum_content::Categories> categories =
        stratum_content::categoriesOf(tags);
    if (!categories)
        return categories.error();
    WipedJson json;
    json.beginObject().name("Authenticators").beginArray();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        if (const auto written = stratum_content::writeAccount(json, *account, i); !written)
            return written.error();
    }
    json.endArray();
    stratum_content::writeCategories(json, tags, *categories);
    if (const auto written = stratum_content::writeBonds(json, accounts, *categories); !written)
        return written.error();
    if (const auto written = stratum_content::writePictures(json, accounts); !written)
        return written.error();
    json.endObject();
    return json.take();
}

} // namespace transfer::writers
