// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/cbor.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using base::ErrorCode;
using namespace vault;

/// Deterministic CBOR (RFC 8949): what has two spellings is accepted in one.
class CborTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void acceptsTheOneSpelling_data()
    {
        QTest::addColumn<QByteArray>("hex");
        // RFC 8949, appendix A
        for (const char* hex : { "00", "17", "1818", "190100", "1a000f4240", "1bffffffffffffffff",
                 "20", "3903e7", "f4", "f5", "f6", "40", "4401020304", "60", "62c3bc", "80",
                 "83010203", "a0", "a201020304", "a26161016162820203", "8301820203820405" })
            QTest::newRow(hex) << QByteArray(hex);
    }
    void acceptsTheOneSpelling()
    {
        QFETCH(const QByteArray, hex);
        QVERIFY(cbor::check(bytes(hex)));
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("two items") << QByteArray("0000");
        QTest::newRow("23 in two bytes") << QByteArray("1817");
        QTest::newRow("255 in three bytes") << QByteArray("1900ff");
        QTest::newRow("65,535 in five bytes") << QByteArray("1a0000ffff");
        QTest::newRow("2^32 - 1 in nine bytes") << QByteArray("1b00000000ffffffff");
        QTest::newRow("reserved information") << QByteArray("1c");
        QTest::newRow("length in too long a head") << QByteArray("580161");
        QTest::newRow("indefinite array") << QByteArray("9f01ff");
        QTest::newRow("indefinite map") << QByteArray("bf6161 01ff");
        QTest::newRow("indefinite text") << QByteArray("7f6161ff");
        QTest::newRow("break alone") << QByteArray("ff");
        QTest::newRow("half float") << QByteArray("f93c00");
        QTest::newRow("double float") << QByteArray("fb3ff199999999999a");
        QTest::newRow("undefined") << QByteArray("f7");
        QTest::newRow("simple value 255") << QByteArray("f8ff");
        QTest::newRow("tag") << QByteArray("c11a514b67b0");
        QTest::newRow("keys not sorted") << QByteArray("a2616201616102");
        QTest::newRow("longer key first") << QByteArray("a2626161016162 02");
        QTest::newRow("duplicate key") << QByteArray("a2616101616102");
        QTest::newRow("array as key") << QByteArray("a18001");
        QTest::newRow("boolean as key") << QByteArray("a1f401");
        QTest::newRow("UTF-8 cut") << QByteArray("61c3");
        QTest::newRow("UTF-8 too long") << QByteArray("62c081");
        QTest::newRow("UTF-8 of a surrogate") << QByteArray("63eda080");
        QTest::newRow("array longer than the bytes") << QByteArray("9affffffff00");
        QTest::newRow("bytes longer than the bytes") << QByteArray("5bffffffffffffffff");
        QTest::newRow("map without its last value") << QByteArray("a161 61");
    }
    void refusesEverythingElse()
    {
        QFETCH(const QByteArray, hex);
        const auto checked = cbor::check(bytes(hex));
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::Damaged);
        QCOMPARE(checked.error().arguments, std::vector<std::string> { "body" });
    }

    void countsDepth()
    {
        base::Bytes nested(cbor::MaxDepth - 1, 0x81);
        nested.push_back(0x80);
        QVERIFY(cbor::check(nested));
        nested.insert(nested.begin(), 0x81);
        QVERIFY(!cbor::check(nested));
    }

    void countsItems()
    {
        const auto arrayOf = [](std::size_t count) {
            cbor::Writer array;
            array.array(count);
            array.encoded(base::Bytes(count, 0));
            return base::Bytes(array.view().begin(), array.view().end());
        };
        QVERIFY(cbor::check(arrayOf(cbor::MaxItems)));
        QVERIFY(!cbor::check(arrayOf(cbor::MaxItems + 1)));
    }

    void countsTheKeysOfAMap()
    {
        const auto mapOf = [](std::uint32_t count) {
            cbor::MapWriter map;
            for (std::uint32_t key = 0; key < count; ++key)
                map.member(std::to_string(key)).unsignedNumber(0);
            cbor::Writer out;
            map.finish(out);
            return base::Bytes(out.view().begin(), out.view().end());
        };
        QVERIFY(cbor::check(mapOf(cbor::MaxItems / 2)));
        QVERIFY(!cbor::check(mapOf(cbor::MaxItems / 2 + 1)));
    }

    /// The size of a body bounds them all together: as many accounts as a vault may hold have some
    /// thirty items each.
    void itemsOfDifferentArraysAreNotAddedUp()
    {
        cbor::Writer two;
        two.array(2);
        for (int i = 0; i < 2; ++i) {
            two.array(cbor::MaxItems);
            two.encoded(base::Bytes(cbor::MaxItems, 0));
        }
        QVERIFY(cbor::check(two.view()));
    }

    void countsBytesOfTextsAndByteStrings()
    {
        QVERIFY(cbor::check(textOf(cbor::MaxTextSize)));
        QVERIFY(!cbor::check(textOf(cbor::MaxTextSize + 1)));
        QVERIFY(cbor::check(byteStringOf(cbor::MaxBytesSize)));
        QVERIFY(!cbor::check(byteStringOf(cbor::MaxBytesSize + 1)));
    }

    void writesNumbersInTheirShortestForm_data()
    {
        QTest::addColumn<quint64>("number");
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("0") << quint64 { 0 } << QByteArray("00");
        QTest::newRow("23") << quint64 { 23 } << QByteArray("17");
        QTest::newRow("24") << quint64 { 24 } << QByteArray("1818");
        QTest::newRow("255") << quint64 { 255 } << QByteArray("18ff");
        QTest::newRow("256") << quint64 { 256 } << QByteArray("190100");
        QTest::newRow("65,536") << quint64 { 65'536 } << QByteArray("1a00010000");
        QTest::newRow("2^32") << quint64 { 1 } * 4'294'967'296 << QByteArray("1b0000000100000000");
        QTest::newRow("2^64 - 1") << ~quint64 { 0 } << QByteArray("1bffffffffffffffff");
    }
    void writesNumbersInTheirShortestForm()
    {
        QFETCH(const quint64, number);
        QFETCH(const QByteArray, hex);
        cbor::Writer out;
        out.unsignedNumber(number);
        QVERIFY(std::ranges::equal(out.view(), bytes(hex)));
        QCOMPARE(quint64 { *cbor::Reader(out.view()).unsignedNumber() }, number);
    }

    void writesMembersInTheOrderOfTheirEncodedKeys()
    {
        cbor::MapWriter map;
        map.member("period").unsignedNumber(1);
        map.member("pin").unsignedNumber(2);
        map.member(bytes("ff")).unsignedNumber(3);
        map.members(bytes("0506")); // 5: 6
        cbor::Writer out;
        map.finish(out);
        QVERIFY(
            std::ranges::equal(out.view(), bytes("a4 0506 41ff03 6370696e02 66706572696f6401")));
        QVERIFY(cbor::check(out.view()));
    }

    void readersStayWhereTheTypeIsAnother()
    {
        const base::Bytes item = bytes("6161");
        cbor::Reader reader(item);
        QVERIFY(!reader.unsignedNumber());
        QVERIFY(!reader.bytes());
        QVERIFY(!reader.boolean());
        QVERIFY(!reader.array());
        QVERIFY(!reader.map());
        QCOMPARE(*reader.text(), std::string_view("a"));
        QVERIFY(reader.isAtEnd());
        QVERIFY(!reader.text());
        QVERIFY(reader.item().empty());
    }

    void passesOverWholeItems()
    {
        const base::Bytes items = bytes("a26161820102616244deadbeef 18ff");
        cbor::Reader reader(items);
        QCOMPARE(reader.item().size(), std::size_t { 13 });
        QCOMPARE(*reader.unsignedNumber(), std::uint64_t { 255 });
    }

    void neverReadsBeyondItsBytes()
    {
        const base::Bytes item = bytes("a26161820102616244deadbeef");
        for (std::size_t size = 0; size < item.size(); ++size) {
            cbor::Reader reader(base::ByteView(item).first(size));
            QVERIFY(reader.item().empty());
        }
        const base::Bytes longString = bytes("5bffffffffffffffff");
        QVERIFY(!cbor::Reader(longString).bytes());
        const base::Bytes largeMap = bytes("bbffffffffffffffff");
        QVERIFY(cbor::Reader(largeMap).item().empty());
    }

    void membersAreTakenOnce()
    {
        const base::Bytes map = bytes("a3616101616202616303");
        auto members = cbor::Members::of(map);
        QVERIFY(members);
        QCOMPARE(members->take("b")->front(), std::uint8_t { 2 });
        QVERIFY(!members->take("b"));
        QVERIFY(!members->take("d"));
        QVERIFY(std::ranges::equal(members->rest(), bytes("616101616303")));
        const base::Bytes array = bytes("80");
        QVERIFY(!cbor::Members::of(array));
    }

private:
    static base::Bytes bytes(const QByteArray& hex)
    {
        return *base::fromHex(base::textOf(base::bytesOf(QByteArray(hex).replace(' ', ""))));
    }
    static base::Bytes textOf(std::size_t size)
    {
        cbor::Writer out;
        out.text(std::string(size, 'x'));
        return { out.view().begin(), out.view().end() };
    }
    static base::Bytes byteStringOf(std::size_t size)
    {
        cbor::Writer out;
        out.bytes(base::Bytes(size, 0));
        return { out.view().begin(), out.view().end() };
    }
};

QTEST_GUILESS_MAIN(CborTest)
#include "cbor_test.moc"
