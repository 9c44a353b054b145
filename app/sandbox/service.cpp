// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/service.h"

#include "app/sandbox/activation_api.h"
#include "app/sandbox/control.h"
#include "app/sandbox/device_api.h"
#include "app/sandbox/door.h"
#include "app/sandbox/factors_api.h"
#include "app/sandbox/listener.h"
#include "app/sandbox/oauth.h"
#include "app/sandbox/pages.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes RateWindow { 1 };

bool isApi(const Request& request)
{
    return request.path.startsWith("/api/"_L1);
}

/// What carries a credential of its own: the picture's address, and the device's tokens.
bool hasOwnCredential(const Request& request)
{
    return request.path == "/api/v1/authenticators"_L1
        || (request.method == "GET" && request.path.section(u'/', 7, 7) == "qr"_L1);
}

QByteArray httpDate(base::Time time)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time), Qt::UTC);
    return QLocale::c().toString(when, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

base::Result<QSslConfiguration> encryption(const CertificateAuthority& authority, base::Time now)
{
    const auto identity = authority.issue({ u"IP:127.0.0.1"_s, u"DNS:localhost"_s }, now);
    if (!identity)
        return identity.error();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(
        QSslCertificate::fromData(identity->certificate + authority.certificate()));
    configuration.setPrivateKey(QSslKey(identity->privateKey, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // of clients, who show none
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

} // namespace

Service::Service(std::unique_ptr<World> world, CertificateAuthority authority,
    const base::Clock& clock, QObject* parent)
    : QObject(parent),
      m_world(std::move(world)),
      m_authority(std::move(authority)),
      m_clock(clock)
{
    addDeviceApi(m_router, *m_world);
    addActivationApi(m_router, *m_world);
    addOauth(m_router, *m_world);
    addFactorsApi(m_router, *m_world);
    addPages(m_router, *m_world);
    addControl(m_router, *m_world, m_authority.certificate());
}

Service::~Service() = default;

base::Result<std::unique_ptr<Service>> Service::make(
    const base::Clock& clock, crypto::RandomSource& random)
{
    auto keys = OrgKeys::make();
    if (!keys)
        return keys.error();
    auto authority = CertificateAuthority::make(clock.now());
    if (!authority)
        return authority.error();
    auto world = std::make_unique<World>(clock, random, std::move(*keys));
    world->addUser(u"alice@sandbox.test"_s, u"Alice"_s);
    world->addUser(u"bob@sandbox.test"_s, u"Bob"_s);
    return std::make_unique<Service>(std::move(world), std::move(*authority), clock);
}

base::Result<void> Service::listen(quint16 httpsPort, quint16 httpPort)
{
    const auto configuration = encryption(m_authority, m_clock.now());
    if (!configuration)
        return configuration.error();
    const auto handler = [this](const Request& request) { return handle(request); };
    m_https = std::make_unique<Listener>(handler, m_world->limits);
    m_http = std::make_unique<Listener>(handler, m_world->limits);
    for (const auto& [listens, port] :
        { std::pair(m_https->listenEncrypted(httpsPort, *configuration), httpsPort),
            std::pair(m_http->listenPlainly(httpPort), httpPort) }) {
        if (!listens)
            return base::Error { base::ErrorCode::InvalidField, "listening",
                { "port", std::to_string(port) } };
    }
    m_world->httpsOrigin = m_https->origin();
    m_world->httpOrigin = m_http->origin();
    return {};
}

QByteArray Service::readyLine(const QString& caFile) const
{
    std::map<QString, User> byLogin;
    for (const auto& [id, user] : m_world->state.users)
        byLogin[user.login] = user;
    QJsonArray users;
    for (const auto& [login, user] : byLogin)
        users.append(QJsonObject {
            { u"id"_s, user.id }, { u"login"_s, login }, { u"password"_s, user.password } });
    const QJsonObject line = { { u"https"_s, m_world->httpsOrigin },
        { u"http"_s, m_world->httpOrigin }, { u"caFile"_s, caFile },
        { u"signInPage"_s, m_world->httpOrigin + u"/"_s },
        { u"controlPage"_s, m_world->httpOrigin + u"/sandbox/"_s },
        { u"apiToken"_s, m_world->apiToken }, { u"users"_s, users } };
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

/// The API and the faults need the token; a page of ours has another that only it knows (an origin
/// that is ours is asserted at the door, and no other page can read ours).
std::optional<Reply> Service::refusedByToken(const Request& request) const
{
    const bool controls = request.path.startsWith("/sandbox/"_L1) && request.method != "GET"
        && request.method != "HEAD";
    if (!controls && (!isApi(request) || hasOwnCredential(request)))
        return std::nullopt;
    const QString given = QString::fromLatin1(request.header("Authorization"));
    if (given == u"SSWS "_s + m_world->apiToken)
        return std::nullopt;
    const bool isPage = QString::fromLatin1(request.header("X-Page-Token")) == m_world->pageToken;
    if (controls && isPage)
        return std::nullopt;
    return refused("E0000011");
}

/// Counts the calls of the last minute; the headers are on every reply of the API.
Reply Service::limited(const Request& request)
{
    const base::Time now = m_world->now();
    while (!m_calls.empty() && m_calls.front() + RateWindow <= now)
        m_calls.pop_front();
    const int limit = m_world->settings.rateLimit;
    const bool allowed = static_cast<int>(m_calls.size()) < limit;
    if (allowed)
        m_calls.push_back(now);
    Reply reply = allowed ? m_router.answer(request) : refused("E0000047");
    const base::Time reset = (m_calls.empty() ? now : m_calls.front()) + RateWindow;
    reply.headers.append({ "X-Rate-Limit-Limit", QByteArray::number(limit) });
    reply.headers.append({ "X-Rate-Limit-Remaining",
        QByteArray::number(std::max(0, limit - static_cast<int>(m_calls.size()))) });
    reply.headers.append(
        { "X-Rate-Limit-Reset", QByteArray::number(qint64(base::unixSeconds(reset))) });
    return reply;
}

Reply Service::answered(const Request& request)
{
    if (auto refusal = refusedByToken(request))
        return *refusal;
    return isApi(request) ? limited(request) : m_router.answer(request);
}

Reply Service::handle(const Request& request)
{
    const QList<quint16> ports = { m_https ? m_https->port() : quint16(0),
        m_http ? m_http->port() : quint16(0) };
    if (auto refusal = refusedAtTheDoor(request, ports)) {
        addSafetyHeaders(*refusal);
        return *refusal;
    }
    m_world->tidy();
    const Faults faults = concern(m_world->faults, request.path) ? m_world->faults : Faults();
    auto instead = insteadOfAnswer(faults);
    Reply reply = instead ? *instead : answered(request);
    spoil(reply, faults);
    reply.headers.append({ "Date", httpDate(m_world->now()) });
    addSafetyHeaders(reply);
    if (faults.times > 0 && --m_world->faults.times == 0)
        m_world->faults = Faults();
    emit handled();
    return reply;
}

} // namespace sandbox
