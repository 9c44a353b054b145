// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The FIDO Alliance's Credential Exchange Format 1.0: what password managers hand to each other.

#include "core/base/base64.h"
#include "core/base/link.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/wiped_json.h"
#include "core/transfer/writers/writers.h"

#include <algorithm>
#include <limits>

namespace transfer::writers {

namespace cxf_json {
namespace {

constexpr Loss Losses[] = { Loss::Picture, Loss::LinkParameters };

/// Who hands over, and what it calls its one owner of accounts.
constexpr std::string_view Exporter = "countersign.github.io";
constexpr std::string_view ExporterTitle = "Countersign";

bool isOneByte(int number)
{
    return number <= std::numeric_limits<std::uint8_t>::max();
}

constexpr std::string_view Types[] = { "totp" };
constexpr CodeLimits Limits { .types = Types,
    .algorithms = CommonAlgorithms,
    .takesDigits = isOneByte,
    .takesPeriod = isOneByte };

std::optional<Misfit> misfit(const OutgoingAccount& account)
{
    return misfitOf(account.entry.credential, Limits);
}

base::Result<void> writeCode(WipedJson& json, const otp::Entry& entry)
{
    const auto& totp = std::get<otp::Totp>(entry.credential);
    json.beginObject().member("type", "totp");
    if (const auto written = writeBase32(json, "secret", entry.secret.view()); !written)
        return written;
    json.member("period", std::int64_t { totp.period });
    json.member("digits", std::int64_t { totp.digits });
    writeText(json, "username", entry.name);
    json.member("algorithm", base::asciiLower(otp::algorithmName(totp.algorithm)));
    writeText(json, "issuer", entry.issuer);
    json.endObject();
    return {};
}

void writeNote(WipedJson& json, const QString& note)
{
    json.beginObject().member("type", "note").name("content").beginObject();
    json.member("fieldType", "string");
    writeText(json, "value", note);
    json.endObject().endObject();
}

base::Result<void> writeItem(
    WipedJson& json, const OutgoingAccount& account, const vault::Account& times)
{
    const otp::Entry& entry = account.entry;
    constexpr std::int64_t Second = 1000;
    json.beginObject().member("id", base::encodeBase64Url(account.id.bytes));
    json.member("creationAt", times.created.milliseconds / Second);
    json.member("modifiedAt", times.changed.milliseconds / Second);
    writeText(json, "title", entry.issuer.isEmpty() ? entry.name : entry.issuer);
    json.member("favorite", account.isFavourite).name("credentials").beginArray();
    if (const auto written = writeCode(json, entry); !written)
        return written;
    if (!account.note.isEmpty())
        writeNote(json, account.note);
    json.endArray().name("tags").beginArray();
    for (const QString& tag : account.tags)
        json.text(tag.toStdString());
    json.endArray().endObject();
    return {};
}

void writeHead(WipedJson& json, const Outgoing& accounts)
{
    std::int64_t last = 0;
    for (std::size_t i = 0; i < accounts.size(); ++i)
        last = std::max(last, accounts.account(i).changed.milliseconds / 1000);
    json.name("version").beginObject().member("major", std::int64_t { 1 });
    json.member("minor", std::int64_t { 0 }).endObject();
    json.member("exporterRpId", Exporter).member("exporterDisplayName", ExporterTitle);
    json.member("timestamp", last);
}

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    WipedJson json;
    json.beginObject();
    writeHead(json, accounts);
    json.name("accounts").beginArray().beginObject();
    json.member("id", base::encodeBase64Url(accounts.owner().bytes));
    json.member("username", "").member("email", "");
    json.name("collections").beginArray().endArray().name("items").beginArray();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        if (const auto written = writeItem(json, *account, accounts.account(i)); !written)
            return written.error();
    }
    json.endArray().endObject().endArray().endObject();
    return json.take();
}

} // namespace
} // namespace cxf_json

const ExportFormat CxfJson {
    .format = &readers::CxfJson,
    .losses = cxf_json::Losses,
    .misfit = cxf_json::misfit,
    .write = cxf_json::write,
};

} // namespace transfer::writers
