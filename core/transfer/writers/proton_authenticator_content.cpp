// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/proton_authenticator_content.h"

#include "core/transfer/links_out.h"
#include "core/transfer/wiped_json.h"

#include <limits>

namespace transfer::writers {

namespace proton_authenticator_content {
namespace {

base::Result<void> writeEntry(WipedJson& json, const OutgoingAccount& account)
{
    const auto code = loginCodeOf(account.entry);
    if (!code)
        return code.error();
    const bool isSteam = std::holds_alternative<otp::Steam>(account.entry.credential);
    json.beginObject().member("id", uuidOf(account.id));
    json.name("content").beginObject().member("uri", code->text());
    json.member("entry_type", isSteam ? "Steam" : "Totp");
    writeText(json, "name", account.entry.name);
    json.endObject();
    writeTextOrNull(json, "note", account.note);
    json.endObject();
    return {};
}

constexpr std::string_view Types[] = { "totp", "steam" };
/// As its links are read (proton-pass-totp/src/queries.rs).
constexpr CodeLimits Limits { .types = Types,
    .algorithms = CommonAlgorithms,
    .takesDigits = [](int digits) { return digits <= 9; },
    .takesPeriod = [](int period) { return period <= std::numeric_limits<std::uint16_t>::max(); } };

} // namespace
} // namespace proton_authenticator_content

std::optional<Misfit> protonMisfit(const OutgoingAccount& account)
{
    const otp::Entry& entry = account.entry;
    if (const auto misfit = misfitOf(entry.credential, proton_authenticator_content::Limits))
        return misfit;
    // Every code of Steam's has this issuer there.
    if (std::holds_alternative<otp::Steam>(entry.credential))
        return entry.issuer == u"Steam" ? std::nullopt
                                        : std::optional(Misfit { Misfit::Kind::Names });
    const auto link = loginCodeOf(entry);
    if (!link || !readsAs(*link, entry))
        return Misfit { Misfit::Kind::Names };
    return std::nullopt;
}

base::Result<crypto::WipedBytes> writeProtonContent(const Outgoing& accounts)
{
    WipedJson json;
    json.beginObject().member("version", std::int64_t { 1 }).name("entries").beginArray();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        const auto written = proton_authenticator_content::writeEntry(json, *account);
        if (!written)
            return written.error();
    }
    json.endArray().endObject();
    return json.take();
}

} // namespace transfer::writers
