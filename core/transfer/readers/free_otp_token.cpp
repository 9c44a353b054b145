// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/free_otp_token.h"

#include "core/base/link.h"
#include "core/transfer/json_fields.h"

#include <algorithm>
#include <map>

namespace transfer::readers {

namespace free_otp_token {
namespace {

using base::json::Value;

/// The first of these members that is not empty.
QString firstOf(const Value& token, std::initializer_list<std::string_view> names)
{
    QString text;
    for (auto name = names.begin(); name != names.end() && text.isEmpty(); ++name)
        text = stringOf(token, *name);
    return text;
}

/// The counter that the program starts the next code from; -1 was never used.
std::string counterOf(const Value& token)
{
    const std::string counter = digitsOf(token, "counter");
    return counter.starts_with('-') ? "0" : counter;
}

base::Result<otp::Credential> credentialOf(const Value& token, const std::string& algorithm)
{
    const std::string type = base::asciiLower(base::json::textOf(token, "type"));
    if (base::json::textOf(token, "issuerExt") == "Steam")
        return transfer::credentialOf(
            { .kind = otp::LinkKind::Steam, .period = digitsOf(token, "period") });
    if (!type.empty() && type != "totp" && type != "hotp")
        return base::Error { base::ErrorCode::Unsupported, "FreeOTP: type",
            { type.substr(0, 64) } };
    const std::string named = base::json::textOf(token, "algo");
    return transfer::credentialOf(
        { .kind = type == "hotp" ? otp::LinkKind::Hotp : otp::LinkKind::Totp,
            .algorithm = named.empty() ? algorithm : named,
            .digits = digitsOf(token, "digits"),
            .period = digitsOf(token, "period"),
            .counter = counterOf(token) });
}

} // namespace
} // namespace free_otp_token

void takeFreeOtpToken(Imported& imported, const base::json::Value& token,
    base::Result<crypto::SecretBytes> secret, const std::string& algorithm)
{
    ImportedAccount account;
    // What the user has edited counts more than what came with the code.
    account.entry.issuer =
        free_otp_token::firstOf(token, { "issuerAlt", "issuerExt", "issuerInt" });
    account.entry.name = free_otp_token::firstOf(token, { "labelAlt", "label" });
    const auto credential = free_otp_token::credentialOf(token, algorithm);
    if (!credential || !secret) {
        imported.leave(account.entry.issuer, account.entry.name,
            credential ? secret.error() : credential.error());
        return;
    }
    account.entry.credential = *credential;
    account.entry.secret = std::move(*secret);
    if (!free_otp_token::firstOf(token, { "imageAlt", "image" }).isEmpty())
        account.remarks.push_back(Remark::PictureLeft); // the file only says where it lies
    imported.take(std::move(account));
}

std::string freeOtpId(const base::json::Value& token)
{
    std::string issuer = base::json::textOf(token, "issuerInt");
    if (issuer.empty())
        issuer = base::json::textOf(token, "issuerExt");
    const std::string label = base::json::textOf(token, "label");
    return issuer.empty() ? label : issuer + ':' + label;
}

void takeFreeOtpTokens(Imported& imported, const std::vector<const base::json::Value*>& tokens,
    const std::vector<std::string>& order)
{
    std::map<std::string, std::size_t> places;
    for (const std::string& id : order)
        places.emplace(id, places.size());
    std::vector<std::pair<std::size_t, const base::json::Value*>> ordered;
    for (const base::json::Value* token : tokens) {
        const auto place = places.find(freeOtpId(*token));
        ordered.emplace_back(place == places.end() ? places.size() : place->second, token);
    }
    std::ranges::stable_sort(ordered, {}, &std::pair<std::size_t, const base::json::Value*>::first);
    for (const auto& [place, token] : ordered)
        takeFreeOtpToken(imported, *token, secretOfNumbers(token->member("secret")));
}

} // namespace transfer::readers
