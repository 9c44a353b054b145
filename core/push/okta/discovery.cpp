// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/discovery.h"

#include "core/base/link.h"
#include "core/base/origin.h"
#include "core/push/okta/members.h"

#include <algorithm>

namespace push::okta {

namespace {

namespace json = base::json;

base::Error notUnderstood(const char* what)
{
    return { base::ErrorCode::NotUnderstood, what };
}

/// The origin of `_links.NAME.href`; empty if there is none.
std::string linkedOrigin(const json::Value& object, std::string_view name)
{
    const std::string href = json::textOf(at(object, { "_links", name }), "href");
    return base::originOf(href).value_or(std::string());
}

MethodPolicy readPush(const json::Value& method)
{
    MethodPolicy policy;
    const json::Value& settings = at(method, { "settings" });
    policy.isActive = hasWord(json::textOf(method, "status"), "active");
    const std::vector<std::string> algorithms = json::textsOf(settings, "algorithms");
    policy.allowsRs256 = listsWord(algorithms, "rs256");
    policy.allowsEs256 = listsWord(algorithms, "es256") || !policy.allowsRs256;
    policy.wantsHardwareKeys = hasWord(json::textOf(settings, "keyProtection"), "hardware");
    policy.hasCiba = listsWord(json::textsOf(settings, "transactionTypes"), "ciba");
    return policy;
}

TotpPolicy readTotp(const json::Value& method)
{
    TotpPolicy policy;
    const json::Value& settings = at(method, { "settings" });
    const auto number = [&](std::string_view name) {
        return integerOf(settings, name).value_or(0);
    };
    const std::int64_t period = number("timeIntervalInSeconds");
    if (period >= 1 && period <= 86400)
        policy.period = static_cast<int>(period);
    const std::int64_t digits = number("passCodeLength");
    if (digits == 6 || digits == 8 || digits == 10)
        policy.digits = static_cast<int>(digits);
    const std::string algorithm = base::asciiLower(json::textOf(settings, "algorithm"));
    if (algorithm == "hmacsha256")
        policy.hash = crypto::Hash::Sha256;
    else if (algorithm == "hmacsha512")
        policy.hash = crypto::Hash::Sha512;
    return policy;
}

void readMethods(Authenticator& authenticator, const json::Value& methods)
{
    for (const json::Value& method : methods.items) {
        const std::string type = json::textOf(method, "type");
        if (type == "push" && !authenticator.push)
            authenticator.push = readPush(method);
        else if (type == "totp" && !authenticator.totp)
            authenticator.totp = readTotp(method);
    }
}

/// What both documents spell alike.
Authenticator readCommon(const json::Value& object)
{
    Authenticator authenticator;
    authenticator.key = json::textOf(object, "key");
    authenticator.name = shownText(json::textOf(object, "name"));
    const json::Value& settings = at(object, { "settings" });
    authenticator.requiresVerification =
        hasWord(json::textOf(settings, "userVerification"), "required");
    authenticator.numberAnswer = json::textOf(settings, "countersignNumberAnswer");
    return authenticator;
}

} // namespace

base::Result<Organisation> readOrganisation(std::string_view body)
{
    const auto object = json::read(body);
    if (!object)
        return object.error();
    Organisation organisation;
    organisation.id = json::textOf(*object, "id");
    if (organisation.id.empty())
        return notUnderstood("organisation without id");
    const std::string pipeline = json::textOf(*object, "pipeline");
    if (pipeline == "idx")
        organisation.pipeline = Pipeline::IdentityEngine;
    else if (pipeline == "v1")
        organisation.pipeline = Pipeline::Classic;
    organisation.canonical = linkedOrigin(*object, "organization");
    organisation.alternate = linkedOrigin(*object, "alternate");
    return organisation;
}

std::string otherOrigin(const Organisation& organisation, std::string_view asked)
{
    if (!organisation.alternate.empty() && organisation.alternate != asked)
        return organisation.alternate;
    return organisation.canonical == asked ? std::string() : organisation.canonical;
}

base::Result<Authenticator> readConfiguration(std::string_view body)
{
    const auto list = json::read(body);
    if (!list)
        return list.error();
    if (!list->isArray())
        return notUnderstood("configuration is no list");
    if (list->items.empty())
        return base::Error { base::ErrorCode::NothingToDo, "no app authenticator for the client" };
    const json::Value& first = list->items[0];
    Authenticator authenticator = readCommon(first);
    authenticator.id = json::textOf(first, "authenticatorId");
    authenticator.organisationId = json::textOf(first, "orgId");
    authenticator.enrolAddress = json::textOf(first, "appAuthenticatorEnrollEndpoint");
    readMethods(authenticator, at(first, { "supportedMethods" }));
    if (authenticator.id.empty() || authenticator.organisationId.empty())
        return notUnderstood("configuration without ids");
    return authenticator;
}

base::Result<Authenticator> readAuthenticators(std::string_view body)
{
    const auto list = json::read(body);
    if (!list)
        return list.error();
    if (!list->isArray())
        return notUnderstood("authenticators are no list");
    const auto active = std::ranges::find_if(list->items,
        [](const json::Value& item) { return hasWord(json::textOf(item, "status"), "active"); });
    if (active == list->items.end())
        return base::Error { base::ErrorCode::NothingToDo, "no active authenticator" };
    Authenticator authenticator = readCommon(*active);
    authenticator.id = json::textOf(*active, "id");
    authenticator.clientId = json::textOf(at(*active, { "settings" }), "oauthClientId");
    authenticator.enrolAddress = json::textOf(at(*active, { "_links", "enroll" }), "href");
    readMethods(authenticator, at(*active, { "_embedded", "methods" }));
    if (authenticator.id.empty())
        return notUnderstood("authenticator without id");
    return authenticator;
}

KeyKind keyKindFor(const Authenticator& authenticator)
{
    return authenticator.push && !authenticator.push->allowsEs256 ? KeyKind::Rsa : KeyKind::Ec;
}

std::string enrolAddress(const Authenticator& authenticator, std::string_view organisation)
{
    const auto origin = base::originOf(authenticator.enrolAddress);
    if (origin && *origin == organisation)
        return authenticator.enrolAddress;
    return std::string(organisation) + "/idp/myaccount/app-authenticators";
}

base::Result<OpenIdAddresses> readOpenIdConfiguration(
    std::string_view body, std::string_view organisation, std::string_view alternate)
{
    const auto object = json::read(body);
    if (!object)
        return object.error();
    if (!object->isObject())
        return notUnderstood("OpenID configuration is no object");
    const auto address = [&](std::string_view name) {
        const std::string text = json::textOf(*object, name);
        const auto origin = base::originOf(text);
        const bool isOurs =
            origin && (*origin == organisation || (!alternate.empty() && *origin == alternate));
        return isOurs ? text : std::string();
    };
    return OpenIdAddresses { address("jwks_uri"), address("authorization_endpoint"),
        address("token_endpoint"),
        at(*object, { "countersign_any_redirect_port" }).boolean().value_or(false) };
}

} // namespace push::okta
