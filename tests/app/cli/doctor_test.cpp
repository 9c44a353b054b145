// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/file_lock.h"
#include "tests/support/broken_entries.h"
#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>

#include <cerrno>
#include <ctime>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

using namespace Qt::StringLiterals;

namespace {

/// One check of the document.
QJsonObject check(const support::Ended& ended, QLatin1String name)
{
    for (const QJsonValue value : ended.json()["checks"_L1].toArray()) {
        if (value["name"_L1].toString() == name)
            return value.toObject();
    }
    return {};
}

QString state(const support::Ended& ended, QLatin1String name)
{
    return check(ended, name)["state"_L1].toString();
}

QString detail(const support::Ended& ended, QLatin1String name)
{
    return check(ended, name)["detail"_L1].toString();
}

} // namespace

class DoctorTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void findsAHealthyVaultGood();
    void looksWithoutAPassphraseAndChangesNothing();
    void saysThatThereIsNoVault();
    void everyCheckThatIsNotGoodSaysWhatToDo();
    void tellsADamagedFileWithoutAPassphrase();
    void judgesPermissions_data();
    void judgesPermissions();
    void namesTheTargetOfALink();
    void seesALinkThatLeadsNowhere();
    void seesWhoHoldsTheLock();
    void seesAFileSystemWithoutLocks();
    void namesLeftOverFiles();
    void judgesTheStateFile();
    void tellsAnUnreadableComputerId();
    void tellsAnOlderCopy();
    void tellsDamagedEntries();
    void tellsHowBackupsStand();
    void tellsAWeakPassphraseAndCheapSlots();
    void missesARecoveryKey();
    void readsTheCoreLimitBack();
    void seesAClockBehindTheFile();
    void refusesAWrongPassphrase();

private:
    static void makeVault(const support::CliHome& home, const QByteArray& passphrase)
    {
        home.write(u"passphrase"_s, passphrase);
        QCOMPARE(
            home.runOpen({ u"init"_s, u"--kdf-mib"_s, u"64"_s, u"--kdf-passes"_s, u"3"_s }).status,
            0);
    }
    static support::Ended look(const support::CliHome& home)
    {
        return home.run({ u"doctor"_s, u"--json"_s });
    }
    static support::Ended lookInside(const support::CliHome& home)
    {
        return home.runOpen({ u"doctor"_s, u"--json"_s });
    }
};

void DoctorTest::findsAHealthyVaultGood()
{
    const support::CliHome home;
    makeVault(home, "four words of our own\n");
    const support::Ended backup = home.runOpen({ u"backup"_s, u"create"_s, u"--json"_s });
    QCOMPARE(
        home.runOpen({ u"backup"_s, u"verify"_s, backup.json()["file"_L1].toString() }).status, 0);
    const support::Ended ended = lookInside(home);
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.err, "");
    // What the machine that runs this may be without: locked memory, a core limit of 1, a time
    // service; and what a sanitizer takes over.
    const QSet<QString> machine { u"secure heap"_s, u"core dumps"_s, u"clock"_s,
        u"freed memory"_s };
    QSet<QString> names;
    for (const QJsonValue value : ended.json()["checks"_L1].toArray()) {
        const QString name = value["name"_L1].toString();
        names << name;
        QVERIFY2(
            machine.contains(name) || value["state"_L1].toString() == "good"_L1, qPrintable(name));
    }
    for (const char* name :
        { "vault file", "vault permissions", "symbolic link", "lock file", "left-over files",
            "key derivation", "recovery key", "passphrase", "state file", "older copy", "entries",
            "backups", "secure heap", "core dumps", "inspection", "freed memory", "clock" })
        QVERIFY2(names.contains(QString::fromLatin1(name)), name);
    const support::Ended text = home.run({ u"doctor"_s });
    QCOMPARE(text.status, 0);
    QVERIFY2(text.out.contains("good     vault permissions: "), text.out.constData());
}

