// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/links.h"
#include "core/desk/okta/transaction.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using desk::okta::FactorResult;
using desk::okta::readTransaction;
using desk::okta::resultAt;
using desk::okta::Transaction;
using namespace std::chrono_literals;

namespace {

constexpr auto Own = "https://acme.example.com/api/v1/users/00uTESTUSER000000001/factors/"
                     "opfTESTPUSH000000001/transactions/v2mst.TESTtransactionTEST01";

std::string waiting(const std::string& more = "")
{
    const std::string own = Own;
    return "{\"expiresAt\":\"2025-10-09T08:58:20.000Z\",\"factorResult\":\"WAITING\",\"_links\":{"
           "\"poll\":"
           "{\"href\":\""
        + own + "\"},\"cancel\":{\"href\":\"" + own + "\"}}" + more + "}";
}

} // namespace

class DeskTransactionTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anIdMayHaveADot()
    {
        const auto read = readTransaction(waiting());
        QVERIFY(read);
        QVERIFY(read->result == FactorResult::Waiting);
        QVERIFY(read->expires == base::fromUnixSeconds(1'760'000'300));
        QCOMPARE(read->poll, std::string(Own));
        QCOMPARE(read->cancel, std::string(Own));
    }

    void theNumberIsShownAsItCame_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* member, const QString& shown) {
            QTest::newRow(member) << QByteArray(member) << shown;
        };
        row("\"correctAnswer\":0", QStringLiteral("0"));
        row("\"correctAnswer\":7", QStringLiteral("7"));
        row("\"correctAnswer\":72", QStringLiteral("72"));
        row("\"correctAnswer\":\"10\"", QStringLiteral("10"));
        row("\"correctAnswer\":\"07\"", QStringLiteral("07"));
        row("", QString());
        row("\"correctAnswer\":null", QString());
        row("\"correctAnswer\":\"\"", QString());
        row("\"correctAnswer\":true", QString());
    }
    void theNumberIsShownAsItCame()
    {
        QFETCH(QByteArray, member);
        QFETCH(QString, shown);
        const auto read = readTransaction(
            waiting(",\"_embedded\":{\"challenge\":{" + member.toStdString() + "}}"));
        QVERIFY(read);
        QCOMPARE(read->correctAnswer.has_value(), !shown.isEmpty());
        QCOMPARE(read->correctAnswer.value_or(QString()), shown);
    }

    void successHasOneMemberOnly()
    {
        const auto read = readTransaction("{\"factorResult\":\"SUCCESS\"}");
        QVERIFY(read && read->result == FactorResult::Success);
    }

    void everyResultHasItsWord_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<int>("result");
        QTest::addColumn<bool>("isFinal");
        const auto row = [](const char* word, FactorResult result, bool isFinal = true) {
            QTest::newRow(word) << QByteArray(word) << int(result) << isFinal;
        };
        row("WAITING", FactorResult::Waiting, false);
        row("CHALLENGE", FactorResult::Challenge, false);
        row("SUCCESS", FactorResult::Success);
        row("REJECTED", FactorResult::Rejected);
        row("TIMEOUT", FactorResult::Timeout);
        row("CANCELLED", FactorResult::Cancelled);
        row("ERROR", FactorResult::Error);
        row("FAILED", FactorResult::Failed);
        row("EXPIRED", FactorResult::Expired);
        row("PASSCODE_REPLAYED", FactorResult::PasscodeReplayed);
        row("TIME_WINDOW_EXCEEDED", FactorResult::TimeWindowExceeded);
        row("MAYBE", FactorResult::Unknown);
        row("success", FactorResult::Unknown);
    }
    void everyResultHasItsWord()
    {
        QFETCH(QByteArray, word);
        const auto read = readTransaction("{\"factorResult\":\"" + word.toStdString() + "\"}");
        QVERIFY(read);
        QTEST(int(read->result), "result");
        QTEST(desk::okta::isFinal(read->result), "isFinal");
    }

    void waitingEndsHalfAMinuteAfterTheEnd()
    {
        const base::Time end = base::fromUnixSeconds(1'760'000'300);
        QVERIFY(resultAt(FactorResult::Waiting, end, end + 30s) == FactorResult::Waiting);
        QVERIFY(resultAt(FactorResult::Waiting, end, end + 30'001ms) == FactorResult::Timeout);
        QVERIFY(resultAt(FactorResult::Waiting, {}, end + 30'001ms) == FactorResult::Waiting);
        for (const FactorResult result : { FactorResult::Success, FactorResult::Rejected })
            QVERIFY(resultAt(result, end, end + 1h) == result);
    }

    void aReplyThatSaysNothingLetsItGoOn_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no body") << QByteArray();
        QTest::newRow("an empty object") << QByteArray("{}");
        QTest::newRow("still waiting, as an error says it")
            << QByteArray("{\"errorCode\":\"E0000070\",\"errorSummary\":\"Waiting for ACK\"}");
        QTest::newRow("a factor, which is how something else succeeds")
            << QByteArray("{\"id\":\"1\",\"factorType\":\"push\",\"status\":\"ACTIVE\"}");
    }
    void aReplyThatSaysNothingLetsItGoOn()
    {
        QFETCH(QByteArray, body);
        auto before = readTransaction(waiting());
        QVERIFY(before);
        before->account = QStringLiteral("rin");
        auto reply = readTransaction(body.toStdString());
        QVERIFY(reply);
        const Transaction kept = continued(*before, std::move(*reply));
        QVERIFY(kept.result == FactorResult::Waiting);
        QVERIFY(kept.expires == before->expires);
        QCOMPARE(kept.poll, std::string(Own));
        QCOMPARE(kept.cancel, std::string(Own));
        QCOMPARE(kept.account, QStringLiteral("rin"));
    }

    void theEndCannotBePolledOrCancelled()
    {
        const auto ended = readTransaction("{\"factorResult\":\"REJECTED\",\"profile\":{"
                                           "\"credentialId\":\"rin@acme.example.com\"}}");
        QVERIFY(ended);
        const Transaction kept = continued(*readTransaction(waiting()), *ended);
        QVERIFY(kept.result == FactorResult::Rejected);
        QVERIFY(kept.poll.empty());
        QVERIFY(kept.cancel.empty());
        QCOMPARE(kept.account, QStringLiteral("rin@acme.example.com"));
    }

    /// The number comes and goes with the user's looking at it.
    void theNumberOfBeforeIsForgotten()
    {
        const auto before =
            readTransaction(waiting(",\"_embedded\":{\"challenge\":{\"correctAnswer\":0}}"));
        QVERIFY(before && before->correctAnswer);
        QVERIFY(!continued(*before, *readTransaction(waiting())).correctAnswer);
    }

    void aLinkIsOneObjectOrSeveral_data()
    {
        QTest::addColumn<QByteArray>("resend");
        QTest::addColumn<int>("count");
        QTest::newRow("one object")
            << QByteArray("{\"name\":\"push\",\"href\":\"https://acme.example.com/r\"}") << 1;
        QTest::newRow("a list of one")
            << QByteArray("[{\"name\":\"push\",\"href\":\"https://acme.example.com/r\"}]") << 1;
        QTest::newRow("a list of two")
            << QByteArray("[{\"name\":\"push\",\"href\":\"https://acme.example.com/r\"},"
                          "{\"name\":\"sms\",\"href\":\"https://acme.example.com/s\"}]")
            << 2;
        QTest::newRow("a list with holes") << QByteArray(
            "[null,{\"name\":\"x\"},7,{\"name\":\"push\",\"href\":\"https://acme.example.com/r\"}]")
                                           << 1;
        QTest::newRow("none") << QByteArray("null") << 0;
        QTest::newRow("an empty list") << QByteArray("[]") << 0;
        QByteArray many = "[";
        for (int i = 0; i < 20; ++i)
            many += QByteArray(i == 0 ? "" : ",")
                + "{\"name\":\"push\",\"href\":\"https://acme.example.com/r\"}";
        QTest::newRow("more than anybody needs") << many + "]" << 16;
    }
    void aLinkIsOneObjectOrSeveral()
    {
        QFETCH(QByteArray, resend);
        QFETCH(int, count);
        const std::string body = "{\"_links\":{\"resend\":" + resend.toStdString() + "}}";
        const auto object = base::json::read(body);
        QVERIFY(object);
        const auto links = desk::okta::linksOf(*object, "resend");
        QCOMPARE(int(links.size()), count);
        if (count > 0)
            QVERIFY(links.front() == (desk::okta::Link { "push", "https://acme.example.com/r" }));
    }

    void aReplyThatIsCutShortIsNotUnderstood()
    {
        const std::string body = waiting();
        for (std::size_t size = 1; size < body.size(); ++size)
            QVERIFY(!readTransaction(std::string_view(body).substr(0, size)));
    }

    void whatIsNoObjectIsNotUnderstood()
    {
        for (const char* body : { "[]", "null", "\"SUCCESS\"", "{", "<html>",
                 "{\"factorResult\":\"WAITING\",\"factorResult\":\"SUCCESS\"}" })
            QVERIFY(!readTransaction(body));
    }
};

QTEST_GUILESS_MAIN(DeskTransactionTest)
#include "transaction_test.moc"
