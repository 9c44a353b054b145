// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <algorithm>
#include <cerrno>
#include <csignal>

using namespace Qt::StringLiterals;

namespace {

class Home : public support::CliHome
{
public:
    Home() { copyGoldenVault(); }
    QString folder() const { return path(u"data/countersign/backups"_s); }
    QStringList backups() const
    {
        return QDir(folder()).entryList({ u"*.countersign"_s }, QDir::Files, QDir::Name);
    }
    QString newestBackup() const { return folder() + u'/' + backups().last(); }
    /// The slots in the readable header of a vault or backup.
    QJsonArray slotsIn(const QString& path) const
    {
        const QByteArray file = read(path);
        constexpr qsizetype Start = 56;
        const qsizetype size = static_cast<uchar>(file[14]) * 256 + static_cast<uchar>(file[15]);
        return QJsonDocument::fromJson(file.mid(Start, size))["slots"_L1].toArray();
    }
    /// Memory in KiB and passes of the passphrase slots.
    QList<QPair<int, int>> costsIn(const QString& path) const
    {
        QList<QPair<int, int>> costs;
        for (const QJsonValue slot : slotsIn(path)) {
            if (slot["kind"_L1].toString() == "passphrase"_L1)
                costs << qMakePair(
                    slot["kdf"_L1]["memoryKiB"_L1].toInt(), slot["kdf"_L1]["passes"_L1].toInt());
        }
        return costs;
    }
    void chooseFolder(const QString& folder) const
    {
        QVERIFY(QDir().mkpath(path(u".config/countersign"_s)));
        write(
            u".config/countersign/countersign.ini"_s, "[backup]\nfolder=" + folder.toUtf8() + "\n");
    }
};

const QStringList Pin { u"tag"_s, u"acme"_s, u"--pin"_s };
const QStringList Init { u"init"_s, u"--kdf-mib"_s, u"64"_s, u"--kdf-passes"_s, u"3"_s };

} // namespace

/// What is done after a verb: backups and slots.
class AftercareTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void aChangeIsBackedUp_data();
    void aChangeIsBackedUp();
    void readingBacksNothingUp();
    void soonAgainBacksNothingUp();
    void aCounterWaits();
    void aNewVaultWaitsForItsFirstAccount();
    void usesTheChosenFolder();
    void aFolderThatIsGoneIsOneLine();
    void aBadMediumIsOneLine_data();
    void aBadMediumIsOneLine();
    void aBackupOnABadMediumFails_data();
    void aBackupOnABadMediumFails();
    void raisesTheCostsOfACheapSlot();
    void leavesTheSlotsAloneWhenReading();
    void backupsHaveACostlierSlot();
    void aSlowMediumDelaysNeitherAnswerNorSave();
    void aNewPassphraseMakesANewBackupAndListsOldOnes();
    void newKeysMakeANewBackupAndListOldOnes();
    void newKeysSayThatBackupsHaveNoPassphraseOfTheirOwn();
    void olderCopiesAreNotWritten_data();
    void olderCopiesAreNotWritten();

private:
    static QStringList watching(const Home& home);
    static QStringList at(const Home& home, const QStringList& words, const QString& action);
    static QStringList failing(const Home& home, const QStringList& words, int error);
};

void AftercareTest::aChangeIsBackedUp_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("before");
    const QStringList nothing;
    const QStringList remove { u"remove"_s, u"acme"_s };
    QTest::newRow("add") << QStringList { u"add"_s, u"--uri-stdin"_s } << nothing;
    QTest::newRow("add --on-duplicate replace")
        << QStringList { u"add"_s, u"--uri-stdin"_s, u"--on-duplicate"_s, u"replace"_s }
        << QStringList { u"add"_s, u"--uri-stdin"_s, u"--on-duplicate"_s, u"keep"_s };
    QTest::newRow("remove") << remove << nothing;
    QTest::newRow("rename") << QStringList { u"rename"_s, u"acme"_s, u"--name"_s, u"bob"_s }
                            << nothing;
    QTest::newRow("tag") << Pin << nothing;
    QTest::newRow("undo") << QStringList { u"undo"_s } << remove;
    QTest::newRow("trash restore") << QStringList { u"trash"_s, u"restore"_s, u"acme"_s } << remove;
    QTest::newRow("trash empty") << QStringList { u"trash"_s, u"empty"_s } << remove;
    QTest::newRow("slots add recovery")
        << QStringList { u"slots"_s, u"add"_s, u"recovery"_s } << nothing;
    QTest::newRow("slots remove") << QStringList { u"slots"_s, u"remove"_s, u"3031"_s } << nothing;
}

