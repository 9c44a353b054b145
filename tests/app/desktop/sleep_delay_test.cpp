// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/lock_signals.h"
#include "app/desktop/sleep_delay.h"
#include "tests/app/desktop/fake_logind.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTimer>

/// Sleep waits until the vault is locked; on the test's own bus in the place of the system's.
class SleepDelayTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void delaysSleepWhileTheVaultIsOpen()
    {
        support::FakeLogind logind;
        support::OpenSession open;
        const desktop::SleepDelay delay(bus(), open.session, nullptr);
        QTRY_COMPARE(logind.manager.inhibitions,
            QStringList { QStringLiteral("sleep,Countersign,The vault is locked first.,delay") });
        QVERIFY(logind.manager.isDelayed());
        open.session.lock();
        QTRY_VERIFY(!logind.manager.isDelayed());
        open.session.open(std::move(*open.home.open()));
        QTRY_COMPARE(logind.manager.inhibitions.size(), 2);
        QVERIFY(logind.manager.isDelayed());
    }

    void asksForNothingWhileItIsLocked()
    {
        support::FakeLogind logind;
        support::OpenSession open;
        open.session.lock();
        const desktop::SleepDelay delay(bus(), open.session, nullptr);
        open.session.open(std::move(*open.home.open()));
        QTRY_COMPARE(logind.manager.inhibitions.size(), 1); // and none before the opening
    }

    void locksAndWipesBeforeItLetsTheComputerSleep()
    {
        support::FakeLogind logind;
        support::OpenSession open;
        desktop::LockSignals lockSignals(QDBusConnection(QStringLiteral("none")), bus(), nullptr);
        connect(&lockSignals, &desktop::LockSignals::lockRequested, &open.session,
            &vault::VaultSession::lock);
        const desktop::SleepDelay delay(bus(), open.session, nullptr);
        QTRY_COMPARE(logind.manager.inhibitions.size(), 1);

        // A page as the window has them: told of the lock after us, and deleted by an event.
        const QPointer<QObject> page = new QObject;
        bool wasDelayedWhenThePageWent = false;
        connect(page, &QObject::destroyed, this,
            [&] { wasDelayedWhenThePageWent = logind.manager.isDelayed(); });
        connect(&open.session, &vault::VaultSession::locked, page, &QObject::deleteLater);

        QSignalSpy pageWent(page, &QObject::destroyed);
        QVERIFY(logind.manager.isDelayed());
        emit logind.manager.PrepareForSleep(true);
        QVERIFY(pageWent.wait()); // in a loop of events like the program's
        QTRY_VERIFY(!logind.manager.isDelayed());
        QVERIFY(!open.session.isOpen());
        QVERIFY(page.isNull());
        QVERIFY(wasDelayedWhenThePageWent);
    }

    void waitsForWorkThatIsToBeFinished()
    {
        support::FakeLogind logind;
        support::OpenSession open;
        desktop::SleepDelay delay(bus(), open.session, nullptr);
        // As the last backup does, which the lock is about to begin.
        connect(&open.session, &vault::VaultSession::aboutToLock, &delay,
            [&delay] { delay.setWorking(true); });
        QTRY_COMPARE(logind.manager.inhibitions.size(), 1);
        open.session.lock();
        bool hasTurned = false;
        QTimer::singleShot(50, this, [&hasTurned] { hasTurned = true; });
        QTRY_VERIFY(hasTurned);
        QVERIFY(logind.manager.isDelayed());
        delay.setWorking(false);
        QTRY_VERIFY(!logind.manager.isDelayed());
    }

    void keepsNoDelayThatComesAfterTheLock()
    {
        support::FakeLogind logind;
        support::OpenSession open;
        const desktop::SleepDelay delay(bus(), open.session, nullptr);
        open.session.lock(); // before logind has answered
        QTRY_COMPARE(logind.manager.inhibitions.size(), 1);
        QTRY_VERIFY(!logind.manager.isDelayed());
    }

    void withoutLogindThereIsNoDelay()
    {
        support::OpenSession open;
        const desktop::SleepDelay delay(bus(), open.session, nullptr);
        const desktop::SleepDelay noBus(
            QDBusConnection(QStringLiteral("none")), open.session, nullptr);
        open.session.lock();
        open.session.open(std::move(*open.home.open()));
        QVERIFY(open.session.isOpen());
    }

    void isIdleWithoutABus()
    {
        support::OpenSession open;
        desktop::SleepDelay delay(QDBusConnection(QStringLiteral("none")), open.session, nullptr);
        delay.setWorking(true);
        delay.setWorking(false);
        TimerCount timers;
        for (int turn = 0; turn < 10; ++turn)
            QCoreApplication::processEvents();
        QVERIFY2(timers.count <= 1, qPrintable(QString::number(timers.count)));
    }

private:
    /// How many timers fire while this lives.
    struct TimerCount : QObject
    {
        TimerCount() { qApp->installEventFilter(this); }
        bool eventFilter(QObject* /*watched*/, QEvent* event) override
        {
            count += event->type() == QEvent::Timer ? 1 : 0;
            return false;
        }
        int count = 0;
    };
    static QDBusConnection bus() { return QDBusConnection::sessionBus(); }
};

QTEST_GUILESS_MAIN(SleepDelayTest)
#include "sleep_delay_test.moc"
