// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The shared preferences of the Battle.net Authenticator, from the data of a phone
// (beemdevelopment/Aegis, importers/BattleNetImporter.java): one account, under a mask that is the
// same for everybody.

#include "core/transfer/android_preferences.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace battlenet_prefs_xml {
namespace {

constexpr std::string_view SecretName = "com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET";
constexpr std::string_view SerialName = "com.blizzard.messenger.AUTHENTICATOR_SERIAL";
constexpr std::string_view Mask =
    "398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c"
    "6479015c1d5b8b8f6b9a";

const AndroidPreference* find(
    const std::vector<AndroidPreference>& preferences, std::string_view name)
{
    const auto found = std::ranges::find(preferences, name, &AndroidPreference::name);
    return found == preferences.end() ? nullptr : &*found;
}

/// The text under the mask. InvalidField where it is no hexadecimal text, or longer than the mask.
base::Result<crypto::SecretBytes> unmasked(const AndroidPreference* one, const char* what)
{
    if (!one)
        return base::Error { base::ErrorCode::MissingField, "Battle.net", { what } };
    if (one->value.size() > Mask.size())
        return base::Error { base::ErrorCode::InvalidField, "Battle.net", { what } };
    auto bytes = otp::readTypedSecret(
        base::textOf(one->value), otp::SecretEncoding::Hex, otp::Credential(otp::Totp()));
    if (!bytes)
        return bytes.error();
    const base::Result<base::Bytes> mask = base::fromHex(Mask);
    for (std::size_t i = 0; i < bytes->size() && i < mask->size(); ++i)
        bytes->bytes()[i] ^= (*mask)[i];
    return bytes;
}

base::Result<void> takeCode(const AndroidPreference* secret, otp::Entry& entry)
{
    const auto credential = credentialOf({ .digits = "8" });
    const auto text = unmasked(secret, "secret");
    if (!text)
        return text.error();
    auto key = otp::readTypedSecret(text->text(), otp::SecretEncoding::Hex, *credential);
    if (!key)
        return key.error();
    entry.credential = *credential;
    entry.secret = std::move(*key);
    return {};
}

Match match(const Content& content)
{
    // Before the whole is read: it is XML, and the name of the secret stands in it.
    if (!content.text().starts_with('<')
        || content.text().find(SecretName) == std::string_view::npos)
        return Match::No;
    const auto preferences = readAndroidPreferences(content.text());
    return preferences && find(*preferences, SecretName) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    const auto preferences = readAndroidPreferences(content.text());
    if (!preferences)
        return damaged("XML");
    ImportedAccount account;
    account.entry.issuer = QStringLiteral("Battle.net");
    // What the name is made of is no secret: the program shows it.
    if (const auto serial = unmasked(find(*preferences, SerialName), "serial")) {
        const std::string_view text = serial->text();
        account.entry.name = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    }
    Imported imported;
    if (const auto taken = takeCode(find(*preferences, SecretName), account.entry); !taken)
        imported.leave(account.entry.issuer, account.entry.name, taken.error());
    else
        imported.take(std::move(account));
    return imported;
}

constexpr std::string_view Marks[] = { SecretName, SerialName };

} // namespace
} // namespace battlenet_prefs_xml

const Format BattlenetPrefsXml {
    .id = "battlenet-prefs-xml",
    .program = "Battle.net",
    .form = Form::Xml,
    .isEncrypted = false,
    .match = battlenet_prefs_xml::match,
    .read = battlenet_prefs_xml::read,
    .marks = battlenet_prefs_xml::Marks,
};

} // namespace transfer::readers
