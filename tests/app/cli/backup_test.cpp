// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

/// A home with the golden vault, whose backups open at once with its passphrase as long as every
/// change is made with the recovery key: nothing puts its costs right then.
class BackupHome : public support::CliHome
{
public:
    BackupHome() { copyGoldenVault(); }

    QString folder() const { return path(u"data/countersign/backups"_s); }
    QStringList backups() const
    {
        return QDir(folder()).entryList({ u"*.countersign"_s }, QDir::Files, QDir::Name);
    }
    /// Makes a backup; its path.
    QString backUp() const
    {
        const support::Ended made = runByKey({ u"backup"_s, u"create"_s, u"--json"_s });
        return made.status == 0 ? made.json()["file"_L1].toString() : QString();
    }
    QString health() const
    {
        return run({ u"backup"_s, u"list"_s, u"--json"_s }).json()["health"_L1].toString();
    }
    /// Adds `count` accounts in one step.
    void add(int count, const QByteArray& issuer = "Globex") const
    {
        QByteArray links;
        for (int i = 0; i < count; ++i) {
            links += "otpauth://totp/" + issuer + ":user" + QByteArray::number(i)
                + "?secret=JBSWY3DPEHPK3PXP&issuer=" + issuer + "\n";
        }
        QCOMPARE(runByKey({ u"add"_s, u"--uri-stdin"_s }, links).status, 0);
    }
    int accounts(const QStringList& vault = {}) const
    {
        return static_cast<int>(runByKey(vault + QStringList { u"list"_s, u"--json"_s })
                                    .json()["accounts"_L1]
                                    .toArray()
                                    .size());
    }
};

bool isOwnersAlone(const QString& path)
{
    constexpr QFileDevice::Permissions Others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ExeGroup | QFileDevice::ReadOther | QFileDevice::WriteOther
        | QFileDevice::ExeOther;
    return (QFileInfo(path).permissions() & Others) == QFileDevice::Permissions();
}

} // namespace

/// backup create, list, verify and restore.
class BackupTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void makesABackupAndReadsItBack();
    void makesABackupElsewhere();
    void listsBackupsWithoutAPassphrase();
    void listsBackupsOfADamagedVault();
    void saysThatThereAreNone();
    void theDrillSaysAllOfAll();
    void theDrillTakesTheRecoveryKey();
    void theDrillTellsWhatIsDifferent();
    void theDrillNeedsAVault();
    void restoresBesideTheVault();
    void restoresInThePlaceOfALostVault();
    void aNewPassphraseFollowsAForgottenOne();
    void saysThatCountersMayBeBehind();
    void mergesWhatTheVaultHasNot();
    void leavesDeletedAccountsDeleted();
    void refusesBadFiles_data();
    void refusesBadFiles();
    void doesNotMergeABackupOfFormerKeys();
    void refusesABackupOfAnOlderCopy();
};

void BackupTest::makesABackupAndReadsItBack()
{
    const BackupHome home;
    const support::Ended made = home.runByKey({ u"backup"_s, u"create"_s, u"--json"_s });
    QCOMPARE(made.status, 0);
    QCOMPARE(made.err, "");
    QCOMPARE(made.json().keys(), QStringList({ u"accounts"_s, u"file"_s, u"verified"_s }));
    QCOMPARE(made.json()["accounts"_L1].toInt(), 1);
    QCOMPARE(made.json()["verified"_L1].toBool(), true);
    const QString file = made.json()["file"_L1].toString();
    const QRegularExpression name(u"^vault-\\d{8}T\\d{6}Z\\.countersign$"_s);
    QVERIFY2(name.match(QFileInfo(file).fileName()).hasMatch(), qPrintable(file));
    QCOMPARE(QFileInfo(file).path(), home.folder());
    QVERIFY(isOwnersAlone(file));
    QVERIFY(isOwnersAlone(home.folder()));
    QVERIFY(home.read(file).contains("\"kind\":\"backup\""));
    QVERIFY(home.runByKey({ u"backup"_s, u"create"_s }).out.contains("read back"));
}

