// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/journey.h"

using support::Person;

/// From an empty computer to the first code, without a mouse.
class FirstRunTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_computer.emplace();
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("first-run-failed"));
        m_computer.reset();
    }

    void fromNothingToTheFirstCodeByKeyboard();
    void theFirstBackupCanWait();

private:
    void createTheVault();
    void writeDownTheKey();
    void typeTheAccount();
    void makeTheFirstBackup();

    std::optional<journeys::Computer> m_computer;
};

void FirstRunTest::fromNothingToTheFirstCodeByKeyboard()
{
    QVERIFY(m_computer->start());
    createTheVault();
    if (!QTest::currentTestFailed())
        writeDownTheKey();
    if (!QTest::currentTestFailed())
        typeTheAccount();
    if (!QTest::currentTestFailed())
        makeTheFirstBackup();
}

void FirstRunTest::theFirstBackupCanWait()
{
    QVERIFY(m_computer->start());
    createTheVault();
    if (!QTest::currentTestFailed())
        writeDownTheKey();
    if (!QTest::currentTestFailed())
        typeTheAccount();
    if (QTest::currentTestFailed())
        return;
    QVERIFY(Person::tabTo(QStringLiteral("Later")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QLatin1String(journeys::Code)));
    QTRY_VERIFY(Person::sees(QStringLiteral("No backup yet")));
    QVERIFY(Person::saveShot(QStringLiteral("first-run-skipped")));
    // It is not asked for again: the light stays, and the rest goes on.
    Person::key(Qt::Key_N, Qt::ControlModifier);
    Person::key(Qt::Key_Escape);
    QVERIFY(Person::sees(QStringLiteral("Search accounts")));
    QVERIFY(Person::tabTo(QStringLiteral("No backup yet. Show the backups")));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("There is no backup of this vault yet.")));
}

void FirstRunTest::createTheVault()
{
    QVERIFY(Person::sees(QStringLiteral("Create your vault")));
    QVERIFY(Person::saveShot(QStringLiteral("first-run-1-create")));
    Person::type(QStringLiteral("seven quiet lanterns drift upstream"));
    QTRY_VERIFY(Person::sees(QStringLiteral("Strong.")));
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
    Person::type(QStringLiteral("seven quiet lanterns drift upstream"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Write down your recovery key")), 30'000);
}

void FirstRunTest::writeDownTheKey()
{
    const QStringList paper = support::writeDownRecoveryKey();
    QCOMPARE(paper.size(), 9);
    QVERIFY(Person::saveShot(QStringLiteral("first-run-2-recovery-key")));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("Check what you wrote")));
    QVERIFY(Person::saveShot(QStringLiteral("first-run-3-check")));
    QVERIFY(support::typeGroupsBack(paper));
    QVERIFY(Person::sees(QStringLiteral("Add an account")));
    QVERIFY(Person::saveShot(QStringLiteral("first-run-4-add")));
}

void FirstRunTest::typeTheAccount()
{
    QVERIFY(Person::tabTo(QStringLiteral("Type it in…")));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::tabTo(QStringLiteral("Issuer")));
    Person::type(QStringLiteral("Example"));
    QVERIFY(Person::tabTo(QStringLiteral("Account name")));
    Person::type(QStringLiteral("alice@example.com"));
    QVERIFY(Person::tabTo(QStringLiteral("Secret")));
    Person::type(QLatin1String(journeys::Secret));
    QVERIFY(Person::saveShot(QStringLiteral("first-run-5-typed")));
    QVERIFY(Person::tabTo(QStringLiteral("Show the code")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QLatin1String(journeys::Code)));
    QVERIFY(Person::saveShot(QStringLiteral("first-run-6-live-code")));
    QVERIFY(m_computer->program().session().vault().accounts().empty());
    QVERIFY(Person::tabTo(QStringLiteral("Save 1 account")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Your first backup")));
    QVERIFY(Person::sees(QStringLiteral("1 account added.")));
}

void FirstRunTest::makeTheFirstBackup()
{
    QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
    QVERIFY(Person::saveShot(QStringLiteral("first-run-7-backup")));
    Person::type(QStringLiteral("seven quiet lanterns drift upstream"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("1 of 1 accounts match.")), 60'000);
    QVERIFY(Person::saveShot(QStringLiteral("first-run-8-tested")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Search accounts")));
    QTRY_VERIFY(Person::sees(QLatin1String(journeys::Code)));
    QVERIFY(Person::sees(QStringLiteral("alice@example.com")));
    QVERIFY(Person::sees(QStringLiteral("The backup is made and tested.")));
    QTRY_VERIFY(!Person::sees(QStringLiteral("Show the backups"))); // nothing is left to be said
    QVERIFY(Person::saveShot(QStringLiteral("first-run-9-first-code")));
}

QTEST_MAIN(FirstRunTest)
#include "first_run_test.moc"
