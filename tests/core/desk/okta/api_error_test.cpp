// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/code_reply.h"
#include "core/desk/okta/reply.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using desk::okta::Api;
using desk::okta::ApiError;
using desk::okta::CodeVerdict;
using desk::okta::Meaning;
using desk::okta::meaningOf;
using desk::okta::readApiError;
using desk::okta::readCodeReply;

namespace {

std::string error(const std::string& code, const std::string& more = "")
{
    return "{\"errorCode\":\"" + code + "\",\"errorSummary\":\"No.\",\"errorId\":\"oaeTEST\"" + more
        + "}";
}

Meaning meaning(const char* code, int status, Api api = Api::Factors)
{
    return meaningOf(readApiError(status, error(code)), api);
}

} // namespace

class DeskApiErrorTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void causesHaveSeveralShapes_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("summary");
        const QString told = QStringLiteral("No. Not so.");
        QTest::newRow("absent") << QByteArray() << QStringLiteral("No.");
        QTest::newRow("none") << QByteArray(R"(,"errorCauses":[])") << QStringLiteral("No.");
        QTest::newRow("null") << QByteArray(R"(,"errorCauses":null)") << QStringLiteral("No.");
        QTest::newRow("one") << QByteArray(R"(,"errorCauses":[{"errorSummary":"Not so."}])")
                             << told;
        QTest::newRow("misspelt") << QByteArray(R"(,"errorCause":[{"errorSummary":"Not so."}])")
                                  << told;
        QTest::newRow("misspelt, one object")
            << QByteArray(R"(,"errorCause":{"errorSummary":"Not so."})") << told;
        QTest::newRow("misspelt, a text") << QByteArray(R"(,"errorCause":"Not so.")") << told;
        QTest::newRow("two") << QByteArray(
            R"(,"errorCauses":[{"errorSummary":"Not so."},{"x":1},{"errorSummary":"Go."}])")
                             << QStringLiteral("No. Not so. Go.");
        QTest::newRow("turned round")
            << QByteArray(R"(,"errorCauses":[{"errorSummary":"\u202Eno"}])")
            << QStringLiteral("No. \\u{202E}no");
    }
    void causesHaveSeveralShapes()
    {
        QFETCH(QByteArray, more);
        const ApiError read = readApiError(403, error("E0000068", more.toStdString()));
        QTEST(read.summary, "summary");
        QCOMPARE(read.code, std::string("E0000068"));
        QCOMPARE(read.id, QStringLiteral("oaeTEST"));
        QCOMPARE(read.status, 403);
    }

    void aPageOfAProxyIsAStatus()
    {
        for (const char* body : { "", "<html><h1>502 Bad Gateway</h1></html>", "[]", "7", "{" }) {
            const ApiError read = readApiError(429, body);
            QVERIFY(read == ApiError { 429 });
            QVERIFY(meaningOf(read, Api::Factors) == Meaning::SlowDown);
        }
    }

    /// One code, two meanings: the desk's token is bad, or somebody's sign-in is over and to be
    /// begun anew. Neither is tried again.
    void aBadTokenIsTheDesksOrTheSignIns()
    {
        QVERIFY(meaning("E0000011", 401, Api::Factors) == Meaning::BadApiToken);
        QVERIFY(meaning("E0000011", 401, Api::SignIn) == Meaning::SignInExpired);
    }

    void aSignInInAnotherStateIsReadAgain()
    {
        QVERIFY(meaning("E0000079", 403, Api::SignIn) == Meaning::WrongState);
    }

    void everyCodeHasItsMeaning()
    {
        QVERIFY(meaning("E0000006", 403) == Meaning::NotPermitted);
        QVERIFY(meaning("E0000007", 404) == Meaning::NotFound);
        QVERIFY(meaning("E0000008", 404) == Meaning::NotFound);
        QVERIFY(meaning("E0000047", 429) == Meaning::SlowDown);
        QVERIFY(meaning("E0000068", 403) == Meaning::WrongCode);
        QVERIFY(meaning("E0000069", 403) == Meaning::Locked);
        QVERIFY(meaning("E0000070", 202) == Meaning::StillWaiting);
        QVERIFY(meaning("E0000082", 403) == Meaning::CodeUsed);
        QVERIFY(meaning("E0000083", 403) == Meaning::CodeOutsideWindow);
        QVERIFY(meaning("E0000113", 409) == Meaning::ChallengeNeeded);
        QVERIFY(meaning("E0000119", 403) == Meaning::Locked);
        QVERIFY(meaning("E0000191", 404) == Meaning::NotFound);
        QVERIFY(meaning("E0000109", 429) == Meaning::SlowDown);
        QVERIFY(meaning("E0000009", 500) == Meaning::TryLater);
        QVERIFY(meaning("E0000001", 400) == Meaning::Other);
        QVERIFY(meaning("", 404) == Meaning::NotFound);
    }

    void theUserIsToldTheServersWordsAndTheId()
    {
        const base::Error told = desk::okta::errorOf(readApiError(409, error("E0000113")));
        QVERIFY(told.code == base::ErrorCode::ServerRefused);
        QVERIFY(told.arguments == (std::vector<std::string> { "409", "No. [oaeTEST]" }));
        const base::Error trouble = desk::okta::errorOf(readApiError(503, ""));
        QVERIFY(trouble.code == base::ErrorCode::ServerError);
        QVERIFY(trouble.arguments == std::vector<std::string> { "503" });
    }

    void aPauseIsCountedByTheServersClock_data()
    {
        QTest::addColumn<qint64>("retryAfter");
        QTest::addColumn<qint64>("reset");
        QTest::addColumn<qint64>("date");
        QTest::addColumn<qint64>("pause");
        constexpr qint64 None = -1;
        constexpr qint64 Now = 1'760'000'000;
        QTest::newRow("no headers") << None << None << None << qint64 { 4 };
        QTest::newRow("reset") << None << Now + 30 << Now << qint64 { 30 };
        QTest::newRow("reset in the past") << None << Now - 100 << Now << qint64 { 1 };
        QTest::newRow("reset now") << None << Now << Now << qint64 { 1 };
        QTest::newRow("reset in a year") << None << Now + 31'536'000 << Now << qint64 { 60 };
        QTest::newRow("reset without a date") << None << Now + 30 << None << qint64 { 4 };
        QTest::newRow("retry after") << qint64 { 90 } << Now + 30 << Now << qint64 { 90 };
        QTest::newRow("retry at once") << qint64 { 0 } << None << None << qint64 { 1 };
    }
    void aPauseIsCountedByTheServersClock()
    {
        QFETCH(qint64, retryAfter);
        QFETCH(qint64, reset);
        QFETCH(qint64, date);
        net::HttpResponse response;
        response.status = 429;
        if (retryAfter >= 0)
            response.retryAfter = std::chrono::seconds(retryAfter);
        if (reset >= 0)
            response.rateLimitReset = base::fromUnixSeconds(reset);
        if (date >= 0)
            response.date = base::fromUnixSeconds(date);
        QTEST(qint64(desk::okta::pauseAfter(response).count()), "pause");
    }

    void aCodeIsRightWhereItIsSaidSo_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("verdict"); // -1: not understood
        const auto row = [](const char* word, CodeVerdict verdict) {
            QTest::newRow(word) << QByteArray("{\"factorResult\":\"") + word + "\"}"
                                << int(verdict);
        };
        row("SUCCESS", CodeVerdict::Accepted);
        row("FAILED", CodeVerdict::Wrong);
        row("REJECTED", CodeVerdict::Wrong);
        row("PASSCODE_REPLAYED", CodeVerdict::Used);
        // The code was right; it is no replay.
        row("TIME_WINDOW_EXCEEDED", CodeVerdict::FreshWanted);
        for (const char* body : { R"({"factorResult":"WAITING"})", R"({"factorResult":"MAYBE"})",
                 "{}", "", "[]", R"({"status":"ACTIVE"})", R"({"factorResult":"TIMEOUT"})" })
            QTest::newRow(body) << QByteArray(body) << -1;
    }
    void aCodeIsRightWhereItIsSaidSo()
    {
        QFETCH(QByteArray, body);
        const auto read = readCodeReply(body.toStdString());
        QTEST(read ? int(*read) : -1, "verdict");
    }

    /// A replay says nothing against the secret, and is no wrong code.
    void anErrorSpeaksOfTheCodeOrNot()
    {
        QVERIFY(desk::okta::verdictOf(Meaning::WrongCode) == CodeVerdict::Wrong);
        QVERIFY(desk::okta::verdictOf(Meaning::CodeUsed) == CodeVerdict::Used);
        QVERIFY(desk::okta::verdictOf(Meaning::CodeOutsideWindow) == CodeVerdict::OutsideWindow);
        QVERIFY(desk::okta::verdictOf(Meaning::Locked) == CodeVerdict::Locked);
        for (const Meaning other : { Meaning::Other, Meaning::BadApiToken, Meaning::ChallengeNeeded,
                 Meaning::SlowDown, Meaning::TryLater })
            QVERIFY(!desk::okta::verdictOf(other));
    }
};

QTEST_GUILESS_MAIN(DeskApiErrorTest)
#include "api_error_test.moc"