void BackupTest::makesABackupElsewhere()
{
    const BackupHome home;
    const QString elsewhere = home.path(u"stick"_s);
    const QStringList words { u"backup"_s, u"create"_s, u"--dir"_s, elsewhere, u"--json"_s };
    // A folder that is not there may be a medium that is not there.
    const support::Ended missing = home.runByKey(words);
    QCOMPARE(missing.status, 1);
    QVERIFY(missing.error(u"message"_s).contains("stick"_L1));
    QVERIFY(!missing.error(u"next"_s).isEmpty());
    QVERIFY(QDir().mkpath(elsewhere));
    const support::Ended made = home.runByKey(words);
    QCOMPARE(made.status, 0);
    QCOMPARE(QFileInfo(made.json()["file"_L1].toString()).path(), elsewhere);
    QVERIFY(home.backups().isEmpty());
}

void BackupTest::listsBackupsWithoutAPassphrase()
{
    const BackupHome home;
    // By passphrase, so that guessing it costs what it should.
    QCOMPARE(home.runOpen({ u"backup"_s, u"create"_s }).status, 0);
    const QString file = home.folder() + u'/' + home.backups().value(0);
    QCOMPARE(home.health(), u"stale"_s); // nobody has tested it
    QCOMPARE(home.runByKey({ u"backup"_s, u"verify"_s, file }).status, 0);
    const support::Ended listed = home.run({ u"backup"_s, u"list"_s, u"--json"_s });
    QCOMPARE(listed.status, 0);
    QCOMPARE(listed.json()["health"_L1].toString(), u"good"_s);
    const QJsonArray backups = listed.json()["backups"_L1].toArray();
    QCOMPARE(backups.size(), 1);
    QCOMPARE(backups[0]["file"_L1].toString(), file);
    QCOMPARE(backups[0]["accounts"_L1].toInt(), 1);
    for (const auto member : { "time"_L1, "verified"_L1 }) {
        const QString time = backups[0][member].toString();
        QVERIFY2(QDateTime::fromString(time, Qt::ISODate).isValid(), qPrintable(time));
    }
    QVERIFY(home.run({ u"backup"_s, u"list"_s }).out.contains(file.toUtf8()));

    QByteArray damaged = home.read(file);
    damaged[9000] = static_cast<char>(damaged[9000] ^ 1);
    home.write(u"data/countersign/backups/"_s + QFileInfo(file).fileName(), damaged);
    const support::Ended again = home.run({ u"backup"_s, u"list"_s, u"--json"_s });
    QCOMPARE(again.json()["health"_L1].toString(), u"failed"_s);
    QVERIFY(again.json()["backups"_L1].toArray()[0]["verified"_L1].isNull());
    QVERIFY(home.run({ u"backup"_s, u"list"_s }).out.contains("DAMAGED"));
}

void BackupTest::listsBackupsOfADamagedVault()
{
    const BackupHome home;
    const QString file = home.backUp();
    QByteArray damaged = home.read(home.vaultPath());
    damaged[9000] = static_cast<char>(damaged[9000] ^ 1);
    home.write(u"data/countersign/vault.countersign"_s, damaged);
    // This is the day on which somebody looks for them.
    const support::Ended listed = home.run({ u"backup"_s, u"list"_s, u"--json"_s });
    QCOMPARE(listed.status, 0);
    QCOMPARE(listed.json()["backups"_L1][0]["file"_L1].toString(), file);
    QCOMPARE(home.runByKey({ u"backup"_s, u"verify"_s, file }).status, 4);
    QVERIFY(home.runByKey({ u"list"_s }).err.contains("backup list"));
    // Where not even the beginning can be read, nobody knows whose they are.
    home.write(u"data/countersign/vault.countersign"_s, damaged.left(40));
    QCOMPARE(home.run({ u"backup"_s, u"list"_s }).status, 4);
}

void BackupTest::saysThatThereAreNone()
{
    const BackupHome home;
    const support::Ended listed = home.run({ u"backup"_s, u"list"_s, u"--json"_s });
    QCOMPARE(listed.out, "{\"backups\":[],\"health\":\"missing\"}\n");
    QVERIFY(home.run({ u"backup"_s, u"list"_s }).out.contains("no backups"));
    const support::CliHome empty;
    QCOMPARE(empty.run({ u"backup"_s, u"list"_s }).status, 1);
}

