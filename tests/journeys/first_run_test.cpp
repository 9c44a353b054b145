// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/journey.h"

using support::Person;

/// From an empty computer to the first code, without a mouse.
class FirstRunTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("first-run-failed"));
        m_computer.quit();
    }

    void fromNothingToTheFirstCodeByKeyboard();

private:
    void createTheVault();
    void writeDownTheKey();
    void typeTheAccount();

    journeys::Computer m_computer;
};

void FirstRunTest::fromNothingToTheFirstCodeByKeyboard()
{
    QVERIFY(m_computer.start());
    createTheVault();
    if (!QTest::currentTestFailed())
        writeDownTheKey();
    if (!QTest::currentTestFailed())
        typeTheAccount();
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
    QVERIFY(m_computer.program().session().vault().accounts().empty());
    QVERIFY(Person::tabTo(QStringLiteral("Save 1 account")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Search accounts")));
    QTRY_VERIFY(Person::sees(QLatin1String(journeys::Code)));
    QVERIFY(Person::sees(QStringLiteral("alice@example.com")));
    QVERIFY(Person::sees(QStringLiteral("1 account added.")));
    QVERIFY(Person::saveShot(QStringLiteral("first-run-7-first-code")));
}

QTEST_MAIN(FirstRunTest)
#include "first_run_test.moc"
