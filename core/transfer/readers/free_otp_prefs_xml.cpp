// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// FreeOTP 1's shared preferences, from the data of a phone: each token is the JSON of a text.

#include "core/transfer/android_preferences.h"
#include "core/transfer/content.h"
#include "core/transfer/readers/free_otp_token.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>
#include <set>

namespace transfer::readers {

namespace free_otp_prefs_xml {
namespace {

constexpr std::string_view OrderName = "tokenOrder";

bool isToken(const Content& content)
{
    const base::json::Value* const token = content.json();
    return token && token->isObject() && token->member("secret");
}

Match match(const Content& content)
{
    // Before the whole is read: it is XML, and the words of a token stand in it.
    if (!content.text().starts_with('<') || content.text().find("<map") == std::string_view::npos)
        return Match::No;
    const auto preferences = readAndroidPreferences(content.text());
    if (!preferences)
        return Match::No;
    const bool isOurs = std::ranges::any_of(*preferences, [](const AndroidPreference& one) {
        if (one.name == OrderName)
            return true;
        const Content text(one.value);
        return isToken(text) && text.json()->member("algo");
    });
    return isOurs ? Match::Certain : Match::No;
}

std::vector<std::string> orderOf(const base::json::Value* list)
{
    std::vector<std::string> order;
    for (const base::json::Value& item : list ? list->items : std::vector<base::json::Value>())
        order.push_back(item.text().value_or(std::string()));
    return order;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    auto preferences = readAndroidPreferences(content.text());
    if (!preferences)
        return damaged("XML");
    std::vector<std::string> order;
    std::vector<Content> texts;
    std::vector<std::pair<std::string, bool>> others; // and whether it may have been a token
    for (AndroidPreference& one : *preferences) {
        Content text(std::move(one.value));
        if (one.name == OrderName)
            order = orderOf(text.json());
        else if (isToken(text))
            texts.push_back(std::move(text));
        else
            others.emplace_back(std::move(one.name), text.beginsAsJson());
    }
    std::vector<const base::json::Value*> tokens;
    tokens.reserve(texts.size());
    for (const Content& text : texts)
        tokens.push_back(text.json());
    Imported imported;
    takeFreeOtpTokens(imported, tokens, order);
    const std::set<std::string> named(order.begin(), order.end());
    for (const auto& [name, isLikeOne] : others) {
        if (isLikeOne || named.contains(name))
            imported.leave({}, QString::fromStdString(name),
                { base::ErrorCode::Damaged, "FreeOTP", { "token" } });
    }
    return imported;
}

constexpr std::string_view Marks[] = { "tokenOrder", "&quot;algo&quot;", "&quot;issuerExt&quot;" };

} // namespace
} // namespace free_otp_prefs_xml

const Format FreeOtpPrefsXml {
    .id = "freeotp-prefs-xml",
    .program = "FreeOTP",
    .form = Form::Xml,
    .isEncrypted = false,
    .match = free_otp_prefs_xml::match,
    .read = free_otp_prefs_xml::read,
    .marks = free_otp_prefs_xml::Marks,
};

} // namespace transfer::readers
