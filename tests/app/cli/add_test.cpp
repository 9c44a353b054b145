// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QImage>
#include <QJsonArray>
#include <QPainter>

using namespace Qt::StringLiterals;

class AddTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void savesAllCodesOfAPictureInOneStep();
    void savesSeveralPictures();
    void readsLinksAfterThePassphraseOnStandardInput();
    void makesAnAccountByHand_data();
    void makesAnAccountByHand();
    void refusesOptionsThatWouldBeLost_data();
    void refusesOptionsThatWouldBeLost();
    void treatsDuplicatesAsTold_data();
    void treatsDuplicatesAsTold();
    void addsAndReplacesInOneStep();
    void callsAReplacementByItsName();
    void skipsWhatComesTwice();
    void endsAnActivationWithTheNextStep_data();
    void endsAnActivationWithTheNextStep();
    void savesNothingIfOneLineIsBroken();
    void tellsOfMissingPartsOfAnExport();
    void tellsWhatOfAnExportIsLeftOut();
    void tellsAboutCodesThatAreNoAccounts();

private:
    static QString qrCode(const support::CliHome& home, const QString& name, const QString& text);
    static int accountCount(const support::CliHome& home);
};

QString AddTest::qrCode(const support::CliHome& home, const QString& name, const QString& text)
{
    const QString path = home.path(name);
    support::runProgram(u"qrencode"_s, { u"-o"_s, path, text });
    return path;
}

int AddTest::accountCount(const support::CliHome& home)
{
    const QJsonObject list = home.runByKey({ u"list"_s, u"--json"_s }).json();
    return static_cast<int>(list["accounts"_L1].toArray().size());
}

void AddTest::savesAllCodesOfAPictureInOneStep()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QImage first(
        qrCode(home, u"1.png"_s, u"otpauth://totp/Globex:bob?secret=MFRGGZDFMZTWQ2LK"_s));
    const QImage second(
        qrCode(home, u"2.png"_s, u"otpauth://hotp/Hooli:eve?secret=JBSWY3DPEHPK3PXP&counter=7"_s));
    QImage page(900, 600, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    painter.drawImage(40, 60, first);
    painter.drawImage(500, 300, second);
    painter.end();
    const QString picture = home.path(u"page.png"_s);
    QVERIFY(page.save(picture));

    const support::Ended ended = home.runByKey({ u"add"_s, u"--image"_s, picture, u"--json"_s });
    QCOMPARE(ended.status, 0);
    const QJsonArray added = ended.json()["added"_L1].toArray();
    QCOMPARE(added.size(), 2);
    QStringList issuers { added[0]["issuer"_L1].toString(), added[1]["issuer"_L1].toString() };
    issuers.sort();
    QCOMPARE(issuers, QStringList({ u"Globex"_s, u"Hooli"_s }));
    QVERIFY(ended.json()["skipped"_L1].isArray());
    QCOMPARE(accountCount(home), 3);
}

void AddTest::savesSeveralPictures()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString first =
        qrCode(home, u"1.png"_s, u"otpauth://totp/Globex:bob?secret=MFRGGZDFMZTWQ2LK"_s);
    const QString second =
        qrCode(home, u"2.png"_s, u"otpauth://totp/Hooli:eve?secret=JBSWY3DPEHPK3PXP"_s);
    const support::Ended ended = home.runByKey({ u"add"_s, u"--image"_s, first, second });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out, "Added: Globex (bob)\nAdded: Hooli (eve)\n");
    QCOMPARE(accountCount(home), 3);
}

void AddTest::readsLinksAfterThePassphraseOnStandardInput()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended = home.run({ u"--passphrase-stdin"_s, u"add"_s, u"--uri-stdin"_s },
        "Übung 42\r\n# two accounts\n\notpauth://totp/A?secret=JBSWY3DPEHPK3PXP\n"
        "steam://JBSWY3DPEHPK3PXP\n");
    QCOMPARE(ended.status, 0);
    QCOMPARE(accountCount(home), 3);
}

