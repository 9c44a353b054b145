// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/lock_signals.h"
#include "tests/app/desktop/fake_logind.h"
#include "tests/support/fail_on_warning.h"

#include <QSignalSpy>
#include <QTest>

using desktop::LockSignals;

namespace {

class FakeScreenSaver : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.ScreenSaver")

public:
    FakeScreenSaver()
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, Connection))
    {
        if (!m_bus.registerObject(QStringLiteral("/org/freedesktop/ScreenSaver"), this,
                QDBusConnection::ExportAllSignals)
            || !m_bus.registerService(QStringLiteral("org.freedesktop.ScreenSaver")))
            qFatal("cannot stand in for the screen saver");
    }
    ~FakeScreenSaver() override { QDBusConnection::disconnectFromBus(Connection); }

signals:
    void ActiveChanged(bool active);

private:
    static inline const QString Connection = QStringLiteral("saver");
    QDBusConnection m_bus;
};

QDBusConnection bus()
{
    return QDBusConnection::sessionBus();
}

QDBusConnection noBus()
{
    return QDBusConnection(QStringLiteral("none"));
}

} // namespace

/// Screen saver and logind stand on the test's own bus.
class LockSignalsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theScreenSaverLocksWhenItStarts()
    {
        FakeScreenSaver saver;
        const LockSignals lockSignals(bus(), noBus(), nullptr);
        QSignalSpy requested(&lockSignals, &LockSignals::lockRequested);
        emit saver.ActiveChanged(false);
        emit saver.ActiveChanged(true);
        emit saver.ActiveChanged(false);
        QTRY_COMPARE(requested.count(), 1);
        // What follows on the same connection arrives later: the last one asked for nothing.
        emit saver.ActiveChanged(true);
        QTRY_COMPARE(requested.count(), 2);
    }

    void sleepLocksWhenItBegins()
    {
        support::FakeLogind logind;
        const LockSignals lockSignals(noBus(), bus(), nullptr);
        QSignalSpy requested(&lockSignals, &LockSignals::lockRequested);
        emit logind.manager.PrepareForSleep(false);
        emit logind.manager.PrepareForSleep(true);
        QTRY_COMPARE(requested.count(), 1);
        emit logind.manager.PrepareForSleep(false);
        emit logind.manager.PrepareForSleep(true);
        QTRY_COMPARE(requested.count(), 2);
    }

    void theLoginSessionLocks()
    {
        support::FakeLogind logind;
        const LockSignals lockSignals(noBus(), bus(), nullptr);
        QSignalSpy requested(&lockSignals, &LockSignals::lockRequested);
        // The path of the session is asked for first; until that is answered nobody listens, so the
        // desktop locks as often as it takes.
        QTRY_VERIFY([&] {
            emit logind.session.Lock();
            return requested.wait(100);
        }());
    }

    void withoutBusesNothingHappens()
    {
        const LockSignals lockSignals(noBus(), noBus(), nullptr);
        QVERIFY(lockSignals.children().isEmpty());
    }

    void withoutLogindTheScreenSaverStillLocks()
    {
        FakeScreenSaver saver;
        const LockSignals lockSignals(bus(), bus(), nullptr);
        QSignalSpy requested(&lockSignals, &LockSignals::lockRequested);
        emit saver.ActiveChanged(true);
        QTRY_COMPARE(requested.count(), 1);
    }
};

QTEST_GUILESS_MAIN(LockSignalsTest)
#include "lock_signals_test.moc"
