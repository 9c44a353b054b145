// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/okta_service.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QEventLoop>
#include <QLocale>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>

namespace support {

namespace {

constexpr auto Options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray encoded(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(Options);
}

QJsonObject decoded(const QByteArray& part)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, Options)).object();
}

crypto::P256Number coordinate(const QJsonObject& jwk, const char* name)
{
    const QByteArray bytes =
        QByteArray::fromBase64(jwk[QLatin1String(name)].toString().toLatin1(), Options);
    crypto::P256Number number {};
    std::copy_n(bytes.begin(), std::min<qsizetype>(bytes.size(), 32), number.begin());
    return number;
}

/// Made once for each test program: they take long.
const crypto::RsaKeyPair& keyPair(std::size_t index)
{
    static std::map<std::size_t, crypto::RsaKeyPair> pairs;
    auto found = pairs.find(index);
    if (found == pairs.end())
        found = pairs.emplace(index, std::move(*crypto::generateRsaKey(2048))).first;
    return found->second;
}

/// The id of a key that is sent, which is remembered; empty for a null.
QString takeKey(OktaService::Enrolment& enrolment, const QJsonValue& value)
{
    const QJsonObject jwk = value.toObject();
    const QString id = jwk[QLatin1String("kid")].toString();
    if (!id.isEmpty())
        enrolment.keys[id] = { coordinate(jwk, "x"), coordinate(jwk, "y") };
    return id;
}

QStringList transactionTypesOf(const QJsonObject& push)
{
    const QJsonObject capabilities = push[QLatin1String("capabilities")].toObject();
    QStringList types;
    for (const QJsonValue type : capabilities[QLatin1String("transactionTypes")].toArray())
        types << type.toString();
    return types;
}

QJsonObject merged(QJsonObject object, const QJsonObject& changes)
{
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value().isNull())
            object.remove(change.key());
        else
            object[change.key()] = change.value();
    }
    return object;
}

} // namespace

