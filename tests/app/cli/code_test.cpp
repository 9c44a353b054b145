// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

class CodeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void printsTheCodeAlone();
    void tellsWhenTheCodeHolds();
    void showsTheNextCodeToo();
    void agreesWithOathtoolNow();
    void movesTheCounterBeforeItShowsACode();
    void looksAtTheNextCounterCodeWithoutMoving();
    void refusesATimeForCounters();
    void refusesTimes_data();
    void refusesTimes();
    void asksForAPin();
    void tellsWhenNothingMatches();
    void listsWhatIsAmbiguous();
    void saysThatACounterMayBeBehind();

private:
    static void addHotp(const support::CliHome& home, int counter);
};

void CodeTest::addHotp(const support::CliHome& home, int counter)
{
    const QString links = home.write(u"links"_s,
        "otpauth://hotp/Initech:bob?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter="
            + QByteArray::number(counter) + '\n');
    QCOMPARE(home.runByKey({ u"add"_s, u"--uri-file"_s, links }).status, 0);
}

void CodeTest::saysThatACounterMayBeBehind()
{
    const support::CliHome home;
    home.copyGoldenVault();
    addHotp(home, 3);
    const support::Ended before = home.runByKey({ u"code"_s, u"Initech"_s, u"--json"_s });
    QCOMPARE(before.status, 0);
    QVERIFY(!before.json().contains(u"counterMayBeBehind"_s));
    {
        support::FixedClock clock { support::GoldenTime };
        crypto::SystemRandom random;
        auto vault = vault::Vault::open(home.vaultPath().toStdString(), support::goldenPassphrase(),
            { clock, random, support::idFrom(0xe1) });
        vault->acceptOlder();
    }
    const support::Ended after = home.runByKey({ u"code"_s, u"Initech"_s, u"--json"_s });
    QCOMPARE(after.status, 0);
    QCOMPARE(after.json().value(u"counterMayBeBehind"_s).toBool(), true);
    QCOMPARE(after.json().value(u"counter"_s).toInt(), 4);
    QVERIFY(after.err.contains("may be behind"));
    QCOMPARE(home.runByKey({ u"code"_s, u"acme"_s }).err, "");
}

void CodeTest::printsTheCodeAlone()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.runByKey({ u"code"_s, u"acme"_s, u"--at"_s, u"59"_s });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out, "287082\n"); // RFC 6238, appendix B, the last six digits
    QCOMPARE(ended.err, "");
}

void CodeTest::tellsWhenTheCodeHolds()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended =
        home.runByKey({ u"code"_s, u"ALICE"_s, u"--at"_s, u"1970-01-01T00:00:47Z"_s, u"--json"_s });
    QCOMPARE(ended.status, 0);
    const QJsonObject document = ended.json();
    QCOMPARE(document["code"_L1].toString(), u"287082"_s);
    QCOMPARE(document["id"_L1].toString(), QString(u"ac"_s).repeated(16));
    QCOMPARE(document["issuer"_L1].toString(), u"ACME"_s);
    QCOMPARE(document["name"_L1].toString(), u"alice"_s);
    QCOMPARE(document["type"_L1].toString(), u"totp"_s);
    QCOMPARE(document["validFrom"_L1].toString(), u"1970-01-01T00:00:30Z"_s);
    QCOMPARE(document["validUntil"_L1].toString(), u"1970-01-01T00:01:00Z"_s);
    QCOMPARE(document["secondsLeft"_L1].toInt(), 13);
    QVERIFY(!document.contains("next"_L1));
    QVERIFY(!document.contains("counter"_L1));
}

void CodeTest::showsTheNextCodeToo()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QStringList words { u"code"_s, u"acme"_s, u"--at"_s, u"29"_s, u"--next"_s };
    QCOMPARE(home.runByKey(words).out, "755224\n287082\n");
    QCOMPARE(
        home.runByKey(words + QStringList(u"--json"_s)).json()["next"_L1].toString(), u"287082"_s);
}

void CodeTest::agreesWithOathtoolNow()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QStringList reference { u"--totp"_s, u"--base32"_s,
        u"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"_s };
    // The second may turn between the two calls: then before and after differ and are tried again.
    QByteArray before;
    QByteArray ours;
    QByteArray after;
    do {
        before = support::runProgram(u"oathtool"_s, reference).out;
        ours = home.runByKey({ u"code"_s, u"acme"_s }).out;
        after = support::runProgram(u"oathtool"_s, reference).out;
    } while (before != after);
    QCOMPARE(ours, after);
}

