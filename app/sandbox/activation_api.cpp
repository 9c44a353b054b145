// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/activation_api.h"

#include "app/sandbox/challenges.h"
#include "app/sandbox/claims.h"
#include "app/sandbox/enrolments.h"
#include "app/sandbox/factor_json.h"

#include <QJsonArray>
#include <QUrl>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace activation_api {
namespace {

const QString Manage = u"okta.myAccount.appAuthenticator.manage"_s;
const QString Look = u"okta.myAccount.appAuthenticator.maintenance.read"_s;
constexpr int SecretSize = 20;

Factor* factorOfToken(World& world, const QString& authorization)
{
    if (!authorization.startsWith("OTDT "_L1))
        return nullptr;
    for (auto& [id, factor] : world.state.factors) {
        const bool fits =
            factor.activation && factor.activation->oneTimeToken == authorization.mid(5);
        if (fits && world.now() < factor.activation->expires)
            return &factor;
    }
    return nullptr;
}

/// Whoever may ask for the metadata: with the user's token, or with that of an activation code,
/// which is not spent by it.
bool mayAsk(World& world, const Request& request)
{
    const QString authorization = QString::fromLatin1(request.header("Authorization"));
    return factorOfToken(world, authorization) || bearerOf(world, request, { Manage });
}

QJsonObject methodsJson()
{
    const QJsonObject totp = { { u"type"_s, u"totp"_s }, { u"status"_s, u"ACTIVE"_s },
        { u"settings"_s,
            QJsonObject { { u"timeIntervalInSeconds"_s, 30 }, { u"encoding"_s, u"Base32"_s },
                { u"algorithm"_s, u"HMACSHA1"_s }, { u"passCodeLength"_s, 6 } } } };
    const QJsonObject push = { { u"type"_s, u"push"_s }, { u"status"_s, u"ACTIVE"_s },
        { u"settings"_s,
            QJsonObject { { u"algorithms"_s, QJsonArray { u"RS256"_s, u"ES256"_s } },
                { u"keyProtection"_s, u"ANY"_s } } } };
    return { { u"methods"_s, QJsonArray { push, totp } } };
}

Reply metadata(World& world, const Request& request)
{
    if (!mayAsk(world, request))
        return refused("E0000011");
    const QString key = request.parameter(u"key"_s);
    if (key != "okta_verify"_L1)
        return json(QJsonArray());
    const bool required = world.settings.userVerification == "REQUIRED"_L1;
    return json(QJsonArray { QJsonObject { { u"id"_s, QLatin1String(VendorAuthenticatorId) },
        { u"key"_s, key }, { u"type"_s, u"app"_s }, { u"status"_s, u"ACTIVE"_s },
        { u"name"_s, QLatin1String(AppName) },
        { u"settings"_s,
            QJsonObject { { u"oauthClientId"_s, QLatin1String(ClientId) },
                { u"userVerification"_s, required ? u"REQUIRED"_s : u"PREFERRED"_s },
                { u"countersignNumberAnswer"_s, QLatin1String(NumberAnswer) } } },
        { u"_links"_s,
            QJsonObject { { u"enroll"_s,
                QJsonObject { { u"href"_s, request.origin + u"/idp/authenticators"_s } } } } },
        { u"_embedded"_s, methodsJson() } } });
}

/// What the body asks for; signed_nonce, for the vendor's app on the same device, is not offered.
struct Methods
{
    std::optional<QJsonObject> push;
    bool totp = false;
};

base::Result<Methods, Refusal> methodsIn(const QJsonObject& body)
{
    Methods methods;
    for (const QJsonValue value : body["methods"_L1].toArray()) {
        const QJsonObject method = value.toObject();
        const QString type = method["type"_L1].toString();
        if (type == "push"_L1)
            methods.push = method;
        else if (type == "totp"_L1)
            methods.totp = true;
        else
            return Refusal { "E0000001", u"methods: "_s + type };
    }
    if (!methods.push && !methods.totp)
        return Refusal { "E0000001", u"methods is empty"_s };
    return methods;
}

QJsonObject pushJson(const World& world, const Enrolment& enrolment)
{
    QJsonObject push = { { u"id"_s, enrolment.factorId }, { u"type"_s, u"push"_s },
        { u"status"_s, u"ACTIVE"_s } };
    const QString address =
        enrolment.origin + u"/idp/authenticators/"_s + enrolment.id + u"/pending"_s;
    if (world.settings.pendingLink)
        push[u"links"_s] = QJsonObject { { u"pending"_s,
            QJsonObject { { u"href"_s, address },
                { u"hints"_s, QJsonObject { { u"allow"_s, QJsonArray { u"GET"_s } } } } } } };
    return push;
}

Factor& addTotpFactor(World& world, const Enrolment& enrolment, const QString& id)
{
    return world.state.factors[id] = { .id = id,
        .userId = enrolment.userId,
        .type = u"token:software:totp"_s,
        .provider = u"OKTA"_s,
        .status = FactorStatus::Active,
        .created = world.now(),
        .updated = world.now(),
        .enrolmentId = enrolment.id,
        .secret = world.randomBytes(SecretSize) };
}

QJsonObject enrolmentJson(World& world, const Enrolment& enrolment, const QJsonArray& methods)
{
    const Device& device = world.state.devices[enrolment.deviceId];
    const User* user = world.userById(enrolment.userId);
    return { { u"id"_s, enrolment.id }, { u"authenticatorId"_s, enrolment.authenticatorId },
        { u"key"_s, u"okta_verify"_s }, { u"status"_s, u"ACTIVE"_s }, { u"type"_s, u"app"_s },
        { u"createdDate"_s, World::written(enrolment.created) },
        { u"lastUpdated"_s, World::written(enrolment.updated) },
        { u"user"_s,
            QJsonObject { { u"id"_s, enrolment.userId },
                { u"username"_s, user ? user->login : QString() } } },
        { u"device"_s,
            QJsonObject { { u"id"_s, device.id }, { u"status"_s, u"ACTIVE"_s },
                { u"clientInstanceId"_s, device.clientInstanceId } } },
        { u"methods"_s, methods } };
}

/// Gives the enrolment its factors. The one that waited at the relying party becomes the push
/// factor or, where the device takes none, the one of codes, so that its poll ends either way.
QJsonArray addMethods(
    World& world, Enrolment& enrolment, const Methods& methods, const QString& waitingId)
{
    QJsonArray out;
    const auto idOr = [&](const char* prefix, bool takesWaiting) {
        return takesWaiting && !waitingId.isEmpty() ? waitingId : world.newId(prefix);
    };
    if (methods.push) {
        enrolment.factorId = idOr("opf", true);
        addPushFactor(world, enrolment, enrolment.factorId);
        out.append(pushJson(world, enrolment));
    }
    if (methods.totp) {
        const Factor& factor = addTotpFactor(world, enrolment, idOr("ost", !methods.push));
        out.append(QJsonObject { { u"id"_s, factor.id }, { u"type"_s, u"totp"_s },
            { u"status"_s, u"ACTIVE"_s }, { u"sharedSecret"_s, base32Of(factor.secret) } });
    }
    return out;
}

struct Asker
{
    QString userId;
    QString waitingId; ///< the factor whose code was scanned; empty: signed in instead
};

base::Result<Asker, Refusal> askerOf(World& world, const Request& request)
{
    const QString authorization = QString::fromLatin1(request.header("Authorization"));
    if (const Factor* factor = factorOfToken(world, authorization))
        return Asker { factor->userId, factor->id };
    const auto token = bearerOf(world, request, { Manage });
    return token ? base::Result<Asker, Refusal>(Asker { token->userId, {} })
                 : Refusal { "E0000011" };
}

Reply enrolDevice(World& world, const Request& request)
{
    const auto asker = askerOf(world, request);
    if (!asker)
        return refused(asker.error());
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const QString authenticator = (*body)["authenticatorId"_L1].toString();
    const bool named = authenticator == QLatin1String(VendorAuthenticatorId)
        || (!asker->waitingId.isEmpty() && authenticator == asker->waitingId);
    if (!named || (*body)["key"_L1].toString() != "okta_verify"_L1)
        return refused("E0000001", u"authenticatorId or key"_s);
    const auto methods = methodsIn(*body);
    if (!methods)
        return refused(methods.error());
    QJsonObject keys;
    if (methods->push) {
        const auto read = readKeys((*methods->push)["keys"_L1].toObject());
        if (!read)
            return refused(read.error());
        keys = *read;
    }
    const auto enrolment = enrol(world,
        { .userId = asker->userId,
            .authenticatorId = QLatin1String(VendorAuthenticatorId),
            .origin = request.origin,
            .device = (*body)["device"_L1].toObject(),
            .keys = keys,
            .transactionTypes = { u"LOGIN"_s },
            .isFamilyB = true });
    if (!enrolment)
        return refused(enrolment.error());
    // The token is spent here and not before: a refused body may be sent again.
    const QJsonArray added = addMethods(world, **enrolment, *methods, asker->waitingId);
    return json(enrolmentJson(world, **enrolment, added));
}

base::Result<Enrolment*, Refusal> enrolmentFor(
    World& world, const Request& request, const QString& id, const QStringList& scopes)
{
    const auto found = world.state.enrolments.find(id);
    if (found == world.state.enrolments.end() || !found->second.isFamilyB)
        return Refusal { "E0000008" };
    if (const auto refusal = checkStanding(world, found->second))
        return *refusal;
    if (const auto refusal = checkAuthorization(world, request, found->second, scopes))
        return *refusal;
    return &found->second;
}

/// The full body of an enrolment; keys of user verification come or go with it.
Reply update(World& world, const Request& request, const QString& id)
{
    const auto enrolment = enrolmentFor(world, request, id, { Manage });
    if (!enrolment)
        return refused(enrolment.error());
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const auto methods = methodsIn(*body);
    if (!methods)
        return refused(methods.error());
    QJsonArray out;
    if (methods->push) {
        const auto keys = readKeys((*methods->push)["keys"_L1].toObject());
        if (!keys)
            return refused(keys.error());
        const auto possession = "proofOfPossession"_L1;
        if ((*keys)[possession] != (*enrolment)->keys[possession])
            return refused("E0000001", u"proofOfPossession cannot be replaced"_s);
        (*enrolment)->keys = *keys;
        (*enrolment)->pushToken = (*methods->push)["pushToken"_L1].toString();
        out.append(pushJson(world, **enrolment));
    }
    (*enrolment)->updated = world.now();
    return json(enrolmentJson(world, **enrolment, out));
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

} // namespace
} // namespace activation_api

