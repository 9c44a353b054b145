// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/many_links.h"
#include "tests/support/obstructed_files.h"
#include "tests/support/test_files.h"

#include <QFile>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

constexpr const char* AegisPassphrase = "corr\xc3\xa8"
                                        "ct h\xc3\xb6rse";
constexpr const char* KeePassPassphrase = "z\xc3\xa1mek \xe2\x9a\xbf";
constexpr const char* WinAuthPassphrase = "zima \xe2\x9d\x84";

QString fixture(const char* name)
{
    return QString::fromStdString(support::fixtureFile(name));
}

/// The golden vault, and import with these words.
class Home : public support::CliHome
{
public:
    Home() { copyGoldenVault(); }

    support::Ended imports(const QStringList& words) const
    {
        return runByKey(QStringList { u"import"_s, u"--json"_s } + words);
    }
    QStringList names() const
    {
        QStringList names;
        const QJsonObject list = runByKey({ u"list"_s, u"--json"_s }).json();
        for (const auto& account : list["accounts"_L1].toArray())
            names.append(account["name"_L1].toString());
        return names;
    }
};

QStringList statuses(const support::Ended& ended)
{
    QStringList all;
    for (const auto& entry : ended.json()["entries"_L1].toArray())
        all.append(entry["status"_L1].toString());
    return all;
}

} // namespace

/// import and formats.
class ImportTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void importsAFileWithOneUndo();
    void tellsEachEntry();
    void changesNothingInADryRun();
    void asksForThePassphraseOfTheFile();
    void warnsOfSecretsThatAnybodyCanRead();
    void namesTheLimit();
    void fillsTheVaultWithALongList();
    void passesOverDuplicatesUnlessToldOtherwise();
    void takesSeveralFilesAtOnce();
    void endsAsTheDocumentSays_data();
    void endsAsTheDocumentSays();
    void tellsWhyAFileCannotBeOpened_data();
    void tellsWhyAFileCannotBeOpened();
    void namesWhatIsMissing();
    void takesTheFormatThatIsNamed();
    void takesAnotherVaultAndABackup();
    void writesNoSecret();
    void listsTheFormats();
    void speaksToPeople();
    void takesADatabaseWithItsLog();
    void tellsWhatWasLookedAt();
    void tellsWhatGoesIntoTheTrash();
    void tellsThatAKeyFileMayBeNeeded();
    void takesAKeyFile();
    void endsWhereTheKeyFileIsNone();
    void tellsOfMuchMemoryBeforeItIsTaken();
};

void ImportTest::importsAFileWithOneUndo()
{
    const Home home;
    const support::Ended ended = home.imports({ fixture("aegis-json/every-kind.json") });
    QVERIFY2(ended.status == 0, ended.err);
    QCOMPARE(ended.json()["format"_L1].toString(), u"aegis-json"_s);
    QCOMPARE(ended.json()["written"_L1].toInt(), 8);
    QCOMPARE(statuses(ended), QStringList(8, u"new"_s));
    QCOMPARE(home.names().size(), 9);
    const support::Ended undone = home.runByKey({ u"undo"_s, u"--json"_s });
    QCOMPARE(undone.json()["undone"_L1].toString(), u"import"_s);
    QCOMPARE(undone.json()["accounts"_L1].toArray().size(), 8);
    QCOMPARE(home.names(), QStringList { u"alice"_s });
}

void ImportTest::tellsEachEntry()
{
    const Home home;
    const QJsonArray entries =
        home.imports({ fixture("aegis-json/every-kind.json") }).json()["entries"_L1].toArray();
    const QJsonObject first = entries[0]["account"_L1].toObject();
    QCOMPARE(first["issuer"_L1].toString(), u"Fabrikam"_s);
    QCOMPARE(first["tags"_L1].toArray(), QJsonArray { u"Work"_s });
    QCOMPARE(first["pinned"_L1].toBool(), true);
    QCOMPARE(first["period"_L1].toInt(), 30);
    QCOMPARE(first["id"_L1].toString().size(), 32);
    QVERIFY(!entries[0].toObject().contains("reason"_L1));
    QCOMPARE(entries[3]["account"_L1]["counter"_L1].toInteger(), 1099511627777);
    QVERIFY(!entries[6].toObject().contains("remarks"_L1)); // its picture came along

    const Home other;
    const support::Ended some = other.imports({ fixture("aegis-json/two-left.json") });
    QCOMPARE(some.status, 0); // all were judged
    QCOMPARE(statuses(some), (QStringList { u"invalid"_s, u"unsupported"_s, u"new"_s }));
    const QJsonObject left = some.json()["entries"_L1][0].toObject();
    QVERIFY(left["reason"_L1].toString().contains(u"digits"_s));
    QCOMPARE(left["account"_L1]["name"_L1].toString(), u"ada@fabrikam.example"_s);
    QVERIFY(!left["account"_L1].toObject().contains("type"_L1));
}

