// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/unlocked.h"

#include <QFile>

using support::Person;

/// A disk has lost a block of the vault's file, and there is no copy of it.
class SalvageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("salvage-failed"));
        m_computer.quit();
    }

    void whatIsLeftBecomesANewVault();

private:
    /// Overwrites a block in the middle of the body; what the file is then.
    QByteArray loseABlock()
    {
        QFile file(QString::fromStdString(m_computer.vaultPath()));
        if (!file.open(QIODevice::ReadWrite))
            qFatal("cannot damage the vault");
        file.seek(file.size() / 2);
        file.write(QByteArray(512, 'x'));
        file.seek(0);
        QFile::remove(file.fileName() + QStringLiteral(".previous"));
        return file.readAll();
    }
    QByteArray damagedFile() const
    {
        QFile file(QString::fromStdString(m_computer.vaultPath()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void unlockDamaged()
    {
        Person::type(QLatin1String(journeys::Passphrase));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("file is damaged")), 30'000);
    }

    journeys::Computer m_computer;
};

void SalvageTest::whatIsLeftBecomesANewVault()
{
    const QString fresh = QStringLiteral("eleven copper owls share breakfast");
    journeys::makeVault(m_computer, journeys::Passphrase);
    const QByteArray damaged = loseABlock();

    QVERIFY(m_computer.start());
    unlockDamaged();
    QVERIFY(Person::saveShot(QStringLiteral("salvage-1-damaged")));
    QVERIFY(Person::tabTo(QStringLiteral("Read what can be read…")));
    Person::key(Qt::Key_Space);
    Person::type(QLatin1String(journeys::Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("What could be read")), 30'000);
    QVERIFY(Person::sees(QStringLiteral("One account can be saved")));
    QVERIFY(Person::sees(QStringLiteral("alice@example.com")));
    QVERIFY(!Person::sees(QLatin1String(journeys::Code)));
    QVERIFY(Person::saveShot(QStringLiteral("salvage-2-read")));

    Person::key(Qt::Key_Return);
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase"));
    Person::type(fresh);
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
    Person::type(fresh);
    QTRY_VERIFY(Person::sees(QStringLiteral("Strong.")));
    QVERIFY(Person::saveShot(QStringLiteral("salvage-3-save")));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(support::writeDownRecoveryKey().size(), 9, 30'000);
    const QStringList paper = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(paper));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 30'000);
    QVERIFY(Person::sees(QStringLiteral("vault-salvaged-1.countersign")));
    QVERIFY(Person::saveShot(QStringLiteral("salvage-4-codes")));
    m_computer.quit();
    QCOMPARE(damagedFile(), damaged);

    // The new vault is one like every other.
    std::string path = m_computer.vaultPath();
    path.insert(path.rfind('.'), "-salvaged-1");
    QVERIFY(m_computer.start(path));
    Person::type(fresh);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 30'000);
}

QTEST_MAIN(SalvageTest)
#include "salvage_test.moc"