QByteArray OktaService::Request::header(const QByteArray& name) const
{
    for (const QByteArray& line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

OktaService::OktaService(const FixedClock& clock) : m_clock(clock)
{
    rotateKey();
    m_server = std::make_unique<HttpServer>([this](QTcpSocket& socket, const QByteArray& received) {
        const qsizetype end = received.indexOf("\r\n\r\n");
        const QByteArray head = received.left(end);
        const QByteArrayList words = head.left(head.indexOf("\r\n")).split(' ');
        requests.push_back({ words.value(0), words.value(1), head, received.mid(end + 4) });
        const QByteArray reply = answerTo(requests.back());
        if (reply.isEmpty())
            socket.abort();
        else
            socket.write(reply);
    });
}

void OktaService::encrypt(const std::vector<Certificate>& chain)
{
    m_server->encrypt(chain);
    for (const QPointer<QTcpSocket>& connection : m_server->open) {
        if (connection)
            connection->abort();
    }
}

std::string OktaService::activationCode() const
{
    return "oktaverify://rin@acme.example.com/?t=one-time_token&f=autTESTVERIFY0000001&s="
        + origin() + "&issuer=acme.example.com&isIdxEnabled=true";
}

QByteArray OktaService::answerTo(const Request& request)
{
    if (instead) {
        if (const auto reply = instead(request))
            return *reply;
    }
    const QByteArray reply = route(request);
    if (afterwards) {
        if (const auto other = afterwards(request))
            return *other;
    }
    return reply;
}

QByteArray OktaService::route(const Request& request)
{
    const QByteArray path = request.path.split('?').first();
    const QString own = originText();
    if (path == "/.well-known/okta-organization")
        return reply(
            QJsonDocument(QJsonObject { { QStringLiteral("id"), QStringLiteral("00oTEST") },
                { QStringLiteral("pipeline"), QStringLiteral("idx") } }));
    if (path == "/.well-known/openid-configuration")
        return reply(QJsonDocument(
            QJsonObject { { QStringLiteral("jwks_uri"), own + QStringLiteral("/oauth2/v1/keys") },
                { QStringLiteral("authorization_endpoint"),
                    own + QStringLiteral("/oauth2/v1/authorize") },
                { QStringLiteral("token_endpoint"), own + QStringLiteral("/oauth2/v1/token") },
                { QStringLiteral("countersign_any_redirect_port"), allowsAnyPort } }));
    if (path == "/oauth2/v1/keys") {
        QJsonArray keys;
        for (std::size_t index = 0; index < m_published; ++index) {
            const auto text = [](const base::Bytes& bytes) {
                return QString::fromLatin1(
                    QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()))
                        .toBase64(Options));
            };
            const crypto::RsaPublicKey& key = m_keys[index].pair->publicKey;
            keys.append(QJsonObject { { QStringLiteral("kty"), QStringLiteral("RSA") },
                { QStringLiteral("use"), QStringLiteral("sig") },
                { QStringLiteral("kid"), m_keys[index].id },
                { QStringLiteral("n"), text(key.modulus()) },
                { QStringLiteral("e"), text(key.exponent()) } });
        }
        return reply(QJsonDocument(QJsonObject { { QStringLiteral("keys"), keys } }),
            "Cache-Control: " + cacheControl + "\r\n");
    }
    if (path == "/oauth2/v1/authorize") {
        const QUrlQuery query(QString::fromUtf8(request.path.mid(request.path.indexOf('?') + 1)));
        lastScope = query.queryItemValue(QStringLiteral("scope"), QUrl::FullyDecoded);
        const QString code = QStringLiteral("code%1").arg(m_next++);
        m_codes[code] = query.queryItemValue(QStringLiteral("code_challenge"));
        return HttpServer::reply("303 See Other", {},
            "Location: "
                + query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded)
                      .toLatin1()
                + "?code=" + code.toLatin1()
                + "&state=" + query.queryItemValue(QStringLiteral("state")).toLatin1() + "\r\n");
    }
    if (path == "/oauth2/v1/token")
        return token(request);
    if (path == "/.well-known/app-authenticator-configuration"
        || path == "/api/v1/authenticators") {
        const QJsonObject push { { QStringLiteral("type"), QStringLiteral("push") },
            { QStringLiteral("status"), QStringLiteral("ACTIVE") },
            { QStringLiteral("settings"),
                QJsonObject {
                    { QStringLiteral("algorithms"), QJsonArray { QStringLiteral("ES256") } },
                    { QStringLiteral("transactionTypes"),
                        QJsonArray { QStringLiteral("LOGIN"), QStringLiteral("CIBA") } } } } };
        const bool isFamilyB = path == "/api/v1/authenticators";
        QJsonObject settings { { QStringLiteral("userVerification"),
            asksForVerification ? QStringLiteral("REQUIRED") : QStringLiteral("PREFERRED") } };
        if (!numberAnswer.isEmpty())
            settings[QStringLiteral("countersignNumberAnswer")] = numberAnswer;
        if (isFamilyB)
            settings[QStringLiteral("oauthClientId")] = clientId;
        QJsonObject authenticator { { QStringLiteral("settings"), settings },
            { QStringLiteral("name"), QStringLiteral("Acme Approvals") },
            { QStringLiteral("status"), QStringLiteral("ACTIVE") },
            { QStringLiteral("key"),
                isFamilyB ? QStringLiteral("okta_verify") : QStringLiteral("custom_app") } };
        const QString id = isFamilyB ? QStringLiteral("autTESTVERIFY0000001")
                                     : QStringLiteral("autTESTAUTH000000001");
        if (isFamilyB) {
            authenticator[QStringLiteral("id")] = id;
            authenticator[QStringLiteral("_embedded")] =
                QJsonObject { { QStringLiteral("methods"), QJsonArray { push } } };
        } else {
            authenticator[QStringLiteral("authenticatorId")] = id;
            authenticator[QStringLiteral("orgId")] = QStringLiteral("00oTEST");
            authenticator[QStringLiteral("supportedMethods")] = QJsonArray { push };
            authenticator[QStringLiteral("appAuthenticatorEnrollEndpoint")] =
                own + QStringLiteral("/idp/myaccount/app-authenticators");
        }
        return reply(QJsonDocument(QJsonArray { authenticator }));
    }
    if (request.method == "POST" && path == "/idp/myaccount/app-authenticators")
        return enrol(request, false);
    if (request.method == "POST" && path == "/idp/authenticators")
        return enrol(request, true);
    if (request.method == "PATCH" && path.startsWith("/idp/myaccount/app-authenticators/"))
        return change(request);
    if (request.method == "DELETE")
        return HttpServer::reply("204 No Content", {}, dateHeader());
    if (request.method == "GET" && path.endsWith("/push/notifications")) {
        for (const Enrolment& one : m_enrolments) {
            if (path.contains(one.id.toLatin1()))
                return reply(QJsonDocument(m_lists[one.id]));
        }
        return error("404 Not Found", "E0000008");
    }
    if (request.method == "POST" && path.endsWith("/verify"))
        return takeAnswer(request);
    return error("404 Not Found", "E0000007");
}

