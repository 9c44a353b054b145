// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/answer.h"
#include "core/push/okta/challenge_check.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_scene.h"
#include "tests/support/okta_vectors.h"

#include <QJsonArray>
#include <QTest>

using push::okta::Answer;
using push::okta::answerToken;
using push::okta::Challenge;
using push::okta::Consent;
using push::okta::Enrolment;
using push::okta::KeyRole;
using push::okta::UserVerification;
using push::okta::VerificationKey;
namespace vectors = support::okta;

Q_DECLARE_METATYPE(push::okta::Consent)
Q_DECLARE_METATYPE(push::okta::UserVerification)
Q_DECLARE_METATYPE(push::okta::VerificationKey)
Q_DECLARE_METATYPE(std::optional<push::okta::Consent>)

namespace {

push::okta::DeviceFacts deskFour()
{
    push::okta::DeviceFacts facts;
    facts.displayName = "Desk 4";
    facts.platform = "WINDOWS";
    facts.osVersion = "10.0.26100";
    facts.serialNumber = "SERIAL-1";
    facts.hasSecureHardware = false;
    return facts;
}

Enrolment enrolmentWithCiba()
{
    Enrolment enrolment = vectors::vectorEnrolment();
    enrolment.hasCiba = true;
    return enrolment;
}

Challenge challengeOf(const char* token, const Enrolment& enrolment)
{
    push::okta::CheckContext context = vectors::contextOf(enrolment);
    context.key = [](std::string_view, std::string_view) { return &vectors::vectorKey(); };
    const auto checked = push::okta::checkChallenge(token, context);
    return checked ? *checked : Challenge();
}

/// Everything that an answer needs but its content.
struct Scene
{
    Enrolment enrolment = enrolmentWithCiba();
    push::okta::DeviceFacts facts = deskFour();
    Challenge challenge;
    std::string tokenId = "6B0B2C6E-7C8A-4B1B-9C1F-1F7C4B8E0A11";
    std::int64_t now = 1'760'000'012;

    explicit Scene(const char* token = vectors::LoginChallenge)
        : challenge(challengeOf(token, enrolment))
    { }

    base::Result<std::string> answer(const Answer& answer) const
    {
        return answerWith(answer, push::okta::keyRoleFor(answer.consent));
    }
    base::Result<std::string> answerWith(const Answer& answer, KeyRole role) const
    {
        const bool isVerified = role == KeyRole::UserVerification;
        const crypto::SecretBytes key =
            vectors::scalar(isVerified ? vectors::VerificationKey : vectors::PossessionKey);
        return answerToken({ .challenge = challenge,
            .enrolment = enrolment,
            .facts = facts,
            .answer = answer,
            .key = { push::okta::KeyKind::Ec,
                isVerified ? vectors::VerificationKeyId : vectors::PossessionKeyId, key.view() },
            .role = role,
            .stamp = { base::fromUnixSeconds(now), tokenId } });
    }
    QJsonObject claims(const Answer& answer) const
    {
        const auto token = this->answer(answer);
        return token ? vectors::claimsOf(*token) : QJsonObject();
    }
};

std::string signingInput(const std::string& token)
{
    return token.substr(0, token.rfind('.'));
}

} // namespace

class OktaAnswerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void signsTheVectors()
    {
        Scene login;
        const auto approval = login.answer({ Consent::ApprovedConsentPrompt });
        QVERIFY(approval);
        QCOMPARE(signingInput(*approval), signingInput(vectors::ApproveAnswer));
        login.tokenId = "6B0B2C6E-7C8A-4B1B-9C1F-1F7C4B8E0A12";
        const auto denial = login.answer({ Consent::DeniedConsentPrompt });
        QVERIFY(denial);
        QCOMPARE(signingInput(*denial), signingInput(vectors::DenyAnswer));
        Scene transaction(vectors::CibaChallenge);
        transaction.tokenId = "6B0B2C6E-7C8A-4B1B-9C1F-1F7C4B8E0A13";
        const auto verified = transaction.answer({ Consent::ApprovedUserVerification });
        QVERIFY(verified);
        QCOMPARE(signingInput(*verified), signingInput(vectors::VerifiedAnswer));
        const auto read = push::okta::Jws::read(*verified);
        const auto key = crypto::ecPublicKey(vectors::scalar(vectors::VerificationKey).view());
        QVERIFY(read && key && read->isSignedBy(*key));
    }

    void saysWhatHappened_data()
    {
        QTest::addColumn<Consent>("consent");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("keyType");
        const auto row = [](const char* word, Consent consent, const char* keyType) {
            QTest::newRow(word) << consent << QString::fromLatin1(word)
                                << QString::fromLatin1(keyType);
        };
        const char* const possession = "proofOfPossession";
        row("APPROVED_CONSENT_PROMPT", Consent::ApprovedConsentPrompt, possession);
        row("APPROVED_USER_VERIFICATION", Consent::ApprovedUserVerification, "userVerification");
        row("DENIED_CONSENT_PROMPT", Consent::DeniedConsentPrompt, possession);
        row("CANCELLED_USER_VERIFICATION", Consent::CancelledUserVerification, possession);
        row("USER_ABANDONED", Consent::UserAbandoned, possession);
        row("UV_TEMPORARILY_UNAVAILABLE", Consent::UvTemporarilyUnavailable, possession);
        row("UV_PERMANENTLY_UNAVAILABLE", Consent::UvPermanentlyUnavailable, possession);
        row("NONE", Consent::None, possession);
    }
    void saysWhatHappened()
    {
        QFETCH(Consent, consent);
        QFETCH(QString, word);
        QFETCH(QString, keyType);
        const Scene scene;
        const auto token = scene.answer({ consent });
        QVERIFY(token);
        const QJsonObject claims = vectors::claimsOf(*token);
        const QJsonObject context = claims[QStringLiteral("challengeResponseContext")].toObject();
        QCOMPARE(context[QStringLiteral("userConsent")].toString(), word);
        QCOMPARE(context[QStringLiteral("transactionType")].toString(), QStringLiteral("LOGIN"));
        QCOMPARE(claims[QStringLiteral("keyType")].toString(), keyType);
        const bool isVerified = keyType == QStringLiteral("userVerification");
        QCOMPARE(claims[QStringLiteral("amr")].toArray().size(), isVerified ? 1 : 0);
        QVERIFY(claims[QStringLiteral("aud")].isString());
        const auto read = push::okta::Jws::read(*token);
        QVERIFY(read);
        QCOMPARE(read->keyId(),
            std::string(isVerified ? vectors::VerificationKeyId : vectors::PossessionKeyId));
        // The key that signs is the one that is named, and no other is taken.
        const KeyRole other = isVerified ? KeyRole::Possession : KeyRole::UserVerification;
        QVERIFY(!scene.answerWith({ consent }, other));
    }

    void approvesAsTheChallengeWants_data()
    {
        QTest::addColumn<UserVerification>("verification");
        QTest::addColumn<VerificationKey>("key");
        QTest::addColumn<std::optional<Consent>>("approval");
        const auto row = [](const char* name, UserVerification verification, VerificationKey key,
                             std::optional<Consent> approval) {
            QTest::newRow(name) << verification << key << approval;
        };
        using enum VerificationKey;
        row("none wanted", UserVerification::None, Usable, Consent::ApprovedConsentPrompt);
        row("none wanted, no key", UserVerification::None, NeverEnrolled,
            Consent::ApprovedConsentPrompt);
        row("preferred", UserVerification::Preferred, Usable, Consent::ApprovedUserVerification);
        row("preferred, not now", UserVerification::Preferred, Unavailable,
            Consent::UvTemporarilyUnavailable);
        row("preferred, no key", UserVerification::Preferred, NeverEnrolled,
            Consent::UvPermanentlyUnavailable);
        row("required", UserVerification::Required, Usable, Consent::ApprovedUserVerification);
        row("required, not now", UserVerification::Required, Unavailable, {});
        row("required, no key", UserVerification::Required, NeverEnrolled, {});
    }
    void approvesAsTheChallengeWants()
    {
        QFETCH(UserVerification, verification);
        QFETCH(VerificationKey, key);
        QFETCH(std::optional<Consent>, approval);
        Challenge challenge;
        challenge.verification = verification;
        QVERIFY(push::okta::approvalOf(challenge, key) == approval);
        challenge.options = { "1", "2" };
        QVERIFY(!push::okta::approvalOf(challenge, key));
        challenge.canSayNumber = true;
        QVERIFY(push::okta::approvalOf(challenge, key) == approval);
    }

    void requiredVerificationIsNeverSkipped()
    {
        const Scene scene(vectors::CibaChallenge);
        for (const Consent consent : { Consent::ApprovedConsentPrompt, Consent::None,
                 Consent::CancelledUserVerification, Consent::UserAbandoned }) {
            const auto token = scene.answer({ consent });
            QVERIFY(!token);
            QCOMPARE(token.error().code, base::ErrorCode::Unsupported);
        }
        QVERIFY(scene.answer({ Consent::DeniedConsentPrompt }));
        QVERIFY(scene.answer({ Consent::UvPermanentlyUnavailable }));
        QVERIFY(scene.answer({ Consent::ApprovedUserVerification }));
    }

    void theDenialOfARequiredVerificationIsSignedByPossession()
    {
        const Scene scene(vectors::CibaChallenge);
        const QJsonObject claims = scene.claims({ Consent::DeniedConsentPrompt });
        QCOMPARE(claims[QStringLiteral("keyType")].toString(), QStringLiteral("proofOfPossession"));
    }

    void theNumberIsPartOfAnApproval()
    {
        Scene scene(vectors::NumberChallenge);
        const auto unable = scene.answer({ Consent::ApprovedConsentPrompt, "07" });
        QVERIFY(!unable && unable.error().code == base::ErrorCode::Unsupported);
        QVERIFY(scene.answer({ Consent::DeniedConsentPrompt }));
        scene.enrolment.numberAnswer = "selectedTextItem";
        scene.challenge.canSayNumber = true;
        for (const char* const wrong : { "", "7", "1", "007", " 07" }) {
            const auto token = scene.answer({ Consent::ApprovedConsentPrompt, wrong });
            QVERIFY(!token && token.error().code == base::ErrorCode::InvalidField);
        }
        for (const char* const chosen : { "17", "07", "0" }) {
            const QJsonObject context =
                scene
                    .claims({ Consent::ApprovedConsentPrompt,
                        chosen })[QStringLiteral("challengeResponseContext")]
                    .toObject();
            QCOMPARE(context[QStringLiteral("selectedTextItem")].toString(),
                QString::fromLatin1(chosen));
        }
        const QJsonObject denied =
            scene
                .claims(
                    { Consent::DeniedConsentPrompt })[QStringLiteral("challengeResponseContext")]
                .toObject();
        QVERIFY(!denied.contains(QStringLiteral("selectedTextItem")));
    }

    void anExpiredChallengeIsNotAnswered()
    {
        Scene scene;
        scene.now = 1'760'000'300;
        QVERIFY(scene.answer({ Consent::DeniedConsentPrompt }));
        scene.now = 1'760'000'301;
        const auto token = scene.answer({ Consent::DeniedConsentPrompt });
        QVERIFY(!token);
        QCOMPARE(token.error().code, base::ErrorCode::RequestExpired);
    }

    void saysOfTheDeviceWhatWasAskedAndAllowed()
    {
        Scene scene;
        const auto keysOf = [&] {
            return scene.claims({ Consent::DeniedConsentPrompt })[QStringLiteral("deviceSignals")]
                .toObject()
                .keys();
        };
        const QString ids = QStringLiteral("clientInstanceId displayName id osVersion platform");
        QCOMPARE(keysOf().join(u' '), ids);
        scene.enrolment.sendsHardwareIds = true;
        QCOMPARE(keysOf().join(u' '), ids + QStringLiteral(" serialNumber"));
        scene.challenge.deviceSignals = { "secureHardwarePresent", "deviceAttestation", "imei",
            "rootPrivileges", "x", "model" };
        QCOMPARE(keysOf().join(u' '),
            QStringLiteral("clientInstanceId deviceAttestation id secureHardwarePresent"));
        scene.challenge.deviceSignals.clear();
        QCOMPARE(keysOf().join(u' '), QStringLiteral("clientInstanceId id"));
    }

    void pluginsAreNotAvailable()
    {
        Scene scene;
        scene.challenge.integrations = { "com.example.edr" };
        scene.challenge.signalProviders = { "a", "b" };
        const QJsonObject claims = scene.claims({ Consent::DeniedConsentPrompt });
        const QJsonArray integrations = claims[QStringLiteral("integrations")].toArray();
        QCOMPARE(integrations.size(), 1);
        QCOMPARE(integrations[0].toObject()[QStringLiteral("name")].toString(),
            QStringLiteral("com.example.edr"));
        QCOMPARE(integrations[0].toObject()[QStringLiteral("error")].toString(),
            QStringLiteral("not available"));
        QCOMPARE(claims[QStringLiteral("signalProviders")].toArray().size(), 2);
        QVERIFY(!Scene()
                     .claims({ Consent::DeniedConsentPrompt })
                     .contains(QStringLiteral("integrations")));
    }

    void theBodyCarriesTheToken()
    {
        QCOMPARE(push::okta::answerBody("a.b.c"),
            std::string(R"({"method":"push","challengeResponse":"a.b.c"})"));
    }
};

QTEST_GUILESS_MAIN(OktaAnswerTest)
#include "answer_test.moc"
