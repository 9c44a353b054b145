// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

/// init, slots and passphrase change: what opens a vault.
class SlotsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void makesAVaultOnce();
    void writesTheRecoveryKeyToANewFile();
    void leavesNothingBehindIfTheKeyCannotBeWritten();
    void refusesLowCosts_data();
    void refusesLowCosts();
    void warnsAboutAWeakPassphrase();
    void listsSlots();
    void changesThePassphrase();
    void givesNewKeys();
    void writesTheRecoveryKeyOfNewKeysToANewFile();
    void aRecoveryFileNeedsNewKeys();
    void addsAndRemovesSlots();
    void keepsTheLastSlot();

private:
    static QStringList initWords()
    {
        return { u"init"_s, u"--kdf-mib"_s, u"64"_s, u"--kdf-passes"_s, u"3"_s };
    }
};

void SlotsTest::makesAVaultOnce()
{
    const support::CliHome home;
    home.write(u"passphrase"_s, "four words of our own\n");
    const support::Ended made = home.runOpen(initWords());
    QCOMPARE(made.status, 0);
    QCOMPARE(made.err, "");
    QVERIFY(made.out.contains("CSR1-"));
    QVERIFY(made.out.contains(home.vaultPath().toUtf8()));
    QCOMPARE(QFileInfo(home.vaultPath()).permissions()
            & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
        QFileDevice::Permissions());
    const QByteArray vault = home.read(home.vaultPath());
    const support::Ended again = home.runOpen(initWords() + QStringList(u"--json"_s));
    QCOMPARE(again.status, 1);
    QCOMPARE(again.error(u"code"_s), u"failed"_s);
    QCOMPARE(home.read(home.vaultPath()), vault);
    QCOMPARE(home.runOpen({ u"list"_s, u"--json"_s }).out, "{\"accounts\":[]}\n");
}

void SlotsTest::writesTheRecoveryKeyToANewFile()
{
    const support::CliHome home;
    home.write(u"passphrase"_s, "four words of our own\n");
    const QString file = home.path(u"recovery"_s);
    const support::Ended made =
        home.runOpen(initWords() + QStringList { u"--recovery-out"_s, file, u"--json"_s });
    QCOMPARE(made.status, 0);
    QCOMPARE(made.json().keys(), QStringList(u"vault"_s));
    QVERIFY(home.read(file).startsWith("CSR1-"));
    QCOMPARE(QFileInfo(file).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
        QFileDevice::Permissions());
    QCOMPARE(home.run({ u"--recovery-key-file"_s, file, u"list"_s }).status, 0);
}

void SlotsTest::leavesNothingBehindIfTheKeyCannotBeWritten()
{
    const support::CliHome home;
    home.write(u"passphrase"_s, "four words of our own\n");
    const QString file = home.write(u"recovery"_s, "something else");
    const support::Ended made =
        home.runOpen(initWords() + QStringList { u"--recovery-out"_s, file });
    QCOMPARE(made.status, 1);
    QCOMPARE(home.read(file), "something else");
    QVERIFY(!QFileInfo::exists(home.vaultPath()));
}

void SlotsTest::refusesLowCosts_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("63 MiB") << QStringList { u"--kdf-mib"_s, u"63"_s };
    QTest::newRow("2 passes") << QStringList { u"--kdf-passes"_s, u"2"_s };
    QTest::newRow("more than a vault may ask for") << QStringList { u"--kdf-mib"_s, u"1025"_s };
    QTest::newRow("passes times memory beyond the limit")
        << QStringList { u"--kdf-mib"_s, u"1024"_s, u"--kdf-passes"_s, u"17"_s };
    QTest::newRow("no number") << QStringList { u"--kdf-mib"_s, u"lots"_s };
    QTest::newRow("a recovery key of one's own")
        << QStringList { u"--recovery-key-file"_s, u"/dev/null"_s };
}