void ImportTest::changesNothingInADryRun()
{
    const Home home;
    const support::Ended ended =
        home.imports({ u"--dry-run"_s, fixture("2fas-json/every-kind.2fas") });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.json()["written"_L1].toInt(-1), 0);
    QCOMPARE(statuses(ended), QStringList(6, u"new"_s));
    QCOMPARE(home.names(), QStringList { u"alice"_s });
}

void ImportTest::asksForThePassphraseOfTheFile()
{
    const Home home;
    const QString file = fixture("aegis-json-encrypted/three-slots.json");
    const support::Ended without = home.imports({ file });
    QCOMPARE(without.status, 3);
    QCOMPARE(without.error(u"code"_s), u"wrong-passphrase"_s);
    QVERIFY(without.error(u"next"_s).contains(u"--file-passphrase-file"_s));
    const auto with = [&](const QByteArray& passphrase) {
        return home.imports(
            { file, u"--file-passphrase-file"_s, home.write(u"passphrase"_s, passphrase) });
    };
    const support::Ended wrong = with("definitely wrong");
    QCOMPARE(wrong.status, 3);
    QVERIFY(!wrong.err.contains("QString"));
    QCOMPARE(home.names().size(), 1);
    const support::Ended right = with(QByteArray(AegisPassphrase) + '\n');
    QVERIFY2(right.status == 0, right.err);
    QCOMPARE(right.json()["format"_L1].toString(), u"aegis-json-encrypted"_s);
    QCOMPARE(home.names().size(), 9);
    QVERIFY(!right.err.contains("not encrypted"));
}

void ImportTest::namesTheLimit()
{
    const Home home;
    const support::Ended ended = home.imports({ fixture("1password-1pux/many.1pux") });
    QVERIFY(ended.status != 0);
    QVERIFY2(ended.error(u"message"_s)
                 .contains(u"“ZIP: files in it” is larger than the limit of 1000"_s),
        qPrintable(ended.error(u"message"_s)));
    QVERIFY(!ended.err.contains("QString"));
}

