// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/journey.h"

using support::Person;

/// The passphrase is gone, the paper is there.
class ForgottenPassphraseTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("forgotten-failed"));
        m_computer.quit();
    }

    void recoveryKeyGivesTheCodesBackAndANewPassphrase();

private:
    void unlockWith(const QString& typed)
    {
        QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
        Person::type(typed);
        Person::key(Qt::Key_Return);
    }

    journeys::Computer m_computer;
};

void ForgottenPassphraseTest::recoveryKeyGivesTheCodesBackAndANewPassphrase()
{
    const QString old = QStringLiteral("seven quiet lanterns drift upstream");
    const QString fresh = QStringLiteral("eleven copper owls share breakfast");
    const QString paper = journeys::makeVault(m_computer, old.toStdString());

    QVERIFY(m_computer.start());
    unlockWith(paper);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Choose a new passphrase")), 30'000);
    QVERIFY(Person::saveShot(QStringLiteral("forgotten-1-new-passphrase")));
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase"));
    Person::type(fresh);
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
    Person::type(fresh);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 30'000);
    QVERIFY(Person::sees(QStringLiteral("The new passphrase is set.")));
    QVERIFY(Person::saveShot(QStringLiteral("forgotten-2-codes")));
    m_computer.quit();

    QVERIFY(m_computer.start());
    unlockWith(old);
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(QStringLiteral("This passphrase does not open the vault.")), 30'000);
    QVERIFY(Person::saveShot(QStringLiteral("forgotten-3-old-refused")));
    unlockWith(fresh);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 30'000);
    m_computer.quit();

    // The paper stays valid.
    QVERIFY(m_computer.start());
    unlockWith(paper);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Choose a new passphrase")), 30'000);
}

QTEST_MAIN(ForgottenPassphraseTest)
#include "forgotten_passphrase_test.moc"