void AddTest::makesAnAccountByHand_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const char* secret, const char* options,
                         const char* code) {
        QTest::newRow(name) << QByteArray(secret) << QString::fromUtf8(options).split(u' ')
                            << QByteArray(code);
    };
    row("Base32 in groups", "jbsw y3dp ehpk 3pxp\n", "--type totp", "324550\n");
    row("hex, SHA-256, 8 digits", "484f97be3213b117e3a20438e291540a",
        "--type totp --encoding hex --algorithm SHA256 --digits 8", "01463720\n");
    row("hex, SHA-512, 60 s, 10 digits", "484f97be3213b117e3a20438e291540a",
        "--type totp --encoding hex --algorithm sha-512 --digits 10 --period 60", "0205669364\n");
    row("Base64", "SGVsbG8h3q2+7w==", "--type totp --encoding base64", "324550\n");
    row("text, counter", "12345678901234567890", "--type hotp --encoding text --counter 9",
        "520489\n");
    row("Steam", "JBSWY3DPEHPK3PXP", "--type steam", "2KM2P\n");
}

void AddTest::makesAnAccountByHand()
{
    QFETCH(QByteArray, secret);
    QFETCH(QStringList, options);
    const support::CliHome home;
    home.copyGoldenVault();
    const QString file = home.write(u"secret"_s, secret);
    const support::Ended added =
        home.runByKey(QStringList { u"add"_s, u"--manual"_s, u"--issuer"_s, u"Initech"_s,
                          u"--name"_s, u"vpn"_s, u"--secret-file"_s, file }
            + options);
    QCOMPARE(added.err, "");
    QCOMPARE(added.status, 0);
    QStringList words { u"code"_s, u"initech"_s };
    if (!options.contains(u"hotp"_s))
        words << u"--at"_s << u"1700000009"_s;
    QTEST(home.runByKey(words).out, "code");
}

void AddTest::refusesOptionsThatWouldBeLost_data()
{
    QTest::addColumn<QString>("options");
    QTest::newRow("a counter for time-based codes") << u"--manual --type totp --counter 1"_s;
    QTest::newRow("a period for counter-based codes") << u"--manual --type hotp --period 30"_s;
    QTest::newRow("a hash for Steam") << u"--manual --type steam --algorithm SHA256"_s;
    QTest::newRow("an unknown type") << u"--manual --type sms"_s;
    QTest::newRow("an unknown encoding") << u"--manual --type totp --encoding rot13"_s;
    QTest::newRow("an unknown hash") << u"--manual --type totp --algorithm MD5"_s;
    QTest::newRow("two sources") << u"--manual --uri-stdin"_s;
    QTest::newRow("no source") << u"--on-duplicate skip"_s;
    QTest::newRow("a way that is none") << u"--uri-stdin --on-duplicate maybe"_s;
    QTest::newRow("two sources, one of them a display") << u"--uri-stdin --screen"_s;
    QTest::newRow("two displays") << u"--screen --clipboard"_s;
    QTest::newRow("a display and a way that is none") << u"--screen --on-duplicate maybe"_s;
    QTest::newRow("a picture without --image") << u"--uri-stdin code.png"_s;
}

void AddTest::refusesOptionsThatWouldBeLost()
{
    QFETCH(QString, options);
    const support::CliHome home;
    home.copyGoldenVault();
    const QByteArray before = home.read(home.vaultPath());
    const QString secret = home.write(u"secret"_s, "JBSWY3DPEHPK3PXP");
    QStringList words = QStringList(u"add"_s) + options.split(u' ');
    if (options.contains("--manual"_L1))
        words << u"--secret-file"_s << secret << u"--name"_s << u"x"_s;
    QCOMPARE(home.runByKey(words).status, 2);
    QCOMPARE(home.read(home.vaultPath()), before);
}

void AddTest::treatsDuplicatesAsTold_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("member");
    QTest::addColumn<int>("accounts");
    QTest::newRow("asked without a terminal: skip") << QStringList() << u"skipped"_s << 1;
    QTest::newRow("skip") << QStringList { u"--on-duplicate"_s, u"skip"_s } << u"skipped"_s << 1;
    QTest::newRow("keep") << QStringList { u"--on-duplicate"_s, u"keep"_s } << u"added"_s << 2;
    QTest::newRow("replace") << QStringList { u"--on-duplicate"_s, u"replace"_s } << u"replaced"_s
                             << 1;
}

