// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/device_api.h"

#include "app/sandbox/answers.h"
#include "app/sandbox/challenges.h"
#include "app/sandbox/claims.h"
#include "app/sandbox/enrolments.h"

#include <QJsonArray>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace device_api {
namespace {

const QString Manage = u"okta.myAccount.appAuthenticator.manage"_s;
const QString Maintain = u"okta.myAccount.appAuthenticator.maintenance.manage"_s;
const QString Look = u"okta.myAccount.appAuthenticator.maintenance.read"_s;

bool namesVersion(const QByteArray& header)
{
    return QByteArray(header).replace(' ', "").contains("okta-version=1.0.0");
}

/// Section 1, rule 3; a PATCH says it twice.
std::optional<Refusal> checkVersion(const World& world, const Request& request)
{
    const bool said = namesVersion(request.header("Accept"))
        && (request.method != "PATCH" || namesVersion(request.header("Content-Type")));
    if (said || !world.settings.versionHeader)
        return std::nullopt;
    return Refusal { "E0000149" };
}

Reply organization(const Request& request)
{
    return json(QJsonObject { { u"id"_s, QLatin1String(OrgId) }, { u"pipeline"_s, u"idx"_s },
        { u"_links"_s,
            QJsonObject {
                { u"organization"_s, QJsonObject { { u"href"_s, request.origin } } } } } });
}

QJsonObject pushMethod()
{
    return { { u"type"_s, u"push"_s }, { u"status"_s, u"ACTIVE"_s },
        { u"settings"_s,
            QJsonObject { { u"algorithms"_s, QJsonArray { u"RS256"_s, u"ES256"_s } },
                { u"keyProtection"_s, u"ANY"_s },
                { u"transactionTypes"_s, QJsonArray { u"LOGIN"_s, u"CIBA"_s } } } } };
}

/// What a device may do here, with our own member that names the answer to a number challenge.
Reply configuration(const World& world, const Request& request)
{
    if (const auto refusal = checkVersion(world, request))
        return refused(*refusal);
    const QString client = request.parameter(u"oauthClientId"_s);
    if (client.isEmpty())
        return refused("E0000028", u"oauthClientId"_s);
    if (client != QLatin1String(ClientId))
        return json(QJsonArray());
    const bool required = world.settings.userVerification == "REQUIRED"_L1;
    const QString born = World::written(base::fromUnixSeconds(1'760'000'000));
    const QJsonObject settings = { { u"userVerification"_s,
                                       required ? u"REQUIRED"_s : u"PREFERRED"_s },
        { u"userVerificationMethods"_s, QJsonArray { u"BIOMETRICS"_s, u"PIN"_s } },
        { u"countersignNumberAnswer"_s, QLatin1String(NumberAnswer) } };
    return json(
        QJsonArray { QJsonObject { { u"authenticatorId"_s, QLatin1String(CustomAuthenticatorId) },
            { u"orgId"_s, QLatin1String(OrgId) }, { u"key"_s, u"custom_app"_s },
            { u"name"_s, QLatin1String(AppName) }, { u"type"_s, u"app"_s },
            { u"createdDate"_s, born }, { u"lastUpdated"_s, born }, { u"settings"_s, settings },
            { u"supportedMethods"_s, QJsonArray { pushMethod() } },
            { u"appAuthenticatorEnrollEndpoint"_s,
                request.origin + u"/idp/myaccount/app-authenticators"_s } } });
}

QStringList transactionTypesIn(const QJsonObject& push)
{
    // The vendor's schema has the member one level deeper than its examples.
    const QJsonObject beside = push["capabilities"_L1].toObject();
    const QJsonObject inside = push["keys"_L1].toObject()["capabilities"_L1].toObject();
    QStringList types = { u"LOGIN"_s };
    for (const QJsonValue type :
        (beside.isEmpty() ? inside : beside)["transactionTypes"_L1].toArray()) {
        if (type.toString() == "CIBA"_L1)
            types.append(u"CIBA"_s);
    }
    return types;
}

Reply enrolDevice(World& world, const Request& request)
{
    if (const auto refusal = checkVersion(world, request))
        return refused(*refusal);
    const auto token = bearerOf(world, request, { Manage });
    if (!token)
        return refused(token.error());
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    if ((*body)["authenticatorId"_L1].toString() != QLatin1String(CustomAuthenticatorId))
        return refused("E0000001", u"authenticatorId"_s);
    const QJsonObject push = (*body)["methods"_L1].toObject()["push"_L1].toObject();
    const auto keys = readKeys(push["keys"_L1].toObject());
    if (!keys)
        return refused(keys.error());
    if (!push["pushToken"_L1].isString())
        return refused("E0000001", u"methods.push.pushToken"_s);
    const auto enrolment = enrol(world,
        { .userId = token->userId,
            .authenticatorId = QLatin1String(CustomAuthenticatorId),
            .origin = request.origin,
            .device = (*body)["device"_L1].toObject(),
            .keys = *keys,
            .transactionTypes = transactionTypesIn(push),
            .pushToken = push["pushToken"_L1].toString() });
    if (!enrolment)
        return refused(enrolment.error());
    (*enrolment)->factorId = world.newId("opf");
    addPushFactor(world, **enrolment, (*enrolment)->factorId);
    return json(familyAJson(world, **enrolment));
}

/// The enrolment in the path, if whoever asks may have to do with it.
base::Result<Enrolment*, Refusal> enrolmentFor(
    World& world, const Request& request, const QString& id, const QStringList& scopes)
{
    if (const auto refusal = checkVersion(world, request))
        return *refusal;
    const auto found = world.state.enrolments.find(id);
    if (found == world.state.enrolments.end() || found->second.isFamilyB)
        return Refusal { "E0000008" };
    if (const auto refusal = checkStanding(world, found->second))
        return *refusal;
    if (const auto refusal = checkAuthorization(world, request, found->second, scopes))
        return *refusal;
    return &found->second;
}

/// Merge patch: a null takes a key away, what is absent stays.
std::optional<Refusal> changeKeys(Enrolment& enrolment, const QJsonObject& changes)
{
    if (changes.contains("proofOfPossession"_L1))
        return Refusal { "E0000001", u"proofOfPossession cannot be replaced"_s };
    QJsonObject keys = enrolment.keys;
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value().isNull())
            keys.remove(change.key());
        else
            keys[change.key()] = change.value();
    }
    const auto read = readKeys(keys);
    if (!read)
        return read.error();
    enrolment.keys = *read;
    return std::nullopt;
}

Reply update(World& world, const Request& request, const QString& id)
{
    const auto enrolment = enrolmentFor(world, request, id, { Manage, Maintain });
    if (!enrolment)
        return refused(enrolment.error());
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const QJsonObject push = (*body)["methods"_L1].toObject()["push"_L1].toObject();
    if (push.contains("keys"_L1)) {
        if (const auto refusal = changeKeys(**enrolment, push["keys"_L1].toObject()))
            return refused(*refusal);
    }
    if (push.contains("pushToken"_L1))
        (*enrolment)->pushToken = push["pushToken"_L1].toString();
    if (push.contains("capabilities"_L1))
        (*enrolment)->transactionTypes = transactionTypesIn(push);
    (*enrolment)->updated = world.now();
    return json(familyAJson(world, **enrolment));
}

Reply pending(World& world, const Request& request, const QString& id)
{
    const auto enrolment = enrolmentFor(world, request, id, { Look });
    return enrolment ? json(pendingItems(world, **enrolment)) : refused(enrolment.error());
}

Reply remove(World& world, const Request& request, const QString& id)
{
    const auto enrolment = enrolmentFor(world, request, id, { Manage });
    if (!enrolment)
        return refused(enrolment.error());
    world.removeEnrolment(**enrolment);
    world.state.enrolments.erase(id);
    return empty(204);
}

/// The answer is the credential; there is no Authorization. Family B's come here,
/// too.
Reply answer(World& world, const Request& request, const QString& transactionId)
{
    if (const auto refusal = checkVersion(world, request))
        return refused(*refusal);
    const auto body = bodyOf(request);
    return body ? takeAnswer(world, transactionId, *body) : refused(body.error());
}

} // namespace
} // namespace device_api

void addDeviceApi(Router& router, World& world)
{
    router.on(
        "GET", "/.well-known/okta-organization", [](const Request& request, const QStringList&) {
            return device_api::organization(request);
        });
    router.on("GET", "/.well-known/app-authenticator-configuration",
        [&world](const Request& request, const QStringList&) {
            return device_api::configuration(world, request);
        });
    router.on("POST", "/idp/myaccount/app-authenticators",
        [&world](const Request& request, const QStringList&) {
            return device_api::enrolDevice(world, request);
        });
    const auto with = [&world](auto function) {
        return [&world, function](const Request& request, const QStringList& arguments) {
            return function(world, request, arguments.front());
        };
    };
    router.on("PATCH", "/idp/myaccount/app-authenticators/*", with(device_api::update));
    router.on("DELETE", "/idp/myaccount/app-authenticators/*", with(device_api::remove));
    router.on(
        "GET", "/idp/myaccount/app-authenticators/*/push/notifications", with(device_api::pending));
    router.on(
        "POST", "/idp/myaccount/app-authenticators/challenge/*/verify", with(device_api::answer));
}

} // namespace sandbox
