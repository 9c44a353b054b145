// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The FIDO Alliance's Credential Exchange Format 1.0: what password managers hand to each other.

#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

#include <map>

namespace transfer::readers {

namespace cxf_json {
namespace {

using base::json::Value;
using Groups = std::map<std::string, QStringList>; ///< titles by id of the item

/// A member that is a list; an empty one where it is missing.
const std::vector<Value>& listOf(const Value& object, std::string_view name)
{
    static const std::vector<Value> Nothing;
    const Value* const list = object.member(name);
    return list && list->isArray() ? list->items : Nothing;
}

/// As deep as the limits of JSON let them be within each other.
void takeCollections(Groups& groups, const std::vector<Value>& collections)
{
    for (const Value& collection : collections) {
        for (const Value& item : listOf(collection, "items"))
            groups[base::json::textOf(item, "item")].append(stringOf(collection, "title"));
        takeCollections(groups, listOf(collection, "subCollections"));
    }
}

/// What an editable field of a credential says.
QString fieldOf(const Value& credential, std::string_view name)
{
    const Value* const field = credential.member(name);
    return field ? stringOf(*field, "value") : QString();
}

/// What stands in an item beside its codes.
struct Around
{
    QString title;
    QString user;
    QString note;
    QStringList tags;
    bool isFavourite = false;
};

Around aroundOf(const Value& item, const Groups& groups)
{
    Around around { .title = stringOf(item, "title"),
        .user = {},
        .note = {},
        .tags = {},
        .isFavourite = isTrue(item, "favorite") };
    for (const Value& credential : listOf(item, "credentials")) {
        const std::string type = base::json::textOf(credential, "type");
        if (type == "basic-auth" && around.user.isEmpty())
            around.user = fieldOf(credential, "username");
        if (type == "note" && around.note.isEmpty())
            around.note = fieldOf(credential, "content");
    }
    if (const auto group = groups.find(base::json::textOf(item, "id")); group != groups.end())
        around.tags = group->second;
    for (const std::string& tag : base::json::textsOf(item, "tags"))
        around.tags.append(QString::fromStdString(tag));
    return around;
}

void take(Imported& imported, const Value& code, const Around& around)
{
    ImportedAccount account {
        .entry = {}, .note = around.note, .tags = around.tags, .isFavourite = around.isFavourite
    };
    otp::Entry& entry = account.entry;
    const QString user = stringOf(code, "username");
    entry.name = user.isEmpty() ? around.user : user;
    entry.issuer = stringOf(code, "issuer");
    // A title that only says the name once more names no service.
    if (entry.issuer.isEmpty() && around.title != entry.name)
        entry.issuer = around.title;
    const auto credential = credentialOf({ .kind = otp::LinkKind::Totp,
        .algorithm = base::json::textOf(code, "algorithm"),
        .digits = digitsOf(code, "digits"),
        .period = digitsOf(code, "period") });
    if (!credential) {
        imported.leave(entry.issuer, entry.name, credential.error());
        return;
    }
    entry.credential = *credential;
    auto secret = secretOf(code, "secret", otp::SecretEncoding::Base32, *credential);
    if (!secret) {
        imported.leave(entry.issuer, entry.name, secret.error());
        return;
    }
    entry.secret = std::move(*secret);
    imported.take(std::move(account));
}

void takeOwner(Imported& imported, const Value& owner)
{
    Groups groups;
    takeCollections(groups, listOf(owner, "collections"));
    for (const Value& item : listOf(owner, "items")) {
        const std::size_t before = imported.entryCount();
        const Around around = aroundOf(item, groups);
        for (const Value& credential : listOf(item, "credentials")) {
            if (base::json::textOf(credential, "type") == "totp")
                take(imported, credential, around);
        }
        imported.countItem(before);
    }
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const accounts = file ? file->member("accounts") : nullptr;
    const bool isOurs = accounts && accounts->isArray() && file->member("exporterRpId");
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    constexpr std::int64_t LastVersion = 1;
    const Value& file = *content.json();
    const Value* const version = file.member("version");
    const std::int64_t major = version ? integerOf(*version, "major").value_or(1) : 1;
    if (major > LastVersion)
        return Failure { .refusal = Refusal::Unsupported,
            .arguments = { std::to_string(major) },
            .obstacle = Obstacle::NewerSchema };
    Imported imported;
    for (const Value& owner : file.member("accounts")->items)
        takeOwner(imported, owner);
    return imported;
}

constexpr std::string_view Marks[] = { "\"exporterRpId\"", "\"exporterDisplayName\"",
    "\"credentials\"", "\"accounts\"" };

} // namespace
} // namespace cxf_json

const Format CxfJson {
    .id = "cxf-json",
    .program = "Credential Exchange Format",
    .form = Form::Json,
    .isEncrypted = false,
    .match = cxf_json::match,
    .read = cxf_json::read,
    .marks = cxf_json::Marks,
};

} // namespace transfer::readers
