// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/ente_content.h"

#include "core/transfer/json_fields.h"
#include "core/transfer/link_list.h"

#include <algorithm>
#include <limits>

namespace transfer::readers {

namespace ente_content {
namespace {

using base::json::Value;

constexpr std::string_view LinkName = "rawData";
constexpr std::string_view DisplayName = "display";

/// Those without a position stand last.
std::int64_t positionOf(const Value* item)
{
    const Value* const display = item->member(DisplayName);
    const auto position = display ? integerOf(*display, "position") : std::nullopt;
    return position.value_or(std::numeric_limits<std::int64_t>::max());
}

void take(Imported& imported, const Value& item)
{
    const auto link = secretTextOf(item, LinkName);
    Outcome<Imported> read =
        link ? readLinks(link->text()) : Outcome<Imported>(failed(link.error()));
    if (!read) {
        const base::Error missing { base::ErrorCode::MissingField, "Ente Auth",
            { std::string(LinkName) } };
        return imported.leave({}, {}, link ? missing : link.error());
    }
    for (const Left& left : read->left)
        imported.leave(left.issuer, left.name, left.reason);
    const Value* const display = item.member(DisplayName);
    for (ImportedAccount& account : read->accounts) {
        if (display && display->isObject())
            takeEnteDisplay(account, *display);
        imported.take(std::move(account));
    }
}

} // namespace
} // namespace ente_content

bool isEnteItems(const base::json::Value* content)
{
    const base::json::Value* const items = content ? content->member("items") : nullptr;
    return items && items->isArray()
        && std::ranges::any_of(items->items, [](const base::json::Value& item) {
               return item.member(ente_content::LinkName) != nullptr;
           });
}

Outcome<Imported> readEnteContent(const Content& content)
{
    if (!isEnteItems(content.json()))
        return readLinks(content.text());
    std::vector<const base::json::Value*> ordered;
    for (const base::json::Value& item : content.json()->member("items")->items)
        ordered.push_back(&item);
    std::ranges::stable_sort(ordered, {}, ente_content::positionOf);
    Imported imported;
    for (const base::json::Value* item : ordered)
        ente_content::take(imported, *item);
    return imported;
}

} // namespace transfer::readers
