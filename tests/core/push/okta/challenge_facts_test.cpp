// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/challenge_check.h"
#include "tests/support/fail_on_warning.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using push::okta::ChallengeFacts;

namespace {

ChallengeFacts factsOf(const QJsonObject& context, const QString& application = {})
{
    QJsonObject claims { { QStringLiteral("challengeContext"), context } };
    if (!application.isNull())
        claims[QStringLiteral("appInstanceName")] = application;
    const std::string text = QJsonDocument(claims).toJson().toStdString();
    const auto value = base::json::read(text);
    return value ? push::okta::readFacts(*value) : ChallengeFacts();
}

ChallengeFacts factsWith(const char* name, const QJsonValue& value)
{
    return factsOf({ { QLatin1String(name), value } });
}

ChallengeFacts factsOfClient(const QJsonValue& client)
{
    return factsWith("countersignClient", client);
}

} // namespace

class ChallengeFactsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void namesSystems_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* word, const char* name) {
            QTest::newRow(word) << QString::fromLatin1(word) << QString::fromLatin1(name);
        };
        row("MAC_OS_X", "macOS");
        row("WINDOWS", "Windows");
        row("IOS", "iOS");
        row("ANDROID", "Android");
        row("linux", "Linux");
        row("UNKNOWN", "");
        row("PLAN_9", "PLAN_9");
        row("", "");
    }
    void namesSystems()
    {
        QFETCH(QString, word);
        QTEST(factsWith("clientOS", word).system, "name");
    }

    void showsBindingMessages_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* message, const char* shown) {
            QTest::newRow(message) << QString::fromUtf8(message) << QString::fromUtf8(shown);
        };
        row("Release 300%2C00 EUR", "Release 300,00 EUR");
        row("100% sure", "100% sure");
        row("50%25 off and 100% sure", "50%25 off and 100% sure");
        row("ends with %", "ends with %");
        row("ends with %4", "ends with %4");
        row("%zz", "%zz");
        row("once %2541", "once %41");
        row("a+b", "a+b");
        row("%C3%A4", "ä");
        row("broken UTF-8 %FF", "broken UTF-8 %FF");
        row("two%0Alines%E2%80%AE", "two\\u{A}lines\\u{202E}");
    }
    void showsBindingMessages()
    {
        QFETCH(QString, message);
        QTEST(factsWith("bindingMessage", message).bindingMessage, "shown");
    }

    void hidesNoControlCharacterAndCutsLongTexts()
    {
        const QString deceptive = QStringLiteral("a\u202Eb\u0007");
        const QString visible = QStringLiteral("a\\u{202E}b\\u{7}");
        const QString longText(4000, u'x');
        const QString cut = QString(512, u'x') + QChar(0x2026);
        ChallengeFacts facts = factsOf(
            { { QStringLiteral("clientLocation"), deceptive },
                { QStringLiteral("riskLevel"), deceptive },
                { QStringLiteral("clientOS"), deceptive },
                { QStringLiteral("transactionTime"), deceptive },
                { QStringLiteral("unusualActivitiesTextItems"), QJsonArray { deceptive } } },
            deceptive);
        for (const QString& text : { facts.application, facts.place, facts.risk, facts.system,
                 facts.transactionTime, facts.unusualActivities.at(0) })
            QCOMPARE(text, visible);
        facts = factsOf({ { QStringLiteral("bindingMessage"), longText } }, longText);
        QCOMPARE(facts.application, cut);
        QCOMPARE(facts.bindingMessage, cut);
        QCOMPARE(factsWith("unusualActivitiesTextItems", QJsonArray { longText }).unusualActivities,
            QStringList { cut });
    }

    void placesThatAreNoneAreNotShown()
    {
        for (const QString& place : { QString(), QStringLiteral("Unknown location"),
                 QStringLiteral("UNKNOWN LOCATION"), QStringLiteral("  ") }) {
            const ChallengeFacts facts = factsOf({ { QStringLiteral("clientLocation"), place },
                { QStringLiteral("showUserLocationInNotification"), true } });
            QVERIFY(facts.place.isEmpty());
            QVERIFY(!facts.placeInNotification);
        }
        const ChallengeFacts quiet =
            factsOf({ { QStringLiteral("clientLocation"), QStringLiteral("Lisbon") } });
        QCOMPARE(quiet.place, QStringLiteral("Lisbon"));
        QVERIFY(!quiet.placeInNotification);
    }

    void listsUnusualActivities()
    {
        const QJsonArray items { QStringLiteral("ANOMALOUS_DEVICE"), 1, QString(),
            QStringLiteral("x") };
        QCOMPARE(factsWith("unusualActivitiesTextItems", items).unusualActivities,
            QStringList({ QStringLiteral("ANOMALOUS_DEVICE"), QStringLiteral("x") }));
        QJsonArray many;
        for (int i = 0; i < 100; ++i)
            many.append(QString::number(i));
        QCOMPARE(factsWith("unusualActivitiesTextItems", many).unusualActivities.size(), 16);
    }

    void readsWhereTheSignInWasStarted_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* address, const char* shown) {
            QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(shown);
        };
        row("203.0.113.40", "203.0.113.40");
        row("2001:DB8:0:0::1", "2001:db8::1");
        row("::ffff:203.0.113.40", "::ffff:203.0.113.40");
        for (const char* const none : { "", "203.0.113", "203.0.113.256", "203.0.113.040", "1",
                 "0x7f.0.0.1", " 203.0.113.40", "203.0.113.40 ", "203.0.113.40:80", "[::1]",
                 "fe80::1%eth0", "example.com", "203.0.113.40/24" })
            row(none, "");
    }
    void readsWhereTheSignInWasStarted()
    {
        QFETCH(QString, address);
        QFETCH(QString, shown);
        const ChallengeFacts facts =
            factsOfClient(QJsonObject { { QStringLiteral("address"), address },
                { QStringLiteral("userAgent"), QStringLiteral("Example\u202E/1.0") } });
        QVERIFY(facts.client);
        QCOMPARE(facts.client->address.has_value(), !shown.isEmpty());
        QCOMPARE(QString::fromStdString(facts.client->address.value_or("")), shown);
        QCOMPARE(facts.client->userAgent,
            std::optional<QString>(QStringLiteral("Example\\u{202E}/1.0")));
    }

    void aZeroByteIsNoEndOfAnAddress()
    {
        const ChallengeFacts facts = factsOfClient(QJsonObject {
            { QStringLiteral("address"), QStringLiteral("203.0.113.40") + QChar(0) + u'x' } });
        QVERIFY(facts.client && !facts.client->address);
    }

    void partsOfTheClientMayBeMissing()
    {
        QVERIFY(!factsOf({}).client);
        QVERIFY(!factsOfClient(QStringLiteral("203.0.113.40")).client);
        const ChallengeFacts unnamed = factsOfClient(
            QJsonObject { { QStringLiteral("address"), QStringLiteral("203.0.113.40") },
                { QStringLiteral("userAgent"), QString() } });
        QVERIFY(unnamed.client && unnamed.client->address);
        QVERIFY(unnamed.client->userAgent && unnamed.client->userAgent->isEmpty());
        const ChallengeFacts nothing = factsOfClient(QJsonObject());
        QVERIFY(nothing.client && !nothing.client->address && !nothing.client->userAgent);
    }
};

QTEST_GUILESS_MAIN(ChallengeFactsTest)
#include "challenge_facts_test.moc"
