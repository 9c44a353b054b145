// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_timers.h"
#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "ui/push/guard_keeper.h"
#include "ui/push/quiet_dialog.h"
#include "ui/push/quiet_strip.h"

#include <QAction>
#include <QComboBox>
#include <QLocale>
#include <QPointer>
#include <QTimeEdit>
#include <QVBoxLayout>

using inbox::QuietHours;
using std::chrono::hours;
using support::Person;
using ui::push::GuardKeeper;
using ui::push::QuietDialog;
using ui::push::QuietStrip;
using namespace Qt::StringLiterals;

namespace {

/// A window with the line that says what is quiet, at noon.
struct Scene
{
    support::OpenSession open;
    vault::Id account;
    support::FixedTimers timers { open.clock() };
    settings::AppSettings settings { open.home.folder() + "/settings.ini" };
    inbox::Guard guard;
    GuardKeeper keeper { guard, settings, open.clock(), timers };
    QWidget window;
    QuietStrip* strip = new QuietStrip(keeper);
    QPointer<QuietDialog> dialog;

    explicit Scene(bool hasAccounts = true)
    {
        open.clock().time += hours(12);
        if (hasAccounts) {
            account = open.addPush(u"ACME"_s, u"alice"_s);
            open.addPush(u"Bank"_s, u"bob"_s);
        }
        auto* column = new QVBoxLayout(&window);
        column->addWidget(strip);
        column->addStretch(1);
        window.resize(480, 600);
        window.show();
        QObject::connect(strip, &QuietStrip::clicked, &window, [this] { show(); });
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not come up");
    }
    void show()
    {
        dialog = new QuietDialog(keeper, open.session, &window);
        dialog->open();
        if (!QTest::qWaitForWindowActive(dialog))
            qFatal("the dialog does not come up");
    }
    void setTime(const QString& name, const QTime& time) const
    {
        for (auto* edit : dialog->findChildren<QTimeEdit*>()) {
            if (edit->accessibleName() == name)
                edit->setTime(time);
        }
    }
    base::Time now() { return open.clock().time; }
};

} // namespace

class QuietDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_GB"_s)); }
    void init() { support::failOnWarning(); }

    void offersTheNightAndHoldsAtOnce()
    {
        Scene scene;
        scene.show();
        QVERIFY(Person::sees(u"22:00"_s));
        QVERIFY(Person::sees(u"07:00"_s));
        QVERIFY(Person::press(u"Quiet hours every day"_s));
        QVERIFY((scene.guard.quietHours() == QuietHours { hours(22), hours(7) }));
        QVERIFY(Person::sees(u"These are no quiet hours now."_s));
        scene.setTime(u"Quiet from"_s, QTime(11, 30));
        QVERIFY(Person::sees(u"It is quiet now, until Fri 07:00."_s));
        QVERIFY(scene.settings.quietHours());
        scene.setTime(u"Quiet until"_s, QTime(11, 30));
        QVERIFY(Person::sees(u"The two times are equal, so there are no quiet hours."_s));
        QVERIFY(Person::press(u"Quiet hours every day"_s));
        QVERIFY(!scene.guard.quietHours());
        QVERIFY(!scene.settings.quietHours());
    }

    void showsWhatWasChosenBefore()
    {
        Scene scene;
        QVERIFY(scene.keeper.setQuietHours(QuietHours { hours(9), hours(17) }));
        scene.show();
        QVERIFY(Person::sees(u"09:00"_s));
        QVERIFY(Person::sees(u"It is quiet now, until 17:00."_s));
    }

    void silencesAnAccountAndEndsThat()
    {
        Scene scene;
        scene.show();
        QVERIFY(Person::sees(u"ACME alice"_s));
        QVERIFY(!Person::press(u"End silence"_s));
        QVERIFY(Person::press(u"Silence"_s));
        QVERIFY(scene.guard.silentUntil(scene.account, scene.now()) == scene.now() + hours(1));
        QVERIFY(Person::sees(u"Silent until 13:00"_s));
        QCOMPARE(scene.settings.silences().size(), std::size_t { 1 });
        QVERIFY(Person::press(u"End silence"_s));
        QVERIFY(!scene.guard.silentUntil(scene.account, scene.now()));
        QVERIFY(!Person::sees(u"Silent until"_s));
        QVERIFY(scene.settings.silences().empty());
    }

    void enterInATimePressesNothing()
    {
        Scene scene;
        QVERIFY(scene.keeper.setQuietHours(QuietHours { hours(22), hours(7) }));
        scene.show();
        QVERIFY(Person::tabTo(u"Quiet from"_s));
        Person::key(Qt::Key_Up);
        Person::key(Qt::Key_Return);
        QVERIFY((scene.guard.quietHours() == QuietHours { hours(23), hours(7) }));
        QVERIFY(scene.dialog->isVisible());
        QVERIFY(scene.guard.silences(scene.now()).empty());
    }

    void aSilenceMayBeLonger()
    {
        Scene scene;
        scene.show();
        scene.dialog->findChild<QComboBox*>()->setCurrentIndex(2);
        QVERIFY(Person::press(u"Silence"_s));
        QVERIFY(scene.guard.silentUntil(scene.account, scene.now()) == scene.now() + hours(24));
        QVERIFY(Person::sees(u"Silent until Fri 12:00"_s));
    }

    void followsTheTime()
    {
        Scene scene;
        QVERIFY(scene.keeper.silence(scene.account, hours(1)));
        scene.show();
        QVERIFY(Person::sees(u"Silent until 13:00"_s));
        scene.timers.advance(hours(1));
        QVERIFY(!Person::sees(u"Silent until"_s));
        QVERIFY(!Person::press(u"End silence"_s));
    }

    void saysThatThereIsNoAccount()
    {
        Scene scene(false);
        scene.show();
        QVERIFY(Person::sees(u"No account here answers sign-in requests yet."_s));
        QVERIFY(!Person::press(u"Silence"_s));
    }

    void saysWhereItCouldNotBeSaved()
    {
        Scene scene;
        QVERIFY(QDir().mkdir(QString::fromStdString(scene.open.home.folder() + "/settings.ini")));
        scene.show();
        QVERIFY(Person::press(u"Silence"_s));
        QVERIFY(Person::sees(u"This holds until the program ends, and could not be saved:"_s));
        QVERIFY(scene.guard.silentUntil(scene.account, scene.now()));
    }

    void theLockTakesItAway()
    {
        Scene scene;
        scene.show();
        scene.open.session.lock();
        QTRY_VERIFY(!scene.dialog);
    }

    void aLineSaysWhatIsQuietAndLeadsThere()
    {
        Scene scene;
        QVERIFY(!scene.strip->isVisible());
        QVERIFY(scene.keeper.setQuietHours(QuietHours { hours(9), hours(17) }));
        QVERIFY(scene.keeper.silence(scene.account, hours(1)));
        QVERIFY(Person::sees(u"Quiet until 17:00"_s));
        QVERIFY(Person::press(u"Quiet until 17:00. Show quiet hours"_s));
        QTRY_VERIFY(scene.dialog);
        Person::key(Qt::Key_Escape);
        QTRY_VERIFY(!scene.dialog);
        QVERIFY(scene.keeper.setQuietHours(std::nullopt));
        QVERIFY(Person::sees(u"One account is silent"_s));
        scene.timers.advance(hours(1));
        QVERIFY(!scene.strip->isVisible());
    }

    void theMenuOfAPageLeadsThere()
    {
        Scene scene;
        QAction* const action =
            ui::push::newQuietAction(scene.keeper, scene.open.session, &scene.window);
        action->trigger();
        QTRY_VERIFY(Person::sees(u"Quiet hours every day"_s));
        scene.open.session.lock();
        QTRY_VERIFY(!Person::sees(u"Quiet hours every day"_s));
        action->trigger();
        QVERIFY(!Person::sees(u"Quiet hours every day"_s));
    }

    void reachesEverythingByTab()
    {
        Scene scene;
        QVERIFY(scene.keeper.setQuietHours(QuietHours { hours(22), hours(7) }));
        QVERIFY(scene.keeper.silence(scene.account, hours(1)));
        scene.show();
        QVERIFY(Person::tabTo(u"Quiet hours every day"_s));
        // Hours and minutes are a stop each.
        const QStringList expected { u"Quiet hours every day"_s, u"Quiet from"_s, u"Quiet from"_s,
            u"Quiet until"_s, u"Quiet until"_s, u"Accounts that answer sign-in requests"_s,
            u"Silence"_s, u"for an hour"_s, u"End silence"_s, u"Close"_s };
        const QStringList order = Person::tabOrder();
        QVERIFY2(order == expected, qPrintable(order.join(u" | "_s)));
    }
};

QTEST_MAIN(QuietDialogTest)
#include "quiet_dialog_test.moc"
