// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/find_request.h"
#include "app/cli/json_writer.h"
#include "app/cli/wiped_text.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/push_desk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Requests of two accounts, whose ids are what a test needs.
struct Scene
{
    support::PushDesk desk { 2 };
    std::vector<push::Challenge> waiting;

    void add(std::string_view id, std::size_t account = 0)
    {
        push::Challenge challenge = desk.challenge(u"Mail"_s, account);
        for (std::size_t i = 0; i < id.size() / 2; ++i)
            challenge.hash[i] =
                static_cast<std::uint8_t>(std::stoi(std::string(id.substr(2 * i, 2)), nullptr, 16));
        waiting.push_back(std::move(challenge));
    }
    cli::Outcome<push::Challenge> find(const QString& typed)
    {
        return cli::findRequest(desk.open.session.vault(), waiting, typed);
    }
};

QJsonObject membersOf(const cli::Failure& failure)
{
    cli::WipedText text;
    cli::JsonWriter json(text);
    json.beginObject();
    failure.moreMembers(json);
    json.endObject();
    const std::string_view document = text.view();
    return QJsonDocument::fromJson(
        QByteArray(document.data(), static_cast<qsizetype>(document.size())))
        .object();
}

} // namespace

/// What `approve` and `deny` make of an id.
class FindRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theBeginningDoesWhereItIsOnesOwn_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("four digits") << u"3f2a"_s;
        QTest::newRow("upper case") << u"3F2A"_s;
        QTest::newRow("blanks around") << u" 3f2a "_s;
        QTest::newRow("the whole id") << u"3f2a000000000001"_s;
    }
    void theBeginningDoesWhereItIsOnesOwn()
    {
        QFETCH(const QString, typed);
        Scene scene;
        scene.add("4000000000000002");
        scene.add("3f2a000000000001");
        const auto found = scene.find(typed);
        QVERIFY(found);
        QCOMPARE(push::requestId(*found), std::string("3f2a000000000001"));
    }

    void lessThanFourDigitsAreToldToBeTooShort_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("three, that fit") << u"3f2"_s;
        QTest::newRow("three and a blank") << u"3f2 "_s;
        QTest::newRow("one that fits nothing") << u"9"_s;
        QTest::newRow("nothing") << QString();
    }
    void lessThanFourDigitsAreToldToBeTooShort()
    {
        QFETCH(const QString, typed);
        Scene scene;
        scene.add("3f2a000000000001");
        const auto found = scene.find(typed);
        QVERIFY(!found);
        QCOMPARE(found.error().status, cli::ExitStatus::NotFound);
        QCOMPARE(cli::codeName(found.error()), std::string_view("not-found"));
        QVERIFY2(found.error().message.contains(u"too short"_s), qPrintable(found.error().message));
    }

    void whatFitsNothingWaitsNoLonger()
    {
        Scene scene;
        scene.add("3f2a000000000001");
        const auto found = scene.find(u"3f2b"_s);
        QVERIFY(!found);
        QCOMPARE(found.error().status, cli::ExitStatus::NotFound);
        QVERIFY(found.error().message.contains(u"“3f2b” waits"_s));
    }

    void severalAreListed()
    {
        Scene scene;
        scene.add("3f2a000000000001");
        scene.add("4000000000000002");
        scene.add("3f2a000000000003", 1);
        scene.add("3f2a000000000004", 1);
        const auto found = scene.find(u"3f2a"_s);
        QVERIFY(!found);
        const cli::Failure& failure = found.error();
        QCOMPARE(failure.status, cli::ExitStatus::NotFound);
        QCOMPARE(cli::codeName(failure), std::string_view("ambiguous"));
        const QJsonObject members = membersOf(failure);
        // The accounts, each once, as for every ambiguity; and what tells the requests apart.
        const QJsonArray matches = members["matches"_L1].toArray();
        QCOMPARE(matches.size(), 2);
        QCOMPARE(matches[0]["issuer"_L1].toString(), u"ACME"_s);
        QCOMPARE(matches[1]["issuer"_L1].toString(), u"ACME 2"_s);
        QCOMPARE(members["ids"_L1].toArray(),
            (QJsonArray { u"3f2a000000000001"_s, u"3f2a000000000003"_s, u"3f2a000000000004"_s }));
        QVERIFY(failure.message.contains(u"3f2a000000000003  ACME 2 (alice@acme.test)"_s));
        QVERIFY(!failure.message.contains(u"4000"_s));
    }
};

QTEST_GUILESS_MAIN(FindRequestTest)
#include "find_request_test.moc"
