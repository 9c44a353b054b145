// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/core/net/http_scene.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using base::ErrorCode;
using support::get;
using support::HttpScene;
using support::HttpServer;

/// The system's proxy, named by the environment: it sees what leaves this computer.
class HttpProxyTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        const QByteArray address = "http://127.0.0.1:" + QByteArray::number(m_proxy.serverPort());
        qputenv("http_proxy", address);
        qputenv("https_proxy", address);
        m_proxy.requests.clear();
        m_proxy.connections = 0;
    }

    void otherServersAreReachedByATunnel()
    {
        m_tunnelsTo = &m_server;
        m_server.encrypt({ m_own.sign({ .name = "a", .hosts = "DNS:push.example" }) });
        HttpScene scene;
        auto request = get("https://push.example/a");
        request.trust = net::Trust::only({ m_own.der() });
        scene.exchange(std::move(request));
        QVERIFY(scene.outcomes.front());
        QCOMPARE(scene.outcomes.front().value().text(), std::string_view("yes"));
        QVERIFY(m_proxy.requests.first().startsWith("CONNECT push.example:443 HTTP/1."));
    }

    void aProxyThatDoesNotLetUsThroughIsTold_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<int>("code");
        QTest::newRow("wants a name") << QByteArray("407 Proxy Authentication Required")
                                      << static_cast<int>(ErrorCode::ProxyRefused);
        // Qt does not say that it was the proxy.
        QTest::newRow("forbids") << QByteArray("403 Forbidden")
                                 << static_cast<int>(ErrorCode::NetworkUnreachable);
    }
    void aProxyThatDoesNotLetUsThroughIsTold()
    {
        QFETCH(QByteArray, status);
        QFETCH(int, code);
        m_tunnelsTo = nullptr;
        m_refusal = HttpServer::reply(
            status, {}, "Proxy-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\n");
        HttpScene scene;
        scene.exchange(support::post("https://push.example/a", "{}"));
        QCOMPARE(static_cast<int>(scene.code()), code);
        QVERIFY(!scene.outcomes.front().error().mayHaveArrived);
        for (const QByteArray& request : std::as_const(m_proxy.requests))
            QVERIFY(!request.toLower().contains("proxy-authorization"));
    }

    void nothingUnencryptedLeavesThisComputer()
    {
        HttpScene scene;
        scene.exchange(get("http://push.example/"));
        QCOMPARE(scene.code(), ErrorCode::NotEncrypted);
        QCOMPARE(scene.arguments(), (std::vector<std::string> { "push.example" }));
        HttpServer here(support::always("yes"));
        scene.exchange(get(here.url("/")));
        QVERIFY(scene.outcomes.back());
        QCOMPARE(here.connections, 1);
        QCOMPARE(m_proxy.connections, 0);
    }

private:
    /// Joins two connections until one ends.
    static void join(QTcpSocket& from, QTcpSocket& to)
    {
        connect(&from, &QIODevice::readyRead, &to, [&] { to.write(from.readAll()); });
        connect(&from, &QAbstractSocket::disconnected, &to, [&] { to.disconnectFromHost(); });
    }

    void answer(QTcpSocket& connection)
    {
        if (!m_tunnelsTo) {
            connection.write(m_refusal);
            connection.disconnectFromHost();
            return;
        }
        connection.disconnect(&m_proxy);
        auto* const onward = new QTcpSocket(&connection);
        onward->connectToHost(QHostAddress::LocalHost, m_tunnelsTo->serverPort());
        join(connection, *onward);
        join(*onward, connection);
        connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
    }

    const support::Certificate m_own =
        support::Certificate::selfSigned({ .name = "Own", .isAuthority = true });
    HttpServer m_server { support::always("yes") };
    HttpServer* m_tunnelsTo = nullptr;
    QByteArray m_refusal;
    HttpServer m_proxy { [this](QTcpSocket& connection, const QByteArray& /*request*/) {
        answer(connection);
    } };
};

QTEST_GUILESS_MAIN(HttpProxyTest)
#include "http_proxy_test.moc"
