// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

class QrTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void writesPicturesThatCanBeRead_data();
    void writesPicturesThatCanBeRead();
    void writesPrivatelyAndNeverOver();
    void showsACodeInTheTerminal();
    void writesBatchesForOtherPrograms();
    void tellsBeforeItWritesAndLeavesAllOrNothing();
    void refusesUnclearWishes_data();
    void refusesUnclearWishes();
    void scansWhatItShows();
    void scansTextsAndActivations();
    void takesEveryLinkOfACode();
    void scansAPartOfAnExport();
    void saysWhatToDoAboutABrokenCode();
    void scansOnWhenAPictureCannotBeRead();
};

void QrTest::writesPicturesThatCanBeRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("PNG") << u"code.png"_s;
    QTest::newRow("SVG") << u"code.SVG"_s;
}

void QrTest::writesPicturesThatCanBeRead()
{
    QFETCH(QString, name);
    const support::CliHome home;
    home.copyGoldenVault();
    const QString out = home.path(name);
    const support::Ended ended = home.runOpen({ u"qr"_s, u"acme"_s, u"--out"_s, out, u"--json"_s });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.json()["files"_L1].toArray(), QJsonArray({ out }));
    // zbarimg draws no SVG; there the codes are read by our own reader.
    const QByteArray text = name.endsWith(".SVG"_L1)
        ? home.run({ u"scan"_s, u"--reveal"_s, u"--json"_s, out })
              .json()["codes"_L1][0]["text"_L1]
              .toString()
              .toUtf8()
        : support::runProgram(u"zbarimg"_s, { u"--nodbus"_s, u"--quiet"_s, u"--raw"_s, out }).out;
    QVERIFY(text.startsWith("otpauth://totp/ACME"));
    QVERIFY(text.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
}

void QrTest::writesPrivatelyAndNeverOver()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString out = home.path(u"code.png"_s);
    const QStringList words { u"qr"_s, u"acme"_s, u"--out"_s, out };
    QCOMPARE(home.runOpen(words).out, out.toUtf8() + '\n');
    QCOMPARE(QFileInfo(out).permissions()
            & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
        QFileDevice::Permissions());
    home.write(u"code.png"_s, "something else");
    const support::Ended again = home.runOpen(words);
    QCOMPARE(again.status, 1);
    QVERIFY(again.err.contains("exists already"));
    QCOMPARE(home.read(out), "something else");
}

void QrTest::showsACodeInTheTerminal()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.runOpen({ u"qr"_s, u"acme"_s, u"--terminal"_s });
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.contains("▀") || ended.out.contains("█"));
}

void QrTest::writesBatchesForOtherPrograms()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QByteArray links = "Übung 42\notpauth://totp/Odd:x?secret=JBSWY3DPEHPK3PXP&period=45\n";
    for (int i = 0; i < 10; ++i)
        links += "otpauth://totp/Site" + QByteArray::number(i) + ":x?secret=JBSWY3DPEHPK3PXP\n";
    const support::Ended added =
        home.run({ u"--passphrase-stdin"_s, u"add"_s, u"--uri-stdin"_s }, links);
    QCOMPARE(added.status, 0);
    const QString folder = home.path(u"out/codes"_s);
    const support::Ended ended =
        home.runOpen({ u"qr"_s, u"--migration"_s, u"--out-dir"_s, folder, u"--json"_s });
    QCOMPARE(ended.status, 0);
    const QJsonArray files = ended.json()["files"_L1].toArray();
    QCOMPARE(files.size(), 2);
    QCOMPARE(ended.json()["left"_L1][0]["account"_L1]["issuer"_L1].toString(), u"Odd"_s);
    QVERIFY(ended.err.contains("Odd"));

    const support::CliHome other;
    other.copyGoldenVault();
    const support::Ended taken = other.runOpen(
        { u"add"_s, u"--image"_s, files[0].toString(), files[1].toString(), u"--json"_s });
    QCOMPARE(taken.status, 0);
    QCOMPARE(taken.json()["added"_L1].toArray().size(), 10);
    QCOMPARE(taken.json()["skipped"_L1].toArray().size(), 1); // ACME is there
    QCOMPARE(taken.err, "");
}

