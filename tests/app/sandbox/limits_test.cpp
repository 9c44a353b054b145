// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/app/sandbox/sandbox_client.h"
#include "tests/support/fail_on_warning.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>
#include <QTimer>

#include <deque>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Patience = 20'000;
constexpr int PieceSize = 64 * 1024;

/// Somebody who writes what they like to a port, and keeps what comes back.
class Stranger
{
public:
    explicit Stranger(const QString& origin)
    {
        const QUrl address(origin);
        const auto port = static_cast<quint16>(address.port());
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket,
            [this] { m_heard += m_socket.readAll(); });
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        if (address.scheme() == "https"_L1)
            m_socket.connectToHostEncrypted(address.host(), port);
        else
            m_socket.connectToHost(address.host(), port);
    }
    void say(const QByteArray& bytes) { m_socket.write(bytes); }
    /// Goes on until the other side has had enough.
    void sayWithoutEnd()
    {
        // From the event loop, in which the other side goes on as well.
        QObject::connect(&m_more, &QTimer::timeout, &m_socket, [this] {
            if (m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite() < PieceSize)
                m_said += m_socket.write(QByteArray(PieceSize, 'x'));
        });
        QObject::connect(&m_socket, &QSslSocket::disconnected, &m_more, [this] { m_more.stop(); });
        m_more.start(0);
    }
    bool hears(const QByteArray& text)
    {
        return QTest::qWaitFor([&] { return m_heard.contains(text); }, Patience);
    }
    bool isSentAway()
    {
        return QTest::qWaitFor(
            [this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, Patience);
    }
    /// With something, or by being sent away.
    bool isAnswered()
    {
        return QTest::qWaitFor(
            [this] {
                return !m_heard.isEmpty() || m_socket.state() == QAbstractSocket::UnconnectedState;
            },
            Patience);
    }
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    const QByteArray& heard() const { return m_heard; }
    qint64 said() const { return m_said; }
    void forget() { m_heard.clear(); }

private:
    QTimer m_more;
    QSslSocket m_socket;
    QByteArray m_heard;
    qint64 m_said = 0;
};

} // namespace

