// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/jwk.h"

#include "core/base/base64.h"
#include "core/base/link.h"

#include <algorithm>
#include <charconv>

namespace push::okta {

namespace {

namespace json = base::json;

/// Absent for a key that cannot have signed a challenge.
std::optional<OrganisationKey> readKey(const json::Value& jwk)
{
    const std::string id = json::textOf(jwk, "kid");
    const bool isForEncryption = json::textOf(jwk, "use") == "enc";
    if (id.empty() || isForEncryption || json::textOf(jwk, "kty") != "RSA")
        return {};
    const auto modulus = base::decodeBase64Url(json::textOf(jwk, "n"));
    const auto exponent = base::decodeBase64Url(json::textOf(jwk, "e"));
    if (!modulus || !exponent)
        return {};
    const auto key = crypto::RsaPublicKey::of(*modulus, *exponent);
    if (!key)
        return {};
    return OrganisationKey { id, *key };
}

} // namespace

void writeJwk(json::Writer& out, const PublicJwk& jwk)
{
    const auto* const ec = std::get_if<crypto::EcPublicKey>(&jwk.key);
    const auto* const rsa = std::get_if<crypto::RsaPublicKey>(&jwk.key);
    out.beginObject();
    if (ec)
        out.member("crv", "P-256");
    if (rsa)
        out.member("e", base::encodeBase64Url(rsa->exponent()));
    out.member("kid", jwk.id);
    out.member("kty", ec ? "EC" : "RSA");
    if (rsa)
        out.member("n", base::encodeBase64Url(rsa->modulus()));
    out.member("okta:kpr", "SOFTWARE");
    if (ec) {
        out.member("x", base::encodeBase64Url(ec->x));
        out.member("y", base::encodeBase64Url(ec->y));
    }
    out.endObject();
}

base::Result<std::vector<OrganisationKey>> readKeySet(std::string_view body)
{
    const auto set = json::read(body);
    if (!set)
        return set.error();
    const json::Value* const members = set->member("keys");
    if (!members || !members->isArray())
        return base::Error { base::ErrorCode::NotUnderstood, "key set without keys" };
    std::vector<OrganisationKey> keys;
    for (const json::Value& jwk : members->items) {
        if (std::optional<OrganisationKey> key = readKey(jwk))
            keys.push_back(std::move(*key));
    }
    return keys;
}

std::chrono::seconds keySetLifetime(std::string_view cacheControl)
{
    constexpr std::chrono::seconds Shortest = std::chrono::minutes(1);
    constexpr std::chrono::seconds Longest = std::chrono::hours(24);
    const std::string lower = base::asciiLower(cacheControl);
    constexpr std::string_view Name = "max-age=";
    const std::size_t start = lower.find(Name);
    const bool isWord = start == 0
        || (start != std::string::npos && (lower[start - 1] == ' ' || lower[start - 1] == ','));
    if (!isWord)
        return Shortest;
    const char* const digits = lower.data() + start + Name.size();
    std::int64_t age = 0;
    const auto [end, error] = std::from_chars(digits, lower.data() + lower.size(), age);
    if (error == std::errc::result_out_of_range)
        return Longest;
    if (error != std::errc())
        return Shortest;
    return std::clamp(std::chrono::seconds(age), Shortest, Longest);
}

} // namespace push::okta
