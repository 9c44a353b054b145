// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

/// list, rename, tag, remove, undo and trash.
class OrganiseTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAnOlderCopyAndDoesNotWriteIt();
    void init() { support::failOnWarning(); }
    void listsAccounts();
    void listsWhatMatchesOnly();
    void revealsSecretsAfterVerification();
    void makesNamesHarmless();
    void saysWhatToDoWithAnEmptyVault();
    void renames();
    void tagsAndPins();
    void movesToTheTrashAndBack();
    void undoesOneChangeAfterTheOther();
    void hasNothingToUndo();
    void emptiesTheTrash();
    void refusesEmptyChanges_data();
    void refusesEmptyChanges();

private:
    static QJsonObject firstAccount(const support::CliHome& home);
};

QJsonObject OrganiseTest::firstAccount(const support::CliHome& home)
{
    const QJsonObject list = home.runByKey({ u"list"_s, u"--json"_s }).json();
    return list["accounts"_L1][0].toObject();
}

void OrganiseTest::listsAccounts()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QJsonObject account = firstAccount(home);
    QCOMPARE(account["id"_L1].toString(), QString(u"ac"_s).repeated(16));
    QCOMPARE(account["issuer"_L1].toString(), u"ACME"_s);
    QCOMPARE(account["name"_L1].toString(), u"alice"_s);
    QCOMPARE(account["type"_L1].toString(), u"totp"_s);
    QCOMPARE(account["algorithm"_L1].toString(), u"SHA1"_s);
    QCOMPARE(account["digits"_L1].toInt(), 6);
    QCOMPARE(account["period"_L1].toInt(), 30);
    QCOMPARE(account["tags"_L1].toArray(), QJsonArray());
    QCOMPARE(account["pinned"_L1].toBool(true), false);
    for (const QLatin1String absent : { "counter"_L1, "note"_L1, "secret"_L1 })
        QVERIFY(!account.contains(absent));
    QCOMPARE(home.runByKey({ u"list"_s }).out, "acacacac  ACME (alice)  totp\n");
}

void OrganiseTest::listsWhatMatchesOnly()
{
    const support::CliHome home;
    home.copyGoldenVault();
    for (const QString& query : { u"alice"_s, u"cm"_s, u"acme:alice"_s, u"acac"_s })
        QCOMPARE(home.runByKey({ u"list"_s, query }).status, 0);
    QCOMPARE(home.runByKey({ u"list"_s, u"bob"_s }).status, 5);
    QCOMPARE(home.runByKey({ u"remove"_s, QString() }).status, 5); // an unset variable of a script
    QCOMPARE(home.runByKey({ u"list"_s, u"aca"_s }).status, 5); // too short for an id
}

void OrganiseTest::revealsSecretsAfterVerification()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.runByKey({ u"list"_s, u"--reveal"_s, u"--json"_s });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.json()["accounts"_L1][0]["secret"_L1].toString(),
        u"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"_s);
    QVERIFY(home.runByKey({ u"list"_s, u"--reveal"_s })
                .out.contains("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
}

void OrganiseTest::makesNamesHarmless()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString links = home.write(
        u"links"_s, "otpauth://totp/%1B%5B31mEvil:x%E2%80%AEcba?secret=JBSWY3DPEHPK3PXP\n");
    const support::Ended added = home.runByKey({ u"add"_s, u"--uri-file"_s, links });
    QCOMPARE(added.status, 0);
    const support::Ended text = home.runByKey({ u"list"_s });
    const support::Ended json = home.runByKey({ u"list"_s, u"--json"_s });
    for (const QByteArray& out : { added.out, added.err, text.out, json.out }) {
        QVERIFY(!out.contains('\x1b'));
        QVERIFY(!out.contains("\u202e"));
    }
    QVERIFY(text.out.contains("\\u{1B}[31mEvil"));
    QCOMPARE(json.json()["accounts"_L1][1]["name"_L1].toString(), u"x\u202ecba"_s);
}

