// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/challenge_check.h"

#include "core/base/link.h"
#include "core/push/okta/members.h"

#include <algorithm>
#include <array>

namespace push::okta {

namespace {

namespace json = base::json;

using Check = std::optional<Refused>;

/// Who hears of a refusal.
enum class Hearing {
    Nobody, ///< it is none of ours, or no request at all
    User, ///< it asked for an answer that nobody can give
    Security, ///< the user, because somebody may be trying to deceive
};

struct RefusalName
{
    Refusal refusal;
    const char* name;
    Hearing hearing;
};
constexpr std::array RefusalNames = {
    RefusalName { Refusal::NotRecognised, "not recognised", Hearing::Nobody },
    RefusalName { Refusal::Malformed, "malformed", Hearing::User },
    RefusalName { Refusal::Algorithm, "algorithm", Hearing::Security },
    RefusalName { Refusal::Type, "type", Hearing::Security },
    RefusalName { Refusal::Claim, "missing claim", Hearing::Security },
    RefusalName { Refusal::OtherEnrolment, "other registration", Hearing::Nobody },
    RefusalName { Refusal::KeyIssuer, "authorisation server", Hearing::Security },
    RefusalName { Refusal::KeyMissing, "unknown key", Hearing::Security },
    RefusalName { Refusal::Signature, "signature", Hearing::Security },
    RefusalName { Refusal::Issuer, "issuer", Hearing::Security },
    RefusalName { Refusal::Audience, "audience", Hearing::Security },
    RefusalName { Refusal::Milliseconds, "time in milliseconds", Hearing::User },
    RefusalName { Refusal::Expired, "expired", Hearing::User },
    RefusalName { Refusal::Future, "issued in the future", Hearing::User },
    RefusalName { Refusal::NotYetValid, "not valid yet", Hearing::User },
    RefusalName { Refusal::Address, "address of the answer", Hearing::Security },
    RefusalName { Refusal::Method, "method", Hearing::Nobody },
    RefusalName { Refusal::NewerVersion, "newer version", Hearing::User },
    RefusalName { Refusal::NotDisplayable, "nothing to show", Hearing::Nobody },
    RefusalName { Refusal::Unsupported, "kind of transaction", Hearing::User },
    RefusalName { Refusal::AnsweredBefore, "answered before", Hearing::Nobody },
};

const RefusalName& rowOf(Refusal refusal)
{
    return *std::ranges::find(RefusalNames, refusal, &RefusalName::refusal);
}

constexpr const char* ChallengeType = "okta-pushbind+jwt";

/// Step 5: what no challenge is without. An empty text proves nothing.
Check checkClaims(const json::Value& claims)
{
    for (const char* const name : { "orgId", "nonce", "verificationUri", "iss", "aud",
             "transactionId", "authenticatorEnrollmentId" }) {
        // An empty address is refused as an address.
        const bool mayBeEmpty = std::string_view(name) == "verificationUri";
        const json::Value* const claim = claims.member(name);
        if (!claim || !claim->isText() || (claim->source.empty() && !mayBeEmpty))
            return Refused { Refusal::Claim, name };
    }
    for (const char* const name : { "iat", "exp" }) {
        const auto time = integerOf(claims, name);
        if (!time || *time < 0)
            return Refused { Refusal::Claim, name };
    }
    const auto notBefore = integerOf(claims, "nbf");
    if (claims.member("nbf") && (!notBefore || *notBefore < 0))
        return Refused { Refusal::Claim, "nbf" };
    return {};
}

/// Step 6.
Check checkEnrolment(const json::Value& claims, const Enrolment& enrolment)
{
    struct Expected
    {
        const char* claim;
        const std::string& value;
        bool isRequired;
    };
    const std::array expected = {
        Expected { "authenticatorEnrollmentId", enrolment.id, true },
        Expected { "orgId", enrolment.organisationId, !enrolment.organisationId.empty() },
        Expected { "userId", enrolment.userId, false },
        Expected { "methodEnrollmentId", enrolment.methodId, false },
    };
    for (const Expected& one : expected) {
        const bool isStated = claims.member(one.claim) && !one.value.empty();
        if ((one.isRequired || isStated) && json::textOf(claims, one.claim) != one.value)
            return Refused { Refusal::OtherEnrolment, one.claim };
    }
    return {};
}

bool isServerName(std::string_view name)
{
    constexpr std::string_view Allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    return !name.empty() && name.size() <= 64
        && name.find_first_not_of(Allowed) == std::string_view::npos;
}

/// Steps 7 to 9: the keys are those of the stored organisation, whatever the token says.
Check checkSignature(const Jws& token, const CheckContext& context)
{
    const json::Value* const server = token.claims().member("authorizationServerId");
    const std::string name = json::textOf(token.claims(), "authorizationServerId");
    if (server && server->kind != json::Kind::Null && !isServerName(name))
        return Refused { Refusal::KeyIssuer };
    const std::string keyId = token.keyId();
    if (keyId.empty())
        return Refused { Refusal::KeyMissing };
    const std::string issuer = keyIssuer(context.enrolment, name);
    const crypto::RsaPublicKey* const key = context.key(issuer, keyId);
    if (!key)
        return Refused { Refusal::KeyMissing, keyId, issuer };
    if (!token.isSignedBy(*key))
        return Refused { Refusal::Signature };
    return {};
}

/// Step 10.
Check checkIssuer(const json::Value& claims, const Enrolment& enrolment)
{
    const std::string issuer = json::textOf(claims, "iss");
    const std::string server = json::textOf(claims, "authorizationServerId");
    const bool isAlternate = !enrolment.alternate.empty() && issuer == enrolment.alternate;
    const bool isServer = !server.empty() && issuer == keyIssuer(enrolment, server);
    if (issuer != enrolment.organisation && !isAlternate && !isServer)
        return Refused { Refusal::Issuer };
    return {};
}

/// "okta." and a UUID: what the vendor's documents show instead of a client id.
bool isApplicationId(std::string_view audience)
{
    constexpr std::string_view Shape = "okta.xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    constexpr std::string_view Hex = "0123456789abcdefABCDEF";
    return std::ranges::equal(audience, Shape, [&](char c, char shape) {
        return shape == 'x' ? Hex.find(c) != std::string_view::npos : c == shape;
    });
}

bool isForUs(const json::Value& claims, const Enrolment& enrolment)
{
    return !enrolment.clientId.empty() && json::textOf(claims, "aud") == enrolment.clientId;
}

/// Step 11.
Check checkAudience(const json::Value& claims, const Enrolment& enrolment)
{
    if (!isForUs(claims, enrolment) && !isApplicationId(json::textOf(claims, "aud")))
        return Refused { Refusal::Audience };
    return {};
}

/// Step 12.
Check checkTime(const json::Value& claims, const CheckContext& context)
{
    constexpr std::int64_t FirstMilliseconds = 100'000'000'000;
    for (const char* const name : { "iat", "exp", "nbf" }) {
        if (integerOf(claims, name).value_or(0) > FirstMilliseconds)
            return Refused { Refusal::Milliseconds, name };
    }
    const std::int64_t now = base::unixSeconds(context.now);
    const std::int64_t leeway = context.leeway.count();
    const auto notBefore = integerOf(claims, "nbf");
    if (now - leeway > *integerOf(claims, "exp"))
        return Refused { Refusal::Expired, json::textOf(claims, "transactionId") };
    if (now + leeway < *integerOf(claims, "iat"))
        return Refused { Refusal::Future };
    if (notBefore && now <= *notBefore - leeway)
        return Refused { Refusal::NotYetValid };
    return {};
}

/// Step 13.
Check checkAddress(const json::Value& claims, const Enrolment& enrolment)
{
    const std::string address = json::textOf(claims, "verificationUri");
    const std::string lower = base::asciiLower(address);
    const bool isPlain = std::ranges::all_of(
        address, [](char c) { return c > ' ' && c < '\x7f' && c != '\\' && c != '#'; });
    const bool climbs =
        lower.find("..") != std::string::npos || lower.find("%2e") != std::string::npos;
    if (!isPlain || climbs || !isOfOrganisation(enrolment, address))
        return Refused { Refusal::Address };
    return {};
}

/// Steps 14 and 15, and what a version of ours cannot show.
Check checkContent(const json::Value& claims, const Enrolment& enrolment)
{
    if (json::textOf(claims, "method") != "push")
        return Refused { Refusal::Method };
    if (claims.member("ver") && integerOf(claims, "ver") != 0)
        return Refused { Refusal::NewerVersion };
    const json::Value& context = at(claims, { "challengeContext" });
    if (!context.isObject())
        return Refused { Refusal::NotDisplayable };
    if (hasWord(json::textOf(context, "transactionType"), "ciba") && !enrolment.hasCiba)
        return Refused { Refusal::Unsupported };
    return {};
}

/// Step 16; a challenge that still waits is the caller's to find again.
Check checkReplay(const json::Value& claims, const CheckContext& context)
{
    if (!context.isAnswered)
        return {};
    for (const char* const name : { "transactionId", "jti" }) {
        const std::string id = json::textOf(claims, name);
        if (!id.empty() && context.isAnswered(id))
            return Refused { Refusal::AnsweredBefore, name };
    }
    return {};
}

UserVerification readVerification(const json::Value& claims)
{
    const std::string word = json::textOf(claims, "userVerification");
    if (hasWord(word, "required"))
        return UserVerification::Required;
    return hasWord(word, "preferred") ? UserVerification::Preferred : UserVerification::None;
}

UserMediation readMediation(const json::Value& claims)
{
    const std::string word = json::textOf(claims, "userMediation");
    if (hasWord(word, "none"))
        return UserMediation::None;
    return hasWord(word, "optional") ? UserMediation::Optional : UserMediation::Required;
}

/// The names in a list of `{"name":…}`.
std::vector<std::string> namesIn(const json::Value& claims, std::string_view member)
{
    std::vector<std::string> names;
    for (const json::Value& item : at(claims, { member }).items) {
        if (std::string name = json::textOf(item, "name"); !name.empty())
            names.push_back(std::move(name));
    }
    return names;
}

std::vector<std::string> readOptions(const json::Value& claims)
{
    std::vector<std::string> options =
        json::textsOf(at(claims, { "challengeContext" }), "challengeTextItems");
    std::erase(options, std::string());
    if (options.size() < 2)
        options.clear();
    return options;
}

Challenge readChallenge(const json::Value& claims, const Enrolment& enrolment)
{
    Challenge challenge;
    challenge.transactionId = json::textOf(claims, "transactionId");
    challenge.tokenId = json::textOf(claims, "jti");
    challenge.issuer = json::textOf(claims, "iss");
    challenge.nonce = json::textOf(claims, "nonce");
    challenge.verificationAddress = json::textOf(claims, "verificationUri");
    challenge.issuedAt = base::fromUnixSeconds(integerOf(claims, "iat").value_or(0));
    challenge.expiresAt = base::fromUnixSeconds(integerOf(claims, "exp").value_or(0));
    challenge.hasOtherAudience = !isForUs(claims, enrolment);
    challenge.verification = readVerification(claims);
    challenge.mediation = readMediation(claims);
    challenge.options = readOptions(claims);
    challenge.canSayNumber = !enrolment.numberAnswer.empty();
    challenge.deviceSignals = json::textsOf(claims, "signals");
    challenge.integrations = namesIn(claims, "integrations");
    challenge.signalProviders = namesIn(claims, "signalProviders");
    challenge.facts = readFacts(claims);
    return challenge;
}

/// What may be asked before a signature holds.
Check checkBeforeKeys(const Jws& token, const Enrolment& enrolment)
{
    if (!token.isSignedWithRsa())
        return Refused { Refusal::Algorithm };
    if (!hasWord(token.type(), ChallengeType))
        return Refused { Refusal::Type };
    if (Check failed = checkClaims(token.claims()))
        return failed;
    return checkEnrolment(token.claims(), enrolment);
}

Check checkAfterKeys(const json::Value& claims, const CheckContext& context)
{
    if (Check failed = checkIssuer(claims, context.enrolment))
        return failed;
    if (Check failed = checkAudience(claims, context.enrolment))
        return failed;
    if (Check failed = checkTime(claims, context))
        return failed;
    if (Check failed = checkAddress(claims, context.enrolment))
        return failed;
    if (Check failed = checkContent(claims, context.enrolment))
        return failed;
    return checkReplay(claims, context);
}

} // namespace

const char* nameOf(Refusal refusal)
{
    return rowOf(refusal).name;
}

bool isSecurityEvent(Refusal refusal)
{
    return rowOf(refusal).hearing == Hearing::Security;
}

bool isTold(Refusal refusal)
{
    return rowOf(refusal).hearing != Hearing::Nobody;
}

base::Error errorOf(const Refused& refused)
{
    const std::string name = nameOf(refused.refusal);
    if (refused.refusal == Refusal::Expired)
        return { base::ErrorCode::RequestExpired, name };
    if (refused.refusal == Refusal::AnsweredBefore)
        return { base::ErrorCode::AnsweredElsewhere, name };
    if (refused.refusal == Refusal::Unsupported || refused.refusal == Refusal::NewerVersion)
        return { base::ErrorCode::Unsupported, name, { name } };
    if (isTold(refused.refusal))
        return { base::ErrorCode::SignatureRefused, name, { name } };
    return { base::ErrorCode::NotUnderstood, name };
}

std::string keyIssuer(const Enrolment& enrolment, std::string_view authorizationServer)
{
    if (authorizationServer.empty())
        return enrolment.organisation;
    return enrolment.organisation + "/oauth2/" + std::string(authorizationServer);
}

base::Result<Challenge, Refused> checkChallenge(std::string_view token, const CheckContext& context)
{
    const base::Result<Jws> read = Jws::read(token);
    if (!read)
        return Refused { Refusal::Malformed, read.error().context };
    if (Check failed = checkBeforeKeys(*read, context.enrolment))
        return *failed;
    if (Check failed = checkSignature(*read, context))
        return *failed;
    if (Check failed = checkAfterKeys(read->claims(), context))
        return *failed;
    return readChallenge(read->claims(), context.enrolment);
}

} // namespace push::okta