void AftercareTest::aChangeIsBackedUp()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, before);
    const Home home;
    const QByteArray link("otpauth://totp/Globex:bob?secret=JBSWY3DPEHPK3PXP");
    if (!before.isEmpty()) {
        QCOMPARE(home.runByKey(before, link + '\n').status, 0);
        QVERIFY(QFile::remove(home.newestBackup())); // else it would be too early for another
    }
    const support::Ended ended = home.runByKey(words, link + "&period=60\n");
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.err, "");
    QCOMPARE(home.backups().size(), 1);
    const support::Ended drill = home.runByKey({ u"backup"_s, u"verify"_s, home.newestBackup() });
    QCOMPARE(drill.status, 0);
}

void AftercareTest::readingBacksNothingUp()
{
    const Home home;
    for (const QStringList& words :
        { QStringList { u"list"_s }, QStringList { u"code"_s, u"acme"_s },
            QStringList { u"slots"_s, u"list"_s }, QStringList { u"trash"_s, u"list"_s } })
        QCOMPARE(home.runByKey(words).status, 0);
    QVERIFY(!QFileInfo::exists(home.folder()));
}

void AftercareTest::soonAgainBacksNothingUp()
{
    const Home home;
    QCOMPARE(home.runByKey(Pin).status, 0);
    QCOMPARE(home.runByKey({ u"tag"_s, u"acme"_s, u"--unpin"_s }).status, 0);
    QCOMPARE(home.runByKey({ u"list"_s }).status, 0);
    QCOMPARE(home.backups().size(), 1);
    // Somebody who wishes one gets it.
    QCOMPARE(home.runByKey({ u"backup"_s, u"create"_s }).status, 0);
    QCOMPARE(home.backups().size(), 2);
}

void AftercareTest::aCounterWaits()
{
    const Home home;
    QCOMPARE(home.runByKey({ u"add"_s, u"--uri-stdin"_s },
                     "otpauth://hotp/Globex:bob?secret=JBSWY3DPEHPK3PXP&counter=7\n")
                 .status,
        0);
    QCOMPARE(home.backups().size(), 1);
    QCOMPARE(home.runByKey({ u"code"_s, u"globex"_s }).status, 0);
    QCOMPARE(home.backups().size(), 1);
}

void AftercareTest::aNewVaultWaitsForItsFirstAccount()
{
    const support::CliHome home;
    home.write(u"passphrase"_s, "four words of our own\n");
    QCOMPARE(home.runOpen(Init).status, 0);
    const QDir folder(home.path(u"data/countersign/backups"_s));
    QVERIFY(!folder.exists());
    QCOMPARE(home.runOpen({ u"add"_s, u"--uri-stdin"_s },
                     "otpauth://totp/Globex:bob?secret=JBSWY3DPEHPK3PXP\n")
                 .status,
        0);
    QCOMPARE(folder.entryList({ u"*.countersign"_s }).size(), 1);
}

void AftercareTest::usesTheChosenFolder()
{
    const Home home;
    const QString stick = home.path(u"stick"_s);
    QVERIFY(QDir().mkpath(stick));
    home.chooseFolder(stick);
    QCOMPARE(home.runByKey(Pin).status, 0);
    QVERIFY(!QFileInfo::exists(home.folder()));
    QCOMPARE(QDir(stick).entryList({ u"*.countersign"_s }).size(), 1);
}

