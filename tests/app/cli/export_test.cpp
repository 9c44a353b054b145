// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/test_files.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

const QByteArray Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; ///< of the account in the vault

QString fixture(const char* name)
{
    return QString::fromStdString(support::fixtureFile(name));
}

/// The golden vault, and export with these words.
class Home : public support::CliHome
{
public:
    Home() { copyGoldenVault(); }

    support::Ended exports(const QStringList& words) const
    {
        return runByKey(QStringList { u"export"_s, u"--json"_s } + words);
    }
    support::Ended exportsPlain(const QString& format, const QString& out) const
    {
        return exports({ u"--plain-ok"_s, u"--format"_s, format, u"--out"_s, out });
    }
    bool imports(const QString& file) const { return runByKey({ u"import"_s, file }).status == 0; }
    /// How the entries of a file stand to the vault.
    QStringList statuses(const QStringList& words) const
    {
        QStringList all;
        const QJsonObject document =
            runByKey(QStringList { u"import"_s, u"--dry-run"_s, u"--json"_s } + words).json();
        for (const auto& entry : document["entries"_L1].toArray())
            all.append(entry["status"_L1].toString());
        return all;
    }
};

} // namespace

/// export, and what formats tells of it.
class ExportTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void writesAFileThatIsTheVault_data();
    void writesAFileThatIsTheVault();
    void sealsWithAPassphraseOfItsOwn();
    void asksForAPassphraseOfTheFile();
    void needsAWordForAPlainFile();
    void namesWhatIsLeftAndLost();
    void writesToAPipe();
    void numbersPicturesThatAreSeveral();
    void stepsNoCounter();
    void leavesWhatIsThere();
    void refusesWhatIsNotRight_data();
    void refusesWhatIsNotRight();
    void warnsOfWeakFormats();
    void writesNoSecretBesideTheFile();
    void speaksToPeople();
    void formatsTellWhatTheyLose();
    void makesABackupWhereItIsTold();
};

void ExportTest::writesAFileThatIsTheVault_data()
{
    QTest::addColumn<QString>("format");
    const support::CliHome home;
    const QJsonObject document = home.run({ u"formats"_s, u"--json"_s }).json();
    for (const auto& format : document["formats"_L1].toArray()) {
        const QString id = format["id"_L1].toString();
        if (format["export"_L1].toBool() && !format["encrypted"_L1].toBool())
            QTest::newRow(qUtf8Printable(id)) << id;
    }
}

