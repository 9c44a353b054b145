// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "core/crypto/hmac.h"
#include "core/push/okta/challenge_check.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_scene.h"
#include "tests/support/okta_vectors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using push::okta::Challenge;
using push::okta::checkChallenge;
using push::okta::CheckContext;
using push::okta::Enrolment;
using push::okta::Refusal;
using push::okta::Refused;
namespace vectors = support::okta;

Q_DECLARE_METATYPE(push::okta::Refusal)

namespace {

constexpr std::int64_t Issued = 1'760'000'000;

QJsonObject changed(QJsonObject object, const char* name, const QJsonValue& value)
{
    object[QLatin1String(name)] = value;
    return object;
}

QJsonObject without(QJsonObject object, const char* name)
{
    object.remove(QLatin1String(name));
    return object;
}

QJsonObject inContext(const char* name, const QJsonValue& value)
{
    QJsonObject claims = vectors::loginClaims();
    QJsonObject context = claims[QLatin1String("challengeContext")].toObject();
    context[QLatin1String(name)] = value;
    return changed(claims, "challengeContext", context);
}

QByteArray text(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

base::Result<Challenge, Refused> check(const std::string& token, const Enrolment& enrolment)
{
    return checkChallenge(token, vectors::contextOf(enrolment));
}

/// How a challenge with these claims is refused; nullopt if it is not.
std::optional<Refused> refusalOf(const QJsonObject& claims)
{
    const auto checked = check(vectors::organisation().sign(claims), vectors::vectorEnrolment());
    return checked ? std::nullopt : std::optional(checked.error());
}

/// The same for a header that replaces the usual one.
std::optional<Refused> refusalOfHeader(const QJsonObject& header)
{
    const auto checked =
        check(vectors::organisation().sign(text(header), text(vectors::loginClaims())),
            vectors::vectorEnrolment());
    return checked ? std::nullopt : std::optional(checked.error());
}

} // namespace

class ChallengeCheckTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void otherAlgorithmsAreRefused();
    void keysComeFromTheStoredOrganisation();
    void keysOfAnAuthorisationServerComeFromThere();
    void anUnknownKeyIsAskedForOnce();
    void headersAreRefused_data();
    void headersAreRefused();
    void claimsAreRefused_data();
    void claimsAreRefused();
    void aMissingClaimIsNamed_data();
    void aMissingClaimIsNamed();
    void malformedTokensAreRefused();
    void anAnsweredChallengeIsDropped();
    void transactionsNeedTheCapability();
    void aWrongSignatureIsSeenBeforeWhatItSigns();
    void tolerates_data();
    void tolerates();
    void otherAudiencesAreMarked();
    void otherOriginsOfTheOrganisationHold();
    void refusalsBecomeErrors();
};

void ChallengeCheckTest::otherAlgorithmsAreRefused()
{
    const auto part = [](const QByteArray& bytes) {
        return base::encodeBase64Url(base::bytesOf(bytes));
    };
    const std::string claims = part(text(vectors::loginClaims()));
    const auto headerWith = [&](const char* alg) {
        return part(text(changed(vectors::loginHeader(), "alg", QLatin1String(alg))));
    };
    const Enrolment enrolment = vectors::vectorEnrolment();
    CheckContext context = vectors::contextOf(enrolment);
    bool askedForKey = false;
    context.key = [&](std::string_view, std::string_view) {
        askedForKey = true;
        return &vectors::organisation().publicKey();
    };
    const auto none = checkChallenge(headerWith("none") + '.' + claims + '.', context);
    QVERIFY(!none && none.error().refusal == Refusal::Algorithm);
    const std::string input = headerWith("HS256") + '.' + claims;
    const auto mac = crypto::hmac(crypto::Hash::Sha256,
        vectors::organisation().publicKey().modulus(), base::bytesOf(std::string_view(input)));
    QVERIFY(mac);
    const auto keyed = checkChallenge(input + '.' + base::encodeBase64Url(mac->view()), context);
    QVERIFY(!keyed && keyed.error().refusal == Refusal::Algorithm);
    QVERIFY(push::okta::isSecurityEvent(Refusal::Algorithm));
    QVERIFY(!askedForKey);
}

