// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/redirect_listener.h"
#include "core/push/okta/sign_in.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_timers.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using push::okta::PortRule;
using push::okta::RedirectListener;
using push::okta::SignInReply;

namespace {

const std::string State = "the-state-of-this-flow";

struct Door
{
    support::FixedClock clock { 1'760'000'000 };
    support::FixedTimers timers { clock };
    RedirectListener listener { timers,
        { QStringLiteral("Signed in <b>"), QStringLiteral("Close this.") } };
    std::vector<std::string> codes;
    std::vector<std::string> errors;
    int surrenders = 0;

    Door()
    {
        QObject::connect(
            &listener, &RedirectListener::answered, &listener, [this](SignInReply& reply) {
                codes.emplace_back(reply.code.text());
                errors.push_back(reply.error);
            });
        QObject::connect(&listener, &RedirectListener::gaveUp, &listener, [this] { ++surrenders; });
        if (!listener.listen(PortRule::Any, State))
            qFatal("no port");
    }
    QByteArray host() const { return QUrl(listener.address()).authority().toLatin1(); }
    /// All that comes back.
    QByteArray send(const QByteArray& bytes) const
    {
        QTcpSocket socket;
        socket.connectToHost(
            QStringLiteral("127.0.0.1"), static_cast<quint16>(QUrl(listener.address()).port()));
        socket.write(bytes);
        (void)QTest::qWaitFor([&] {
            return socket.state() == QAbstractSocket::UnconnectedState && socket.error() >= 0;
        });
        return socket.readAll();
    }
    QByteArray get(const QByteArray& path) const
    {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    }
};

} // namespace

class RedirectListenerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void takesTheAnswerOnce()
    {
        Door door;
        const QByteArray answer = "/countersign/oauth?code=abc-_%2F1&state=the-state-of-this-flow";
        const QByteArray reply = door.get(answer);
        QVERIFY(reply.startsWith("HTTP/1.1 303 "));
        QVERIFY(reply.contains("\r\nLocation: /countersign/signed-in\r\n"));
        for (const char* header : { "Cache-Control: no-store", "Referrer-Policy: no-referrer",
                 "Content-Security-Policy: default-src 'none'" })
            QVERIFY2(reply.contains(header), header);
        QVERIFY(!reply.contains("abc"));
        QVERIFY(door.codes == std::vector<std::string> { "abc-_/1" });
        QVERIFY(door.get(answer).startsWith("HTTP/1.1 400 ")); // replayed
        QCOMPARE(door.codes.size(), 1U);
        const QByteArray page = door.get("/countersign/signed-in");
        QVERIFY(page.startsWith("HTTP/1.1 200 "));
        QVERIFY(page.contains("Signed in &lt;b&gt;"));
    }

    void echoesNothing()
    {
        Door door;
        const QByteArray reply = door.get("/countersign/oauth?error=access_denied"
                                          "&error_description=%3Cscript%3Ex%3C/script%3E"
                                          "&state=the-state-of-this-flow");
        QVERIFY(!reply.contains("script"));
        QVERIFY(!door.get("/countersign/signed-in").contains("script"));
        QVERIFY(door.errors == std::vector<std::string> { "access_denied" });
    }

    void sendsOthersAwayAndGoesOnWaiting_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        const QByteArray path = "/countersign/oauth?code=x&state=the-state-of-this-flow";
        const auto row = [](const char* name, const QByteArray& request, const char* status) {
            QTest::newRow(name) << request << QByteArray(status);
        };
        row("POST", "POST " + path + " HTTP/1.1\r\nHost: HOST\r\n\r\n", "405");
        row("another host", "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421");
        row("localhost", "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "421");
        row("no host", "GET " + path + " HTTP/1.1\r\n\r\n", "421");
        row("two hosts", "GET " + path + " HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n", "421");
        row("another path",
            "GET /?code=x&state=the-state-of-this-flow HTTP/1.1\r\nHost: HOST\r\n\r\n", "404");
        row("page before its time", "GET /countersign/signed-in HTTP/1.1\r\nHost: HOST\r\n\r\n",
            "404");
        row("no state", "GET /countersign/oauth?code=x HTTP/1.1\r\nHost: HOST\r\n\r\n", "400");
        row("wrong state",
            "GET /countersign/oauth?code=x&state=the-state-of-this-flov HTTP/1.1\r\nHost: "
            "HOST\r\n\r\n",
            "400");
        row("state twice",
            "GET " + path + "&state=the-state-of-this-flow HTTP/1.1\r\nHost: HOST\r\n\r\n", "400");
        row("neither code nor error",
            "GET /countersign/oauth?state=the-state-of-this-flow HTTP/1.1\r\nHost: HOST\r\n\r\n",
            "400");
        row("code and error", "GET " + path + "&error=x HTTP/1.1\r\nHost: HOST\r\n\r\n", "400");
        row("not HTTP", "hello\r\n\r\n", "400");
        row("too long", "GET /" + QByteArray(9'000, 'x'), "431");
    }
    void sendsOthersAwayAndGoesOnWaiting()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        Door door;
        const QByteArray reply = door.send(request.replace("HOST", door.host()));
        QVERIFY2(reply.startsWith("HTTP/1.1 " + status), reply.constData());
        QVERIFY(door.codes.empty());
        QVERIFY(door.get("/countersign/oauth?code=right&state=the-state-of-this-flow")
                    .startsWith("HTTP/1.1 303"));
        QVERIFY(door.codes == std::vector<std::string> { "right" });
    }

    void givesUpAfterTwentyWrongStates()
    {
        Door door;
        for (int time = 1; time <= RedirectListener::MostWrongStates; ++time) {
            QCOMPARE(door.surrenders, 0);
            (void)door.get("/countersign/oauth?code=x&state=wrong");
        }
        QCOMPARE(door.surrenders, 1);
    }

    void aVisitorThatSaysNothingIsShownOut()
    {
        Door door;
        QTcpSocket silent;
        silent.connectToHost(QStringLiteral("127.0.0.1"),
            static_cast<quint16>(QUrl(door.listener.address()).port()));
        QTRY_COMPARE(door.timers.running(), 1U);
        door.timers.advance(RedirectListener::VisitorPatience);
        QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
    }

    void usesThreePortsAndTellsWhenAllAreBusy()
    {
        std::vector<std::unique_ptr<QTcpServer>> others;
        support::FixedClock clock(0);
        support::FixedTimers timers(clock);
        for (const quint16 port : RedirectListener::FixedPorts) {
            {
                RedirectListener listener(timers, {});
                // Somebody else on this machine may have one of them: then the next is taken.
                if (listener.listen(PortRule::Fixed, State))
                    QVERIFY(QUrl(listener.address()).port() >= port);
            }
            others.push_back(std::make_unique<QTcpServer>());
            (void)others.back()->listen(QHostAddress::LocalHost, port);
        }
        RedirectListener last(timers, {});
        const auto refused = last.listen(PortRule::Fixed, State);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::PortsBusy);
        QCOMPARE(refused.error().arguments.at(0), std::string("28437, 28438, 28439"));
    }

    void provesItselfAsRfc7636Says()
    {
        // Appendix B.
        QCOMPARE(*push::okta::codeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            std::string("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }
};

QTEST_GUILESS_MAIN(RedirectListenerTest)
#include "redirect_listener_test.moc"
