// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QFile>

using namespace Qt::StringLiterals;

class UsageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void refusesCallsThatAreNotRight_data();
    void refusesCallsThatAreNotRight();
    void refusesSecretsAsArguments_data();
    void refusesSecretsAsArguments();
    void printsHelpAndVersion();
    void needsAPassphraseWithoutATerminal();
    void saysWhereThereIsNoVault();
    void tellsOfADamagedDeviceId();
    void warnsAboutFilesThatOthersCanRead();
    void readsThePassphraseFromAPipe();
    void opensAVaultElsewhere();
    void needsADisplay_data();
    void needsADisplay();
    void speaksUtf8InTheBareLocale();
    void tellsWhenTheOutputIsFull();
};

void UsageTest::refusesCallsThatAreNotRight_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("an unknown verb") << QStringList { u"approve-all"_s };
    QTest::newRow("half a verb") << QStringList { u"slots"_s };
    QTest::newRow("an unknown second word") << QStringList { u"trash"_s, u"burn"_s };
    QTest::newRow("an unknown option") << QStringList { u"list"_s, u"--all"_s };
    QTest::newRow("an option of another verb") << QStringList { u"list"_s, u"--at"_s, u"1"_s };
    QTest::newRow("an option without its value") << QStringList { u"list"_s, u"--vault"_s };
    QTest::newRow("a value for a switch") << QStringList { u"list"_s, u"--reveal=yes"_s };
    QTest::newRow("an option twice")
        << QStringList { u"--vault"_s, u"a"_s, u"--vault"_s, u"b"_s, u"list"_s };
    QTest::newRow("a word missing") << QStringList { u"code"_s };
    QTest::newRow("a word too many") << QStringList { u"code"_s, u"a"_s, u"b"_s };
    QTest::newRow("two ways to open")
        << QStringList { u"--passphrase-stdin"_s, u"--passphrase-file"_s, u"x"_s, u"list"_s };
    QTest::newRow("an export to nowhere")
        << QStringList { u"export"_s, u"--format"_s, u"aegis-json"_s, u"--plain-ok"_s };
    QTest::newRow("an export of no format")
        << QStringList { u"export"_s, u"--out"_s, u"x"_s, u"--plain-ok"_s };
    QTest::newRow("no picture") << QStringList { u"scan"_s };
}

void UsageTest::refusesCallsThatAreNotRight()
{
    QFETCH(QStringList, words);
    const support::CliHome home;
    const support::Ended text = home.run(words);
    QCOMPARE(text.status, 2);
    QCOMPARE(text.out, "");
    QVERIFY(text.err.startsWith("countersign-cli: "));
    const support::Ended json = home.run(QStringList(u"--json"_s) + words);
    QCOMPARE(json.status, 2);
    QCOMPARE(json.error(u"code"_s), u"usage"_s);
}

void UsageTest::refusesSecretsAsArguments_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("passphrase") << QStringList { u"--passphrase"_s, u"hunter2"_s, u"list"_s };
    QTest::newRow("passphrase with =") << QStringList { u"--passphrase=hunter2"_s, u"list"_s };
    QTest::newRow("secret") << QStringList { u"add"_s, u"--manual"_s, u"--secret"_s, u"hunter2"_s };
    QTest::newRow("link") << QStringList { u"add"_s, u"otpauth://totp/x?secret=hunter2"_s };
    QTest::newRow("link in place of a file")
        << QStringList { u"add"_s, u"--uri-file"_s, u"otpauth://totp/x?secret=hunter2"_s };
    QTest::newRow("recovery key") << QStringList { u"--recovery-key-file"_s, u"csr1-hunter2"_s,
        u"list"_s };
    QTest::newRow("PIN") << QStringList { u"code"_s, u"x"_s, u"--pin=hunter2"_s };
}

void UsageTest::refusesSecretsAsArguments()
{
    QFETCH(QStringList, words);
    const support::CliHome home;
    const support::Ended ended = home.run(words + QStringList(u"--json"_s));
    QCOMPARE(ended.status, 2);
    QVERIFY(ended.error(u"message"_s).contains("never given as an argument"_L1));
    QVERIFY(!ended.out.contains("hunter2"));
    QVERIFY(!ended.err.contains("hunter2"));
}

void UsageTest::printsHelpAndVersion()
{
    const support::CliHome home;
    const support::Ended help = home.run({ u"--help"_s });
    QCOMPARE(help.status, 0);
    QCOMPARE(help.err, "");
    for (const char* verb : { "init", "scan", "add", "list", "code", "remove", "rename", "tag",
             "trash restore", "qr", "export", "slots add recovery", "passphrase change" })
        QVERIFY2(help.out.contains(verb), verb);
    for (const QByteArray& line : help.out.split('\n'))
        QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
    const support::Ended verb = home.run({ u"add"_s, u"--help"_s });
    QCOMPARE(verb.status, 0);
    QVERIFY(verb.out.contains("--on-duplicate"));
    const support::Ended family = home.run({ u"slots"_s, u"-h"_s });
    QVERIFY(family.out.contains("--new-passphrase-file"));
    QVERIFY(family.out.contains("--recovery-out"));
    const support::Ended version = home.run({ u"--version"_s });
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.startsWith("countersign-cli "));
}

