// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "tests/core/desk/okta/desk_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/http_server.h"
#include "tests/support/logged.h"

using base::ErrorCode;
using desk::okta::Activation;
using desk::okta::Factor;
using desk::okta::FactorResult;
using desk::okta::FactorStatus;
using desk::okta::Meaning;
using desk::okta::Transaction;
using support::codeOf;
using support::DeskScene;
using support::HttpServer;
using support::resultOf;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t Now = 1'760'000'000;

/// An organisation that says what the test wants, and one desk at it.
struct Scripted
{
    QByteArray status = "200 OK";
    QByteArray body = {};
    QByteArray headers = "Content-Type: application/json\r\n";
    HttpServer server { [this](QTcpSocket& connection, const QByteArray& /*request*/) {
        connection.write(HttpServer::reply(status, body, headers));
    } };
    DeskScene desk { Now, { server.origin() } };

    void say(const QByteArray& newStatus, const QByteArray& newBody)
    {
        status = newStatus;
        body = newBody;
    }
    QByteArray lastRequest() const
    {
        return server.requests.isEmpty() ? QByteArray() : server.requests.last();
    }
    std::string at(const char* path) const { return server.url(path); }
};

Factor factorAt(const std::string& address)
{
    Factor factor;
    factor.self = factor.verify = address;
    return factor;
}

Activation activationAt(const std::string& address)
{
    Activation activation;
    activation.poll = activation.restart = address;
    activation.picture.assign(address.begin(), address.end());
    return activation;
}

Transaction transactionAt(const std::string& address)
{
    Transaction transaction;
    transaction.poll = transaction.cancel = address;
    return transaction;
}

/// All calls that follow a link, to one address.
std::vector<ErrorCode> followAll(DeskScene& desk, const std::string& address)
{
    return { codeOf(desk.remove(factorAt(address))), codeOf(desk.startPush(factorAt(address))),
        codeOf(desk.verify(factorAt(address), "325812")), codeOf(desk.poll(activationAt(address))),
        codeOf(desk.activate(activationAt(address), "")),
        codeOf(desk.picture(activationAt(address))), codeOf(desk.poll(transactionAt(address))),
        codeOf(desk.cancel(transactionAt(address))) };
}

} // namespace

