// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/json.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace json = base::json;
using namespace Qt::StringLiterals;

namespace {

/// The one member of `{"a":…}`.
std::optional<json::Value> valueOf(const std::string& text)
{
    const auto whole = json::read(text);
    if (!whole || !whole->isArray() || whole->items.size() != 1)
        return {};
    return whole->items[0];
}

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsEveryKindOfValue()
    {
        const std::string text = " {\"a\" : [ 1, -2,3.5e+7 ] ,\"b\":{},\"c\":[],\"d\":true,\n"
                                 "\t\"e\":false,\"f\":null,\"g\":\"x\"}\r\n ";
        const auto value = json::read(text);
        QVERIFY(value && value->isObject());
        QCOMPARE(value->items.size(), std::size_t { 7 });
        const json::Value* const numbers = value->member("a");
        QVERIFY(numbers && numbers->isArray() && numbers->items.size() == 3);
        QCOMPARE(numbers->items[0].integer(), std::optional<std::int64_t>(1));
        QCOMPARE(numbers->items[1].integer(), std::optional<std::int64_t>(-2));
        QVERIFY(!numbers->items[2].integer());
        QVERIFY(value->member("b")->isObject());
        QVERIFY(value->member("c")->isArray());
        QCOMPARE(value->member("d")->boolean(), std::optional<bool>(true));
        QCOMPARE(value->member("e")->boolean(), std::optional<bool>(false));
        QVERIFY(value->member("f")->kind == json::Kind::Null);
        QCOMPARE(json::textOf(*value, "g"), std::string("x"));
        QCOMPARE(json::textOf(*value, "a"), std::string());
        QVERIFY(!value->member("h"));
        QVERIFY(!value->member("g")->member("h"));
    }

