// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/registration_desk.h"
#include "ui/shell/push_pages.h"

#include <QAction>
#include <QSignalSpy>
#include <QStackedWidget>

using namespace Qt::StringLiterals;
using support::Person;
using ui::shell::PushPages;

namespace {

struct Scene
{
    support::RegistrationDesk desk;
    settings::AppSettings settings { desk.open.home.folder() + "/settings.ini" };
    QStackedWidget stack;
    PushPages pages { desk.watch, desk.open.session, settings, desk.open.clock(),
        [] { return std::optional<backup::Place>(); }, stack };
    QSignalSpy left { &pages, &PushPages::left };
    QSignalSpy registered { &pages, &PushPages::registered };
    QSignalSpy ended { &pages, &PushPages::activationEnded };
    QSignalSpy noticed { &pages, &PushPages::noticed };

    Scene()
    {
        desk.protocol->called = "okta"; // what is typed goes to that one
        desk.protocol->activates = "scripted:";
        desk.protocol->consent = push::Consent {};
        desk.protocol->consent->server = support::RegistrationDesk::Server;
        pages.open();
        stack.resize(480, 700);
        stack.show();
        stack.activateWindow();
        if (!QTest::qWaitForWindowActive(&stack))
            qFatal("the pages do not come up");
    }
    ~Scene()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(u"failed-push-pages"_s);
    }

    void offer()
    {
        pages.activate(std::move(*crypto::SecretBytes::copyOf(std::string_view("scripted:a"))));
    }
    void type()
    {
        pages.activateTyped();
        Person::type(u"acme.okta.example"_s);
        QVERIFY(Person::fill(u"Client ID"_s, u"0oa1"_s));
        QVERIFY(Person::press(u"Continue"_s));
    }
    /// Agrees, and the server has set it up.
    void complete(const vault::Id& account)
    {
        QVERIFY(Person::press(u"A key that only my passphrase opens"_s));
        QVERIFY(Person::press(u"Agree and set up"_s));
        emit desk.protocol->activations.back().procedure->finished({ support::idFrom(1), account });
        QVERIFY(Person::press(u"Done"_s));
    }
};

} // namespace

/// The ways between the pages of push sign-ins, and from them to the rest of the window.
class PushPagesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void whatWasSetUpIsTold_data()
    {
        QTest::addColumn<bool>("isLink");
        QTest::newRow("by a link") << true;
        QTest::newRow("typed") << false;
    }
    void whatWasSetUpIsTold()
    {
        QFETCH(const bool, isLink);
        Scene scene;
        const vault::Id account = scene.desk.open.addPush(u"ACME"_s, u"alice"_s);
        isLink ? scene.offer() : scene.type();
        scene.complete(account);
        QCOMPARE(scene.registered.count(), 1);
        QCOMPARE(scene.left.count(), 0); // whoever hears of it knows where to go on
        QCOMPARE(scene.ended.count(), isLink ? 1 : 0);
        if (isLink)
            QCOMPARE(scene.ended.first().first().toBool(), true);
        QCOMPARE(scene.noticed.count(), 1);
        QVERIFY(scene.noticed.first().first().toString().startsWith(u"ACME is set up"_s));
    }

    void whatIsCalledOffLeadsBack_data() { whatWasSetUpIsTold_data(); }
    void whatIsCalledOffLeadsBack()
    {
        QFETCH(const bool, isLink);
        Scene scene;
        isLink ? scene.offer() : scene.type();
        QVERIFY(Person::press(u"Cancel"_s));
        QCOMPARE(scene.registered.count(), 0);
        QCOMPARE(scene.noticed.count(), 0);
        QCOMPARE(scene.left.count(), isLink ? 0 : 1);
        QCOMPARE(scene.ended.count(), isLink ? 1 : 0);
        if (isLink)
            QCOMPARE(scene.ended.first().first().toBool(), false);
    }

    void whatIsOverIsSetUpAgainAsItWas()
    {
        Scene scene;
        const auto registration = scene.desk.enrol("alice");
        scene.desk.setState(registration.id, vault::RegistrationState::Removed);
        scene.pages.showRegistration(registration.account);
        QVERIFY(Person::press(u"Set it up again…"_s));
        QCOMPARE(scene.desk.protocol->activations.back().server,
            std::string(support::RegistrationDesk::Server));
        QVERIFY(Person::sees(u"Agree and set up"_s));
        // The next one begins with nothing.
        scene.pages.activateTyped();
        QVERIFY(!Person::press(u"Continue"_s));
    }

    void theToolsOfTheRequestsLeadOn()
    {
        Scene scene;
        const auto choose = [&scene](const QString& text) {
            for (auto* action : scene.stack.findChildren<QAction*>()) {
                if (action->text() == text) {
                    action->trigger();
                    return true;
                }
            }
            return false;
        };
        scene.pages.showInbox();
        QVERIFY(scene.pages.isInboxShown());
        QVERIFY(choose(u"&Journal of answers"_s));
        QVERIFY(Person::sees(u"Journal"_s));
        QVERIFY(!scene.pages.isInboxShown());
        QVERIFY(choose(u"&Set up push sign-ins…"_s));
        QVERIFY(Person::sees(u"its administrator tells you what to type here"_s));
        scene.pages.showInbox();
        Person::key(Qt::Key_Escape);
        QCOMPARE(scene.left.count(), 1);
    }
};

QTEST_MAIN(PushPagesTest)
#include "push_pages_test.moc"
