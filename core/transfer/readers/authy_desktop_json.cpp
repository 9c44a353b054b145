// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What people had Authy's desktop program print while it could still be had: an array of names,
// secrets and links. A link says all.

#include "core/transfer/json_fields.h"
#include "core/transfer/login_code.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace authy_desktop_json {
namespace {

using base::json::Value;

bool isAccount(const Value& item)
{
    return item.member("name") && item.member("secret") && item.member("uri");
}

Match match(const Content& content)
{
    const Value* const list = content.json();
    const bool isOurs = list && list->isArray() && !list->items.empty()
        && std::ranges::all_of(list->items, isAccount);
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    Imported imported;
    for (const Value& item : content.json()->items) {
        const QString name = stringOf(item, "name");
        const auto link = secretTextOf(item, "uri");
        auto entry = link
            ? readLoginCode(link->text(), { .issuer = {}, .name = name, .labelIssuer = {} })
            : base::Result<otp::Entry>(link.error());
        if (entry)
            imported.take({ .entry = std::move(*entry) });
        else
            imported.leave({}, name, entry.error());
    }
    return imported;
}

constexpr std::string_view Marks[] = { "\"name\"", "\"secret\"", "\"uri\"" };

} // namespace
} // namespace authy_desktop_json

const Format AuthyDesktopJson {
    .id = "authy-desktop-json",
    .program = "Authy",
    .form = Form::Json,
    .isEncrypted = false,
    .match = authy_desktop_json::match,
    .read = authy_desktop_json::read,
    .marks = authy_desktop_json::Marks,
};

} // namespace transfer::readers
