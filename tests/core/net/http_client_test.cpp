// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/core/net/http_scene.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using base::ErrorCode;
using support::get;
using support::HttpScene;
using support::HttpServer;
using support::post;
using namespace std::chrono_literals;

namespace {

/// What a server may send, and what becomes of it.
struct Row
{
    const char* name;
    QByteArray answer;
    ErrorCode code;
};

QByteArray lineOf(const QByteArray& request, const QByteArray& name)
{
    for (const QByteArray& line : request.split('\n')) {
        if (line.toLower().startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

HttpServer::Answer sends(const QByteArray& bytes)
{
    return
        [bytes](QTcpSocket& connection, const QByteArray& /*request*/) { connection.write(bytes); };
}

HttpServer::Answer sendsAndCloses(const QByteArray& bytes)
{
    return [bytes](QTcpSocket& connection, const QByteArray& /*request*/) {
        connection.write(bytes);
        connection.disconnectFromHost();
    };
}

} // namespace

class HttpClientTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void sendsWhatItIsToldAndReturnsTheAnswer();
    void sendsEveryMethodWithItsBody_data();
    void sendsEveryMethodWithItsBody();
    void answersOfFailureAreAnswers_data();
    void answersOfFailureAreAnswers();
    void tellsHowLongToWait();
    void refusesAnswers_data();
    void refusesAnswers();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void aBodyOfExactlyTheLimitIsRead_data();
    void aBodyOfExactlyTheLimitIsRead();
    void oversizedHeadersAreRefused();
    void timeIsLimited_data();
    void timeIsLimited();
    void aConnectionThatBreaksIsToldOnce_data();
    void aConnectionThatBreaksIsToldOnce();
    void aBodyIsNeverSentTwiceByItself();
    void keepsNoCookie();
    void offersNoLogin_data();
    void offersNoLogin();
    void refusesRequests_data();
    void refusesRequests();
};

void HttpClientTest::sendsWhatItIsToldAndReturnsTheAnswer()
{
    HttpServer server([](QTcpSocket& connection, const QByteArray&) {
        connection.write(HttpServer::reply("201 Created", "{\"a\":1}",
            "Content-Type: application/json\r\nX-Two: one\r\nX-Two: two\r\n"));
    });
    HttpScene scene;
    auto request = post(server.url("/a/b?c=d%20e#part"), "{}");
    request.headers.push_back({ "Accept", "application/json; okta-version=1.0.0" });
    request.authorization = { "SSWS", std::move(*crypto::SecretBytes::copyOf("token")) };
    scene.exchange(std::move(request));
    const QByteArray sent = server.requests.first();
    QVERIFY2(sent.startsWith("POST /a/b?c=d%20e HTTP/1.1\r\n"), sent.constData());
    QVERIFY(sent.endsWith("\r\n\r\n{}"));
    QCOMPARE(lineOf(sent, "user-agent"), QByteArray("Countersign/test"));
    QCOMPARE(lineOf(sent, "authorization"), QByteArray("SSWS token"));
    QCOMPARE(lineOf(sent, "accept"), QByteArray("application/json; okta-version=1.0.0"));
    QCOMPARE(lineOf(sent, "accept-encoding"), QByteArray("identity"));
    QCOMPARE(lineOf(sent, "host"), QByteArray::fromStdString(server.origin().substr(7)));
    QVERIFY(scene.outcomes.front());
    const net::HttpResponse& response = scene.outcomes.front().value();
    QCOMPARE(response.status, 201);
    QCOMPARE(response.text(), std::string_view("{\"a\":1}"));
    QCOMPARE(*response.header("content-type"), std::string("application/json"));
    QCOMPARE(*response.header("x-two"), std::string("one, two"));
    QVERIFY(!response.header("x-three"));
    QVERIFY(!response.peer);
}

void HttpClientTest::sendsEveryMethodWithItsBody_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](net::Method method, const char* word, const char* body) {
        QTest::newRow(
            qPrintable(QStringLiteral("%1, %2 bytes").arg(QLatin1String(word)).arg(qstrlen(body))))
            << static_cast<int>(method) << QByteArray(word) << QByteArray(body);
    };
    row(net::Method::Get, "GET", "");
    row(net::Method::Post, "POST", "");
    row(net::Method::Post, "POST", "{\"a\":\"b\"}");
    row(net::Method::Put, "PUT", "{}");
    row(net::Method::Patch, "PATCH", "{}");
    row(net::Method::Delete, "DELETE", "");
}