void ChallengeCheckTest::keysComeFromTheStoredOrganisation()
{
    // Another organisation signs, names itself, and knows an enrolment of ours.
    const vectors::Organisation evil;
    const QJsonObject claims =
        changed(vectors::loginClaims(), "iss", QStringLiteral("https://evil.example"));
    const Enrolment enrolment = vectors::vectorEnrolment();
    CheckContext context = vectors::contextOf(enrolment);
    std::vector<std::string> asked;
    context.key = [&](std::string_view issuer,
                      std::string_view keyId) -> const crypto::RsaPublicKey* {
        asked.emplace_back(issuer);
        if (issuer == "https://evil.example")
            return &evil.publicKey();
        return keyId == vectors::OrganisationKeyId ? &vectors::organisation().publicKey() : nullptr;
    };
    const auto sameKeyId = checkChallenge(evil.sign(claims), context);
    QVERIFY(!sameKeyId && sameKeyId.error().refusal == Refusal::Signature);
    const QJsonObject header = changed(vectors::loginHeader(), "kid", QStringLiteral("evil-key"));
    const auto ownKeyId = checkChallenge(evil.sign(text(header), text(claims)), context);
    QVERIFY(!ownKeyId && ownKeyId.error().refusal == Refusal::KeyMissing);
    QVERIFY(asked == std::vector<std::string>(2, "https://acme.example.com"));
    // And our own organisation speaks for itself alone.
    const auto other = refusalOf(claims);
    QVERIFY(other && other->refusal == Refusal::Issuer);
}

void ChallengeCheckTest::keysOfAnAuthorisationServerComeFromThere()
{
    const Enrolment enrolment = vectors::vectorEnrolment();
    CheckContext context = vectors::contextOf(enrolment);
    std::string asked;
    context.key = [&](std::string_view issuer, std::string_view) {
        asked = issuer;
        return &vectors::organisation().publicKey();
    };
    QJsonObject claims =
        changed(vectors::loginClaims(), "authorizationServerId", QStringLiteral("ausTEST_-1"));
    QVERIFY(checkChallenge(vectors::organisation().sign(claims), context));
    QCOMPARE(asked, std::string("https://acme.example.com/oauth2/ausTEST_-1"));
    claims = changed(claims, "iss", QStringLiteral("https://acme.example.com/oauth2/ausTEST_-1"));
    QVERIFY(checkChallenge(vectors::organisation().sign(claims), context));
    claims = changed(claims, "authorizationServerId", QStringLiteral("default"));
    const auto other = checkChallenge(vectors::organisation().sign(claims), context);
    QVERIFY(!other && other.error().refusal == Refusal::Issuer);
}

void ChallengeCheckTest::anUnknownKeyIsAskedForOnce()
{
    const Enrolment enrolment = vectors::vectorEnrolment();
    CheckContext context = vectors::contextOf(enrolment);
    const auto known = context.key;
    context.key = [](std::string_view, std::string_view) -> const crypto::RsaPublicKey* {
        return nullptr;
    };
    const std::string token = vectors::organisation().sign(vectors::loginClaims());
    const auto unknown = checkChallenge(token, context);
    QVERIFY(!unknown);
    QVERIFY((unknown.error()
        == Refused {
            Refusal::KeyMissing, vectors::OrganisationKeyId, "https://acme.example.com" }));
    // Who fetched that issuer's keys asks again.
    context.key = known;
    QVERIFY(checkChallenge(token, context));
}

