// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QFile>
#include <QImage>

#include <cerrno>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

/// What is broken, hostile or missing ends with its status and a sentence, and changes nothing.
class BadInputTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void refusesPictures_data();
    void refusesPictures();
    void refusesLinksNamingTheField_data();
    void refusesLinksNamingTheField();
    void refusesVaults_data();
    void refusesVaults();
    void refusesWrongKeys_data();
    void refusesWrongKeys();
    void keepsTheOldStateWhereTheDiskFails_data();
    void keepsTheOldStateWhereTheDiskFails();
    void makesNoVaultWhereItCannotWrite();
    void claimsNoMemoryForImpossibleCosts();

private:
    static int firstWritingCall(support::CliHome& home, const QStringList& faults);
};

void BadInputTest::refusesPictures_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("sentence");

    const support::CliHome home;
    QImage empty(300, 200, QImage::Format_RGB32);
    empty.fill(Qt::white);
    const QString path = home.path(u"p.png"_s);
    QVERIFY(empty.save(path));
    QTest::newRow("a picture without a code")
        << home.read(path) << 5 << QByteArray("no readable QR code");

    support::runProgram(u"qrencode"_s, { u"-o"_s, path, u"otpauth://totp/x?secret=AAAA"_s });
    const QByteArray code = home.read(path);
    QTest::newRow("a truncated picture")
        << code.left(code.size() / 2) << 1 << QByteArray("could not be read");
    QTest::newRow("a text file named .png")
        << QByteArray("otpauth://totp/x?secret=AAAA\n") << 1 << QByteArray("could not be read");
    QTest::newRow("nothing") << QByteArray() << 1 << QByteArray("could not be read");
    QImage huge(20001, 5000, QImage::Format_Mono);
    huge.fill(1);
    QVERIFY(huge.save(path));
    QTest::newRow("more than 100 megapixels") << home.read(path) << 1 << QByteArray("megapixels");
}

void BadInputTest::refusesPictures()
{
    QFETCH(QByteArray, contents);
    QFETCH(QByteArray, sentence);
    const support::CliHome home;
    home.copyGoldenVault();
    const QByteArray before = home.read(home.vaultPath());
    const QString picture = home.write(u"code.png"_s, contents);
    for (const QStringList& words :
        { QStringList { u"add"_s, u"--image"_s, picture }, QStringList { u"scan"_s, picture } }) {
        const support::Ended ended = home.runOpen(words);
        QTEST(ended.status, "status");
        QVERIFY2(ended.err.contains(sentence), ended.err.constData());
        QVERIFY(ended.err.contains("code.png"));
        QCOMPARE(ended.out, "");
    }
    QCOMPARE(home.read(home.vaultPath()), before);
}

void BadInputTest::refusesLinksNamingTheField_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* name, const QByteArray& link, const char* field,
                         const char* value) {
        QTest::newRow(name) << link << QByteArray(field) << QByteArray(value);
    };
    const QByteArray start = "otpauth://totp/ACME:alice?secret=JBSWY3DPEHPK3PXP";
    row("bad Base32", "otpauth://totp/x?secret=JBSWY3DP8HPK3PXP", "secret", "character 9");
    row("no secret", "otpauth://totp/x?issuer=A", "secret", "missing");
    row("two secrets", start + "&secret=AAAA", "secret", "twice");
    row("0 digits", start + "&digits=0", "digits", "“0”");
    row("99 digits", start + "&digits=99", "digits", "“99”");
    row("a period of 0", start + "&period=0", "period", "“0”");
    row("a counter beyond 64 bits",
        "otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=18446744073709551616", "counter",
        "“18446744073709551616”");
    row("an unknown hash", start + "&algorithm=SHA3-256", "algorithm", "“SHA3-256”");
    row("a label of a megabyte",
        "otpauth://totp/" + QByteArray(1 << 20, 'x') + "?secret=JBSWY3DPEHPK3PXP", "label",
        "larger than");
}

void BadInputTest::refusesLinksNamingTheField()
{
    QFETCH(QByteArray, link);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, value);
    const support::CliHome home;
    home.copyGoldenVault();
    const QByteArray before = home.read(home.vaultPath());
    const QString links = home.write(u"links"_s, link);
    const support::Ended ended = home.runOpen({ u"add"_s, u"--uri-file"_s, links, u"--json"_s });
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.error(u"code"_s), u"failed"_s);
    QVERIFY2(ended.err.contains("“" + field + "”"), ended.err.constData());
    QVERIFY2(ended.err.contains(value), ended.err.constData());
    QVERIFY(!ended.err.contains("JBSWY3DP"));
    QCOMPARE(home.read(home.vaultPath()), before);
}