void HttpClientTest::sendsEveryMethodWithItsBody()
{
    QFETCH(int, method);
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, body);
    HttpServer server(support::always("yes"));
    HttpScene scene;
    auto request = post(server.url("/"), body.toStdString());
    request.method = static_cast<net::Method>(method);
    scene.exchange(std::move(request));
    QVERIFY(scene.outcomes.front());
    const QByteArray sent = server.requests.first();
    QVERIFY(sent.startsWith(word + " / "));
    QVERIFY(sent.endsWith("\r\n\r\n" + body));
    const QByteArray length = lineOf(sent, "content-length");
    QCOMPARE(length, word == "GET" ? QByteArray() : QByteArray::number(body.size()));
}

void HttpClientTest::answersOfFailureAreAnswers_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char* const status :
        { "400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found",
            "405 Method Not Allowed", "406 Not Acceptable", "409 Conflict", "410 Gone",
            "418 Teapot", "423 Locked", "429 Too Many Requests", "500 Internal Server Error",
            "501 Not Implemented", "502 Bad Gateway", "503 Service Unavailable", "599 Odd" })
        QTest::newRow(status) << QByteArray(status);
}

void HttpClientTest::answersOfFailureAreAnswers()
{
    QFETCH(QByteArray, status);
    HttpServer server(sends(HttpServer::reply(status, "{\"errorCode\":\"E0000011\"}")));
    HttpScene scene;
    scene.exchange(post(server.url("/"), "{}"));
    QCOMPARE(scene.code(), ErrorCode::Cancelled);
    const net::HttpResponse& response = scene.outcomes.front().value();
    QCOMPARE(response.status, status.first(3).toInt());
    QCOMPARE(response.text(), std::string_view("{\"errorCode\":\"E0000011\"}"));
    QCOMPARE(server.requests.size(), 1);
}

void HttpClientTest::tellsHowLongToWait()
{
    HttpServer server(sends(HttpServer::reply("429 Too Many Requests", "{}",
        "Date: Thu, 09 Oct 2025 09:00:00 GMT\r\nRetry-After: Thu, 09 Oct 2025 09:00:30 GMT\r\n"
        "X-Rate-Limit-Reset: 1760000460\r\n")));
    HttpScene scene;
    scene.exchange(get(server.url("/")));
    const net::HttpResponse& response = scene.outcomes.front().value();
    QCOMPARE(response.status, 429);
    QCOMPARE(response.date, base::fromUnixSeconds(1'760'000'400));
    QCOMPARE(response.retryAfter, std::optional(30s));
    QCOMPARE(response.rateLimitReset, base::fromUnixSeconds(1'760'000'460));
}

void HttpClientTest::refusesAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("code");
    const QByteArray large(1001, 'x');
    const Row rows[] = {
        { "body above the limit", HttpServer::reply("200 OK", large), ErrorCode::ResponseTooLarge },
        { "a length above the limit, nothing sent",
            "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n", ErrorCode::ResponseTooLarge },
        { "body of unknown length above the limit", "HTTP/1.1 200 OK\r\n\r\n" + large,
            ErrorCode::ResponseTooLarge },
        { "chunks above the limit",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + large + "\r\n",
            ErrorCode::ResponseTooLarge },
        { "packed although not asked for",
            HttpServer::reply("200 OK", "\x1f\x8b", "Content-Encoding: gzip\r\n"),
            ErrorCode::NotUnderstood },
        { "no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n", ErrorCode::NetworkUnreachable },
    };
    for (const Row& row : rows)
        QTest::newRow(row.name) << row.answer << static_cast<int>(row.code);
}

void HttpClientTest::refusesAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, code);
    HttpServer server(sends(answer));
    HttpScene scene;
    auto request = get(server.url("/"));
    request.limits.body = 1000;
    scene.exchange(std::move(request));
    QVERIFY2(static_cast<int>(scene.code()) == code,
        scene.outcomes.front() ? "an answer"
                               : scene.outcomes.front().error().error.context.c_str());
    QCOMPARE(scene.arguments().front(), std::string("127.0.0.1"));
}

void HttpClientTest::followsNoRedirect_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char* const status : { "301 Moved", "302 Found", "303 See Other", "307 Temporary",
             "308 Permanent", "300 Multiple Choices" })
        QTest::newRow(status) << QByteArray(status);
}

