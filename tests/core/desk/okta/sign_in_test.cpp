// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/sign_in.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using desk::okta::FactorResult;
using desk::okta::readSignIn;
using desk::okta::SignInState;

namespace {

constexpr auto Push =
    "{\"id\":\"opfTESTPUSH000000001\",\"factorType\":\"push\",\"provider\":\"OKTA\","
    "\"profile\":{\"name\":\"Desk 4\"},\"_embedded\":{\"challenge\":{\"correctAnswer\":0}}}";

std::string signIn(const std::string& status, const std::string& embedded)
{
    return "{\"stateToken\":\"00TESTstateToken\",\"expiresAt\":\"2025-10-09T08:58:20.000Z\","
           "\"status\":\""
        + status + "\",\"factorResult\":\"WAITING\",\"_embedded\":{" + embedded
        + "},\"_links\":{\"next\":{\"name\":\"poll\",\"href\":\"https://acme.example.com/"
          "verify\"}}}";
}

} // namespace

class DeskSignInTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aSignInIsPolledByPost()
    {
        const std::string origin = "https://acme.example.com";
        auto read = readSignIn(signIn("MFA_CHALLENGE", ""));
        QVERIFY(read);
        const auto poll = desk::okta::pollOf(*read, origin, net::Trust::system());
        QVERIFY(poll);
        QVERIFY(poll->method == net::Method::Post);
        QCOMPARE(poll->url, origin + "/verify");
        QCOMPARE(std::string(base::textOf(poll->body)),
            std::string("{\"stateToken\":\"00TESTstateToken\"}"));
        QVERIFY(poll->authorization.scheme.empty()); // no token of the desk's
        const auto elsewhere =
            desk::okta::pollOf(*read, "https://evil.example", net::Trust::system());
        QVERIFY(!elsewhere && elsewhere.error().code == base::ErrorCode::RedirectRefused);
        read->next->name = "verify";
        const auto other = desk::okta::pollOf(*read, origin, net::Trust::system());
        QVERIFY(!other && other.error().code == base::ErrorCode::NothingToDo);
    }

    void theFactorOfAChallengeHasThreeShapes_data()
    {
        QTest::addColumn<QByteArray>("embedded");
        const QByteArray push = Push;
        QTest::newRow("under its own name") << "\"factor\":" + push;
        QTest::newRow("under the list's name") << "\"factors\":" + push;
        QTest::newRow("a list of one") << "\"factors\":[" + push + "]";
    }
    void theFactorOfAChallengeHasThreeShapes()
    {
        QFETCH(QByteArray, embedded);
        const auto read = readSignIn(signIn("MFA_CHALLENGE", embedded.toStdString()));
        QVERIFY(read);
        QVERIFY(read->state == SignInState::MfaChallenge);
        QVERIFY(read->result == FactorResult::Waiting);
        QVERIFY(read->expires == base::fromUnixSeconds(1'760'000'300));
        QCOMPARE(std::string(read->stateToken.text()), std::string("00TESTstateToken"));
        QCOMPARE(read->factors.size(), std::size_t { 1 });
        QCOMPARE(read->factors[0].device, QStringLiteral("Desk 4"));
        // One step deeper than in the Factors API.
        QVERIFY(read->correctAnswer == QStringLiteral("0"));
        QVERIFY(read->next
            && *read->next == (desk::okta::Link { "poll", "https://acme.example.com/verify" }));
    }

    void severalFactorsAreToChooseFrom()
    {
        const auto read = readSignIn(signIn("MFA_REQUIRED",
            std::string("\"factors\":[") + Push
                + ",{\"id\":\"uft1\",\"factorType\":\"token:software:totp\",\"provider\":"
                  "\"GOOGLE\"},null]"));
        QVERIFY(read);
        QVERIFY(read->state == SignInState::MfaRequired);
        QCOMPARE(read->factors.size(), std::size_t { 2 });
    }

    void anEnrolmentHasItsActivation()
    {
        const auto read = readSignIn(signIn("MFA_ENROLL_ACTIVATE",
            "\"factor\":{\"id\":\"opf1\",\"factorType\":\"push\",\"provider\":\"OKTA\",\"_"
            "embedded\":"
            "{\"activation\":{\"expiresAt\":\"2025-10-09T09:03:20.000Z\",\"_links\":{\"qrcode\":"
            "{\"href\":\"data:image/png;base64,iVBO\"}}}}}"));
        QVERIFY(read);
        QVERIFY(read->state == SignInState::MfaEnrollActivate);
        QVERIFY(read->factors[0].activation && !read->factors[0].activation->picture.empty());
    }

    void anEnrolmentThatRanOutMayHaveNoActivation()
    {
        const auto read =
            readSignIn("{\"status\":\"MFA_ENROLL_ACTIVATE\",\"factorResult\":\"TIMEOUT\","
                       "\"_embedded\":{\"factor\":{\"id\":\"1\",\"factorType\":\"push\"}},"
                       "\"_links\":{\"next\":{\"name\":\"activate\",\"href\":\"https://a\"}}}");
        QVERIFY(read);
        QVERIFY(read->result == FactorResult::Timeout);
        QVERIFY(!read->factors[0].activation);
        QCOMPARE(read->next->name, std::string("activate"));
    }

    void catalogueEntriesAreFactors()
    {
        const auto read = readSignIn(signIn("MFA_ENROLL",
            "\"factors\":[{\"factorType\":\"push\",\"provider\":\"OKTA\",\"status\":\"NOT_SETUP\"}"
            "]"));
        QVERIFY(read);
        QVERIFY(read->state == SignInState::MfaEnroll);
        QVERIFY(read->factors[0].status == desk::okta::FactorStatus::NotSetUp);
    }

    /// Without links, state token or the state that went in with it.
    void successNeedsItsSessionToken()
    {
        const auto read =
            readSignIn("{\"status\":\"SUCCESS\",\"sessionToken\":\"20111TESTsession\"}");
        QVERIFY(read);
        QVERIFY(read->state == SignInState::Success);
        QCOMPARE(std::string(read->sessionToken.text()), std::string("20111TESTsession"));
        QVERIFY(read->stateToken.isEmpty());
        QVERIFY(!read->next);
        for (const char* body :
            { "{\"status\":\"SUCCESS\"}", "{\"status\":\"SUCCESS\",\"sessionToken\":\"\"}",
                "{\"status\":\"SUCCESS\",\"sessionToken\":null}",
                "{\"status\":\"SUCCESS\",\"sessionToken\":7}" }) {
            const auto refused = readSignIn(body);
            QVERIFY(!refused);
            QVERIFY(refused.error().code == base::ErrorCode::NotUnderstood);
        }
    }

    void otherStatesAreNoSuccess()
    {
        const auto read = readSignIn("{\"status\":\"LOCKED_OUT\",\"sessionToken\":\"x\"}");
        QVERIFY(read && read->state == SignInState::Other);
    }

    /// Some organisations give it back and others lose it: nothing may depend on it.
    void aSuccessIsOneWithItsRelayStateAndWithout_data()
    {
        QTest::addColumn<QByteArray>("relayState");
        QTest::newRow("given back") << QByteArray(R"("relayState":"/apps/expenses?id=7",)");
        QTest::newRow("lost") << QByteArray();
        QTest::newRow("null") << QByteArray(R"("relayState":null,)");
    }
    void aSuccessIsOneWithItsRelayStateAndWithout()
    {
        QFETCH(QByteArray, relayState);
        const auto read = readSignIn("{\"status\":\"SUCCESS\"," + relayState.toStdString()
            + "\"sessionToken\":\"20111TESTsession\"}");
        QVERIFY(read && read->state == SignInState::Success);
        QCOMPARE(std::string(read->sessionToken.text()), std::string("20111TESTsession"));
    }

    /// By mail, for any name: that it waits is no sign of a user who is asked.
    void aRecoveryReplyIsNoSignInWhoeverIsNamed()
    {
        const auto read =
            readSignIn("{\"status\":\"RECOVERY_CHALLENGE\",\"factorResult\":\"WAITING\","
                       "\"factorType\":\"EMAIL\",\"recoveryType\":\"PASSWORD\"}");
        QVERIFY(read && read->state == SignInState::Other);
        QVERIFY(read->stateToken.isEmpty() && read->sessionToken.isEmpty());
        QVERIFY(read->factors.empty() && !read->next);
    }

    void whatIsNoSignInIsNotUnderstood()
    {
        for (const char* body : { "", "[]", "{}", "null", "{\"status\":7}", "<html>" })
            QVERIFY(!readSignIn(body));
    }

    void itsSecretsAreGivenBack()
    {
        const std::size_t before = crypto::secureHeapInUse();
        {
            const auto read = readSignIn(signIn("MFA_REQUIRED", ""));
            QVERIFY(read && crypto::secureHeapInUse() > before);
        }
        QCOMPARE(crypto::secureHeapInUse(), before);
    }
};

QTEST_GUILESS_MAIN(DeskSignInTest)
#include "sign_in_test.moc"