QByteArray OktaService::token(const Request& request)
{
    const QUrlQuery form(QString::fromUtf8(request.body));
    const QString code = form.queryItemValue(QStringLiteral("code"));
    QString scope = form.queryItemValue(QStringLiteral("scope"), QUrl::FullyDecoded);
    if (!code.isEmpty()) {
        const QByteArray verifier = form.queryItemValue(QStringLiteral("code_verifier")).toLatin1();
        const QByteArray hash =
            QCryptographicHash::hash(verifier, QCryptographicHash::Sha256).toBase64(Options);
        const auto found = m_codes.find(code);
        if (found == m_codes.end() || found->second.toLatin1() != hash)
            return HttpServer::reply("400 Bad Request",
                R"({"error":"invalid_grant","error_description":"no such code"})", dateHeader());
        m_codes.erase(found);
        scope = grantedScope.isEmpty() ? lastScope : grantedScope;
    }
    return reply(QJsonDocument(QJsonObject {
        { QStringLiteral("access_token"), QStringLiteral("access-token-%1").arg(m_next++) },
        { QStringLiteral("token_type"), QStringLiteral("Bearer") },
        { QStringLiteral("expires_in"), 3600 }, { QStringLiteral("scope"), scope } }));
}

QByteArray OktaService::enrol(const Request& request, bool isFamilyB)
{
    if (isFamilyB
        && (request.header("authorization") != "OTDT one-time_token" || oneTimeTokens-- <= 0))
        return error("401 Unauthorized", "E0000011");
    if (!isFamilyB && !request.header("authorization").startsWith("Bearer access-token-"))
        return error("401 Unauthorized", "E0000011");
    const QJsonObject body = request.json();
    QJsonObject push = body[QLatin1String("methods")].toObject()[QLatin1String("push")].toObject();
    for (const QJsonValue method : body[QLatin1String("methods")].toArray()) {
        if (method[QLatin1String("type")].toString() == QLatin1String("push"))
            push = method.toObject();
    }
    const QString number = QStringLiteral("%1").arg(m_next++, 10, 10, QLatin1Char('0'));
    Enrolment enrolment;
    enrolment.id = QStringLiteral("pfd") + number;
    enrolment.methodId = QStringLiteral("opf") + number;
    enrolment.authenticatorId = body[QLatin1String("authenticatorId")].toString();
    enrolment.userId = userId;
    enrolment.deviceId = QStringLiteral("guoTEST");
    enrolment.transactionTypes = transactionTypesOf(push);
    enrolment.isFamilyB = isFamilyB;
    const QJsonObject keys = push[QLatin1String("keys")].toObject();
    enrolment.possessionKeyId = takeKey(enrolment, keys[QLatin1String("proofOfPossession")]);
    enrolment.verificationKeyId = takeKey(enrolment, keys[QLatin1String("userVerification")]);
    m_enrolments.push_back(enrolment);
    return described(enrolment);
}

/// Section 6: what is absent stays, a null goes.
QByteArray OktaService::change(const Request& request)
{
    const QByteArray id = request.path.split('/').last();
    const auto found = std::find_if(m_enrolments.begin(), m_enrolments.end(),
        [&](const Enrolment& one) { return one.id.toLatin1() == id; });
    if (found == m_enrolments.end())
        return error("404 Not Found", "E0000008");
    for (const char* name : { "accept", "content-type" }) {
        if (request.header(name) != "application/merge-patch+json; okta-version=1.0.0")
            return error("406 Not Acceptable", "E0000149");
    }
    if (!request.header("authorization").startsWith("Bearer access-token-"))
        return error("401 Unauthorized", "E0000011");
    const QJsonObject push =
        request.json()[QLatin1String("methods")].toObject()[QLatin1String("push")].toObject();
    const QJsonObject keys = push[QLatin1String("keys")].toObject();
    if (keys.contains(QLatin1String("userVerification"))) {
        found->keys.erase(found->verificationKeyId);
        found->verificationKeyId = takeKey(*found, keys[QLatin1String("userVerification")]);
    }
    if (push.contains(QLatin1String("capabilities")))
        found->transactionTypes = transactionTypesOf(push);
    return described(*found);
}