void BadInputTest::refusesVaults_data()
{
    QTest::addColumn<base::Bytes>("file");
    QTest::addColumn<int>("status");
    const base::Bytes whole = support::contentsOf(support::GoldenPath);
    const auto changed = [&whole](std::size_t offset, std::uint8_t byte) {
        base::Bytes file = whole;
        file[offset] = byte;
        return file;
    };
    const auto replaced = [&whole](std::string_view from, std::string_view to) {
        base::Bytes file = whole;
        const auto at = std::search(file.begin(), file.end(), from.begin(), from.end());
        std::copy(to.begin(), to.end(), at);
        return file;
    };
    QTest::newRow("empty") << base::Bytes() << 4;
    QTest::newRow("a flipped byte of the magic") << changed(0, 'X') << 4;
    QTest::newRow("a flipped byte of the header") << changed(200, 'X') << 4;
    QTest::newRow("a flipped byte of the body") << changed(5000, 0) << 4;
    QTest::newRow("the last byte is missing") << base::Bytes(whole.begin(), whole.end() - 1) << 4;
    QTest::newRow("cut in the header") << base::Bytes(whole.begin(), whole.begin() + 500) << 4;
    QTest::newRow("body changed, checksum mended") << support::mended(changed(5000, 0)) << 4;
    QTest::newRow("costs changed, checksum mended")
        << support::mended(replaced("\"memoryKiB\":256", "\"memoryKiB\":512")) << 3;
    QTest::newRow("a newer version, checksum mended") << support::mended(changed(9, 2)) << 8;
}

void BadInputTest::refusesVaults()
{
    QFETCH(base::Bytes, file);
    const support::CliHome home;
    QVERIFY(QDir().mkpath(home.path(u"data/countersign"_s)));
    QVERIFY(base::createFile(home.vaultPath().toStdString(), file));
    const support::Ended ended = home.runOpen({ u"list"_s, u"--json"_s });
    QTEST(ended.status, "status");
    QVERIFY(!ended.error(u"message"_s).isEmpty());
    QVERIFY(!ended.error(u"next"_s).isEmpty());
    QCOMPARE(support::contentsOf(home.vaultPath().toStdString()), file);
}

void BadInputTest::refusesWrongKeys_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("wrong passphrase") << u"--passphrase-file"_s << QByteArray("Übung 43\n");
    QTest::newRow("a blank too many") << u"--passphrase-file"_s << QByteArray("Übung 42 \n");
    QTest::newRow("two line breaks") << u"--passphrase-file"_s << QByteArray("Übung 42\n\n");
    QTest::newRow("empty passphrase") << u"--passphrase-file"_s << QByteArray("\n");
    QTest::newRow("not text") << u"--passphrase-file"_s << QByteArray("\xff\xfe");
    QTest::newRow("too long") << u"--passphrase-file"_s << QByteArray(1025, 'x');
    QTest::newRow("mistyped recovery key")
        << u"--recovery-key-file"_s << QByteArray("CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGX\n");
    QTest::newRow("recovery key of another vault")
        << u"--recovery-key-file"_s << QByteArray("CSR1-LLLL-LLLL-LLLL-LLLL-LLLL-LLLL-LUNU-2P02\n");
}

void BadInputTest::refusesWrongKeys()
{
    QFETCH(QString, option);
    QFETCH(QByteArray, contents);
    const support::CliHome home;
    home.copyGoldenVault();
    const QByteArray before = home.read(home.vaultPath());
    const QString file = home.write(u"wrong"_s, contents);
    const support::Ended ended = home.run({ option, file, u"list"_s, u"--json"_s });
    QCOMPARE(ended.status, 3);
    QCOMPARE(ended.error(u"code"_s), u"wrong-passphrase"_s);
    QCOMPARE(home.read(home.vaultPath()), before);
}

void BadInputTest::keepsTheOldStateWhereTheDiskFails_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("disk full") << ENOSPC << u"the disk is full"_s;
    QTest::newRow("folder read-only") << EROFS << u"cannot be written"_s;
    QTest::newRow("input and output error") << EIO << u"could not be saved"_s;
}