/// What the service takes from whoever can reach its ports, with no token at all.
class LimitsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        if (!m_client)
            m_client.emplace(); // once: its keys take longer to make than all that follows
        m_client->world().faults = {};
        limits() = {};
        limits().parting = 100ms;
    }

    void refusesALargeBodyBeforeItComes_data() { ports(); }
    void refusesALargeBodyBeforeItComes()
    {
        Stranger stranger(origin());
        stranger.say(post("Content-Length: " + QByteArray::number(limits().body + 1) + "\r\n"));
        QVERIFY(stranger.hears("HTTP/1.1 413 "));
        QVERIFY(stranger.hears("\"errorCode\":\"E0000002\""));
        QVERIFY(stranger.isSentAway());
        QVERIFY(stillServes());
    }

    void takesTheLargestBody_data() { ports(); }
    void takesTheLargestBody()
    {
        Stranger stranger(origin());
        const QByteArray body(limits().body, ' ');
        stranger.say(post("Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body);
        QVERIFY(stranger.hears("\r\n\r\n"));
        // It came in whole, and was refused for the token that is missing.
        QVERIFY2(stranger.heard().startsWith("HTTP/1.1 401 "), stranger.heard());
        QVERIFY(stranger.heard().contains("E0000011"));
    }

    void endsABodyThatDoesNotEnd_data()
    {
        QTest::addColumn<bool>("encrypted");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("status");
        for (const bool encrypted : { false, true }) {
            const char* port = encrypted ? "encrypted" : "plain";
            QTest::addRow("%s, a length without end", port)
                << encrypted << QByteArray("Content-Length: 9999999999999999999999\r\n")
                << QByteArray("413");
            QTest::addRow("%s, in pieces", port)
                << encrypted << QByteArray("Transfer-Encoding: chunked\r\n") << QByteArray("411");
            QTest::addRow("%s, more than was told", port)
                << encrypted << QByteArray("Content-Length: 10\r\n") << QByteArray("400");
        }
    }
    void endsABodyThatDoesNotEnd()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, status);
        Stranger stranger(origin());
        stranger.say(post(headers));
        stranger.sayWithoutEnd();
        QVERIFY(stranger.hears("HTTP/1.1 " + status + ' '));
        QVERIFY(stranger.isSentAway());
        QVERIFY(stranger.said() > 0);
        QVERIFY(stillServes());
    }

    void endsAHeadThatDoesNotEnd_data() { ports(); }
    void endsAHeadThatDoesNotEnd()
    {
        Stranger stranger(origin());
        stranger.say("GET / HTTP/1.1\r\nX: ");
        stranger.sayWithoutEnd();
        QVERIFY(stranger.hears("HTTP/1.1 431 "));
        QVERIFY(stranger.isSentAway());
        QVERIFY(stillServes());
    }

    void waitsForARequestOnlySoLong()
    {
        limits().request = 50ms;
        Stranger halfway(m_client->world().httpOrigin);
        halfway.say(post("Content-Length: 10\r\n") + "half");
        QVERIFY(halfway.hears("HTTP/1.1 408 "));
        QVERIFY(halfway.isSentAway());
        Stranger silent(m_client->world().httpOrigin);
        QVERIFY(silent.isSentAway());
        QVERIFY(silent.heard().isEmpty());
    }

    void answersOneRequestAfterTheOther_data() { ports(); }
    void answersOneRequestAfterTheOther()
    {
        Stranger stranger(origin());
        for (int round = 0; round < 3; ++round) {
            stranger.say(get());
            QVERIFY(stranger.hears("HTTP/1.1 200 "));
            QVERIFY(stranger.hears("</html>"));
            stranger.forget();
        }
        QVERIFY(stranger.isConnected());
        limits().idle = 50ms;
        stranger.say(get());
        QVERIFY(stranger.isSentAway());
        QVERIFY(stranger.heard().contains("HTTP/1.1 200 "));
    }

    void takesNoSecondRequestBeforeTheAnswer()
    {
        m_client->world().faults.delay = 1h;
        QSignalSpy handled(&m_client->service(), &sandbox::Service::handled);
        Stranger stranger(m_client->world().httpOrigin);
        stranger.say(get("/.well-known/openid-configuration"));
        QVERIFY(handled.wait(Patience));
        stranger.say(get());
        QVERIFY(stranger.hears("HTTP/1.1 400 "));
        QVERIFY(stranger.isSentAway());
    }

    void keepsNoMoreConnectionsThanItMay_data() { ports(); }
    void keepsNoMoreConnectionsThanItMay()
    {
        m_client.emplace(); // to which nobody is connected yet
        limits().connections = 3;
        std::deque<Stranger> inside;
        for (int i = 0; i < limits().connections; ++i) {
            inside.emplace_back(origin()).say(get());
            QVERIFY(inside.back().hears("HTTP/1.1 200 "));
        }
        Stranger outside(origin());
        outside.say(get());
        QVERIFY(outside.isSentAway());
        QVERIFY(outside.heard().isEmpty());
        inside.pop_back();
        // Until the service has seen that one go, the next is sent away, too.
        QVERIFY(QTest::qWaitFor([this] { return isLetIn(); }, Patience));
    }

    void keepsNoMoreSignInsThanItMay()
    {
        sandbox::World& world = m_client->world();
        world.state.factors[u"opf"_s] = { .id = u"opf"_s,
            .userId = m_client->alice().id,
            .type = u"push"_s,
            .provider = u"OKTA"_s,
            .status = sandbox::FactorStatus::Active };
        limits().kept = 5;
        const QString factor =
            u"/api/v1/users/"_s + m_client->alice().id + u"/factors/opf/verify"_s;
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_client->api("POST", factor).status, 201);
        QCOMPARE(m_client->api("POST", factor).code(), u"E0000047"_s);
        const QJsonObject body = { { u"login"_s, m_client->alice().login },
            { u"password"_s, m_client->alice().password } };
        QCOMPARE(m_client->fromPage(u"/pages/sign-in"_s, body).code(), u"E0000047"_s);
        QCOMPARE(world.state.transactions.size(), limits().kept);
        // What has run out is told for a minute, and then makes room.
        m_client->clock().time += world.settings.transactionLife + 1s;
        QCOMPARE(m_client->api("POST", factor).code(), u"E0000047"_s);
        m_client->clock().time += 2min;
        QCOMPARE(m_client->api("POST", factor).status, 201);
    }

private:
    static void ports()
    {
        QTest::addColumn<bool>("encrypted");
        QTest::newRow("plain") << false;
        QTest::newRow("encrypted") << true;
    }
    QString origin()
    {
        QFETCH(bool, encrypted);
        return encrypted ? m_client->world().httpsOrigin : m_client->world().httpOrigin;
    }
    sandbox::Limits& limits() { return m_client->world().limits; }
    QByteArray host() { return m_client->world().httpOrigin.section(u'/', -1).toLatin1(); }
    QByteArray get(const QByteArray& path = "/")
    {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
    }
    QByteArray post(const QByteArray& headers)
    {
        return "POST /sandbox/faults HTTP/1.1\r\nHost: " + host()
            + "\r\nContent-Type: application/json\r\n" + headers + "\r\n";
    }
    bool isLetIn()
    {
        Stranger next(origin());
        next.say(get());
        return next.isAnswered() && next.heard().startsWith("HTTP/1.1 200 ");
    }
    bool stillServes() { return m_client->get(u"/"_s).status == 200; }

    std::optional<support::SandboxClient> m_client;
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "limits_test.moc"
