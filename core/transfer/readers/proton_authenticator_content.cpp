// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/proton_authenticator_content.h"

#include "core/otp/otpauth_uri.h"
#include "core/transfer/json_fields.h"

#include <algorithm>

namespace transfer::readers {

namespace proton_authenticator_content {
namespace {

using base::json::Value;

base::Result<otp::Entry> entryOf(const Value& content)
{
    const auto link = secretTextOf(content, "uri");
    if (!link)
        return link.error();
    if (link->isEmpty())
        return base::Error { base::ErrorCode::MissingField, "Proton Authenticator", { "uri" } };
    base::Result<otp::Entry> entry = otp::readOtpauth(link->text());
    if (!entry)
        return entry;
    // A link of Steam's has no names.
    if (entry->name.isEmpty())
        entry->name = stringOf(content, "name");
    if (entry->issuer.isEmpty() && std::holds_alternative<otp::Steam>(entry->credential))
        entry->issuer = QStringLiteral("Steam");
    return entry;
}

void take(Imported& imported, const Value& item)
{
    static const Value Nothing { base::json::Kind::Object };
    const Value* const member = item.member("content");
    const Value& content = member && member->isObject() ? *member : Nothing;
    base::Result<otp::Entry> entry = entryOf(content);
    if (!entry) {
        imported.leave({}, stringOf(content, "name"), entry.error());
        return;
    }
    imported.take({ .entry = std::move(*entry), .note = stringOf(item, "note") });
}

} // namespace
} // namespace proton_authenticator_content

bool isProtonContent(const base::json::Value* content)
{
    const base::json::Value* const entries = content ? content->member("entries") : nullptr;
    if (!entries || !entries->isArray() || !content->member("version"))
        return false;
    // One that has lost its link is told, and does not hide the others.
    return entries->items.empty()
        || std::ranges::any_of(entries->items, [](const base::json::Value& item) {
               const base::json::Value* const inner = item.member("content");
               return inner && inner->member("uri");
           });
}

Outcome<Imported> readProtonContent(const base::json::Value& content)
{
    Imported imported;
    for (const base::json::Value& item : content.member("entries")->items)
        proton_authenticator_content::take(imported, item);
    return imported;
}

} // namespace transfer::readers