void ChallengeCheckTest::headersAreRefused_data()
{
    QTest::addColumn<QJsonObject>("header");
    QTest::addColumn<Refusal>("refusal");
    const auto row = [](const char* name, const QJsonObject& header, Refusal refusal) {
        QTest::newRow(name) << header << refusal;
    };
    const QJsonObject header = vectors::loginHeader();
    row("challenge of a same-device sign-in",
        changed(header, "typ", QStringLiteral("okta-devicebind+jwt")), Refusal::Type);
    row("token of an update", changed(header, "typ", QStringLiteral("okta-enrollmentupdate+jwt")),
        Refusal::Type);
    row("no type", without(header, "typ"), Refusal::Type);
    row("type is a number", changed(header, "typ", 1), Refusal::Type);
    row("no key id", without(header, "kid"), Refusal::KeyMissing);
    row("key id is a number", changed(header, "kid", 1), Refusal::KeyMissing);
    row("empty key id", changed(header, "kid", QString()), Refusal::KeyMissing);
    row("unknown key id", changed(header, "kid", QStringLiteral("x")), Refusal::KeyMissing);
    row("no algorithm", without(header, "alg"), Refusal::Algorithm);
    row("another hash", changed(header, "alg", QStringLiteral("RS384")), Refusal::Signature);
}

void ChallengeCheckTest::headersAreRefused()
{
    QFETCH(QJsonObject, header);
    QFETCH(Refusal, refusal);
    const auto refused = refusalOfHeader(header);
    QVERIFY(refused);
    QCOMPARE(push::okta::nameOf(refused->refusal), push::okta::nameOf(refusal));
    QVERIFY(push::okta::isSecurityEvent(refusal));
}

void ChallengeCheckTest::claimsAreRefused_data()
{
    QTest::addColumn<QJsonObject>("claims");
    QTest::addColumn<Refusal>("refusal");
    QTest::addColumn<bool>("isSecurityEvent");
    const QJsonObject good = vectors::loginClaims();
    const auto row = [&](const char* name, const char* claim, const QJsonValue& value,
                         Refusal refusal, bool isEvent) {
        QTest::newRow(name) << changed(good, claim, value) << refusal << isEvent;
    };
    const auto address = [&](const char* value) {
        QTest::addRow("address \"%s\"", value)
            << changed(good, "verificationUri", QLatin1String(value)) << Refusal::Address << true;
    };
    for (const char* const value : { "", " ", "http://acme.example.com/x", "https://evil.example/x",
             "https://acme.example.com@evil.example/x", "https://acme.example.com.evil.example/",
             "https://acme.example.com:444/x", "/idp/x", "acme.example.com/x",
             "javascript://acme.example.com/x", "https://acme.example.com/a/../b",
             "https://acme.example.com/a/%2e%2E/b", "https://acme.example.com/a\\b",
             "https://acme.example.com/a b", "https://acme.example.com/a#b" })
        address(value);
    const auto seconds = [](qint64 value) { return QJsonValue(value); };
    row("ended long ago", "exp", 1, Refusal::Expired, false);
    row("milliseconds", "iat", seconds(1'580'513'829'738), Refusal::Milliseconds, false);
    row("end in milliseconds", "exp", seconds(1'760'000'300'000), Refusal::Milliseconds, false);
    row("issued 301 seconds ahead", "iat", seconds(Issued + 12 + 301), Refusal::Future, false);
    row("not valid yet", "nbf", seconds(Issued + 12 + 300), Refusal::NotYetValid, false);
    row("not valid before a text", "nbf", QStringLiteral("soon"), Refusal::Claim, true);
    row("another enrolment", "authenticatorEnrollmentId", QStringLiteral("pfdTESTENRL000000002"),
        Refusal::OtherEnrolment, false);
    row("another organisation", "orgId", QStringLiteral("00oTESTORG0000000002"),
        Refusal::OtherEnrolment, false);
    row("another user", "userId", QStringLiteral("00uTESTUSER000000002"), Refusal::OtherEnrolment,
        false);
    row("another method", "methodEnrollmentId", QStringLiteral("opfTESTPUSH000000002"),
        Refusal::OtherEnrolment, false);
    row("a number as user", "userId", 7, Refusal::OtherEnrolment, false);
    row("server with a path", "authorizationServerId", QStringLiteral("../../x"),
        Refusal::KeyIssuer, true);
    row("server with a long name", "authorizationServerId", QString(65, u'a'), Refusal::KeyIssuer,
        true);
    row("server without a name", "authorizationServerId", QString(), Refusal::KeyIssuer, true);
    row("server is a number", "authorizationServerId", 1, Refusal::KeyIssuer, true);
    row("other issuer", "iss", QStringLiteral("https://evil.example"), Refusal::Issuer, true);
    row("issuer with a slash", "iss", QStringLiteral("https://acme.example.com/"), Refusal::Issuer,
        true);
    row("other audience", "aud", QStringLiteral("0oaOTHER"), Refusal::Audience, true);
    row("application id cut short", "aud", QStringLiteral("okta.3f6d2a90-4c1b-5e77-9a10"),
        Refusal::Audience, true);
    row("list as audience", "aud", QJsonArray { QStringLiteral("0oaTESTCLIENT0000001") },
        Refusal::Claim, true);
    row("other method of proof", "method", QStringLiteral("signed_nonce"), Refusal::Method, false);
    row("newer version", "ver", 1, Refusal::NewerVersion, false);
    QTest::newRow("no method of proof") << without(good, "method") << Refusal::Method << false;
    QTest::newRow("nothing to show")
        << without(good, "challengeContext") << Refusal::NotDisplayable << false;
    row("a text to show", "challengeContext", QStringLiteral("x"), Refusal::NotDisplayable, false);
    QTest::newRow("transaction that was not enrolled for")
        << inContext("transactionType", QStringLiteral("CIBA")) << Refusal::Unsupported << false;
}

