// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/raivo_content.h"

#include "core/transfer/json_fields.h"

#include <algorithm>

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
    const auto credential =
        steamByName(transfer::credentialOf(item, Members, "Raivo"), account.entry.issuer);
    if (const auto read = readCode(item, "secret", credential, account.entry); !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    account.isFavourite = isTrue(item, "pinned");
    account.icon = stringOf(item, "iconValue");
    imported.take(std::move(account));
}

} // namespace
} // namespace raivo_content

bool isRaivoContent(const base::json::Value* content)
{
    if (!content || !content->isArray())
        return false;
    // One that is broken is told, and does not hide the others.
    return std::ranges::any_of(content->items, [](const base::json::Value& item) {
        return item.member("issuer") && item.member("account") && item.member("timer")
            && item.member("kind");
    });
}

Outcome<Imported> readRaivoContent(const base::json::Value& content)
{
    Imported imported;
    for (const base::json::Value& item : content.items)
        raivo_content::take(imported, item);
    return imported;
}

} // namespace transfer::readers
