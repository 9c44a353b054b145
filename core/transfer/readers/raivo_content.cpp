// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/raivo_content.h"

#include "core/transfer/json_fields.h"

namespace transfer::readers {

namespace raivo_content {
namespace {

using base::json::Value;

constexpr CodeMembers Members { .type = "kind", .period = "timer" };

void take(Imported& imported, const Value& item)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(item, "issuer");
    account.entry.name = stringOf(item, "account");
    if (const auto read =
            readCode(item, "secret", transfer::credentialOf(item, Members, "Raivo"), account.entry);
        !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    account.isFavourite = isTrue(item, "pinned");
    account.icon = stringOf(item, "iconValue");
    imported.take(std::move(account));
}

} // namespace
} // namespace raivo_content

bool isRaivoContent(const base::json::Value* content)
{
    if (!content || !content->isArray() || content->items.empty())
        return false;
    const base::json::Value& first = content->items.front();
    return first.member("issuer") && first.member("account") && first.member("timer")
        && first.member("kind");
}

Outcome<Imported> readRaivoContent(const base::json::Value& content)
{
    Imported imported;
    for (const base::json::Value& item : content.items)
        raivo_content::take(imported, item);
    return imported;
}

} // namespace transfer::readers
