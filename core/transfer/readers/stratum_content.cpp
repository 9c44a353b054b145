// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/stratum_content.h"

#include "core/transfer/account_pictures.h"
#include "core/transfer/json_fields.h"

#include <algorithm>
#include <array>
#include <map>

namespace transfer::readers {

namespace stratum_content {
namespace {

using base::json::Value;

constexpr std::array<std::string_view, 3> Algorithms = { "SHA1", "SHA256", "SHA512" };

/// The text between its quotes, which is how the file refers from one part to another: secrets are
/// compared without being copied.
std::string_view rawText(const Value& object, std::string_view name)
{
    const Value* const member = object.member(name);
    return member && member->isText() ? member->source : std::string_view();
}

const std::vector<Value>& itemsOf(const Value& content, std::string_view name)
{
    static const std::vector<Value> None;
    const Value* const list = content.member(name);
    return list && list->isArray() ? list->items : None;
}

/// The names of its categories by the secret of an account, which is its key in the program.
using Tags = std::map<std::string_view, QStringList>;

Tags tagsOf(const Value& content)
{
    std::map<std::string_view, QString> names;
    for (const Value& category : itemsOf(content, "Categories"))
        names.emplace(rawText(category, "Id"), stringOf(category, "Name"));
    Tags tags;
    for (const Value& bond : itemsOf(content, "AuthenticatorCategories")) {
        const auto name = names.find(rawText(bond, "CategoryId"));
        if (name != names.end())
            tags[rawText(bond, "AuthenticatorSecret")].append(name->second);
    }
    return tags;
}

base::Result<otp::Credential> credentialOf(const StratumCode& code)
{
    // Types 3 to 5 are of one form, whatever the file says of them.
    if (code.type == "3")
        return transfer::credentialOf({ .kind = otp::LinkKind::Motp });
    if (code.type == "4")
        return transfer::credentialOf({ .kind = otp::LinkKind::Steam });
    if (code.type == "5")
        return transfer::credentialOf({ .kind = otp::LinkKind::Yandex });
    if (code.type != "1" && code.type != "2")
        return base::Error { base::ErrorCode::Unsupported, "Stratum: type",
            { code.type.substr(0, 64) } };
    CredentialFields fields { .kind = code.type == "1" ? otp::LinkKind::Hotp : otp::LinkKind::Totp,
        .digits = code.digits,
        .period = code.period,
        .counter = code.counter };
    const bool isKnown = code.algorithm >= 0 && code.algorithm < std::ssize(Algorithms);
    fields.algorithm = isKnown ? std::string(Algorithms[static_cast<std::size_t>(code.algorithm)])
                               : std::to_string(code.algorithm);
    return transfer::credentialOf(fields);
}

base::Result<void> readCode(const Value& item, otp::Entry& entry)
{
    const auto secret = secretTextOf(item, "Secret");
    if (!secret)
        return secret.error();
    const StratumCode code { .type = digitsOf(item, "Type"),
        .algorithm = integerOf(item, "Algorithm").value_or(0),
        .digits = digitsOf(item, "Digits"),
        .period = digitsOf(item, "Period"),
        .counter = digitsOf(item, "Counter") };
    if (const auto read = readStratumCode(code, secret->text(), entry); !read)
        return read;
    auto pin = secretTextOf(item, "Pin");
    if (!pin)
        return pin.error();
    entry.pin = std::move(*pin);
    return {};
}

StratumPictures picturesOf(const Value& content)
{
    StratumPictures pictures;
    for (const Value& picture : itemsOf(content, "CustomIcons"))
        pictures.emplace(stringOf(picture, "Id"), pictureOf(base::json::textOf(picture, "Data")));
    return pictures;
}

/// What accounts refer to by ids.
struct Kept
{
    Tags tags;
    StratumPictures pictures;
};

void take(Imported& imported, const Value& item, const Kept& kept)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(item, "Issuer");
    account.entry.name = stringOf(item, "Username");
    if (const base::Result<void> read = readCode(item, account.entry); !read) {
        imported.leave(account.entry.issuer, account.entry.name, read.error());
        return;
    }
    if (const auto found = kept.tags.find(rawText(item, "Secret")); found != kept.tags.end())
        account.tags = found->second;
    takeStratumIcon(account, stringOf(item, "Icon"), kept.pictures);
    imported.take(std::move(account));
}

} // namespace
} // namespace stratum_content

base::Result<void> readStratumCode(
    const StratumCode& code, std::string_view secret, otp::Entry& entry)
{
    const auto credential = stratum_content::credentialOf(code);
    if (!credential)
        return credential.error();
    auto bytes = std::holds_alternative<otp::Motp>(*credential)
        ? motpSecret(secret)
        : otp::readTypedSecret(secret, otp::SecretEncoding::Base32, *credential);
    if (!bytes)
        return bytes.error();
    entry.credential = *credential;
    entry.secret = std::move(*bytes);
    return {};
}

void takeStratumIcon(ImportedAccount& account, const QString& icon, const StratumPictures& pictures)
{
    if (!icon.startsWith(QLatin1Char('@'))) {
        account.icon = icon;
        return;
    }
    const auto picture = pictures.find(icon.mid(1));
    takePicture(account, picture == pictures.end() ? QByteArray() : picture->second);
}

bool isStratumContent(const base::json::Value* content)
{
    const base::json::Value* const list = content ? content->member("Authenticators") : nullptr;
    return list && list->isArray();
}

Outcome<Imported> readStratumContent(const base::json::Value& content)
{
    const stratum_content::Kept kept { stratum_content::tagsOf(content),
        stratum_content::picturesOf(content) };
    std::vector<const base::json::Value*> ordered;
    for (const base::json::Value& item : stratum_content::itemsOf(content, "Authenticators"))
        ordered.push_back(&item);
    std::ranges::stable_sort(ordered, {},
        [](const base::json::Value* item) { return integerOf(*item, "Ranking").value_or(0); });
    Imported imported;
    for (const base::json::Value* item : ordered)
        stratum_content::take(imported, *item, kept);
    return imported;
}

} // namespace transfer::readers
