// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/json_writer.h"
#include "tests/support/fail_on_warning.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

using namespace Qt::StringLiterals;

class JsonWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void writesMembersInOrder();
    void keepsWholeNumbersWhole();
    void escapesWhatATerminalWouldObey_data();
    void escapesWhatATerminalWouldObey();
    void takesBytesThatAreNoText();
};

void JsonWriterTest::writesMembersInOrder()
{
    cli::WipedText text;
    cli::JsonWriter json(text);
    json.beginObject();
    json.member("b", "literal");
    json.member("a", true);
    json.key("list").beginArray();
    json.value(1);
    json.beginObject();
    json.endObject();
    json.beginArray();
    json.endArray();
    json.value(false);
    json.endArray();
    json.member("last", u"ü"_s);
    json.endObject();
    QCOMPARE(QByteArray(text.view().data(), static_cast<qsizetype>(text.view().size())),
        R"({"b":"literal","a":true,"list":[1,{},[],false],"last":"ü"})");
}

void JsonWriterTest::keepsWholeNumbersWhole()
{
    cli::WipedText text;
    cli::JsonWriter json(text);
    json.beginArray();
    json.value(std::numeric_limits<std::uint64_t>::max());
    json.value(std::numeric_limits<std::int64_t>::min());
    json.endArray();
    QVERIFY(text.view() == "[18446744073709551615,-9223372036854775808]");
}

void JsonWriterTest::escapesWhatATerminalWouldObey_data()
{
    QTest::addColumn<QString>("content");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("quote and backslash") << u"a\"b\\c"_s << QByteArray(R"("a\"b\\c")");
    QTest::newRow("line break") << u"a\nb"_s << QByteArray(R"("a\u000ab")");
    QTest::newRow("escape") << u"\x1b[2J"_s << QByteArray(R"("\u001b[2J")");
    QTest::newRow("control of the upper half") << u"\u009b"_s << QByteArray(R"("\u009b")");
    QTest::newRow("right-to-left override") << u"\u202e"_s << QByteArray(R"("\u202e")");
    QTest::newRow("beyond the first plane") << u"🔑"_s << QByteArray("\"🔑\"");
}

void JsonWriterTest::escapesWhatATerminalWouldObey()
{
    QFETCH(QString, content);
    cli::WipedText text;
    cli::JsonWriter json(text);
    json.value(content);
    const QByteArray out(text.view().data(), static_cast<qsizetype>(text.view().size()));
    QTEST(out, "written");
    const QJsonDocument read = QJsonDocument::fromJson('[' + out + ']');
    QCOMPARE(read.array()[0].toString(), content);
}

void JsonWriterTest::takesBytesThatAreNoText()
{
    cli::WipedText text;
    cli::JsonWriter json(text);
    json.value(std::string_view("a\xff"));
    QVERIFY(text.view() == "\"a\ufffd\"");
}

QTEST_GUILESS_MAIN(JsonWriterTest)
#include "json_writer_test.moc"
