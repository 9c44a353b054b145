// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/bitwarden_content.h"

#include "core/transfer/links_out.h"
#include "core/transfer/login_code.h"
#include "core/transfer/wiped_json.h"

namespace transfer::writers {

namespace bitwarden_content {
namespace {

/// A login has to be called something: where it has no issuer, as its account.
const QString& titleOf(const otp::Entry& entry)
{
    return entry.issuer.isEmpty() ? entry.name : entry.issuer;
}

base::Result<void> writeItem(WipedJson& json, const OutgoingAccount& account)
{
    const auto code = loginCodeOf(account.entry);
    if (!code)
        return code.error();
    std::string folder;
    if (!account.tags.isEmpty()) {
        auto id = uuidOf(account.tags.first());
        if (!id)
            return id.error();
        folder = std::move(*id);
    }
    json.beginObject().member("id", uuidOf(account.id));
    json.name("organizationId").null();
    writeTextOrNull(json, "folderId", QString::fromStdString(folder));
    json.member("type", std::int64_t { 1 }).member("reprompt", std::int64_t { 0 });
    writeText(json, "name", titleOf(account.entry));
    writeTextOrNull(json, "notes", account.note);
    json.member("favorite", account.isFavourite);
    json.name("login").beginObject().name("uris").beginArray().endArray();
    writeTextOrNull(json, "username", account.entry.name);
    json.name("password").null().member("totp", code->text()).endObject();
    json.name("collectionIds").null().endObject();
    return {};
}

constexpr std::string_view Types[] = { "totp", "steam" };
constexpr CodeLimits Limits { .types = Types, .algorithms = CommonAlgorithms };

} // namespace
} // namespace bitwarden_content

std::optional<Misfit> bitwardenMisfit(const OutgoingAccount& account)
{
    const otp::Entry& entry = account.entry;
    if (const auto misfit = misfitOf(entry.credential, bitwarden_content::Limits))
        return misfit;
    const auto code = loginCodeOf(entry);
    if (!code)
        return Misfit { Misfit::Kind::Names };
    const bool hasTitle =
        bitwarden_content::titleOf(entry) != entry.name; // another one says nothing: see the reader
    const auto read = readLoginCode(code->text(),
        { .issuer = hasTitle ? bitwarden_content::titleOf(entry) : QString(),
            .name = entry.name,
            .labelIssuer = {} });
    const bool isRead =
        read && otp::isSameAccount(*read, entry) && read->credential == entry.credential;
    return isRead ? std::nullopt : std::optional(Misfit { Misfit::Kind::Names });
}

base::Result<crypto::WipedBytes> writeBitwardenItems(const Outgoing& accounts)
{
    WipedJson json;
    json.beginObject().member("encrypted", false).name("folders").beginArray();
    for (const QString& tag : accounts.firstTags()) {
        const auto id = uuidOf(tag);
        if (!id)
            return id.error();
        json.beginObject().member("id", *id);
        writeText(json, "name", tag);
        json.endObject();
    }
    json.endArray().name("items").beginArray();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        if (const auto written = bitwarden_content::writeItem(json, *account); !written)
            return written.error();
    }
    json.endArray().endObject();
    return json.take();
}

} // namespace transfer::writers
