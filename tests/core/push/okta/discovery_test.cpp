// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/discovery.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using push::okta::Pipeline;
using push::okta::readAuthenticators;
using push::okta::readConfiguration;
using push::okta::readOpenIdConfiguration;
using push::okta::readOrganisation;

namespace {

std::string configuration(const std::string& settings, const std::string& methods)
{
    return "[{\"authenticatorId\":\"autTESTAUTH000000001\",\"orgId\":\"00oTESTORG0000000001\","
           "\"key\":\"custom_app\",\"name\":\"Acme Approvals\",\"type\":\"app\","
           "\"createdDate\":\"Tue Dec 03 18:39:46 UTC 2019\",\"settings\":"
        + settings + ",\"supportedMethods\":" + methods
        + ",\"appAuthenticatorEnrollEndpoint\":"
          "\"https://acme.example.com/idp/myaccount/app-authenticators\"}]";
}

std::string pushMethod(const std::string& settings)
{
    return "[{\"type\":\"push\",\"status\":\"ACTIVE\",\"settings\":" + settings + "}]";
}

} // namespace

class OktaDiscoveryTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsTheOrganisation()
    {
        const auto organisation =
            readOrganisation("{\"id\":\"00oTESTORG0000000001\",\"pipeline\":\"idx\",\"_links\":{"
                             "\"organization\":{\"href\":\"https://ACME.okta.example/\"},"
                             "\"alternate\":{\"href\":\"https://acme.example.com\"}},\"new\":1}"
                             " \n");
        QVERIFY(organisation);
        QCOMPARE(organisation->id, std::string("00oTESTORG0000000001"));
        QVERIFY(organisation->pipeline == Pipeline::IdentityEngine);
        QCOMPARE(organisation->canonical, std::string("https://acme.okta.example"));
        QCOMPARE(organisation->alternate, std::string("https://acme.example.com"));
    }

    void theOtherOriginIsTheOneThatWasNotAsked()
    {
        push::okta::Organisation organisation;
        organisation.canonical = "https://acme.okta.example";
        QCOMPARE(push::okta::otherOrigin(organisation, "https://acme.okta.example"), std::string());
        organisation.alternate = "https://acme.example.com";
        QCOMPARE(push::okta::otherOrigin(organisation, "https://acme.okta.example"),
            std::string("https://acme.example.com"));
        QCOMPARE(push::okta::otherOrigin(organisation, "https://acme.example.com"),
            std::string("https://acme.okta.example"));
        QCOMPARE(push::okta::otherOrigin({}, "https://acme.example.com"), std::string());
    }

    void anOrganisationNeedsAnIdAlone()
    {
        const auto least = readOrganisation("{\"id\":\"x\"}");
        QVERIFY(least && least->alternate.empty() && least->pipeline == Pipeline::Other);
        const auto classic = readOrganisation("{\"id\":\"x\",\"pipeline\":\"v1\",\"_links\":{"
                                              "\"alternate\":{\"href\":\"http://evil.example\"}}}");
        QVERIFY(classic && classic->alternate.empty() && classic->pipeline == Pipeline::Classic);
        for (const char* const body : { "", "{}", "[]", "{\"id\":1}", "{\"id\":\"\"}" })
            QVERIFY(!readOrganisation(body));
    }

    void readsTheConfiguration()
    {
        const auto authenticator = readConfiguration(configuration(
            "{\"userVerification\":\"preferred\",\"userVerificationMethods\":[\"BIOMETRICS\","
            "\"PIN\"],"
            "\"countersignNumberAnswer\":\"selectedTextItem\"}",
            "[{\"type\":\"signed_nonce\"},{\"type\":\"push\",\"status\":\"ACTIVE\",\"settings\":{"
            "\"algorithms\":[\"RS256\",\"ES256\",\"XX1\"],\"keyProtection\":\"ANY\","
            "\"transactionTypes\":[\"LOGIN\",\"CIBA\"]}}]"));
        QVERIFY(authenticator);
        QCOMPARE(authenticator->id, std::string("autTESTAUTH000000001"));
        QCOMPARE(authenticator->organisationId, std::string("00oTESTORG0000000001"));
        QCOMPARE(authenticator->key, std::string("custom_app"));
        QCOMPARE(authenticator->name, QStringLiteral("Acme Approvals"));
        QVERIFY(!authenticator->requiresVerification);
        QCOMPARE(authenticator->numberAnswer, std::string("selectedTextItem"));
        QVERIFY(authenticator->push && authenticator->push->isActive);
        QVERIFY(authenticator->push->hasCiba);
        QVERIFY(!authenticator->push->wantsHardwareKeys);
        QVERIFY(!authenticator->totp);
        QVERIFY(push::okta::keyKindFor(*authenticator) == push::okta::KeyKind::Ec);
    }

    void policiesDecideWhatIsMade()
    {
        const auto strict = readConfiguration(configuration("{\"userVerification\":\"required\"}",
            pushMethod("{\"algorithms\":[\"RS256\"],\"keyProtection\":\"HARDWARE\"}")));
        QVERIFY(strict && strict->push);
        QVERIFY(strict->requiresVerification);
        QVERIFY(strict->push->wantsHardwareKeys);
        QVERIFY(!strict->push->hasCiba);
        QVERIFY(push::okta::keyKindFor(*strict) == push::okta::KeyKind::Rsa);
        QVERIFY(strict->numberAnswer.empty());
        const auto silent =
            readConfiguration(configuration("null", "[{\"type\":\"push\",\"status\":\"ACTIVE\"}]"));
        QVERIFY(silent && silent->push);
        QVERIFY(push::okta::keyKindFor(*silent) == push::okta::KeyKind::Ec);
        const auto unknown = readConfiguration(configuration(
            "{\"userVerification\":\"LATER\"}", pushMethod("{\"algorithms\":[\"XX1\"]}")));
        QVERIFY(unknown && !unknown->requiresVerification);
        const auto none = readConfiguration(configuration("{}", "[{\"type\":\"totp\"}]"));
        QVERIFY(none && !none->push);
    }

    void aConfigurationForNobodyIsNoMistake()
    {
        const auto none = readConfiguration("[]");
        QVERIFY(!none);
        QCOMPARE(none.error().code, base::ErrorCode::NothingToDo);
        for (const char* const body :
            { "", "{}", "[1]", "[{\"orgId\":\"x\"}]", "[{\"authenticatorId\":\"x\"}]" }) {
            const auto broken = readConfiguration(body);
            QVERIFY(!broken);
            QCOMPARE(broken.error().code, base::ErrorCode::NotUnderstood);
        }
    }

    void enrolsWithTheOrganisationAlone()
    {
        push::okta::Authenticator authenticator;
        const std::string documented = "https://acme.example.com/idp/myaccount/app-authenticators";
        for (const char* const elsewhere : { "", "https://evil.example/x", "/x",
                 "http://acme.example.com/x", "https://acme.example.com@evil.example/x" }) {
            authenticator.enrolAddress = elsewhere;
            QCOMPARE(
                push::okta::enrolAddress(authenticator, "https://acme.example.com"), documented);
        }
        authenticator.enrolAddress = "https://acme.example.com/other";
        QCOMPARE(push::okta::enrolAddress(authenticator, "https://acme.example.com"),
            std::string("https://acme.example.com/other"));
    }

    void readsAuthenticatorsOfTheVendorsApp()
    {
        const auto authenticator = readAuthenticators(
            "[{\"id\":\"autOLD\",\"status\":\"INACTIVE\"},{\"id\":\"autTESTAUTH000000002\","
            "\"key\":\"okta_verify\",\"status\":\"ACTIVE\",\"name\":\"Okta Verify\",\"settings\":{"
            "\"oauthClientId\":\"0oaVERIFY\",\"userVerification\":\"REQUIRED\"},"
            "\"_links\":{\"enroll\":{\"href\":\"https://acme.example.com/idp/authenticators\"}},"
            "\"_embedded\":{\"methods\":[{\"type\":\"totp\",\"status\":\"ACTIVE\",\"settings\":{"
            "\"timeIntervalInSeconds\":60,\"encoding\":\"base32\",\"algorithm\":\"HMacSHA256\","
            "\"passCodeLength\":8}},{\"type\":\"push\",\"status\":\"INACTIVE\"}]}}]");
        QVERIFY(authenticator);
        QCOMPARE(authenticator->id, std::string("autTESTAUTH000000002"));
        QCOMPARE(authenticator->clientId, std::string("0oaVERIFY"));
        QVERIFY(authenticator->requiresVerification);
        QVERIFY(authenticator->push && !authenticator->push->isActive);
        QVERIFY(authenticator->totp);
        QCOMPARE(authenticator->totp->period, 60);
        QCOMPARE(authenticator->totp->digits, 8);
        QVERIFY(authenticator->totp->hash == crypto::Hash::Sha256);
        QCOMPARE(authenticator->enrolAddress,
            std::string("https://acme.example.com/idp/authenticators"));
        const auto none = readAuthenticators("[{\"id\":\"x\",\"status\":\"INACTIVE\"}]");
        QVERIFY(!none && none.error().code == base::ErrorCode::NothingToDo);
    }

    void codesThatNobodyMakesHaveTheUsualShape()
    {
        const auto authenticator = readConfiguration(configuration("{}",
            "[{\"type\":\"totp\",\"settings\":{\"timeIntervalInSeconds\":0,\"passCodeLength\":99,"
            "\"algorithm\":\"MD4\"}}]"));
        QVERIFY(authenticator && authenticator->totp);
        QCOMPARE(authenticator->totp->period, 30);
        QCOMPARE(authenticator->totp->digits, 6);
        QVERIFY(authenticator->totp->hash == crypto::Hash::Sha1);
    }

    void addressesLieWithTheOrganisation()
    {
        const std::string body =
            "{\"jwks_uri\":\"https://acme.example.com/oauth2/v1/keys\","
            "\"authorization_endpoint\":\"https://login.acme.example/authorize\","
            "\"token_endpoint\":\"https://evil.example/token\"}";
        const auto both =
            readOpenIdConfiguration(body, "https://acme.example.com", "https://login.acme.example");
        QVERIFY(both);
        QCOMPARE(both->keys, std::string("https://acme.example.com/oauth2/v1/keys"));
        QCOMPARE(both->authorization, std::string("https://login.acme.example/authorize"));
        QVERIFY(both->token.empty());
        const auto one = readOpenIdConfiguration(body, "https://acme.example.com", "");
        QVERIFY(one && one->authorization.empty());
        QVERIFY(!readOpenIdConfiguration("[]", "https://acme.example.com", ""));
    }
};

QTEST_GUILESS_MAIN(OktaDiscoveryTest)
#include "discovery_test.moc"