void AddTest::treatsDuplicatesAsTold()
{
    QFETCH(QStringList, options);
    QFETCH(QString, member);
    const support::CliHome home;
    home.copyGoldenVault();
    const QString links = home.write(u"links"_s,
        "otpauth://totp/ACME:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME");
    const support::Ended ended =
        home.runByKey(QStringList { u"add"_s, u"--uri-file"_s, links, u"--json"_s } + options);
    QCOMPARE(ended.status, 0);
    const QJsonArray told = ended.json()[member].toArray();
    QCOMPARE(told.size(), 1);
    if (member == "skipped"_L1) {
        QCOMPARE(told[0]["reason"_L1].toString(), u"duplicate"_s);
        QCOMPARE(told[0]["account"_L1]["id"_L1].toString(), QString(u"ac"_s).repeated(16));
    }
    QTEST(accountCount(home), "accounts");
}

void AddTest::addsAndReplacesInOneStep()
{
    const support::CliHome home;
    home.copyGoldenVault();
    // The account of the vault with longer codes, twice, between two that are new.
    const QString links = home.write(u"links"_s,
        "otpauth://totp/Globex:bob?secret=MFRGGZDFMZTWQ2LK\n"
        "otpauth://totp/ACME:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME&digits=8\n"
        "otpauth://totp/ACME:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME&digits=8\n"
        "otpauth://totp/Hooli:eve?secret=JBSWY3DPEHPK3PXP\n");
    const support::Ended ended = home.runByKey(
        { u"add"_s, u"--uri-file"_s, links, u"--on-duplicate"_s, u"replace"_s, u"--json"_s });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.json()["added"_L1].toArray().size(), 2);
    QCOMPARE(ended.json()["added"_L1][1]["issuer"_L1].toString(), u"Hooli"_s);
    QCOMPARE(ended.json()["replaced"_L1].toArray().size(), 1);
    QCOMPARE(ended.json()["replaced"_L1][0]["digits"_L1].toInt(), 8);
    QCOMPARE(ended.json()["skipped"_L1].toArray().size(), 1);
    QCOMPARE(accountCount(home), 3);

    const support::Ended undone = home.runByKey({ u"undo"_s, u"--json"_s });
    QCOMPARE(undone.json()["accounts"_L1].toArray().size(), 3);
    const QJsonArray left =
        home.runByKey({ u"list"_s, u"--json"_s }).json()["accounts"_L1].toArray();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left[0]["digits"_L1].toInt(), 6);
    QCOMPARE(home.runByKey({ u"undo"_s }).status, 5);
}

void AddTest::callsAReplacementByItsName()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString links = home.write(u"links"_s,
        "otpauth://totp/ACME:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME&digits=8");
    QCOMPARE(home.runByKey({ u"add"_s, u"--uri-file"_s, links, u"--on-duplicate"_s, u"replace"_s })
                 .status,
        0);
    QCOMPARE(
        home.runByKey({ u"undo"_s, u"--json"_s }).json()["undone"_L1].toString(), u"replace"_s);
}

void AddTest::skipsWhatComesTwice()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const support::Ended ended =
        home.run({ u"--passphrase-stdin"_s, u"add"_s, u"--uri-stdin"_s, u"--json"_s },
            "Übung 42\notpauth://totp/A?secret=JBSWY3DPEHPK3PXP\n"
            "otpauth://totp/A?secret=jbswy3dpehpk3pxp\n");
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.json()["added"_L1].toArray().size(), 1);
    QCOMPARE(ended.json()["skipped"_L1].toArray().size(), 1);
    QCOMPARE(accountCount(home), 2);
}

void AddTest::endsAnActivationWithTheNextStep_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("kind");
    QTest::newRow("Microsoft's push code")
        << QByteArray("phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fx.example")
        << u"unsupported"_s;
    QTest::newRow("tiqr sign-in") << QByteArray(
        "tiqrauth://service.example/session/challenge/Service/2")
                                  << u"signin"_s;
    QTest::newRow("Duo activation")
        << QByteArray("duo://ABCDEFGHIJKLMNOPQRST-YXBpLTEyMzQuZHVvc2VjdXJpdHkuY29t")
        << u"activation"_s;
}

void AddTest::endsAnActivationWithTheNextStep()
{
    QFETCH(QByteArray, text);
    const support::CliHome home;
    home.copyGoldenVault();
    const QByteArray before = home.read(home.vaultPath());
    const QString links = home.write(u"links"_s, text);
    const support::Ended ended = home.runByKey({ u"add"_s, u"--uri-file"_s, links, u"--json"_s });
    QCOMPARE(ended.status, 8);
    QCOMPARE(ended.error(u"code"_s), u"unsupported"_s);
    QTEST(ended.error(u"kind"_s), "kind");
    QVERIFY(!ended.error(u"next"_s).isEmpty());
    QCOMPARE(home.read(home.vaultPath()), before);
}

