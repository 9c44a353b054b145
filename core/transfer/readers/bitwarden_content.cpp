// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/bitwarden_content.h"

#include "core/transfer/json_fields.h"
#include "core/transfer/login_code.h"

#include <map>

namespace transfer::readers {

namespace bitwarden_content {
namespace {

using base::json::Value;
using Groups = std::map<std::string, QString>; ///< name by id

/// Folders are a person's, collections an organisation's.
Groups groupsOf(const Value& file)
{
    Groups groups;
    for (const char* const kind : { "folders", "collections" }) {
        const Value* const list = file.member(kind);
        if (!list || !list->isArray())
            continue;
        for (const Value& group : list->items)
            groups.emplace(base::json::textOf(group, "id"), stringOf(group, "name"));
    }
    return groups;
}

QStringList tagsOf(const Value& item, const Groups& groups)
{
    std::vector<std::string> ids = base::json::textsOf(item, "collectionIds");
    ids.insert(ids.begin(), base::json::textOf(item, "folderId"));
    QStringList tags;
    for (const std::string& id : ids) {
        if (const auto group = groups.find(id); group != groups.end())
            tags.append(group->second);
    }
    return tags;
}

void take(Imported& imported, const Value& item, const Groups& groups)
{
    const Value* const login = item.member("login");
    if (!login)
        return;
    const auto code = secretTextOf(*login, "totp");
    if (code && code->isEmpty())
        return; // an item without codes
    otp::Names names {
        .issuer = stringOf(item, "name"), .name = stringOf(*login, "username"), .labelIssuer = {}
    };
    // A title that only says the name once more names no service.
    if (names.issuer == names.name)
        names.issuer.clear();
    auto entry = code ? readLoginCode(code->text(), names) : code.error();
    if (!entry) {
        imported.leave(names.issuer, names.name, entry.error());
        return;
    }
    const Value* const deleted = item.member("deletedDate");
    imported.take({ .entry = std::move(*entry),
        .note = stringOf(item, "notes"),
        .tags = tagsOf(item, groups),
        .isFavourite = isTrue(item, "favorite"),
        .isTrashed = deleted && deleted->isText() });
}

} // namespace
} // namespace bitwarden_content

bool isBitwardenPlain(const base::json::Value* file)
{
    const base::json::Value* const encrypted = file ? file->member("encrypted") : nullptr;
    const base::json::Value* const items = file ? file->member("items") : nullptr;
    return encrypted && encrypted->boolean() == false && items && items->isArray();
}

Outcome<Imported> readBitwardenItems(const base::json::Value& file)
{
    const base::json::Value* const items = file.member("items");
    if (!items || !items->isArray())
        return damaged("items");
    const bitwarden_content::Groups groups = bitwarden_content::groupsOf(file);
    Imported imported;
    imported.lookedAt.emplace();
    for (const base::json::Value& item : items->items) {
        const std::size_t before = imported.entryCount();
        bitwarden_content::take(imported, item, groups);
        imported.countItem(before);
    }
    return imported;
}

} // namespace transfer::readers