void AftercareTest::aFolderThatIsGoneIsOneLine()
{
    const Home home;
    home.chooseFolder(home.path(u"stick"_s));
    const support::Ended ended = home.runByKey(Pin + QStringList { u"--json"_s });
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.json().contains("account"_L1));
    QVERIFY2(ended.err.startsWith("countersign-cli: warning: no backup"), ended.err.constData());
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY(ended.err.contains("stick"));
    QCOMPARE(home.run({ u"backup"_s, u"list"_s, u"--json"_s }).json()["health"_L1].toString(),
        u"failed"_s);
}

/// The library, told to watch the folder of backups.
QStringList AftercareTest::watching(const Home& home)
{
    // The loader splits its list at blanks, which the path of the build may hold.
    const QString library = home.path(u"faults.so"_s);
    QFile::link(QStringLiteral(FAULTS_LIBRARY), library);
    return { u"LD_PRELOAD="_s + library, u"FAULTS_FOLDER="_s + home.folder(),
        u"ASAN_OPTIONS=verify_asan_link_order=0"_s };
}

/// What does something at the call that makes the backup's file; it is found by letting the same
/// words pass in another home.
QStringList AftercareTest::at(const Home& home, const QStringList& words, const QString& action)
{
    Home other;
    QDir().mkpath(other.folder());
    const QString report = other.path(u"report"_s);
    other.extraEnvironment = watching(other) + QStringList(u"FAULTS_REPORT="_s + report);
    other.runByKey(words);
    const QList<QByteArray> calls = other.read(report).split('\n');
    const auto isNew = [](const QByteArray& call) { return call.endsWith(".new"); };
    const auto call = std::find_if(calls.begin(), calls.end(), isNew) - calls.begin() + 1;
    return watching(home)
        + QStringList { u"FAULTS_AT=%1"_s.arg(call), u"FAULTS_ACTION="_s + action };
}

/// Every call fails from that one on.
QStringList AftercareTest::failing(const Home& home, const QStringList& words, int error)
{
    return at(home, words, QString::number(error)) + QStringList(u"FAULTS_STICKY=1"_s);
}

void AftercareTest::aBadMediumIsOneLine_data()
{
    QTest::addColumn<int>("error");
    QTest::newRow("disk full") << ENOSPC;
    QTest::newRow("read-only") << EROFS;
    QTest::newRow("input and output error") << EIO;
}

void AftercareTest::aBadMediumIsOneLine()
{
    QFETCH(int, error);
    Home home;
    QVERIFY(QDir().mkpath(home.folder()));
    home.extraEnvironment = failing(home, Pin, error);
    const support::Ended ended = home.runByKey(Pin);
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.contains("Saved"));
    QVERIFY2(ended.err.startsWith("countersign-cli: warning: no backup"), ended.err.constData());
    QCOMPARE(ended.err.count('\n'), 1);
    home.extraEnvironment.clear();
    QVERIFY(QDir(home.folder()).isEmpty());
    QVERIFY(home.runByKey({ u"list"_s, u"--json"_s })
                .json()["accounts"_L1]
                .toArray()[0]["pinned"_L1]
                .toBool());
}

void AftercareTest::aBackupOnABadMediumFails_data()
{
    aBadMediumIsOneLine_data();
}

void AftercareTest::aBackupOnABadMediumFails()
{
    QFETCH(int, error);
    Home home;
    QVERIFY(QDir().mkpath(home.folder()));
    const QStringList words { u"backup"_s, u"create"_s, u"--json"_s };
    home.extraEnvironment = failing(home, words, error);
    const support::Ended ended = home.runByKey(words);
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.error(u"code"_s), u"failed"_s);
    QVERIFY(ended.error(u"message"_s).contains("Making a backup"_L1));
    QVERIFY(!ended.error(u"next"_s).isEmpty());
    home.extraEnvironment.clear();
    QCOMPARE(home.runByKey({ u"backup"_s, u"create"_s }).status, 0); // tried again, it works
}

