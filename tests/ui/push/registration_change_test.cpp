// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/registration_desk.h"
#include "ui/push/registration_page.h"

using base::ErrorCode;
using push::ChangeKind;
using support::Person;
using ui::push::RegistrationPage;

Q_DECLARE_METATYPE(push::ChangeKind)

namespace {

const QString SetUp = QStringLiteral("Set up a verification key…");
const QString Renew = QStringLiteral("Renew the verification key…");
const QString RemoveKey = QStringLiteral("Remove the verification key…");
const QString Take = QStringLiteral("Let it ask about transactions…");
const QString Refuse = QStringLiteral("Refuse transactions…");
constexpr push::ChangeOptions Everything { true, true, true, true };

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

    explicit Scene(const push::ChangeOptions& options)
    {
        desk.protocol->consent = push::Consent {};
        desk.protocol->options = options;
        page.resize(480, 1000);
        page.show();
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
        show();
    }
    ~Scene()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-registration-change"));
    }

    void show()
    {
        page.showAccount(registration.account);
        QTRY_VERIFY(Person::sees(QStringLiteral("Remove…")));
    }

    const support::ScriptedProtocol::Change& last() const { return desk.protocol->changes.back(); }
};

} // namespace

/// The account's push page, where keys are renewed and transactions chosen.
class RegistrationChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void offersWhatCanBeChanged()
    {
        Scene scene({});
        for (const QString& button : { SetUp, Renew, RemoveKey, Take, Refuse })
            QVERIFY(!Person::sees(button));
        scene.desk.protocol->options = { true, false, true, false };
        scene.show();
        QVERIFY(Person::sees(SetUp) && Person::sees(Take));
        QVERIFY(Person::sees(QStringLiteral("There is no key that only your passphrase opens")));
        QVERIFY(!Person::sees(Renew) && !Person::sees(RemoveKey) && !Person::sees(Refuse));
        scene.desk.protocol->options = Everything;
        scene.show();
        QVERIFY(Person::sees(Renew) && Person::sees(RemoveKey) && Person::sees(Refuse));
        QVERIFY(!Person::sees(SetUp) && !Person::sees(Take));
    }

    void whatAnotherComputerAnswersIsNotChangedHere()
    {
        Scene scene(Everything);
        auto there =
            vault::Vault::open(scene.desk.open.home.path(), support::passphrase("secret words"),
                { scene.desk.open.clock(), scene.desk.open.home.random, support::idFrom(0x17) });
        const auto verification = scene.desk.open.home.verify(*there);
        QVERIFY(vault::Registrations(*there).confirmHere(scene.registration.id, *verification));
        QTRY_VERIFY(Person::sees(QStringLiteral("Another computer answers for this account.")));
        QVERIFY(!Person::sees(Renew) && !Person::sees(Refuse));
    }

    void renewsTheKeyWithThePassphraseAndASignIn()
    {
        Scene scene(Everything);
        QVERIFY(Person::press(Renew));
        QVERIFY(Person::sees(QStringLiteral("Renew the verification key?")));
        QVERIFY(Person::sees(QStringLiteral("typed for each answer")));
        QVERIFY(Person::sees(QStringLiteral("your browser opens, and you sign in there")));
        QVERIFY(Person::press(QStringLiteral("Renew")));
        QVERIFY(scene.desk.protocol->changes.empty()); // not before the passphrase
        QVERIFY(Person::fill(
            QStringLiteral("Passphrase or recovery key"), QStringLiteral("secret words")));
        QVERIFY(Person::press(QStringLiteral("Confirm")));
        QTRY_COMPARE(scene.desk.protocol->changes.size(), 1U);
        QCOMPARE(scene.last().kind, ChangeKind::RenewVerification);
        QCOMPARE(scene.last().registration, scene.registration.id);
        QVERIFY(scene.last().isVerified);
        QVERIFY(scene.last().procedure->isStarted());
        emit scene.last().procedure->phaseChanged(push::Phase::SigningIn);
        emit scene.last().procedure->signInWanted(QUrl(QStringLiteral("https://acme.example/a")));
        QCOMPARE(scene.opened.size(), 1);
        emit scene.last().procedure->phaseChanged(push::Phase::Changing);
        QTRY_VERIFY(Person::sees(QStringLiteral("Changing the registration at the server…")));
        emit scene.last().procedure->finished(
            { scene.registration.id, scene.registration.account });
        QTRY_VERIFY(Person::sees(QStringLiteral("The verification key is set up.")));
        QVERIFY(!Person::sees(QStringLiteral("Renew the verification key?")));
    }

    void aWrongPassphraseChangesNothing()
    {
        Scene scene({ true, false, true, false });
        QVERIFY(Person::press(SetUp));
        QVERIFY(Person::press(QStringLiteral("Set up")));
        QVERIFY(Person::fill(
            QStringLiteral("Passphrase or recovery key"), QStringLiteral("other words")));
        QVERIFY(Person::press(QStringLiteral("Confirm")));
        QTRY_VERIFY(
            Person::sees(QStringLiteral("passphrase")) && Person::sees(QStringLiteral("Confirm")));
        QVERIFY(scene.desk.protocol->changes.empty());
    }

    void asksForConsentToTransactionsBeforeAnythingIsSent_data()
    {
        QTest::addColumn<bool>("takes");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("yes");
        QTest::addColumn<ChangeKind>("kind");
        QTest::newRow("on") << false << QStringLiteral("to approve is to consent to them")
                            << QStringLiteral("Agree") << ChangeKind::TakeTransactions;
        QTest::newRow("off") << true << QStringLiteral("is told not to ask here about transactions")
                             << QStringLiteral("Refuse") << ChangeKind::RefuseTransactions;
    }
    void asksForConsentToTransactionsBeforeAnythingIsSent()
    {
        QFETCH(bool, takes);
        QFETCH(QString, sentence);
        QFETCH(QString, yes);
        QFETCH(ChangeKind, kind);
        Scene scene({ true, true, true, takes });
        QVERIFY(Person::press(takes ? Refuse : Take));
        QVERIFY(Person::sees(sentence));
        Person::key(Qt::Key_Return); // which is Cancel
        QTRY_VERIFY(!Person::sees(sentence));
        QVERIFY(scene.desk.protocol->changes.empty());
        QVERIFY(Person::press(takes ? Refuse : Take));
        QVERIFY(Person::press(yes));
        QCOMPARE(scene.desk.protocol->changes.size(), 1U);
        QCOMPARE(scene.last().kind, kind);
        QVERIFY(scene.last().procedure->isStarted());
    }

    void removesTheKey()
    {
        Scene scene(Everything);
        QVERIFY(Person::press(RemoveKey));
        QVERIFY(Person::sees(QStringLiteral("can no longer be approved from here")));
        QVERIFY(Person::press(QStringLiteral("Remove")));
        QCOMPARE(scene.last().kind, ChangeKind::RemoveVerification);
    }

    void saysWhyItFailedAndOffersItAgain()
    {
        Scene scene(Everything);
        QVERIFY(Person::press(Refuse));
        QVERIFY(Person::press(QStringLiteral("Refuse")));
        emit scene.last().procedure->failed(
            { ErrorCode::SignInFailed, "test", { "no", "access_denied" } });
        QVERIFY(Person::sees(QStringLiteral("Nothing was changed.")));
        QVERIFY(Person::press(QStringLiteral("Refuse")));
        QCOMPARE(scene.desk.protocol->changes.size(), 2U);
    }

    void closingCallsItOff()
    {
        Scene scene(Everything);
        QVERIFY(Person::press(Refuse));
        QVERIFY(Person::press(QStringLiteral("Refuse")));
        const QPointer<support::ScriptedProcedure> procedure = scene.last().procedure;
        QVERIFY(Person::press(QStringLiteral("Cancel")));
        QTRY_VERIFY(!procedure);
    }

    void lockingCallsItOff()
    {
        Scene scene(Everything);
        QVERIFY(Person::press(Refuse));
        QVERIFY(Person::press(QStringLiteral("Refuse")));
        const QPointer<support::ScriptedProcedure> procedure = scene.last().procedure;
        scene.desk.open.session.lock();
        QTRY_VERIFY(!procedure);
        QTRY_VERIFY(!Person::sees(QStringLiteral("Refuse transactions?")));
    }
};

QTEST_MAIN(RegistrationChangeTest)
#include "registration_change_test.moc"
