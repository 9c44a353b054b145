// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/oauth.h"

#include "app/sandbox/claims.h"
#include "app/sandbox/door.h"
#include "app/sandbox/templates.h"
#include "core/crypto/hmac.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds CodeLife { 60 };
constexpr std::chrono::seconds TokenLife { 3600 };
constexpr auto JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"_L1;

const QStringList Scopes = { u"openid"_s, u"profile"_s, u"okta.myAccount.appAuthenticator.manage"_s,
    u"okta.myAccount.appAuthenticator.read"_s,
    u"okta.myAccount.appAuthenticator.maintenance.manage"_s,
    u"okta.myAccount.appAuthenticator.maintenance.read"_s };

/// Fields of a form, in a body or behind a '?': there a '+' stands for a blank, which QUrlQuery
/// does not know.
QUrlQuery formOf(QString text)
{
    return QUrlQuery(text.replace(u'+', u"%20"_s));
}
QUrlQuery formOf(const Request& request)
{
    const bool isBody = request.method == "POST";
    return formOf(
        isBody ? QString::fromUtf8(request.body) : request.query.query(QUrl::FullyEncoded));
}

QString fieldOf(const QUrlQuery& form, const char* name)
{
    return form.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

/// The addresses that are registered for the client: three ports, compared with their port as the
/// vendor does; or, by setting, any of this computer.
bool isRegistered(const World& world, const QString& redirect)
{
    static const QStringList Registered = { u"http://127.0.0.1:28437/countersign/oauth"_s,
        u"http://127.0.0.1:28438/countersign/oauth"_s,
        u"http://127.0.0.1:28439/countersign/oauth"_s };
    if (Registered.contains(redirect))
        return true;
    const QUrl address(redirect);
    return !world.settings.exactRedirect && address.scheme() == "http"_L1
        && address.host() == "127.0.0.1"_L1 && address.path() == "/countersign/oauth"_L1
        && address.userInfo().isEmpty();
}

QString redirectOrigin(const QString& redirect)
{
    return QUrl(redirect)
        .adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .toString();
}

Reply sendBack(const QString& redirect, const QUrlQuery& answer)
{
    QUrl address(redirect);
    address.setQuery(answer);
    return { .status = 303, .headers = { { "Location", address.toEncoded() } } };
}

Reply errorBack(const QUrlQuery& asked, const QString& error, const QString& origin)
{
    QUrlQuery answer;
    answer.addQueryItem(u"error"_s, error);
    answer.addQueryItem(u"error_description"_s, u"The%20organisation%20answers%20so."_s);
    answer.addQueryItem(
        u"state"_s, QString::fromLatin1(QUrl::toPercentEncoding(fieldOf(asked, "state"))));
    answer.addQueryItem(u"iss"_s, QString::fromLatin1(QUrl::toPercentEncoding(origin)));
    return sendBack(fieldOf(asked, "redirect_uri"), answer);
}

/// What is wrong with a request, as OAuth's error; empty if nothing.
QString errorIn(const QUrlQuery& asked)
{
    if (fieldOf(asked, "response_type") != "code"_L1)
        return u"unsupported_response_type"_s;
    if (fieldOf(asked, "code_challenge_method") != "S256"_L1
        || !fromBase64Url(fieldOf(asked, "code_challenge").toLatin1()))
        return u"invalid_request"_s;
    const QStringList scopes = fieldOf(asked, "scope").split(u' ', Qt::SkipEmptyParts);
    const bool known =
        std::ranges::all_of(scopes, [](const QString& scope) { return Scopes.contains(scope); });
    return known && !scopes.isEmpty() ? QString() : u"invalid_scope"_s;
}

/// A client or address that is not registered is told here and not at that address.
std::optional<Reply> refusedHere(const World& world, const QUrlQuery& asked)
{
    const bool known = fieldOf(asked, "client_id") == QLatin1String(ClientId);
    if (known && isRegistered(world, fieldOf(asked, "redirect_uri")))
        return std::nullopt;
    Reply reply = page("message.html",
        { { u"title"_s, u"Sign-in is not possible"_s },
            { u"text"_s,
                u"This client or its redirect address is not registered with the organisation."_s } });
    reply.status = 400;
    return reply;
}

Reply consentPage(World& world, const Request& request)
{
    const QUrlQuery asked = formOf(request);
    if (auto refusal = refusedHere(world, asked))
        return *refusal;
    if (!world.faults.oauthError.isEmpty())
        return errorBack(asked, world.faults.oauthError, request.origin);
    if (const QString error = errorIn(asked); !error.isEmpty())
        return errorBack(asked, error, request.origin);
    QString users;
    const QString hint = fieldOf(asked, "login_hint");
    for (const auto& [id, user] : world.state.users)
        users += u"<option value=\"%1\"%3>%2</option>"_s.arg(
            escaped(id), escaped(user.login), user.login == hint ? u" selected"_s : QString());
    QString fields;
    for (const char* name : { "client_id", "redirect_uri", "response_type", "scope", "state",
             "nonce", "code_challenge", "code_challenge_method" })
        fields += u"<input type=\"hidden\" name=\"%1\" value=\"%2\">"_s.arg(
            QLatin1String(name), escaped(fieldOf(asked, name)));
    Reply reply = page("authorize.html",
        { { u"scope"_s, fieldOf(asked, "scope") }, { u"token"_s, world.pageToken } },
        { { u"users"_s, users }, { u"fields"_s, fields } });
    addSafetyHeaders(reply, redirectOrigin(fieldOf(asked, "redirect_uri")));
    return reply;
}

Reply authorize(World& world, const Request& request)
{
    const QUrlQuery form = formOf(request);
    if (fieldOf(form, "page_token") != world.pageToken)
        return refused("E0000005");
    if (auto refusal = refusedHere(world, form))
        return *refusal;
    if (const QString error = errorIn(form); !error.isEmpty())
        return errorBack(form, error, request.origin);
    const User* user = world.userById(fieldOf(form, "user"));
    if (!user)
        return errorBack(form, u"access_denied"_s, request.origin);
    if (world.isFull(world.state.grants))
        return refused("E0000047");
    const QString code = world.randomText(43);
    world.state.grants[code] = { .userId = user->id,
        .scopes = fieldOf(form, "scope").split(u' ', Qt::SkipEmptyParts),
        .redirect = fieldOf(form, "redirect_uri"),
        .challenge = fieldOf(form, "code_challenge"),
        .nonce = fieldOf(form, "nonce"),
        .origin = request.origin,
        .expires = world.now() + CodeLife };
    QUrlQuery answer;
    answer.addQueryItem(u"code"_s, code);
    answer.addQueryItem(
        u"state"_s, QString::fromLatin1(QUrl::toPercentEncoding(fieldOf(form, "state"))));
    answer.addQueryItem(u"iss"_s, QString::fromLatin1(QUrl::toPercentEncoding(request.origin)));
    return sendBack(fieldOf(form, "redirect_uri"), answer);
}

QJsonObject newToken(World& world, const QString& userId, const QStringList& scopes)
{
    const QString text = world.randomText(64);
    world.state.tokens[text] = { userId, scopes, world.now() + TokenLife };
    return { { u"access_token"_s, text }, { u"token_type"_s, u"Bearer"_s },
        { u"expires_in"_s, static_cast<qint64>(TokenLife.count()) },
        { u"scope"_s, scopes.join(u' ') } };
}

base::Result<QByteArray> idToken(World& world, const Grant& grant)
{
    const User* user = world.userById(grant.userId);
    const qint64 now = base::unixSeconds(world.now());
    QJsonObject claims = { { u"iss"_s, grant.origin }, { u"aud"_s, QLatin1String(ClientId) },
        { u"sub"_s, grant.userId }, { u"iat"_s, now },
        { u"exp"_s, now + static_cast<qint64>(TokenLife.count()) }, { u"nonce"_s, grant.nonce } };
    if (user && grant.scopes.contains("profile"_L1))
        claims[u"preferred_username"_s] = user->login;
    return world.keys.sign(u"JWT"_s, claims);
}

bool provesChallenge(const QString& verifier, const QString& challenge)
{
    const auto digest = crypto::digest(crypto::Hash::Sha256, base::bytesOf(verifier.toLatin1()));
    return digest && toBase64Url(digest->view()) == challenge.toLatin1();
}

Reply exchangeCode(World& world, const QUrlQuery& form)
{
    const auto found = world.state.grants.find(fieldOf(form, "code"));
    if (found == world.state.grants.end())
        return oauthRefused("invalid_grant", u"The code is unknown, used or too old."_s);
    const Grant grant = found->second;
    world.state.grants.erase(found); // good for one try, also for a wrong one
    if (world.now() >= grant.expires || fieldOf(form, "redirect_uri") != grant.redirect
        || !provesChallenge(fieldOf(form, "code_verifier"), grant.challenge))
        return oauthRefused("invalid_grant", u"The code does not belong to this request."_s);
    QJsonObject body = newToken(world, grant.userId, grant.scopes);
    if (grant.scopes.contains("openid"_L1)) {
        if (const auto token = idToken(world, grant))
            body[u"id_token"_s] = QString::fromLatin1(*token);
    }
    return json(body);
}

/// Section 8: a device with an active enrolment gets a token that can look and maintain.
Reply maintenanceToken(World& world, const QUrlQuery& form, const QString& origin)
{
    const auto refuse = [](const QString& why) { return oauthRefused("invalid_grant", why); };
    const QStringList scopes = fieldOf(form, "scope").split(u' ', Qt::SkipEmptyParts);
    const bool maintains = std::ranges::all_of(scopes, [](const QString& scope) {
        return scope.contains("appAuthenticator.maintenance."_L1) && Scopes.contains(scope);
    });
    if (scopes.isEmpty() || !maintains)
        return oauthRefused("invalid_scope", u"Only the maintenance scopes."_s);
    const auto jws = readJws(fieldOf(form, "assertion"));
    if (!jws)
        return refuse(u"The assertion is no token."_s);
    const QString method = jws->payload["methodEnrollmentId"_L1].toString();
    const auto found = std::ranges::find_if(world.state.enrolments, [&method](const auto& entry) {
        return !method.isEmpty() && entry.second.factorId == method;
    });
    if (found == world.state.enrolments.end() || checkStanding(world, found->second))
        return refuse(u"The enrolment is unknown or not active."_s);
    const Enrolment& enrolment = found->second;
    const auto key = keyOf(enrolment, jws->kid());
    if (!key || key->role != "proofOfPossession"_L1 || !isSignedBy(*jws, key->key))
        return refuse(u"The assertion is not signed by this enrolment."_s);
    const Claims expected = { u"urn:okta:devices:app:authenticator"_s, origin, enrolment.userId };
    if (const auto refusal = checkClaims(world, jws->payload, expected))
        return refuse(refusal->cause);
    markSeen(world, jws->payload);
    return json(newToken(world, enrolment.userId, scopes));
}

Reply token(World& world, const Request& request)
{
    const QUrlQuery form = formOf(request);
    if (fieldOf(form, "client_id") != QLatin1String(ClientId))
        return oauthRefused("invalid_client", u"The client is not known."_s);
    if (world.isFull(world.state.tokens))
        return refused("E0000047");
    const QString kind = fieldOf(form, "grant_type");
    if (kind == "authorization_code"_L1)
        return exchangeCode(world, form);
    if (kind == JwtBearer)
        return maintenanceToken(world, form, request.origin);
    return oauthRefused("unsupported_grant_type", kind);
}

Reply discovery(const World& world, const Request& request)
{
    const QString base = request.origin + u"/oauth2/v1/"_s;
    return json(QJsonObject { { u"issuer"_s, request.origin },
        { u"authorization_endpoint"_s, base + u"authorize"_s },
        { u"token_endpoint"_s, base + u"token"_s }, { u"jwks_uri"_s, base + u"keys"_s },
        { u"response_types_supported"_s, QJsonArray { u"code"_s } },
        { u"grant_types_supported"_s, QJsonArray { u"authorization_code"_s, QString(JwtBearer) } },
        { u"code_challenge_methods_supported"_s, QJsonArray { u"S256"_s } },
        { u"scopes_supported"_s, QJsonArray::fromStringList(Scopes) },
        { u"countersign_any_redirect_port"_s, !world.settings.exactRedirect },
        { u"authorization_response_iss_parameter_supported"_s, true } });
}

Reply publicKeys(const World& world)
{
    Reply reply = json(world.keys.published());
    reply.headers.append({ "Cache-Control",
        "max-age=" + QByteArray::number(qint64(world.settings.keysMaxAge.count())) });
    return reply;
}

} // namespace

void addOauth(Router& router, World& world)
{
    router.on("GET", "/.well-known/openid-configuration",
        [&world](const Request& request, const QStringList&) { return discovery(world, request); });
    router.on("GET", "/oauth2/v1/keys",
        [&world](const Request&, const QStringList&) { return publicKeys(world); });
    router.on("GET", "/oauth2/v1/authorize", [&world](const Request& request, const QStringList&) {
        return consentPage(world, request);
    });
    router.on("POST", "/oauth2/v1/authorize",
        [&world](const Request& request, const QStringList&) { return authorize(world, request); });
    router.on("POST", "/oauth2/v1/token",
        [&world](const Request& request, const QStringList&) { return token(world, request); });
}

} // namespace sandbox
