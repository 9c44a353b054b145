// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/json.h"
#include "core/desk/okta/factor.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using desk::okta::Factor;
using desk::okta::FactorKind;
using desk::okta::FactorStatus;
using desk::okta::readFactor;
using desk::okta::readFactors;

namespace {

constexpr auto Own = "https://acme.example.com/api/v1/users/00uTESTUSER000000001/factors/"
                     "opfTESTPUSH000000001";

std::string linkTo(const std::string& relation, const std::string& address)
{
    return "\"" + relation + "\":{\"href\":\"" + address + "\"}";
}

std::string factor(const std::string& members)
{
    return R"({"id":"opfTESTPUSH000000001","factorType":"push","provider":"OKTA",)" + members + "}";
}

std::string codes(const std::string& activation, const std::string& more = "")
{
    return R"({"id":"uft1","factorType":"token:software:totp","provider":"GOOGLE",)"
           R"("status":"PENDING_ACTIVATION","_embedded":{"activation":{)"
        + activation + "}" + more + "}}";
}

base::Result<Factor> factorIn(const std::string& body)
{
    return readFactor(std::string_view(body));
}

std::string textOf(const crypto::WipedBytes& bytes)
{
    return std::string(base::textOf(bytes));
}

} // namespace

class DeskFactorTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anActivationNeedsNoResult()
    {
        const auto read = factorIn(factor(R"("status":"PENDING_ACTIVATION","_links":{)"
            + linkTo("poll", std::string(Own) + "/lifecycle/activate/poll")
            + R"(},"_embedded":{"activation":{"expiresAt":"2025-10-09T08:40:00.000Z"}})"));
        QVERIFY(read);
        QVERIFY(read->status == FactorStatus::Pending);
        QVERIFY(read->activation);
        QVERIFY(read->activation->result == desk::okta::FactorResult::Waiting);
        QVERIFY(read->activation->expires == base::fromUnixSeconds(1'759'999'200));
    }

    void aProfileMayBeEmptyAndTheVendorUntold()
    {
        const auto read = factorIn(factor(R"("status":"PENDING_ACTIVATION","profile":{})"));
        QVERIFY(read);
        QVERIFY(read->account.isEmpty());
        QVERIFY(read->device.isEmpty());
        QCOMPARE(read->vendor, QStringLiteral("OKTA"));
        QVERIFY(!read->activation);
    }

    void aNameKeepsItsLettersAndLosesWhatDeceives_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QString>("shown");
        QTest::newRow("beyond ASCII")
            << QByteArray("Example\xE2\x80\x99s iPhone") << QStringLiteral("Example\u2019s iPhone");
        QTest::newRow("turned round")
            << QByteArray("\\u202Etxt.exe") << QStringLiteral("\\u{202E}txt.exe");
        QTest::newRow("with a line break") << QByteArray("a\\nb") << QStringLiteral("a\\u{A}b");
    }
    void aNameKeepsItsLettersAndLosesWhatDeceives()
    {
        QFETCH(QByteArray, written);
        const auto read =
            factorIn(factor("\"status\":\"ACTIVE\",\"profile\":{\"locale\":\"en_US\",\"name\":\""
                + written.toStdString() + "\"}"));
        QVERIFY(read);
        QTEST(read->device, "shown");
    }

    /// `x5c` is a bare public key there, whatever its name says.
    void aKeyThatIsNoCertificateIsNoTrouble()
    {
        const auto read =
            factorIn(factor(R"("status":"ACTIVE","profile":{"credentialId":)"
                            R"("rin@acme.example.com","keys":[{"kty":"PKIX","use":"sig",)"
                            R"("kid":"default","x5c":["MFkwEwYHKoZIzj0CAQ"]}]})"));
        QVERIFY(read);
        QCOMPARE(read->account, QStringLiteral("rin@acme.example.com"));
    }

    void theParametersOfCodesHaveSeveralSpellings_data()
    {
        QTest::addColumn<QByteArray>("activation");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<int>("period");
        QTest::addColumn<int>("digits");
        const QByteArray ten = "abcdefghij";
        QTest::newRow("numbers as texts, the secret's own length, capitals") << QByteArray(
            R"("timeStep":"30","sharedSecret":"MFRGGZDFMZTWQ2LK",)"
            R"("encoding":"BASE32","keyLength":16)") << ten << 30 << 6;
        QTest::newRow("17 characters, whose last bits stand for nothing")
            << QByteArray(R"("timeStep":30,"sharedSecret":"NB2HI4DTHIXS633LR",)"
                          R"("encoding":"base32","keyLength":6)")
            << QByteArray("https://ok") << 30 << 6;
        QTest::newRow("eight digits and a minute")
            << QByteArray(R"("timeStep":60,"sharedSecret":"MFRGGZDFMZTWQ2LK","keyLength":"8")")
            << ten << 60 << 8;
        QTest::newRow("ten digits")
            << QByteArray(R"("sharedSecret":"MFRGGZDFMZTWQ2LK","keyLength":10)") << ten << 30 << 10;
        QTest::newRow("Base64") << QByteArray(
            R"("timeStep":30,"sharedSecret":"YWJjZGVmZ2hpag==","encoding":"Base64")")
                                << ten << 30 << 6;
        QTest::newRow("absurd numbers") << QByteArray(
            R"("timeStep":-5,"sharedSecret":"MFRGGZDFMZTWQ2LK","keyLength":4000000000)")
                                        << ten << 30 << 6;
        QTest::newRow("a year") << QByteArray(
            R"("timeStep":31536000,"sharedSecret":"MFRGGZDFMZTWQ2LK")")
                                << ten << 30 << 6;
    }
    void theParametersOfCodesHaveSeveralSpellings()
    {
        QFETCH(QByteArray, activation);
        QFETCH(QByteArray, secret);
        const auto read = factorIn(codes(activation.toStdString()));
        QVERIFY(read && read->activation && read->activation->codes);
        QCOMPARE(std::string(read->activation->codes->secret.text()), secret.toStdString());
        QTEST(read->activation->codes->period, "period");
        QTEST(read->activation->codes->digits, "digits");
    }

    void aSecretThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("activation");
        QTest::newRow("unknown encoding")
            << QByteArray(R"("sharedSecret":"MFRGGZDF","encoding":"rot13")");
        QTest::newRow("no Base32") << QByteArray(R"("sharedSecret":"01890189")");
        QTest::newRow("no Base64") << QByteArray(R"("sharedSecret":"a","encoding":"base64")");
        QTest::newRow("too long") << QByteArray(
            "\"sharedSecret\":\"" + QByteArray(1025, 'A') + "\"");
    }
    void aSecretThatIsNoneIsRefused()
    {
        QFETCH(QByteArray, activation);
        const auto read = factorIn(codes(activation.toStdString()));
        QVERIFY(!read);
        QVERIFY(read.error().code == base::ErrorCode::NotUnderstood);
    }

    void thePictureHasThreePlaces_data()
    {
        QTest::addColumn<QByteArray>("body");
        const std::string picture =
            "\"_links\":{" + linkTo("qrcode", "https://acme.example.com/qr/1") + "}";
        const std::string list =
            "\"_links\":{\"qrcode\":[{\"href\":\"https://acme.example.com/qr/1\"}]}";
        const auto row = [](const char* name, const std::string& body) {
            QTest::newRow(name) << QByteArray::fromStdString(body);
        };
        row("with the activation", codes(picture));
        row("in a list", codes(list));
        row("beside the activation", codes("\"timeStep\":30", "," + picture));
        row("with the factor",
            factor("\"_embedded\":{\"activation\":{\"factorResult\":\"WAITING\"}}," + picture));
    }
    void thePictureHasThreePlaces()
    {
        QFETCH(QByteArray, body);
        const auto read = factorIn(body.toStdString());
        QVERIFY(read && read->activation);
        QCOMPARE(textOf(read->activation->picture), std::string("https://acme.example.com/qr/1"));
    }

    void thePollHasTwoPlaces()
    {
        const std::string poll = linkTo("poll", std::string(Own) + "/lifecycle/activate/poll");
        for (const std::string& body : { factor("\"_links\":{" + poll + "}"),
                 factor("\"_embedded\":{\"activation\":{\"_links\":{" + poll + "}}}") }) {
            const auto read = factorIn(body);
            QVERIFY(read && read->activation);
            QCOMPARE(read->activation->poll, std::string(Own) + "/lifecycle/activate/poll");
        }
    }

    void theCodeOfAFactorGoesToItsActivateLink()
    {
        const auto read = factorIn(
            R"({"id":"uft1","factorType":"token:software:totp","provider":"GOOGLE",)"
            R"("status":"PENDING_ACTIVATION","_embedded":{"activation":{"timeStep":30}},"_links":{)"
            + linkTo("activate", "https://acme.example.com/a") + "}}");
        QVERIFY(read && read->activation);
        QCOMPARE(read->activation->restart, std::string("https://acme.example.com/a"));
        QVERIFY(!read->activation->codes);
    }

    /// Proved in the request that enrolled it: who waits for an activation waits for ever.
    void aTokenThatCameWithItsCodeIsActiveAtOnce_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("provider");
        QTest::newRow("Symantec") << QByteArray("token") << QByteArray("SYMANTEC");
        QTest::newRow("RSA") << QByteArray("token") << QByteArray("RSA");
        QTest::newRow("YubiKey") << QByteArray("token:hardware") << QByteArray("YUBICO");
    }
    void aTokenThatCameWithItsCodeIsActiveAtOnce()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, provider);
        const auto read =
            factorIn("{\"id\":\"f1\",\"factorType\":\"" + type.toStdString() + "\",\"provider\":\""
                + provider.toStdString() + "\",\"status\":\"ACTIVE\",\"_links\":{"
                + linkTo("verify", "https://acme.example.com/v") + "}}");
        QVERIFY(read);
        QVERIFY(read->status == FactorStatus::Active);
        QVERIFY(!read->activation);
        QCOMPARE(read->verify, std::string("https://acme.example.com/v"));
    }

    void everyStatusHasItsWord_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<int>("status");
        const auto row = [](const char* word, FactorStatus status) {
            QTest::newRow(word) << QByteArray(word) << int(status);
        };
        row("NOT_SETUP", FactorStatus::NotSetUp);
        row("PENDING_ACTIVATION", FactorStatus::Pending);
        row("ENROLLED", FactorStatus::Enrolled);
        row("ACTIVE", FactorStatus::Active);
        row("INACTIVE", FactorStatus::Inactive);
        row("EXPIRED", FactorStatus::Expired);
        row("DISABLED", FactorStatus::Disabled);
        row("SOMETHING_NEW", FactorStatus::Untold);
    }
    void everyStatusHasItsWord()
    {
        QFETCH(QByteArray, word);
        const auto read = factorIn(factor("\"status\":\"" + word.toStdString() + "\""));
        QVERIFY(read);
        QTEST(int(read->status), "status");
    }

    void aListKeepsWhatItUnderstands()
    {
        const auto list = readFactors(
            R"([{"factorType":"push","provider":"OKTA","status":"NOT_SETUP"},7,null,{"id":"x"},)"
            R"({"id":"1","factorType":"claims_provider","provider":"CUSTOM","status":"ACTIVE"}])");
        QVERIFY(list);
        QCOMPARE(list->size(), std::size_t { 2 });
        QVERIFY(list->front().id.empty());
        QVERIFY(list->back().kind == (FactorKind { "claims_provider", "CUSTOM" }));
    }

    void aListHasABound()
    {
        std::string body = "[";
        for (int i = 0; i < 201; ++i)
            body += (i == 0 ? "" : ",") + std::string(R"({"factorType":"sms"})");
        const auto list = readFactors(body + "]");
        QVERIFY(list);
        QCOMPARE(list->size(), std::size_t { 200 });
    }

    void whatIsNoFactorIsNotUnderstood()
    {
        for (const char* body : { "", "null", "[]", "{}", "{\"factorType\":7}", "<html>" })
            QVERIFY(!factorIn(body));
        for (const char* body : { "", "{}", "null", "[", "<html>" })
            QVERIFY(!readFactors(body));
    }

    /// Deleting push deletes FastPass and the vendor's codes, and nothing else.
    void pushDoesNotGoAlone()
    {
        const auto list =
            readFactors(R"([)"
                        R"({"id":"p","factorType":"push","provider":"OKTA"},)"
                        R"({"id":"n","factorType":"signed_nonce","provider":"OKTA"},)"
                        R"({"id":"o","factorType":"token:software:totp","provider":"OKTA"},)"
                        R"({"id":"g","factorType":"token:software:totp","provider":"GOOGLE"},)"
                        R"({"id":"s","factorType":"sms","provider":"OKTA"},)"
                        R"({"factorType":"push","provider":"OKTA","status":"NOT_SETUP"}])");
        QVERIFY(list);
        const std::vector<std::string> app { "p", "n", "o" };
        QVERIFY(desk::okta::removedWith(*list, list->at(0)) == app);
        QVERIFY(desk::okta::removedWith(*list, list->at(1)) == app);
        for (const std::size_t alone : { 2U, 3U, 4U })
            QVERIFY(desk::okta::removedWith(*list, list->at(alone))
                == std::vector { list->at(alone).id });
    }
};

QTEST_GUILESS_MAIN(DeskFactorTest)
#include "factor_test.moc"
