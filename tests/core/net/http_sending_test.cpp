// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/core/net/http_scene.h"
#include "tests/support/fail_on_warning.h"

#include <QDir>
#include <QNetworkAccessManager>
#include <QTest>

using base::ErrorCode;
using net::HttpClient;
using support::get;
using support::HttpScene;
using support::HttpServer;
using support::post;
using namespace std::chrono_literals;

namespace {

/// Keeps every request until the test lets it be answered.
struct HeldServer
{
    HttpServer server { [this](QTcpSocket& connection, const QByteArray& /*request*/) {
        held.append(&connection);
    } };
    QList<QPointer<QTcpSocket>> held;

    void answerNext()
    {
        QTcpSocket* const connection = held.takeFirst();
        connection->write(HttpServer::reply("200 OK", "yes"));
    }
    /// The path of a request.
    QByteArray path(qsizetype index) const { return server.requests[index].split(' ')[1]; }
};

qsizetype managers(const HttpScene& scene)
{
    return scene.client.findChildren<QNetworkAccessManager*>().size();
}

/// Of this process.
qsizetype threads()
{
    return QDir(QStringLiteral("/proc/self/task"))
        .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
        .size();
}

} // namespace

/// How requests wait, end, and are given up.
class HttpSendingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_threads = threads(); }
    void init() { support::failOnWarning(); }

    void oneServerHasOneConnection()
    {
        HttpServer server(support::always("yes"));
        HttpScene scene;
        for (int i = 0; i < 50; ++i)
            scene.send(i % 2 == 0 ? get(server.url("/poll")) : post(server.url("/poll"), "{}"));
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 50 });
        for (const auto& outcome : scene.outcomes)
            QVERIFY(outcome);
        QCOMPARE(server.connections, 1);
        QCOMPARE(server.requests.size(), 50);
    }

    /// The manager of a server is what has the thread and the socket.
    void anIdleConnectionIsLetGoOfWithItsThread()
    {
        HttpServer server(support::always("yes"));
        HttpScene scene;
        for (int round = 1; round <= 2; ++round) {
            scene.exchange(get(server.url("/")));
            QVERIFY(scene.outcomes.back());
            scene.timers.advance(HttpClient::Linger - 1ms);
            QCOMPARE(managers(scene), 1);
            scene.timers.advance(1ms);
            QTRY_COMPARE(server.open.last()->state(), QAbstractSocket::UnconnectedState);
            QTRY_COMPARE(threads(), m_threads);
            QCOMPARE(managers(scene), 0);
            QCOMPARE(server.connections, round);
        }
    }

    void whatIsAskedForSoonGoesByTheSameConnection()
    {
        HttpServer server(support::always("yes"));
        HttpScene scene;
        scene.client.send(get(server.url("/1")), &scene.context, [&](HttpScene::Outcome) {
            scene.send(get(server.url("/2"))); // as a run of steps does
            scene.timers.advance(HttpClient::Linger); // it is not idle while that is on its way
        });
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 1 });
        QVERIFY(scene.outcomes.front());
        QCOMPARE(server.connections, 1);
        for (const char* const path : { "/3", "/4" }) {
            scene.timers.advance(HttpClient::Linger - 1ms);
            scene.exchange(get(server.url(path)));
            QCOMPARE(server.connections, 1);
        }
    }

    /// The end of a manager waits for its thread, and this one waits for nobody.
    void aServerThatMayStillBeSendingIsNotWaitedFor()
    {
        HeldServer held;
        HttpScene scene;
        net::RequestHandle first = scene.send(get(held.server.url("/1")));
        QTRY_COMPARE(held.held.size(), 1);
        scene.exchange(get(HttpServer(support::always("")).url("/"))); // Qt tells that it was sent
        first.cancel();
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 2 });
        QTRY_COMPARE(held.held.first()->state(), QAbstractSocket::UnconnectedState);
        HttpServer other(support::always("yes"));
        scene.exchange(get(other.url("/")));
        scene.timers.advance(HttpClient::Linger);
        QTRY_COMPARE(other.open.first()->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(managers(scene), 1);
        held.held.clear();
        scene.send(get(held.server.url("/2")));
        QTRY_COMPARE(held.held.size(), 1);
        held.answerNext();
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 4 });
        scene.timers.advance(HttpClient::Linger);
        QCOMPARE(managers(scene), 0);
    }

    void whatNeverLeftIsNoReasonToKeepAThread()
    {
        QTcpServer silent; // takes connections, and says nothing of TLS
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        HttpScene scene;
        auto request = get("https://127.0.0.1:" + std::to_string(silent.serverPort()) + "/");
        request.limits.time = 50ms;
        scene.exchange(std::move(request));
        QCOMPARE(scene.code(), ErrorCode::NetworkTimeout);
        scene.timers.advance(HttpClient::Linger);
        QCOMPARE(managers(scene), 0);
    }

    void serversDoNotWaitForEachOther()
    {
        HeldServer slow;
        HttpServer quick(support::always("yes"));
        HttpScene scene;
        scene.send(get(slow.server.url("/")));
        QTRY_COMPARE(slow.held.size(), 1);
        scene.exchange(get(quick.url("/")));
        QVERIFY(scene.outcomes.front());
        slow.answerNext();
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 2 });
    }

    void urgentOnesGoFirst()
    {
        HeldServer held;
        HttpScene scene;
        for (const char* const path : { "/1", "/2", "/3" })
            scene.send(get(held.server.url(path)));
        for (const char* const path : { "/urgent1", "/urgent2" }) {
            auto request = get(held.server.url(path));
            request.isUrgent = true;
            scene.send(std::move(request));
        }
        for (std::size_t answered = 0; answered < 5; ++answered) {
            QTRY_COMPARE(held.held.size(), 1);
            held.answerNext();
            QTRY_COMPARE(scene.outcomes.size(), answered + 1);
        }
        const QByteArrayList order { held.path(0), held.path(1), held.path(2), held.path(3),
            held.path(4) };
        QCOMPARE(order, (QByteArrayList { "/1", "/urgent1", "/urgent2", "/2", "/3" }));
    }

    void waitingCostsNoneOfTheTime()
    {
        HeldServer held;
        HttpScene scene;
        scene.send(get(held.server.url("/1")));
        auto second = get(held.server.url("/2"));
        second.limits.time = 1ms;
        scene.send(std::move(second));
        QTRY_COMPARE(held.held.size(), 1);
        QVERIFY(scene.outcomes.empty());
        held.answerNext();
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 2 });
        QVERIFY(scene.outcomes.front());
        QCOMPARE(scene.code(), ErrorCode::NetworkTimeout);
    }

    void aCancelledOneEndsOnceAndTheNextGoesOn()
    {
        HeldServer held;
        HttpScene scene;
        net::RequestHandle first = scene.send(post(held.server.url("/1"), "{}"));
        scene.send(get(held.server.url("/2")));
        QTRY_COMPARE(held.held.size(), 1);
        first.cancel();
        first.cancel();
        QVERIFY(scene.outcomes.empty()); // not from within the call
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 1 });
        QCOMPARE(scene.code(), ErrorCode::Cancelled);
        QVERIFY(scene.outcomes.front().error().mayHaveArrived);
        QTRY_COMPARE(held.server.requests.size(), 2);
        held.held.removeFirst();
        held.answerNext();
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 2 });
        QVERIFY(scene.outcomes.back());
        first.cancel();
    }

    void cancelledWhileItWaitsIsNeverSent()
    {
        HeldServer held;
        HttpScene scene;
        scene.send(get(held.server.url("/1")));
        net::RequestHandle second = scene.send(post(held.server.url("/2"), "{}"));
        QTRY_COMPARE(held.held.size(), 1);
        second.cancel();
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 1 });
        QVERIFY(!scene.outcomes.front().error().mayHaveArrived);
        held.answerNext();
        scene.exchange(get(support::HttpServer(support::always("")).url("/"))); // some time
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 3 });
        QCOMPARE(held.server.requests.size(), 1);
    }

    void nobodyIsCalledWhoIsGone()
    {
        HeldServer held;
        HttpScene scene;
        int calls = 0;
        {
            QObject context;
            const auto count = [&calls](auto) { ++calls; };
            scene.client.send(get(held.server.url("/1")), &context, count);
            scene.client.send(get(held.server.url("/2")), &context, count);
            scene.client.send(get("file:///etc/passwd"), &context, count);
            QTRY_COMPARE(held.held.size(), 1);
        }
        QTRY_COMPARE(held.held.first()->state(), QAbstractSocket::UnconnectedState);
        scene.send(get(held.server.url("/3")));
        QTRY_COMPARE(held.server.requests.size(), 2);
        QCOMPARE(held.path(1), QByteArray("/3"));
        held.held.removeFirst();
        held.answerNext();
        QTRY_COMPARE(scene.outcomes.size(), std::size_t { 1 });
        QCOMPARE(calls, 1); // of the address that is none, before the context went
    }

    void aClientMayGoWhileItWaits()
    {
        HeldServer held;
        support::FixedClock clock(1'760'000'000);
        support::FixedTimers timers(clock);
        auto client = std::make_unique<net::HttpClient>("Countersign/test", clock, timers);
        QObject context;
        int calls = 0;
        for (int i = 0; i < 3; ++i)
            client->send(get(held.server.url("/")), &context, [&calls](auto) { ++calls; });
        QTRY_COMPARE(held.held.size(), 1);
        client.reset();
        QTRY_COMPARE(held.held.first()->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(calls, 0);
    }

    void aCallbackMaySendAgainOrEndTheClient()
    {
        HttpServer server(support::always("yes"));
        support::FixedClock clock(1'760'000'000);
        support::FixedTimers timers(clock);
        auto client = std::make_unique<net::HttpClient>("Countersign/test", clock, timers);
        QObject context;
        bool isDone = false;
        client->send(get(server.url("/1")), &context, [&](auto) {
            client->send(get(server.url("/2")), &context, [&](auto) {
                client.reset();
                isDone = true;
            });
        });
        QTRY_VERIFY(isDone);
        QCOMPARE(server.requests.size(), 2);
    }

    void serversTellTheTime()
    {
        QByteArray headers = "Date: Thu, 09 Oct 2025 09:00:00 GMT\r\n"; // 1760000400
        HttpServer server([&headers](QTcpSocket& connection, const QByteArray&) {
            connection.write(HttpServer::reply("200 OK", "{}", headers));
        });
        HttpScene scene;
        QVERIFY(!scene.client.serverTime(server.origin()));
        scene.exchange(get(server.url("/")));
        const auto time = scene.client.serverTime(server.origin());
        QCOMPARE(time, (net::ServerTime { .offset = 400'500ms, .uncertainty = 500ms }));
        QVERIFY(!scene.client.serverTime("http://127.0.0.1:1"));
        scene.clock.time += 400s;
        headers += "Age: 300\r\n"; // kept by somebody on the way
        scene.exchange(get(server.url("/")));
        QCOMPARE(scene.client.serverTime(server.origin()), time);
        headers = "Date: Thu, 09 Oct 2025 09:00:00 GMT\r\n";
        scene.exchange(get(server.url("/")));
        QCOMPARE(scene.client.serverTime(server.origin())->offset, 500ms);
    }

private:
    qsizetype m_threads = 0; ///< without any connection
};

QTEST_GUILESS_MAIN(HttpSendingTest)
#include "http_sending_test.moc"
