// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

#include <QJsonDocument>

using base::ErrorCode;
using support::OktaDesk;
using support::OktaService;
using vault::JournalDecision;
using vault::JournalResult;
using vault::RegistrationState;

namespace {

QString consentOf(const OktaService::Answer& answer)
{
    return answer.claims[QLatin1String("challengeResponseContext")][QLatin1String("userConsent")]
        .toString();
}

} // namespace

class OktaClientTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aRequestIsShownApprovedAndDenied()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const QString first = desk.service.challenge(desk.service.enrolment());
        push::PollResult result = desk.poll();
        QVERIFY(!result.error);
        QCOMPARE(result.challenges.size(), 1U);
        const push::Challenge card = result.challenges[0];
        QCOMPARE(card.application, QStringLiteral("Acme Expenses"));
        QCOMPARE(card.service, QStringLiteral("127.0.0.1"));
        QCOMPARE(card.origin.place, QStringLiteral("Lisbon, Portugal"));
        QCOMPARE(card.account, desk.made->account);
        QVERIFY(card.canBeApproved());
        QVERIFY(card.signature == push::SignatureState::Verified);
        // A server tells its time in whole seconds.
        const auto left = card.expires - desk.home.clock.time;
        QVERIFY(left > std::chrono::seconds(298) && left < std::chrono::seconds(302));
        QVERIFY(desk.answer(card, OktaDesk::approval()).result == JournalResult::Approved);
        QCOMPARE(desk.service.answers.size(), 1U);
        QVERIFY(desk.service.answers[0].isSigned);
        QCOMPARE(desk.service.answers[0].claims[QLatin1String("tx")].toString(), first);
        QCOMPARE(consentOf(desk.service.answers[0]), QStringLiteral("APPROVED_CONSENT_PROMPT"));
        QVERIFY(desk.service.requests.back().header("authorization").isEmpty());

        desk.service.challenge(desk.service.enrolment());
        result = desk.poll();
        QCOMPARE(result.challenges.size(), 1U);
        QVERIFY(
            desk.answer(result.challenges[0], OktaDesk::denial()).result == JournalResult::Denied);
        QCOMPARE(consentOf(desk.service.answers[1]), QStringLiteral("DENIED_CONSENT_PROMPT"));
        QVERIFY(desk.poll().challenges.empty());
    }

    void saysWhoItIsInEveryRequest()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        (void)desk.poll();
        for (const OktaService::Request& request : desk.service.requests) {
            QVERIFY(request.header("user-agent").startsWith("org.countersign.test/1.0 "));
            QVERIFY(request.header("accept").startsWith("application/json"));
            const bool isVersioned = request.path.startsWith("/idp/myaccount/");
            QCOMPARE(request.header("accept").contains("okta-version=1.0.0"), isVersioned);
        }
    }

    void asksForATokenOnceAnHour()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const auto tokens = [&] { return desk.service.count("POST", "/oauth2/v1/token"); };
        (void)desk.poll();
        (void)desk.poll();
        QCOMPARE(tokens(), 1);
        desk.home.clock.time += std::chrono::minutes(58);
        (void)desk.poll();
        QCOMPARE(tokens(), 1);
        desk.home.clock.time += std::chrono::minutes(1);
        (void)desk.poll();
        QCOMPARE(tokens(), 2);
        desk.client.forget(); // as at the lock
        (void)desk.poll();
        QCOMPARE(tokens(), 3);
    }

    void takesAnotherTokenWhenOneEndsBeforeItsTime()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        (void)desk.poll();
        int refusals = 1;
        desk.service.instead = [&](const OktaService::Request& request) {
            const bool isList = request.path.endsWith("/push/notifications");
            return isList && refusals-- > 0
                ? std::optional(OktaService::error("401 Unauthorized", "E0000011"))
                : std::nullopt;
        };
        QVERIFY(!desk.poll().standings.at(0).error);
        QCOMPARE(desk.service.count("POST", "/oauth2/v1/token"), 2);
        refusals = 100;
        const auto standing = desk.poll().standings.at(0);
        QVERIFY(standing.error.has_value());
        QCOMPARE(desk.service.count("POST", "/oauth2/v1/token"), 3); // and no loop
        QVERIFY(desk.registration().state == RegistrationState::Active);
    }

    void usesItsOwnSignatureWhereThereIsNoClient()
    {
        OktaDesk desk;
        desk.service.clientId.clear();
        QVERIFY(desk.activate());
        QVERIFY(!desk.poll().error);
        QCOMPARE(desk.service.count("POST", "/oauth2/v1/token"), 0);
        QVERIFY(desk.service.requests.back().header("authorization").startsWith("SSWS ey"));
    }

    void errorsMoveTheRegistration_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("state");
        const auto row = [](const char* code, const char* status, RegistrationState state) {
            QTest::newRow(code) << QByteArray(status) << QByteArray(code)
                                << static_cast<int>(state);
        };
        using enum RegistrationState;
        row("E0000154", "410 Gone", Removed);
        row("E0000153", "410 Gone", Removed);
        row("E0000156", "410 Gone", Removed);
        row("E0000008", "404 Not Found", Removed);
        row("E0000007", "404 Not Found", Active);
        row("E0000152", "403 Forbidden", Suspended);
        row("E0000180", "423 Locked", Suspended);
        row("E0000155", "423 Locked", Suspended);
        row("E0000015", "401 Unauthorized", Active);
        row("E0000006", "403 Forbidden", Active);
        row("E0000149", "406 Not Acceptable", Active);
        row("E9999999", "500 Internal Server Error", Active);
    }
    void errorsMoveTheRegistration()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, code);
        QFETCH(int, state);
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.instead = [&](const OktaService::Request& request) {
            return request.path.endsWith("/push/notifications")
                ? std::optional(OktaService::error(status, code.constData()))
                : std::nullopt;
        };
        const push::PollResult result = desk.poll();
        QVERIFY(result.standings.at(0).error.has_value());
        QCOMPARE(static_cast<int>(desk.registration().state), state);
        // The keys stay, whatever the server says.
        QVERIFY(vault::Registrations(desk.vault).secret(desk.made->registration, "possession"));
        QVERIFY(result.complete.empty());
        if (desk.registration().state == RegistrationState::Suspended) {
            desk.service.instead = nullptr;
            (void)desk.poll();
            QVERIFY(desk.registration().state == RegistrationState::Active);
        }
    }

    void leavesAServerAloneThatIsAskedTooOften_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("seconds");
        const QByteArray error = R"({"errorCode":"E0000047"})";
        QTest::newRow("told") << error << QByteArray("Retry-After: 17\r\n") << 17;
        QTest::newRow("no header") << error << QByteArray() << 2;
        QTest::newRow("reset passed") << error << QByteArray("X-Rate-Limit-Reset: 1\r\n") << 1;
        QTest::newRow("page of a proxy")
            << QByteArray("<html>slow down</html>") << QByteArray() << 2;
        QTest::newRow("nothing") << QByteArray() << QByteArray() << 2;
    }
    void leavesAServerAloneThatIsAskedTooOften()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, headers);
        QFETCH(int, seconds);
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.instead = [&](const OktaService::Request& request) {
            return request.path.endsWith("/push/notifications")
                ? std::optional(support::HttpServer::reply("429 Too Many Requests", body, headers))
                : std::nullopt;
        };
        const push::PollResult result = desk.poll();
        QVERIFY(result.error.has_value());
        QVERIFY(result.retryAfter == std::chrono::seconds(seconds));
        QVERIFY(desk.registration().state == RegistrationState::Active);
    }

    void keepsKeysAndFetchesThemWhenNeeded()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const auto fetches = [&] { return desk.service.count("GET", "/oauth2/v1/keys"); };
        desk.service.challenge(desk.service.enrolment());
        QCOMPARE(desk.poll().challenges.size(), 1U);
        QCOMPARE(desk.poll().challenges.size(), 1U);
        QCOMPARE(fetches(), 1);
        // A new key, published: found by one look, a minute after the last.
        desk.service.rotateKey();
        desk.service.challenge(desk.service.enrolment());
        QCOMPARE(desk.poll().challenges.size(), 1U);
        QCOMPARE(fetches(), 1);
        desk.home.clock.time += std::chrono::seconds(60);
        QCOMPARE(desk.poll().challenges.size(), 2U);
        QCOMPARE(fetches(), 2);
        // Another, published late.
        desk.service.rotateKey(false);
        desk.service.challenge(desk.service.enrolment());
        desk.home.clock.time += std::chrono::seconds(60);
        push::PollResult result = desk.poll();
        QCOMPARE(result.challenges.size(), 2U);
        desk.service.publish();
        desk.home.clock.time += std::chrono::seconds(60);
        QCOMPARE(desk.poll().challenges.size(), 3U);
    }

    void fetchesOldKeysAgainInTheBackground()
    {
        OktaDesk desk;
        desk.service.cacheControl = "max-age=120";
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        (void)desk.poll();
        desk.home.clock.time += std::chrono::seconds(119);
        (void)desk.poll();
        QCOMPARE(desk.service.count("GET", "/oauth2/v1/keys"), 1);
        desk.home.clock.time += std::chrono::seconds(1);
        QCOMPARE(desk.poll().challenges.size(), 1U); // by the old set
        QTRY_COMPARE(desk.service.count("GET", "/oauth2/v1/keys"), 2);
    }

    void choosesTheNumberThatTheServerNamedAPlaceFor()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const QJsonObject numbers { { QStringLiteral("challengeTextItems"),
            QJsonArray { QStringLiteral("17"), QStringLiteral("07"), QStringLiteral("0") } } };
        desk.service.challenge(desk.service.enrolment(), {}, numbers);
        const push::PollResult result = desk.poll();
        const push::Challenge& card = result.challenges.at(0);
        QVERIFY(card.number.mode == push::NumberMode::Choose);
        QCOMPARE(card.number.choices.at(1), QStringLiteral("07"));
        // Without a choice, or with another, nothing is signed.
        for (const char* number : { "", "7", "17 " }) {
            QVERIFY(desk.answer(card, OktaDesk::approval(number)).result == JournalResult::NotSent);
        }
        QVERIFY(desk.service.answers.empty());
        QVERIFY(desk.answer(card, OktaDesk::approval("07")).result == JournalResult::Approved);
        QCOMPARE(desk.service.answers.at(0)
                     .claims[QLatin1String("challengeResponseContext")]
                            [QLatin1String("selectedTextItem")]
                     .toString(),
            QStringLiteral("07"));
    }

    void aNumberThatCannotBeSaidBarsApproval()
    {
        OktaDesk desk;
        desk.service.numberAnswer.clear();
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment(), {},
            { { QStringLiteral("challengeTextItems"),
                QJsonArray { QStringLiteral("17"), QStringLiteral("07") } } });
        const push::PollResult result = desk.poll();
        const push::Challenge& card = result.challenges.at(0);
        QVERIFY(card.bar == push::ApprovalBar::NumberCheck);
        QVERIFY(desk.answer(card, OktaDesk::approval("07")).result == JournalResult::NotSent);
        QVERIFY(desk.service.answers.empty());
        QVERIFY(desk.answer(card, OktaDesk::denial()).result == JournalResult::Denied);
    }

    void verifiesWithTheKeyThatOnlyVerificationOpens_data()
    {
        QTest::addColumn<QString>("wish");
        QTest::addColumn<bool>("hasKey");
        QTest::addColumn<int>("given"); // 0 nothing, 1 verification, 2 done without
        QTest::addColumn<QString>("consent"); // empty: nothing is sent
        const auto row = [](const char* name, const char* wish, bool hasKey, int given,
                             const char* consent) {
            QTest::newRow(name) << QString::fromLatin1(wish) << hasKey << given
                                << QString::fromLatin1(consent);
        };
        row("not asked for", "NONE", true, 0, "APPROVED_CONSENT_PROMPT");
        row("preferred, verified", "PREFERRED", true, 1, "APPROVED_USER_VERIFICATION");
        row("preferred, nothing said", "PREFERRED", true, 0, "");
        row("preferred, done without", "PREFERRED", true, 2, "CANCELLED_USER_VERIFICATION");
        row("preferred, no key", "PREFERRED", false, 0, "UV_PERMANENTLY_UNAVAILABLE");
        row("required, verified", "REQUIRED", true, 1, "APPROVED_USER_VERIFICATION");
        row("required, nothing said", "REQUIRED", true, 0, "");
        row("required, done without", "REQUIRED", true, 2, "");
        row("required, no key", "REQUIRED", false, 1, "");
    }
    void verifiesWithTheKeyThatOnlyVerificationOpens()
    {
        QFETCH(QString, wish);
        QFETCH(bool, hasKey);
        QFETCH(int, given);
        QFETCH(QString, consent);
        OktaDesk desk;
        push::ActivationRequest request = desk.codeRequest();
        if (hasKey)
            request.verification = std::move(*desk.home.verify(desk.vault));
        desk.prepare(std::move(request));
        desk.procedure->start({});
        QTRY_VERIFY(desk.made.has_value());
        QCOMPARE(desk.service.enrolment().verificationKeyId.isEmpty(), !hasKey);
        desk.service.challenge(
            desk.service.enrolment(), { { QStringLiteral("userVerification"), wish } });
        const push::PollResult result = desk.poll();
        push::Decision decision = OktaDesk::approval();
        if (given == 1)
            decision.verification = std::move(*desk.home.verify(desk.vault));
        decision.withoutVerification = given == 2;
        const auto outcome = desk.answer(result.challenges.at(0), std::move(decision));
        QCOMPARE(desk.service.answers.empty(), consent.isEmpty());
        QVERIFY(outcome.result
            == (consent.isEmpty() ? JournalResult::NotSent : JournalResult::Approved));
        if (consent.isEmpty())
            return;
        const OktaService::Answer& answer = desk.service.answers[0];
        QVERIFY(answer.isSigned);
        QCOMPARE(consentOf(answer), consent);
        QCOMPARE(answer.header[QLatin1String("kid")].toString(),
            given == 1 ? desk.service.enrolment().verificationKeyId
                       : desk.service.enrolment().possessionKeyId);
    }

    void hostileRequestsAreNeverShown_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : { "alg none", "alg HS256", "another signature", "unknown key",
                 "another issuer", "another organisation", "another enrolment", "foreign address",
                 "expired", "issued in ten minutes", "milliseconds", "no context", "not a token",
                 "a megabyte" })
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void hostileRequestsAreNeverShown()
    {
        QFETCH(QString, what);
        OktaDesk desk;
        QVERIFY(desk.activate());
        const auto before = desk.vault.accounts();
        const vault::PushRegistration registered = desk.registration();
        const OktaService::Enrolment enrolment = desk.service.enrolment();
        QJsonObject claims = desk.service.claimsFor(enrolment, QStringLiteral("ftBAD"));
        QByteArray token;
        const qint64 now = base::unixSeconds(desk.home.clock.time);
        const auto set = [&](const char* name, const QJsonValue& value) {
            claims[QLatin1String(name)] = value;
        };
        if (what == QLatin1String("another issuer"))
            set("iss", QStringLiteral("https://evil.example"));
        else if (what == QLatin1String("another organisation"))
            set("orgId", QStringLiteral("00oEVIL"));
        else if (what == QLatin1String("another enrolment"))
            set("authenticatorEnrollmentId", QStringLiteral("pfdEVIL"));
        else if (what == QLatin1String("foreign address"))
            set("verificationUri", QStringLiteral("https://evil.example/verify"));
        else if (what == QLatin1String("expired"))
            set("exp", now - 301);
        else if (what == QLatin1String("issued in ten minutes"))
            set("iat", now + 600);
        else if (what == QLatin1String("milliseconds"))
            set("iat", now * 1000);
        else if (what == QLatin1String("no context"))
            claims.remove(QStringLiteral("challengeContext"));
        token = desk.service.sign(claims);
        if (what == QLatin1String("alg none"))
            token =
                desk.service.sign(claims, { { QStringLiteral("alg"), QStringLiteral("none") } });
        else if (what == QLatin1String("alg HS256"))
            token =
                desk.service.sign(claims, { { QStringLiteral("alg"), QStringLiteral("HS256") } });
        else if (what == QLatin1String("unknown key"))
            token = desk.service.sign(
                claims, { { QStringLiteral("kid"), QStringLiteral("nobody's") } });
        else if (what == QLatin1String("another signature"))
            token = token.left(token.size() - 8) + "AAAAAAAA";
        else if (what == QLatin1String("not a token"))
            token = "one.two";
        else if (what == QLatin1String("a megabyte"))
            token = QByteArray(900'000, 'A') + "." + QByteArray(10, 'A') + ".A";
        desk.service.list(enrolment, token);
        desk.service.challenge(enrolment); // and one that is right
        const push::PollResult result = desk.poll();
        QVERIFY(!result.error);
        QCOMPARE(result.challenges.size(), 1U);
        QCOMPARE(result.challenges[0].application, QStringLiteral("Acme Expenses"));
        QVERIFY(desk.service.answers.empty());
        QVERIFY(desk.vault.accounts() == before);
        QVERIFY(desk.registration() == registered);
    }

    void aTamperedCardIsNotAnswered()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        push::PollResult result = desk.poll();
        push::Challenge card = result.challenges.at(0);
        card.answering[card.answering.size() / 2] ^= 1U;
        QVERIFY(desk.answer(card, OktaDesk::approval()).result == JournalResult::NotSent);
        QVERIFY(desk.service.answers.empty());
    }

    void sendsTheSameBytesAgainWhenTheReplyIsLost()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult result = desk.poll();
        // Taken, and the connection cut before the reply.
        int lost = 1;
        desk.service.afterwards = [&](const OktaService::Request& request) {
            return request.path.endsWith("/verify") && lost-- > 0 ? std::optional(QByteArray())
                                                                  : std::nullopt;
        };
        const auto outcome = desk.answer(result.challenges.at(0), OktaDesk::approval());
        QCOMPARE(desk.service.answers.size(), 2U);
        QCOMPARE(desk.service.answers[0].token, desk.service.answers[1].token);
        // The server says that there is an answer: nobody knows here which.
        QVERIFY(!outcome.result);
        QVERIFY(outcome.error && outcome.error->code == ErrorCode::AnswerUnknown);
    }

    void triesFourTimesAndThenDoesNotKnow()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult result = desk.poll();
        desk.service.instead = [&](const OktaService::Request& request) {
            return request.path.endsWith("/verify") ? std::optional(QByteArray()) : std::nullopt;
        };
        const base::Time before = desk.home.clock.time;
        const auto outcome = desk.answer(result.challenges.at(0), OktaDesk::approval());
        QVERIFY(!outcome.result);
        QCOMPARE(desk.service.count("POST", "/verify"), 4);
        QVERIFY(desk.home.clock.time - before == std::chrono::seconds(7)); // 1, 2 and 4
    }

    void sendsNothingAfterTheEnd()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult result = desk.poll();
        desk.home.clock.time += std::chrono::seconds(301);
        const auto outcome = desk.answer(result.challenges.at(0), OktaDesk::approval());
        QVERIFY(outcome.result == JournalResult::Expired);
        QVERIFY(desk.service.answers.empty());
    }

    void aClockThatIsWrongIsCorrectedAndTold()
    {
        OktaDesk desk;
        desk.service.clockAhead = std::chrono::minutes(10);
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult result = desk.poll();
        QCOMPARE(result.challenges.size(), 1U);
        const push::Challenge& card = result.challenges[0];
        const auto left = card.expires - desk.home.clock.time;
        QVERIFY(left > std::chrono::seconds(298) && left < std::chrono::seconds(302));
        QVERIFY(std::any_of(card.warnings.begin(), card.warnings.end(),
            [](const auto& warning) { return warning.kind == push::WarningKind::ClockOff; }));
        QVERIFY(desk.answer(card, OktaDesk::approval()).result == JournalResult::Approved);
        const qint64 issued = desk.service.answers[0].claims[QLatin1String("iat")].toInteger();
        const qint64 there = base::unixSeconds(desk.home.clock.time) + 600;
        QVERIFY(std::abs(issued - there) <= 2);
    }

    void nothingIsAskedOrAnsweredWhileLocked()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        const auto registrations = vault::Registrations(desk.vault).all();
        const push::PollResult result = desk.poll();
        desk.client.forget();
        desk.isLocked = true;
        const std::size_t before = desk.service.requests.size();
        std::optional<push::PollResult> locked;
        const push::Call call = desk.client.poll(
            registrations, [&](push::PollResult told) { locked = std::move(told); });
        QTRY_VERIFY(locked.has_value());
        QVERIFY(desk.answer(result.challenges.at(0), OktaDesk::approval()).result
            == JournalResult::NotSent);
        QCOMPARE(desk.service.requests.size(), before);
    }

    void removesThereAndHere()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const vault::Id id = desk.made->registration;
        desk.watch(std::move(*desk.client.removal(id, push::RemovalPlace::Everywhere)));
        QVERIFY(!desk.procedure->consent().needsSignIn);
        desk.procedure->start({});
        QTRY_VERIFY(desk.made.has_value());
        QCOMPARE(desk.service.count("DELETE", "/idp/authenticators/pfd"), 1);
        QVERIFY(!vault::Registrations(desk.vault).find(id));
        QCOMPARE(desk.vault.accounts().size(), 1U); // it has codes
    }

    void keepsARegistrationThatTheServerDidNotRemove()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const vault::Id id = desk.made->registration;
        desk.service.instead = [](const OktaService::Request&) {
            return std::optional(OktaService::error("403 Forbidden", "E0000006"));
        };
        desk.watch(std::move(*desk.client.removal(id, push::RemovalPlace::Everywhere)));
        desk.procedure->start({});
        QTRY_VERIFY(desk.refused.has_value());
        QVERIFY(vault::Registrations(desk.vault).find(id));
        desk.watch(std::move(*desk.client.removal(id, push::RemovalPlace::HereOnly)));
        desk.procedure->start({});
        QVERIFY(!vault::Registrations(desk.vault).find(id));
    }
};

QTEST_GUILESS_MAIN(OktaClientTest)
#include "client_test.moc"