/// One account is in the vault already, which holds a hundred thousand.
void ImportTest::fillsTheVaultWithALongList()
{
    const Home home;
    const QByteArray links = support::manyLinks(100'000);
    const QByteArray fitting = links.left(links.chopped(1).lastIndexOf('\n') + 1);
    const QString list = home.write(u"list.txt"_s, links);
    const support::Ended refused = home.runByKey({ u"import"_s, list });
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("A vault holds 100000 accounts at most"), refused.err);
    QCOMPARE(home.names().size(), 1);
    const support::Ended ended =
        home.runByKey({ u"import"_s, home.write(u"fitting.txt"_s, fitting) });
    QVERIFY2(ended.status == 0, ended.err);
    QVERIFY(ended.out.endsWith("Accounts written to the vault: 99999\n"));
    QCOMPARE(home.names().size(), 100'000);
    QCOMPARE(home.runByKey({ u"undo"_s }).status, 0);
    QCOMPARE(home.names().size(), 1);
}

/// Of one format, which is encrypted or not.
void ImportTest::warnsOfSecretsThatAnybodyCanRead()
{
    const Home home;
    const QString passphrase = home.write(u"passphrase"_s, QByteArray(WinAuthPassphrase) + '\n');
    const QStringList given { u"--file-passphrase-file"_s, passphrase };
    const support::Ended sealed =
        home.imports(given + QStringList(fixture("winauth-xml/protected.xml")));
    QVERIFY2(sealed.status == 0, sealed.err);
    QVERIFY(!sealed.err.contains("not encrypted"));
    const QStringList again { u"--on-duplicate"_s, u"keep"_s };
    const QString open = fixture("winauth-xml/every-kind.xml");
    for (const QStringList& words : { QStringList(), given }) {
        const support::Ended read = home.imports(again + words + QStringList(open));
        QVERIFY2(read.status == 0, read.err);
        QVERIFY(read.err.contains("not encrypted"));
    }
}

void ImportTest::passesOverDuplicatesUnlessToldOtherwise()
{
    const Home home;
    const QString file = home.write(u"links"_s,
        "otpauth://totp/ACME:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n"
        "otpauth://totp/ACME:alice?secret=MFRGGZDFMZTWQ2LK\n");
    const support::Ended dry = home.imports({ u"--dry-run"_s, file });
    QCOMPARE(statuses(dry), (QStringList { u"duplicate"_s, u"changed"_s }));
    QCOMPARE(dry.json()["entries"_L1][0]["account"_L1]["id"_L1].toString(),
        QString(u"ac"_s).repeated(16));
    QCOMPARE(home.imports({ file }).json()["written"_L1].toInt(), 1);
    QCOMPARE(
        home.imports({ u"--on-duplicate"_s, u"keep"_s, file }).json()["written"_L1].toInt(), 2);
    QCOMPARE(home.names().size(), 4);
    const Home other;
    QCOMPARE(
        other.imports({ u"--on-duplicate"_s, u"replace"_s, file }).json()["written"_L1].toInt(), 2);
    QCOMPARE(other.names().size(), 2);
    QCOMPARE(home.imports({ u"--on-duplicate"_s, u"ask"_s, file }).status, 2);
}

void ImportTest::takesSeveralFilesAtOnce()
{
    const Home home;
    const QByteArray parts = home.read(fixture("google-migration-uri/two-parts.txt"));
    const QString first = home.write(u"1"_s, parts.split('\n')[1]);
    const support::Ended part = home.imports({ u"--dry-run"_s, first });
    QCOMPARE(part.json()["missingParts"_L1].toArray(), QJsonArray { 2 });
    QVERIFY(part.err.contains("1 of 2"));
    const support::Ended whole = home.imports({ first, home.write(u"2"_s, parts.split('\n')[0]) });
    QCOMPARE(whole.status, 0);
    QVERIFY(!whole.json().contains("missingParts"_L1));
    QCOMPARE(whole.json()["files"_L1].toArray().size(), 2);
    QCOMPARE(whole.json()["written"_L1].toInt(), 4);
    QCOMPARE(home.runByKey({ u"undo"_s, u"--json"_s }).json()["accounts"_L1].toArray().size(), 4);
}

void ImportTest::endsAsTheDocumentSays_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing known") << QByteArray("hello") << 5 << u"not-found"_s;
    QTest::newRow("no account") << QByteArray(R"({"schemaVersion":4,"services":[]})") << 5
                                << u"not-found"_s;
    QTest::newRow("damaged") << QByteArray(R"({"version":1,"header":{"slots":null},"db":{}})") << 4
                             << u"damaged"_s;
    QTest::newRow("too expensive") << QByteArray(
        R"({"version":1,"db":"","header":{"slots":[{"type":1,"n":1099511627776,)"
        R"("r":8,"p":1}]}})") << 7 << u"refused"_s;
    QTest::newRow("newer") << QByteArray(R"({"schemaVersion":5,"services":[]})") << 8
                           << u"unsupported"_s;
}

void ImportTest::endsAsTheDocumentSays()
{
    QFETCH(QByteArray, file);
    QFETCH(int, status);
    QFETCH(QString, code);
    const Home home;
    const support::Ended ended = home.imports({ home.write(u"file"_s, file) });
    QCOMPARE(ended.status, status);
    QCOMPARE(ended.error(u"code"_s), code);
    QVERIFY(!ended.error(u"next"_s).isEmpty());
    QCOMPARE(home.names().size(), 1);
}

void ImportTest::tellsWhyAFileCannotBeOpened_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("step");
    QTest::addColumn<bool>("isRecognised");
    for (const support::ObstructedFile& file : support::obstructedFiles())
        QTest::newRow(file.name) << file.content << file.says << file.step << file.isRecognised;
}