void HttpClientTest::followsNoRedirect()
{
    QFETCH(QByteArray, status);
    HttpServer other(support::always("stolen"));
    HttpServer server(sends(HttpServer::reply(
        status, {}, "Location: " + QByteArray::fromStdString(other.url("/steal")) + "\r\n")));
    HttpScene scene;
    scene.exchange(get(server.url("/")));
    QCOMPARE(scene.code(), ErrorCode::RedirectRefused);
    QCOMPARE(scene.arguments(), (std::vector<std::string> { "127.0.0.1", "127.0.0.1" }));
    scene.exchange(get(server.url("/again"))); // time enough for one that would be followed
    QCOMPARE(other.connections, 0);
}

void HttpClientTest::aBodyOfExactlyTheLimitIsRead_data()
{
    QTest::addColumn<int>("limit");
    QTest::newRow("small") << 1000;
    QTest::newRow("a megabyte, the usual one") << (1 << 20);
}

void HttpClientTest::aBodyOfExactlyTheLimitIsRead()
{
    QFETCH(int, limit);
    const QByteArray body(limit, 'x');
    HttpServer server(support::always(body));
    HttpScene scene;
    auto request = get(server.url("/"));
    request.limits.body = static_cast<std::size_t>(limit);
    scene.exchange(std::move(request));
    QCOMPARE(scene.code(), ErrorCode::Cancelled);
    QVERIFY(scene.outcomes.front().value().text() == base::textOf(base::bytesOf(body)));
}

void HttpClientTest::oversizedHeadersAreRefused()
{
    QByteArray headers;
    for (int i = 0; i < 40; ++i)
        headers += "X-Header-" + QByteArray::number(i) + ": " + QByteArray(2000, 'x') + "\r\n";
    HttpServer server(sends(HttpServer::reply("200 OK", {}, headers)));
    HttpScene scene;
    scene.exchange(get(server.url("/")));
    QCOMPARE(scene.code(), ErrorCode::ResponseTooLarge);
}

void HttpClientTest::timeIsLimited_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("again");
    QTest::newRow("no answer") << QByteArray() << QByteArray();
    QTest::newRow("a header byte by byte")
        << QByteArray("HTTP/1.1 200 OK\r\nX-Slow: ") << QByteArray("x");
    QTest::newRow("a body that stops")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") << QByteArray();
    QTest::newRow("a body without end")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        << QByteArray("1\r\nx\r\n");
}

void HttpClientTest::timeIsLimited()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, again);
    HttpServer server([&](QTcpSocket& connection, const QByteArray&) {
        connection.write(begin);
        if (again.isEmpty())
            return;
        auto* const timer = new QTimer(&connection);
        connect(timer, &QTimer::timeout, &connection, [&] { connection.write(again); });
        timer->start(10ms);
    });
    HttpScene scene;
    auto request = post(server.url("/"), "{}");
    request.limits.time = 150ms;
    scene.exchange(std::move(request));
    QCOMPARE(scene.code(), ErrorCode::NetworkTimeout);
    QCOMPARE(scene.arguments().front(), std::string("127.0.0.1"));
    QVERIFY(scene.outcomes.front().error().mayHaveArrived);
    QTRY_COMPARE(server.open.first()->state(), QAbstractSocket::UnconnectedState);
}

void HttpClientTest::aConnectionThatBreaksIsToldOnce_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("at once") << QByteArray();
    QTest::newRow("in the header") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    QTest::newRow("in a chunk") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nf\r\nabc");
}