void DoctorTest::looksWithoutAPassphraseAndChangesNothing()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = look(home);
    QCOMPARE(ended.status, 0);
    QCOMPARE(state(ended, "vault file"_L1), u"good"_s);
    QVERIFY(!QFileInfo::exists(home.path(u"state"_s)));
    QCOMPARE(
        QDir(QFileInfo(home.vaultPath()).path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    QVERIFY(check(ended, "older copy"_L1).isEmpty()); // that would need a key
    QVERIFY(lookInside(home).status == 0);
    QVERIFY(!QFileInfo::exists(home.path(u"state"_s)));
}

void DoctorTest::saysThatThereIsNoVault()
{
    const support::CliHome home;
    const support::Ended ended = lookInside(home);
    QCOMPARE(ended.status, 0);
    QCOMPARE(state(ended, "vault file"_L1), u"warning"_s);
    QVERIFY(check(ended, "vault file"_L1)["next"_L1].toString().contains("init"_L1));
    QVERIFY(!check(ended, "clock"_L1).isEmpty());
}

void DoctorTest::everyCheckThatIsNotGoodSaysWhatToDo()
{
    const support::CliHome home;
    home.copyGoldenVault();
    int others = 0;
    for (const QJsonValue value : look(home).json()["checks"_L1].toArray()) {
        QVERIFY(!value["detail"_L1].toString().isEmpty());
        if (value["state"_L1].toString() == "good"_L1)
            continue;
        ++others;
        QVERIFY2(!value["next"_L1].toString().isEmpty(), qPrintable(value["name"_L1].toString()));
    }
    QVERIFY(others > 0); // the golden vault's costs, at least
}

void DoctorTest::tellsADamagedFileWithoutAPassphrase()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QByteArray file = home.read(home.vaultPath());
    file[9000] = static_cast<char>(file[9000] ^ 1);
    home.write(u"data/countersign/vault.countersign"_s, file);
    for (const support::Ended& ended : { look(home), lookInside(home) }) {
        QCOMPARE(ended.status, 0);
        QCOMPARE(state(ended, "vault file"_L1), u"bad"_s);
        QVERIFY(detail(ended, "vault file"_L1).contains("checksum"_L1));
        const QString next = check(ended, "vault file"_L1)["next"_L1].toString();
        QVERIFY(next.contains("countersign-cli backup restore"_L1));
        QVERIFY(next.contains("the window"_L1));
    }
    // So does every verb, and what it says can be done.
    const support::Ended list = home.runByKey({ u"list"_s, u"--json"_s });
    QCOMPARE(list.status, 4);
    QVERIFY(list.error(u"next"_s).contains("countersign-cli backup restore"_L1));
    QVERIFY(QFile::copy(
        QString::fromStdString(support::GoldenPath), home.vaultPath() + u".previous"_s));
    const support::Ended restored = home.runByKey(
        { u"backup"_s, u"restore"_s, home.vaultPath() + u".previous"_s, u"--json"_s });
    QCOMPARE(restored.status, 0);
    QCOMPARE(home.read(home.vaultPath()), file);
}

void DoctorTest::judgesPermissions_data()
{
    QTest::addColumn<int>("folder");
    QTest::addColumn<int>("file");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("owner only") << 0700 << 0600 << u"good"_s;
    QTest::newRow("others see the folder") << 0755 << 0600 << u"warning"_s;
    QTest::newRow("others read the file") << 0700 << 0644 << u"warning"_s;
    QTest::newRow("the group reads the file") << 0700 << 0640 << u"warning"_s;
    QTest::newRow("others write to the file") << 0700 << 0602 << u"bad"_s;
    QTest::newRow("others write to the folder") << 0702 << 0600 << u"bad"_s;
    QTest::newRow("the group writes to the folder") << 0770 << 0600 << u"bad"_s;
    QTest::newRow("all write, with the sticky bit") << 01777 << 0600 << u"bad"_s;
}

void DoctorTest::judgesPermissions()
{
    QFETCH(int, folder);
    QFETCH(int, file);
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(::chmod(qPrintable(home.vaultPath()), static_cast<mode_t>(file)), 0);
    QCOMPARE(::chmod(qPrintable(home.path(u"data/countersign"_s)), static_cast<mode_t>(folder)), 0);
    QTEST(state(look(home), "vault permissions"_L1), "wanted");
}

void DoctorTest::namesTheTargetOfALink()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString link = home.path(u"link"_s);
    QVERIFY(QFile::link(home.vaultPath(), link));
    const QStringList words { u"--vault"_s, link, u"doctor"_s, u"--json"_s };
    QCOMPARE(state(home.run(words), "symbolic link"_L1), u"good"_s);
    QVERIFY(detail(home.run(words), "symbolic link"_L1).contains("vault.countersign"_L1));
    // Whoever can replace the link chooses the vault.
    const QString open = home.path(u"open"_s);
    QVERIFY(QDir().mkpath(open));
    QCOMPARE(::chmod(qPrintable(open), 0777), 0);
    QVERIFY(QFile::link(home.vaultPath(), open + u"/link"_s));
    QCOMPARE(state(home.run({ u"--vault"_s, open + u"/link"_s, u"doctor"_s, u"--json"_s }),
                 "vault permissions"_L1),
        u"bad"_s);
}

