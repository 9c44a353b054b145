// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/aegis_content.h"

#include "core/crypto/hmac.h"
#include "core/otp/motp.h"
#include "core/otp/typed_secret.h"
#include "core/transfer/seal.h"
#include "core/transfer/wiped_json.h"

#include <map>

namespace transfer::writers {

namespace aegis_content {
namespace {

using Groups = std::map<QString, std::string>; ///< uuid by name

/// What the program calls the hash of a kind of code.
struct AlgorithmName
{
    std::string_view operator()(const otp::Totp& totp) const
    {
        return otp::algorithmName(totp.algorithm);
    }
    std::string_view operator()(const otp::Hotp& hotp) const
    {
        return otp::algorithmName(hotp.algorithm);
    }
    std::string_view operator()(const otp::Motp&) const { return "MD5"; }
    std::string_view operator()(const otp::Yandex&) const { return "SHA256"; }
    template <typename Other> std::string_view operator()(const Other&) const { return "SHA1"; }
};

/// The bytes whose Base32 the program keeps: of mOTP's hexadecimal text those that it says.
base::Result<crypto::SecretBytes> keptSecret(const otp::Entry& entry)
{
    if (!std::holds_alternative<otp::Motp>(entry.credential))
        return entry.secret.clone();
    return otp::readTypedSecret(entry.secret.text(), otp::SecretEncoding::Hex, otp::Totp {});
}

base::Result<void> writeInfo(WipedJson& json, const otp::Entry& entry)
{
    const auto secret = keptSecret(entry);
    if (!secret)
        return secret.error();
    json.name("info").beginObject();
    if (const auto written = writeBase32(json, "secret", secret->view()); !written)
        return written;
    json.member("algo", std::visit(AlgorithmName {}, entry.credential));
    std::visit(
        [&json](const auto& kind) {
            if constexpr (requires { kind.digits; })
                json.member("digits", std::int64_t { kind.digits });
            if constexpr (requires { kind.period; })
                json.member("period", std::int64_t { kind.period });
            if constexpr (requires { kind.counter; })
                json.member("counter", static_cast<std::int64_t>(kind.counter));
        },
        entry.credential);
    if (otp::needsPin(entry.credential))
        json.member("pin", entry.pin.text());
    json.endObject();
    return {};
}

base::Result<void> writePicture(WipedJson& json, const QByteArray& picture)
{
    if (picture.isEmpty()) {
        json.name("icon").null();
        return {};
    }
    const auto hash = crypto::digest(crypto::Hash::Sha256, base::bytesOf(picture));
    if (!hash)
        return hash.error();
    json.member("icon", base64Text(base::bytesOf(picture))).member("icon_mime", "image/png");
    json.member("icon_hash", base::toHex(hash->view()));
    return {};
}

base::Result<void> writeEntry(WipedJson& json, const OutgoingAccount& account, const Groups& groups)
{
    json.beginObject();
    json.member("type", otp::typeName(account.entry.credential));
    json.member("uuid", uuidOf(account.id));
    writeText(json, "name", account.entry.name);
    writeText(json, "issuer", account.entry.issuer);
    writeText(json, "note", account.note);
    json.member("favorite", account.isFavourite);
    if (const auto written = writePicture(json, account.picture); !written)
        return written;
    if (const auto written = writeInfo(json, account.entry); !written)
        return written;
    json.name("groups").beginArray();
    for (const QString& tag : account.tags)
        json.text(groups.at(tag));
    json.endArray().endObject();
    return {};
}

base::Result<Groups> groupsOf(const QStringList& tags)
{
    Groups groups;
    for (const QString& tag : tags) {
        auto uuid = uuidOf(tag);
        if (!uuid)
            return uuid.error();
        groups.emplace(tag, std::move(*uuid));
    }
    return groups;
}

constexpr std::string_view Types[] = { "totp", "hotp", "steam", "motp", "yandex" };
constexpr CodeLimits Limits { .types = Types, .algorithms = CommonAlgorithms };

} // namespace
} // namespace aegis_content

std::optional<Misfit> aegisMisfit(const OutgoingAccount& account)
{
    const otp::Entry& entry = account.entry;
    if (const auto misfit = misfitOf(entry.credential, aegis_content::Limits))
        return misfit;
    if (otp::needsPin(entry.credential) && entry.pin.isEmpty())
        return Misfit { Misfit::Kind::PinMissing };
    const bool isMotp = std::holds_alternative<otp::Motp>(entry.credential);
    if (isMotp && (!otp::isHexText(entry.secret.text()) || entry.secret.size() % 2 != 0))
        return Misfit { Misfit::Kind::Secret };
    return std::nullopt;
}

base::Result<crypto::WipedBytes> writeAegisContent(const Outgoing& accounts)
{
    const QStringList tags = accounts.tags();
    const base::Result<aegis_content::Groups> groups = aegis_content::groupsOf(tags);
    if (!groups)
        return groups.error();
    WipedJson json;
    json.beginObject().member("version", std::int64_t { 3 });
    json.name("entries").beginArray();
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        if (const auto written = aegis_content::writeEntry(json, *account, *groups); !written)
            return written.error();
    }
    json.endArray().name("groups").beginArray();
    for (const QString& tag : tags) {
        json.beginObject().member("uuid", groups->at(tag));
        writeText(json, "name", tag);
        json.endObject();
    }
    json.endArray().member("icons_optimized", true).endObject();
    return json.take();
}

} // namespace transfer::writers