void ImportTest::tellsWhyAFileCannotBeOpened()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    QFETCH(QString, step);
    QFETCH(bool, isRecognised);
    const Home home;
    const support::Ended ended = home.imports({ home.write(u"file"_s, content) });
    QCOMPARE(ended.status, isRecognised ? 8 : 5);
    QCOMPARE(ended.error(u"code"_s), isRecognised ? u"unsupported"_s : u"not-found"_s);
    QVERIFY2(ended.error(u"message"_s).contains(says), ended.err);
    QVERIFY2(ended.error(u"next"_s).contains(step), ended.err);
    QVERIFY2(!ended.error(u"format"_s).isEmpty(), ended.err);
    QCOMPARE(ended.error(u"kind"_s), isRecognised ? ended.error(u"format"_s) : QString());
}

void ImportTest::namesWhatIsMissing()
{
    const Home home;
    const QString file =
        home.write(u"file"_s, R"({"version":1,"header":{"slots":null},"data":{"entries":[]}})");
    const support::Ended ended = home.imports({ file });
    QCOMPARE(ended.json()["error"_L1]["missing"_L1].toArray(), QJsonArray { u"db"_s });
    QVERIFY(!home.imports({ home.write(u"other"_s, "hello") })
                 .json()["error"_L1]
                 .toObject()
                 .contains("missing"_L1));
    const support::Ended told = home.runByKey({ u"import"_s, file });
    QVERIFY2(told.err.contains("What is missing from it: “db”."), told.err);
}

void ImportTest::takesTheFormatThatIsNamed()
{
    const Home home;
    const QString file = fixture("ente-plain/every-kind.txt");
    const support::Ended list = home.imports({ u"--format"_s, u"otpauth-uri-list"_s, file });
    QCOMPARE(list.json()["format"_L1].toString(), u"otpauth-uri-list"_s);
    QCOMPARE(home.imports({ u"--format"_s, u"aegis-json"_s, file }).status, 5);
    QCOMPARE(home.imports({ u"--format"_s, u"no-such"_s, file }).status, 2);
    QCOMPARE(home.imports({ u"/no/such/file"_s }).status, 1);
}

void ImportTest::takesAnotherVaultAndABackup()
{
    const Home from;
    QCOMPARE(from.imports({ fixture("aegis-json/every-kind.json") }).status, 0);
    const QString backup = from.path(u"all.countersign"_s);
    QCOMPARE(
        from.runByKey({ u"export"_s, u"--format"_s, u"countersign"_s, u"--out"_s, backup }).status,
        0);
    const QString words = from.write(u"words"_s,
        "\xc3\x9c"
        "bung 42\n");
    const QString key = from.write(u"key"_s, "csr1 qqqs yqcy q5rq wzqf pg9s crgw puny vjga\n");
    for (const auto& [file, opener] :
        { std::pair { backup, key }, std::pair { from.vaultPath(), words } }) {
        const Home to;
        const QStringList wish { u"--format"_s, u"countersign"_s, file };
        QCOMPARE(to.imports(wish).status, 3);
        const QString wrong = to.write(u"wrong"_s, "not this one\n");
        QCOMPARE(to.imports(wish + QStringList { u"--file-passphrase-file"_s, wrong }).status, 3);
        const support::Ended taken =
            to.imports(wish + QStringList { u"--file-passphrase-file"_s, opener });
        QVERIFY2(taken.status == 0, taken.err);
        QCOMPARE(taken.json()["format"_L1].toString(), u"countersign"_s);
        QCOMPARE(statuses(taken).count(u"duplicate"_s), 1); // ACME is in both
        QCOMPARE(statuses(taken).count(u"new"_s), statuses(taken).size() - 1);
        QCOMPARE(to.names(), from.names());
        // By content as well; and the other vault is as it was.
        const support::Ended again =
            to.imports({ u"--file-passphrase-file"_s, opener, file, u"--dry-run"_s });
        QCOMPARE(statuses(again).count(u"duplicate"_s), statuses(again).size());
    }
    QByteArray cut = from.read(backup);
    cut.chop(1);
    QCOMPARE(from.imports({ from.write(u"cut"_s, cut) }).status, 4);
}

