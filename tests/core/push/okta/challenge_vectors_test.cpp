// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/challenge_check.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_scene.h"
#include "tests/support/okta_vectors.h"

#include <QTest>

using push::okta::Challenge;
using push::okta::checkChallenge;
using push::okta::CheckContext;
using push::okta::Enrolment;
using push::okta::Refusal;
using push::okta::Refused;
using push::okta::UserVerification;
namespace vectors = support::okta;

namespace {

constexpr std::int64_t Issued = 1'760'000'000;

base::Result<Challenge, Refused> checkVector(const QByteArray& token, std::int64_t now = Issued,
    std::chrono::seconds leeway = CheckContext::LeewayWithoutServerTime)
{
    Enrolment enrolment = vectors::vectorEnrolment();
    enrolment.hasCiba = true;
    return checkChallenge(token.toStdString(),
        CheckContext { .enrolment = enrolment,
            .key = [](std::string_view issuer,
                       std::string_view keyId) -> const crypto::RsaPublicKey* {
                const bool isKnown =
                    issuer == "https://acme.example.com" && keyId == vectors::OrganisationKeyId;
                return isKnown ? &vectors::vectorKey() : nullptr;
            },
            .isAnswered = {},
            .now = base::fromUnixSeconds(now),
            .leeway = leeway });
}

} // namespace

class ChallengeVectorsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theVectorsHold_data();
    void theVectorsHold();
    void theLoginChallengeSaysWhatItShould();
    void theTransactionChallengeSaysWhatItShould();
    void theNumberChallengeSaysWhatItShould();
    void holdsAsLongAsTheLeewayAllows_data();
    void holdsAsLongAsTheLeewayAllows();
    void aChangedByteIsRefused();
};

void ChallengeVectorsTest::theVectorsHold_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("17.4") << QByteArray(vectors::LoginChallenge);
    QTest::newRow("17.5") << QByteArray(vectors::CibaChallenge);
    QTest::newRow("17.7") << QByteArray(vectors::NumberChallenge);
}

void ChallengeVectorsTest::theVectorsHold()
{
    QFETCH(QByteArray, token);
    const auto challenge = checkVector(token);
    QVERIFY2(challenge.has_value(), challenge ? "" : push::okta::nameOf(challenge.error().refusal));
    QCOMPARE(challenge->issuer, std::string("https://acme.example.com"));
    QCOMPARE(challenge->nonce, std::string("Zk3vQ9pL1sT8aX2wB6uY"));
    QCOMPARE(challenge->transactionId, challenge->tokenId);
    QVERIFY(challenge->hasOtherAudience);
    QVERIFY(challenge->issuedAt == base::fromUnixSeconds(Issued));
    QVERIFY(challenge->expiresAt == base::fromUnixSeconds(Issued + 300));
    QCOMPARE(challenge->facts.application, QStringLiteral("Acme Expenses"));
    QVERIFY(challenge->mediation == push::okta::UserMediation::Required);
    QVERIFY(!challenge->facts.client);
}

void ChallengeVectorsTest::theLoginChallengeSaysWhatItShould()
{
    const auto challenge = checkVector(vectors::LoginChallenge);
    QVERIFY(challenge);
    QCOMPARE(challenge->transactionId, std::string("ftQ7mZ2nVw0TestTransaction01"));
    QCOMPARE(challenge->verificationAddress,
        std::string("https://acme.example.com/idp/myaccount/app-authenticators/challenge/"
                    "ftQ7mZ2nVw0TestTransaction01/verify"));
    QVERIFY(challenge->verification == UserVerification::Preferred);
    QVERIFY(challenge->deviceSignals
        == std::vector<std::string>({ "displayName", "platform", "osVersion", "serialNumber" }));
    QVERIFY(challenge->options.empty());
    const push::okta::ChallengeFacts& facts = challenge->facts;
    QCOMPARE(facts.system, QStringLiteral("macOS"));
    QCOMPARE(facts.place, QStringLiteral("Lisbon, Portugal"));
    QVERIFY(facts.placeInNotification);
    QCOMPARE(facts.transactionTime, QStringLiteral("2025-10-09T08:53:20.125Z"));
    QVERIFY(facts.transaction == push::okta::TransactionType::Login);
    QCOMPARE(facts.risk, QStringLiteral("HIGH"));
    QCOMPARE(facts.unusualActivities, QStringList { QStringLiteral("ANOMALOUS_LOCATION") });
    QVERIFY(facts.bindingMessage.isEmpty());
}

