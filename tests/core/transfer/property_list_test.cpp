// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/property_list.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/property_lists.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace support::plist;
using transfer::KeyedArchive;
using transfer::PlistObject;
using Kind = transfer::PlistObject::Kind;

namespace {

// Python: plistlib.dumps({"n": [1, -2, 300, 70000, 2**40, True, False], "r": 1.5, "d": b"\x00\xff",
// "t": "żó🔑", "l": "x" * 20, "u": plistlib.UID(5)}, fmt=plistlib.FMT_BINARY, sort_keys=False)
const base::Bytes Written =
    *base::fromHex("62706c6973743030d6010203040506070f10111213516e517251645174516c5175a708090a0b"
                   "0c0d0e100113fffffffffffffffe11012c12000111701300000100000000000908233ff80000"
                   "000000004200ff64017c00f3d83ddd115f101478787878787878787878787878787878787878"
                   "788005081517191b1d1f21292b34373c45464750535c73000000000000010100000000000000"
                   "1400000000000000000000000000000075");

const PlistObject* memberOf(const transfer::PropertyList& list, std::string_view name)
{
    return list.member(list.objects[list.top], name);
}

bool isList(base::ByteView bytes)
{
    const base::Bytes copy(bytes.begin(), bytes.end()); // nothing of ours behind its end
    return transfer::readPropertyList(copy).has_value();
}

} // namespace

/// Binary property lists, as programs of Apple's write them and as somebody makes them to harm.
class PropertyListTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void readsWhatAnotherProgramWrites();
    void isNoneCutAnywhere();
    void survivesEveryAlteredByte();
    void leadsNowhereOutside_data();
    void leadsNowhereOutside();
    void takesNoNumberOfAnOddSize();
    void referencesMayGoInCircles();
    void holdsNoMoreThanAMillionObjects();
    void holdsNoMoreThanAMillionReferences();
    void holdsNoLargeDictionary();
    void readsAnArchive();
    void isNoArchive_data();
    void isNoArchive();
    void anArchiveMayGoInCircles();
};

void PropertyListTest::readsWhatAnotherProgramWrites()
{
    const auto list = transfer::readPropertyList(Written);
    QVERIFY(list);
    const PlistObject* const numbers = memberOf(*list, "n");
    QVERIFY(numbers && numbers->kind == Kind::Array);
    std::vector<std::int64_t> values;
    for (const std::size_t number : numbers->items)
        values.push_back(list->objects[number].integer);
    const std::int64_t large = std::int64_t { 1 } << 40;
    QCOMPARE(values, (std::vector<std::int64_t> { 1, -2, 300, 70000, large, 1, 0 }));
    QCOMPARE(memberOf(*list, "r")->real, 1.5);
    QCOMPARE(base::toHex(memberOf(*list, "d")->bytes), std::string("00ff"));
    QVERIFY(memberOf(*list, "t")->kind == Kind::Utf16);
    QCOMPARE(memberOf(*list, "t")->bytes.size(), std::size_t { 8 });
    QCOMPARE(std::string(base::textOf(memberOf(*list, "l")->bytes)), std::string(20, 'x'));
    QVERIFY(memberOf(*list, "u")->kind == Kind::Uid);
    QCOMPARE(memberOf(*list, "u")->integer, std::int64_t { 5 });
    QVERIFY(!memberOf(*list, "x"));
    QVERIFY(!list->member(*numbers, "n"));
}

void PropertyListTest::isNoneCutAnywhere()
{
    QVERIFY(isList(Written));
    for (std::size_t size = 0; size < Written.size(); ++size)
        QVERIFY2(
            !isList(base::ByteView(Written).first(size)), QByteArray::number(qulonglong(size)));
}

void PropertyListTest::survivesEveryAlteredByte()
{
    for (std::size_t at = 0; at < Written.size(); ++at) {
        for (const int value : { 0x00, 0x0f, 0x13, 0x4f, 0x5f, 0x6f, 0xaf, 0xdf, 0xff }) {
            base::Bytes altered = Written;
            altered[at] = static_cast<std::uint8_t>(value);
            const auto list = transfer::readPropertyList(altered);
            if (!list)
                continue;
            for (const PlistObject& object : list->objects) {
                QVERIFY(object.bytes.size() <= altered.size());
                for (const std::size_t number : object.items)
                    QVERIFY(number < list->objects.size());
            }
        }
    }
}

