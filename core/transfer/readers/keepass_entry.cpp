// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/keepass_entry.h"

#include "core/base/link.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/login_code.h"
#include "core/transfer/readers/keepassxc_link.h"

#include <algorithm>
#include <array>

namespace transfer::readers {

namespace keepass_entry {
namespace {

using otp::SecretEncoding;

constexpr std::string_view LinkName = "otp";
constexpr std::string_view SeedName = "TOTP Seed";
constexpr std::string_view SettingsName = "TOTP Settings";
constexpr std::string_view TotpPrefix = "TimeOtp";
constexpr std::string_view HotpPrefix = "HmacOtp";
constexpr std::array<std::pair<std::string_view, SecretEncoding>, 4> NativeSecrets = {
    { { "-Secret", SecretEncoding::Text }, { "-Secret-Hex", SecretEncoding::Hex },
        { "-Secret-Base32", SecretEncoding::Base32 }, { "-Secret-Base64", SecretEncoding::Base64 } }
};

std::string joined(std::string_view prefix, std::string_view name)
{
    return std::string(prefix).append(name);
}

/// The named values of an entry, without a look at them.
class Fields
{
public:
    Fields(const XmlElement& entry, const KeePassValues& values) : m_values(values)
    {
        for (const XmlElement& member : entry.children) {
            const XmlElement* const value =
                member.name == "String" ? member.child("Value") : nullptr;
            if (value)
                m_fields.emplace_back(member.textOf("Key"), value);
        }
    }

    bool has(std::string_view name) const { return find(name) != nullptr; }

    /// In the clear; empty where it is missing or broken.
    crypto::WipedBytes bytes(std::string_view name) const
    {
        const XmlElement* const value = find(name);
        auto read = value ? m_values.read(*value) : crypto::WipedBytes();
        return read ? std::move(*read) : crypto::WipedBytes();
    }

    /// Not for secrets.
    QString text(std::string_view name) const
    {
        const crypto::WipedBytes value = bytes(name);
        return QString::fromUtf8(
            reinterpret_cast<const char*>(value.data()), static_cast<qsizetype>(value.size()));
    }
    std::string digits(std::string_view name) const { return text(name).trimmed().toStdString(); }

    otp::Names names() const
    {
        return { .issuer = text("Title"), .name = text("UserName"), .labelIssuer = {} };
    }

private:
    const XmlElement* find(std::string_view name) const
    {
        const auto found = std::ranges::find(
            m_fields, name, [](const auto& field) { return std::string_view(field.first); });
        return found == m_fields.end() ? nullptr : found->second;
    }

