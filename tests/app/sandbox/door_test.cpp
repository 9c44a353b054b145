// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/app/sandbox/sandbox_client.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using namespace Qt::StringLiterals;

class DoorTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void answersToItsOwnNamesOnly_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        const QByteArray port = m_client.world().httpOrigin.section(u':', -1).toLatin1();
        QTest::newRow("address") << QByteArray("127.0.0.1:" + port) << 200;
        QTest::newRow("localhost") << QByteArray("localhost:" + port) << 200;
        QTest::newRow("a name that was made to point here")
            << QByteArray("evil.test:" + port) << 421;
        QTest::newRow("another port") << QByteArray("127.0.0.1:1") << 421;
        QTest::newRow("no port") << QByteArray("127.0.0.1") << 421;
        QTest::newRow("our name inside another")
            << QByteArray("127.0.0.1:" + port + ".evil.test") << 421;
    }
    void answersToItsOwnNamesOnly()
    {
        QFETCH(QByteArray, host);
        QTEST(m_client.get(u"/"_s, { { "Host", host } }).status, "status");
    }

    void refusesOtherSitesPages_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        QTest::newRow("its own page") << m_client.world().httpOrigin.toLatin1() << 200;
        QTest::newRow("its own encrypted page") << m_client.world().httpsOrigin.toLatin1() << 200;
        QTest::newRow("foreign") << QByteArray("https://evil.test") << 403;
        QTest::newRow("null") << QByteArray("null") << 403;
        QTest::newRow("empty") << QByteArray(" ") << 403;
        QTest::newRow("another port of this computer") << QByteArray("http://127.0.0.1:1") << 403;
    }
    void refusesOtherSitesPages()
    {
        QFETCH(QByteArray, origin);
        QFETCH(int, status);
        const sandbox::Headers headers = { { "Origin", origin },
            { "Authorization", "SSWS " + m_client.world().apiToken.toLatin1() } };
        QCOMPARE(m_client.post(u"/sandbox/faults"_s, {}, headers).status, status);
        QCOMPARE(m_client.get(u"/api/v1/users/"_s + m_client.alice().id, headers).status, status);
    }

    void takesNoBodyThatAnyPageCanSend_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("text") << QByteArray("text/plain");
        QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded");
        QTest::newRow("upload") << QByteArray("multipart/form-data; boundary=x");
    }
    void takesNoBodyThatAnyPageCanSend()
    {
        QFETCH(QByteArray, type);
        const support::Answer answer = m_client.send("POST", u"/sandbox/faults"_s, "{}",
            { { "Content-Type", type },
                { "Authorization", "SSWS " + m_client.world().apiToken.toLatin1() } });
        QCOMPARE(answer.status, 415);
    }

    void wantsTheTokenForApiAndFaults_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("wrong") << QByteArray("SSWS 00wrong");
        QTest::newRow("another scheme")
            << QByteArray("Bearer " + m_client.world().apiToken.toLatin1());
    }
    void wantsTheTokenForApiAndFaults()
    {
        QFETCH(QByteArray, authorization);
        const sandbox::Headers headers = { { "Authorization", authorization } };
        const QString factors = u"/api/v1/users/"_s + m_client.alice().id + u"/factors"_s;
        QCOMPARE(m_client.get(factors, headers).code(), u"E0000011"_s);
        QCOMPARE(
            m_client.post(u"/sandbox/faults"_s, { { u"status"_s, 500 } }, headers).status, 401);
        QCOMPARE(m_client.world().faults, sandbox::Faults());
    }

    void wantsThePageTokenForSigningIn()
    {
        const QJsonObject body = { { u"login"_s, m_client.alice().login },
            { u"password"_s, m_client.alice().password } };
        QCOMPARE(m_client.post(u"/pages/sign-in"_s, body).code(), u"E0000005"_s);
        QCOMPARE(m_client.fromPage(u"/pages/sign-in"_s, body).status, 200);
        QJsonObject wrong = body;
        wrong[u"password"_s] = u"guess"_s;
        QCOMPARE(m_client.fromPage(u"/pages/sign-in"_s, wrong).code(), u"E0000207"_s);
        wrong[u"password"_s] = QString();
        QCOMPARE(m_client.fromPage(u"/pages/sign-in"_s, wrong).code(), u"E0000207"_s);
    }

    void protectsItsPages_data()
    {
        QTest::addColumn<QString>("path");
        for (const char* path : { "/", "/enrol", "/sandbox/", "/sandbox/outbox", "/nothing" })
            QTest::newRow(path) << QString::fromLatin1(path);
    }
    void protectsItsPages()
    {
        QFETCH(QString, path);
        auto headers = m_client.get(path).headers;
        const QByteArray policy = headers["content-security-policy"];
        QVERIFY2(policy.contains("script-src 'self';"), policy);
        QVERIFY(!policy.contains("unsafe"));
        QVERIFY(policy.contains("frame-ancestors 'none'"));
        QCOMPARE(headers["x-content-type-options"], QByteArray("nosniff"));
        QCOMPARE(headers["cache-control"], QByteArray("no-store"));
        QVERIFY(!headers.contains("access-control-allow-origin"));
    }

    void hasNoScriptInItsPages()
    {
        for (const char* path : { "/", "/enrol", "/sandbox/", "/sandbox/outbox" }) {
            const QByteArray body = m_client.get(QString::fromLatin1(path)).body;
            QVERIFY(body.contains("<h1>"));
            QVERIFY(!body.contains("onclick"));
            QVERIFY(!body.contains("<script>"));
        }
    }

    void showsMarkupInNamesAsText()
    {
        const QString name = u"<script src=/x></script>\"'&"_s;
        m_client.world().addUser(name, name);
        for (const char* path : { "/sandbox/",
                 "/oauth2/v1/"
                 "authorize?client_id=0oaSANDBOX0000000001&response_type=code&scope=openid"
                 "&redirect_uri=http%3A%2F%2F127.0.0.1%3A28437%2Fcountersign%2Foauth&state=%3Cb%3E"
                 "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_"
                 "method=S256" }) {
            const QByteArray body = m_client.get(QString::fromLatin1(path)).body;
            QVERIFY(body.contains("&lt;script src=/x&gt;&lt;/script&gt;&quot;&#39;&amp;"));
            QVERIFY(!body.contains("<script src=/x>"));
            QVERIFY(!body.contains("<b>"));
        }
    }

    void saysNothingToUnknownAddresses()
    {
        QCOMPARE(m_client.get(u"/nothing"_s).code(), u"E0000008"_s);
        QCOMPARE(m_client.send("DELETE", u"/"_s).code(), u"E0000022"_s);
    }

    void listensOnLoopbackAlone()
    {
        QVERIFY(m_client.world().httpOrigin.startsWith("http://127.0.0.1:"_L1));
        QVERIFY(m_client.world().httpsOrigin.startsWith("https://127.0.0.1:"_L1));
    }

private:
    support::SandboxClient m_client;
};

QTEST_GUILESS_MAIN(DoorTest)
#include "door_test.moc"
