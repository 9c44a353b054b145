// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "tests/support/certificates.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/registration_desk.h"
#include "ui/push/activation_page.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QSignalSpy>

using base::ErrorCode;
using support::Person;
using ui::push::ActivationPage;

namespace {

const QString Agree = QStringLiteral("Agree and set up");
const QString Key = QStringLiteral("A key that only my passphrase opens");

struct Scene
{
    support::RegistrationDesk desk;
    QList<QUrl> opened;
    bool hasBrowser = true;
    ActivationPage page { desk.watch, desk.open.session, desk.open.clock(), nullptr,
        [this](const QUrl& address) {
            opened << address;
            return hasBrowser;
        } };
    QSignalSpy finished { &page, &ActivationPage::finished };
    QSignalSpy cancelled { &page, &ActivationPage::cancelled };

    Scene()
    {
        desk.protocol->called = "okta"; // what is typed goes to that one
        desk.protocol->activates = "scripted:";
        desk.protocol->consent = ordinary();
        page.resize(480, 700);
        page.show();
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
    ~Scene()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-activation"));
    }

    static push::Consent ordinary()
    {
        push::Consent consent;
        consent.protocol = "okta";
        consent.server = "https://acme.okta.example";
        consent.issuer = QStringLiteral("acme.okta.example");
        consent.account = QStringLiteral("alice@acme.example");
        return consent;
    }
    void offer(std::string_view link = "scripted:ticket")
    {
        page.offerLink(std::move(*crypto::SecretBytes::copyOf(link)));
    }
    /// Agrees to what is offered, without a key that asks for the passphrase.
    void agree()
    {
        offer();
        QVERIFY(Person::press(Key));
        QVERIFY(Person::press(Agree));
        QVERIFY(procedure());
        QVERIFY(procedure()->isStarted());
    }
    /// Whether any activation was started, and may have sent something.
    bool hasStarted() const
    {
        const auto& all = desk.protocol->activations;
        return std::any_of(all.begin(), all.end(), [](const auto& activation) {
            return activation.procedure && activation.procedure->isStarted();
        });
    }
    support::ScriptedProcedure* procedure() const
    {
        return desk.protocol->activations.back().procedure;
    }
};

} // namespace

class ActivationPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysWhatWillBeSentAndSendsNothing()
    {
        Scene scene;
        scene.offer();
        QVERIFY(Person::sees(QStringLiteral("Server: https://acme.okta.example")));
        QVERIFY(Person::sees(QStringLiteral("Account: alice@acme.example")));
        QVERIFY(Person::sees(QStringLiteral("Kind: Okta, as its vendor documents it")));
        QVERIFY(Person::sees(QStringLiteral("Nothing has been sent yet.")));
        QVERIFY(!Person::sees(QStringLiteral("has not documented")));
        QVERIFY(!Person::sees(QStringLiteral("not encrypted")));
        QVERIFY(!Person::sees(QStringLiteral("browser")));
        QVERIFY(!Person::sees(QStringLiteral("one-time codes")));
        QCOMPARE(scene.desk.protocol->activations.back().link, std::string("scripted:ticket"));
        scene.desk.timers.advance(std::chrono::minutes(3));
        QVERIFY(!scene.hasStarted());
    }

    void runsAfterConsentAndEnds()
    {
        Scene scene;
        const vault::Id account =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        scene.agree();
        QVERIFY(!scene.procedure()->choice->replaces);
        QVERIFY(!scene.desk.protocol->activations.back().isVerified);
        emit scene.procedure()->phaseChanged(push::Phase::Asking);
        QVERIFY(Person::sees(QStringLiteral("Asking the server what it offers…")));
        emit scene.procedure()->phaseChanged(push::Phase::Registering);
        QVERIFY(Person::sees(QStringLiteral("Registering the keys at the server…")));
        emit scene.procedure()->finished({ support::idFrom(1), account });
        QVERIFY(Person::sees(QStringLiteral("Push sign-ins are set up")));
        QVERIFY(Person::sees(QStringLiteral("alice")));
        QCOMPARE(scene.finished.count(), 0);
        QVERIFY(Person::press(QStringLiteral("Done")));
        QCOMPARE(scene.finished.count(), 1);
        QCOMPARE(scene.finished.first().first().value<push::Registered>().account, account);
        QCOMPARE(scene.cancelled.count(), 0);
    }

    void saysWhatIsSpecial_data()
    {
        QTest::addColumn<int>("special");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("not documented")
            << 0 << QStringLiteral("its vendor has not documented how this is done");
        QTest::newRow("not encrypted") << 1 << QStringLiteral("The connection is not encrypted.");
        QTest::newRow("a sign-in follows") << 2 << QStringLiteral("Your browser opens next");
        QTest::newRow("codes, too") << 3 << QStringLiteral("one-time codes, too");
        QTest::newRow("no name yet")
            << 4 << QStringLiteral("told by the server after your sign-in");
    }
    void saysWhatIsSpecial()
    {
        QFETCH(int, special);
        QFETCH(QString, sentence);
        Scene scene;
        push::Consent& consent = *scene.desk.protocol->consent;
        consent.isDocumented = special != 0;
        consent.isEncrypted = special != 1;
        consent.needsSignIn = special == 2;
        consent.bringsCodes = special == 3;
        if (special == 4)
            consent.account.clear();
        scene.offer();
        QVERIFY2(
            Person::sees(sentence), qPrintable(Person::everythingSeen().join(QLatin1Char('|'))));
        QCOMPARE(Person::sees(QStringLiteral("Trust a certificate file…")), special != 1);
    }

    void theKeyAsksForThePassphrase()
    {
        Scene scene;
        scene.offer();
        QVERIFY(Person::press(Agree));
        QVERIFY(Person::sees(QStringLiteral("only your passphrase or recovery key opens")));
        QVERIFY(!scene.hasStarted());
        QVERIFY(Person::fill(
            QStringLiteral("Passphrase or recovery key"), QStringLiteral("secret words")));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(scene.hasStarted());
        QVERIFY(scene.desk.protocol->activations.back().isVerified);
    }

    void whoDoesNotTypeItHasSentNothing()
    {
        Scene scene;
        scene.offer();
        QVERIFY(Person::press(Agree));
        QVERIFY(Person::press(QStringLiteral("Cancel")));
        QTRY_VERIFY(Person::sees(Agree));
        QVERIFY(!scene.hasStarted());
        QCOMPARE(scene.cancelled.count(), 0);
    }

    void anAccountOfThisNameAsks_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("replaces");
        QTest::newRow("replace") << QStringLiteral("Replace: the account gets the new registration")
                                 << true;
        QTest::newRow("keep both")
            << QStringLiteral("Keep both: one more account of this name") << false;
    }
    void anAccountOfThisNameAsks()
    {
        QFETCH(QString, answer);
        QFETCH(bool, replaces);
        Scene scene;
        const vault::Id old =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        scene.desk.protocol->consent->sameName = { old };
        scene.offer();
        QVERIFY(Person::sees(QStringLiteral("You have an account of this name already.")));
        QVERIFY(Person::sees(QStringLiteral("the old one may stop working")));
        QVERIFY(Person::press(Key));
        QVERIFY2(!Person::press(Agree), "the question must be answered first");
        QVERIFY(Person::press(answer));
        QVERIFY(Person::press(Agree));
        QVERIFY(scene.hasStarted());
        QCOMPARE(scene.procedure()->choice->replaces,
            replaces ? std::optional(old) : std::optional<vault::Id>());
    }

    void severalOfThisNameAreToldApart()
    {
        Scene scene;
        const vault::Id first =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        const vault::Id second =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        scene.desk.protocol->consent->sameName = { first, second };
        scene.offer();
        QVERIFY(Person::press(Key));
        QVERIFY(Person::press(QStringLiteral("Replace ACME alice (number 2)")));
        QVERIFY(Person::press(Agree));
        QCOMPARE(scene.procedure()->choice->replaces, std::optional(second));
    }

    void theBrowserOpensForTheSignIn()
    {
        Scene scene;
        scene.agree();
        const QUrl address(QStringLiteral("https://acme.okta.example/oauth2/v1/authorize?x=1"));
        emit scene.procedure()->phaseChanged(push::Phase::SigningIn);
        emit scene.procedure()->signInWanted(address);
        QCOMPARE(scene.opened, QList<QUrl> { address });
        QVERIFY(Person::sees(QStringLiteral("Sign in on the page that your browser shows")));
        QVERIFY(Person::press(QStringLiteral("Open the browser again")));
        QCOMPARE(scene.opened.size(), 2);
        emit scene.procedure()->phaseChanged(push::Phase::Saving);
        QVERIFY(!Person::sees(QStringLiteral("Open the browser again")));
    }

    void withoutABrowserTheAddressCanBeCopied()
    {
        Scene scene;
        scene.hasBrowser = false;
        scene.agree();
        emit scene.procedure()->signInWanted(QUrl(QStringLiteral("https://acme.okta.example/a")));
        QVERIFY(Person::sees(QStringLiteral("No browser could be opened.")));
        QVERIFY(Person::press(QStringLiteral("Copy the address")));
        QCOMPARE(
            QGuiApplication::clipboard()->text(), QStringLiteral("https://acme.okta.example/a"));
    }

    void theDeadlineRunsFromTheOffer()
    {
        Scene scene;
        scene.offer();
        QVERIFY(Person::sees(QStringLiteral("Time left: 10:00")));
        scene.desk.timers.advance(std::chrono::seconds(75));
        QVERIFY(Person::sees(QStringLiteral("Time left: 8:45")));
        QVERIFY(Person::press(Key));
        QVERIFY(Person::press(Agree));
        QVERIFY(Person::sees(QStringLiteral("Time left: 8:45")));
        const QPointer<support::ScriptedProcedure> procedure = scene.procedure();
        scene.desk.timers.advance(std::chrono::seconds(8 * 60 + 45));
        QVERIFY(Person::sees(QStringLiteral("The time for setting this up is over.")));
        QTRY_VERIFY(!procedure);
        QVERIFY2(!Person::press(Agree), "the code is not good any more");
    }

    void aFailureSaysWhatToDoAndCanBeTriedAgain()
    {
        Scene scene;
        scene.agree();
        emit scene.procedure()->failed(
            { ErrorCode::NetworkUnreachable, "test", { "acme.okta.example" } });
        QVERIFY(Person::sees(QStringLiteral("“acme.okta.example” cannot be reached")));
        QVERIFY(Person::sees(QStringLiteral("Check the connection")));
        QVERIFY(Person::press(Agree));
        QVERIFY(scene.hasStarted());
        QCOMPARE(scene.desk.protocol->activations.back().link, std::string("scripted:ticket"));
        QVERIFY(!Person::sees(QStringLiteral("cannot be reached")));
    }

    void whatTheOrganisationWantsIsSaid()
    {
        Scene scene;
        scene.agree();
        emit scene.procedure()->failed({ ErrorCode::VerificationFailed, "test" });
        QVERIFY(Person::sees(QStringLiteral("wants a key for approvals")));
        QVERIFY(!Person::sees(QStringLiteral("is not right")));
    }

    void saysWhereNobodyKnowsWhetherItWasSetUp()
    {
        Scene scene;
        scene.agree();
        vault::NewRegistration keys;
        keys.protocol = "okta";
        keys.server = "https://acme.okta.example";
        QVERIFY(scene.desk.registrations().begin(
            vault::NewAccount { QStringLiteral("ACME"), QStringLiteral("alice") }, keys));
        emit scene.procedure()->phaseChanged(push::Phase::Registering);
        emit scene.procedure()->failed({ ErrorCode::NetworkTimeout, "test", { "acme" } });
        QVERIFY(Person::sees(QStringLiteral("Whether the server has set it up is not known")));
    }

    void nothingIsStartedWhenTheTimePassesWhileTyping()
    {
        Scene scene;
        scene.offer();
        QVERIFY(Person::press(Agree));
        scene.desk.timers.advance(std::chrono::minutes(11));
        QVERIFY(Person::fill(
            QStringLiteral("Passphrase or recovery key"), QStringLiteral("secret words")));
        QVERIFY(Person::press(QStringLiteral("Confirm")));
        QTRY_VERIFY(Person::sees(QStringLiteral("The time for setting this up is over.")));
        QVERIFY(!scene.hasStarted());
    }

    void whatIsTrustedGoesAlong()
    {
        Scene scene;
        scene.offer();
        const support::Certificate root =
            support::Certificate::selfSigned({ .name = "ACME Root", .isAuthority = true });
        const std::string path = scene.desk.open.home.folder() + "/root.der";
        QVERIFY(base::replaceFile(path, root.der()));
        QVERIFY(Person::press(QStringLiteral("Trust a certificate file…")));
        QTRY_VERIFY(QApplication::activeModalWidget());
        auto* name = QApplication::activeModalWidget()->findChild<QLineEdit*>();
        name->setText(QString::fromStdString(path));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("Trust them for this server")));
        QVERIFY(Person::press(QStringLiteral("Trust them for this server")));
        QTRY_VERIFY(Person::sees(QStringLiteral("“ACME Root”, signed by itself")));
        QVERIFY(Person::press(Key));
        QVERIFY(Person::press(Agree));
        QCOMPARE(scene.desk.protocol->activations.back().trust.certificates,
            std::vector<base::Bytes> { root.der() });
        scene.offer("scripted:second");
        QVERIFY2(!Person::sees(QStringLiteral("ACME Root")), "the next server is another one");
    }

    void hostileNamesAreShownAsTheyAreAndShort()
    {
        Scene scene;
        scene.offer();
        const int ordinary = support::findControl(Agree)->width();
        push::Consent& consent = *scene.desk.protocol->consent;
        consent.account = QStringLiteral("a\u202Ecilbup\n") + QString(4000, u'x');
        consent.issuer = QStringLiteral("<b>ACME</b>");
        scene.offer();
        QTRY_VERIFY(Person::sees(QStringLiteral("a\\u{202E}cilbup")));
        QVERIFY(Person::sees(QStringLiteral("<b>ACME</b>")));
        for (const QString& seen : Person::everythingSeen())
            QVERIFY2(seen.size() < 400, qPrintable(seen));
        QTRY_COMPARE(support::findControl(Agree)->width(), ordinary);
    }

    void leavingCallsItOff()
    {
        Scene scene;
        scene.agree();
        const QPointer<support::ScriptedProcedure> procedure = scene.procedure();
        Person::key(Qt::Key_Escape);
        QCOMPARE(scene.cancelled.count(), 1);
        QTRY_VERIFY(!procedure);
    }

    void aLockCallsItOff()
    {
        Scene scene;
        scene.agree();
        const QPointer<support::ScriptedProcedure> procedure = scene.procedure();
        scene.desk.open.session.lock();
        QTRY_VERIFY(!procedure);
        QVERIFY(!Person::sees(QStringLiteral("alice")));
    }

    void anotherLinkTakesThePlaceOfTheFirst()
    {
        Scene scene;
        scene.agree();
        const QPointer<support::ScriptedProcedure> first = scene.procedure();
        scene.offer("scripted:second");
        QTRY_VERIFY(!first);
        QCOMPARE(scene.desk.protocol->activations.back().link, std::string("scripted:second"));
        QVERIFY(!scene.hasStarted());
    }

    void aLinkThatIsBrokenIsExplained()
    {
        Scene scene;
        scene.desk.protocol->activationError = { ErrorCode::MissingField, "test", { "t" } };
        scene.offer();
        QVERIFY(Person::sees(QStringLiteral("The field “t” is missing.")));
        QVERIFY(!Person::sees(Agree));
    }

    void anOrganisationIsTyped()
    {
        Scene scene;
        scene.page.showTyped();
        QVERIFY(!Person::press(QStringLiteral("Continue")));
        Person::type(QStringLiteral(" acme.okta.example"));
        QVERIFY(Person::fill(QStringLiteral("Client ID"), QStringLiteral("0oa1")));
        QVERIFY(Person::fill(
            QStringLiteral("ID of its authorization server"), QStringLiteral("default")));
        Person::key(Qt::Key_Return);
        const auto& asked = scene.desk.protocol->activations.back();
        QVERIFY(asked.link.empty());
        QCOMPARE(asked.server, std::string("https://acme.okta.example"));
        QCOMPARE(asked.client, std::string("0oa1"));
        QCOMPARE(asked.authorizationServer, std::string("default"));
        QVERIFY(!asked.procedure->isStarted());
        QVERIFY(Person::sees(Agree));
    }

    /// Nobody knows whose sign-in it will be: the question is about all of the organisation.
    void anAccountOfTheOrganisationAsks_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("replaces");
        QTest::newRow("replace") << QStringLiteral(
            "Replace ACME alice: it gets the new registration")
                                 << true;
        QTest::newRow("keep") << QStringLiteral("Keep it: one more account of this organisation")
                              << false;
    }
    void anAccountOfTheOrganisationAsks()
    {
        QFETCH(QString, answer);
        QFETCH(bool, replaces);
        Scene scene;
        const vault::Id old =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        scene.desk.protocol->consent->account.clear();
        scene.desk.protocol->consent->sameName = { old };
        scene.offer();
        QVERIFY(Person::sees(QStringLiteral("You have an account of this organisation already.")));
        QVERIFY(Person::press(Key));
        QVERIFY2(!Person::press(Agree), "the question must be answered first");
        QVERIFY(Person::press(answer));
        QVERIFY(Person::press(Agree));
        QVERIFY(scene.hasStarted());
        QCOMPARE(scene.procedure()->choice->replaces,
            replaces ? std::optional(old) : std::optional<vault::Id>());
    }

    void saysThatSomebodyElseHasSignedIn_data()
    {
        QTest::addColumn<bool>("isOther");
        QTest::newRow("another") << true;
        QTest::newRow("the same") << false;
    }
    void saysThatSomebodyElseHasSignedIn()
    {
        QFETCH(bool, isOther);
        Scene scene;
        const vault::Id old =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        const vault::Id other =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("kim"));
        scene.desk.protocol->consent->account.clear();
        scene.desk.protocol->consent->sameName = { old };
        scene.offer();
        QVERIFY(Person::sees(QStringLiteral("If you sign in with another, this one is kept.")));
        QVERIFY(Person::press(QStringLiteral("Replace ACME alice: it gets the new registration")));
        QVERIFY(Person::press(Key));
        QVERIFY(Person::press(Agree));
        emit scene.procedure()->finished({ support::idFrom(1), isOther ? other : old });
        QVERIFY(Person::sees(QStringLiteral("Push sign-ins are set up")));
        QCOMPARE(Person::sees(QStringLiteral(
                     "“ACME alice”, which you wanted to replace: that account is kept")),
            isOther);
        QVERIFY(Person::press(QStringLiteral("Done")));
        QCOMPARE(scene.finished.first().first().value<push::Registered>().account,
            isOther ? other : old);
    }

    void oneThatIsOverIsSetUpAsItWas()
    {
        Scene scene;
        const vault::Id account =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        const vault::PushTrust trust { { support::Certificate::selfSigned({}).der() } };
        scene.desk.protocol->consent->sameName = { scene.desk.open.addPush({}, {}), account };
        scene.page.showAgain({ account, "https://acme.okta.example", trust });
        const auto& asked = scene.desk.protocol->activations.front();
        QCOMPARE(asked.server, std::string("https://acme.okta.example"));
        QVERIFY(!asked.procedure || !asked.procedure->isStarted());
        QVERIFY(Person::press(Key));
        QVERIFY(Person::press(Agree)); // what it is to replace is answered
        QVERIFY(scene.hasStarted());
        QCOMPARE(scene.procedure()->choice->replaces, std::optional(account));
        QVERIFY(scene.desk.protocol->activations.back().trust == trust);
    }

    void oneThatACodeMadeWantsAnother()
    {
        Scene scene;
        const vault::Id account =
            scene.desk.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        const vault::PushTrust trust { { support::Certificate::selfSigned({}).der() } };
        scene.desk.protocol->activationError = { ErrorCode::MissingField, "test", { "client" } };
        scene.page.showAgain({ account, "https://acme.okta.example", trust });
        QVERIFY(Person::sees(QStringLiteral("set up by a code: show a new one")));
        QVERIFY(!Person::press(QStringLiteral("Continue")));
        scene.desk.protocol->activationError.reset();
        // Of another server nothing of it holds.
        scene.desk.protocol->consent->server = "https://other.okta.example";
        scene.desk.protocol->consent->sameName = { account };
        QVERIFY(Person::fill(QStringLiteral("Address of the organisation"),
            QStringLiteral("https://other.okta.example")));
        QVERIFY(Person::fill(QStringLiteral("Client ID"), QStringLiteral("0oa1")));
        QVERIFY(Person::press(QStringLiteral("Continue")));
        QVERIFY(Person::press(Key));
        QVERIFY(!Person::press(Agree));
        QVERIFY(Person::press(QStringLiteral("Keep both: one more account of this name")));
        QVERIFY(Person::press(Agree));
        QCOMPARE(scene.desk.protocol->activations.back().client, std::string("0oa1"));
        QVERIFY(scene.desk.protocol->activations.back().trust.certificates.empty());
    }

    void whatIsTypedWrongIsSaidBesideIt()
    {
        Scene scene;
        scene.desk.protocol->activationError = { ErrorCode::InvalidField, "test",
            { "server", "http://acme.example", "https://" } };
        scene.page.showTyped();
        Person::type(QStringLiteral("http://acme.example"));
        QVERIFY(Person::fill(QStringLiteral("Client ID"), QStringLiteral("0oa1")));
        QVERIFY(Person::press(QStringLiteral("Continue")));
        QVERIFY(Person::sees(QStringLiteral("holds “http://acme.example”")));
        QVERIFY(Person::sees(QStringLiteral("0oa1")));
    }

    void reachesEverythingByTab()
    {
        Scene scene;
        scene.offer();
        const QStringList expected { QStringLiteral("Cancel"),
            QStringLiteral("Trust a certificate file…"), Key, Agree };
        const QStringList order = Person::tabOrder();
        QVERIFY2(order == expected, qPrintable(order.join(QStringLiteral(" | "))));
    }
};

QTEST_MAIN(ActivationPageTest)
#include "activation_page_test.moc"