void QrTest::tellsBeforeItWritesAndLeavesAllOrNothing()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QByteArray links = "otpauth://totp/Odd:x?secret=JBSWY3DPEHPK3PXP&period=45\n";
    for (int i = 0; i < 10; ++i)
        links += "otpauth://totp/Site" + QByteArray::number(i) + ":x?secret=JBSWY3DPEHPK3PXP\n";
    QCOMPARE(home.runByKey({ u"import"_s, home.write(u"links"_s, links) }).status, 0);
    QCOMPARE(home.runByKey({ u"tag"_s, u"acme"_s, u"--add"_s, u"work"_s }).status, 0);
    const QStringList words { u"qr"_s, u"--migration"_s, u"--out-dir"_s, home.path(u"codes"_s) };
    const QString second = home.path(u"codes/migration-2-of-2.png"_s);
    QVERIFY(QDir().mkpath(home.path(u"codes"_s)));
    home.write(u"codes/migration-2-of-2.png"_s, "something else");
    const support::Ended refused = home.runByKey(words);
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("exists already"), refused.err);
    QVERIFY2(refused.err.contains("left out: Odd (x) (period 45 s)"), refused.err);
    QVERIFY2(refused.err.contains("is written without: its tags"), refused.err);
    QCOMPARE(QDir(home.path(u"codes"_s)).entryList(QDir::Files),
        QStringList { u"migration-2-of-2.png"_s });
    QCOMPARE(home.read(second), "something else");

    QVERIFY(QFile::remove(second));
    const QJsonObject told = home.runByKey(words + QStringList { u"--json"_s }).json();
    QCOMPARE(told["files"_L1][1].toString(), second);
    QCOMPARE(told["left"_L1][0]["account"_L1]["issuer"_L1].toString(), u"Odd"_s);
    QCOMPARE(told["loses"_L1][0]["account"_L1]["issuer"_L1].toString(), u"ACME"_s);
    QCOMPARE(told["loses"_L1][0]["loses"_L1].toArray(), QJsonArray { u"tags"_s });
    QCOMPARE(QFileInfo(second).permissions()
            & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
        QFileDevice::Permissions());
}

void QrTest::refusesUnclearWishes_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("nowhere to") << u"acme"_s;
    QTest::newRow("nothing to show") << u"--terminal"_s;
    QTest::newRow("two places") << u"acme --terminal --out x.png"_s;
    QTest::newRow("another kind of file") << u"acme --out x.gif"_s;
    QTest::newRow("batches of one account") << u"acme --migration --out-dir x"_s;
    QTest::newRow("batches without a folder") << u"--migration"_s;
    QTest::newRow("a terminal in JSON") << u"acme --terminal --json"_s;
}

void QrTest::refusesUnclearWishes()
{
    QFETCH(QString, options);
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(home.runOpen(QStringList(u"qr"_s) + options.split(u' ')).status, 2);
}

void QrTest::scansWhatItShows()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString out = home.path(u"code.png"_s);
    QCOMPARE(home.runOpen({ u"qr"_s, u"acme"_s, u"--out"_s, out }).status, 0);
    const support::Ended masked = home.run({ u"scan"_s, out, u"--json"_s });
    QCOMPARE(masked.status, 0);
    const QJsonObject code = masked.json()["codes"_L1][0].toObject();
    QCOMPARE(code["kind"_L1].toString(), u"otp"_s);
    QCOMPARE(code["source"_L1].toString(), out);
    QCOMPARE(code["position"_L1].toArray().size(), 4);
    QVERIFY(code["position"_L1][2].toInt() > 50);
    QCOMPARE(code["accounts"_L1][0]["issuer"_L1].toString(), u"ACME"_s);
    QVERIFY(!masked.out.contains("GEZDGNBV"));
    const support::Ended revealed = home.run({ u"scan"_s, out, u"--json"_s, u"--reveal"_s });
    const QJsonObject shown = revealed.json()["codes"_L1][0].toObject();
    QCOMPARE(
        shown["accounts"_L1][0]["secret"_L1].toString(), u"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"_s);
    QVERIFY(shown["text"_L1].toString().startsWith("otpauth://"_L1));
    QVERIFY(!home.run({ u"scan"_s, out }).out.contains("GEZDGNBV"));
    QVERIFY(home.run({ u"scan"_s, out, u"--reveal"_s }).out.contains("GEZDGNBV"));
}

