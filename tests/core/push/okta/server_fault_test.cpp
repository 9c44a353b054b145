// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/server_fault.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using push::okta::Advice;
using push::okta::EnrolmentChange;
using push::okta::meaningOf;
using push::okta::readFault;

Q_DECLARE_METATYPE(push::okta::Advice)
Q_DECLARE_METATYPE(push::okta::EnrolmentChange)

class OktaServerFaultTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void knowsTheCodes_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<EnrolmentChange>("change");
        QTest::addColumn<Advice>("advice");
        const auto row = [](const char* code, int status, EnrolmentChange change, Advice advice) {
            QTest::newRow(code) << QByteArray(code) << status << change << advice;
        };
        using enum EnrolmentChange;
        row("E0000154", 410, Reset, Advice::EnrolAgain);
        row("E0000153", 410, Reset, Advice::EnrolDeviceAgain);
        row("E0000156", 410, Deleted, Advice::RemoveHere);
        row("E0000008", 404, Deleted, Advice::RemoveHere);
        row("E0000007", 404, Unchanged, Advice::Show);
        row("E0000152", 403, Suspended, Advice::WaitForAdministrator);
        row("E0000180", 423, Suspended, Advice::WaitForAdministrator);
        row("E0000155", 423, Suspended, Advice::WaitForAdministrator);
        row("E0000011", 401, Unchanged, Advice::NewToken);
        row("E0000015", 401, Unchanged, Advice::StopPolling);
        row("E0000158", 400, Unchanged, Advice::EnrolVerificationKey);
        row("E0000159", 400, Unchanged, Advice::NeedsCertifiedKeys);
        row("E0000212", 403, Unchanged, Advice::OriginCheckFailed);
        row("E0000214", 400, Unchanged, Advice::SwitchCibaOn);
        row("E0000191", 404, Unchanged, Advice::RequestExpired);
        row("E0000149", 406, Unchanged, Advice::OurMistake);
        row("E0000006", 403, Unchanged, Advice::NotPermitted);
        row("E0000047", 429, Unchanged, Advice::SlowDown);
        row("E0000001", 400, Unchanged, Advice::OurMistake);
        row("E0000003", 400, Unchanged, Advice::OurMistake);
        row("E0000028", 400, Unchanged, Advice::OurMistake);
        row("E0000132", 400, Unchanged, Advice::DeleteOtherEnrolment);
        row("E0009999", 400, Unchanged, Advice::Show);
    }
    void knowsTheCodes()
    {
        QFETCH(QByteArray, code);
        QFETCH(int, status);
        const std::string body = "{\"errorCode\":\"" + code.toStdString()
            + "\",\"errorSummary\":\"The enrollment is "
              "gone.\",\"errorLink\":\"E\",\"errorId\":\"oae1\","
              "\"errorCauses\":[{\"errorSummary\":\"Because.\"}]}";
        const push::okta::ServerFault fault = readFault(status, body);
        QCOMPARE(fault.code, code.toStdString());
        QCOMPARE(fault.summary, QStringLiteral("The enrollment is gone. Because."));
        QCOMPARE(fault.id, std::string("oae1"));
        QTEST(meaningOf(fault).change, "change");
        QTEST(meaningOf(fault).advice, "advice");
        // The code decides, whatever the status.
        QVERIFY(code == "E0009999" || meaningOf(readFault(500, body)) == meaningOf(fault));
    }

    void aStatusAloneChangesNoEnrolment_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<Advice>("advice");
        const auto row = [](int status, Advice advice) {
            QTest::addRow("%d", status) << status << advice;
        };
        row(400, Advice::Show);
        row(401, Advice::NewToken);
        row(403, Advice::Show);
        row(404, Advice::Show);
        row(410, Advice::Show);
        row(423, Advice::Show);
        row(429, Advice::SlowDown);
        row(500, Advice::TryLater);
        row(503, Advice::TryLater);
    }
    void aStatusAloneChangesNoEnrolment()
    {
        QFETCH(int, status);
        for (const char* const body : { "", "<html>gone</html>", "[]", "null", "{}", "\"x\"" }) {
            const auto meaning = meaningOf(readFault(status, body));
            QVERIFY(meaning.change == EnrolmentChange::Unchanged);
            QTEST(meaning.advice, "advice");
        }
    }

    void knowsWhomACodeConcerns()
    {
        using push::okta::Reach;
        const auto reachOf = [](const char* code) {
            return meaningOf(readFault(400, std::string("{\"errorCode\":\"") + code + "\"}")).reach;
        };
        QVERIFY(reachOf("E0000152") == Reach::Device && reachOf("E0000153") == Reach::Device);
        QVERIFY(reachOf("E0000155") == Reach::User && reachOf("E0000156") == Reach::User);
        for (const char* const code : { "E0000154", "E0000180", "E0000008", "E0000011", "E9" })
            QVERIFY(reachOf(code) == Reach::Enrolment);
    }

    void readsOddBodies()
    {
        const auto causes =
            readFault(406, "{\"errorCode\":\"E0000149\",\"errorCauses\":\"Header.\"}");
        QCOMPARE(causes.code, std::string("E0000149"));
        QCOMPARE(causes.summary, QStringLiteral("Header."));
        const auto misspelt = readFault(
            400, "{\"errorSummary\":\"No.\",\"errorCause\":{\"errorSummary\":\"Header.\"}}");
        QCOMPARE(misspelt.summary, QStringLiteral("No. Header."));
        const auto empty =
            readFault(400, "{\"errorCode\":\"E1\",\"errorCauses\":[],\"status\":\"x\"}");
        QCOMPARE(empty.code, std::string("E1"));
        QVERIFY(empty.summary.isEmpty());
        const auto one = readFault(
            400, "{\"errorCode\":\"E1\",\"errorSummary\":\"No.\",\"errorCause\":{\"x\":1}}");
        QCOMPARE(one.summary, QStringLiteral("No."));
        const auto oauth = readFault(
            400, "{\"error\":\"invalid_grant\",\"error_description\":\"No \\u202E user.\"}");
        QCOMPARE(oauth.code, std::string("invalid_grant"));
        QCOMPARE(oauth.summary, QStringLiteral("No \\u{202E} user."));
        const auto longText =
            readFault(400, "{\"errorSummary\":\"" + std::string(4000, 'x') + "\"}");
        QCOMPARE(longText.summary.size(), 513);
    }

    void rejectionsAreNoErrorObjects()
    {
        QVERIFY(
            push::okta::isRejection("{\"@type\":\"FACTOR\",\"status\":\"REJECT\",\"reasons\":[]}"));
        QVERIFY(!push::okta::isRejection("{\"status\":\"ACCEPT\"}"));
        QVERIFY(!push::okta::isRejection(""));
        QVERIFY(!push::okta::isRejection("{\"errorCode\":\"E0000001\"}"));
    }

    void becomesAnErrorForTheUser()
    {
        using base::ErrorCode;
        const auto codeOf = [](int status, const char* code) {
            return push::okta::errorOf(
                readFault(status, std::string("{\"errorCode\":\"") + code + "\"}"))
                .code;
        };
        QVERIFY(codeOf(410, "E0000154") == ErrorCode::RegistrationRemoved);
        QVERIFY(codeOf(404, "E0000008") == ErrorCode::RegistrationRemoved);
        QVERIFY(codeOf(403, "E0000152") == ErrorCode::RegistrationSuspended);
        QVERIFY(codeOf(404, "E0000191") == ErrorCode::RequestExpired);
        QVERIFY(codeOf(400, "E0000028") == ErrorCode::ServerRefused);
        QVERIFY(codeOf(502, "") == ErrorCode::ServerError);
        const base::Error shown = push::okta::errorOf(
            readFault(400, "{\"errorCode\":\"E1\",\"errorSummary\":\"No.\",\"errorId\":\"oae1\"}"));
        QVERIFY(shown.arguments == std::vector<std::string>({ "400", "No. [oae1]" }));
    }

    void waitsAsLongAsTheServerSays_data()
    {
        QTest::addColumn<QByteArray>("reset");
        QTest::addColumn<int>("attempt");
        QTest::addColumn<int>("seconds");
        const auto row = [](const char* name, const char* reset, int attempt, int seconds) {
            QTest::newRow(name) << QByteArray(reset) << attempt << seconds;
        };
        row("told", "1030", 0, 30);
        row("five minutes", "1300", 3, 300);
        row("passed already", "900", 0, 1);
        row("absurd", "1301", 0, 2);
        row("milliseconds", "1030000", 1, 4);
        row("zero", "0", 2, 8);
        row("text", "soon", 3, 16);
        row("trailing text", "1030x", 4, 32);
        row("negative", "-5", 5, 60);
        row("overflow", "99999999999999999999", 9, 60);
    }
    void waitsAsLongAsTheServerSays()
    {
        QFETCH(QByteArray, reset);
        QFETCH(int, attempt);
        const std::string text = reset.toStdString();
        QTEST(static_cast<int>(
                  push::okta::pauseAfter(text, base::fromUnixSeconds(1000), attempt).count()),
            "seconds");
    }

    void withoutAHeaderTheWaitDoubles()
    {
        const int expected[] = { 2, 4, 8, 16, 32, 60, 60 };
        for (int attempt = 0; attempt < 7; ++attempt)
            QCOMPARE(static_cast<int>(
                         push::okta::pauseAfter({}, base::fromUnixSeconds(1000), attempt).count()),
                expected[attempt]);
    }
};

QTEST_GUILESS_MAIN(OktaServerFaultTest)
#include "server_fault_test.moc"
