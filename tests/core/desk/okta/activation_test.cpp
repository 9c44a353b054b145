// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/activation_reply.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using desk::okta::Activation;
using desk::okta::Factor;
using desk::okta::FactorResult;
using desk::okta::FactorStatus;
using desk::okta::readActivationReply;

namespace {

constexpr auto Waiting =
    "{"
    "\"expiresAt\": \"2025-10-09T08:40:00.000Z\","
    "\"factorResult\": \"WAITING\","
    "\"_links\": {"
    "\"poll\": { \"href\": \"https://acme.example.com/poll\", \"hints\": { \"allow\": [\"POST\"] } "
    "},"
    "\"qrcode\": { \"href\": \"https://acme.example.com/qr/00TEST\", \"type\": \"image/png\" }"
    "}"
    "}";

constexpr auto Done =
    "{"
    "\"id\": \"opfTESTPUSH000000001\", \"factorType\": \"push\", \"provider\": \"OKTA\", "
    "\"vendorName\": \"OKTA\","
    "\"status\": \"ACTIVE\", \"created\": \"2025-10-09T08:30:00.000Z\","
    "\"profile\": { \"credentialId\": \"rin@acme.example.com\", \"name\": \"Desk 4\" },"
    "\"_links\": { \"verify\": { \"href\": \"https://acme.example.com/verify\" },"
    "\"self\": { \"href\": \"https://acme.example.com/self\" } }"
    "}";

/// What was read as an activation; a result of its own where it was none.
Activation activationIn(const std::string& body)
{
    auto reply = readActivationReply(body);
    auto* const activation = reply ? std::get_if<Activation>(&*reply) : nullptr;
    if (activation)
        return std::move(*activation);
    Activation none;
    none.result = FactorResult::Error;
    return none;
}

} // namespace

class DeskActivationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void itWaits()
    {
        const Activation activation = activationIn(Waiting);
        QVERIFY(activation.result == FactorResult::Waiting);
        QVERIFY(activation.expires == base::fromUnixSeconds(1'759'999'200));
        QCOMPARE(activation.poll, std::string("https://acme.example.com/poll"));
        QCOMPARE(std::string(base::textOf(activation.picture)),
            std::string("https://acme.example.com/qr/00TEST"));
    }

    void itRunsOutAndCanBeginAnew()
    {
        const Activation activation =
            activationIn("{\"factorResult\":\"TIMEOUT\",\"_links\":{\"activate\":{\"href\":\"https:"
                         "//acme.example.com/a\"}}}");
        QVERIFY(activation.result == FactorResult::Timeout);
        QVERIFY(activation.poll.empty());
        QCOMPARE(activation.restart, std::string("https://acme.example.com/a"));
    }

    /// No word says so: the reply is another thing all at once.
    void itSucceedsByBecomingTheFactor()
    {
        const auto reply = readActivationReply(Done);
        QVERIFY(reply);
        const auto* const factor = std::get_if<Factor>(&*reply);
        QVERIFY(factor);
        QVERIFY(factor->status == FactorStatus::Active);
        QCOMPARE(factor->device, QStringLiteral("Desk 4"));
        QCOMPARE(factor->verify, std::string("https://acme.example.com/verify"));
    }

    void theWordSuccessIsNone()
    {
        QVERIFY(activationIn("{\"factorResult\":\"SUCCESS\"}").result == FactorResult::Unknown);
        // Beside a status, too: it would be a factor that says two things.
        QVERIFY(activationIn(
                    "{\"factorType\":\"push\",\"status\":\"ACTIVE\",\"factorResult\":\"SUCCESS\"}")
                    .result
            == FactorResult::Unknown);
    }

    void aWordThatNobodyKnowsIsTheEnd()
    {
        for (const char* word : { "\"PENDING\"", "\"waiting\"", "7", "[]" }) {
            const FactorResult result =
                activationIn(std::string("{\"factorResult\":") + word + "}").result;
            QVERIFY(result == FactorResult::Unknown);
            QVERIFY(desk::okta::isFinal(result));
        }
    }

    void aReplyThatSaysNothingLetsItGoOn_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no body") << QByteArray();
        QTest::newRow("an empty object") << QByteArray("{}");
        QTest::newRow("null") << QByteArray("{\"factorResult\":null}");
        QTest::newRow("an empty word") << QByteArray("{\"factorResult\":\"\"}");
        QTest::newRow("still waiting, as an error says it")
            << QByteArray("{\"errorCode\":\"E0000070\",\"errorSummary\":\"Waiting for ACK\"}");
    }
    void aReplyThatSaysNothingLetsItGoOn()
    {
        QFETCH(QByteArray, body);
        Activation reply = activationIn(body.toStdString());
        QVERIFY(reply.result == FactorResult::Waiting);
        const Activation kept = continued(activationIn(Waiting), std::move(reply));
        QCOMPARE(kept.poll, std::string("https://acme.example.com/poll"));
        QVERIFY(kept.expires == base::fromUnixSeconds(1'759'999'200));
        QVERIFY(!kept.picture.empty());
    }

    void theEndKeepsNothingOfBefore()
    {
        const Activation ended =
            continued(activationIn(Waiting), activationIn("{\"factorResult\":\"CANCELLED\"}"));
        QVERIFY(ended.result == FactorResult::Cancelled);
        QVERIFY(ended.poll.empty());
        QVERIFY(ended.picture.empty());
    }

    /// As the reply to beginning anew: the factor, which waits again.
    void aFactorThatIsPendingCountsAsItsActivation()
    {
        const Activation activation = activationIn(
            "{\"id\":\"1\",\"factorType\":\"push\",\"status\":\"PENDING_ACTIVATION\",\"_embedded\":"
            "{\"activation\":{\"expiresAt\":\"2025-10-09T08:40:00Z\"}},\"_links\":{\"poll\":"
            "{\"href\":\"https://acme.example.com/poll\"}}}");
        QVERIFY(activation.result == FactorResult::Waiting);
        QCOMPARE(activation.poll, std::string("https://acme.example.com/poll"));
        QVERIFY(activation.expires == base::fromUnixSeconds(1'759'999'200));
    }

    void aFactorThatIsNeitherPendingNorActiveIsToldAsItIs()
    {
        const auto reply = readActivationReply(
            "{\"id\":\"1\",\"factorType\":\"push\",\"provider\":\"OKTA\",\"status\":\"EXPIRED\"}");
        QVERIFY(reply);
        const auto* const factor = std::get_if<Factor>(&*reply);
        QVERIFY(factor && factor->status == FactorStatus::Expired);
    }

    void theEndIsSpelledInSeveralWays_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::newRow("milliseconds") << QByteArray("\"expiresAt\":\"2025-10-09T08:40:00.000Z\"");
        QTest::newRow("none") << QByteArray("\"expiresAt\":\"2025-10-09T08:40:00Z\"");
        QTest::newRow("offset") << QByteArray("\"expiresAt\":\"2025-10-09T08:40:00.000+00:00\"");
        QTest::newRow("another offset")
            << QByteArray("\"expiresAt\":\"2025-10-09T01:40:00-07:00\"");
        QTest::newRow("prose") << QByteArray("\"expireAt\":\"2025-10-09T08:40:00.000Z\"");
        QTest::newRow("both") << QByteArray(
            "\"expireAt\":\"2024-01-01T00:00:00Z\",\"expiresAt\":\"2025-10-09T08:40:00.000Z\"");
    }
    void theEndIsSpelledInSeveralWays()
    {
        QFETCH(QByteArray, member);
        const Activation activation = activationIn("{" + member.toStdString() + "}");
        QVERIFY(activation.expires == base::fromUnixSeconds(1'759'999'200));
    }

    void aReplyThatIsCutShortIsNotUnderstood()
    {
        for (const std::string_view body : { Waiting, Done }) {
            for (std::size_t size = 1; size < body.size(); ++size)
                QVERIFY(!readActivationReply(body.substr(0, size)));
        }
    }

    void whatIsNoObjectIsNotUnderstood()
    {
        for (const char* body : { "[]", "null", "7", "{", "<html>", "{\"a\":1,\"a\":2}" })
            QVERIFY(!readActivationReply(body));
    }
};

QTEST_GUILESS_MAIN(DeskActivationTest)
#include "activation_test.moc"