void DoctorTest::seesALinkThatLeadsNowhere()
{
    const support::CliHome home;
    const QString link = home.path(u"link"_s);
    QVERIFY(QFile::link(home.path(u"gone"_s), link));
    const support::Ended ended = home.run({ u"--vault"_s, link, u"doctor"_s, u"--json"_s });
    QCOMPARE(state(ended, "symbolic link"_L1), u"bad"_s);
}

void DoctorTest::seesWhoHoldsTheLock()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(state(look(home), "lock file"_L1), u"good"_s);
    const auto held = base::FileLock::acquire(
        home.vaultPath().toStdString() + ".lock", std::chrono::milliseconds(0));
    QVERIFY(held && held->isHeld());
    QCOMPARE(state(look(home), "lock file"_L1), u"warning"_s);
    QVERIFY(detail(look(home), "lock file"_L1).contains("saving"_L1));
}

void DoctorTest::seesAFileSystemWithoutLocks()
{
    support::CliHome home;
    home.copyGoldenVault();
    const QString library = home.path(u"faults.so"_s);
    QVERIFY(QFile::link(QStringLiteral(FAULTS_LIBRARY), library));
    const QStringList faults { u"LD_PRELOAD="_s + library,
        u"FAULTS_FOLDER="_s + home.path(u"data/countersign"_s),
        u"ASAN_OPTIONS=verify_asan_link_order=0"_s };
    const QString report = home.path(u"report"_s);
    home.extraEnvironment = faults + QStringList(u"FAULTS_REPORT="_s + report);
    look(home);
    const QList<QByteArray> calls = home.read(report).split('\n');
    const auto isLock = [](const QByteArray& call) { return call.startsWith("flock "); };
    const auto call = std::find_if(calls.begin(), calls.end(), isLock) - calls.begin() + 1;
    QVERIFY(call <= calls.size());
    home.extraEnvironment =
        faults + QStringList { u"FAULTS_AT=%1"_s.arg(call), u"FAULTS_ACTION=%1"_s.arg(ENOLCK) };
    QCOMPARE(state(look(home), "lock file"_L1), u"warning"_s);
    QVERIFY(detail(look(home), "lock file"_L1).contains("no locks"_L1));
}

void DoctorTest::namesLeftOverFiles()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString own = u"data/countersign/vault.countersign.0123abcd.new"_s;
    const QString foreign = u"data/countersign/vault.countersign.0123abce.new"_s;
    home.write(own, home.read(home.vaultPath()));
    home.write(foreign, "something else");
    const support::Ended ended = look(home);
    QCOMPARE(state(ended, "left-over files"_L1), u"warning"_s);
    const QString told = detail(ended, "left-over files"_L1);
    QVERIFY2(told.contains(u"did not end: %1"_s.arg(home.path(own))), qPrintable(told));
    QVERIFY2(told.contains(u"not of this vault: %1"_s.arg(home.path(foreign))), qPrintable(told));
}

void DoctorTest::judgesTheStateFile()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(state(look(home), "state file"_L1), u"warning"_s);
    QCOMPARE(home.runOpen({ u"list"_s }).status, 0);
    QCOMPARE(state(look(home), "state file"_L1), u"good"_s);
    QCOMPARE(state(lookInside(home), "state file"_L1), u"good"_s);
    QDirIterator files(home.path(u"state/countersign"_s), { u"*.seen"_s });
    QVERIFY(files.hasNext());
    const QString file = files.next();
    QByteArray contents = home.read(file);
    contents[0] = static_cast<char>(contents[0] ^ 1); // its key, which only the passphrase shows
    home.write(u"state/countersign/"_s + QFileInfo(file).fileName(), contents);
    QCOMPARE(state(look(home), "state file"_L1), u"good"_s);
    QCOMPARE(state(lookInside(home), "state file"_L1), u"warning"_s);
    QCOMPARE(::chmod(qPrintable(home.path(u"state/countersign"_s)), 0777), 0);
    QCOMPARE(state(look(home), "state file"_L1), u"bad"_s);
}

void DoctorTest::tellsAnUnreadableComputerId()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(home.runOpen({ u"list"_s }).status, 0);
    home.write(u"state/countersign/device"_s, "no id");
    const support::Ended ended = look(home);
    QCOMPARE(ended.status, 0);
    QCOMPARE(state(ended, "state file"_L1), u"bad"_s);
    QVERIFY(check(ended, "state file"_L1)["next"_L1].toString().contains("Delete"_L1));
}