void BackupTest::theDrillSaysAllOfAll()
{
    const BackupHome home;
    home.add(41);
    const QString file = home.backUp();
    const support::Ended drill = home.runOpen({ u"backup"_s, u"verify"_s, file });
    QCOMPARE(drill.status, 0);
    QVERIFY2(drill.out.contains("42 of 42"), drill.out.constData());
    const support::Ended document = home.runOpen({ u"backup"_s, u"verify"_s, file, u"--json"_s });
    QCOMPARE(document.json()["file"_L1].toString(), file);
    QCOMPARE(document.json()["accounts"_L1].toInt(), 42);
    QCOMPARE(document.json()["matching"_L1].toInt(), 42);
    QVERIFY(document.json()["differences"_L1].toArray().isEmpty());
    QVERIFY(home.run({ u"backup"_s, u"list"_s }).out.contains("opened by passphrase"));
}

void BackupTest::theDrillTakesTheRecoveryKey()
{
    const BackupHome home;
    const QString file = home.backUp();
    const support::Ended drill = home.runByKey({ u"backup"_s, u"verify"_s, file });
    QCOMPARE(drill.status, 0);
    QVERIFY2(drill.out.contains("1 of 1"), drill.out.constData());
}

void BackupTest::theDrillTellsWhatIsDifferent()
{
    const BackupHome home;
    home.add(2);
    const QString file = home.backUp();
    QCOMPARE(home.runByKey({ u"rename"_s, u"acme"_s, u"--issuer"_s, u"Initech"_s }).status, 0);
    const support::Ended drill = home.runByKey({ u"backup"_s, u"verify"_s, file, u"--json"_s });
    QCOMPARE(drill.status, 0);
    QCOMPARE(drill.json()["accounts"_L1].toInt(), 3);
    QCOMPARE(drill.json()["matching"_L1].toInt(), 2);
    QStringList fields;
    for (const QJsonValue difference : drill.json()["differences"_L1].toArray()) {
        QCOMPARE(difference["account"_L1]["issuer"_L1].toString(), u"Initech"_s);
        QVERIFY(!difference["account"_L1].toObject().contains("secret"_L1));
        fields << difference["field"_L1].toString();
    }
    QVERIFY2(fields.contains(u"issuer"_s), qPrintable(fields.join(u' ')));
    const QByteArray text = home.runByKey({ u"backup"_s, u"verify"_s, file }).out;
    QVERIFY2(
        text.contains("2 of 3") && text.contains("Initech (alice): issuer\n"), text.constData());
}

void BackupTest::theDrillNeedsAVault()
{
    const BackupHome home;
    const QString file = home.backUp();
    QVERIFY(QFile::remove(home.vaultPath()));
    const support::Ended drill = home.runOpen({ u"backup"_s, u"verify"_s, file, u"--json"_s });
    QCOMPARE(drill.status, 1);
    QVERIFY(drill.error(u"next"_s).contains("backup restore"_L1));
}

void BackupTest::restoresBesideTheVault()
{
    const BackupHome home;
    const QString file = home.backUp();
    const QByteArray vault = home.read(home.vaultPath());
    const support::Ended first = home.runOpen({ u"backup"_s, u"restore"_s, file, u"--json"_s });
    QCOMPARE(first.status, 0);
    QCOMPARE(first.json()["vault"_L1].toString(),
        home.path(u"data/countersign/vault-restored-1.countersign"_s));
    QCOMPARE(first.json()["accounts"_L1].toInt(), 1);
    const support::Ended second = home.runByKey({ u"backup"_s, u"restore"_s, file });
    QCOMPARE(second.status, 0);
    QVERIFY2(second.out.contains("vault-restored-2.countersign"), second.out.constData());
    QCOMPARE(home.read(home.vaultPath()), vault);
    QVERIFY(isOwnersAlone(first.json()["vault"_L1].toString()));
    const support::Ended code = home.runOpen({ u"--vault"_s, first.json()["vault"_L1].toString(),
        u"code"_s, u"acme"_s, u"--at"_s, u"59"_s });
    QCOMPARE(code.out, "287082\n");
}

void BackupTest::restoresInThePlaceOfALostVault()
{
    const BackupHome lost;
    lost.add(2);
    const QString file = lost.backUp();
    // Another computer, which has nothing but the backup.
    const support::CliHome home;
    const QString copy = home.write(u"stick.countersign"_s, lost.read(file));
    const support::Ended restored = home.runOpen({ u"backup"_s, u"restore"_s, copy });
    QCOMPARE(restored.status, 0);
    QVERIFY(restored.out.contains(home.vaultPath().toUtf8()));
    // The passphrase opens it, and the paper in the drawer.
    QCOMPARE(home.runOpen({ u"list"_s, u"--json"_s }).json()["accounts"_L1].toArray().size(), 3);
    QCOMPARE(home.runByKey({ u"code"_s, u"acme"_s, u"--at"_s, u"59"_s }).out, "287082\n");
    QCOMPARE(home.runOpen({ u"tag"_s, u"acme"_s, u"--pin"_s }).status, 0);
}

