// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Authy's shared preferences, from the data of a phone (beemdevelopment/Aegis,
// importers/AuthyImporter.java): lists of accounts as JSON in texts.

#include "core/transfer/android_preferences.h"
#include "core/transfer/content.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/authy_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace authy_prefs_xml {
namespace {

using base::json::Value;

constexpr std::string_view TokensName = "com.authy.storage.tokens.authenticator.key";
constexpr std::string_view AppsName = "com.authy.storage.tokens.authy.key";
constexpr std::uint32_t Iterations = 1000;
constexpr std::size_t IvSize = 16;

bool isOurs(const AndroidPreference& one)
{
    return one.name == TokensName || one.name == AppsName;
}

/// The issuer that the program itself shows.
QString issuerOf(const Value& item)
{
    const QString issuer = stringOf(item, "originalIssuer");
    if (!issuer.isEmpty())
        return issuer;
    const QString original = stringOf(item, "originalName");
    if (const qsizetype colon = original.indexOf(u':'); colon > 0)
        return original.first(colon);
    const QString name = stringOf(item, "name");
    if (const qsizetype dash = name.indexOf(QStringLiteral(" - ")); dash > 0)
        return name.first(dash);
    const QString type = stringOf(item, "accountType");
    return type.left(1).toUpper() + type.mid(1);
}

/// Without the issuer that stands before it.
otp::Names namesOf(const Value& item)
{
    const QString issuer = issuerOf(item);
    QString name = stringOf(item, "name");
    for (const char16_t* const joint : { u":", u" - " }) {
        const QString prefix = issuer + QString::fromUtf16(joint);
        if (name.startsWith(prefix)) {
            name = name.sliced(prefix.size());
            break;
        }
    }
    return { .issuer = issuer, .name = name.trimmed(), .labelIssuer = {} };
}

AuthyToken tokenOf(const Value& item)
{
    AuthyToken token;
    token.digits = digitsOf(item, "digits");
    token.sealed = base::json::textOf(item, "encryptedSecret");
    token.salt = base::json::textOf(item, "salt");
    token.iterations = Iterations;
    token.iv.resize(IvSize); // zeros
    token.names = namesOf(item);
    return token;
}

/// An account of which the program had the secret open when the file was copied.
void takeOpen(Imported& imported, const Value& item)
{
    const otp::Names names = namesOf(item);
    ImportedAccount account;
    account.entry.issuer = names.issuer;
    account.entry.name = names.name;
    const auto credential =
        credentialOf({ .kind = otp::LinkKind::Totp, .digits = digitsOf(item, "digits") });
    if (const auto read = readCode(item, "decryptedSecret", credential, account.entry); !read)
        return imported.leave(names.issuer, names.name, read.error());
    imported.take(std::move(account));
}

bool isSealed(const Value& item)
{
    const Value* const open = item.member("decryptedSecret");
    return (!open || open->source.empty()) && item.member("encryptedSecret");
}

Match match(const Content& content)
{
    // Before the whole is read: it is XML, and the name of the list stands in it.
    if (!content.text().starts_with('<')
        || content.text().find("com.authy.storage.tokens.") == std::string_view::npos)
        return Match::No;
    const auto preferences = readAndroidPreferences(content.text());
    return preferences && std::ranges::any_of(*preferences, isOurs) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    auto preferences = readAndroidPreferences(content.text());
    if (!preferences)
        return damaged("XML");
    std::vector<Content> lists; // the values are in their bytes
    for (AndroidPreference& one : *preferences) {
        if (isOurs(one))
            lists.emplace_back(std::move(one.value));
    }
    std::vector<AuthyToken> tokens;
    std::vector<const Value*> others;
    for (const Content& list : lists) {
        if (!list.json() || !list.json()->isArray())
            return damaged("JSON");
        for (const Value& item : list.json()->items) {
            if (isSealed(item))
                tokens.push_back(tokenOf(item));
            else
                others.push_back(&item);
        }
    }
    Outcome<Imported> imported = readAuthyTokens(tokens, request);
    if (!imported)
        return imported;
    for (const Value* const item : others) {
        if (item->member("secretSeed"))
            takeAuthyApp(*imported, *item, "secretSeed");
        else
            takeOpen(*imported, *item);
    }
    return imported;
}

constexpr std::string_view Marks[] = { "com.authy.storage.tokens.", "&quot;accountType&quot;" };

} // namespace
} // namespace authy_prefs_xml

const Format AuthyPrefsXml {
    .id = "authy-prefs-xml",
    .program = "Authy",
    .form = Form::Xml,
    .isEncrypted = true,
    .match = authy_prefs_xml::match,
    .read = authy_prefs_xml::read,
    .marks = authy_prefs_xml::Marks,
};

} // namespace transfer::readers