QByteArray OktaService::described(const Enrolment& enrolment) const
{
    const QString address = originText() + QStringLiteral("/idp/myaccount/app-authenticators/")
        + enrolment.id + QStringLiteral("/push/notifications");
    QJsonObject method { { QStringLiteral("id"), enrolment.methodId },
        { QStringLiteral("type"), QStringLiteral("push") },
        { QStringLiteral("links"),
            QJsonObject { { QStringLiteral("pending"),
                QJsonObject { { QStringLiteral("href"), address } } } } } };
    QJsonValue methods = QJsonObject { { QStringLiteral("push"), method } };
    if (enrolment.isFamilyB)
        methods = QJsonArray { method,
            QJsonObject { { QStringLiteral("id"), QStringLiteral("ostTEST") },
                { QStringLiteral("type"), QStringLiteral("totp") },
                { QStringLiteral("sharedSecret"),
                    QStringLiteral("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") } } };
    return reply(QJsonDocument(QJsonObject { { QStringLiteral("id"), enrolment.id },
        { QStringLiteral("authenticatorId"), enrolment.authenticatorId },
        { QStringLiteral("status"), QStringLiteral("ACTIVE") },
        { QStringLiteral("user"),
            QJsonObject { { QStringLiteral("id"), enrolment.userId },
                { QStringLiteral("username"), userName } } },
        { QStringLiteral("device"),
            QJsonObject { { QStringLiteral("id"), enrolment.deviceId },
                { QStringLiteral("status"), QStringLiteral("ACTIVE") },
                { QStringLiteral("clientInstanceId"), QStringLiteral("cliTEST") } } },
        { QStringLiteral("methods"), methods } }));
}

QByteArray OktaService::takeAnswer(const Request& request)
{
    Answer answer;
    answer.token = request.json()[QLatin1String("challengeResponse")].toString().toLatin1();
    const QByteArrayList parts = answer.token.split('.');
    answer.header = decoded(parts.value(0));
    answer.claims = decoded(parts.value(1));
    const QByteArray signature = QByteArray::fromBase64(parts.value(2), Options);
    const QByteArray input = parts.value(0) + '.' + parts.value(1);
    for (const Enrolment& one : m_enrolments) {
        const auto key = one.keys.find(answer.header[QLatin1String("kid")].toString());
        if (key != one.keys.end())
            answer.isSigned =
                crypto::verifyEs256(key->second, base::bytesOf(input), base::bytesOf(signature));
    }
    answers.push_back(answer);
    const QString transaction = answer.claims[QLatin1String("tx")].toString();
    for (auto& [id, list] : m_lists) {
        for (qsizetype index = 0; index < list.size(); ++index) {
            const QByteArray token = list[index][QLatin1String("challenge")].toString().toLatin1();
            if (decoded(token.split('.').value(1))[QLatin1String("transactionId")] == transaction) {
                list.removeAt(index);
                const bool isDenial = answer
                                          .claims[QLatin1String("challengeResponseContext")]
                                                 [QLatin1String("userConsent")]
                                          .toString()
                                          .startsWith(QLatin1String("DENIED"));
                return isDenial ? HttpServer::reply("204 No Content", {}, dateHeader())
                                : reply(QJsonDocument(QJsonObject {}));
            }
        }
    }
    return error("400 Bad Request", "E0000001");
}

QJsonObject OktaService::claimsFor(const Enrolment& enrolment, const QString& transaction) const
{
    const QString own = originText();
    return { { QStringLiteral("iss"), own }, { QStringLiteral("aud"), clientId },
        { QStringLiteral("iat"), qint64(now()) }, { QStringLiteral("exp"), qint64(now() + 300) },
        { QStringLiteral("jti"), transaction }, { QStringLiteral("transactionId"), transaction },
        { QStringLiteral("nonce"), QStringLiteral("nonce-of-20-letters") },
        { QStringLiteral("verificationUri"),
            own + QStringLiteral("/idp/myaccount/app-authenticators/challenge/") + transaction
                + QStringLiteral("/verify") },
        { QStringLiteral("orgId"), QStringLiteral("00oTEST") },
        { QStringLiteral("appInstanceName"), QStringLiteral("Acme Expenses") },
        { QStringLiteral("method"), QStringLiteral("push") },
        { QStringLiteral("methodEnrollmentId"), enrolment.methodId },
        { QStringLiteral("authenticatorEnrollmentId"), enrolment.id },
        { QStringLiteral("userId"), enrolment.userId },
        { QStringLiteral("userVerification"), QStringLiteral("NONE") },
        { QStringLiteral("userMediation"), QStringLiteral("REQUIRED") },
        { QStringLiteral("challengeContext"),
            QJsonObject { { QStringLiteral("transactionType"), QStringLiteral("LOGIN") },
                { QStringLiteral("clientLocation"), QStringLiteral("Lisbon, Portugal") },
                { QStringLiteral("clientOS"), QStringLiteral("UNKNOWN") } } },
        { QStringLiteral("ver"), 0 } };
}

