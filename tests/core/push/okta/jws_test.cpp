// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/jws.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/okta_scene.h"
#include "tests/support/okta_vectors.h"

#include <QRegularExpression>
#include <QTest>

using push::okta::Jws;
namespace vectors = support::okta;

namespace {

/// Header and claims without any meaning, and some signature.
std::string token(const QByteArray& header, const QByteArray& claims)
{
    return vectors::organisation().sign(header, claims);
}

push::okta::TokenStamp stamp()
{
    return { base::fromUnixSeconds(1'760'000'012), "6B0B2C6E-7C8A-4B1B-9C1F-1F7C4B8E0A11" };
}

} // namespace

class JwsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsAndVerifiesTheVectors_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("17.4") << QByteArray(vectors::LoginChallenge);
        QTest::newRow("17.5") << QByteArray(vectors::CibaChallenge);
        QTest::newRow("17.7") << QByteArray(vectors::NumberChallenge);
    }
    void readsAndVerifiesTheVectors()
    {
        QFETCH(QByteArray, text);
        const auto jws = Jws::read(text.toStdString());
        QVERIFY(jws);
        QCOMPARE(jws->algorithm(), std::string("RS256"));
        QCOMPARE(jws->type(), std::string("okta-pushbind+jwt"));
        QCOMPARE(jws->keyId(), std::string(vectors::OrganisationKeyId));
        QVERIFY(jws->isSignedWithRsa());
        QVERIFY(jws->isSignedBy(vectors::vectorKey()));
        QVERIFY(!jws->isSignedBy(vectors::organisation().publicKey()));
        QCOMPARE(base::json::textOf(jws->claims(), "nonce"), std::string("Zk3vQ9pL1sT8aX2wB6uY"));
    }