void CodeTest::movesTheCounterBeforeItShowsACode()
{
    const support::CliHome home;
    home.copyGoldenVault();
    addHotp(home, 1);
    QCOMPARE(home.runByKey({ u"code"_s, u"initech"_s }).out, "287082\n"); // RFC 4226, appendix D
    const QJsonObject second = home.runByKey({ u"code"_s, u"bob"_s, u"--json"_s }).json();
    QCOMPARE(second["code"_L1].toString(), u"359152"_s);
    QCOMPARE(second["counter"_L1].toInt(), 2);
    QVERIFY(!second.contains("validUntil"_L1));
    const QJsonObject list = home.runByKey({ u"list"_s, u"bob"_s, u"--json"_s }).json();
    QCOMPARE(list["accounts"_L1][0]["counter"_L1].toInt(), 3);
}

void CodeTest::looksAtTheNextCounterCodeWithoutMoving()
{
    const support::CliHome home;
    home.copyGoldenVault();
    addHotp(home, 0);
    const QByteArray before = home.read(home.vaultPath());
    QCOMPARE(home.runByKey({ u"code"_s, u"initech"_s, u"--next"_s }).out, "755224\n");
    QCOMPARE(home.read(home.vaultPath()), before);
    QCOMPARE(home.runByKey({ u"code"_s, u"initech"_s }).out, "755224\n");
}

void CodeTest::refusesATimeForCounters()
{
    const support::CliHome home;
    home.copyGoldenVault();
    addHotp(home, 0);
    const QByteArray before = home.read(home.vaultPath());
    const support::Ended ended =
        home.runByKey({ u"code"_s, u"initech"_s, u"--at"_s, u"59"_s, u"--json"_s });
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.error(u"code"_s), u"usage"_s);
    QCOMPARE(home.read(home.vaultPath()), before);
}

void CodeTest::refusesTimes_data()
{
    QTest::addColumn<QString>("time");
    QTest::newRow("before 1970") << u"-1"_s;
    QTest::newRow("no time") << u"noon"_s;
    QTest::newRow("beyond every calendar") << u"99999999999999"_s;
    QTest::newRow("empty") << QString();
}

void CodeTest::refusesTimes()
{
    QFETCH(QString, time);
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.runByKey({ u"code"_s, u"acme"_s, u"--at="_s + time });
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.out, "");
    QVERIFY(ended.err.contains("--at"));
}

void CodeTest::asksForAPin()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString links = home.write(u"links"_s, "motp://Globex:eve?secret=0123456789abcdef\n");
    QCOMPARE(home.runByKey({ u"add"_s, u"--uri-file"_s, links }).status, 0);
    const QStringList words { u"code"_s, u"eve"_s, u"--at"_s, u"1700000009"_s };
    const support::Ended without = home.runByKey(words + QStringList(u"--json"_s));
    QCOMPARE(without.status, 3);
    QVERIFY(without.error(u"next"_s).contains("--pin-file"_L1));
    const QString pin = home.write(u"pin"_s, "2468\n");
    QCOMPARE(home.runByKey(words + QStringList { u"--pin-file"_s, pin }).out, "5e4efd\n");
}

void CodeTest::tellsWhenNothingMatches()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.runByKey({ u"code"_s, u"nobody"_s, u"--json"_s });
    QCOMPARE(ended.status, 5);
    QCOMPARE(ended.error(u"code"_s), u"not-found"_s);
    QVERIFY(ended.error(u"message"_s).contains("nobody"_L1));
}

void CodeTest::listsWhatIsAmbiguous()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString links =
        home.write(u"links"_s, "otpauth://totp/ACME:bob?secret=JBSWY3DPEHPK3PXP&issuer=ACME\n");
    QCOMPARE(home.runByKey({ u"add"_s, u"--uri-file"_s, links }).status, 0);
    const support::Ended ended = home.runByKey({ u"code"_s, u"acme"_s, u"--json"_s });
    QCOMPARE(ended.status, 5);
    QCOMPARE(ended.error(u"code"_s), u"ambiguous"_s);
    const QJsonArray matches = ended.json()["error"_L1]["matches"_L1].toArray();
    QCOMPARE(matches.size(), 2);
    QCOMPARE(matches[1]["name"_L1].toString(), u"bob"_s);
    QVERIFY(ended.err.contains("ACME (bob)"));
    QCOMPARE(home.runByKey({ u"code"_s, u"acme:bob"_s }).status, 0);
}

QTEST_GUILESS_MAIN(CodeTest)
#include "code_test.moc"
