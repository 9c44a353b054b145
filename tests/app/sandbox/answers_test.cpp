// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/answers.h"
#include "app/sandbox/claims.h"
#include "tests/app/sandbox/device_vectors.h"
#include "tests/app/sandbox/sandbox_device.h"
#include "tests/app/sandbox/vector_world.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using namespace Qt::StringLiterals;
using sandbox::Outcome;
using support::SandboxDevice;

namespace {

QJsonObject body(const QString& text)
{
    return { { u"method"_s, u"push"_s }, { u"challengeResponse"_s, text } };
}

/// The payload of the first vector, to be changed and signed again.
QJsonObject approval()
{
    return sandbox::readJws(QLatin1String(vectors::ApproveWithPossession))->payload;
}

} // namespace

Q_DECLARE_METATYPE(sandbox::Outcome)

class AnswersTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_client.clock().time = base::fromUnixSeconds(support::SandboxClient::Start);
        m_client.world().settings = {};
        support::fillWithVectors(m_client.world());
    }

    void takesTheVectors_data()
    {
        QTest::addColumn<QString>("transaction");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("status");
        QTest::addColumn<Outcome>("outcome");
        QTest::newRow("approval with possession")
            << support::FirstTransaction << QString::fromLatin1(vectors::ApproveWithPossession)
            << 200 << Outcome::Success;
        QTest::newRow("denial") << support::FirstTransaction << QString::fromLatin1(vectors::Deny)
                                << 204 << Outcome::Rejected;
        QTest::newRow("approval with verification")
            << support::SecondTransaction << QString::fromLatin1(vectors::ApproveWithVerification)
            << 200 << Outcome::Success;
    }
    void takesTheVectors()
    {
        QFETCH(QString, transaction);
        QFETCH(QString, text);
        QTEST(answered(transaction, text).status, "status");
        QTEST(m_client.world().state.transactions[transaction].outcome, "outcome");
    }

    void takesAnAnswerOnce()
    {
        QCOMPARE(answered(support::FirstTransaction, QLatin1String(vectors::Deny)).status, 204);
        QCOMPARE(answered(support::FirstTransaction, QLatin1String(vectors::ApproveWithPossession))
                     .status,
            400);
        QCOMPARE(m_client.world().state.transactions[support::FirstTransaction].outcome,
            Outcome::Rejected);
    }

    void refusesEveryChangedByte()
    {
        const QString text = QLatin1String(vectors::ApproveWithPossession);
        for (qsizetype i = 0; i < text.size(); i += 7) {
            QString changed = text;
            changed[i] = changed[i] == u'A' ? u'B' : u'A';
            QVERIFY2(answered(support::FirstTransaction, changed).status >= 400,
                qPrintable(QString::number(i)));
        }
        QCOMPARE(m_client.world().state.transactions[support::FirstTransaction].outcome,
            Outcome::Waiting);
    }

    void refusesWrongClaims_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char* name, const QString& claim, const QJsonValue& value) {
            QTest::newRow(name) << claim << value;
        };
        row("another enrolment", u"iss"_s, u"pfdANOTHER0000000001"_s);
        row("another audience", u"aud"_s, u"https://other.example.com"_s);
        row("an audience in a list", u"aud"_s, QJsonArray { support::VectorOrg });
        row("another user", u"sub"_s, u"00uANOTHER0000000001"_s);
        row("another transaction", u"tx"_s, support::SecondTransaction);
        row("another nonce", u"nonce"_s, u"x"_s);
        row("another method", u"methodEnrollmentId"_s, u"opfANOTHER0000000001"_s);
        row("the other key's type", u"keyType"_s, u"userVerification"_s);
        row("valid for a day", u"exp"_s, 1'760'086'412);
        row("expired", u"exp"_s, 1'759'999'711);
        row("not yet valid", u"nbf"_s, 1'760'000'313);
        row("made in the future", u"iat"_s, 1'760'000'313);
        row("no id", u"jti"_s, QString());
        row("unknown consent", u"challengeResponseContext"_s,
            QJsonObject { { u"userConsent"_s, u"APPROVED"_s } });
        row("verified by the other key", u"challengeResponseContext"_s,
            QJsonObject { { u"userConsent"_s, u"APPROVED_USER_VERIFICATION"_s } });
    }
    void refusesWrongClaims()
    {
        QFETCH(QString, claim);
        QFETCH(QJsonValue, value);
        QJsonObject payload = approval();
        payload[claim] = value;
        const sandbox::Reply reply = answered(support::FirstTransaction, signedAgain(payload));
        QVERIFY2(reply.status >= 400, reply.body);
        QCOMPARE(m_client.world().state.transactions[support::FirstTransaction].outcome,
            Outcome::Waiting);
        // What was wrong is that claim alone.
        QCOMPARE(answered(support::FirstTransaction, signedAgain(approval())).status, 200);
    }

    void toleratesFiveMinutesOfClock_data()
    {
        QTest::addColumn<qint64>("now");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("slow to the second") << qint64 { 1'759'999'712 } << true;
        QTest::newRow("slower") << qint64 { 1'759'999'711 } << false;
        QTest::newRow("late to the second") << qint64 { 1'760'000'612 } << true;
        QTest::newRow("later") << qint64 { 1'760'000'613 } << false;
    }
    void toleratesFiveMinutesOfClock()
    {
        QFETCH(qint64, now);
        m_client.clock().time = base::fromUnixSeconds(now);
        m_client.world().state.transactions[support::FirstTransaction].expires =
            base::fromUnixSeconds(1'760'009'999);
        const int status =
            answered(support::FirstTransaction, QLatin1String(vectors::ApproveWithPossession))
                .status;
        QTEST(status == 200, "isGood");
    }

    void refusesOtherTypesAndKeys()
    {
        const QString kid = QLatin1String(vectors::PossessionKid);
        const auto signedAs = [&](const char* scalar, const QString& id, const QString& type) {
            return answered(
                support::FirstTransaction, SandboxDevice::signedWith(scalar, id, type, approval()))
                .status;
        };
        const QString type = u"okta-pushbind+jwt"_s;
        QCOMPARE(signedAs(vectors::PossessionScalar, kid, u"okta-devicebind+jwt"_s), 400);
        QCOMPARE(signedAs(vectors::PossessionScalar, u"unknown"_s, type), 400);
        QCOMPARE(signedAs(vectors::InstanceScalar, kid, type), 400);
        QCOMPARE(
            signedAs(vectors::VerificationScalar, QLatin1String(vectors::VerificationKid), type),
            400);
        QCOMPARE(signedAs(vectors::PossessionScalar, kid, u"OKTA-PushBind+JWT"_s), 200);
    }

    void refusesAnUnsignedAnswer()
    {
        const QByteArray text =
            sandbox::signingInput({ { u"alg"_s, u"none"_s }, { u"typ"_s, u"okta-pushbind+jwt"_s },
                                      { u"kid"_s, QLatin1String(vectors::PossessionKid) } },
                approval());
        QCOMPARE(answered(support::FirstTransaction, QString::fromLatin1(text) + u'.').status, 400);
    }

    void wantsVerificationWhereThePolicySays()
    {
        m_client.world().settings.userVerification = u"REQUIRED"_s;
        const sandbox::Reply reply =
            answered(support::FirstTransaction, QLatin1String(vectors::ApproveWithPossession));
        QCOMPARE(reply.status, 400);
        QVERIFY(reply.body.contains("E0000158"));
        QCOMPARE(
            answered(support::SecondTransaction, QLatin1String(vectors::ApproveWithVerification))
                .status,
            200);
        QCOMPARE(answered(support::FirstTransaction, QLatin1String(vectors::Deny)).status, 204);
    }

    void comparesNumbersAsText_data()
    {
        QTest::addColumn<QJsonValue>("chosen");
        QTest::addColumn<int>("status");
        QTest::addColumn<Outcome>("outcome");
        QTest::newRow("right") << QJsonValue(u"7"_s) << 200 << Outcome::Success;
        QTest::newRow("wrong") << QJsonValue(u"0"_s) << 200 << Outcome::Rejected;
        QTest::newRow("another spelling") << QJsonValue(u"07"_s) << 200 << Outcome::Rejected;
        QTest::newRow("none") << QJsonValue(QJsonValue::Undefined) << 400 << Outcome::Waiting;
        QTest::newRow("a number") << QJsonValue(7) << 400 << Outcome::Waiting;
    }
    void comparesNumbersAsText()
    {
        QFETCH(QJsonValue, chosen);
        sandbox::Transaction& transaction =
            m_client.world().state.transactions[support::FirstTransaction];
        transaction.numbers = { u"17"_s, u"7"_s, u"0"_s };
        transaction.answer = 7;
        QJsonObject payload = approval();
        payload[u"challengeResponseContext"_s] =
            QJsonObject { { u"userConsent"_s, u"APPROVED_CONSENT_PROMPT"_s },
                { u"selectedTextItem"_s, chosen } };
        QTEST(answered(support::FirstTransaction, signedAgain(payload)).status, "status");
        QTEST(transaction.outcome, "outcome");
    }

    void tellsWhatBecameOfTheEnrolment_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("code");
        QTest::newRow("removed") << u"removed"_s << u"E0000154"_s;
        QTest::newRow("suspended") << u"suspended"_s << u"E0000180"_s;
        QTest::newRow("device deleted") << u"device deleted"_s << u"E0000153"_s;
        QTest::newRow("device suspended") << u"device suspended"_s << u"E0000152"_s;
        QTest::newRow("user deleted") << u"user deleted"_s << u"E0000156"_s;
    }
    void tellsWhatBecameOfTheEnrolment()
    {
        QFETCH(QString, change);
        QFETCH(QString, code);
        sandbox::State& state = m_client.world().state;
        sandbox::Enrolment& enrolment = state.enrolments[u"pfdTESTENRL000000001"_s];
        if (change == "removed"_L1)
            enrolment.standing = sandbox::Standing::Removed;
        if (change == "suspended"_L1)
            enrolment.standing = sandbox::Standing::Suspended;
        state.devices[enrolment.deviceId].isDeleted = change == "device deleted"_L1;
        state.devices[enrolment.deviceId].isSuspended = change == "device suspended"_L1;
        if (change == "user deleted"_L1)
            state.users.clear();
        const sandbox::Reply reply =
            answered(support::FirstTransaction, QLatin1String(vectors::ApproveWithPossession));
        QVERIFY2(reply.body.contains(code.toLatin1()), reply.body);
        QCOMPARE(state.transactions[support::FirstTransaction].outcome, Outcome::Waiting);
    }

    void knowsTheEnrolmentUpdateToken()
    {
        sandbox::World& world = m_client.world();
        const sandbox::Enrolment& enrolment = world.state.enrolments[u"pfdTESTENRL000000001"_s];
        sandbox::Request request;
        request.headers = { { "Authorization", QByteArray("SSWS ") + vectors::EnrolmentUpdate } };
        QVERIFY(!sandbox::checkAuthorization(world, request, enrolment, {}));
        // The same once more is a replay.
        QVERIFY(sandbox::checkAuthorization(world, request, enrolment, {}));
    }

    void readsBase64UrlStrictly()
    {
        QCOMPARE(sandbox::toBase64Url(*base::fromHex("fbff")), QByteArray("-_8"));
        QCOMPARE(sandbox::fromBase64Url("__79"), base::fromHex("fffefd").value());
        QCOMPARE(sandbox::fromBase64Url(QByteArray(43, 'A')), base::Bytes(32, 0));
        for (const char* bad : { "-w==", "+w", "/w", "A", "-x", "-_ 8" })
            QVERIFY2(!sandbox::fromBase64Url(bad), bad);
    }

    void wantsCoordinatesInFullLength()
    {
        QJsonObject jwk = SandboxDevice::jwk(vectors::InstanceScalar, vectors::InstanceKid);
        // The vector's x begins with a zero byte.
        QCOMPARE(jwk["x"_L1].toString(), u"AH8rs_ljlp69Gp8yNZZzAsPKtAEhgD1lE7oO71gJ4UM"_s);
        QVERIFY(sandbox::readJwk(jwk));
        jwk[u"x"_s] = QString::fromLatin1(sandbox::toBase64Url(
            base::ByteView(*sandbox::fromBase64Url(jwk["x"_L1].toString().toLatin1())).subspan(1)));
        QVERIFY(!sandbox::readJwk(jwk));
    }

private:
    sandbox::Reply answered(const QString& transaction, const QString& text)
    {
        return sandbox::takeAnswer(m_client.world(), transaction, body(text));
    }
    static QString signedAgain(const QJsonObject& payload)
    {
        return SandboxDevice::signedWith(vectors::PossessionScalar,
            QLatin1String(vectors::PossessionKid), u"okta-pushbind+jwt"_s, payload);
    }

    support::SandboxClient m_client;
};

QTEST_GUILESS_MAIN(AnswersTest)
#include "answers_test.moc"
