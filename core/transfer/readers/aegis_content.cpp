// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/aegis_content.h"

#include "core/transfer/account_pictures.h"
#include "core/transfer/json_fields.h"

#include <map>

namespace transfer::readers {

namespace aegis_content {
namespace {

using base::json::Value;
using Groups = std::map<std::string, QString>; ///< name by uuid

constexpr std::int64_t LastVersion = 3;

Groups groupsOf(const Value& content)
{
    Groups groups;
    const Value* const list = content.member("groups");
    for (const Value& group : list ? list->items : std::vector<Value>())
        groups.emplace(base::json::textOf(group, "uuid"), stringOf(group, "name"));
    return groups;
}

/// Up to version 2 an entry names its one group, from then on it has the ids of several.
QStringList tagsOf(const Value& entry, const Groups& groups)
{
    QStringList tags { stringOf(entry, "group") };
    for (const std::string& id : base::json::textsOf(entry, "groups")) {
        if (const auto group = groups.find(id); group != groups.end())
            tags.append(group->second);
    }
    return tags;
}

base::Result<otp::Credential> credentialOf(const std::string& type, const Value& info)
{
    CredentialFields fields { .digits = digitsOf(info, "digits"),
        .period = digitsOf(info, "period"),
        .counter = digitsOf(info, "counter") };
    if (type == "totp" || type == "hotp") {
        fields.kind = type == "totp" ? otp::LinkKind::Totp : otp::LinkKind::Hotp;
        fields.algorithm = base::json::textOf(info, "algo");
        // An old mistake of the program, which reads it so itself.
        if (fields.algorithm == "MD5")
            fields.algorithm = "SHA1";
    } else if (type == "steam") {
        fields.kind = otp::LinkKind::Steam;
    } else if (type == "motp") {
        fields.kind = otp::LinkKind::Motp;
    } else if (type == "yandex") {
        fields.kind = otp::LinkKind::Yandex;
    } else {
        return base::Error { base::ErrorCode::Unsupported, "Aegis: type", { type.substr(0, 64) } };
    }
    return transfer::credentialOf(fields);
}

base::Result<void> readCode(const Value& entry, otp::Entry& account)
{
    const Value* const info = entry.member("info");
    if (!info || !info->isObject())
        return base::Error { base::ErrorCode::MissingField, "Aegis", { "info" } };
    const auto credential = credentialOf(base::json::textOf(entry, "type"), *info);
    if (!credential)
        return credential.error();
    account.credential = *credential;
    const bool isMotp = std::holds_alternative<otp::Motp>(account.credential);
    // The bytes of mOTP's text are written in Base32 as any secret is.
    auto secret = secretOf(*info, "secret", otp::SecretEncoding::Base32, account.credential);
    if (secret && isMotp)
        secret = motpText(*secret);
    if (!secret)
        return secret.error();
    account.secret = std::move(*secret);
    auto pin = secretTextOf(*info, "pin");
    if (!pin)
        return pin.error();
    account.pin = std::move(*pin);
    return {};
}

void take(Imported& imported, const Value& entry, const Groups& groups)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(entry, "issuer");
    account.entry.name = stringOf(entry, "name");
    if (const base::Result<void> read = readCode(entry, account.entry); !read) {
        imported.leave(account.entry.issuer, account.entry.name, read.error());
        return;
    }
    account.note = stringOf(entry, "note");
    account.isFavourite = isTrue(entry, "favorite");
    account.tags = tagsOf(entry, groups);
    if (const std::string icon = base::json::textOf(entry, "icon"); !icon.empty())
        takePicture(account, pictureOf(icon));
    imported.take(std::move(account));
}

Failure newer(std::int64_t version)
{
    return { .refusal = Refusal::Unsupported,
        .arguments = { std::to_string(version) },
        .obstacle = Obstacle::NewerSchema };
}

} // namespace
} // namespace aegis_content

Outcome<void> checkAegisVersion(const base::json::Value& file)
{
    const std::optional<std::int64_t> version = integerOf(file, "version");
    if (!version)
        return damaged("version");
    if (*version > 1)
        return aegis_content::newer(*version);
    return {};
}

Outcome<Imported> readAegisContent(const base::json::Value& content)
{
    const std::optional<std::int64_t> version = integerOf(content, "version");
    if (!version)
        return damaged("db");
    if (*version > aegis_content::LastVersion)
        return aegis_content::newer(*version);
    const base::json::Value* const entries = content.member("entries");
    if (!entries || !entries->isArray())
        return damaged("entries");
    const aegis_content::Groups groups = aegis_content::groupsOf(content);
    Imported imported;
    for (const base::json::Value& entry : entries->items)
        aegis_content::take(imported, entry, groups);
    return imported;
}

} // namespace transfer::readers