void ChallengeCheckTest::claimsAreRefused()
{
    QFETCH(QJsonObject, claims);
    QFETCH(Refusal, refusal);
    const auto refused = refusalOf(claims);
    QVERIFY(refused);
    QCOMPARE(push::okta::nameOf(refused->refusal), push::okta::nameOf(refusal));
    QTEST(push::okta::isSecurityEvent(refusal), "isSecurityEvent");
}

void ChallengeCheckTest::aMissingClaimIsNamed_data()
{
    QTest::addColumn<QByteArray>("claim");
    for (const char* const claim : { "orgId", "nonce", "verificationUri", "iss", "aud", "iat",
             "exp", "transactionId", "authenticatorEnrollmentId" })
        QTest::newRow(claim) << QByteArray(claim);
}

void ChallengeCheckTest::aMissingClaimIsNamed()
{
    QFETCH(QByteArray, claim);
    const Refused expected { Refusal::Claim, claim.toStdString() };
    const QJsonObject good = vectors::loginClaims();
    const QJsonObject missing = without(good, claim.constData());
    const QJsonObject none = changed(good, claim.constData(), QJsonValue::Null);
    const QJsonObject other = changed(good, claim.constData(), QJsonArray { 1 });
    for (const QJsonObject& claims : { missing, none, other }) {
        const auto refused = refusalOf(claims);
        QVERIFY(refused);
        QCOMPARE(refused->detail, claim.toStdString());
        QVERIFY(*refused == expected);
    }
}

void ChallengeCheckTest::malformedTokensAreRefused()
{
    const Enrolment enrolment = vectors::vectorEnrolment();
    const QByteArray good = vectors::LoginChallenge;
    const QByteArrayList parts = good.split('.');
    const QByteArray megabyte(qsizetype { 1 } << 20, 'A');
    QByteArray twice = text(vectors::loginClaims());
    twice.chop(1);
    twice += R"(,"nonce":"Zk3vQ9pL1sT8aX2wB6uY"})";
    for (const QByteArray& token : { good + ".AAAA", parts[0] + '.' + parts[1],
             good + "==", parts[0] + '.' + megabyte + '.' + parts[2],
             QByteArray::fromStdString(
                 vectors::organisation().sign(text(vectors::loginHeader()), twice)) }) {
        const auto checked = check(token.toStdString(), enrolment);
        QVERIFY(!checked);
        QVERIFY(checked.error().refusal == Refusal::Malformed);
    }
}