void UsageTest::needsAPassphraseWithoutATerminal()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.run({ u"list"_s, u"--json"_s });
    QCOMPARE(ended.status, 3);
    QCOMPARE(ended.error(u"code"_s), u"wrong-passphrase"_s);
    QVERIFY(ended.error(u"next"_s).contains("--passphrase-file"_L1));
}

void UsageTest::saysWhereThereIsNoVault()
{
    const support::CliHome home;
    const support::Ended ended = home.runOpen({ u"list"_s, u"--json"_s });
    QCOMPARE(ended.status, 1);
    QVERIFY(ended.error(u"message"_s).contains("vault.countersign"_L1));
    QVERIFY(ended.error(u"next"_s).contains("init"_L1));
}

void UsageTest::tellsOfADamagedDeviceId()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QVERIFY(QDir().mkpath(home.path(u"state/countersign"_s)));
    const QString device = home.write(u"state/countersign/device"_s, "nonsense");
    const support::Ended ended = home.runOpen({ u"list"_s, u"--json"_s });
    QCOMPARE(ended.status, 1);
    QVERIFY(ended.error(u"message"_s).contains(device));
    QVERIFY(QFile::remove(device));
    QCOMPARE(home.runOpen({ u"list"_s }).status, 0);
    QCOMPARE(home.read(device).indexOf('\n'), 32);
}

void UsageTest::warnsAboutFilesThatOthersCanRead()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(home.runOpen({ u"list"_s }).err, "");
    QFile::setPermissions(home.path(u"passphrase"_s),
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther);
    const support::Ended ended = home.runOpen({ u"list"_s });
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.err.contains("chmod 600"));
}

void UsageTest::readsThePassphraseFromAPipe()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.run({ u"--passphrase-file"_s, u"/dev/stdin"_s, u"list"_s },
        "U\xcc\x88"
        "bung 42\n");
    QCOMPARE(ended.status, 0);
}

void UsageTest::opensAVaultElsewhere()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString elsewhere = home.path(u"ein Ort/vault ü"_s);
    QVERIFY(QDir().mkpath(home.path(u"ein Ort"_s)));
    QVERIFY(QFile::rename(home.vaultPath(), elsewhere));
    QCOMPARE(home.runOpen({ u"list"_s }).status, 1);
    QCOMPARE(home.runOpen({ u"list"_s, u"--vault="_s + elsewhere }).status, 0);
}

void UsageTest::needsADisplay_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("environment");
    const QStringList none;
    const QStringList dead { u"DISPLAY=:12345"_s };
    const QStringList offscreen { u"QT_QPA_PLATFORM=offscreen"_s };
    const QStringList screen { u"add"_s, u"--screen"_s };
    QTest::newRow("screen") << screen << none;
    QTest::newRow("scan") << QStringList { u"scan"_s, u"--screen"_s } << none;
    QTest::newRow("clipboard") << QStringList { u"add"_s, u"--clipboard"_s } << none;
    QTest::newRow("copy") << QStringList { u"code"_s, u"acme"_s, u"--copy"_s } << none;
    QTest::newRow("a display that is gone") << screen << dead;
    QTest::newRow("a platform without a desktop") << screen << offscreen;
}

void UsageTest::needsADisplay()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, environment);
    support::CliHome home;
    home.copyGoldenVault();
    home.extraEnvironment = environment;
    const support::Ended ended = home.runOpen(words + QStringList(u"--json"_s));
    QCOMPARE(ended.status, 8);
    QCOMPARE(ended.error(u"code"_s), u"unsupported"_s);
    QVERIFY(!ended.error(u"next"_s).isEmpty());
}

void UsageTest::speaksUtf8InTheBareLocale()
{
    support::CliHome home;
    home.copyGoldenVault();
    home.extraEnvironment = { u"LC_ALL=C"_s };
    QCOMPARE(home.runOpen({ u"rename"_s, u"acme"_s, u"--issuer"_s, u"Größe"_s }).err, "");
    QVERIFY(home.runOpen({ u"list"_s }).out.contains("Größe"));
}

void UsageTest::tellsWhenTheOutputIsFull()
{
    const support::CliHome home;
    const support::Ended ended = support::runProgram(u"sh"_s,
        { u"-c"_s, u"exec \"$0\" --help > /dev/full"_s, support::CliHome::program() }, {},
        home.environment());
    QCOMPARE(ended.status, 1);
}

QTEST_GUILESS_MAIN(UsageTest)
#include "usage_test.moc"
