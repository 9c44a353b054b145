// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/json_members.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace json = base::json;

class JsonMembersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aPathEndsInNullWhereItIsBroken()
    {
        const auto value = json::read(R"({"a":{"b":[1],"c":null}})");
        QVERIFY(value);
        QVERIFY(json::at(*value, { "a", "b" }).isArray());
        QVERIFY(json::at(*value, {}).isObject());
        for (const auto& path : { std::initializer_list<std::string_view> { "x" }, { "a", "x" },
                 { "a", "b", "0" }, { "a", "c", "d" } })
            QVERIFY(json::at(*value, path).kind == json::Kind::Null);
    }

    void aNumberMayBeWrittenAsText_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isNumber");
        QTest::newRow("a number") << QByteArray("30") << true;
        QTest::newRow("a text") << QByteArray("\"30\"") << true;
        QTest::newRow("a fraction") << QByteArray("30.5") << false;
        QTest::newRow("a text with a sign") << QByteArray("\"+30\"") << false;
        QTest::newRow("an empty text") << QByteArray("\"\"") << false;
        QTest::newRow("more than a number holds")
            << QByteArray("\"99999999999999999999\"") << false;
        QTest::newRow("a list") << QByteArray("[30]") << false;
    }
    void aNumberMayBeWrittenAsText()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, isNumber);
        const std::string text = "{\"n\":" + value.toStdString() + "}";
        const auto object = json::read(text);
        QVERIFY(object);
        QVERIFY(json::integerOf(*object, "n")
            == (isNumber ? std::optional<std::int64_t>(30) : std::nullopt));
    }

    void aDateHasSeveralSpellings_data()
    {
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("milliseconds");
        const auto row = [](const char* date, qint64 milliseconds) {
            QTest::newRow(date) << QByteArray(date) << milliseconds;
        };
        row("2025-10-09T08:53:20.000Z", 1'760'000'000'000);
        row("2025-10-09T08:53:20.250Z", 1'760'000'000'250);
        row("2025-10-09T08:53:20Z", 1'760'000'000'000);
        row("2025-10-09T08:53:20+00:00", 1'760'000'000'000);
        row("2025-10-09T01:53:20.000-07:00", 1'760'000'000'000);
        row("Thu Oct 09 08:53:20 UTC 2025", -1);
        row("", -1);
    }
    void aDateHasSeveralSpellings()
    {
        QFETCH(QByteArray, date);
        QFETCH(qint64, milliseconds);
        const std::string text = "{\"d\":\"" + date.toStdString() + "\"}";
        const auto object = json::read(text);
        QVERIFY(object);
        const auto read = json::dateOf(*object, "d");
        QCOMPARE(read ? base::unixMilliseconds(*read) : qint64 { -1 }, milliseconds);
    }
};

QTEST_APPLESS_MAIN(JsonMembersTest)
#include "json_members_test.moc"
