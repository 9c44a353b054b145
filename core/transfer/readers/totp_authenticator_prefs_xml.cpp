// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// TOTP Authenticator's shared preferences, from the data of a phone: the list that its backup
// encrypts, as JSON in a text (beemdevelopment/Aegis, importers/TotpAuthenticatorImporter.java).

#include "core/transfer/android_preferences.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/totp_authenticator_content.h"

#include <algorithm>

namespace transfer::readers {

namespace totp_authenticator_prefs_xml {
namespace {

constexpr std::string_view ListName = "STATIC_TOTP_CODES_LIST";

Match match(const Content& content)
{
    // Before the whole is read: it is XML, and the name of the list stands in it.
    if (!content.text().starts_with('<') || content.text().find(ListName) == std::string_view::npos)
        return Match::No;
    const auto preferences = readAndroidPreferences(content.text());
    const bool isOurs = preferences
        && std::ranges::find(*preferences, ListName, &AndroidPreference::name)
            != preferences->end();
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    auto preferences = readAndroidPreferences(content.text());
    if (!preferences)
        return damaged("XML");
    const auto list = std::ranges::find(*preferences, ListName, &AndroidPreference::name);
    if (list == preferences->end())
        return damaged("XML");
    const Content text(std::move(list->value));
    if (!text.json() || !text.json()->isArray())
        return damaged("JSON");
    return readTotpAuthenticatorList(*text.json());
}

constexpr std::string_view Marks[] = { ListName };

} // namespace
} // namespace totp_authenticator_prefs_xml

const Format TotpAuthenticatorPrefsXml {
    .id = "totp-authenticator-prefs-xml",
    .program = "TOTP Authenticator",
    .form = Form::Xml,
    .isEncrypted = false,
    .match = totp_authenticator_prefs_xml::match,
    .read = totp_authenticator_prefs_xml::read,
    .marks = totp_authenticator_prefs_xml::Marks,
};

} // namespace transfer::readers
