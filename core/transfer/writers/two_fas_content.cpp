// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/two_fas_content.h"

#include <algorithm>
#include <limits>

namespace transfer::writers {

namespace two_fas_content {
namespace {

/// The icons that the program draws for services it does not know.
constexpr std::string_view DefaultIcons = "a5b3fb65-4ec5-43e6-8ec1-49e24ca9e7ad";

/// What is shown in place of a picture.
QString labelText(const QString& name)
{
    QString letters;
    for (const QChar character : name) {
        if (character.isLetterOrNumber() && letters.size() < 2)
            letters.append(character.toUpper());
    }
    return letters.isEmpty() ? QStringLiteral("??") : letters;
}

std::string tokenType(const otp::Credential& credential)
{
    std::string type(otp::typeName(credential));
    std::ranges::transform(
        type, type.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    return type;
}

/// All of it, whatever the kind: the program for iOS reads no service where something is missing.
void writeOtp(WipedJson& json, const otp::Entry& entry)
{
    const auto* const hotp = std::get_if<otp::Hotp>(&entry.credential);
    const auto* const totp = std::get_if<otp::Totp>(&entry.credential);
    const crypto::Hash hash = hotp ? hotp->algorithm : totp ? totp->algorithm : crypto::Hash::Sha1;
    const int digits = hotp ? hotp->digits : totp ? totp->digits : otp::Steam().digits;
    json.name("otp").beginObject();
    writeText(json, "label", entry.name);
    writeText(json, "account", entry.name);
    writeText(json, "issuer", entry.issuer);
    json.member("digits", std::int64_t { digits });
    json.member("period", std::int64_t { totp ? totp->period : otp::Totp().period });
    json.member("algorithm", otp::algorithmName(hash));
    json.member("counter", hotp ? static_cast<std::int64_t>(hotp->counter) : 0);
    json.member("tokenType", tokenType(entry.credential));
    json.member("source", "manual").endObject();
}

void writeIcon(WipedJson& json, const QString& name)
{
    json.name("icon").beginObject().member("selected", "Label");
    json.name("label").beginObject();
    writeText(json, "text", labelText(name));
    json.member("backgroundColor", "Default").endObject();
    json.name("iconCollection").beginObject().member("id", DefaultIcons).endObject();
    json.endObject();
}

base::Result<void> writeService(
    WipedJson& json, const OutgoingAccount& account, std::size_t position, std::int64_t changed)
{
    const otp::Entry& entry = account.entry;
    const QString name = entry.issuer.isEmpty() ? entry.name : entry.issuer;
    json.beginObject();
    writeText(json, "name", name);
    if (const auto written = writeBase32(json, "secret", entry.secret.view()); !written)
        return written;
    json.member("updatedAt", changed);
    writeOtp(json, entry);
    json.name("order").beginObject();
    json.member("position", static_cast<std::int64_t>(position)).endObject();
    json.name("badge").beginObject().member("color", "Default").endObject();
    writeIcon(json, name);
    json.name("groupId");
    if (account.tags.isEmpty()) {
        json.null();
    } else {
        const auto group = uuidOf(account.tags.first());
        if (!group)
            return group.error();
        json.text(*group);
    }
    json.endObject();
    return {};
}

std::int64_t lastChange(const Outgoing& accounts)
{
    std::int64_t last = 0;
    for (std::size_t i = 0; i < accounts.size(); ++i)
        last = std::max(last, accounts.account(i).changed.milliseconds);
    return last;
}

constexpr std::string_view Types[] = { "totp", "hotp", "steam" };
constexpr crypto::Hash Algorithms[] = { crypto::Hash::Sha1, crypto::Hash::Sha224,
    crypto::Hash::Sha256, crypto::Hash::Sha384, crypto::Hash::Sha512 };

/// On iOS anything else silently becomes six digits and 30 seconds (twofas/2fas-ios,
/// Models/Digits.swift and Period.swift).
constexpr CodeLimits Limits { .types = Types,
    .algorithms = Algorithms,
    .takesDigits = [](int digits) { return digits >= 5 && digits <= 8; },
    .takesPeriod =
        [](int period) { return period == 10 || period == 30 || period == 60 || period == 90; },
    .largestCounter = std::numeric_limits<std::int32_t>::max() };

} // namespace
} // namespace two_fas_content

std::optional<Misfit> twoFasMisfit(const OutgoingAccount& account)
{
    if (const auto misfit = misfitOf(account.entry.credential, two_fas_content::Limits))
        return misfit;
    if (account.entry.issuer.isEmpty() && account.entry.name.isEmpty())
        return Misfit { Misfit::Kind::Names };
    return std::nullopt;
}

base::Result<crypto::WipedBytes> writeTwoFasServices(const Outgoing& accounts)
{
    WipedJson json;
    json.beginArray();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        const std::int64_t changed = accounts.account(i).changed.milliseconds;
        if (const auto written = two_fas_content::writeService(json, *account, i, changed);
            !written)
            return written.error();
    }
    json.endArray();
    return json.take();
}

base::Result<void> writeTwoFasFrame(WipedJson& json, const Outgoing& accounts)
{
    const std::int64_t changed = two_fas_content::lastChange(accounts);
    json.name("groups").beginArray();
    for (const QString& tag : accounts.firstTags()) {
        const auto id = uuidOf(tag);
        if (!id)
            return id.error();
        json.beginObject().member("id", *id);
        writeText(json, "name", tag);
        json.member("isExpanded", true).member("updatedAt", changed).endObject();
    }
    json.endArray().member("updatedAt", changed).member("schemaVersion", std::int64_t { 4 });
    json.member("appVersionCode", std::int64_t { 5'000'000 }).member("appVersionName", "5.0.0");
    json.member("appOrigin", "android"); // one of two words that the program for iOS knows
    return {};
}

} // namespace transfer::writers