void ChallengeCheckTest::anAnsweredChallengeIsDropped()
{
    const Enrolment enrolment = vectors::vectorEnrolment();
    CheckContext context = vectors::contextOf(enrolment);
    const std::string token = vectors::organisation().sign(vectors::loginClaims());
    std::vector<std::string> answered;
    context.isAnswered = [&](std::string_view id) {
        return std::ranges::find(answered, id) != answered.end();
    };
    const auto first = checkChallenge(token, context);
    QVERIFY(first);
    answered.push_back(first->transactionId);
    const auto second = checkChallenge(token, context);
    QVERIFY(!second && second.error().refusal == Refusal::AnsweredBefore);
    // Also under another transaction id, by the token's own.
    answered = { "ftQ7mZ2nVw0TestTransaction01" };
    const QJsonObject renamed =
        changed(vectors::loginClaims(), "transactionId", QStringLiteral("other"));
    const auto third = checkChallenge(vectors::organisation().sign(renamed), context);
    QVERIFY(!third && third.error().refusal == Refusal::AnsweredBefore);
}

void ChallengeCheckTest::transactionsNeedTheCapability()
{
    Enrolment enrolment = vectors::vectorEnrolment();
    enrolment.hasCiba = true;
    const std::string token =
        vectors::organisation().sign(inContext("transactionType", QStringLiteral("CIBA")));
    QVERIFY(check(token, enrolment));
    enrolment.hasCiba = false;
    QVERIFY(!check(token, enrolment));
}

void ChallengeCheckTest::aWrongSignatureIsSeenBeforeWhatItSigns()
{
    const vectors::Organisation evil;
    QJsonObject claims = changed(vectors::loginClaims(), "exp", 1);
    claims = changed(claims, "verificationUri", QStringLiteral("https://evil.example/"));
    const auto checked = check(evil.sign(claims), vectors::vectorEnrolment());
    QVERIFY(!checked);
    QVERIFY(checked.error().refusal == Refusal::Signature);
}

void ChallengeCheckTest::tolerates_data()
{
    QTest::addColumn<QJsonObject>("claims");
    const QJsonObject good = vectors::loginClaims();
    QTest::newRow("times as digits") << changed(
        changed(good, "iat", QStringLiteral("1760000000")), "exp", QStringLiteral("1760000300"));
    QTest::newRow("no signals") << without(good, "signals");
    QTest::newRow("null signals") << changed(good, "signals", QJsonValue::Null);
    QTest::newRow("empty signals") << changed(good, "signals", QJsonArray());
    QTest::newRow("unknown member")
        << changed(good, "new", QJsonObject { { QStringLiteral("a"), 1 } });
    QTest::newRow("unknown member of the context") << inContext("new", QJsonArray { 1, 2 });
    QTest::newRow("no unusual activities")
        << inContext("unusualActivitiesTextItems", QJsonValue::Undefined);
    QTest::newRow("unusual activities are a text")
        << inContext("unusualActivitiesTextItems", QStringLiteral("x"));
    QTest::newRow("unknown risk") << inContext("riskLevel", QStringLiteral("PURPLE"));
    QTest::newRow("risk is a number") << inContext("riskLevel", 3);
    QTest::newRow("no time of the transaction")
        << inContext("transactionTime", QJsonValue::Undefined);
    QTest::newRow("time without milliseconds")
        << inContext("transactionTime", QStringLiteral("2025-10-09T08:53:20Z"));
    QTest::newRow("unknown system") << inContext("clientOS", QStringLiteral("PLAN_9"));
    QTest::newRow("unknown transaction")
        << inContext("transactionType", QStringLiteral("PURCHASE"));
    QTest::newRow("legacy hints") << changed(
        changed(good, "keyType", QStringLiteral("x")), "kid", QStringLiteral("y"));
    QTest::newRow("null server") << changed(good, "authorizationServerId", QJsonValue::Null);
    QTest::newRow("valid since long ago") << changed(good, "nbf", 1);
    QTest::newRow("no version") << without(good, "ver");
    QTest::newRow("no token id") << without(good, "jti");
    QTest::newRow("no user id") << without(good, "userId");
    QTest::newRow("unknown verification")
        << changed(good, "userVerification", QStringLiteral("LATER"));
    QTest::newRow("empty context") << changed(good, "challengeContext", QJsonObject());
}