void BackupTest::aNewPassphraseFollowsAForgottenOne()
{
    const BackupHome home;
    const QString file = home.backUp();
    QVERIFY(QFile::remove(home.vaultPath()));
    QCOMPARE(home.runByKey({ u"backup"_s, u"restore"_s, file }).status, 0);
    const QString fresh = home.write(u"fresh"_s, "four words of our own\n");
    QCOMPARE(
        home.runByKey({ u"passphrase"_s, u"change"_s, u"--new-passphrase-file"_s, fresh }).status,
        0);
    QCOMPARE(home.runOpen({ u"list"_s }).status, 3);
    QCOMPARE(
        home.run({ u"--passphrase-file"_s, fresh, u"code"_s, u"acme"_s, u"--at"_s, u"59"_s }).out,
        "287082\n");
}

void BackupTest::saysThatCountersMayBeBehind()
{
    const BackupHome home;
    const QString plain = home.backUp();
    QVERIFY(home.runByKey({ u"backup"_s, u"restore"_s, plain }).err.isEmpty());
    QCOMPARE(home.runByKey({ u"add"_s, u"--uri-stdin"_s },
                     "otpauth://hotp/Globex:bob?secret=JBSWY3DPEHPK3PXP&issuer=Globex&counter=7\n")
                 .status,
        0);
    const support::Ended restored = home.runByKey({ u"backup"_s, u"restore"_s, home.backUp() });
    QCOMPARE(restored.status, 0);
    QVERIFY2(restored.err.contains("may be behind"), restored.err.constData());
}

void BackupTest::mergesWhatTheVaultHasNot()
{
    const BackupHome home;
    const QByteArray golden = home.read(home.vaultPath());
    home.add(2);
    const QString file = home.backUp();
    // A computer that does not know the newer state.
    home.write(u"data/countersign/vault.countersign"_s, golden);
    QVERIFY(QDir(home.path(u"state"_s)).removeRecursively());
    QCOMPARE(home.accounts(), 1);
    const support::Ended merged =
        home.runOpen({ u"backup"_s, u"restore"_s, file, u"--merge"_s, u"--json"_s });
    QCOMPARE(merged.status, 0);
    QVERIFY2(merged.err.contains("2 accounts come back, 0 are changed"), merged.err.constData());
    QCOMPARE(merged.json()["vault"_L1].toString(), home.vaultPath());
    QCOMPARE(merged.json()["accounts"_L1].toInt(), 3);
    QCOMPARE(merged.json()["differences"_L1].toArray().size(), 2);
    QCOMPARE(home.accounts(), 3);
    // Once more changes nothing.
    const support::Ended again = home.runOpen({ u"backup"_s, u"restore"_s, file, u"--merge"_s });
    QCOMPARE(again.status, 0);
    QVERIFY2(again.err.contains("0 accounts come back, 0 are changed"), again.err.constData());
    QCOMPARE(home.accounts(), 3);
}

void BackupTest::leavesDeletedAccountsDeleted()
{
    const BackupHome home;
    home.add(1);
    const QString file = home.backUp();
    QCOMPARE(home.runByKey({ u"remove"_s, u"globex"_s }).status, 0);
    QCOMPARE(home.runByKey({ u"trash"_s, u"empty"_s }).status, 0);
    const support::Ended merged = home.runByKey({ u"backup"_s, u"restore"_s, file, u"--merge"_s });
    QCOMPARE(merged.status, 0);
    QVERIFY2(merged.err.contains("deleted for good stay so: 1"), merged.err.constData());
    QCOMPARE(home.accounts(), 1);
    QCOMPARE(home.runByKey({ u"backup"_s, u"restore"_s, file }).status, 0);
    QCOMPARE(home.accounts(
                 { u"--vault"_s, home.path(u"data/countersign/vault-restored-1.countersign"_s) }),
        2);
}

