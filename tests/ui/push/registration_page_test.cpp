// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/certificates.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/registration_desk.h"
#include "ui/push/registration_page.h"

#include <QSignalSpy>

using base::ErrorCode;
using support::Person;
using ui::push::RegistrationPage;
using vault::RegistrationState;

namespace {

const QString CheckNow = QStringLiteral("Check now");
const QString AnswerHere = QStringLiteral("Answer on this computer…");
const QString Remove = QStringLiteral("Remove…");

struct Scene
{
    support::RegistrationDesk desk;
    QList<QUrl> opened;
    vault::PushRegistration registration = desk.enrol("alice");
    RegistrationPage page { desk.watch, desk.open.session, desk.open.clock(), nullptr,
        [this](const QUrl& address) {
            opened << address;
            return true;
        } };
    QSignalSpy closed { &page, &RegistrationPage::closed };
    QSignalSpy enrolAgain { &page, &RegistrationPage::enrolAgainRequested };

    Scene()
    {
        desk.protocol->consent = push::Consent {};
        page.resize(480, 900);
        page.show();
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
        show();
    }
    ~Scene()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-registration"));
    }

    void show()
    {
        page.showAccount(registration.account);
        // What is new on a page is laid out later.
        QTRY_VERIFY(Person::sees(Remove));
    }
    /// The server answers the call that is due next.
    void poll(push::PollResult result = {})
    {
        desk.timers.advanceToNext();
        support::ScriptedProtocol::Poll(desk.protocol->polls.back()).answer(std::move(result));
    }
    std::optional<vault::PushRegistration> found()
    {
        return desk.registrations().find(registration.id);
    }
    /// Types the passphrase into the dialog that asks for it.
    static void verify()
    {
        QVERIFY(Person::fill(
            QStringLiteral("Passphrase or recovery key"), QStringLiteral("secret words")));
        QVERIFY(Person::press(QStringLiteral("Confirm")));
    }
};

} // namespace

class RegistrationPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysWhatItIs()
    {
        Scene scene;
        QVERIFY(Person::sees(QStringLiteral("ACME alice")));
        QVERIFY(Person::sees(QStringLiteral("Server: https://acme.okta.example")));
        QVERIFY(Person::sees(QStringLiteral("Answered by: this computer")));
        QVERIFY(Person::sees(QStringLiteral("must show a certificate that this system trusts")));
        QVERIFY(!Person::sees(QStringLiteral("has not documented")));
        QVERIFY(!Person::press(AnswerHere));
    }

    void saysWhatOpensTheKeys()
    {
        const Scene scene;
        QVERIFY(Person::sees(QStringLiteral(
            "A key that asks for requests and answers them: opens while the vault is unlocked.")));
        QVERIFY(Person::sees(QStringLiteral("A key for approvals that have to be yours and nobody "
                                            "else's: opens with your passphrase or recovery key "
                                            "only.")));
        QVERIFY(Person::sees(QStringLiteral("that key would sign without it")));
    }

    void saysWhatItsVendorHasNotDocumented()
    {
        Scene scene;
        scene.desk.protocol->consent->isDocumented = false;
        scene.show();
        QVERIFY(Person::sees(QStringLiteral("has not documented how this is done")));
        for (const auto& removal : scene.desk.protocol->removals)
            QVERIFY2(!removal.procedure, "nothing is left of what was only asked");
    }

    void saysWhatIsNotEncrypted()
    {
        Scene scene;
        scene.registration = scene.desk.enrol("bob", "http://127.0.0.1:8080");
        scene.show();
        QVERIFY(Person::sees(QStringLiteral("The connection is not encrypted.")));
        QVERIFY(!Person::sees(QStringLiteral("Trust a certificate file…")));
    }

    void saysWhenItWasAskedAndIsNext()
    {
        Scene scene;
        QVERIFY(Person::sees(QStringLiteral("The server is asked for the first time.")));
        scene.poll();
        QVERIFY(Person::sees(QStringLiteral("Sign-in requests arrive here.")));
        QVERIFY(Person::sees(QStringLiteral("Last asked: 00:00:00")));
        QVERIFY(Person::sees(QStringLiteral("Next: 00:00:")));
        QVERIFY(!Person::sees(QStringLiteral("Last answer")));
    }

    void saysWhyTheServerFails()
    {
        Scene scene;
        scene.poll();
        push::PollResult failing;
        failing.error = { ErrorCode::NetworkUnreachable, "test", { "acme.okta.example" } };
        scene.poll(failing);
        QVERIFY(Person::sees(QStringLiteral("The server “acme.okta.example” cannot be reached")));
        QVERIFY(Person::sees(QStringLiteral("Last answer: 00:00:00")));
        QVERIFY(!Person::sees(QStringLiteral("Sign-in requests arrive here.")));
        scene.poll();
        QVERIFY(Person::sees(QStringLiteral("Sign-in requests arrive here.")));
    }

    void saysWhatIsWrongWithThisRegistrationAlone()
    {
        Scene scene;
        push::PollResult result;
        result.standings = { { scene.registration.id, RegistrationState::Active,
            base::Error { ErrorCode::ClockWrong, "test", { "601" } } } };
        scene.poll(result);
        QVERIFY(Person::sees(QStringLiteral("The clock of this computer is wrong by 601 s.")));
    }

    void eachStateSaysWhatToDo_data()
    {
        QTest::addColumn<RegistrationState>("state");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<bool>("isOver");
        QTest::newRow("pending") << RegistrationState::Pending
                                 << QStringLiteral("has taken this registration is not known")
                                 << true;
        QTest::newRow("suspended") << RegistrationState::Suspended
                                   << QStringLiteral("has suspended the registration") << false;
        QTest::newRow("removed") << RegistrationState::Removed
                                 << QStringLiteral("has removed the registration") << true;
        QTest::newRow("enrol again")
            << RegistrationState::EnrolAgain << QStringLiteral("of no use any more") << true;
    }
    void eachStateSaysWhatToDo()
    {
        QFETCH(RegistrationState, state);
        QFETCH(QString, sentence);
        QFETCH(bool, isOver);
        Scene scene;
        scene.desk.setState(scene.registration.id, state);
        QVERIFY(Person::sees(sentence));
        QCOMPARE(Person::press(QStringLiteral("Set it up again…")), isOver);
        QCOMPARE(scene.enrolAgain.count(), isOver ? 1 : 0);
        if (isOver) {
            const auto former = scene.enrolAgain.first().first().value<ui::push::Former>();
            QCOMPARE(former.account, scene.registration.account);
            QCOMPARE(former.server, std::string(support::RegistrationDesk::Server));
        }
        QCOMPARE(Person::press(CheckNow), !isOver);
    }

    void checksNow()
    {
        Scene scene;
        scene.poll();
        const std::size_t polls = scene.desk.protocol->polls.size();
        QVERIFY(Person::press(CheckNow));
        QCOMPARE(scene.desk.protocol->polls.size(), polls + 1);
        QVERIFY(Person::sees(QStringLiteral("Asking the server…")));
        QVERIFY(Person::press(CheckNow));
        QCOMPARE(scene.desk.protocol->polls.size(), polls + 1);
        QVERIFY(Person::sees(QStringLiteral("The server was asked just now.")));
    }

    void leavesAServerAloneThatWantsIt()
    {
        Scene scene;
        push::PollResult tired;
        tired.retryAfter = std::chrono::seconds(90);
        tired.error = { ErrorCode::RateLimited, "test", { "90" } };
        scene.poll(tired);
        const std::size_t polls = scene.desk.protocol->polls.size();
        QVERIFY(Person::press(CheckNow));
        QCOMPARE(scene.desk.protocol->polls.size(), polls);
        QVERIFY(Person::sees(QStringLiteral("wants a pause of 90 s")));
    }

    void saysThatNothingIsAskedWhileOffline()
    {
        Scene scene;
        scene.poll();
        scene.desk.watch.polling().pause(inbox::Pause::Offline);
        scene.show();
        QVERIFY(Person::sees(QStringLiteral("this computer is not connected")));
        QVERIFY(Person::press(CheckNow));
        QVERIFY(Person::sees(QStringLiteral("Nothing can be asked at present.")));
    }

    void anotherComputerGivesWayToThisOne()
    {
        Scene scene;
        auto there =
            vault::Vault::open(scene.desk.open.home.path(), support::passphrase("secret words"),
                { scene.desk.open.clock(), scene.desk.open.home.random, support::idFrom(0x17) });
        QVERIFY(there);
        const auto verification = scene.desk.open.home.verify(*there);
        QVERIFY(vault::Registrations(*there).confirmHere(scene.registration.id, *verification));
        QTRY_VERIFY(Person::sees(QStringLiteral("Another computer answers for this account.")));
        QVERIFY(Person::sees(QStringLiteral("Answered by: another computer")));
        QVERIFY(!Person::press(CheckNow));
        QVERIFY(Person::press(AnswerHere));
        QVERIFY(Person::sees(QStringLiteral("the other one no longer does")));
        Scene::verify();
        QTRY_VERIFY(Person::sees(QStringLiteral("Answered by: this computer")));
        QVERIFY(scene.desk.registrations().answersHere(*scene.found()));
    }

    void otherCertificatesAreTrustedWithThePassphraseOnly()
    {
        Scene scene;
        const support::Certificate root =
            support::Certificate::selfSigned({ .name = "ACME Root", .isAuthority = true });
        const auto verification = scene.desk.open.home.verify(scene.desk.open.session.vault());
        QVERIFY(scene.desk.registrations().changeTrust(
            scene.registration.id, { { root.der() } }, *verification));
        scene.desk.open.session.notifyChanged();
        QVERIFY(Person::sees(QStringLiteral("“ACME Root”, signed by itself")));
        const QString system = QStringLiteral("Trust what the system trusts");
        QTRY_VERIFY(support::findControl(system));
        QVERIFY(Person::press(system));
        QVERIFY(Person::press(QStringLiteral("Cancel")));
        QTRY_VERIFY(support::findControl(system));
        QVERIFY(Person::press(system));
        QCOMPARE(scene.found()->trust.certificates.size(), std::size_t { 1 });
        Scene::verify();
        QTRY_VERIFY(scene.found()->trust.certificates.empty());
        QVERIFY(!Person::sees(QStringLiteral("ACME Root")));
    }

    void renames()
    {
        Scene scene;
        QVERIFY(Person::press(QStringLiteral("Rename…")));
        QVERIFY(Person::press(QStringLiteral("Account name")));
        Person::key(Qt::Key_A, Qt::ControlModifier);
        Person::type(QStringLiteral("work"));
        QVERIFY(Person::press(QStringLiteral("Save")));
        QTRY_VERIFY(Person::sees(QStringLiteral("ACME work")));
        QCOMPARE(scene.desk.open.session.vault().find(scene.registration.account)->name,
            QStringLiteral("work"));
    }

    void removesAtTheServerAndHere()
    {
        Scene scene;
        scene.desk.protocol->consent->needsSignIn = true;
        QVERIFY(Person::press(Remove));
        QVERIFY(Person::sees(QStringLiteral("Remove the push sign-in of ACME alice?")));
        QVERIFY(Person::sees(QStringLiteral("it goes to the trash")));
        QVERIFY(Person::sees(QStringLiteral("your browser opens")));
        QVERIFY(Person::press(QStringLiteral("Remove at the server and here")));
        const auto& removal = scene.desk.protocol->removals.back();
        QCOMPARE(removal.place, push::RemovalPlace::Everywhere);
        QVERIFY(removal.procedure->isStarted());
        emit removal.procedure->signInWanted(QUrl(QStringLiteral("https://acme.okta.example/a")));
        QCOMPARE(scene.opened.size(), 1);
        emit removal.procedure->phaseChanged(push::Phase::Removing);
        QVERIFY(Person::sees(QStringLiteral("Removing at the server…")));
        QVERIFY(scene.desk.registrations().remove(scene.registration.id));
        scene.desk.open.session.notifyChanged();
        emit removal.procedure->finished({ scene.registration.id, scene.registration.account });
        QTRY_VERIFY(Person::sees(QStringLiteral("This account has no push sign-in any more.")));
        QVERIFY(Person::sees(QStringLiteral("The push sign-in is removed.")));
        QVERIFY(!Person::press(Remove));
    }

    void aRemovalThatFailsLeavesTheOtherWay()
    {
        Scene scene;
        QVERIFY(Person::press(Remove));
        QVERIFY(Person::press(QStringLiteral("Remove at the server and here")));
        QVERIFY(!Person::press(QStringLiteral("Remove here only")));
        emit scene.desk.protocol->removals.back().procedure->failed(
            { ErrorCode::NetworkTimeout, "test", { "acme.okta.example" } });
        QVERIFY(Person::sees(QStringLiteral("did not answer in time")));
        QVERIFY(Person::press(QStringLiteral("Remove here only")));
        QCOMPARE(scene.desk.protocol->removals.back().place, push::RemovalPlace::HereOnly);
    }

    void closingTheQuestionCallsTheRemovalOff()
    {
        Scene scene;
        QVERIFY(Person::press(Remove));
        QVERIFY(Person::press(QStringLiteral("Remove at the server and here")));
        const QPointer<support::ScriptedProcedure> procedure =
            scene.desk.protocol->removals.back().procedure;
        QVERIFY(Person::press(QStringLiteral("Cancel")));
        QTRY_VERIFY(!procedure);
        QVERIFY(scene.found());
    }

    void showsNothingWhenLocked()
    {
        Scene scene;
        scene.desk.open.session.lock();
        QTRY_VERIFY(!Person::sees(QStringLiteral("acme")));
        QVERIFY(!Person::sees(QStringLiteral("alice")));
    }

    void leadsBack()
    {
        Scene scene;
        QVERIFY(Person::press(QStringLiteral("Back to the accounts")));
        Person::key(Qt::Key_Escape);
        QCOMPARE(scene.closed.count(), 2);
    }

    void reachesEverythingByTab()
    {
        Scene scene;
        scene.page.setFocus();
        const QStringList expected { QStringLiteral("Back to the accounts"),
            QStringLiteral("Rename…"), CheckNow, QStringLiteral("Trust a certificate file…"),
            Remove };
        const QStringList order = Person::tabOrder();
        QVERIFY2(order == expected, qPrintable(order.join(QStringLiteral(" | "))));
    }
};

QTEST_MAIN(RegistrationPageTest)
#include "registration_page_test.moc"
