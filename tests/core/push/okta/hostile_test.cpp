// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/certificate_watch.h"
#include "core/vault/journal_entry.h"
#include "tests/core/push/okta/sandbox_scene.h"
#include "tests/support/fail_on_warning.h"

#include <set>

using base::ErrorCode;
using support::OktaDesk;
using support::SandboxClient;
using Scene = support::SandboxScene;
using vault::JournalResult;

namespace {

const QString Answers = QStringLiteral("/idp/myaccount/app-authenticators/challenge/");

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

/// What the journal of the vault was told, beside answers.
std::vector<std::string> notesOf(const vault::Vault& vault)
{
    std::vector<std::string> topics;
    for (const auto& [device, chain] : vault.journal().chains) {
        for (const vault::JournalLink& link : chain.links) {
            const auto entry = vault::readJournalEntry(link.entry);
            if (entry && entry->kind == vault::JournalKind::Note)
                topics.push_back(entry->topic);
        }
    }
    return topics;
}

/// As QTest compares and prints it; -1: none.
int numberOf(std::optional<ErrorCode> code)
{
    return code ? static_cast<int>(*code) : -1;
}

/// Of what a poll tells the user, the first.
std::optional<ErrorCode> heardOf(const push::PollResult& polled)
{
    if (polled.error)
        return polled.error->code;
    if (!polled.refusals.empty())
        return polled.refusals[0].error.code;
    for (const push::StandingOf& standing : polled.standings) {
        if (standing.error)
            return standing.error->code;
    }
    return std::nullopt;
}

} // namespace