void OrganiseTest::saysWhatToDoWithAnEmptyVault()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(home.runByKey({ u"remove"_s, u"acme"_s }).status, 0);
    const support::Ended ended = home.runByKey({ u"list"_s });
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.contains("countersign-cli add"));
    const support::Ended json = home.runByKey({ u"list"_s, u"--json"_s });
    QCOMPARE(json.out, "{\"accounts\":[]}\n");
}

void OrganiseTest::renames()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString note = home.write(u"note"_s, "recovery codes\nin the safe\n");
    const support::Ended ended = home.runByKey({ u"rename"_s, u"acme"_s, u"--issuer"_s, u"Größe"_s,
        u"--name=bob"_s, u"--note-file"_s, note, u"--json"_s });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.json()["account"_L1]["issuer"_L1].toString(), u"Größe"_s);
    const QJsonObject account = firstAccount(home);
    QCOMPARE(account["issuer"_L1].toString(), u"Größe"_s);
    QCOMPARE(account["name"_L1].toString(), u"bob"_s);
    QCOMPARE(account["note"_L1].toString(), u"recovery codes\nin the safe"_s);
    QCOMPARE(home.runByKey({ u"code"_s, u"GRÖSSE"_s }).status, 5);
    QCOMPARE(home.runByKey({ u"code"_s, u"GRÖßE"_s, u"--at"_s, u"59"_s }).out, "287082\n");
}

void OrganiseTest::tagsAndPins()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended first = home.runByKey(
        { u"tag"_s, u"acme"_s, u"--add"_s, u"work"_s, u"--add"_s, u"vpn"_s, u"--pin"_s });
    QCOMPARE(first.status, 0);
    QCOMPARE(firstAccount(home)["tags"_L1].toArray(), QJsonArray({ u"work"_s, u"vpn"_s }));
    QCOMPARE(firstAccount(home)["pinned"_L1].toBool(), true);
    QCOMPARE(home.runByKey({ u"list"_s }).out, "acacacac  ACME (alice)  totp pinned #work #vpn\n");
    const support::Ended second =
        home.runByKey({ u"tag"_s, u"acme"_s, u"--remove"_s, u"work"_s, u"--unpin"_s, u"--json"_s });
    QCOMPARE(second.json()["account"_L1]["tags"_L1].toArray(), QJsonArray({ u"vpn"_s }));
    QCOMPARE(second.json()["account"_L1]["pinned"_L1].toBool(true), false);
}

void OrganiseTest::movesToTheTrashAndBack()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended removed = home.runByKey({ u"remove"_s, u"acme"_s, u"--json"_s });
    QCOMPARE(removed.json()["account"_L1]["name"_L1].toString(), u"alice"_s);
    QCOMPARE(home.runByKey({ u"code"_s, u"acme"_s }).status, 5);
    const support::Ended trash = home.runByKey({ u"trash"_s, u"list"_s, u"--json"_s });
    QCOMPARE(trash.json()["accounts"_L1][0]["name"_L1].toString(), u"alice"_s);
    QVERIFY(home.runByKey({ u"trash"_s, u"list"_s }).out.contains("ACME (alice)"));
    const support::Ended missing = home.runByKey({ u"trash"_s, u"restore"_s, u"bob"_s });
    QCOMPARE(missing.status, 5);
    QVERIFY(missing.err.contains("countersign-cli trash list"));
    const support::Ended restored =
        home.runByKey({ u"trash"_s, u"restore"_s, u"alice"_s, u"--json"_s });
    QCOMPARE(restored.json()["account"_L1]["issuer"_L1].toString(), u"ACME"_s);
    QCOMPARE(home.runByKey({ u"code"_s, u"acme"_s, u"--at"_s, u"59"_s }).out, "287082\n");
}

