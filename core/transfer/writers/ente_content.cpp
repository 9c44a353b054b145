// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/ente_content.h"

#include "core/base/json.h"
#include "core/base/percent.h"
#include "core/otp/label.h"
#include "core/otp/otpauth_uri.h"
#include "core/transfer/links_out.h"

namespace transfer::writers {

namespace ente_content {
namespace {

/// How the account is shown (ente-io/ente, mobile/apps/auth/lib/models/code_display.dart).
std::string displayOf(const OutgoingAccount& account, std::size_t position)
{
    base::json::Writer json;
    json.beginObject().member("pinned", account.isFavourite).member("trashed", false);
    json.member("lastUsedAt", std::int64_t { 0 }).member("tapCount", std::int64_t { 0 });
    json.name("tags").beginArray();
    for (const QString& tag : account.tags)
        json.text(tag.toStdString());
    json.endArray().member("note", account.note.toStdString());
    json.member("position", static_cast<std::int64_t>(position));
    json.member("iconSrc", "").member("iconID", "").endObject();
    return json.take();
}

/// The program has a host of its own for Yandex, and the PIN in the clear.
base::Result<crypto::SecretBytes> yandexLink(const otp::Entry& entry, const std::string& display)
{
    const auto secret = base32Of(entry.secret.view());
    const auto pin = percentEncodedOf(entry.pin.view());
    if (!secret || !pin)
        return secret ? pin.error() : secret.error();
    return joined({ "otpauth://yandex/", otp::labelOf(entry.issuer, entry.name),
        "?secret=", secret->text(), "&issuer=", base::percentEncoded(entry.issuer.toStdString()),
        entry.pin.isEmpty() ? "" : "&pin=", pin->text(),
        "&algorithm=SHA256&digits=8&period=30&codeDisplay=", base::percentEncoded(display) });
}

base::Result<crypto::SecretBytes> enteLink(const otp::Entry& entry, const std::string& display)
{
    if (std::holds_alternative<otp::Yandex>(entry.credential))
        return yandexLink(entry, display);
    return linkOf(entry, { { "codeDisplay", display } });
}

constexpr std::string_view Types[] = { "totp", "hotp", "steam", "yandex" };
constexpr CodeLimits Limits { .types = Types, .algorithms = CommonAlgorithms };

} // namespace
} // namespace ente_content

std::optional<Misfit> enteMisfit(const OutgoingAccount& account)
{
    if (const auto misfit = misfitOf(account.entry.credential, ente_content::Limits))
        return misfit;
    // Links longer than this are not read, here or there.
    const auto link = ente_content::enteLink(account.entry, ente_content::displayOf(account, 0));
    if (!link || !readsAs(*link, account.entry))
        return Misfit { Misfit::Kind::Names };
    return std::nullopt;
}

base::Result<crypto::WipedBytes> writeEnteLinks(const Outgoing& accounts)
{
    return linesOf(accounts, [](const OutgoingAccount& account, std::size_t position) {
        return ente_content::enteLink(account.entry, ente_content::displayOf(account, position));
    });
}

} // namespace transfer::writers