void AftercareTest::raisesTheCostsOfACheapSlot()
{
    const Home home;
    QCOMPARE(home.costsIn(home.vaultPath()).value(0), qMakePair(256, 2));
    const support::Ended changed = home.runOpen(Pin);
    QCOMPARE(changed.status, 0);
    QCOMPARE(changed.err, "");
    for (const auto& [memory, passes] : home.costsIn(home.vaultPath()))
        QVERIFY(memory >= 64 * 1024 && passes >= 3);
    const QStringList code { u"code"_s, u"acme"_s, u"--at"_s, u"59"_s };
    QCOMPARE(home.runOpen(code).out, "287082\n");
    QCOMPARE(home.runByKey(code).out, "287082\n");
    // Once: the next change leaves them as they are.
    const QJsonArray raised = home.slotsIn(home.vaultPath());
    QCOMPARE(home.runOpen({ u"tag"_s, u"acme"_s, u"--unpin"_s }).status, 0);
    QCOMPARE(home.slotsIn(home.vaultPath()), raised);
}

void AftercareTest::leavesTheSlotsAloneWhenReading()
{
    const Home home;
    const QByteArray before = home.read(home.vaultPath());
    QCOMPARE(home.runOpen({ u"list"_s }).status, 0);
    QCOMPARE(home.runOpen({ u"code"_s, u"acme"_s }).status, 0);
    QCOMPARE(home.read(home.vaultPath()), before);
}

void AftercareTest::backupsHaveACostlierSlot()
{
    const Home home;
    home.write(u"passphrase"_s, "four words of our own\n");
    const QStringList vault { u"--vault"_s, home.path(u"fresh/v.countersign"_s) };
    QCOMPARE(home.runOpen(vault + Init).status, 0);
    QCOMPARE(home.costsIn(vault[1]), (QList<QPair<int, int>> { { 64 * 1024, 3 } }));
    const support::Ended made =
        home.runOpen(vault + QStringList { u"backup"_s, u"create"_s, u"--json"_s });
    QCOMPARE(made.status, 0);
    const QString file = made.json()["file"_L1].toString();
    QCOMPARE(home.costsIn(file), (QList<QPair<int, int>> { { 64 * 1024, 9 } }));
    QCOMPARE(home.runOpen(vault + QStringList { u"backup"_s, u"verify"_s, file }).status, 0);
    // The list of what opens the vault does not count it.
    const QJsonObject listed =
        home.runOpen(vault + QStringList { u"slots"_s, u"list"_s, u"--json"_s }).json();
    QCOMPARE(listed["slots"_L1].toArray().size(), 2);
}