void OrganiseTest::undoesOneChangeAfterTheOther()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString links = home.write(u"links"_s,
        "otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP\notpauth://totp/B:b?secret=JBSWY3DPEHPK3PXQ\n");
    const auto accountsLeft = [&home] {
        return home.runByKey({ u"list"_s, u"--json"_s }).json()["accounts"_L1].toArray().size();
    };
    QCOMPARE(home.runByKey({ u"rename"_s, u"acme"_s, u"--name"_s, u"bob"_s }).status, 0);
    QCOMPARE(home.runByKey({ u"tag"_s, u"acme"_s, u"--add"_s, u"work"_s }).status, 0);
    QCOMPARE(home.runByKey({ u"remove"_s, u"acme"_s }).status, 0);
    QCOMPARE(home.runByKey({ u"trash"_s, u"restore"_s, u"acme"_s }).status, 0);
    QCOMPARE(home.runByKey({ u"add"_s, u"--uri-file"_s, links }).status, 0);
    QCOMPARE(accountsLeft(), 3);

    QJsonObject undone = home.runByKey({ u"undo"_s, u"--json"_s }).json();
    QCOMPARE(undone["undone"_L1].toString(), u"add"_s);
    QCOMPARE(undone["accounts"_L1].toArray().size(), 2);
    QCOMPARE(accountsLeft(), 1);
    QCOMPARE(
        home.runByKey({ u"undo"_s }).out, "Restoring undone: ACME bob is in the trash again.\n");
    QCOMPARE(accountsLeft(), 0);
    QCOMPARE(home.runByKey({ u"undo"_s }).out, "Removal undone: ACME bob is back in the list.\n");
    QCOMPARE(firstAccount(home)["tags"_L1].toArray(), QJsonArray { u"work"_s });
    undone = home.runByKey({ u"undo"_s, u"--json"_s }).json();
    QCOMPARE(undone["undone"_L1].toString(), u"tag"_s);
    QCOMPARE(undone["accounts"_L1][0]["tags"_L1].toArray(), QJsonArray());
    QCOMPARE(home.runByKey({ u"undo"_s }).status, 0);
    QCOMPARE(firstAccount(home)["name"_L1].toString(), u"alice"_s);
    QCOMPARE(home.runByKey({ u"undo"_s }).status, 5);
    QCOMPARE(home.runByKey({ u"code"_s, u"acme"_s, u"--at"_s, u"59"_s }).out, "287082\n");
}

void OrganiseTest::hasNothingToUndo()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.runByKey({ u"undo"_s, u"--json"_s });
    QCOMPARE(ended.status, 5);
    QCOMPARE(ended.json()["error"_L1]["code"_L1].toString(), u"not-found"_s);
}

void OrganiseTest::emptiesTheTrash()
{
    const support::CliHome home;
    home.copyGoldenVault();
    QCOMPARE(home.runByKey({ u"remove"_s, u"acme"_s }).status, 0);
    QCOMPARE(home.runByKey({ u"trash"_s, u"empty"_s, u"--json"_s }).out, "{\"removed\":1}\n");
    QCOMPARE(home.runByKey({ u"trash"_s, u"list"_s }).out, "The trash is empty.\n");
    QCOMPARE(home.runByKey({ u"trash"_s, u"restore"_s, u"acme"_s }).status, 5);
}

void OrganiseTest::refusesEmptyChanges_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("rename") << QStringList { u"rename"_s, u"acme"_s };
    QTest::newRow("tag") << QStringList { u"tag"_s, u"acme"_s };
    QTest::newRow("pin and unpin") << QStringList { u"tag"_s, u"acme"_s, u"--pin"_s, u"--unpin"_s };
}

void OrganiseTest::refusesEmptyChanges()
{
    QFETCH(QStringList, words);
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.runByKey(words);
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.out, "");
}

void OrganiseTest::readsAnOlderCopyAndDoesNotWriteIt()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QByteArray older = home.read(home.vaultPath());
    const QStringList rename { u"rename"_s, u"acme"_s, u"--issuer"_s, u"Globex"_s, u"--json"_s };
    QCOMPARE(home.runByKey(rename).status, 0);
    home.write(u"data/countersign/vault.countersign"_s, older);
    const support::Ended listed = home.runByKey({ u"list"_s });
    QCOMPARE(listed.status, 0);
    QVERIFY(listed.err.contains("older copy"));
    QVERIFY(listed.out.contains("ACME"));
    const support::Ended renamed = home.runByKey(rename);
    QCOMPARE(renamed.status, 7);
    QCOMPARE(renamed.error(u"code"_s), u"refused"_s);
    QCOMPARE(home.read(home.vaultPath()), older);
}

QTEST_GUILESS_MAIN(OrganiseTest)
#include "organise_test.moc"
