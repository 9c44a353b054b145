// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What Authy's servers answered to programs that exported tokens (alexzorin/authy, objects.go).

#include "core/transfer/json_fields.h"
#include "core/transfer/readers/authy_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace authy_api_json {
namespace {

using base::json::Value;

constexpr std::int64_t OldIterations = 1000; ///< before the file said it
constexpr std::int64_t BeyondAllBounds = 1'000'000'000;

/// The list of that name, be it there or in the answer it came with; null if there is none.
const Value* listOf(const Value& file, std::string_view answer, std::string_view name)
{
    const Value* list = file.member(name);
    if (list && list->isArray())
        return list;
    const Value* const around = file.member(answer);
    list = around ? around->member(name) : nullptr;
    return list && list->isArray() ? list : nullptr;
}

AuthyToken tokenOf(const Value& value)
{
    AuthyToken token;
    token.issuer = stringOf(value, "issuer");
    token.name = stringOf(value, "name");
    if (token.name.isEmpty())
        token.name = stringOf(value, "original_name");
    token.digits = digitsOf(value, "digits");
    token.sealed = base::json::textOf(value, "encrypted_seed");
    token.salt = base::json::textOf(value, "salt");
    const std::int64_t iterations =
        integerOf(value, "key_derivation_iterations").value_or(OldIterations);
    token.iterations =
        static_cast<std::uint32_t>(std::clamp<std::int64_t>(iterations, 0, BeyondAllBounds));
    const std::string iv = base::json::textOf(value, "unique_iv");
    token.iv.resize(iv.empty() ? 16 : 0); // zeros, before each had one of its own
    if (auto bytes = base::fromHex(iv); bytes && !iv.empty())
        token.iv = std::move(*bytes);
    return token;
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const bool isOurs = file && listOf(*file, "tokens", "authenticator_tokens");
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Value& file = *content.json();
    std::vector<AuthyToken> tokens;
    for (const Value& value : listOf(file, "tokens", "authenticator_tokens")->items)
        tokens.push_back(tokenOf(value));
    Outcome<Imported> imported = readAuthyTokens(tokens, request);
    const Value* const apps = listOf(file, "apps", "apps");
    if (imported && apps) {
        for (const Value& app : apps->items)
            takeAuthyApp(*imported, app, "secret_seed");
    }
    return imported;
}

constexpr std::string_view Marks[] = { "\"authenticator_tokens\"", "\"encrypted_seed\"",
    "\"account_type\"" };

} // namespace
} // namespace authy_api_json

const Format AuthyApiJson {
    .id = "authy-api-json",
    .program = "Authy",
    .form = Form::Json,
    .isEncrypted = true,
    .match = authy_api_json::match,
    .read = authy_api_json::read,
    .marks = authy_api_json::Marks,
};

} // namespace transfer::readers