    void verifiesTheTokensOfDevices_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("keyId");
        const auto possession = [](const char* name, const char* text) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(vectors::PossessionKey)
                                << QByteArray(vectors::PossessionKeyId);
        };
        possession("approval", vectors::ApproveAnswer);
        possession("denial", vectors::DenyAnswer);
        possession("update", vectors::UpdateToken);
        possession("maintenance", vectors::MaintenanceAssertion);
        QTest::newRow("approval with verification")
            << QByteArray(vectors::VerifiedAnswer) << QByteArray(vectors::VerificationKey)
            << QByteArray(vectors::VerificationKeyId);
    }
    void verifiesTheTokensOfDevices()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, keyId);
        const auto jws = Jws::read(text.toStdString());
        const auto publicKey = crypto::ecPublicKey(vectors::scalar(key.constData()).view());
        QVERIFY(jws && publicKey);
        QCOMPARE(jws->algorithm(), std::string("ES256"));
        QCOMPARE(jws->keyId(), keyId.toStdString());
        QVERIFY(jws->isSignedBy(*publicKey));
        QVERIFY(!jws->isSignedWithRsa());
        QVERIFY(!jws->isSignedBy(vectors::vectorKey()));
    }

    void everyChangedByteIsRefused()
    {
        const std::string text = vectors::LoginChallenge;
        for (std::size_t i = 0; i < text.size(); i += 7) {
            std::string changed = text;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            const auto jws = Jws::read(changed);
            QVERIFY2(
                !jws || !jws->isSignedBy(vectors::vectorKey()), qPrintable(QString::number(i)));
        }
    }

    void everyBeginningIsRefused()
    {
        const std::string text = vectors::LoginChallenge;
        for (std::size_t size = 0; size < text.size(); ++size) {
            const auto jws = Jws::read(text.substr(0, size));
            QVERIFY(!jws || !jws->isSignedBy(vectors::vectorKey()));
        }
    }

    void otherSpellingsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good = vectors::LoginChallenge;
        const QByteArrayList parts = good.split('.');
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("two parts") << parts[0] + '.' + parts[1];
        QTest::newRow("four parts") << good + ".AAAA";
        QTest::newRow("five parts") << good + "..";
        QTest::newRow("dots") << QByteArray("..");
        QTest::newRow("padding") << good + "==";
        QTest::newRow("line break at the end") << good + "\n";
        QTest::newRow("blank at the start") << " " + good;
        QTest::newRow("standard alphabet") << QByteArray(good).replace('_', '/');
        QTest::newRow("header is a list") << QByteArray::fromStdString(token("[]", "{}"));
        QTest::newRow("claims are a text") << QByteArray::fromStdString(token("{}", "\"x\""));
        QTest::newRow("claims are no JSON") << QByteArray::fromStdString(token("{}", "{"));
        QTest::newRow("claims are not UTF-8")
            << QByteArray::fromStdString(token("{}", "{\"a\":\"\xff\"}"));
        QTest::newRow("duplicate in the header")
            << QByteArray::fromStdString(token(R"({"alg":"RS256","alg":"none"})", "{}"));
        QTest::newRow("duplicate in the claims")
            << QByteArray::fromStdString(token("{}", R"({"nonce":"a","nonce":"b"})"));
        QTest::newRow("deep claims") << QByteArray::fromStdString(
            token("{}", "{\"a\":" + QByteArray(20, '[') + QByteArray(20, ']') + "}"));
    }
    void otherSpellingsAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!Jws::read(text.toStdString()));
    }

    void sizesAreBounded()
    {
        const auto tokenWith = [](qsizetype filler) {
            return token("{}", "{\"a\":\"" + QByteArray(filler, 'x') + "\"}");
        };
        QVERIFY(Jws::read(tokenWith(11'000)));
        const auto large = Jws::read(tokenWith(12'100));
        QVERIFY(!large);
        QCOMPARE(large.error().code, base::ErrorCode::TooLarge);
        QVERIFY(!Jws::read(std::string(std::size_t { 1 } << 20, 'A')));
    }

    void staysWholeWhenMoved()
    {
        auto read = Jws::read(token(R"({"alg":"RS256"})", "{}"));
        QVERIFY(read);
        const Jws moved = std::move(*read);
        QCOMPARE(moved.algorithm(), std::string("RS256"));
        QVERIFY(moved.isSignedBy(vectors::organisation().publicKey()));
    }

    void onlyThreeAlgorithmsAreAnOrganisations_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("isRsa");
        QTest::newRow("RS256") << QByteArray(R"({"alg":"RS256"})") << true;
        QTest::newRow("RS384") << QByteArray(R"({"alg":"RS384"})") << true;
        QTest::newRow("RS512") << QByteArray(R"({"alg":"RS512"})") << true;
        for (const char* const alg : { "none", "None", "", "HS256", "HS384", "HS512", "ES256",
                 "PS256", "rs256", "RS1", "RS256 " })
            QTest::addRow("\"%s\"", alg) << QByteArray(R"({"alg":")") + alg + "\"}" << false;
        QTest::newRow("number") << QByteArray(R"({"alg":256})") << false;
        QTest::newRow("list") << QByteArray(R"({"alg":["RS256"]})") << false;
        QTest::newRow("none stated") << QByteArray("{}") << false;
    }
    void onlyThreeAlgorithmsAreAnOrganisations()
    {
        QFETCH(QByteArray, header);
        QFETCH(bool, isRsa);
        const auto jws = Jws::read(token(header, "{}"));
        QVERIFY(jws);
        QCOMPARE(jws->isSignedWithRsa(), isRsa);
        // Each is signed with RS256; saying something else makes it another token.
        QCOMPARE(jws->isSignedBy(vectors::organisation().publicKey()), jws->algorithm() == "RS256");
    }

    void signsWithEitherKindOfKey()
    {
        base::json::Writer claims =
            push::okta::beginClaims({ "issuer", "audience", "subject" }, stamp());
        claims.endObject();
        QCOMPARE(claims.written(),
            std::string(R"({"iss":"issuer","aud":"audience","sub":"subject","iat":1760000012,)"
                        R"("exp":1760000312,"nbf":1759999712,)"
                        R"("jti":"6B0B2C6E-7C8A-4B1B-9C1F-1F7C4B8E0A11"})"));
        const crypto::SecretBytes scalar = vectors::scalar(vectors::PossessionKey);
        const auto point = crypto::ecPublicKey(scalar.view());
        const auto ec =
            push::okta::signToken({ push::okta::KeyKind::Ec, "k", scalar.view() }, "JWT", claims);
        QVERIFY(ec && point);
        const auto ecRead = Jws::read(*ec);
        QVERIFY(ecRead && ecRead->isSignedBy(*point));
        QCOMPARE(ecRead->keyId(), std::string("k"));
        const auto pair = crypto::generateRsaKey(2048);
        QVERIFY(pair);
        const auto rsa = push::okta::signToken(
            { push::okta::KeyKind::Rsa, "k", pair->privateKey.view() }, "JWT", claims);
        QVERIFY(rsa);
        const auto rsaRead = Jws::read(*rsa);
        QVERIFY(rsaRead && rsaRead->isSignedBy(pair->publicKey));
        QCOMPARE(rsaRead->algorithm(), std::string("RS256"));
        QVERIFY(!push::okta::signToken({ push::okta::KeyKind::Ec, "k", {} }, "JWT", claims));
    }

    void uuidsAreRandomAndInCapitals()
    {
        crypto::SystemRandom random;
        const auto one = push::okta::newUuid(random);
        const auto other = push::okta::newUuid(random);
        QVERIFY(one && other && *one != *other);
        const QRegularExpression shape(QStringLiteral(
            "^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$"));
        QVERIFY(shape.match(QString::fromStdString(*one)).hasMatch());
        support::FixedRandom failing;
        failing.failing = true;
        QVERIFY(!push::okta::newUuid(failing));
    }
};

QTEST_GUILESS_MAIN(JwsTest)
#include "jws_test.moc"