    void readsTexts_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("escapes") << QByteArray(R"(\"\\\/\b\f\n\r\t)")
                                 << QByteArray("\"\\/\b\f\n\r\t");
        QTest::newRow("UTF-8") << QByteArray("Größe 日本 🔑") << QByteArray("Größe 日本 🔑");
        QTest::newRow("escaped characters")
            << QByteArray(R"(\u0041\u00e4\u20AC)") << QByteArray("Aä€");
        QTest::newRow("escaped surrogates") << QByteArray(R"(\ud83d\uDD11)") << QByteArray("🔑");
        QTest::newRow("escaped zero") << QByteArray(R"(a\u0000b)") << QByteArray("a\0b", 3);
        QTest::newRow("largest character")
            << QByteArray(R"(\udbff\udfff)") << QByteArray("\xf4\x8f\xbf\xbf");
        QTest::newRow("delete is no control character") << QByteArray("\x7f") << QByteArray("\x7f");
    }
    void readsTexts()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, text);
        const std::string array = "[\"" + source.toStdString() + "\"]";
        const auto value = valueOf(array);
        QVERIFY(value);
        QCOMPARE(value->text(), std::optional(text.toStdString()));
        std::string into(value->source.size(), '\0');
        into.resize(value->textInto(into));
        QCOMPARE(into, text.toStdString());
    }

    void keepsWholeNumbersExact()
    {
        const std::string text = "[9007199254740993,9223372036854775807,-9223372036854775808,"
                                 "9223372036854775808,1.0,1e3,-0]";
        const auto value = json::read(text);
        QVERIFY(value);
        QCOMPARE(value->items[0].integer(), std::optional<std::int64_t>(9007199254740993));
        QCOMPARE(value->items[1].integer(), std::optional<std::int64_t>(9223372036854775807));
        QVERIFY(value->items[2].integer());
        QVERIFY(!value->items[3].integer());
        QVERIFY(!value->items[4].integer());
        QVERIFY(!value->items[5].integer());
        QCOMPARE(value->items[6].integer(), std::optional<std::int64_t>(0));
    }

    void refusesWhatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* const text : { "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]",
                 "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":1 \"b\":2}",
                 "{1:2}", "nul", "True", "NaN", "Infinity", "01", "-", "-a", "1.", ".5", "1e",
                 "1e+", "+1", "0x1", "--1", "\"", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"",
                 "\"\\u-123\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"",
                 "\"\\ud800\\ud800\"", "\"\\ud800x\"", "\"a\nb\"", "\"a\tb\"", "[1] x", "[1][2]",
                 "1 2", "// x\n1", "[1/**/]", "\xef\xbb\xbf[]", "<html></html>" })
            QTest::addRow("%s", text) << QByteArray(text);
        QTest::newRow("not UTF-8") << QByteArray("[\"\xff\"]");
        QTest::newRow("overlong UTF-8") << QByteArray("[\"\xc0\xaf\"]");
        QTest::newRow("surrogate in UTF-8") << QByteArray("[\"\xed\xa0\x80\"]");
        QTest::newRow("zero byte") << QByteArray("[\0]", 3);
        QTest::newRow("zero byte at the end") << QByteArray("[]\0", 3);
    }
    void refusesWhatIsNoJson()
    {
        QFETCH(QByteArray, text);
        const auto value = json::read(text.toStdString());
        QVERIFY(!value);
        QCOMPARE(value.error().code, base::ErrorCode::NotUnderstood);
    }

    void takesHalfOfACharacterWhereItMay()
    {
        const json::Limits limits { .takesHalfCharacters = true };
        const auto value = json::read(
            R"(["\ud83d","\udd11","\ud83d\udd11","\ud83dx","\ud83d\u0041","\ud83d\ud83d"])",
            limits);
        QVERIFY(value);
        QStringList texts;
        for (const json::Value& item : value->items)
            texts << QString::fromStdString(item.text().value_or(std::string()));
        QCOMPARE(texts,
            (QStringList {
                u"\ufffd"_s, u"\ufffd"_s, u"🔑"_s, u"\ufffdx"_s, u"\ufffdA"_s, u"\ufffd\ufffd"_s }));
        QVERIFY(!json::read(R"("\ud8")", limits));
        QVERIFY(!json::read(R"("\ud83d\u12")", limits));
    }

    void refusesTwoMembersOfOneName_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("side by side") << QByteArray(R"({"nonce":"a","nonce":"b"})");
        QTest::newRow("apart") << QByteArray(R"({"a":1,"b":2,"a":1})");
        QTest::newRow("escaped") << QByteArray(R"({"nonce":"a","n\u006fnce":"b"})");
        QTest::newRow("inside") << QByteArray(R"([{"x":{"a":1,"a":2}}])");
    }
    void refusesTwoMembersOfOneName()
    {
        QFETCH(QByteArray, text);
        const auto value = json::read(text.toStdString());
        QVERIFY(!value);
        QCOMPARE(value.error().code, base::ErrorCode::NotUnderstood);
    }

    void namesOfDifferentObjectsMayBeAlike()
    {
        QVERIFY(json::read(R"([{"a":1},{"a":2},{"A":1,"a":{"a":1}}])"));
    }

    void everyBeginningOfATextIsRefused()
    {
        const std::string text = R"({"a":[1.5e-3,"x\u00e4\n",true,null],"b":{"c":-7}})";
        for (std::size_t size = 0; size < text.size(); ++size)
            QVERIFY(!json::read(text.substr(0, size)));
        QVERIFY(json::read(text));
    }

    void costsAreBounded_data()
    {
        QTest::addColumn<QByteArray>("fits");
        QTest::addColumn<QByteArray>("tooLarge");
        QTest::newRow("depth") << QByteArray(4, '[') + QByteArray(4, ']')
                               << QByteArray(5, '[') + QByteArray(5, ']');
        QTest::newRow("depth that never ends") << QByteArray("1") << QByteArray(10, '[');
        QTest::newRow("values") << QByteArray("[1,2,3,4,5]") << QByteArray("[1,2,3,4,5,6]");
        QTest::newRow("bytes") << QByteArray("\"" + QByteArray(18, 'x') + "\"")
                               << QByteArray("\"" + QByteArray(19, 'x') + "\"");
    }
    void costsAreBounded()
    {
        QFETCH(QByteArray, fits);
        QFETCH(QByteArray, tooLarge);
        const json::Limits limits { 20, 6, 4 };
        const std::string fitting = fits.toStdString();
        QVERIFY(json::read(fitting, limits));
        const auto value = json::read(tooLarge.toStdString(), limits);
        QVERIFY(!value);
        QCOMPARE(value.error().code, base::ErrorCode::TooLarge);
    }

    void aMillionBracketsAreRefusedAtOnce() { QVERIFY(!json::read(std::string(1'000'000, '['))); }

    void listsTextsAndSkipsOthers()
    {
        const std::string text = R"({"a":["x",1,null,"y"],"b":"x"})";
        const auto value = json::read(text);
        QVERIFY(value);
        QVERIFY(json::textsOf(*value, "a") == std::vector<std::string>({ "x", "y" }));
        QVERIFY(json::textsOf(*value, "b").empty());
        QVERIFY(json::textsOf(*value, "c").empty());
    }

    void writesCompactlyInTheGivenOrder()
    {
        json::Writer writer;
        writer.beginObject().member("z", "x").member("a", std::int64_t { -5 }).member("t", true);
        writer.name("n").null().name("o").beginObject().endObject();
        writer.member("l", std::vector<std::string> { "1", "2" });
        writer.name("m").beginArray().integer(1).beginArray().endArray().text("x").endArray();
        writer.endObject();
        QCOMPARE(writer.written(),
            std::string(
                R"({"z":"x","a":-5,"t":true,"n":null,"o":{},"l":["1","2"],"m":[1,[],"x"]})"));
        QVERIFY(json::read(writer.written()));
    }

    void whatIsWrittenComesBack()
    {
        std::string all;
        for (int c = 0; c < 128; ++c)
            all += static_cast<char>(c);
        all += "Größe 🔑";
        json::Writer writer;
        writer.beginObject().member(all, all).endObject();
        const auto value = json::read(writer.written());
        QVERIFY(value);
        QCOMPARE(json::textOf(*value, all), all);
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
