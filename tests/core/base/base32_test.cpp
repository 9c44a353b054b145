// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base32.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace {

struct Decoding
{
    base::Base32Decoded result;
    std::string hex;
};

Decoding decode(std::string_view text)
{
    // Exactly the room that the header asks for, so that a sanitizer sees one byte too many.
    base::Bytes out(text.size() * 5 / 8);
    const base::Base32Decoded result = base::decodeBase32(text, out);
    if (result.badCharacter == 0)
        out.resize(result.bytes);
    return { result, base::toHex(out) };
}

std::string encode(base::ByteView bytes)
{
    std::string text(base::base32Length(bytes.size()), '\0');
    base::encodeBase32(bytes, text);
    return text;
}

} // namespace

class Base32Test : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void writesAndReadsTheVectorsOfRfc4648_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("text");
        // RFC 4648, section 10; we write no padding.
        const char* const rows[][2] = { { "", "" }, { "f", "MY" }, { "fo", "MZXQ" },
            { "foo", "MZXW6" }, { "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" },
            { "foobar", "MZXW6YTBOI" } };
        for (const auto& row : rows)
            QTest::addRow("\"%s\"", row[0]) << QByteArray(row[0]) << QByteArray(row[1]);
    }
    void writesAndReadsTheVectorsOfRfc4648()
    {
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, text);
        QCOMPARE(encode(base::bytesOf(plain)), text.toStdString());
        const QByteArray padded = text + QByteArray((8 - text.size() % 8) % 8, '=');
        for (const QByteArray& form : { text, padded, text.toLower() }) {
            const Decoding decoding = decode(form.toStdString());
            QCOMPARE(decoding.result.badCharacter, '\0');
            QVERIFY(decoding.result.canonical);
            QCOMPARE(decoding.hex, base::toHex(base::bytesOf(plain)));
        }
    }

    void everyLengthComesBack()
    {
        base::Bytes bytes;
        for (int i = 0; i < 100; ++i) {
            const Decoding decoding = decode(encode(bytes));
            QCOMPARE(decoding.hex, base::toHex(bytes));
            QVERIFY(decoding.result.canonical);
            bytes.push_back(static_cast<std::uint8_t>(i * 37 + 11));
        }
    }

    void skipsWhatPeopleAndSitesPutBetween_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("blanks") << QByteArray("MZXW 6YTB OI");
        QTest::newRow("hyphens") << QByteArray("MZXW-6YTB-OI");
        QTest::newRow("tabs and line ends") << QByteArray("\tMZXW\r\n6YTB\v\fOI\n");
        QTest::newRow("no-break spaces") << QByteArray("MZXW\u00A06YTB\u00A0OI");
        QTest::newRow("padding in the middle") << QByteArray("MZXW6===YTBOI======");
        QTest::newRow("mixed case") << QByteArray("mZxW6yTbOi");
    }
    void skipsWhatPeopleAndSitesPutBetween()
    {
        QFETCH(QByteArray, text);
        const Decoding decoding = decode(text.toStdString());
        QCOMPARE(decoding.result.badCharacter, '\0');
        QVERIFY(decoding.result.canonical);
        QCOMPARE(decoding.hex, base::toHex(base::bytesOf(std::string_view("foobar"))));
    }

    void onlySeparatorsAreNothing()
    {
        const Decoding decoding = decode(" -=\n");
        QCOMPARE(decoding.result.bytes, std::size_t { 0 });
        QVERIFY(decoding.result.canonical);
    }

    void namesTheFirstBadCharacter_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<char>("character");
        QTest::addColumn<int>("position");
        QTest::newRow("zero is not O") << QByteArray("MZXW0") << '0' << 4;
        QTest::newRow("one is not I or L") << QByteArray("1ZXW") << '1' << 0;
        QTest::newRow("eight is not B") << QByteArray("MZ 8") << '8' << 3;
        QTest::newRow("nine") << QByteArray("MZXW9") << '9' << 4;
        QTest::newRow("punctuation") << QByteArray("MZXW6_YTB") << '_' << 5;
        QTest::newRow("first of two") << QByteArray("M!Z?") << '!' << 1;
        QTest::newRow("half a no-break space") << QByteArray("MZ\xC2") << '\xC2' << 2;
        QTest::newRow("letter beyond ASCII") << QByteArray("MZ\u00C4") << '\xC3' << 2;
        QTest::newRow("Turkish dotless i") << QByteArray("\u0131") << '\xC4' << 0;
    }
    void namesTheFirstBadCharacter()
    {
        QFETCH(QByteArray, text);
        QFETCH(char, character);
        QFETCH(int, position);
        const Decoding decoding = decode(text.toStdString());
        QCOMPARE(decoding.result.badCharacter, character);
        QCOMPARE(decoding.result.badPosition, static_cast<std::size_t>(position));
    }

    void tellsImpossibleLengthsAndSpareBits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("canonical");
        QTest::addColumn<QByteArray>("hex");
        QTest::newRow("1 character") << QByteArray("A") << false << QByteArray("");
        QTest::newRow("3 characters") << QByteArray("MZX") << false << QByteArray("66");
        QTest::newRow("6 characters") << QByteArray("MZXW6Y") << false << QByteArray("666f6f");
        QTest::newRow("spare bits zero") << QByteArray("MY") << true << QByteArray("66");
        QTest::newRow("spare bits set") << QByteArray("MZ") << false << QByteArray("66");
        QTest::newRow("spare bits of 7")
            << QByteArray("MZXW6YR") << false << QByteArray("666f6f62");
    }
    void tellsImpossibleLengthsAndSpareBits()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, canonical);
        QFETCH(QByteArray, hex);
        const Decoding decoding = decode(text.toStdString());
        QCOMPARE(decoding.result.badCharacter, '\0');
        QCOMPARE(decoding.result.canonical, canonical);
        QCOMPARE(decoding.hex, hex.toStdString());
    }
};

QTEST_GUILESS_MAIN(Base32Test)
#include "base32_test.moc"
