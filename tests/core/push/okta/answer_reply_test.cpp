// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

using support::OktaDesk;
using support::OktaService;
using vault::JournalResult;

/// What becomes of an answer by what the server says to it.
class OktaAnswerReplyTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void whatTheServerSaysOfAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("result");
        const auto row = [](const char* name, const QByteArray& reply, JournalResult result) {
            QTest::newRow(name) << reply << static_cast<int>(result);
        };
        row("unknown transaction", OktaService::error("404 Not Found", "E0000191"),
            JournalResult::Expired);
        row("answered already", OktaService::error("400 Bad Request", "E0000001"),
            JournalResult::Refused);
        row("refused by a policy",
            support::HttpServer::reply(
                "400 Bad Request", R"({"@type":"FACTOR","status":"REJECT","reasons":[]})"),
            JournalResult::Refused);
        row("origin check failed", OktaService::error("403 Forbidden", "E0000212"),
            JournalResult::Refused);
        row("enrolment gone", OktaService::error("410 Gone", "E0000154"), JournalResult::Refused);
    }
    void whatTheServerSaysOfAnAnswer()
    {
        QFETCH(QByteArray, reply);
        QFETCH(int, result);
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult polled = desk.poll();
        desk.service.instead = [&](const OktaService::Request& request) {
            return request.path.endsWith("/verify") ? std::optional(reply) : std::nullopt;
        };
        const auto outcome = desk.answer(polled.challenges.at(0), OktaDesk::approval());
        QCOMPARE(static_cast<int>(outcome.result.value_or(JournalResult(-1))), result);
        QVERIFY(outcome.error.has_value());
        QCOMPARE(desk.service.count("POST", "/verify"), 1); // and not again
    }

    /// A yes is in the status: what some servers tell beside it is not asked.
    void theStatusAloneSaysThatAnAnswerWasTaken_data()
    {
        QTest::addColumn<QByteArray>("reply");
        const auto row = [](const char* name, const char* status, const char* body) {
            QTest::newRow(name) << support::HttpServer::reply(status, body);
        };
        row("200, the transaction's state", "200 OK",
            R"({"id":"ft1","factorResult":"REJECTED","_links":{}})");
        row("200, a factor's refusal", "200 OK",
            R"({"@type":"FACTOR","status":"REJECT","reasons":[]})");
        row("200, success", "200 OK", R"({"factorResult":"SUCCESS"})");
        row("200, nothing", "200 OK", "");
        row("200, not JSON", "200 OK", "<html>ok</html>");
        row("204", "204 No Content", "");
    }
    void theStatusAloneSaysThatAnAnswerWasTaken()
    {
        QFETCH(QByteArray, reply);
        OktaDesk desk;
        QVERIFY(desk.activate());
        const auto registered = desk.registration();
        desk.service.afterwards = [&](const OktaService::Request& request) {
            return request.path.endsWith("/verify") ? std::optional(reply) : std::nullopt;
        };
        for (const bool isDenial : { true, false }) {
            desk.service.challenge(desk.service.enrolment());
            const push::PollResult polled = desk.poll();
            QCOMPARE(polled.challenges.size(), 1U);
            const auto outcome = desk.answer(
                polled.challenges[0], isDenial ? OktaDesk::denial() : OktaDesk::approval());
            QVERIFY(outcome.result == (isDenial ? JournalResult::Denied : JournalResult::Approved));
            QVERIFY(!outcome.error);
            QVERIFY(desk.poll().challenges.empty());
        }
        QCOMPARE(desk.service.answers.size(), 2U);
        QVERIFY(desk.registration() == registered);
    }
};

QTEST_GUILESS_MAIN(OktaAnswerReplyTest)
#include "answer_reply_test.moc"