void ExportTest::writesAFileThatIsTheVault()
{
    QFETCH(QString, format);
    const Home home;
    const QString out = home.path(u"out"_s);
    const support::Ended ended = home.exportsPlain(format, out);
    QVERIFY2(ended.status == 0, ended.err);
    QCOMPARE(ended.json()["format"_L1].toString(), format);
    QCOMPARE(ended.json()["file"_L1].toString(), out);
    QCOMPARE(ended.json()["written"_L1].toInt(), 1);
    QCOMPARE(ended.json()["left"_L1].toArray(), QJsonArray());
    QCOMPARE(
        QFileInfo(out).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(home.statuses({ u"--format"_s, format, out }), QStringList { u"duplicate"_s });
}

void ExportTest::sealsWithAPassphraseOfItsOwn()
{
    const Home home;
    QVERIFY(home.imports(fixture("aegis-json/every-kind.json")));
    const QString words = home.write(u"words"_s,
        "corr\xc3\xa8"
        "ct h\xc3\xb6rse\n");
    const QString out = home.path(u"out"_s);
    const support::Ended ended = home.exports({ u"--format"_s, u"aegis-json-encrypted"_s,
        u"--out"_s, out, u"--file-passphrase-file"_s, words });
    QVERIFY2(ended.status == 0, ended.err);
    QCOMPARE(ended.json()["written"_L1].toInt(), 9);
    QVERIFY(!home.read(out).contains("GEZDGNBV"));
    QCOMPARE(
        home.statuses({ u"--file-passphrase-file"_s, words, out }), QStringList(9, u"duplicate"_s));
    QCOMPARE(home.runByKey({ u"import"_s, u"--file-passphrase-file"_s,
                               home.write(u"vault's"_s,
                                   "\xc3\x9c"
                                   "bung 42\n"),
                               out })
                 .status,
        3);
}

void ExportTest::asksForAPassphraseOfTheFile()
{
    const Home home;
    const QStringList words { u"--format"_s, u"aegis-json-encrypted"_s, u"--out"_s,
        home.path(u"out"_s) };
    const support::Ended without = home.exports(words);
    QCOMPARE(without.status, 3);
    QVERIFY(without.error(u"next"_s).contains(u"--file-passphrase-file"_s));
    const QString file = u"--file-passphrase-file"_s;
    QCOMPARE(home.exports(words + QStringList { file, home.write(u"empty"_s, "\n") }).status, 3);
    QVERIFY(!QFileInfo::exists(home.path(u"out"_s)));
    const support::Ended weak =
        home.exports(words + QStringList { file, home.write(u"weak"_s, "12345678") });
    QCOMPARE(weak.status, 0);
    QVERIFY(weak.err.contains("easy to guess"));
}

void ExportTest::needsAWordForAPlainFile()
{
    const Home home;
    const QString out = home.path(u"out"_s);
    for (const QString& to : { out, u"-"_s }) {
        const support::Ended ended =
            home.exports({ u"--format"_s, u"otpauth-uri-list"_s, u"--out"_s, to });
        QCOMPARE(ended.status, 7);
        QCOMPARE(ended.error(u"code"_s), u"refused"_s);
        QVERIFY(ended.error(u"next"_s).contains(u"--plain-ok"_s));
    }
    QVERIFY(!QFileInfo::exists(out));
}

void ExportTest::namesWhatIsLeftAndLost()
{
    const Home home;
    const QString links = home.write(u"links"_s,
        "otpauth://totp/ACME:odd?secret=MFRGGZDFMZTWQ2LK&algorithm=SHA384\n"
        "motp://ACME:phone?secret=d20a028660d67c73&pin=7315\n");
    QVERIFY(home.imports(links));
    QCOMPARE(home.runByKey({ u"tag"_s, u"phone"_s, u"--add"_s, u"work"_s }).status, 0);
    const support::Ended aegis = home.exportsPlain(u"aegis-json"_s, home.path(u"aegis"_s));
    QCOMPARE(aegis.status, 0);
    QCOMPARE(aegis.json()["written"_L1].toInt(), 2);
    const QJsonArray left = aegis.json()["left"_L1].toArray();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left[0]["account"_L1]["name"_L1].toString(), u"odd"_s);
    QCOMPARE(left[0]["reason"_L1].toString(), u"algorithm SHA384"_s);
    QVERIFY(aegis.err.contains("left out: ACME (odd) (algorithm SHA384)"));

    const support::Ended list = home.exportsPlain(u"otpauth-uri-list"_s, home.path(u"list"_s));
    QCOMPARE(list.json()["written"_L1].toInt(), 3);
    const QJsonArray loses = list.json()["loses"_L1].toArray();
    QCOMPARE(loses.size(), 1);
    QCOMPARE(loses[0]["account"_L1]["name"_L1].toString(), u"phone"_s);
    QCOMPARE(loses[0]["loses"_L1].toArray(), (QJsonArray { u"tags"_s, u"motp-pins"_s }));
    QVERIFY(list.err.contains("ACME (phone) is written without: its tags, its PIN"));
}

void ExportTest::writesToAPipe()
{
    const Home home;
    const QByteArray link = "otpauth://totp/ACME:alice?secret=" + Secret
        + "&issuer=ACME&algorithm=SHA1&digits=6&period=30\n";
    const support::Ended list = home.exportsPlain(u"otpauth-uri-list"_s, u"-"_s);
    QCOMPARE(list.status, 0);
    QVERIFY(list.out == link); // not a byte more
    const QJsonObject document = QJsonDocument::fromJson(list.err).object();
    QCOMPARE(document["written"_L1].toInt(), 1);
    QCOMPARE(document["file"_L1].toString(), u"-"_s);
    const support::Ended text = home.runByKey(
        { u"export"_s, u"--plain-ok"_s, u"--format"_s, u"otpauth-uri-list"_s, u"--out"_s, u"-"_s });
    QVERIFY(text.out == link);
    QVERIFY(text.err.contains("Accounts written and read back: 1"));
    QVERIFY(!QFileInfo::exists(home.path(u"-"_s)));
}