void DoctorTest::tellsAnOlderCopy()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QByteArray older = home.read(home.vaultPath());
    QCOMPARE(home.runOpen({ u"tag"_s, u"acme"_s, u"--pin"_s }).status, 0);
    QCOMPARE(state(lookInside(home), "older copy"_L1), u"good"_s);
    home.write(u"data/countersign/vault.countersign"_s, older);
    QCOMPARE(state(lookInside(home), "older copy"_L1), u"bad"_s);
}

void DoctorTest::tellsDamagedEntries()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QVERIFY(
        base::replaceFile(home.vaultPath().toStdString(), support::goldenFileWithBrokenEntries(2)));
    const support::Ended ended = lookInside(home);
    QCOMPARE(state(ended, "entries"_L1), u"bad"_s);
    QVERIFY(detail(ended, "entries"_L1).endsWith("2"_L1));
}

void DoctorTest::tellsHowBackupsStand()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(state(look(home), "backups"_L1), u"warning"_s);
    QVERIFY(check(look(home), "backups"_L1)["next"_L1].toString().contains("backup create"_L1));
    const support::Ended made = home.runOpen({ u"backup"_s, u"create"_s, u"--json"_s });
    const QString file = made.json()["file"_L1].toString();
    QCOMPARE(state(look(home), "backups"_L1), u"warning"_s); // nobody has tested it
    QCOMPARE(home.runOpen({ u"backup"_s, u"verify"_s, file }).status, 0);
    QCOMPARE(state(look(home), "backups"_L1), u"good"_s);
    QByteArray damaged = home.read(file);
    damaged[9000] = static_cast<char>(damaged[9000] ^ 1);
    home.write(u"data/countersign/backups/"_s + QFileInfo(file).fileName(), damaged);
    QCOMPARE(state(look(home), "backups"_L1), u"bad"_s);
}

void DoctorTest::tellsAWeakPassphraseAndCheapSlots()
{
    const support::CliHome home;
    makeVault(home, "password1\n");
    QCOMPARE(state(lookInside(home), "passphrase"_L1), u"warning"_s);
    QCOMPARE(state(lookInside(home), "key derivation"_L1), u"good"_s);
    const support::CliHome golden;
    golden.copyGoldenVault();
    QCOMPARE(state(lookInside(golden), "key derivation"_L1), u"warning"_s);
    QVERIFY(
        detail(look(golden), "key derivation"_L1).contains("303132333435363738393a3b3c3d3e3f"_L1));
}

void DoctorTest::missesARecoveryKey()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(state(look(home), "recovery key"_L1), u"good"_s);
    QCOMPARE(home.runOpen({ u"slots"_s, u"remove"_s, u"4041"_s }).status, 0);
    QCOMPARE(state(look(home), "recovery key"_L1), u"warning"_s);
}

void DoctorTest::readsTheCoreLimitBack()
{
    const support::CliHome home;
    // With a hard limit of zero even 1 cannot be set, but by root.
    const auto limited = [&home](const QString& limit) {
        return support::runProgram(u"sh"_s,
            { u"-c"_s, u"ulimit -c %1; exec \"$0\" doctor --json"_s.arg(limit),
                support::CliHome::program() },
            {}, home.environment());
    };
    QCOMPARE(state(limited(u"1"_s), "core dumps"_L1), u"good"_s);
    if (::geteuid() != 0)
        QCOMPARE(state(limited(u"0"_s), "core dumps"_L1), u"warning"_s);
    QCOMPARE(state(look(home), "inspection"_L1), u"good"_s);
}

void DoctorTest::seesAClockBehindTheFile()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const std::time_t tomorrow = std::time(nullptr) + 86'400;
    const utimbuf times { tomorrow, tomorrow };
    QCOMPARE(::utime(qPrintable(home.vaultPath()), &times), 0);
    const support::Ended ended = look(home);
    QCOMPARE(state(ended, "clock"_L1), u"warning"_s);
    QVERIFY(detail(ended, "clock"_L1).contains("before the last save"_L1));
    // The vault itself says when it was saved, whatever the file's date.
    QVERIFY(!detail(lookInside(home), "clock"_L1).contains("before the last save"_L1));
}

void DoctorTest::refusesAWrongPassphrase()
{
    const support::CliHome home;
    home.copyGoldenVault();
    home.write(u"passphrase"_s, "wrong\n");
    const support::Ended ended = lookInside(home);
    QCOMPARE(ended.status, 3);
    QCOMPARE(ended.error(u"code"_s), u"wrong-passphrase"_s);
}

QTEST_GUILESS_MAIN(DoctorTest)
#include "doctor_test.moc"