QString OktaService::challenge(
    const Enrolment& enrolment, const QJsonObject& changes, const QJsonObject& contextChanges)
{
    const QString transaction = QStringLiteral("ft%1").arg(m_next++, 18, 10, QLatin1Char('0'));
    QJsonObject claims = merged(claimsFor(enrolment, transaction), changes);
    const QJsonObject context = claims[QLatin1String("challengeContext")].toObject();
    if (!context.isEmpty())
        claims[QLatin1String("challengeContext")] = merged(context, contextChanges);
    list(enrolment, sign(claims));
    return transaction;
}

void OktaService::list(const Enrolment& enrolment, const QByteArray& token)
{
    m_lists[enrolment.id].append(
        QJsonObject { { QStringLiteral("payloadVersion"), QStringLiteral("IDXv1") },
            { QStringLiteral("challenge"), QString::fromLatin1(token) } });
}

QByteArray OktaService::sign(const QJsonObject& claims, QJsonObject header) const
{
    const QJsonObject usual { { QStringLiteral("alg"), QStringLiteral("RS256") },
        { QStringLiteral("typ"), QStringLiteral("okta-pushbind+jwt") },
        { QStringLiteral("kid"), m_keys.back().id } };
    const QByteArray input = encoded(merged(usual, header)) + '.' + encoded(claims);
    const auto signature = crypto::signRsa(
        m_keys.back().pair->privateKey.view(), crypto::Hash::Sha256, base::bytesOf(input));
    return input + '.'
        + QByteArray(reinterpret_cast<const char*>(signature->data()), qsizetype(signature->size()))
              .toBase64(Options);
}

void OktaService::rotateKey(bool isPublished)
{
    m_keys.push_back({ QStringLiteral("org-%1").arg(m_keys.size() + 1), &keyPair(m_keys.size()) });
    if (isPublished)
        publish();
}

void OktaService::publish()
{
    m_published = m_keys.size();
}

std::int64_t OktaService::now() const
{
    return base::unixSeconds(m_clock.time + clockAhead);
}

QByteArray OktaService::dateHeader() const
{
    if (!sendsDate)
        return {};
    const QDateTime time = QDateTime::fromSecsSinceEpoch(now(), Qt::UTC);
    return "Date: "
        + QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss")).toLatin1()
        + " GMT\r\n";
}

QByteArray OktaService::reply(const QJsonDocument& json, const QByteArray& headers) const
{
    return HttpServer::reply("200 OK", json.toJson(QJsonDocument::Compact),
        dateHeader() + "Content-Type: application/json\r\n" + headers);
}

QByteArray OktaService::error(const QByteArray& status, const char* code)
{
    return HttpServer::reply(status,
        QByteArray("{\"errorCode\":\"") + code + "\",\"errorSummary\":\"told to\"}",
        "Content-Type: application/json\r\n");
}

int OktaService::count(const QByteArray& method, const QByteArray& pathPart) const
{
    return static_cast<int>(std::count_if(requests.begin(), requests.end(),
        [&](const Request& one) { return one.method == method && one.path.contains(pathPart); }));
}

QByteArray visit(const QByteArray& address)
{
    const QUrl url = QUrl::fromEncoded(address);
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority)
        + " HTTP/1.1\r\nHost: " + url.authority().toLatin1() + "\r\n\r\n");
    QByteArray received;
    (void)QTest::qWaitFor([&] {
        if (socket.bytesAvailable() > 0)
            received += socket.readAll();
        return received.contains("\r\n\r\n") || socket.state() == QAbstractSocket::UnconnectedState;
    });
    const QByteArray head = received.left(received.indexOf("\r\n\r\n"));
    for (const QByteArray& line : head.split('\n')) {
        if (line.toLower().startsWith("location: http"))
            return visit(line.mid(10).trimmed());
    }
    return head.left(head.indexOf('\r'));
}

} // namespace support