void ExportTest::numbersPicturesThatAreSeveral()
{
    const Home home;
    QByteArray links;
    for (int i = 0; i < 10; ++i)
        links += "otpauth://totp/ACME:" + QByteArray::number(i) + "?secret=MFRGGZDFMZTWQ2LK\n";
    QVERIFY(home.imports(home.write(u"links"_s, links)));
    const QString format = u"google-migration-qr"_s;
    const support::Ended ended = home.exportsPlain(format, home.path(u"codes.png"_s));
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.json()["written"_L1].toInt(), 11);
    const QStringList files { home.path(u"codes-1.png"_s), home.path(u"codes-2.png"_s) };
    QCOMPARE(ended.json()["file"_L1].toString(), files[0]);
    QCOMPARE(ended.json()["files"_L1].toArray(), QJsonArray::fromStringList(files));
    QCOMPARE(home.statuses(files).count(u"duplicate"_s), 11);
    const support::Ended text = home.runByKey({ u"export"_s, u"--plain-ok"_s, u"--format"_s, format,
        u"--out"_s, home.path(u"more.png"_s) });
    QCOMPARE(text.out,
        "Accounts written and read back: 11\n" + home.path(u"more-1.png"_s).toUtf8() + '\n'
            + home.path(u"more-2.png"_s).toUtf8() + '\n');
    QCOMPARE(home.exportsPlain(format, u"-"_s).status, 2);
    // A sheet is several only where it has to be.
    const support::Ended sheet = home.exportsPlain(u"html-sheet"_s, u"-"_s);
    QCOMPARE(sheet.status, 0);
    QVERIFY(sheet.out.endsWith("</html>\n"));
}

void ExportTest::stepsNoCounter()
{
    const Home home;
    QVERIFY(home.imports(
        home.write(u"link"_s, "otpauth://hotp/ACME:h?secret=MFRGGZDFMZTWQ2LK&counter=41\n")));
    const QByteArray before = home.read(home.vaultPath());
    QVERIFY(home.exportsPlain(u"otpauth-uri-list"_s, u"-"_s).out.contains("&counter=41\n"));
    QVERIFY(home.read(home.vaultPath()) == before);
}

void ExportTest::leavesWhatIsThere()
{
    const Home home;
    const QString mine = home.write(u"mine"_s, "mine");
    const support::Ended ended = home.exportsPlain(u"aegis-json"_s, mine);
    QCOMPARE(ended.status, 1);
    QVERIFY(ended.error(u"message"_s).contains(mine));
    QCOMPARE(home.read(mine), QByteArray("mine"));
}

void ExportTest::refusesWhatIsNotRight_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no such format") << QStringList { u"--format"_s, u"no-such"_s };
    QTest::newRow("a format that is only read")
        << QStringList { u"--plain-ok"_s, u"--format"_s, u"authy-gdpr-csv"_s };
    QTest::newRow("a passphrase for a plain file") << QStringList { u"--plain-ok"_s, u"--format"_s,
        u"aegis-json"_s, u"--file-passphrase-file"_s, u"x"_s };
}

void ExportTest::refusesWhatIsNotRight()
{
    QFETCH(QStringList, words);
    const Home home;
    const support::Ended ended =
        home.exports(words + QStringList { u"--out"_s, home.path(u"out"_s) });
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.error(u"code"_s), u"usage"_s);
    QVERIFY(!QFileInfo::exists(home.path(u"out"_s)));
}

void ExportTest::warnsOfWeakFormats()
{
    const Home home;
    const auto errorsFor = [&home](const QString& format, const QByteArray& passphrase) {
        const QString out = home.path(format);
        QFile::remove(out);
        const support::Ended ended = home.exports({ u"--format"_s, format, u"--out"_s, out,
            u"--file-passphrase-file"_s, home.write(u"words"_s, passphrase) });
        return ended.status == 0 ? ended.err : QByteArray("failed");
    };
    const QByteArray ascii = errorsFor(u"2fas-json-encrypted"_s, "eleven copper owls share tea");
    QVERIFY(ascii.contains("trying passphrases cheap") && ascii.contains("names of tags"));
    QVERIFY(!ascii.contains("ASCII"));
    QVERIFY(
        errorsFor(u"2fas-json-encrypted"_s, "elf k\xc3\xbchle Eulen teilen Tee").contains("ASCII"));
    QCOMPARE(errorsFor(u"bitwarden-json-encrypted"_s, "elf k\xc3\xbchle Eulen teilen Tee"),
        QByteArray());
    const support::Ended table = home.exportsPlain(u"keepassxc-csv"_s, home.path(u"csv"_s));
    QVERIFY(table.err.contains("bitwarden-json-encrypted"));
}