void PropertyListTest::leadsNowhereOutside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const base::Bytes& bytes) {
        QTest::newRow(name) << QByteArray(
            reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    const std::uint64_t huge = ~std::uint64_t { 0 };
    const std::vector<base::Bytes> one { ascii("a") };
    row("no object", list({}));
    row("more objects than there are", list(one, { .count = 2 }));
    row("objects without number", list(one, { .count = huge }));
    row("so many that their table wraps around", list(one, { .count = (huge >> 2) + 2 }));
    row("another top", list(one, { .top = 1 }));
    row("a top far away", list(one, { .top = huge }));
    row("a table behind the end", list(one, { .table = 1000 }));
    row("a table far away", list(one, { .table = huge }));
    row("offsets of no size", list(one, { .offsetSize = 0 }));
    row("offsets of nine bytes", list(one, { .offsetSize = 9 }));
    row("references of no size", list(one, { .referenceSize = 0 }));
    row("references of nine bytes", list(one, { .referenceSize = 9 }));
    row("a reference to nothing", list({ array({ 1 }) }));
    row("a key that is nothing", list({ dictionary({ 1 }, { 0 }) }));
    row("a value that is nothing", list({ dictionary({ 0 }, { 1 }) }));
    row("more references than bytes", list({ counted(0xa0, 1000) }));
    row("a dictionary with half of its references", list({ counted(0xd0, 2) }));
    row("references without number", list({ counted(0xa0, huge) }));
    row("as many pairs", list({ counted(0xd0, huge) }));
    row("data behind the end", list({ counted(0x40, 5) }));
    row("data without end", list({ counted(0x40, huge) }));
    row("a text behind the end", list({ counted(0x50, 5) }));
    row("a wide text behind the end", list({ counted(0x60, 5) }));
    row("a wide text whose size wraps around", list({ counted(0x60, (huge >> 1) + 1) }));
    row("a count that is no number", list({ { 0x4f, 0x53, 0, 0, 0 } }));
    row("a count of sixteen bytes", list({ { 0x4f, 0x14, 0, 0, 0, 0, 0, 0, 0, 0 } }));
    row("a number behind the end", list({ { 0x13, 0, 0 } }));
}

void PropertyListTest::leadsNowhereOutside()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(isList(list({ ascii("a") })));
    QVERIFY(!isList(base::bytesOf(bytes)));
}

void PropertyListTest::takesNoNumberOfAnOddSize()
{
    base::Bytes number(33);
    number[0] = 0x15; // of 32 bytes
    QVERIFY(!isList(list({ number })));
    QVERIFY(isList(list({ { 0x22, 0, 0, 0, 0 } })));
    QVERIFY(!isList(list({ { 0x21, 0x7f, 0xff } })));
    base::Bytes sixteen(17, 0xff);
    sixteen[0] = 0x14; // how the program writes what is beyond 63 bits
    const base::Bytes bytes = list({ sixteen });
    QCOMPARE(transfer::readPropertyList(bytes)->objects[0].integer, std::int64_t { -1 });
}

void PropertyListTest::referencesMayGoInCircles()
{
    const base::Bytes bytes =
        list({ dictionary({ 1, 2 }, { 0, 2 }), ascii("self"), array({ 2, 0 }) });
    const auto read = transfer::readPropertyList(bytes);
    QVERIFY(read);
    QVERIFY(memberOf(*read, "self") == &read->objects[0]);
}

void PropertyListTest::holdsNoMoreThanAMillionObjects()
{
    // All of them are the same byte.
    QVERIFY(isList(list({ { 0x08 } }, { .repeated = 1'000'000 })));
    QVERIFY(!isList(list({ { 0x08 } }, { .repeated = 1'000'001 })));
}