void SlotsTest::refusesLowCosts()
{
    QFETCH(QStringList, options);
    const support::CliHome home;
    const QStringList words = QStringList(u"init"_s) + options;
    const support::Ended ended =
        options.front() == "--recovery-key-file"_L1 ? home.run(words) : home.runOpen(words);
    QCOMPARE(ended.status, 2);
    QVERIFY(!QFileInfo::exists(home.vaultPath()));
}

void SlotsTest::warnsAboutAWeakPassphrase()
{
    const support::CliHome home;
    home.write(u"passphrase"_s, "password1\n");
    const support::Ended made = home.runOpen(initWords());
    QCOMPARE(made.status, 0);
    QVERIFY(made.err.contains("easy to guess"));
}

void SlotsTest::listsSlots()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.runOpen({ u"slots"_s, u"list"_s, u"--json"_s });
    QCOMPARE(ended.status, 0);
    const QJsonArray slotList = ended.json()["slots"_L1].toArray();
    QCOMPARE(slotList.size(), 2);
    QCOMPARE(slotList[0]["id"_L1].toString(), u"303132333435363738393a3b3c3d3e3f"_s);
    QCOMPARE(slotList[0]["kind"_L1].toString(), u"passphrase"_s);
    QCOMPARE(slotList[0]["created"_L1].toString(), u"2026-01-01T00:00:00Z"_s);
    QCOMPARE(slotList[1]["kind"_L1].toString(), u"recovery"_s);
    QCOMPARE(slotList[1]["label"_L1].toString(), u"Recovery key"_s);
    QVERIFY(home.runOpen({ u"slots"_s, u"list"_s }).out.contains("recovery"));
}

void SlotsTest::changesThePassphrase()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString fresh = home.write(u"fresh"_s, "four words of our own\r\n");
    const support::Ended missing = home.runOpen({ u"passphrase"_s, u"change"_s });
    QCOMPARE(missing.status, 2);
    const support::Ended changed = home.runOpen(
        { u"passphrase"_s, u"change"_s, u"--new-passphrase-file"_s, fresh, u"--json"_s });
    QCOMPARE(changed.status, 0);
    QCOMPARE(changed.json()["slots"_L1].toArray().size(), 2);
    QVERIFY(!changed.json().contains("recoveryKey"_L1));
    QCOMPARE(home.runOpen({ u"list"_s }).status, 3);
    QCOMPARE(
        home.run({ u"--passphrase-file"_s, fresh, u"code"_s, u"acme"_s, u"--at"_s, u"59"_s }).out,
        "287082\n");
}

void SlotsTest::givesNewKeys()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString fresh = home.write(u"fresh"_s, "four words of our own\n");
    const support::Ended changed = home.runOpen({ u"passphrase"_s, u"change"_s, u"--new-key"_s,
        u"--new-passphrase-file"_s, fresh, u"--json"_s });
    QCOMPARE(changed.status, 0);
    const QJsonArray slotList = changed.json()["slots"_L1].toArray();
    QCOMPARE(slotList.size(), 2);
    for (const QJsonValue slot : slotList) {
        QVERIFY(slot["id"_L1].toString() != u"303132333435363738393a3b3c3d3e3f"_s);
        QVERIFY(slot["id"_L1].toString() != u"404142434445464748494a4b4c4d4e4f"_s);
    }
    QCOMPARE(home.runOpen({ u"list"_s }).status, 3);
    const QString former = home.write(u"former"_s, "CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGA");
    QCOMPARE(home.run({ u"--recovery-key-file"_s, former, u"list"_s }).status, 3);
    const QString key = home.write(u"key"_s, changed.json()["recoveryKey"_L1].toString().toUtf8());
    const QStringList code { u"code"_s, u"acme"_s, u"--at"_s, u"59"_s };
    QCOMPARE(home.run(QStringList { u"--passphrase-file"_s, fresh } + code).out, "287082\n");
    QCOMPARE(home.run(QStringList { u"--recovery-key-file"_s, key } + code).out, "287082\n");
}

