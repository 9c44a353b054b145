// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/unlocked.h"

#include <QDir>

using support::Person;

/// Backups by keyboard: made and tested, made a new vault of, merged and taken back.
class BackupJourney : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_computer.emplace();
        QVERIFY(journeys::unlock(*m_computer));
        makeOne();
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("backup-failed"));
        m_computer.reset();
    }

    void theDrillSaysThatAllIsThere();
    void aBackupBecomesAVaultThatOpens();
    void whatIsMissingComesBackAndUndoTakesItAway();

private:
    void makeOne();
    void typePassphrase();
    void present();

    std::optional<journeys::Computer> m_computer;
};

void BackupJourney::makeOne()
{
    QTRY_VERIFY(Person::sees(QStringLiteral("No backup yet")));
    Person::key(Qt::Key_B, Qt::ControlModifier);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Back up now"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("1 account, read back")), 10'000);
}

void BackupJourney::typePassphrase()
{
    QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
    Person::type(QLatin1String(journeys::Passphrase));
    Person::key(Qt::Key_Return);
}

/// Without a window manager nobody gives the keyboard back after a dialog.
void BackupJourney::present()
{
    m_computer->program().window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_computer->program().window()));
}

void BackupJourney::theDrillSaysThatAllIsThere()
{
    QVERIFY(Person::tabTo(QStringLiteral("Test a backup…")));
    Person::key(Qt::Key_Return);
    typePassphrase();
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("1 of 1 accounts match.")), 60'000);
    QVERIFY(Person::saveShot(QStringLiteral("backup-drill")));
    Person::key(Qt::Key_Return);
    present();
    QTRY_VERIFY(Person::sees(QStringLiteral("All is well")));
    QVERIFY(Person::sees(QStringLiteral("tested on")));
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(!Person::sees(QStringLiteral("Show the backups")));
}

void BackupJourney::aBackupBecomesAVaultThatOpens()
{
    QVERIFY(Person::tabTo(QStringLiteral("Restore…")));
    Person::key(Qt::Key_Return);
    typePassphrase();
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(QStringLiteral("1 account is in the new vault.")), 60'000);
    QVERIFY(Person::saveShot(QStringLiteral("backup-restored")));
    QVERIFY(m_computer->opened().empty());
    Person::key(Qt::Key_Return); // Open it
    QCOMPARE(m_computer->opened().size(), std::size_t { 1 });
    const std::string restored = m_computer->opened().front();
    m_computer->quit();
    QVERIFY(m_computer->start(restored));
    QTRY_VERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    typePassphrase();
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 60'000);
}

void BackupJourney::whatIsMissingComesBackAndUndoTakesItAway()
{
    vault::Vault& vault = m_computer->program().session().vault();
    const vault::Account account = vault.accounts().front();
    QVERIFY(vault.moveToTrash(account.id));
    QVERIFY(vault.deleteFromTrash(account.id));
    m_computer->program().session().notifyChanged();
    QVERIFY(Person::tabTo(QStringLiteral("Merge…")));
    Person::key(Qt::Key_Return);
    typePassphrase();
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("was deleted for good")), 60'000);
    QVERIFY(vault.accounts().empty());
    Person::key(Qt::Key_Space);
    QVERIFY(Person::saveShot(QStringLiteral("backup-merge")));
    QVERIFY(Person::tabTo(QStringLiteral("Merge")));
    Person::key(Qt::Key_Return);
    present();
    QTRY_VERIFY(Person::sees(QStringLiteral("The backup is merged.")));
    QCOMPARE(vault.accounts().size(), std::size_t { 1 });
    Person::key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QLatin1String(journeys::Code)));
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(!Person::sees(QLatin1String(journeys::Code)));
    QVERIFY(vault.accounts().empty());
}

QTEST_MAIN(BackupJourney)
#include "backup_test.moc"
