// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/core/push/okta/sandbox_scene.h"
#include "tests/support/fail_on_warning.h"

using support::OktaDesk;
using Scene = support::SandboxScene;
using vault::JournalResult;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

class OktaSandboxTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void enrolsApprovesAndDenies()
    {
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        const auto status = scene.sandbox.api("GET", scene.factors + text("/") + scene.factor);
        QCOMPARE(status.object()[text("status")].toString(), text("ACTIVE"));
        const QString first = scene.signIn();
        QCOMPARE(scene.outcome(first), text("WAITING"));
        push::PollResult polled = scene.desk.poll();
        QVERIFY(!polled.error);
        QCOMPARE(polled.challenges.size(), 1U);
        const auto approved = scene.desk.answer(polled.challenges[0], OktaDesk::approval());
        QVERIFY(approved.result == JournalResult::Approved);
        QCOMPARE(scene.outcome(first), text("SUCCESS"));
        const QString second = scene.signIn();
        polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        QVERIFY(scene.desk.answer(polled.challenges[0], OktaDesk::denial()).result
            == JournalResult::Denied);
        QCOMPARE(scene.outcome(second), text("REJECTED"));
        QVERIFY(scene.desk.poll().challenges.empty());
    }

    void choosesTheNumberOnThePage()
    {
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        const auto started =
            scene.sandbox.api("POST", scene.factors + text("/") + scene.factor + text("/verify"),
                { { text("useNumberMatchingChallenge"), true } });
        const QString address =
            started.object()[text("_links")][text("poll")][text("href")].toString();
        const push::PollResult polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        const push::Challenge& card = polled.challenges[0];
        QVERIFY(card.number.mode == push::NumberMode::Choose);
        // The page shows it when the device has the request.
        const auto waiting = scene.sandbox.api("GET", QUrl(address).path()).object();
        const int number =
            waiting[text("_embedded")][text("challenge")][text("correctAnswer")].toInt(-1);
        const QByteArray chosen = QByteArray::number(number);
        QVERIFY(scene.desk.answer(card, OktaDesk::approval(chosen.constData())).result
            == JournalResult::Approved);
        QCOMPARE(scene.outcome(address), text("SUCCESS"));
    }

    /// A program that has just been started has no token, and gets none any more.
    void learnsWhatBecameOfItWithoutAToken_data()
    {
        QTest::addColumn<bool>("isRemoved");
        QTest::newRow("removed") << true;
        QTest::newRow("suspended") << false;
    }
    void learnsWhatBecameOfItWithoutAToken()
    {
        QFETCH(bool, isRemoved);
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        sandbox::World& world = scene.sandbox.world();
        sandbox::Enrolment& there = world.state.enrolments.begin()->second;
        if (isRemoved)
            world.removeEnrolment(there);
        else
            there.standing = sandbox::Standing::Suspended;
        scene.desk.client.forget();
        (void)scene.desk.poll();
        QVERIFY(scene.desk.registration().state
            == (isRemoved ? vault::RegistrationState::Removed
                          : vault::RegistrationState::Suspended));
    }

    void takesAnyPortWhereTheServiceAllowsIt()
    {
        Scene scene;
        scene.sandbox.world().settings.exactRedirect = false;
        scene.sandbox.trustService();
        push::ActivationRequest request;
        request.server = scene.origin();
        request.client = sandbox::ClientId;
        request.trust = scene.trust();
        auto procedure = scene.desk.client.activation(std::move(request));
        QVERIFY(procedure);
        scene.desk.watch(std::move(*procedure));
        QVERIFY(scene.run());
        const QUrl back(QUrlQuery(scene.desk.signInAddress)
                            .queryItemValue(text("redirect_uri"), QUrl::FullyDecoded));
        for (const quint16 port : push::okta::RedirectListener::FixedPorts)
            QVERIFY(back.port() != port);
        scene.desk.procedure.reset();
    }

    void changesItsKeyAndItsConsentThere()
    {
        Scene scene;
        QVERIFY(scene.enrol());
        QVERIFY(!scene.enrolment().isFamilyB);
        QVERIFY(!scene.enrolment().keys.contains(text("userVerification")));
        QVERIFY(scene.change(push::ChangeKind::RenewVerification));
        const QString first =
            scene.enrolment().keys[text("userVerification")].toObject()[text("kid")].toString();
        QVERIFY(!first.isEmpty());
        QVERIFY(scene.change(push::ChangeKind::RenewVerification));
        QVERIFY(scene.enrolment().keys[text("userVerification")].toObject()[text("kid")].toString()
            != first);

        // The service asks for verification, and holds the answer to the new key.
        scene.sandbox.world().settings.userVerification = text("REQUIRED");
        scene.factor = scene.enrolment().factorId;
        const QString signIn = scene.signIn();
        const push::PollResult polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        push::Decision decision = OktaDesk::approval();
        decision.verification = std::move(*scene.desk.home.verify(scene.desk.vault));
        QVERIFY(scene.desk.answer(polled.challenges[0], std::move(decision)).result
            == JournalResult::Approved);
        QCOMPARE(scene.outcome(signIn), text("SUCCESS"));

        QVERIFY(scene.change(push::ChangeKind::RefuseTransactions));
        QCOMPARE(scene.enrolment().transactionTypes, QStringList { text("LOGIN") });
        QVERIFY(scene.change(push::ChangeKind::TakeTransactions));
        QCOMPARE(scene.enrolment().transactionTypes, QStringList({ text("LOGIN"), text("CIBA") }));
        QVERIFY(scene.change(push::ChangeKind::RemoveVerification));
        QVERIFY(!scene.enrolment().keys.contains(text("userVerification")));
    }
};

QTEST_GUILESS_MAIN(OktaSandboxTest)
#include "sandbox_test.moc"
