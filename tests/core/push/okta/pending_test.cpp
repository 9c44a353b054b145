// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/pending.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_scene.h"
#include "tests/support/okta_vectors.h"

#include <QTest>

using push::okta::checkPendingList;
using push::okta::readPendingList;
using push::okta::Refusal;
namespace vectors = support::okta;

namespace {

std::string envelope(const std::string& token)
{
    return R"({"payloadVersion":"IDXv1","challenge":")" + token + "\"}";
}

/// A challenge that was made so many seconds after the vector.
std::string laterChallenge(int seconds, const char* transaction)
{
    QJsonObject claims = vectors::loginClaims();
    claims[QStringLiteral("iat")] = 1'760'000'000 + seconds;
    claims[QStringLiteral("transactionId")] = QLatin1String(transaction);
    return vectors::organisation().sign(claims);
}

} // namespace

class OktaPendingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void recognisesEnvelopes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isOurs");
        const auto row = [](const char* name, const char* text, bool isOurs) {
            QTest::newRow(name) << QByteArray(text) << isOurs;
        };
        row("list", R"({"payloadVersion":"IDXv1","challenge":"x"})", true);
        row("push service", R"({"okta.payloadVersion":"IDXv1","okta.challenge":"x"})", true);
        row("with more", R"({"payloadVersion":"IDXv1","challenge":"x","aps":{}})", true);
        row("dots are no path", R"({"okta":{"payloadVersion":"IDXv1","challenge":"x"}})", false);
        row("newer", R"({"payloadVersion":"IDXv2","challenge":"x"})", false);
        row("other case", R"({"payloadVersion":"idxv1","challenge":"x"})", false);
        row("no version", R"({"challenge":"x"})", false);
        row("version is a number", R"({"payloadVersion":1,"challenge":"x"})", false);
        row("no challenge", R"({"payloadVersion":"IDXv1"})", false);
        row("challenge is an object", R"({"payloadVersion":"IDXv1","challenge":{}})", false);
        row("empty", "{}", false);
        row("text", "\"x\"", false);
        row("null", "null", false);
        row("unprefixed names win",
            R"({"payloadVersion":"IDXv2","challenge":"x","okta.payloadVersion":"IDXv1","okta.challenge":"x"})",
            false);
    }
    void recognisesEnvelopes()
    {
        QFETCH(QByteArray, text);
        const std::string body = text.toStdString();
        const auto value = base::json::read(body);
        QVERIFY(value);
        const auto token = push::okta::readEnvelope(*value);
        QTEST(token.has_value(), "isOurs");
        QVERIFY(!token || *token == "x");
    }

    void keepsWhatIsOneOfOurs()
    {
        const std::string body = "[{}," + envelope(vectors::LoginChallenge)
            + ",\"x\",null,{\"payloadVersion\":\"IDXv2\",\"challenge\":\"y\"}]\n ";
        const auto tokens = readPendingList(body);
        QVERIFY(tokens);
        QVERIFY(*tokens == std::vector<std::string>({ vectors::LoginChallenge }));
    }

    void anEmptyListIsAList()
    {
        const auto tokens = readPendingList("[]");
        QVERIFY(tokens && tokens->empty());
    }

    void otherRepliesAreErrors_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char* const body : { "", "{}", "null", "[", "<html></html>", "\"[]\"" })
            QTest::addRow("%s", body) << QByteArray(body);
    }
    void otherRepliesAreErrors()
    {
        QFETCH(QByteArray, body);
        const auto tokens = readPendingList(body.toStdString());
        QVERIFY(!tokens);
        QCOMPARE(tokens.error().code, base::ErrorCode::NotUnderstood);
    }

    void moreThanTwoHundredAreNotKept()
    {
        std::string body = "[";
        for (int i = 0; i < 300; ++i)
            body += (i > 0 ? "," : "") + envelope(std::to_string(i));
        const auto tokens = readPendingList(body + "]");
        QVERIFY(tokens);
        QCOMPARE(tokens->size(), std::size_t { 200 });
    }

    void theNewestComesFirstAndEachOnce()
    {
        const push::okta::Enrolment enrolment = vectors::vectorEnrolment();
        const std::string first = laterChallenge(0, "first");
        const auto checked =
            checkPendingList({ first, laterChallenge(10, "third"), "x", laterChallenge(5, "second"),
                                 first, vectors::LoginChallenge },
                vectors::contextOf(enrolment));
        QCOMPARE(checked.challenges.size(), std::size_t { 3 });
        QCOMPARE(checked.challenges[0].transactionId, std::string("third"));
        QCOMPARE(checked.challenges[1].transactionId, std::string("second"));
        QCOMPARE(checked.challenges[2].transactionId, std::string("first"));
        QCOMPARE(checked.refused.size(), std::size_t { 2 });
        QVERIFY(checked.refused[0].refusal == Refusal::Malformed);
        QVERIFY(checked.refused[1].refusal == Refusal::Signature);
    }
};

QTEST_GUILESS_MAIN(OktaPendingTest)
#include "pending_test.moc"