void HttpClientTest::aConnectionThatBreaksIsToldOnce()
{
    QFETCH(QByteArray, answer);
    HttpServer server(sendsAndCloses(answer));
    HttpScene scene;
    scene.exchange(post(server.url("/"), "{}"));
    QCOMPARE(scene.code(), ErrorCode::NetworkUnreachable);
    QVERIFY(scene.outcomes.front().error().mayHaveArrived);
    const std::string url = server.url("/");
    server.close();
    scene.exchange(post(url, "{}"));
    QCOMPARE(scene.code(), ErrorCode::NetworkUnreachable);
    QVERIFY(!scene.outcomes.back().error().mayHaveArrived);
    QCOMPARE(scene.outcomes.size(), std::size_t { 2 });
}

void HttpClientTest::aBodyIsNeverSentTwiceByItself()
{
    HttpServer server(sendsAndCloses({}));
    HttpScene scene;
    scene.exchange(post(server.url("/answer"), "{\"challengeResponse\":\"…\"}"));
    QVERIFY(!scene.outcomes.front());
    QCOMPARE(server.requests.size(), 1);
}

void HttpClientTest::keepsNoCookie()
{
    HttpServer server(sends(HttpServer::reply("200 OK", "{}", "Set-Cookie: sid=1; Path=/\r\n")));
    HttpScene scene;
    scene.exchange(get(server.url("/")));
    scene.exchange(get(server.url("/")));
    QCOMPARE(server.requests.size(), 2);
    QVERIFY(lineOf(server.requests.last(), "cookie").isNull());
}

void HttpClientTest::offersNoLogin_data()
{
    QTest::addColumn<QByteArray>("challenge");
    for (const char* const scheme :
        { "Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"1\"", "Negotiate", "NTLM", "Bearer" })
        QTest::newRow(scheme) << QByteArray(scheme);
}

void HttpClientTest::offersNoLogin()
{
    QFETCH(QByteArray, challenge);
    HttpServer server(sends(HttpServer::reply("401 Unauthorized", "{\"errorCode\":\"E0000011\"}",
        "WWW-Authenticate: " + challenge + "\r\n")));
    HttpScene scene;
    scene.exchange(get(server.url("/")));
    QCOMPARE(scene.code(), ErrorCode::Cancelled);
    QCOMPARE(scene.outcomes.front().value().status, 401);
    QCOMPARE(
        scene.outcomes.front().value().text(), std::string_view("{\"errorCode\":\"E0000011\"}"));
    for (const QByteArray& request : std::as_const(server.requests))
        QVERIFY(lineOf(request, "authorization").isNull());
}

void HttpClientTest::refusesRequests_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("value");
    const QString none;
    QTest::newRow("a scheme of files") << u"file:///etc/passwd"_s << none << none;
    QTest::newRow("a user in the address") << u"https://bank.example@127.0.0.1/"_s << none << none;
    QTest::newRow("a line break in a header") << none << u"X-One"_s << u"1\r\nX-Two: 2"_s;
    QTest::newRow("a colon in a name") << none << u"X-One: 1"_s << u"1"_s;
    QTest::newRow("a secret in the wrong place") << none << u"Authorization"_s << u"Bearer x"_s;
    QTest::newRow("a cookie") << none << u"Cookie"_s << u"sid=1"_s;
    QTest::newRow("another host") << none << u"HOST"_s << u"evil.example"_s;
}

void HttpClientTest::refusesRequests()
{
    QFETCH(QString, url);
    QFETCH(QString, header);
    QFETCH(QString, value);
    HttpServer server(support::always("yes"));
    HttpScene scene;
    auto request = get(url.isNull() ? server.url("/") : url.toStdString());
    if (!header.isNull())
        request.headers.push_back({ header.toStdString(), value.toStdString() });
    scene.send(std::move(request));
    QVERIFY(scene.outcomes.empty()); // not from within the call
    QTRY_COMPARE(scene.outcomes.size(), std::size_t { 1 });
    QCOMPARE(scene.code(), ErrorCode::InvalidField);
    QCOMPARE(server.connections, 0);
}

QTEST_GUILESS_MAIN(HttpClientTest)
#include "http_client_test.moc"