void ImportTest::writesNoSecret()
{
    const Home home;
    const QString file = fixture("otpauth-uri-list/every-kind.txt");
    const support::Ended ended = home.imports({ file });
    QCOMPARE(ended.status, 0);
    const QByteArray secret = home.read(file).split('=')[1].split('&')[0];
    QVERIFY(secret.size() > 20);
    QVERIFY(!ended.out.contains(secret) && !ended.err.contains(secret));
    QVERIFY(ended.err.contains("not encrypted")); // the file still holds them
}

void ImportTest::listsTheFormats()
{
    const support::CliHome home;
    const QJsonObject document = home.run({ u"formats"_s, u"--json"_s }).json();
    QJsonObject aegis;
    for (const auto& format : document["formats"_L1].toArray()) {
        QVERIFY(!format["title"_L1].toString().isEmpty());
        if (format["id"_L1].toString() == u"aegis-json-encrypted"_s)
            aegis = format.toObject();
    }
    QCOMPARE(aegis["title"_L1].toString(), u"Aegis (JSON, encrypted)"_s);
    QCOMPARE(aegis["import"_L1].toBool(), true);
    QCOMPARE(aegis["encrypted"_L1].toBool(), true);
    const QJsonObject own = document["formats"_L1][0].toObject();
    QCOMPARE(own["id"_L1].toString(), u"countersign"_s);
    QVERIFY(own["import"_L1].toBool() && own["export"_L1].toBool());
    QVERIFY(own["encrypted"_L1].toBool());
    QVERIFY(home.run({ u"formats"_s }).out.contains("winauth-text  WinAuth (links, one a line)\n"));
}

void ImportTest::speaksToPeople()
{
    const Home home;
    const support::Ended ended =
        home.runByKey({ u"import"_s, fixture("aegis-json/two-left.json") });
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.contains("Colon: Ltd (a:b): new\n"));
    QVERIFY(ended.out.contains("Accounts written to the vault: 1\n"));
    QVERIFY(ended.out.contains("“digits”"));
}

void ImportTest::takesADatabaseWithItsLog()
{
    const Home home;
    const QByteArray bytes = home.read(fixture("google-authenticator-sqlite/every-kind.sqlite"));
    const QString database = home.write(u"databases"_s, bytes);
    const QString log = home.write(u"databases-wal"_s, "x");
    QCOMPARE(home.imports({ log, database, u"--dry-run"_s }).status, 0);
    QCOMPARE(home.imports({ log }).status, 5);
}

void ImportTest::tellsWhatWasLookedAt()
{
    const Home home;
    const QString file = home.write(u"items"_s,
        R"({"encrypted":false,"items":[{"name":"a","login":{"totp":"GEZDGNBVGY3TQOJQ"}},{}]})");
    const QJsonObject expected { { u"items"_s, 2 }, { u"withCodes"_s, 1 } };
    const QStringList dry { u"--dry-run"_s, file };
    QCOMPARE(home.imports(dry).json()["lookedAt"_L1].toObject(), expected);
    const QString links = fixture("otpauth-uri-list/every-kind.txt");
    const QJsonArray files = home.imports(dry + QStringList { links }).json()["files"_L1].toArray();
    QCOMPARE(files[0]["lookedAt"_L1].toObject(), expected);
    QVERIFY(!files[1].toObject().contains("lookedAt"_L1));
    QVERIFY(home.runByKey(QStringList { u"import"_s } + dry)
                .out.contains("Bitwarden (JSON); items looked at: 2, with codes: 1\n"));
}

void ImportTest::tellsWhatGoesIntoTheTrash()
{
    const Home home;
    const QString file = home.write(u"ente"_s,
        "otpauth://totp/I:n?secret=GEZDGNBVGY3TQOJQ&codeDisplay=%7B%22trashed%22%3Atrue%7D\n");
    const support::Ended ended = home.imports({ file });
    QCOMPARE(ended.status, 0);
    const auto remarks = ended.json()["entries"_L1][0]["remarks"_L1].toArray();
    QCOMPARE(remarks.size(), 1);
    QVERIFY(remarks[0].toString().startsWith(u"It goes into the trash"_s));
    QVERIFY2(ended.err.contains("I (n): It goes into the trash"), ended.err);
    QVERIFY(!home.names().contains(u"n"_s));
}

