// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/app/sandbox/sandbox_device.h"

#include "app/sandbox/jws.h"
#include "tests/app/sandbox/device_vectors.h"

#include <QJsonDocument>
#include <QUrlQuery>
#include <QUuid>

namespace support {

using namespace Qt::StringLiterals;

namespace {

const QString Redirect = u"http://127.0.0.1:28437/countersign/oauth"_s;
// RFC 7636, appendix B.
const QString Verifier = u"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"_s;
const QString Challenge = u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s;
const QString Read = u"okta.myAccount.appAuthenticator.maintenance.read"_s;

QByteArray formOf(const QList<QPair<QString, QString>>& fields)
{
    QByteArray form;
    for (const auto& [name, value] : fields)
        form +=
            (form.isEmpty() ? "" : "&") + name.toLatin1() + '=' + QUrl::toPercentEncoding(value);
    return form;
}

const sandbox::Headers Form = { { "Content-Type", "application/x-www-form-urlencoded" } };

} // namespace

QString SandboxDevice::signedWith(
    const char* scalar, const QString& kid, const QString& type, const QJsonObject& payload)
{
    const QByteArray text = sandbox::signingInput(
        { { u"alg"_s, u"ES256"_s }, { u"typ"_s, type }, { u"kid"_s, kid } }, payload);
    const auto key = base::fromHex(scalar);
    const auto signature = crypto::signEs256(*key, base::bytesOf(text));
    return QString::fromLatin1(sandbox::joined(text, *signature));
}

QJsonObject SandboxDevice::jwk(const char* scalar, const char* kid)
{
    const auto point = crypto::ecPublicKey(*base::fromHex(scalar));
    return { { u"kty"_s, u"EC"_s }, { u"crv"_s, u"P-256"_s }, { u"kid"_s, QLatin1String(kid) },
        { u"okta:kpr"_s, u"SOFTWARE"_s },
        { u"x"_s, QString::fromLatin1(sandbox::toBase64Url(point->x)) },
        { u"y"_s, QString::fromLatin1(sandbox::toBase64Url(point->y)) } };
}

QJsonObject SandboxDevice::deviceJson()
{
    return { { u"clientInstanceKey"_s, jwk(vectors::InstanceScalar, vectors::InstanceKid) },
        { u"clientInstanceBundleId"_s, u"org.countersign.desktop"_s },
        { u"clientInstanceVersion"_s, u"1.0.0"_s },
        { u"clientInstanceDeviceSdkVersion"_s, u"Countersign 1.0.0"_s },
        { u"platform"_s, u"WINDOWS"_s }, { u"osVersion"_s, u"10.0.26100"_s },
        { u"displayName"_s, u"Desk 4"_s } };
}

QJsonObject SandboxDevice::claims(
    const QString& issuer, const QString& audience, const QString& subject) const
{
    const qint64 now = base::unixSeconds(m_client.clock().now());
    return { { u"iss"_s, issuer }, { u"aud"_s, audience }, { u"sub"_s, subject }, { u"iat"_s, now },
        { u"exp"_s, now + 300 }, { u"nbf"_s, now - 300 },
        { u"jti"_s, QUuid::createUuid().toString(QUuid::WithoutBraces).toUpper() } };
}

QString SandboxDevice::signIn(const QString& user, const QString& scope)
{
    const QByteArray consent = formOf(
        { { u"client_id"_s, QLatin1String(sandbox::ClientId) }, { u"redirect_uri"_s, Redirect },
            { u"response_type"_s, u"code"_s }, { u"scope"_s, scope }, { u"state"_s, u"st"_s },
            { u"code_challenge"_s, Challenge }, { u"code_challenge_method"_s, u"S256"_s },
            { u"user"_s, user }, { u"page_token"_s, m_client.world().pageToken } });
    const Answer back = m_client.send("POST", u"/oauth2/v1/authorize"_s, consent, Form);
    const QUrlQuery query(QUrl(QString::fromLatin1(back.headers.at("location"))));
    const Answer given = m_client.send("POST", u"/oauth2/v1/token"_s,
        formOf({ { u"grant_type"_s, u"authorization_code"_s },
            { u"client_id"_s, QLatin1String(sandbox::ClientId) }, { u"redirect_uri"_s, Redirect },
            { u"code"_s, query.queryItemValue(u"code"_s) }, { u"code_verifier"_s, Verifier } }),
        Form);
    return given.object()["access_token"_L1].toString();
}

Answer SandboxDevice::enrol(const QString& bearer)
{
    const QJsonObject push = { { u"pushToken"_s, QString() },
        { u"keys"_s,
            QJsonObject {
                { u"proofOfPossession"_s, jwk(vectors::PossessionScalar, vectors::PossessionKid) },
                { u"userVerification"_s,
                    jwk(vectors::VerificationScalar, vectors::VerificationKid) } } } };
    const QJsonObject body = { { u"authenticatorId"_s,
                                   QLatin1String(sandbox::CustomAuthenticatorId) },
        { u"device"_s, deviceJson() }, { u"methods"_s, QJsonObject { { u"push"_s, push } } } };
    const Answer reply = m_client.post(u"/idp/myaccount/app-authenticators"_s, body,
        { { "Accept", "application/json; okta-version=1.0.0" },
            { "Authorization", "Bearer " + bearer.toLatin1() } });
    if (reply.status == 200)
        keep(reply.object());
    return reply;
}

Answer SandboxDevice::activate(const QString& link, const QStringList& methods)
{
    const QUrlQuery query(link.mid(link.indexOf(u'?') + 1));
    QJsonArray list;
    for (const QString& type : methods) {
        QJsonObject method = { { u"type"_s, type } };
        if (type == "push"_L1)
            method[u"keys"_s] = QJsonObject { { u"proofOfPossession"_s,
                jwk(vectors::PossessionScalar, vectors::PossessionKid) } };
        list.append(method);
    }
    const QJsonObject body = { { u"authenticatorId"_s, query.queryItemValue(u"f"_s) },
        { u"key"_s, u"okta_verify"_s }, { u"device"_s, deviceJson() }, { u"methods"_s, list } };
    const Answer reply =
        m_client.post(query.queryItemValue(u"s"_s, QUrl::FullyDecoded) + u"/idp/authenticators"_s,
            body, { { "Authorization", "OTDT " + query.queryItemValue(u"t"_s).toLatin1() } });
    if (reply.status == 200)
        keep(reply.object());
    return reply;
}

void SandboxDevice::keep(const QJsonObject& enrolment)
{
    const QJsonValue methods = enrolment["methods"_L1];
    const QJsonObject push = methods.isArray() ? methods.toArray().first().toObject()
                                               : methods.toObject()["push"_L1].toObject();
    enrolmentId = enrolment["id"_L1].toString();
    userId = enrolment["user"_L1].toObject()["id"_L1].toString();
    methodId = push["id"_L1].toString();
    pendingAddress = push["links"_L1].toObject()["pending"_L1].toObject()["href"_L1].toString();
    origin = pendingAddress.section(u'/', 0, 2);
}

Answer SandboxDevice::maintenance()
{
    QJsonObject payload = claims(u"urn:okta:devices:app:authenticator"_s, origin, userId);
    payload[u"methodEnrollmentId"_s] = methodId;
    const QString assertion = signedWith(
        vectors::PossessionScalar, QLatin1String(vectors::PossessionKid), u"JWT"_s, payload);
    const Answer reply = m_client.send("POST", origin + u"/oauth2/v1/token"_s,
        formOf({ { u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:jwt-bearer"_s },
            { u"client_id"_s, QLatin1String(sandbox::ClientId) }, { u"scope"_s, Read },
            { u"assertion"_s, assertion } }),
        Form);
    token = reply.object()["access_token"_L1].toString();
    return reply;
}

Answer SandboxDevice::pending()
{
    return m_client.get(pendingAddress,
        { { "Accept", "application/json; okta-version=1.0.0" },
            { "Authorization", "Bearer " + token.toLatin1() } });
}

QJsonObject SandboxDevice::challenge()
{
    const QJsonArray items = pending().array();
    const auto jws = sandbox::readJws(items.first().toObject()["challenge"_L1].toString());
    return jws ? jws->payload : QJsonObject();
}

QJsonObject SandboxDevice::answerClaims(const QJsonObject& challenge, const QString& consent) const
{
    QJsonObject payload = claims(enrolmentId, challenge["iss"_L1].toString(), userId);
    payload[u"tx"_s] = challenge["transactionId"_L1];
    payload[u"nonce"_s] = challenge["nonce"_L1];
    payload[u"methodEnrollmentId"_s] = methodId;
    payload[u"keyType"_s] = u"proofOfPossession"_s;
    payload[u"challengeResponseContext"_s] =
        QJsonObject { { u"userConsent"_s, consent }, { u"transactionType"_s, u"LOGIN"_s } };
    return payload;
}

Answer SandboxDevice::answer(const QJsonObject& challenge, const QString& consent)
{
    return sendAnswer(challenge,
        signedWith(vectors::PossessionScalar, QLatin1String(vectors::PossessionKid),
            u"okta-pushbind+jwt"_s, answerClaims(challenge, consent)));
}

Answer SandboxDevice::sendAnswer(const QJsonObject& challenge, const QString& text)
{
    return m_client.post(challenge["verificationUri"_L1].toString(),
        { { u"method"_s, u"push"_s }, { u"challengeResponse"_s, text } },
        { { "Accept", "application/json; okta-version=1.0.0" } });
}

} // namespace support