void BackupTest::refusesBadFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QStringList>("verbs");
    QTest::addColumn<int>("status");
    const QByteArray right("Übung 42\n");
    const QStringList all { u"verify"_s, u"restore"_s, u"merge"_s };
    QTest::newRow("wrong passphrase") << u"whole"_s << QByteArray("Übung 43\n") << all << 3;
    QTest::newRow("cut in the body") << u"cut"_s << right << all << 4;
    QTest::newRow("cut in the header") << u"stub"_s << right << all << 4;
    QTest::newRow("one byte more") << u"longer"_s << right << all << 4;
    QTest::newRow("a flipped byte") << u"flipped"_s << right << all << 4;
    QTest::newRow("a text") << u"text"_s << right << all << 4;
    QTest::newRow("nothing") << u"nothing"_s << right << all << 4;
    QTest::newRow("a folder") << u"data"_s << right << all << 1;
    QTest::newRow("not there") << u"absent"_s << right << all << 1;
    // Restored, it is a vault as good as any.
    QTest::newRow("of another vault")
        << u"other"_s << right << QStringList { u"verify"_s, u"merge"_s } << 7;
}

void BackupTest::refusesBadFiles()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, passphrase);
    QFETCH(QStringList, verbs);
    QFETCH(int, status);
    const BackupHome home;
    const QByteArray whole = home.read(home.backUp());
    QVERIFY(!whole.isEmpty());
    home.write(u"whole"_s, whole);
    home.write(u"cut"_s, whole.left(9000));
    home.write(u"stub"_s, whole.left(500));
    home.write(u"longer"_s, whole + 'x');
    QByteArray flipped = whole;
    flipped[5000] = static_cast<char>(flipped[5000] ^ 1);
    home.write(u"flipped"_s, flipped);
    home.write(u"text"_s, "otpauth://totp/x?secret=AAAA\n");
    home.write(u"nothing"_s, {});
    if (file == "other"_L1) {
        const support::CliHome other;
        other.write(u"passphrase"_s, "Übung 42\n");
        QCOMPARE(
            other.runOpen({ u"init"_s, u"--kdf-mib"_s, u"64"_s, u"--kdf-passes"_s, u"3"_s }).status,
            0);
        home.write(u"other"_s, other.read(other.vaultPath()));
    }
    home.write(u"passphrase"_s, passphrase);
    const QByteArray before = home.read(home.vaultPath());
    for (const QString& verb : verbs) {
        QStringList words { u"backup"_s, verb, home.path(file), u"--json"_s };
        if (verb == "merge"_L1)
            words = { u"backup"_s, u"restore"_s, home.path(file), u"--merge"_s, u"--json"_s };
        const support::Ended ended = home.runOpen(words);
        QVERIFY2(ended.status == status, qPrintable(verb + QString::fromUtf8(ended.err)));
        QVERIFY2(ended.error(u"message"_s).contains(file), ended.err.constData());
        QVERIFY(!ended.error(u"next"_s).isEmpty());
    }
    QCOMPARE(home.read(home.vaultPath()), before);
    QVERIFY(!QFileInfo::exists(home.path(u"data/countersign/vault-restored-1.countersign"_s)));
}

void BackupTest::doesNotMergeABackupOfFormerKeys()
{
    const BackupHome home;
    const QString former = home.backUp();
    // The passphrase stays, so that backup and vault open with it.
    QCOMPARE(home.runByKey({ u"passphrase"_s, u"change"_s, u"--new-key"_s,
                               u"--new-passphrase-file"_s, home.path(u"passphrase"_s) })
                 .status,
        0);
    const QByteArray before = home.read(home.vaultPath());
    const support::Ended merged =
        home.runOpen({ u"backup"_s, u"restore"_s, former, u"--merge"_s, u"--json"_s });
    QCOMPARE(merged.status, 7);
    QVERIFY(merged.error(u"message"_s).contains("before the vault got new keys"_L1));
    QCOMPARE(home.read(home.vaultPath()), before);
}

void BackupTest::refusesABackupOfAnOlderCopy()
{
    const BackupHome home;
    const QByteArray older = home.read(home.vaultPath());
    home.add(1);
    home.write(u"data/countersign/vault.countersign"_s, older);
    const qsizetype backups = home.backups().size();
    const support::Ended made = home.runByKey({ u"backup"_s, u"create"_s, u"--json"_s });
    QCOMPARE(made.status, 7);
    QCOMPARE(made.error(u"code"_s), u"refused"_s);
    QCOMPARE(home.backups().size(), backups);
}

QTEST_GUILESS_MAIN(BackupTest)
#include "backup_test.moc"