void ChallengeVectorsTest::theTransactionChallengeSaysWhatItShould()
{
    const auto challenge = checkVector(vectors::CibaChallenge);
    QVERIFY(challenge);
    QVERIFY(challenge->verification == UserVerification::Required);
    QVERIFY(challenge->deviceSignals.empty());
    const push::okta::ChallengeFacts& facts = challenge->facts;
    QVERIFY(facts.transaction == push::okta::TransactionType::Ciba);
    QCOMPARE(facts.bindingMessage, QStringLiteral("Release 300,00 EUR to supplier 42?"));
    QVERIFY(facts.system.isEmpty());
    QVERIFY(facts.place.isEmpty());
    QVERIFY(!facts.placeInNotification);
}

void ChallengeVectorsTest::theNumberChallengeSaysWhatItShould()
{
    const auto challenge = checkVector(vectors::NumberChallenge);
    QVERIFY(challenge);
    QVERIFY(challenge->options == std::vector<std::string>({ "17", "07", "0" }));
    QVERIFY(!challenge->canSayNumber);
    QVERIFY(challenge->verification == UserVerification::None);
    QVERIFY(challenge->facts.risk.isEmpty());
    QVERIFY(challenge->facts.unusualActivities.isEmpty());
    QVERIFY(challenge->facts.place.isEmpty());
    QCOMPARE(challenge->facts.system, QStringLiteral("Windows"));
    QVERIFY(!challenge->facts.placeInNotification);
}

void ChallengeVectorsTest::holdsAsLongAsTheLeewayAllows_data()
{
    QTest::addColumn<qint64>("now");
    QTest::addColumn<int>("leeway");
    QTest::addColumn<QString>("refusal");
    const auto row = [](qint64 now, int leeway, const char* refusal) {
        QTest::addRow("%lld, leeway %d", static_cast<long long>(now), leeway)
            << now << leeway << QString::fromLatin1(refusal);
    };
    row(1'759'999'699, 300, "issued in the future");
    row(1'759'999'700, 300, "");
    row(1'760'000'600, 300, "");
    row(1'760'000'601, 300, "expired");
    row(1'759'999'939, 60, "issued in the future");
    row(1'759'999'940, 60, "");
    row(1'760'000'360, 60, "");
    row(1'760'000'361, 60, "expired");
}

void ChallengeVectorsTest::holdsAsLongAsTheLeewayAllows()
{
    QFETCH(qint64, now);
    QFETCH(int, leeway);
    QFETCH(QString, refusal);
    const auto challenge = checkVector(vectors::LoginChallenge, now, std::chrono::seconds(leeway));
    const QString name =
        challenge ? QString() : QString::fromLatin1(push::okta::nameOf(challenge.error().refusal));
    QCOMPARE(name, refusal);
}

void ChallengeVectorsTest::aChangedByteIsRefused()
{
    QByteArrayList parts = QByteArray(vectors::LoginChallenge).split('.');
    QByteArray claims = QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding);
    claims.replace("Acme Expenses", "Acme Payments");
    parts[1] = claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const auto challenge = checkVector(parts.join('.'));
    QVERIFY(!challenge);
    QVERIFY(challenge.error().refusal == Refusal::Signature);
    QVERIFY(push::okta::isSecurityEvent(Refusal::Signature));
}

QTEST_GUILESS_MAIN(ChallengeVectorsTest)
#include "challenge_vectors_test.moc"