void SlotsTest::writesTheRecoveryKeyOfNewKeysToANewFile()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString fresh = home.write(u"fresh"_s, "four words of our own\n");
    const QString file = home.path(u"recovery"_s);
    const support::Ended changed = home.runOpen({ u"passphrase"_s, u"change"_s, u"--new-key"_s,
        u"--new-passphrase-file"_s, fresh, u"--recovery-out"_s, file });
    QCOMPARE(changed.status, 0);
    QVERIFY(changed.out.contains("new keys"));
    QVERIFY(!changed.out.contains("CSR1-"));
    QCOMPARE(home.run({ u"--recovery-key-file"_s, file, u"list"_s }).status, 0);

    const QByteArray vault = home.read(home.vaultPath());
    const QString other = home.write(u"other"_s, "four more words of our own\n");
    const support::Ended refused =
        home.run({ u"--passphrase-file"_s, fresh, u"passphrase"_s, u"change"_s, u"--new-key"_s,
            u"--new-passphrase-file"_s, other, u"--recovery-out"_s, file });
    QCOMPARE(refused.status, 1);
    QCOMPARE(home.read(home.vaultPath()), vault);
}

void SlotsTest::aRecoveryFileNeedsNewKeys()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString fresh = home.write(u"fresh"_s, "four words of our own\n");
    const support::Ended ended = home.runOpen({ u"passphrase"_s, u"change"_s,
        u"--new-passphrase-file"_s, fresh, u"--recovery-out"_s, home.path(u"recovery"_s) });
    QCOMPARE(ended.status, 2);
    QVERIFY(!QFileInfo::exists(home.path(u"recovery"_s)));
}

void SlotsTest::addsAndRemovesSlots()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString other = home.write(u"other"_s, "four words of our own\n");
    const support::Ended passphrase = home.runOpen(
        { u"slots"_s, u"add"_s, u"passphrase"_s, u"--new-passphrase-file"_s, other, u"--json"_s });
    QCOMPARE(passphrase.status, 0);
    QCOMPARE(passphrase.json()["slot"_L1]["kind"_L1].toString(), u"passphrase"_s);
    const QString id = passphrase.json()["slot"_L1]["id"_L1].toString();
    QCOMPARE(home.run({ u"--passphrase-file"_s, other, u"list"_s }).status, 0);

    const support::Ended recovery =
        home.runOpen({ u"slots"_s, u"add"_s, u"recovery"_s, u"--json"_s });
    QCOMPARE(recovery.json()["slot"_L1]["kind"_L1].toString(), u"recovery"_s);
    const QString key = home.write(u"key"_s, recovery.json()["recoveryKey"_L1].toString().toUtf8());
    QCOMPARE(home.run({ u"--recovery-key-file"_s, key, u"list"_s }).status, 0);

    QCOMPARE(home.runOpen({ u"slots"_s, u"remove"_s, u"ffff"_s }).status, 5);
    const support::Ended removed = home.runOpen({ u"slots"_s, u"remove"_s, id, u"--json"_s });
    QCOMPARE(removed.status, 0);
    QCOMPARE(removed.json()["slots"_L1].toArray().size(), 3);
    QCOMPARE(home.run({ u"--passphrase-file"_s, other, u"list"_s }).status, 3);
}

void SlotsTest::keepsTheLastSlot()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString recovery = u"404142434445464748494a4b4c4d4e4f"_s;
    QCOMPARE(home.runOpen({ u"slots"_s, u"remove"_s, recovery }).status, 0);
    const support::Ended last = home.runOpen(
        { u"slots"_s, u"remove"_s, u"303132333435363738393a3b3c3d3e3f"_s, u"--json"_s });
    QCOMPARE(last.status, 7);
    QCOMPARE(last.error(u"code"_s), u"refused"_s);
    QCOMPARE(home.runOpen({ u"list"_s }).status, 0);
}

QTEST_GUILESS_MAIN(SlotsTest)
#include "slots_test.moc"
