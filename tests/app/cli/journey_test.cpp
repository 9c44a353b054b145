// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QFile>
#include <QJsonArray>

using namespace Qt::StringLiterals;

/// The main job on real input, with the programs other people use on both sides.
class JourneyTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void takesACodeInAndGivesItOutAgain();

private:
    static constexpr auto Link = "otpauth://totp/ACME:alice%40acme.example?secret="
                                 "JBSWY3DPEHPK3PXP&issuer=ACME";
};

void JourneyTest::takesACodeInAndGivesItOutAgain()
{
    const support::CliHome home;
    const QString picture = home.path(u"code.png"_s);
    QCOMPARE(
        support::runProgram(u"qrencode"_s, { u"-o"_s, picture, QString::fromUtf8(Link) }).status,
        0);

    home.write(u"passphrase"_s, "four words of our own\n");
    const support::Ended made = home.runOpen(
        { u"init"_s, u"--kdf-mib"_s, u"64"_s, u"--kdf-passes"_s, u"3"_s, u"--json"_s });
    QCOMPARE(made.status, 0);
    const QString recoveryKey = made.json()["recoveryKey"_L1].toString();
    QVERIFY(recoveryKey.startsWith("CSR1-"_L1));

    const support::Ended added = home.runOpen({ u"add"_s, u"--image"_s, picture, u"--json"_s });
    QCOMPARE(added.status, 0);
    QCOMPARE(added.json()["added"_L1][0]["name"_L1].toString(), u"alice@acme.example"_s);

    const support::Ended code = home.runOpen({ u"code"_s, u"acme"_s, u"--at"_s, u"1700000009"_s });
    QCOMPARE(code.status, 0);
    const support::Ended other = support::runProgram(u"oathtool"_s,
        { u"--totp"_s, u"--base32"_s, u"JBSWY3DPEHPK3PXP"_s, u"--now"_s, u"@1700000009"_s });
    QCOMPARE(code.out, other.out);

    const QString shown = home.path(u"shown.png"_s);
    QCOMPARE(home.runOpen({ u"qr"_s, u"acme"_s, u"--out"_s, shown }).status, 0);
    const support::Ended read =
        support::runProgram(u"zbarimg"_s, { u"--nodbus"_s, u"--quiet"_s, u"--raw"_s, shown });
    QVERIFY(read.out.contains("secret=JBSWY3DPEHPK3PXP"));

    const support::CliHome secondMachine;
    QVERIFY(QDir().mkpath(secondMachine.path(u"data/countersign"_s)));
    QVERIFY(QFile::copy(home.vaultPath(), secondMachine.vaultPath()));
    const QString key = secondMachine.write(u"key"_s, recoveryKey.toUtf8() + '\n');
    const support::Ended there = secondMachine.run(
        { u"--recovery-key-file"_s, key, u"code"_s, u"acme"_s, u"--at"_s, u"1700000009"_s });
    QCOMPARE(there.status, 0);
    QCOMPARE(there.out, code.out);
}

QTEST_GUILESS_MAIN(JourneyTest)
#include "journey_test.moc"