void QrTest::scansTextsAndActivations()
{
    const support::CliHome home;
    const QString wifi = home.path(u"wifi.png"_s);
    const QString push = home.path(u"push.png"_s);
    const QString broken = home.path(u"broken.png"_s);
    support::runProgram(u"qrencode"_s, { u"-o"_s, wifi, u"WIFI:T:WPA;S:net;P:pass;;"_s });
    support::runProgram(u"qrencode"_s,
        { u"-o"_s, push, u"tiqrauth://service.example/session/challenge/Service/2"_s });
    support::runProgram(
        u"qrencode"_s, { u"-o"_s, broken, u"otpauth://totp/x?secret=JBSWY3DP&digits=99"_s });
    const support::Ended ended = home.run({ u"scan"_s, wifi, push, broken, u"--json"_s });
    QCOMPARE(ended.status, 0);
    const QJsonArray codes = ended.json()["codes"_L1].toArray();
    QCOMPARE(codes[0]["kind"_L1].toString(), u"text"_s);
    QCOMPARE(codes[0]["text"_L1].toString(), u"WIFI:T:WPA;S:net;P:pass;;"_s);
    QCOMPARE(codes[1]["kind"_L1].toString(), u"signin"_s);
    QCOMPARE(codes[1]["protocol"_L1].toString(), u"tiqr"_s);
    QVERIFY(!codes[1].toObject().contains("text"_L1));
    QVERIFY(!codes[1]["next"_L1].toString().isEmpty());
    QCOMPARE(codes[2]["kind"_L1].toString(), u"otp"_s);
    QVERIFY(codes[2]["message"_L1].toString().contains("digits"_L1));
}

void QrTest::takesEveryLinkOfACode()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString both = home.path(u"both.png"_s);
    support::runProgram(u"qrencode"_s,
        { u"-o"_s, both,
            u"otpauth://totp/Globex:bob?secret=MFRGGZDFMZTWQ2LK\n"
            "otpauth://totp/Hooli:eve?secret=JBSWY3DPEHPK3PXP"_s });
    const QJsonArray codes =
        home.run({ u"scan"_s, both, u"--json"_s }).json()["codes"_L1].toArray();
    QCOMPARE(codes.size(), 2);
    QCOMPARE(codes[1]["accounts"_L1][0]["issuer"_L1].toString(), u"Hooli"_s);
    QCOMPARE(codes[1]["position"_L1], codes[0]["position"_L1]);
    const support::Ended added = home.runByKey({ u"add"_s, u"--image"_s, both, u"--json"_s });
    QCOMPARE(added.json()["added"_L1].toArray().size(), 2);
}

void QrTest::scansAPartOfAnExport()
{
    const support::CliHome home;
    const QString part = home.path(u"part.png"_s);
    // Part 2 of 2: Globex (bob) with HMAC-MD5, ACME (alice).
    support::runProgram(u"qrencode"_s,
        { u"-o"_s, part,
            u"otpauth-migration://offline?data=Ch8KCjEyMzQ1Njc4OTASA2JvYhoGR2xvYmV4IAQoATACCh8KCjEy"
            "MzQ1Njc4OTASBWFsaWNlGgRBQ01FIAEoATACGAIgASgH"_s });
    const QJsonValue code = home.run({ u"scan"_s, part, u"--json"_s }).json()["codes"_L1][0];
    QCOMPARE(code["kind"_L1].toString(), u"migration"_s);
    QCOMPARE(code["accounts"_L1].toArray().size(), 1);
    QCOMPARE(code["part"_L1].toInt(), 2);
    QCOMPARE(code["parts"_L1].toInt(), 2);
    QCOMPARE(code["left"_L1][0]["account"_L1]["name"_L1].toString(), u"bob"_s);
    QVERIFY(code["left"_L1][0]["reason"_L1].toString().contains(u"MD5"_s));
    const QByteArray lines = home.run({ u"scan"_s, part }).out;
    QVERIFY2(lines.contains("Globex (bob) is left out."), lines.constData());
    QVERIFY2(lines.contains("part 2 of 2"), lines.constData());
}

void QrTest::saysWhatToDoAboutABrokenCode()
{
    const support::CliHome home;
    const QString broken = home.path(u"broken.png"_s);
    support::runProgram(
        u"qrencode"_s, { u"-o"_s, broken, u"otpauth-migration://offline?data=Ch8KCjEyMzQ1Njc4"_s });
    const support::Ended ended = home.run({ u"scan"_s, broken });
    QCOMPARE(ended.status, 0);
    QVERIFY2(ended.out.contains("cut short"), ended.out.constData());
    QVERIFY2(ended.out.contains("Show the code once more"), ended.out.constData());
    QVERIFY2(!ended.out.contains("backup"), ended.out.constData());
}

void QrTest::scansOnWhenAPictureCannotBeRead()
{
    const support::CliHome home;
    const QString good = home.path(u"good.png"_s);
    support::runProgram(u"qrencode"_s, { u"-o"_s, good, u"otpauth://totp/x?secret=AAAA"_s });
    const QString bad = home.write(u"bad.png"_s, "no picture");
    const support::Ended ended = home.run({ u"scan"_s, bad, good, u"--json"_s });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.json()["codes"_L1].toArray().size(), 1);
    QVERIFY(ended.err.contains("bad.png"));
}

QTEST_GUILESS_MAIN(QrTest)
#include "qr_test.moc"