void AddTest::savesNothingIfOneLineIsBroken()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QByteArray before = home.read(home.vaultPath());
    const QString links = home.write(u"links"_s,
        "otpauth://totp/A?secret=JBSWY3DPEHPK3PXP\notpauth://totp/B?secret=JBSWY3DP&digits=99\n");
    const support::Ended ended = home.runByKey({ u"add"_s, u"--uri-file"_s, links });
    QCOMPARE(ended.status, 1);
    QVERIFY(ended.err.contains("Line 2"));
    QVERIFY(ended.err.contains("digits"));
    QCOMPARE(home.read(home.vaultPath()), before);
}

void AddTest::tellsOfMissingPartsOfAnExport()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString links = home.write(u"links"_s,
        "otpauth-migration://offline?data=CjgKIDVmMWQ5YTBjM2JlODQ3MjZhMWYwYzRkMmU4Yjc5NjM1EgN2cG4a"
        "B0luaXRlY2ggASgBMAE4KhABGAIgASj50rT%2F%2F%2F%2F%2F%2F%2F8B");
    const support::Ended ended = home.runByKey({ u"add"_s, u"--uri-file"_s, links });
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out, "Added: Initech (vpn)\n");
    QVERIFY(ended.err.contains("1 of 2 parts"));
}

void AddTest::tellsWhatOfAnExportIsLeftOut()
{
    const support::CliHome home;
    home.copyGoldenVault();
    // Globex (bob) with HMAC-MD5, Hooli (eve) without a secret.
    const QString none = home.write(u"none"_s,
        "otpauth-migration://offline?data=Ch8KCjEyMzQ1Njc4OTASA2JvYhoGR2xvYmV4IAQoATACChQKABIDZXZl"
        "GgVIb29saSABKAEwAg==");
    const support::Ended nothing = home.runByKey({ u"add"_s, u"--uri-file"_s, none, u"--json"_s });
    QCOMPARE(nothing.status, 1);
    QVERIFY(nothing.error(u"message"_s).contains(u"Globex (bob)"_s));
    QVERIFY(nothing.error(u"message"_s).contains(u"MD5"_s));
    QVERIFY(nothing.error(u"message"_s).contains(u"Hooli (eve)"_s));
    QVERIFY(!nothing.error(u"next"_s).isEmpty());

    // Globex (bob) with HMAC-MD5, ACME (alice).
    const QString some = home.write(u"some"_s,
        "otpauth-migration://offline?data=Ch8KCjEyMzQ1Njc4OTASA2JvYhoGR2xvYmV4IAQoATACCh8KCjEyMzQ1"
        "Njc4OTASBWFsaWNlGgRBQ01FIAEoATACGAIgASgH");
    const support::Ended one = home.runByKey({ u"add"_s, u"--uri-file"_s, some, u"--json"_s });
    QCOMPARE(one.status, 0);
    QCOMPARE(one.json()["added"_L1].toArray().size(), 1);
    const QJsonArray left = one.json()["left"_L1].toArray();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left[0]["account"_L1]["issuer"_L1].toString(), u"Globex"_s);
    QVERIFY(left[0]["reason"_L1].toString().contains(u"MD5"_s));
    QVERIFY(one.err.contains("Globex (bob) is left out."));
}

void AddTest::tellsAboutCodesThatAreNoAccounts()
{
    const support::CliHome home;
    home.copyGoldenVault();
    const QString otp =
        qrCode(home, u"1.png"_s, u"otpauth://totp/Globex:bob?secret=MFRGGZDFMZTWQ2LK"_s);
    const QString wifi = qrCode(home, u"2.png"_s, u"WIFI:T:WPA;S:net;P:pass;;"_s);
    const support::Ended both = home.runByKey({ u"add"_s, u"--image"_s, otp, wifi });
    QCOMPARE(both.status, 0);
    QVERIFY(both.err.contains("not an authenticator code"));
    QCOMPARE(accountCount(home), 2);
    const support::Ended alone = home.runByKey({ u"add"_s, u"--image"_s, wifi, u"--json"_s });
    QCOMPARE(alone.status, 5);
    QCOMPARE(alone.error(u"code"_s), u"not-found"_s);
}

QTEST_MAIN(AddTest)
#include "add_test.moc"