/// A service that does all wrong that it can: nothing is approved by it, and nothing else in the
/// vault changes.
class OktaHostileTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void nothingThatIsWrongCanBeApproved_data()
    {
        QTest::addColumn<QJsonObject>("faults");
        QTest::addColumn<int>("told");
        const auto row = [](const char* name, const QJsonObject& faults,
                             std::optional<ErrorCode> told) {
            QTest::newRow(name) << faults << numberOf(told);
        };
        using enum ErrorCode;
        row("signature", { { text("signature"), text("bad") } }, SignatureRefused);
        row("no algorithm", { { text("algorithm"), text("none") } }, SignatureRefused);
        row("a MAC", { { text("algorithm"), text("HS256") } }, SignatureRefused);
        row("audience", { { text("audience"), text("wrong") } }, SignatureRefused);
        row("issuer", { { text("issuer"), text("wrong") } }, SignatureRefused);
        row("expired", { { text("expired"), true } }, RequestExpired);
        row("member twice", { { text("duplicateMember"), true } }, SignatureRefused);
        row("ten megabytes", { { text("oversize"), true } }, ResponseTooLarge);
        row("never ends", { { text("endless"), true } }, ResponseTooLarge);
        row("redirect", { { text("redirect"), text("http://127.0.0.2/") } }, RedirectRefused);
        row("no answer", { { text("drop"), true } }, NetworkUnreachable);
        row("HTML", { { text("html"), true } }, NotUnderstood);
    }
    void nothingThatIsWrongCanBeApproved()
    {
        QFETCH(QJsonObject, faults);
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        QVERIFY(scene.desk.poll().challenges.empty());
        const auto before = scene.desk.vault.accounts();
        const vault::PushRegistration registration = scene.desk.registration();
        const QString signIn = scene.signIn();
        QVERIFY(scene.go(faults));
        const push::PollResult polled = scene.desk.poll();
        QVERIFY(polled.challenges.empty());
        QTEST(numberOf(heardOf(polled)), "told");
        QVERIFY(scene.desk.vault.accounts() == before);
        QVERIFY(scene.desk.registration() == registration);
        QVERIFY(scene.go({}));
        QCOMPARE(scene.outcome(signIn), text("WAITING"));
    }

    void whatWasAnsweredIsNotShownAgain()
    {
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        const QString signIn = scene.signIn();
        const push::PollResult polled = scene.desk.poll();
        QVERIFY(scene.desk.answer(polled.challenges.at(0), OktaDesk::denial()).result
            == JournalResult::Denied);
        QVERIFY(scene.go({ { text("replay"), true } }));
        const push::PollResult again = scene.desk.poll();
        QCOMPARE(again.complete.size(), 1U);
        QVERIFY(again.challenges.empty());
        const auto second = scene.desk.answer(polled.challenges[0], OktaDesk::approval());
        QVERIFY(second.result == JournalResult::NotSent);
        QVERIFY(second.error && second.error->code == ErrorCode::AnsweredElsewhere);
        QCOMPARE(scene.outcome(signIn), text("REJECTED"));
    }

    /// The server is gone in the middle: the same answer once more, and never another.
    void aServerThatIsGoneInTheMiddle_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<bool>("isApproval");
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("approval lost") << text("drop") << true << true << text("SUCCESS");
        QTest::newRow("denial lost") << text("drop") << false << true << text("REJECTED");
        QTest::newRow("reply to an approval lost")
            << text("dropAfter") << true << false << text("SUCCESS");
        QTest::newRow("reply to a denial lost")
            << text("dropAfter") << false << false << text("REJECTED");
    }
    void aServerThatIsGoneInTheMiddle()
    {
        QFETCH(QString, fault);
        QFETCH(bool, isApproval);
        QFETCH(bool, isKnown);
        QFETCH(QString, outcome);
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        const QString signIn = scene.signIn();
        const push::PollResult polled = scene.desk.poll();
        QVERIFY(scene.go({ { fault, true }, { text("path"), Answers }, { text("times"), 1 } }));
        const auto told = scene.desk.answer(
            polled.challenges.at(0), isApproval ? OktaDesk::approval() : OktaDesk::denial());
        QCOMPARE(scene.outcome(signIn), outcome);
        QCOMPARE(told.result.has_value(), isKnown);
        if (isKnown)
            QVERIFY(*told.result == (isApproval ? JournalResult::Approved : JournalResult::Denied));
        else
            QVERIFY(told.error && told.error->code == ErrorCode::AnswerUnknown);
    }

    void aSleepOverTheEndSendsNothing()
    {
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        const QString signIn = scene.signIn();
        const push::PollResult polled = scene.desk.poll();
        scene.pass(std::chrono::seconds(301));
        const QSignalSpy asked(&scene.sandbox.service(), &sandbox::Service::handled);
        const auto outcome = scene.desk.answer(polled.challenges.at(0), OktaDesk::approval());
        QVERIFY(asked.isEmpty());
        QVERIFY(outcome.result == JournalResult::Expired);
        QVERIFY(outcome.error && outcome.error->code == ErrorCode::RequestExpired);
        QVERIFY(scene.desk.poll().challenges.empty());
        QCOMPARE(scene.outcome(signIn), text("TIMEOUT"));
    }

    /// The server's time counts for both, as it tells it, and the user reads of the difference.
    void aClockThatIsTenMinutesWrong_data()
    {
        QTest::addColumn<int>("skew");
        QTest::newRow("here behind") << 600;
        QTest::newRow("here ahead") << -600;
    }
    void aClockThatIsTenMinutesWrong()
    {
        QFETCH(int, skew);
        Scene scene;
        QVERIFY(scene.go({ { text("clockSkew"), skew } }));
        QVERIFY(scene.activate(scene.trust()));
        const QString signIn = scene.signIn();
        const push::PollResult polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        const push::Challenge& card = polled.challenges[0];
        QVERIFY(std::ranges::any_of(card.warnings,
            [](const auto& warning) { return warning.kind == push::WarningKind::ClockOff; }));
        const auto left = card.expires - scene.desk.home.clock.time;
        QVERIFY(left > std::chrono::seconds(298) && left < std::chrono::seconds(302));
        scene.pass(std::chrono::seconds(303));
        QVERIFY(scene.desk.answer(card, OktaDesk::approval()).result == JournalResult::Expired);
        QCOMPARE(scene.outcome(signIn), text("TIMEOUT"));
    }

    void twoHundredAtOnceAreEachThereOnce()
    {
        Scene scene;
        scene.sandbox.world().settings.rateLimit = 1'000;
        QVERIFY(scene.activate(scene.trust()));
        QStringList signIns;
        for (int i = 0; i < 200; ++i)
            signIns << scene.signIn();
        const push::PollResult polled = scene.pollPatiently();
        QVERIFY(!polled.error);
        QCOMPARE(polled.challenges.size(), 200U);
        std::set<vault::JournalHash> names;
        for (const push::Challenge& challenge : polled.challenges)
            names.insert(challenge.hash);
        QCOMPARE(names.size(), 200U);
        QVERIFY(scene.desk.answer(polled.challenges[0], OktaDesk::denial()).result
            == JournalResult::Denied);
        QCOMPARE(scene.pollPatiently().challenges.size(), 199U);
        QStringList outcomes;
        for (const QString& signIn : signIns)
            outcomes << scene.outcome(signIn);
        QCOMPARE(outcomes.count(text("REJECTED")), 1);
        QCOMPARE(outcomes.count(text("WAITING")), 199);
    }

    void longAndReversedTextsAreCutAndMadeVisible()
    {
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        scene.signIn();
        const QString name = QStringLiteral("\u202Eevil\n\a") + QString(4'000, u'x');
        QVERIFY(scene.go({ { text("appName"), name } }));
        const push::PollResult polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        const QString& shown = polled.challenges[0].application;
        QVERIFY(shown.startsWith(text("\\u{202E}evil")));
        QVERIFY(shown.size() < 600);
        QVERIFY(std::ranges::none_of(shown,
            [](QChar one) { return one.category() == QChar::Other_Control || one == u'\u202E'; }));
    }

    void aServerThatNobodyVouchesForIsRefused_data()
    {
        QTest::addColumn<bool>("hasOther");
        QTest::addColumn<int>("told");
        QTest::newRow("signed by itself") << false << numberOf(ErrorCode::TlsUntrusted);
        QTest::newRow("another authority than the one that is trusted")
            << true << numberOf(ErrorCode::TlsChanged);
    }
    void aServerThatNobodyVouchesForIsRefused()
    {
        QFETCH(bool, hasOther);
        Scene scene;
        vault::PushTrust trust;
        if (hasOther) {
            SandboxClient other;
            const QByteArray pem = other.service().caCertificate();
            trust = { *net::readCertificates(base::bytesOf(pem)) };
        }
        QVERIFY(!scene.activate(trust));
        QTEST(numberOf(scene.desk.refused->code), "told");
        QVERIFY(vault::Registrations(scene.desk.vault).all().empty());
        QVERIFY(scene.sandbox.world().state.enrolments.empty());
    }

    void aRenewedCertificateIsAcceptedAndJournalled()
    {
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        QVERIFY(!scene.desk.poll().error);
        QVERIFY(notesOf(scene.desk.vault).empty());
        // The same authority, ports and memory, and a certificate that is new.
        const auto portOf = [](const QString& origin) { return quint16(QUrl(origin).port()); };
        QVERIFY(scene.sandbox.service().listen(
            portOf(scene.sandbox.world().httpsOrigin), portOf(scene.sandbox.world().httpOrigin)));
        const QString signIn = scene.signIn();
        const push::PollResult polled = scene.desk.poll();
        QVERIFY(!polled.error);
        QCOMPARE(polled.challenges.size(), 1U);
        QCOMPARE(
            notesOf(scene.desk.vault), std::vector<std::string> { push::okta::CertificateRenewed });
        QVERIFY(scene.desk.answer(polled.challenges[0], OktaDesk::approval()).result
            == JournalResult::Approved);
        QCOMPARE(scene.outcome(signIn), text("SUCCESS"));
    }
};

QTEST_GUILESS_MAIN(OktaHostileTest)
#include "hostile_test.moc"