/// The program stands still at the call that makes the backup's file, as on a medium that does not
/// answer.
void AftercareTest::aSlowMediumDelaysNeitherAnswerNorSave()
{
    Home home;
    QVERIFY(QDir().mkpath(home.folder()));
    QProcess slow;
    slow.setEnvironment(QStringList { u"PATH="_s + qEnvironmentVariable("PATH"), u"TZ=UTC"_s }
        + home.environment() + at(home, Pin, u"stop"_s));
    slow.start(support::CliHome::program(),
        QStringList { u"--recovery-key-file"_s, home.path(u"golden-key"_s) } + Pin);
    const auto stands = [&slow, &home] {
        const QByteArray state = home.read(u"/proc/%1/stat"_s.arg(slow.processId()));
        return state.mid(state.lastIndexOf(')')).startsWith(") T");
    };
    QTRY_VERIFY_WITH_TIMEOUT(stands(), 30'000);
    // Its answer is out, what it has changed is saved, and others save.
    QVERIFY(slow.bytesAvailable() > 0 || slow.waitForReadyRead());
    QVERIFY(slow.readAllStandardOutput().contains("Saved"));
    const QStringList rename { u"rename"_s, u"acme"_s, u"--name"_s, u"bob"_s, u"--json"_s };
    const support::Ended meanwhile = home.runByKey(rename);
    QCOMPARE(meanwhile.status, 0);
    QVERIFY(meanwhile.json()["account"_L1]["pinned"_L1].toBool());
    QVERIFY(stands());
    QCOMPARE(::kill(static_cast<pid_t>(slow.processId()), SIGCONT), 0);
    QVERIFY(slow.waitForFinished());
    QCOMPARE(slow.exitCode(), 0);
    QCOMPARE(slow.readAllStandardError(), QByteArray());
    QVERIFY(!home.backups().isEmpty());
    for (const QString& name : home.backups())
        QCOMPARE(
            home.runByKey({ u"backup"_s, u"verify"_s, home.folder() + u'/' + name }).status, 0);
}

void AftercareTest::aNewPassphraseMakesANewBackupAndListsOldOnes()
{
    const Home home;
    QCOMPARE(home.runByKey(Pin).status, 0);
    const QString former = home.newestBackup();
    const QString fresh = home.write(u"fresh"_s, "four words of our own\n");
    const QStringList change { u"passphrase"_s, u"change"_s, u"--new-passphrase-file"_s, fresh };
    const support::Ended changed = home.runOpen(change + QStringList(u"--json"_s));
    QCOMPARE(changed.status, 0);
    QCOMPARE(changed.json()["formerCopies"_L1].toArray(), QJsonArray({ former }));
    QVERIFY2(changed.err.contains("new backup"), changed.err.constData());
    QCOMPARE(home.backups().size(), 2); // though the last one is no ten minutes old
    const auto drill = [&home](const QString& passphrase, const QString& file) {
        return home.run({ u"--passphrase-file"_s, passphrase, u"backup"_s, u"verify"_s, file })
            .status;
    };
    const QString old = home.path(u"passphrase"_s);
    QCOMPARE(drill(fresh, home.newestBackup()), 0);
    QCOMPARE(drill(old, home.newestBackup()), 3);
    QCOMPARE(drill(fresh, former), 3);
    QCOMPARE(drill(old, former), 0);
    QVERIFY(!QFileInfo::exists(home.vaultPath() + u".previous"_s));
    // The paper is as good as before.
    QCOMPARE(home.runByKey({ u"backup"_s, u"verify"_s, home.newestBackup() }).status, 0);

    const QString other = home.write(u"other"_s, "four more words of our own\n");
    const support::Ended text = home.run({ u"--passphrase-file"_s, fresh, u"passphrase"_s,
        u"change"_s, u"--new-passphrase-file"_s, other });
    QVERIFY2(text.out.contains("rm") && text.out.contains(former.toUtf8()), text.out.constData());
}

void AftercareTest::newKeysSayThatBackupsHaveNoPassphraseOfTheirOwn()
{
    support::VaultHome made;
    {
        auto created = made.create();
        const auto verification = made.verify(created.vault);
        QVERIFY(created.vault.setBackupPassphrase(
            *verification, support::passphrase("words for backups"), support::SmallCosts));
    }
    const support::CliHome home;
    home.write(u"passphrase"_s, "secret words\n");
    const QString fresh = home.write(u"fresh"_s, "four words of our own\n");
    const support::Ended changed = home.runOpen({ u"--vault"_s, QString::fromStdString(made.path()),
        u"passphrase"_s, u"change"_s, u"--new-key"_s, u"--new-passphrase-file"_s, fresh });
    QCOMPARE(changed.status, 0);
    QVERIFY2(changed.err.contains("of their own"), changed.err.constData());
}

void AftercareTest::newKeysMakeANewBackupAndListOldOnes()
{
    const Home home;
    QCOMPARE(home.runByKey(Pin).status, 0);
    const QString former = home.newestBackup();
    const QString fresh = home.write(u"fresh"_s, "four words of our own\n");
    const support::Ended changed = home.runOpen({ u"passphrase"_s, u"change"_s, u"--new-key"_s,
        u"--new-passphrase-file"_s, fresh, u"--json"_s });
    QCOMPARE(changed.status, 0);
    QCOMPARE(changed.json()["formerCopies"_L1].toArray(), QJsonArray({ former }));
    QVERIFY(changed.json().contains("recoveryKey"_L1));
    QVERIFY2(changed.err.contains("new backup"), changed.err.constData());
    QCOMPARE(home.backups().size(), 2);
    // The new one opens with the new passphrase and not with the old one; the old one as before.
    const auto drill = [&home](const QString& passphrase, const QString& file) {
        return home.run({ u"--passphrase-file"_s, passphrase, u"backup"_s, u"verify"_s, file })
            .status;
    };
    QCOMPARE(drill(fresh, home.newestBackup()), 0);
    QCOMPARE(drill(home.path(u"passphrase"_s), home.newestBackup()), 3);
    QCOMPARE(drill(fresh, former), 3);
    QCOMPARE(home.runOpen({ u"backup"_s, u"restore"_s, former }).status, 0);
    // The copy before the last save opens with the old one too, so it is gone.
    QVERIFY(!QFileInfo::exists(home.vaultPath() + u".previous"_s));

    const QString other = home.write(u"other"_s, "four more words of our own\n");
    const support::Ended text = home.run({ u"--passphrase-file"_s, fresh, u"passphrase"_s,
        u"change"_s, u"--new-key"_s, u"--new-passphrase-file"_s, other });
    QVERIFY2(text.out.contains("rm") && text.out.contains(former.toUtf8()), text.out.constData());
}

void AftercareTest::olderCopiesAreNotWritten_data()
{
    QTest::addColumn<QStringList>("words");
    const QString file = u"FILE"_s; // a passphrase, put in by the test
    QTest::newRow("add") << QStringList { u"add"_s, u"--uri-stdin"_s };
    QTest::newRow("remove") << QStringList { u"remove"_s, u"acme"_s };
    QTest::newRow("rename") << QStringList { u"rename"_s, u"acme"_s, u"--name"_s, u"bob"_s };
    QTest::newRow("tag") << Pin;
    QTest::newRow("undo") << QStringList { u"undo"_s };
    QTest::newRow("trash restore") << QStringList { u"trash"_s, u"restore"_s, u"globex"_s };
    QTest::newRow("trash empty") << QStringList { u"trash"_s, u"empty"_s };
    QTest::newRow("code of a counter") << QStringList { u"code"_s, u"count"_s };
    QTest::newRow("slots add passphrase")
        << QStringList { u"slots"_s, u"add"_s, u"passphrase"_s, u"--new-passphrase-file"_s, file };
    QTest::newRow("slots add recovery") << QStringList { u"slots"_s, u"add"_s, u"recovery"_s };
    QTest::newRow("slots remove") << QStringList { u"slots"_s, u"remove"_s, u"3031"_s };
    QTest::newRow("passphrase change")
        << QStringList { u"passphrase"_s, u"change"_s, u"--new-passphrase-file"_s, file };
    QTest::newRow("passphrase change --new-key") << QStringList { u"passphrase"_s, u"change"_s,
        u"--new-key"_s, u"--new-passphrase-file"_s, file };
    QTest::newRow("backup create") << QStringList { u"backup"_s, u"create"_s };
    QTest::newRow("backup restore --merge")
        << QStringList { u"backup"_s, u"restore"_s, u"BACKUP"_s, u"--merge"_s };
}

void AftercareTest::olderCopiesAreNotWritten()
{
    QFETCH(QStringList, words);
    const Home home;
    const QString fresh = home.write(u"fresh"_s, "four words of our own\n");
    QCOMPARE(home.runByKey({ u"add"_s, u"--uri-stdin"_s },
                     "otpauth://totp/Globex:bob?secret=JBSWY3DPEHPK3PXP\n"
                     "otpauth://hotp/Count:eve?secret=JBSWY3DPEHPK3PXP&counter=7\n")
                 .status,
        0);
    QCOMPARE(home.runByKey({ u"remove"_s, u"globex"_s }).status, 0);
    const QByteArray older = home.read(home.vaultPath());
    QCOMPARE(home.runByKey(Pin).status, 0);
    home.write(u"data/countersign/vault.countersign"_s, older);
    words.replaceInStrings(u"FILE"_s, fresh).replaceInStrings(u"BACKUP"_s, home.newestBackup());
    const support::Ended ended = home.runByKey(
        words + QStringList(u"--json"_s), "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP\n");
    QVERIFY2(ended.status == 7, ended.err.constData());
    QCOMPARE(ended.error(u"code"_s), u"refused"_s);
    QCOMPARE(home.read(home.vaultPath()), older);
}

QTEST_GUILESS_MAIN(AftercareTest)
#include "aftercare_test.moc"
