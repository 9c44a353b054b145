// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/core/net/http_scene.h"
#include "tests/support/fail_on_warning.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>
#include <QTimer>

using base::ErrorCode;
using net::Trust;
using support::Certificate;
using support::get;
using support::HttpScene;
using support::HttpServer;
using support::post;
using namespace std::chrono_literals;

namespace {

constexpr char Here[] = "IP:127.0.0.1";

Certificate authority(const char* name)
{
    return Certificate::selfSigned({ .name = name, .isAuthority = true });
}

net::Fingerprint fingerprint(const Certificate& certificate)
{
    return net::fingerprintOf(certificate.der());
}

/// What a server shows, and how it is told.
struct Row
{
    const char* name;
    std::vector<Certificate> chain;
    const char* flaw;
};

std::vector<Row> flawedChains(const Certificate& trusted)
{
    const Certificate narrow = trusted.sign({ .name = "Narrow",

        .isAuthority = true,
        .constraints = "permitted;IP:10.0.0.0/255.0.0.0" });
    const Certificate noAuthority = trusted.sign({ .name = "No authority", .hosts = Here });
    return {
        { "of another host", { trusted.sign({ .name = "a", .hosts = "DNS:push.example" }) },
            "wrong-host" },
        { "expired",
            { trusted.sign({ .name = "a", .hosts = Here, .validFrom = -48h, .validUntil = -24h }) },
            "expired" },
        { "of tomorrow",
            { trusted.sign({ .name = "a", .hosts = Here, .validFrom = 24h, .validUntil = 48h }) },
            "not-yet-valid" },
        { "by an authority for other hosts",
            { narrow.sign({ .name = "a", .hosts = Here }), narrow }, "not-permitted" },
        { "by what is no authority",
            { noAuthority.sign({ .name = "a", .hosts = Here }), noAuthority }, "not-permitted" },
    };
}

} // namespace

class HttpTlsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup() { QCOMPARE(QSslConfiguration::defaultConfiguration(), m_default); }

    void acceptsWhatTheOwnAuthorityVouchesFor()
    {
        const Certificate own = authority("Own");
        const Certificate leaf = own.sign({ .name = "server", .hosts = Here });
        HttpServer server(support::always("yes"));
        server.encrypt({ leaf });
        HttpScene scene;
        for (int i = 0; i < 2; ++i) {
            scene.exchange(with(Trust::only({ own.der() }), server));
            QVERIFY(scene.outcomes.back());
            const net::HttpResponse& response = scene.outcomes.back().value();
            QCOMPARE(response.text(), std::string_view("yes"));
            QVERIFY(response.peer);
            QCOMPARE(response.peer->leaf, fingerprint(leaf));
            QCOMPARE(response.peer->root, fingerprint(own));
        }
        QCOMPARE(server.connections, 1);
    }

    void refusesFlawedCertificates_data()
    {
        QTest::addColumn<int>("row");
        const auto rows = flawedChains(m_own);
        for (std::size_t i = 0; i < rows.size(); ++i)
            QTest::newRow(rows[i].name) << static_cast<int>(i);
    }
    void refusesFlawedCertificates()
    {
        QFETCH(int, row);
        const Row flawed = flawedChains(m_own)[static_cast<std::size_t>(row)];
        HttpServer server(support::always("stolen"));
        server.encrypt(flawed.chain);
        HttpScene scene;
        auto request = post(server.url("/"), "secret");
        request.trust = Trust::only({ m_own.der() });
        scene.exchange(std::move(request));
        QCOMPARE(scene.code(), ErrorCode::TlsUntrusted);
        QCOMPARE(scene.arguments(), (std::vector<std::string> { "127.0.0.1", flawed.flaw }));
        QVERIFY(!scene.outcomes.front().error().mayHaveArrived);
        QVERIFY(server.requests.isEmpty());
    }

    void theSystemsAuthoritiesVouchForNoStranger_data()
    {
        QTest::addColumn<bool>("isSelfSigned");
        QTest::newRow("self-signed") << true;
        QTest::newRow("of an unknown authority") << false;
    }
    void theSystemsAuthoritiesVouchForNoStranger()
    {
        QFETCH(bool, isSelfSigned);
        const Certificate leaf = isSelfSigned
            ? Certificate::selfSigned({ .name = "server", .hosts = Here })
            : m_own.sign({ .name = "server", .hosts = Here });
        HttpServer server(support::always("stolen"));
        server.encrypt(isSelfSigned ? std::vector { leaf } : std::vector { leaf, m_own });
        HttpScene scene;
        scene.exchange(with(Trust::system(), server));
        QCOMPARE(scene.code(), ErrorCode::TlsUntrusted);
        QCOMPARE(
            scene.arguments()[1], std::string(isSelfSigned ? "self-signed" : "unknown-authority"));
        // What somebody can compare and pin while enrolling:
        const auto& shown = scene.outcomes.front().error().shown;
        QCOMPARE(shown.front(), leaf.der());
        QCOMPARE(net::pinnable(shown), isSelfSigned ? leaf.der() : m_own.der());
        QVERIFY(server.requests.isEmpty());
    }

    void whatIsPinnedIsAcceptedAndNothingElse()
    {
        const Certificate pinned = Certificate::selfSigned({ .name = "server", .hosts = Here });
        const Certificate other = Certificate::selfSigned({ .name = "server", .hosts = Here });
        HttpServer server(support::always("yes"));
        HttpServer changed(support::always("stolen"));
        server.encrypt({ pinned });
        changed.encrypt({ other });
        HttpScene scene;
        scene.exchange(with(Trust::only({ pinned.der() }), server));
        QVERIFY(scene.outcomes.back());
        QCOMPARE(scene.outcomes.back().value().peer->root, fingerprint(pinned));
        scene.exchange(with(Trust::only({ pinned.der() }), changed));
        QCOMPARE(scene.code(), ErrorCode::TlsChanged);
        QCOMPARE(scene.arguments(),
            (std::vector<std::string> { "127.0.0.1", net::fingerprintText(fingerprint(pinned)),
                net::fingerprintText(fingerprint(other)) }));
        QVERIFY(changed.requests.isEmpty());
    }

    void aRenewedCertificateOfTheSameAuthorityIsAccepted()
    {
        HttpScene scene;
        std::vector<net::Peer> peers;
        for (int i = 0; i < 2; ++i) {
            HttpServer server(support::always("yes"));
            server.encrypt({ m_own.sign({ .name = "server", .hosts = Here }) });
            scene.exchange(with(Trust::only({ m_own.der() }), server));
            QVERIFY(scene.outcomes.back());
            peers.push_back(*scene.outcomes.back().value().peer);
        }
        QVERIFY(peers[0].leaf != peers[1].leaf);
        QCOMPARE(peers[0].root, peers[1].root);
    }

    void ownCertificatesReplaceTheSystems()
    {
        const Certificate systems = authority("A system's");
        HttpServer server(support::always("yes"));
        const Certificate leaf = systems.sign({ .name = "server", .hosts = Here });
        server.encrypt({ leaf });
        QSslConfiguration playing = m_default;
        playing.setCaCertificates({ QSslCertificate(systems.pem()) });
        QSslConfiguration::setDefaultConfiguration(playing);
        const auto restore =
            qScopeGuard([this] { QSslConfiguration::setDefaultConfiguration(m_default); });
        HttpScene scene;
        scene.exchange(with(Trust::system(), server));
        QVERIFY(scene.outcomes.back());
        QCOMPARE(scene.outcomes.back().value().peer->root, fingerprint(systems));
        scene.exchange(with(Trust::only({ m_own.der() }), server));
        QCOMPARE(scene.code(), ErrorCode::TlsChanged);
        scene.exchange(with(Trust::only({}), server));
        QCOMPARE(scene.code(), ErrorCode::TlsUntrusted);
        QCOMPARE(server.requests.size(), 1);
    }

    void anOpenConnectionIsNotSharedBetweenTrusts()
    {
        HttpServer server(support::always("yes"));
        server.encrypt({ m_own.sign({ .name = "server", .hosts = Here }) });
        HttpScene scene;
        scene.exchange(with(Trust::only({ m_own.der() }), server));
        QVERIFY(scene.outcomes.back());
        scene.exchange(with(Trust::only({ authority("Another").der() }), server));
        QCOMPARE(scene.code(), ErrorCode::TlsChanged);
        QCOMPARE(server.requests.size(), 1);
    }

    void aConnectionMadeAnewIsVouchedForAnew()
    {
        HttpServer server(support::always("yes"));
        server.encrypt({ m_own.sign({ .name = "server", .hosts = Here }) });
        HttpScene scene;
        scene.exchange(with(Trust::only({ m_own.der() }), server));
        QVERIFY(scene.outcomes.back());
        scene.timers.advance(net::HttpClient::Linger);
        QTRY_COMPARE(server.open.first()->state(), QAbstractSocket::UnconnectedState);
        server.encrypt({ authority("Another").sign({ .name = "server", .hosts = Here }) });
        scene.exchange(with(Trust::only({ m_own.der() }), server));
        QCOMPARE(scene.code(), ErrorCode::TlsChanged);
        QCOMPARE(server.requests.size(), 1);
    }

    void anOlderTlsIsRefused()
    {
        // A ServerHello of TLS 1.1 (RFC 4346, 7.4.1.3), whatever the client offered: version 3.2,
        // random, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression.
        QByteArray message =
            QByteArray::fromHex("0302") + QByteArray(32, '\x11') + QByteArray::fromHex("00002f00");
        message.prepend(QByteArray::fromHex("020000") + char(message.size()));
        message.prepend(QByteArray::fromHex("16030200") + char(message.size()));
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QByteArray received;
        bool isAnswered = false;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket* const connection = server.nextPendingConnection();
            connect(connection, &QIODevice::readyRead, connection, [&, connection] {
                const QByteArray bytes = connection->readAll();
                if (isAnswered)
                    received += bytes;
                else
                    connection->write(message);
                isAnswered = true;
            });
        });
        HttpScene scene;
        scene.exchange(get("https://127.0.0.1:" + std::to_string(server.serverPort()) + "/"));
        QCOMPARE(scene.code(), ErrorCode::TlsUntrusted);
        QCOMPARE(scene.arguments()[1], std::string("old-encryption"));
        QTRY_VERIFY(received.endsWith(QByteArray::fromHex("0246"))); // fatal: protocol_version
    }

    void aServerWithoutTlsIsRefused()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&server] {
            server.nextPendingConnection()->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        });
        HttpScene scene;
        scene.exchange(get("https://127.0.0.1:" + std::to_string(server.serverPort()) + "/"));
        QCOMPARE(scene.code(), ErrorCode::TlsUntrusted);
        QCOMPARE(scene.arguments()[1], std::string("no-encryption"));
    }

    void aHeaderWithoutEndIsGivenUp()
    {
        HttpServer server([](QTcpSocket& connection, const QByteArray&) {
            // As long as somebody takes it.
            auto* const socket = qobject_cast<QSslSocket*>(&connection);
            auto* const timer = new QTimer(&connection);
            connect(timer, &QTimer::timeout, socket, [socket] {
                if (socket->encryptedBytesToWrite() == 0)
                    socket->write("X-More: " + QByteArray(10'000, 'x') + "\r\n");
            });
            socket->write("HTTP/1.1 200 OK\r\n");
            timer->start(0ms);
        });
        server.encrypt({ m_own.sign({ .name = "server", .hosts = Here }) });
        HttpScene scene;
        auto request = with(Trust::only({ m_own.der() }), server);
        request.limits.time = 500ms;
        scene.exchange(std::move(request));
        QVERIFY(!scene.outcomes.front());
        QTRY_COMPARE(server.open.first()->state(), QAbstractSocket::UnconnectedState);
    }

private:
    static net::HttpRequest with(const Trust& trust, const HttpServer& server)
    {
        net::HttpRequest request = get(server.url("/"));
        request.trust = trust;
        return request;
    }

    const QSslConfiguration m_default = QSslConfiguration::defaultConfiguration();
    const Certificate m_own = authority("Own");
};

QTEST_GUILESS_MAIN(HttpTlsTest)
#include "http_tls_test.moc"