/// The number of the call that makes the new file, found by letting a save pass: calls that only
/// read stand before it.
int BadInputTest::firstWritingCall(support::CliHome& home, const QStringList& faults)
{
    const QString report = home.path(u"report"_s);
    home.extraEnvironment = faults + QStringList(u"FAULTS_REPORT="_s + report);
    home.runByKey({ u"tag"_s, u"acme"_s, u"--pin"_s });
    const QList<QByteArray> calls = home.read(report).split('\n');
    const auto isNew = [](const QByteArray& call) { return call.endsWith(".new"); };
    return static_cast<int>(std::find_if(calls.begin(), calls.end(), isNew) - calls.begin()) + 1;
}

void BadInputTest::keepsTheOldStateWhereTheDiskFails()
{
    QFETCH(int, error);
    QFETCH(QString, sentence);
    support::CliHome home;
    home.copyGoldenVault();
    // The loader splits its list at blanks, which the path of the build may hold.
    const QString library = home.path(u"faults.so"_s);
    QVERIFY(QFile::link(QStringLiteral(FAULTS_LIBRARY), library));
    const QStringList faults { u"LD_PRELOAD="_s + library,
        u"FAULTS_FOLDER="_s + home.path(u"data/countersign"_s),
        u"ASAN_OPTIONS=verify_asan_link_order=0"_s };
    const int call = firstWritingCall(home, faults);
    const QByteArray before = home.read(home.vaultPath());
    home.extraEnvironment = faults
        + QStringList { u"FAULTS_AT=%1"_s.arg(call), u"FAULTS_STICKY=1"_s,
              u"FAULTS_ACTION=%1"_s.arg(error) };
    const QStringList rename { u"rename"_s, u"acme"_s, u"--issuer"_s, u"Globex"_s, u"--json"_s };
    const support::Ended ended = home.runByKey(rename);
    QCOMPARE(ended.status, 1);
    QVERIFY2(ended.error(u"message"_s).contains(sentence), ended.err.constData());
    QVERIFY(!ended.error(u"next"_s).isEmpty());
    QCOMPARE(home.read(home.vaultPath()), before);
    home.extraEnvironment.clear();
    QCOMPARE(home.runByKey(rename).status, 0);
}

void BadInputTest::makesNoVaultWhereItCannotWrite()
{
    const support::CliHome home;
    // A file where the folder should be: no user, not even root, can write below it.
    home.write(u"blocked"_s, {});
    const support::Ended blocked = home.runOpen({ u"--vault"_s, home.path(u"blocked/v"_s),
        u"init"_s, u"--kdf-mib"_s, u"64"_s, u"--kdf-passes"_s, u"3"_s, u"--json"_s });
    QCOMPARE(blocked.status, 1);
    QVERIFY(blocked.error(u"message"_s).contains("blocked"_L1));

    // Nor in the kernel's own file system.
    const support::Ended kernel = home.runOpen({ u"--vault"_s, u"/proc/v.countersign"_s, u"init"_s,
        u"--kdf-mib"_s, u"64"_s, u"--kdf-passes"_s, u"3"_s, u"--json"_s });
    QCOMPARE(kernel.status, 1);
    QVERIFY(!kernel.error(u"next"_s).isEmpty());
}

void BadInputTest::claimsNoMemoryForImpossibleCosts()
{
    const support::CliHome home;
    base::Bytes file = support::contentsOf(support::GoldenPath);
    const std::string_view from = "\"memoryKiB\":256,";
    const std::string_view to = "\"memoryKiB\":1073741824,";
    const auto at = std::search(file.begin(), file.end(), from.begin(), from.end());
    file.insert(
        file.erase(at, at + static_cast<std::ptrdiff_t>(from.size())), to.begin(), to.end());
    file[15] = static_cast<std::uint8_t>(file[15] + to.size() - from.size()); // header's length
    QVERIFY(QDir().mkpath(home.path(u"data/countersign"_s)));
    QVERIFY(base::createFile(home.vaultPath().toStdString(), support::mended(file)));
    const support::Ended ended = home.runOpen({ u"list"_s, u"--json"_s });
    QCOMPARE(ended.status, 4);
    QCOMPARE(ended.error(u"code"_s), u"damaged"_s);
    // 1 TiB was asked for; no call of this test has used more than a fraction of a gigabyte. (A
    // limit on addresses would be in the way of a sanitizer, which reserves more than that.)
    struct rusage used = {};
    QCOMPARE(::getrusage(RUSAGE_CHILDREN, &used), 0);
    QVERIFY2(used.ru_maxrss < 600'000, QByteArray::number(qint64(used.ru_maxrss)));
}

QTEST_MAIN(BadInputTest)
#include "bad_input_test.moc"