void addActivationApi(Router& router, World& world)
{
    router.on(
        "GET", "/api/v1/authenticators", [&world](const Request& request, const QStringList&) {
            return activation_api::metadata(world, request);
        });
    router.on("POST", "/idp/authenticators", [&world](const Request& request, const QStringList&) {
        return activation_api::enrolDevice(world, request);
    });
    const auto with = [&world](auto function) {
        return [&world, function](const Request& request, const QStringList& arguments) {
            return function(world, request, arguments.front());
        };
    };
    router.on("PUT", "/idp/authenticators/*", with(activation_api::update));
    router.on("DELETE", "/idp/authenticators/*", with(activation_api::remove));
    router.on("GET", "/idp/authenticators/*/pending", with(activation_api::pending));
}

QString activationLink(const World& world, const Factor& factor, const User& user)
{
    Q_ASSERT(factor.activation);
    const QString server = world.settings.plainActivation ? world.httpOrigin : world.httpsOrigin;
    const QString host = server.section(u'/', -1);
    const QString token = factor.activation->oneTimeToken;
    const auto encoded = [](const QString& text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    };
    if (world.settings.classicCode)
        return u"otpauth://totp/%1:%2?issuer=%1&t=%3&f=%4&s=%5&touchIdRequired=false"_s.arg(
            encoded(host), encoded(user.login), token, factor.id, encoded(server));
    // The user's name stands where a host would be, its '@' as it is.
    return u"oktaverify://%1/?t=%2&f=%3&s=%4&issuer=%5&isIdxEnabled=true"_s.arg(
        QString::fromLatin1(QUrl::toPercentEncoding(user.login, "@")), token,
        QLatin1String(VendorAuthenticatorId), server, host);
}

} // namespace sandbox