    const KeePassValues& m_values;
    std::vector<std::pair<std::string, const XmlElement*>> m_fields;
};

base::Result<otp::Entry> entryOf(const base::Result<otp::Credential>& credential,
    std::string_view secret, SecretEncoding encoding)
{
    if (!credential)
        return credential.error();
    auto read = otp::readTypedSecret(secret, encoding, *credential);
    if (!read)
        return read.error();
    otp::Entry entry;
    entry.credential = *credential;
    entry.secret = std::move(*read);
    return entry;
}

/// KeeOtp's own form of a query: key=…&size=6&step=30&otpHashMode=Sha256.
base::Result<otp::Entry> readKeeOtp(std::string_view query)
{
    const std::vector<base::LinkParameter> parameters = base::linkParameters(query);
    const auto value = [&parameters](std::string_view name) {
        const base::LinkParameter* const found = base::findParameter(parameters, name);
        return found ? base::percentDecoded(found->value, base::Plus::IsPlus) : std::string();
    };
    const std::string type = base::asciiLower(value("type"));
    const base::LinkParameter* const key = base::findParameter(parameters, "key");
    if (!type.empty() && type != "totp" && type != "hotp" && type != "steam")
        return base::Error { base::ErrorCode::Unsupported, "KeeOtp", { type.substr(0, 64) } };
    const bool isSteam = type == "steam" || base::asciiLower(value("encoder")) == "steam";
    CredentialFields fields { .kind = type == "hotp" ? otp::LinkKind::Hotp : otp::LinkKind::Totp,
        .algorithm = value("otphashmode"),
        .digits = value("size"),
        .period = value("step"),
        .counter = value("counter") };
    if (isSteam)
        fields = { .kind = otp::LinkKind::Steam, .period = value("step") };
    if (fields.kind == otp::LinkKind::Hotp)
        fields.period.clear();
    const std::string_view encoded = key ? key->value : std::string_view();
    crypto::WipedBytes secret(encoded.size());
    secret.resize(base::percentDecode(
        encoded, base::Plus::IsPlus, { reinterpret_cast<char*>(secret.data()), secret.size() }));
    return entryOf(credentialOf(fields), base::textOf(secret), SecretEncoding::Base32);
}

/// What most programs of the family write: an otpauth link, a bare secret, or KeeOtp's form.
base::Result<otp::Entry> readLink(const Fields& fields, const otp::Names& names)
{
    crypto::WipedBytes value = fields.bytes(LinkName);
    const std::string_view text = base::textOf(value);
    if (!base::splitLink(base::trimmedLink(text)) && text.find("key=") != std::string_view::npos)
        return readKeeOtp(base::trimmedLink(text));
    if (base::startsWithIgnoringCase(base::trimmedLink(text), "otpauth:"))
        mendKeePassXcSecret({ reinterpret_cast<char*>(value.data()), value.size() });
    base::Result<otp::Entry> entry = readLoginCode(text, names);
    if (entry)
        dropKeePassXcWords(names, *entry);
    return entry;
}

/// KeeTrayTOTP's: "30;6", period and digits, or "30;S" for Steam; then perhaps a server of time.
base::Result<otp::Entry> readTray(const Fields& fields)
{
    const QStringList settings = fields.text(SettingsName).split(u';');
    const std::string period = settings.value(0).trimmed().toStdString();
    const std::string digits = settings.value(1).trimmed().toStdString();
    CredentialFields about { .kind = otp::LinkKind::Totp, .digits = digits, .period = period };
    if (digits == "S")
        about = { .kind = otp::LinkKind::Steam, .period = period };
    const crypto::WipedBytes seed = fields.bytes(SeedName);
    return entryOf(credentialOf(about), base::textOf(seed), SecretEncoding::Base32);
}

/// KeePass's own fields, of one of its two kinds; the secret is in one of four spellings.
std::optional<base::Result<otp::Entry>> readNative(const Fields& fields, std::string_view prefix)
{
    const auto* const found = std::ranges::find_if(
        NativeSecrets, [&](const auto& one) { return fields.has(joined(prefix, one.first)); });
    if (found == NativeSecrets.end())
        return std::nullopt;
    const auto value = [&](const char* name) { return fields.digits(joined(prefix, name)); };
    CredentialFields about { .kind = otp::LinkKind::Totp,
        .algorithm = value("-Algorithm"),
        .digits = value("-Length"),
        .period = value("-Period") };
    if (prefix == HotpPrefix)
        about = { .kind = otp::LinkKind::Hotp, .counter = value("-Counter") };
    const crypto::WipedBytes secret = fields.bytes(joined(prefix, found->first));
    return entryOf(credentialOf(about), base::textOf(secret), found->second);
}

QStringList tagsOf(const XmlElement& entry)
{
    QString tags = QString::fromStdString(entry.textOf("Tags"));
    return tags.replace(u',', u';').split(u';', Qt::SkipEmptyParts);
}

} // namespace
} // namespace keepass_entry

void takeKeePassEntry(Imported& imported, const XmlElement& entry, const KeePassValues& values,
    const QStringList& tags)
{
    const keepass_entry::Fields fields(entry, values);
    std::vector<base::Result<otp::Entry>> codes;
    const otp::Names names = fields.names();
    if (fields.has(keepass_entry::LinkName))
        codes.push_back(keepass_entry::readLink(fields, names));
    else if (fields.has(keepass_entry::SeedName))
        codes.push_back(keepass_entry::readTray(fields));
    for (const std::string_view prefix : { keepass_entry::TotpPrefix, keepass_entry::HotpPrefix }) {
        auto code = keepass_entry::readNative(fields, prefix);
        const bool isKnown = code && *code
            && std::ranges::any_of(codes, [&code](const base::Result<otp::Entry>& other) {
                   return other
                       && crypto::equalInConstantTime(other->secret.view(), (*code)->secret.view());
               });
        if (code && !isKnown)
            codes.push_back(std::move(*code));
    }
    for (base::Result<otp::Entry>& code : codes) {
        if (!code) {
            imported.leave(names.issuer, names.name, code.error());
            continue;
        }
        ImportedAccount account { .entry = std::move(*code) };
        if (account.entry.issuer.isEmpty())
            account.entry.issuer = names.issuer;
        if (account.entry.name.isEmpty())
            account.entry.name = names.name;
        account.note = fields.text("Notes");
        account.tags = tags + keepass_entry::tagsOf(entry);
        imported.take(std::move(account));
    }
}

} // namespace transfer::readers
