// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/failure.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using base::ErrorCode;

namespace {

struct Row
{
    const char* name;
    ErrorCode code;
    int status;
    const char* word;
};

/// The contract with scripts, for what servers and their requests bring about.
constexpr Row Rows[] = {
    { "no network", ErrorCode::NetworkUnreachable, 6, "network" },
    { "no answer", ErrorCode::NetworkTimeout, 6, "network" },
    { "proxy", ErrorCode::ProxyRefused, 6, "network" },
    { "sent, result unknown", ErrorCode::AnswerUnknown, 6, "network" },
    { "too large", ErrorCode::ResponseTooLarge, 6, "server" },
    { "not understood", ErrorCode::NotUnderstood, 6, "server" },
    { "failed server", ErrorCode::ServerError, 6, "server" },
    { "too many requests", ErrorCode::RateLimited, 6, "server" },
    { "certificate", ErrorCode::TlsUntrusted, 7, "refused" },
    { "changed certificate", ErrorCode::TlsChanged, 7, "refused" },
    { "not encrypted", ErrorCode::NotEncrypted, 7, "refused" },
    { "redirect", ErrorCode::RedirectRefused, 7, "refused" },
    { "server's refusal", ErrorCode::ServerRefused, 7, "refused" },
    { "sign-in without a word", ErrorCode::SignInFailed, 6, "server" },
    { "no consent", ErrorCode::ConsentNeeded, 7, "refused" },
    { "signature", ErrorCode::SignatureRefused, 7, "refused" },
    { "removed", ErrorCode::RegistrationRemoved, 7, "refused" },
    { "suspended", ErrorCode::RegistrationSuspended, 7, "refused" },
    { "clock", ErrorCode::ClockWrong, 7, "refused" },
    { "expired", ErrorCode::RequestExpired, 5, "not-found" },
    { "answered elsewhere", ErrorCode::AnsweredElsewhere, 5, "not-found" },
    { "ports in use", ErrorCode::PortsBusy, 1, "failed" },
    { "passphrase", ErrorCode::WrongPassphrase, 3, "wrong-passphrase" },
    { "damaged file", ErrorCode::Damaged, 4, "damaged" },
    { "full disk", ErrorCode::DiskFull, 1, "failed" },
};

/// What ends a sign-in in the browser: errors of the authorisation and of the token (RFC 6749,
/// sections 4.1.2.1 and 5.2; OpenID Connect Core, 3.1.2.6), and those of our own checks.
struct SignInRow
{
    const char* name;
    int status;
};
constexpr SignInRow SignInRows[] = {
    { "access_denied", 7 },
    { "unauthorized_client", 7 },
    { "login_required", 6 },
    { "consent_required", 6 },
    { "interaction_required", 6 },
    { "account_selection_required", 6 },
    { "unsupported_response_mode", 6 },
    { "unsupported_response_type", 6 },
    { "unsupported_grant_type", 6 },
    { "invalid_request", 6 },
    { "invalid_scope", 6 },
    { "invalid_client", 6 },
    { "invalid_grant", 6 },
    { "server_error", 6 },
    { "temporarily_unavailable", 6 },
    { "something_else", 6 },
    { "E0000011", 6 },
    { "missing_scope", 6 },
    { "wrong_state", 7 },
    { "other_issuer", 7 },
    { "endpoint_elsewhere", 7 },
};

} // namespace

class FailureTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void statusAndWordFollowFromTheCode_data()
    {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < std::size(Rows); ++i)
            QTest::newRow(Rows[i].name) << static_cast<int>(i);
    }
    void statusAndWordFollowFromTheCode()
    {
        QFETCH(int, row);
        const Row& expected = Rows[row];
        const cli::Failure failure = cli::failed({ expected.code });
        QCOMPARE(static_cast<int>(failure.status), expected.status);
        QCOMPARE(cli::codeName(failure), std::string_view(expected.word));
        QVERIFY(!failure.message.isEmpty());
    }

    void aSignInEndsAsItsErrorSays_data()
    {
        QTest::addColumn<int>("status");
        for (const SignInRow& row : SignInRows)
            QTest::newRow(row.name) << row.status;
    }
    void aSignInEndsAsItsErrorSays()
    {
        QFETCH(int, status);
        const cli::Failure failure =
            cli::failed({ ErrorCode::SignInFailed, "test", { "words", QTest::currentDataTag() } });
        QCOMPARE(static_cast<int>(failure.status), status);
        QCOMPARE(cli::codeName(failure), std::string_view(status == 7 ? "refused" : "server"));
    }
};

QTEST_GUILESS_MAIN(FailureTest)
#include "failure_test.moc"
