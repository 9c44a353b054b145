// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/client_tokens.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_scene.h"
#include "tests/support/okta_vectors.h"

#include <QTest>

using push::okta::MaintenanceScope;
using push::okta::readAccessToken;
namespace vectors = support::okta;

namespace {

push::okta::TokenStamp stamp(const char* id)
{
    return { base::fromUnixSeconds(1'760'000'012), id };
}

std::string signingInput(const std::string& token)
{
    return token.substr(0, token.rfind('.'));
}

} // namespace

class OktaClientTokensTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void signsAnUpdateAsTheVectorDoes()
    {
        const crypto::SecretBytes key = vectors::scalar(vectors::PossessionKey);
        const auto token = push::okta::updateToken(vectors::vectorEnrolment(),
            { push::okta::KeyKind::Ec, vectors::PossessionKeyId, key.view() },
            stamp("6B0B2C6E-7C8A-4B1B-9C1F-1F7C4B8E0A14"));
        QVERIFY(token);
        QCOMPARE(signingInput(*token), signingInput(vectors::UpdateToken));
    }

    void asksForAMaintenanceTokenAsTheVectorDoes()
    {
        const crypto::SecretBytes key = vectors::scalar(vectors::PossessionKey);
        const auto form = push::okta::maintenanceRequest(vectors::vectorEnrolment(),
            { MaintenanceScope::Read, MaintenanceScope::Manage },
            { push::okta::KeyKind::Ec, vectors::PossessionKeyId, key.view() },
            stamp("6B0B2C6E-7C8A-4B1B-9C1F-1F7C4B8E0A15"));
        QVERIFY(form);
        QCOMPARE(signingInput(*form),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
            "&client_id=0oaTESTCLIENT0000001"
            "&scope=okta.myAccount.appAuthenticator.maintenance.read"
            "%20okta.myAccount.appAuthenticator.maintenance.manage&assertion="
                + signingInput(vectors::MaintenanceAssertion));
    }

    void aRequestForNothingIsNotMade()
    {
        const crypto::SecretBytes key = vectors::scalar(vectors::PossessionKey);
        const push::okta::SigningKey signer { push::okta::KeyKind::Ec, "k", key.view() };
        push::okta::Enrolment enrolment = vectors::vectorEnrolment();
        QVERIFY(!push::okta::maintenanceRequest(enrolment, {}, signer, stamp("x")));
        enrolment.clientId.clear();
        QVERIFY(!push::okta::maintenanceRequest(
            enrolment, { MaintenanceScope::Read }, signer, stamp("x")));
    }

    void attestsAKnownDevice()
    {
        const crypto::SecretBytes key = vectors::scalar(vectors::PossessionKey);
        const auto token = push::okta::attestationToken(vectors::vectorEnrolment(),
            { push::okta::KeyKind::Ec, "C6A1", key.view() }, stamp("x"));
        QVERIFY(token);
        const auto read = push::okta::Jws::read(*token);
        QVERIFY(read);
        QVERIFY(read->header().member("typ"));
        QCOMPARE(read->type(), std::string());
        QCOMPARE(read->keyId(), std::string("C6A1"));
        QCOMPARE(base::json::textOf(read->claims(), "iss"), std::string("cliTESTCLIENT0000001"));
        QCOMPARE(
            base::json::textOf(read->claims(), "aud"), std::string("https://acme.example.com"));
        QCOMPARE(base::json::textOf(read->claims(), "sub"), std::string("guoTESTDEVICE0000001"));
    }

    void readsAccessTokens()
    {
        const auto whole = readAccessToken(
            R"({"access_token":"ab\u0063","token_type":"Bearer","expires_in":3600,"scope":"s"})");
        QVERIFY(whole);
        QCOMPARE(whole->token.text(), std::string_view("abc"));
        QVERIFY(whole->lifetime == std::chrono::seconds(3600));
        QCOMPARE(whole->scope, std::string("s"));
        const base::Time now = base::fromUnixSeconds(1000);
        QVERIFY(push::okta::renewalOf(*whole, now) == base::fromUnixSeconds(4540));
        const auto least = readAccessToken(R"({"access_token":"x","token_type":"bearer"})");
        QVERIFY(least && !least->lifetime && least->scope.empty());
        QVERIFY(!push::okta::renewalOf(*least, now));
        const auto absurd = readAccessToken(
            R"({"access_token":"x","token_type":"bearer","expires_in":9223372036854775807})");
        QVERIFY(absurd && !absurd->lifetime);
    }

    void otherRepliesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char* const body :
            { "", "[]", "{}", R"({"access_token":"","token_type":"Bearer"})",
                R"({"access_token":1,"token_type":"Bearer"})", R"({"access_token":"x"})",
                R"({"access_token":"x","token_type":"DPoP"})",
                R"({"access_token":"x\r\nHost: y","token_type":"Bearer"})",
                R"({"access_token":"x y","token_type":"Bearer"})",
                R"({"access_token":"x","access_token":"y","token_type":"Bearer"})" })
            QTest::addRow("%s", body) << QByteArray(body);
    }
    void otherRepliesAreRefused()
    {
        QFETCH(QByteArray, body);
        const auto token = readAccessToken(body.toStdString());
        QVERIFY(!token);
        QCOMPARE(token.error().code, base::ErrorCode::NotUnderstood);
    }
};

QTEST_GUILESS_MAIN(OktaClientTokensTest)
#include "client_tokens_test.moc"