void ExportTest::writesNoSecretBesideTheFile()
{
    const Home home;
    const support::Ended ended = home.exportsPlain(u"aegis-json"_s, home.path(u"out"_s));
    QCOMPARE(ended.status, 0);
    QVERIFY(home.read(home.path(u"out"_s)).contains(Secret));
    QVERIFY(!ended.out.contains(Secret) && !ended.err.contains(Secret));
}

void ExportTest::speaksToPeople()
{
    const Home home;
    const support::Ended ended = home.runByKey({ u"export"_s, u"--plain-ok"_s, u"--format"_s,
        u"aegis-json"_s, u"--out"_s, home.path(u"out"_s) });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out, QByteArray("Accounts written and read back: 1\n"));
}

void ExportTest::formatsTellWhatTheyLose()
{
    const support::CliHome home;
    const QJsonObject document = home.run({ u"formats"_s, u"--json"_s }).json();
    int written = 0;
    for (const auto& format : document["formats"_L1].toArray()) {
        const QString id = format["id"_L1].toString();
        const QJsonArray loses = format["loses"_L1].toArray();
        written += format["export"_L1].toBool() ? 1 : 0;
        if (id == u"otpauth-uri-list"_s)
            QCOMPARE(loses,
                (QJsonArray { u"notes"_s, u"tags"_s, u"favourites"_s, u"icons"_s, u"motp-pins"_s,
                    u"issuer-colon"_s }));
        if (!format["export"_L1].toBool())
            QCOMPARE(loses, QJsonArray());
    }
    QVERIFY(written >= 11);
    QVERIFY(home.run({ u"formats"_s })
                .out.contains("aegis-json  Aegis (JSON)  (export; an account may lose: "));
}

void ExportTest::makesABackupWhereItIsTold()
{
    const Home home;
    const QString out = home.path(u"copy.countersign"_s);
    const QStringList words { u"--format"_s, u"countersign"_s, u"--out"_s };
    const support::Ended ended = home.exports(words + QStringList { out });
    QVERIFY2(ended.status == 0, ended.err);
    QCOMPARE(ended.json()["format"_L1].toString(), u"countersign"_s);
    QCOMPARE(ended.json()["file"_L1].toString(), out);
    QCOMPARE(ended.json()["written"_L1].toInt(), 1);
    QCOMPARE(ended.json()["left"_L1].toArray(), QJsonArray());
    QCOMPARE(
        QFileInfo(out).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(!home.read(out).contains(Secret));
    // It is a backup: the drill opens it, and nothing differs.
    const support::Ended drill = home.runByKey({ u"backup"_s, u"verify"_s, u"--json"_s, out });
    QVERIFY2(drill.status == 0, drill.err);
    QCOMPARE(drill.json()["matching"_L1].toInt(), 1);
    // Not over anything, not with a passphrase of its own; and to a pipe.
    const QByteArray before = home.read(out);
    QCOMPARE(home.exports(words + QStringList { out }).status, 1);
    QVERIFY(home.read(out) == before);
    const QString more = home.path(u"more"_s);
    QCOMPARE(
        home.exports(words + QStringList { more, u"--file-passphrase-file"_s, u"x"_s }).status, 2);
    QVERIFY(!QFileInfo::exists(more));
    const support::Ended piped = home.exports(words + QStringList { u"-"_s });
    QCOMPARE(piped.status, 0);
    QCOMPARE(QJsonDocument::fromJson(piped.err).object()["written"_L1].toInt(), 1);
    const QString copy = home.write(u"piped.countersign"_s, piped.out);
    QCOMPARE(home.runByKey({ u"backup"_s, u"verify"_s, copy }).status, 0);
    const QByteArray list = home.run({ u"formats"_s }).out;
    QVERIFY(list.startsWith("countersign  Countersign (vault or backup, encrypted)  (export)\n"));
}

QTEST_GUILESS_MAIN(ExportTest)
#include "export_test.moc"