/// What is sent, and what becomes of replies that no honest organisation sends.
class DeskClientTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aRequestHasTheTokenAndSaysWhatItWants()
    {
        Scripted scripted;
        scripted.body = "[]";
        const auto list = scripted.desk.factors("rin@acme.example.com");
        QVERIFY(list && list->empty());
        const QByteArray request = scripted.lastRequest();
        QVERIFY(
            request.startsWith("GET /api/v1/users/rin%40acme.example.com/factors HTTP/1.1\r\n"));
        QVERIFY(request.contains("\r\nAuthorization: SSWS "
            + QByteArray::fromStdString(std::string(DeskScene::Token)) + "\r\n"));
        QVERIFY(request.contains("\r\nAccept: application/json\r\n"));
        QVERIFY(!request.contains("Content-Type"));
    }

    void aUsersNameIsOneStepOfThePath()
    {
        Scripted scripted;
        scripted.body = "[]";
        QVERIFY(scripted.desk.factors("../../org/a b?c#d"));
        QVERIFY(scripted.lastRequest().startsWith(
            "GET /api/v1/users/..%2F..%2Forg%2Fa%20b%3Fc%23d/factors HTTP/1.1\r\n"));
        for (const char* user : { "", ".", ".." }) {
            QCOMPARE(int(codeOf(scripted.desk.factors(user))), int(ErrorCode::InvalidField));
            QCOMPARE(int(codeOf(scripted.desk.enroll(user, {}))), int(ErrorCode::InvalidField));
        }
        QCOMPARE(scripted.server.requests.size(), 1);
    }

    void anEnrolmentNamesItsKind()
    {
        Scripted scripted;
        scripted.body = "{\"id\":\"1\",\"factorType\":\"push\",\"status\":\"PENDING_ACTIVATION\"}";
        QVERIFY(scripted.desk.enroll("u", { "push", "OKTA" }));
        QVERIFY(scripted.lastRequest().startsWith("POST /api/v1/users/u/factors HTTP/1.1\r\n"));
        QVERIFY(scripted.lastRequest().endsWith("\r\n\r\n"
                                                "{\"factorType\":\"push\",\"provider\":\"OKTA\"}"));
        QVERIFY(scripted.lastRequest().contains("\r\nContent-Type: application/json\r\n"));
    }

    /// As texts, since a number would lose its zeros.
    void aCodeKeepsItsZeros()
    {
        Scripted scripted;
        scripted.body = "{\"factorResult\":\"SUCCESS\"}";
        const auto verdict = scripted.desk.verify(factorAt(scripted.at("/verify")), "088309");
        QVERIFY(verdict && *verdict == desk::okta::CodeVerdict::Accepted);
        QVERIFY(scripted.lastRequest().endsWith("\r\n\r\n"
                                                "{\"passCode\":\"088309\"}"));
    }

    void aPushMayAskForANumber()
    {
        Scripted scripted;
        scripted.say("201 Created", "{\"factorResult\":\"WAITING\"}");
        QVERIFY(scripted.desk.startPush(factorAt(scripted.at("/verify"))));
        QVERIFY(scripted.lastRequest().startsWith("POST /verify "));
        QVERIFY(scripted.lastRequest().endsWith("\r\n\r\n"));
        QVERIFY(scripted.desk.startPush(factorAt(scripted.at("/verify")), true));
        QVERIFY(scripted.lastRequest().endsWith("{\"useNumberMatchingChallenge\":true}"));
    }

    /// Of one interface by GET, of activations by POST, and cancelled by DELETE.
    void pollsHaveTheirMethodsAndKeepTheAddress()
    {
        Scripted scripted;
        scripted.body = "{}";
        const std::string address = scripted.at("/transactions/v2mst.TEST01");
        QVERIFY(scripted.desk.poll(transactionAt(address)));
        QVERIFY(scripted.lastRequest().startsWith("GET /transactions/v2mst.TEST01 HTTP/1.1\r\n"));
        QVERIFY(scripted.desk.poll(activationAt(address)));
        QVERIFY(scripted.lastRequest().startsWith("POST /transactions/v2mst.TEST01 HTTP/1.1\r\n"));
        QVERIFY(scripted.lastRequest().endsWith("\r\n\r\n"));
        QVERIFY(scripted.desk.cancel(transactionAt(address)));
        QVERIFY(
            scripted.lastRequest().startsWith("DELETE /transactions/v2mst.TEST01 HTTP/1.1\r\n"));
    }

    void aLinkToElsewhereIsNotFollowed_data()
    {
        QTest::addColumn<QString>("address"); // %1 is a server that listens, %2 the port of ours
        QTest::newRow("another port") << QStringLiteral("http://127.0.0.1:%1/poll");
        QTest::newRow("another address") << QStringLiteral("http://127.0.0.2:%2/poll");
        QTest::newRow("another host") << QStringLiteral("https://evil.example/poll");
        QTest::newRow("another scheme") << QStringLiteral("https://127.0.0.1:%2/poll");
        QTest::newRow("unencrypted") << QStringLiteral("http://acme.example.com/poll");
        QTest::newRow("ours as a user's name")
            << QStringLiteral("http://127.0.0.1:%2@127.0.0.1:%1/poll");
        QTest::newRow("ours as a part of a name")
            << QStringLiteral("https://127.0.0.1:%2.evil.example/poll");
        QTest::newRow("no host") << QStringLiteral("/api/v1/poll");
        QTest::newRow("a file") << QStringLiteral("file:///etc/passwd");
    }
    void aLinkToElsewhereIsNotFollowed()
    {
        QFETCH(QString, address);
        Scripted scripted;
        HttpServer other(support::always("{}"));
        address.replace(QStringLiteral("%1"), QString::number(other.serverPort()));
        address.replace(QStringLiteral("%2"), QString::number(scripted.server.serverPort()));
        for (const ErrorCode code : followAll(scripted.desk, address.toStdString()))
            QCOMPARE(int(code), int(ErrorCode::RedirectRefused));
        QCOMPARE(other.connections, 0);
        QCOMPARE(scripted.server.connections, 0);
    }

    void unencryptedIsElsewhereForAnEncryptedOrganisation()
    {
        HttpServer plain(support::always("{}"));
        const std::string encrypted = "https" + plain.origin().substr(4);
        DeskScene desk(Now, { encrypted });
        for (const ErrorCode code : followAll(desk, plain.url("/poll")))
            QCOMPARE(int(code), int(ErrorCode::RedirectRefused));
        QCOMPARE(plain.connections, 0);
    }

    /// As a reply spells it: what the organisation lists, and where it says to poll.
    void aLinkOfAReplyIsHeldToTheSame()
    {
        Scripted scripted;
        HttpServer other(support::always("{}"));
        const QByteArray elsewhere = QByteArray::fromStdString(other.url("/steal"));
        scripted.body =
            "{\"id\":\"1\",\"factorType\":\"push\",\"status\":\"PENDING_ACTIVATION\",\"_links\":"
            "{\"poll\":{\"href\":\""
            + elsewhere + "\"},\"qrcode\":{\"href\":\"" + elsewhere + "\"}}}";
        const auto factor = scripted.desk.enroll("u", { "push", "OKTA" });
        QVERIFY(factor && factor->activation);
        QCOMPARE(int(codeOf(scripted.desk.picture(*factor->activation))),
            int(ErrorCode::RedirectRefused));
        QCOMPARE(int(codeOf(scripted.desk.poll(activationAt(factor->activation->poll)))),
            int(ErrorCode::RedirectRefused));
        QCOMPARE(other.connections, 0);
    }

    void whatIsNotOfferedIsNotAsked()
    {
        Scripted scripted;
        for (const ErrorCode code : followAll(scripted.desk, ""))
            QCOMPARE(int(code), int(ErrorCode::NothingToDo));
        QCOMPARE(scripted.server.connections, 0);
    }

    void aRedirectToAnotherHostIsRefused()
    {
        Scripted scripted;
        HttpServer other(support::always("{}"));
        scripted.status = "302 Found";
        scripted.headers = "Location: " + QByteArray::fromStdString(other.url("/steal")) + "\r\n";
        for (const ErrorCode code : followAll(scripted.desk, scripted.at("/poll")))
            QCOMPARE(int(code), int(ErrorCode::RedirectRefused));
        QCOMPARE(other.connections, 0);
    }

    /// 200, and not approved.
    void noStatusIsASuccess()
    {
        Scripted scripted;
        const std::string address = scripted.at("/poll");
        scripted.body = "{\"factorResult\":\"REJECTED\"}";
        const auto rejected = scripted.desk.poll(transactionAt(address));
        QVERIFY(rejected && rejected->result == FactorResult::Rejected);
        scripted.body = "{\"factorResult\":\"MAYBE\"}";
        const auto unknown = scripted.desk.poll(transactionAt(address));
        QVERIFY(unknown && unknown->result == FactorResult::Unknown);
        QVERIFY(desk::okta::isFinal(unknown->result));
        const auto activation = scripted.desk.poll(activationAt(address));
        QVERIFY(activation);
        const auto* const going = std::get_if<Activation>(&*activation);
        QVERIFY(going && going->result == FactorResult::Unknown);
    }

    void aReplyWithoutABodySaysNothing_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("204") << QByteArray("204 No Content") << QByteArray();
        QTest::newRow("200") << QByteArray("200 OK") << QByteArray();
        QTest::newRow("202") << QByteArray("202 Accepted")
                             << QByteArray(
                                    "{\"errorCode\":\"E0000070\",\"errorSummary\":\"Waiting\"}");
    }
    void aReplyWithoutABodySaysNothing()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        Scripted scripted;
        scripted.say(status, body);
        const std::string address = scripted.at("/poll");
        const auto transaction = scripted.desk.poll(transactionAt(address));
        QVERIFY(transaction && transaction->result == FactorResult::Waiting);
        QCOMPARE(transaction->poll, address);
        const auto activation = scripted.desk.poll(activationAt(address));
        QVERIFY(activation);
        const auto* const going = std::get_if<Activation>(&*activation);
        QVERIFY(going && going->result == FactorResult::Waiting && going->poll == address);
        // Where nothing is awaited it is all there is to say.
        QVERIFY(scripted.desk.cancel(transactionAt(address)));
        QVERIFY(scripted.desk.remove(factorAt(address)));
        // And where something is, it is not understood.
        QVERIFY(!scripted.desk.verify(factorAt(address), "325812"));
        QVERIFY(!scripted.desk.picture(activationAt(address)));
        QVERIFY(!scripted.desk.factors("u"));
    }

    void cancellingAsksForNoBody()
    {
        Scripted scripted;
        scripted.headers = "Content-Type: text/html\r\n";
        scripted.body = "<html>gone</html>";
        QVERIFY(scripted.desk.cancel(transactionAt(scripted.at("/t"))));
        scripted.status = "404 Not Found";
        const auto refused = scripted.desk.cancel(transactionAt(scripted.at("/t")));
        QVERIFY(!refused);
        QVERIFY(refused.error().meaning == Meaning::NotFound);
    }

    void anErrorIsOneWhateverTheStatus()
    {
        Scripted scripted;
        scripted.body =
            "{\"errorCode\":\"E0000009\",\"errorSummary\":\"Internal\",\"errorId\":\"oae1\"}";
        const auto polled = scripted.desk.poll(transactionAt(scripted.at("/poll")));
        QVERIFY(!polled);
        QCOMPARE(polled.error().said.code, std::string("E0000009"));
        QCOMPARE(polled.error().said.id, QStringLiteral("oae1"));
    }

    void waitingForTooLongIsATimeout()
    {
        Scripted scripted;
        const std::string address = scripted.at("/poll");
        scripted.body = "{\"factorResult\":\"WAITING\",\"expiresAt\":\"2025-10-09T08:58:20Z\",\"_"
                        "links\":{\"poll\":{\"href\":\""
            + QByteArray::fromStdString(address) + "\"}}}";
        const auto started = scripted.desk.startPush(factorAt(address));
        QVERIFY(started && started->expires == base::fromUnixSeconds(Now + 300));
        scripted.desk.clock.time += 330s;
        QVERIFY(resultOf(scripted.desk.poll(*started)) == FactorResult::Waiting);
        const auto waits = [&scripted, &address] {
            return resultOf(scripted.desk.poll(activationAt(address))) == FactorResult::Waiting;
        };
        QVERIFY(waits());
        scripted.desk.clock.time += 1s;
        QVERIFY(resultOf(scripted.desk.poll(*started)) == FactorResult::Timeout);
        QVERIFY(!waits());
        // The end that was told first counts where a reply leaves it out.
        scripted.body = "{\"factorResult\":\"WAITING\"}";
        QVERIFY(resultOf(scripted.desk.poll(*started)) == FactorResult::Timeout);
    }

    /// Times that a server writes are by its own clock.
    void aWrongClockHereEndsNothing()
    {
        Scripted scripted;
        const std::string address = scripted.at("/poll");
        scripted.headers += "Date: Thu, 09 Oct 2025 08:53:20 GMT\r\n";
        scripted.body = "{\"factorResult\":\"WAITING\",\"expiresAt\":\"2025-10-09T08:58:20Z\"}";
        scripted.desk.clock.time += 600s;
        QVERIFY(resultOf(scripted.desk.poll(transactionAt(address))) == FactorResult::Waiting);
    }

    void whatIsNotJsonIsShownInPart()
    {
        Scripted scripted;
        scripted.headers = "Content-Type: text/html; charset=utf-8\r\n";
        scripted.body = "<html>\n <h1>Sign\xE2\x80\xAE in</h1>" + QByteArray(1000, 'x');
        const auto list = scripted.desk.factors("u");
        QCOMPARE(int(codeOf(list)), int(ErrorCode::NotUnderstood));
        QVERIFY(list.error().error.arguments == std::vector<std::string> { "127.0.0.1" });
        const QString excerpt = list.error().excerpt;
        QVERIFY(excerpt.startsWith(QStringLiteral("<html> <h1>Sign\\u{202E} in</h1>xxx")));
        QVERIFY(excerpt.size() < 150);
        // JSON of the wrong type is no better.
        scripted.body = "{\"factorResult\":\"SUCCESS\"}";
        QVERIFY(!scripted.desk.poll(transactionAt(scripted.at("/poll"))));
        scripted.headers.clear();
        QVERIFY(!scripted.desk.poll(transactionAt(scripted.at("/poll"))));
        for (const char* type :
            { "application/json", "Application/JSON; charset=UTF-8", "application/hal+json" }) {
            scripted.headers = QByteArray("Content-Type: ") + type + "\r\n";
            QVERIFY(scripted.desk.poll(transactionAt(scripted.at("/poll"))));
        }
    }

    /// It may be cut short, or hold secrets.
    void brokenJsonIsNotShown()
    {
        Scripted scripted;
        scripted.body = "{\"sharedSecret\":\"MFRGGZDFMZTWQ2LK\"";
        const auto polled = scripted.desk.poll(transactionAt(scripted.at("/poll")));
        QCOMPARE(int(codeOf(polled)), int(ErrorCode::NotUnderstood));
        QVERIFY(polled.error().excerpt.isEmpty());
    }

    void tooManyRequestsAreAPause_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("pause");
        const QByteArray json =
            "{\"errorCode\":\"E0000047\",\"errorSummary\":\"Too many requests.\"}";
        const QByteArray type = "Content-Type: application/json\r\n";
        const QByteArray date = "Date: Thu, 09 Oct 2025 08:53:20 GMT\r\n";
        QTest::newRow("as documented") << type + date + "X-Rate-Limit-Reset: 1760000030\r\n"
                                       << json << qint64 { 30 };
        QTest::newRow("no headers") << type << json << qint64 { 4 };
        QTest::newRow("reset in the past") << type + date + "X-Rate-Limit-Reset: 1759999000\r\n"
                                           << json << qint64 { 1 };
        QTest::newRow("a page of a proxy") << QByteArray("Content-Type: text/html\r\n")
                                           << QByteArray("<html>slow down</html>") << qint64 { 4 };
        QTest::newRow("no body") << QByteArray("Retry-After: 17\r\n") << QByteArray()
                                 << qint64 { 17 };
    }
    void tooManyRequestsAreAPause()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(qint64, pause);
        Scripted scripted;
        scripted.status = "429 Too Many Requests";
        scripted.headers = headers;
        scripted.body = body;
        scripted.desk.clock.time += 100s; // ours is no part of it
        const auto polled = scripted.desk.poll(transactionAt(scripted.at("/poll")));
        QCOMPARE(int(codeOf(polled)), int(ErrorCode::RateLimited));
        QVERIFY(polled.error().meaning == Meaning::SlowDown);
        QCOMPARE(qint64(polled.error().pause.count()), pause);
        QVERIFY(polled.error().error.arguments == std::vector { std::to_string(pause) });
    }

    /// Five kinds of no, and an answer that is none about the code.
    void aRefusedCodeHasItsReason_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("verdict");
        using desk::okta::CodeVerdict;
        const auto row = [](const char* code, CodeVerdict verdict) {
            QTest::newRow(code) << QByteArray(code) << int(verdict);
        };
        row("E0000068", CodeVerdict::Wrong);
        row("E0000082", CodeVerdict::Used);
        row("E0000083", CodeVerdict::OutsideWindow);
        row("E0000069", CodeVerdict::Locked);
        QTest::newRow("E0000011") << QByteArray("E0000011") << -1;
        QTest::newRow("E0000113") << QByteArray("E0000113") << -1;
    }
    void aRefusedCodeHasItsReason()
    {
        QFETCH(QByteArray, code);
        Scripted scripted;
        scripted.say("403 Forbidden", "{\"errorCode\":\"" + code + "\",\"errorSummary\":\"No.\"}");
        const auto verdict = scripted.desk.verify(factorAt(scripted.at("/verify")), "325812");
        QTEST(verdict ? int(*verdict) : -1, "verdict");
        if (!verdict)
            QCOMPARE(QByteArray::fromStdString(verdict.error().said.code), code);
    }

    void aPictureMayComeWithTheReply()
    {
        Scripted scripted;
        const Activation activation = activationAt("data:image/png;base64,iVBO Rw0K");
        const auto picture = scripted.desk.picture(activation);
        QVERIFY(picture);
        QVERIFY(base::textOf(*picture) == "\x89PNG\r\n");
        QCOMPARE(int(codeOf(scripted.desk.picture(activationAt("data:image/png;base64,!")))),
            int(ErrorCode::NotUnderstood));
        QCOMPARE(scripted.server.connections, 0);
    }

    void aPictureIsOneByItsType()
    {
        Scripted scripted;
        scripted.headers = "Content-Type: image/png\r\n";
        scripted.body = "\x89PNG";
        QVERIFY(scripted.desk.picture(activationAt(scripted.at("/qr"))));
        QVERIFY(scripted.lastRequest().startsWith("GET /qr HTTP/1.1\r\n"));
        scripted.headers = "Content-Type: text/html\r\n";
        QCOMPARE(int(codeOf(scripted.desk.picture(activationAt(scripted.at("/qr"))))),
            int(ErrorCode::NotUnderstood));
    }

    void aCallEndsWithItsContext()
    {
        Scripted scripted;
        bool isTold = false;
        {
            QObject context;
            scripted.desk.client.factors("u", &context, [&](auto) { isTold = true; });
            scripted.desk.client.factors("", &context, [&](auto) { isTold = true; });
            scripted.desk.client.picture(
                activationAt("data:image/png;base64,iVBO"), &context, [&](auto) { isTold = true; });
        }
        scripted.body = "[]";
        QVERIFY(scripted.desk.factors("u"));
        QVERIFY(!isTold);
    }

    void aCallCanBeGivenUp()
    {
        Scripted scripted;
        scripted.body = "[]";
        const auto reply = scripted.desk.wait<std::vector<Factor>>([&](auto done) {
            auto handle = scripted.desk.client.factors("u", &scripted.desk.context, done);
            handle.cancel();
        });
        QVERIFY(!reply && reply.error().error.code == ErrorCode::Cancelled);
    }

    void theTokenIsInNoLogAndNoError()
    {
        Scripted scripted;
        scripted.say(
            "401 Unauthorized", "{\"errorCode\":\"E0000011\",\"errorSummary\":\"Invalid token\"}");
        const QByteArray log = support::logged([&] {
            const auto list = scripted.desk.factors("u");
            QVERIFY(!list);
            QVERIFY(list.error().meaning == Meaning::BadApiToken);
            for (const std::string& argument : list.error().error.arguments)
                QVERIFY(argument.find(DeskScene::Token) == std::string::npos);
        });
        QVERIFY(!log.contains(DeskScene::Token.data()));
    }

    void theTokenIsGivenBack()
    {
        const std::size_t before = crypto::secureHeapInUse();
        {
            Scripted scripted;
            scripted.body = "[]";
            QVERIFY(scripted.desk.factors("u"));
            QVERIFY(crypto::secureHeapInUse() > before);
        }
        QCOMPARE(crypto::secureHeapInUse(), before);
    }
};

QTEST_GUILESS_MAIN(DeskClientTest)
#include "client_test.moc"