void PropertyListTest::holdsNoMoreThanAMillionReferences()
{
    base::Bytes large = counted(0xa0, 400'000);
    large.resize(large.size() + 400'000);
    QVERIFY(isList(list({ large }, { .repeated = 2 })));
    QVERIFY(!isList(list({ large }, { .repeated = 3 }))); // the same place again
}

void PropertyListTest::holdsNoLargeDictionary()
{
    const auto dictionaryOf = [](std::size_t count) {
        base::Bytes bytes = counted(0xd0, count);
        bytes.resize(bytes.size() + 2 * count);
        return list({ bytes });
    };
    QVERIFY(isList(dictionaryOf(256)));
    QVERIFY(!isList(dictionaryOf(257)));
}

void PropertyListTest::readsAnArchive()
{
    // $objects: 0 $null, 1 the root, 2 "Ada", 3 an NSString, 4 an NSData, 5 an NSArray,
    // 6 an NSDictionary, 7 a wide text
    const base::Bytes bytes = archive({ "$null"_o,
        fields({ { "name", uid(2) }, { "string", uid(3) }, { "data", uid(4) },
            { "raw", data("raw") }, { "list", uid(5) }, { "map", uid(6) }, { "wide", uid(7) },
            { "number", integer(42) }, { "real", real(1.5) }, { "nothing", uid(0) },
            { "gone", uid(99) } }),
        "Ada"_o, fields({ { "NS.string", ascii("Bob") } }),
        fields({ { "NS.data", data("bytes") } }), fields({ { "NS.objects", uids({ 2, 0, 3 }) } }),
        fields({ { "NS.keys", uids({ 2, 3 }) }, { "NS.objects", uids({ 4, 2 }) } }),
        utf16(u"żó"_s) });
    const auto read = KeyedArchive::read(bytes);
    QVERIFY(read);
    const KeyedArchive::Object root = read->root();
    const auto member = [&](std::string_view name) { return read->member(root, name); };
    QCOMPARE(read->text(member("name")), u"Ada"_s);
    QCOMPARE(read->text(member("string")), u"Bob"_s);
    QCOMPARE(read->text(member("wide")), u"żó"_s);
    QCOMPARE(read->text(member("number")), QString());
    QCOMPARE(std::string(base::textOf(read->data(member("data")))), std::string("bytes"));
    QCOMPARE(std::string(base::textOf(read->data(member("raw")))), std::string("raw"));
    QVERIFY(read->data(member("name")).empty());
    const std::vector<KeyedArchive::Object> items = read->items(member("list"));
    QCOMPARE(items.size(), std::size_t { 3 });
    QCOMPARE(read->text(items[2]), u"Bob"_s);
    QVERIFY(!items[1]);
    QVERIFY(read->items(member("name")).empty());
    QCOMPARE(std::string(base::textOf(read->data(read->member(member("map"), "Ada")))),
        std::string("bytes"));
    QVERIFY(!read->member(member("map"), "Eve"));
    QCOMPARE(read->integer(member("number")), std::optional<std::int64_t>(42));
    QVERIFY(!read->integer(member("name")));
    QCOMPARE(read->real(member("real")), 1.5);
    QCOMPARE(read->real(member("number")), 42.0);
    QVERIFY(!member("nothing") && !member("gone") && !member("missing"));
    QVERIFY(!read->member(nullptr, "x") && read->items(nullptr).empty());
    QVERIFY(read->data(nullptr).empty() && read->text(nullptr).isEmpty());
}

void PropertyListTest::isNoArchive_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const base::Bytes& bytes) {
        QTest::newRow(name) << QByteArray(
            reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    row("no list", {});
    row("a text", list({ ascii("$objects") }));
    row("without objects",
        list({ dictionary({ 1 }, { 2 }), ascii("$top"), dictionary({ 3 }, { 3 }), ascii("root") }));
    row("without top", list({ dictionary({ 1 }, { 2 }), ascii("$objects"), array({}) }));
    row("with objects that are none",
        list({ dictionary({ 1, 2 }, { 1, 3 }), ascii("$objects"), ascii("$top"),
            dictionary({ 4 }, { 4 }), ascii("root") }));
}

void PropertyListTest::isNoArchive()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!KeyedArchive::read(base::bytesOf(bytes)));
}

void PropertyListTest::anArchiveMayGoInCircles()
{
    // 1 the root is its own member, 2 a number that is itself, 3 a list of lists of itself
    const base::Bytes bytes = archive(
        { "$null"_o, fields({ { "self", uid(1) }, { "number", uid(2) }, { "list", uid(3) } }),
            uid(2), fields({ { "NS.objects", uids({ 3, 3 }) } }) });
    const auto read = KeyedArchive::read(bytes);
    QVERIFY(read);
    QVERIFY(read->member(read->root(), "self") == read->root());
    const KeyedArchive::Object number = read->member(read->root(), "number");
    QVERIFY(number && !read->integer(number) && read->text(number).isEmpty());
    const KeyedArchive::Object list = read->member(read->root(), "list");
    QCOMPARE(read->items(list), (std::vector { list, list }));
}

QTEST_GUILESS_MAIN(PropertyListTest)
#include "property_list_test.moc"