void ImportTest::tellsThatAKeyFileMayBeNeeded()
{
    const Home home;
    const QString wrong = home.write(u"wrong"_s, "definitely wrong");
    const support::Ended ended = home.imports(
        { u"--file-passphrase-file"_s, wrong, fixture("keepass-kdbx/version-4.kdbx") });
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.error(u"next"_s).contains(u"with --file-key-file"_s), ended.err);
    const support::Ended other = home.imports(
        { u"--file-passphrase-file"_s, wrong, fixture("aegis-json-encrypted/three-slots.json") });
    QVERIFY2(!other.error(u"next"_s).contains(u"key file"_s), other.err);
}

void ImportTest::takesAKeyFile()
{
    const Home home;
    const QString words = home.write(u"words"_s, KeePassPassphrase);
    const QString old = fixture("keepass-kdbx/key-file-3.kdbx");
    const QString oldKey = fixture("keepass-kdbx/key-file-3.keyx");
    const QString dry = u"--dry-run"_s;
    QCOMPARE(home.imports({ dry, u"--file-passphrase-file"_s, words, old }).status, 3);
    QCOMPARE(home.imports({ dry, u"--file-key-file"_s, oldKey, old }).status, 3);
    QCOMPARE(statuses(home.imports(
                 { u"--file-passphrase-file"_s, words, u"--file-key-file"_s, oldKey, old })),
        QStringList { u"new"_s });
    const QString key = fixture("keepass-kdbx/key-file-4.keyx");
    const QString file = fixture("keepass-kdbx/key-file-4.kdbx");
    QCOMPARE(home.imports({ file }).status, 3);
    QCOMPARE(home.imports({ u"--file-key-file"_s, key, file }).status, 0);
    const QString empty = home.write(u"empty"_s, "\n");
    QCOMPARE(statuses(home.imports(
                 { u"--file-passphrase-file"_s, empty, u"--file-key-file"_s, key, file })),
        QStringList { u"duplicate"_s });
    // No passphrase of a file that takes no key file.
    const support::Ended other = home.imports(
        { u"--file-key-file"_s, key, fixture("aegis-json-encrypted/three-slots.json") });
    QCOMPARE(other.status, 3);
    QVERIFY2(other.error(u"message"_s).contains(u"is encrypted"_s), other.err);
}

void ImportTest::endsWhereTheKeyFileIsNone()
{
    const Home home;
    const QString file = fixture("keepass-kdbx/key-file-4.kdbx");
    const int missing = home.imports({ home.path(u"none"_s) }).status;
    QCOMPARE(missing, 1);
    const support::Ended ended = home.imports({ u"--file-key-file"_s, home.path(u"none"_s), file });
    QCOMPARE(ended.status, missing);
    QVERIFY2(ended.error(u"message"_s).startsWith(u"Reading the key file: “"_s), ended.err);
    const QString empty = home.write(u"empty"_s, "");
    QCOMPARE(home.imports({ u"--file-key-file"_s, empty, file }).status, 4);
}

void ImportTest::tellsOfMuchMemoryBeforeItIsTaken()
{
    const Home home;
    const QString file = home.write(u"ente"_s,
        R"({"kdfParams":{"memLimit":600000000,"opsLimit":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},)"
        R"("encryptedData":")"
            + QByteArray(64, 'A') + R"(","encryptionNonce":")" + QByteArray(32, 'A') + R"("})");
    const QString wrong = home.write(u"wrong"_s, "definitely wrong");
    const support::Ended ended = home.imports({ u"--file-passphrase-file"_s, wrong, file });
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("takes 572 MiB of memory"), ended.err);
    QVERIFY2(ended.err.indexOf("MiB") < ended.err.indexOf("does not open"), ended.err);
    const support::Ended small = home.imports(
        { u"--file-passphrase-file"_s, wrong, fixture("aegis-json-encrypted/three-slots.json") });
    QVERIFY2(!small.err.contains("MiB"), small.err);
}

QTEST_GUILESS_MAIN(ImportTest)
#include "import_test.moc"