void ChallengeCheckTest::tolerates()
{
    QFETCH(QJsonObject, claims);
    const auto refused = refusalOf(claims);
    QVERIFY2(!refused, refused ? push::okta::nameOf(refused->refusal) : "");
    const QJsonObject capitals =
        changed(vectors::loginHeader(), "typ", QStringLiteral("OKTA-PushBind+JWT"));
    QVERIFY(!refusalOfHeader(capitals));
    QVERIFY(check(vectors::organisation().sign(text(vectors::loginHeader()), text(claims) + " \n"),
        vectors::vectorEnrolment()));
}

void ChallengeCheckTest::otherAudiencesAreMarked()
{
    const Enrolment enrolment = vectors::vectorEnrolment();
    const auto ours = check(vectors::organisation().sign(changed(vectors::loginClaims(), "aud",
                                QLatin1String("0oaTESTCLIENT0000001"))),
        enrolment);
    QVERIFY(ours && !ours->hasOtherAudience);
    const auto shaped = check(vectors::organisation().sign(vectors::loginClaims()), enrolment);
    QVERIFY(shaped && shaped->hasOtherAudience);
    // An enrolment without a client id is not everybody's.
    Enrolment undocumented = enrolment;
    undocumented.clientId.clear();
    QVERIFY(!check(vectors::organisation().sign(changed(vectors::loginClaims(), "aud", QString())),
        undocumented));
}

void ChallengeCheckTest::otherOriginsOfTheOrganisationHold()
{
    Enrolment enrolment = vectors::vectorEnrolment();
    enrolment.alternate = "https://login.acme.example";
    QJsonObject claims =
        changed(vectors::loginClaims(), "iss", QStringLiteral("https://login.acme.example"));
    claims = changed(claims, "verificationUri", QStringLiteral("https://login.acme.example/v"));
    QVERIFY(check(vectors::organisation().sign(claims), enrolment));
    enrolment.alternate.clear();
    QVERIFY(!check(vectors::organisation().sign(claims), enrolment));
}

void ChallengeCheckTest::refusalsBecomeErrors()
{
    using base::ErrorCode;
    const auto codeOf = [](Refusal refusal) {
        return push::okta::errorOf({ refusal, {}, {} }).code;
    };
    QVERIFY(codeOf(Refusal::Signature) == ErrorCode::SignatureRefused);
    QVERIFY(codeOf(Refusal::Claim) == ErrorCode::SignatureRefused);
    QVERIFY(codeOf(Refusal::Expired) == ErrorCode::RequestExpired);
    QVERIFY(codeOf(Refusal::AnsweredBefore) == ErrorCode::AnsweredElsewhere);
    QVERIFY(codeOf(Refusal::Unsupported) == ErrorCode::Unsupported);
    QVERIFY(codeOf(Refusal::Malformed) == ErrorCode::SignatureRefused);
    QVERIFY(codeOf(Refusal::Future) == ErrorCode::SignatureRefused);
    QVERIFY(codeOf(Refusal::NotDisplayable) == ErrorCode::NotUnderstood);
    QCOMPARE(
        push::okta::errorOf({ Refusal::Issuer, {}, {} }).arguments.at(0), std::string("issuer"));
}

QTEST_GUILESS_MAIN(ChallengeCheckTest)
#include "challenge_check_test.moc"
