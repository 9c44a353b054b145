// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/journey.h"

#include <QClipboard>
#include <QGuiApplication>

using support::Person;

/// The computer is started again: unlock, and the code is there.
class RestartTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("restart-failed"));
        m_computer.quit();
    }

    void unlockAndCopyTheCode();

private:
    journeys::Computer m_computer;
};

void RestartTest::unlockAndCopyTheCode()
{
    journeys::makeVault(m_computer, "seven quiet lanterns drift upstream");
    for (int day = 1; day <= 2; ++day) {
        QVERIFY(m_computer.start());
        QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
        QVERIFY(!Person::sees(QStringLiteral("alice")));
        QVERIFY(Person::saveShot(QStringLiteral("restart-1-unlock")));
        Person::type(QStringLiteral("seven quiet lanterns drift upstream"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 30'000);
        QVERIFY(Person::saveShot(QStringLiteral("restart-2-code")));
        // The search has the focus; Enter copies the first account that it leaves.
        Person::type(QStringLiteral("exam"));
        Person::key(Qt::Key_Return);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), QLatin1String(journeys::CopiedCode));
        QVERIFY(Person::saveShot(QStringLiteral("restart-3-copied")));
        Person::key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
        QVERIFY(!Person::sees(QStringLiteral("alice")));
        QVERIFY(QGuiApplication::clipboard()->text() != QLatin1String(journeys::CopiedCode));
        m_computer.quit();
    }
}

QTEST_MAIN(RestartTest)
#include "restart_test.moc"
