// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace {

base::Result<std::string> decodedHex(const QByteArray& text)
{
    base::Bytes out(static_cast<std::size_t>(text.size()) * 3 / 4);
    const auto size = base::decodeBase64(text.toStdString(), out);
    if (!size)
        return size.error();
    return base::toHex(base::ByteView(out).first(*size));
}

std::string encoded(base::ByteView bytes)
{
    std::string text(base::base64Length(bytes.size()), '\0');
    base::encodeBase64(bytes, text);
    return text;
}

} // namespace

class Base64Test : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void writesAndReadsTheVectorsOfRfc4648_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("text");
        const char* const rows[][2] = { { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" },
            { "foo", "Zm9v" }, { "foob", "Zm9vYg==" }, { "fooba", "Zm9vYmE=" },
            { "foobar", "Zm9vYmFy" } };
        for (const auto& row : rows)
            QTest::addRow("\"%s\"", row[0]) << QByteArray(row[0]) << QByteArray(row[1]);
    }
    void writesAndReadsTheVectorsOfRfc4648()
    {
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, text);
        QCOMPARE(encoded(base::bytesOf(plain)), text.toStdString());
        const std::string hex = base::toHex(base::bytesOf(plain));
        const auto padded = decodedHex(text);
        QVERIFY(padded);
        QCOMPARE(*padded, hex);
        const auto unpadded = decodedHex(QByteArray(text).replace('=', ""));
        QVERIFY(unpadded);
        QCOMPARE(*unpadded, hex);
    }

    void everyLengthComesBack()
    {
        base::Bytes bytes;
        for (int i = 0; i < 100; ++i) {
            const auto hex = decodedHex(QByteArray::fromStdString(encoded(bytes)));
            QVERIFY(hex);
            QCOMPARE(*hex, base::toHex(bytes));
            bytes.push_back(static_cast<std::uint8_t>(i * 37 + 11));
        }
    }

    void readsBothAlphabetsAndBlanks_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("standard") << QByteArray("+/+/-_8=");
        QTest::newRow("URL-safe") << QByteArray("-_-_-_8");
        QTest::newRow("blanks and line ends") << QByteArray(" +/\t+/\r\n-_\n8 = ");
    }
    void readsBothAlphabetsAndBlanks()
    {
        QFETCH(QByteArray, text);
        const auto hex = decodedHex(text);
        QVERIFY(hex);
        QCOMPARE(*hex, std::string("fbffbffbff"));
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("lone last character") << QByteArray("Zm9vY");
        QTest::newRow("one character") << QByteArray("Z");
        QTest::newRow("other character") << QByteArray("Zm9v!");
        QTest::newRow("text after padding") << QByteArray("Zg==Zg");
        QTest::newRow("beyond ASCII") << QByteArray("Zm9\u00FC");
        QTest::newRow("zero byte") << QByteArray("Zm\0v", 4);
    }
    void refusesEverythingElse()
    {
        QFETCH(QByteArray, text);
        const auto hex = decodedHex(text);
        QVERIFY(!hex);
        QCOMPARE(hex.error().code, base::ErrorCode::InvalidField);
        QCOMPARE(hex.error().arguments, std::vector<std::string> { "base64" });
    }

    void readsAndWritesStrictBase64Url_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("one byte") << QByteArray("fb") << QByteArray("-w");
        QTest::newRow("two bytes") << QByteArray("fbff") << QByteArray("-_8");
        QTest::newRow("three bytes") << QByteArray("fffefd") << QByteArray("__79");
        QTest::newRow("zeros") << QByteArray("00").repeated(32) << QByteArray(43, 'A');
        QTest::newRow("ones") << QByteArray("ff").repeated(32) << QByteArray(42, '_') + "8";
    }
    void readsAndWritesStrictBase64Url()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, text);
        const auto bytes = base::decodeBase64Url(text.toStdString());
        QVERIFY(bytes);
        QCOMPARE(base::toHex(*bytes), hex.toStdString());
        QCOMPARE(base::encodeBase64Url(*bytes), text.toStdString());
    }

    void strictBase64UrlRefusesOtherSpellings_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* const text : { "-w==", "+w", "/w", "A", "-x", "-_9", "-w ", " -w", "-\nw",
                 "-\tw", "=", "AAAA=", "A*", "AAAAA" })
            QTest::addRow("\"%s\"", text) << QByteArray(text);
        QTest::newRow("zero byte") << QByteArray("A\0A", 3);
        QTest::newRow("beyond ASCII") << QByteArray("A\xc3\xa4");
    }
    void strictBase64UrlRefusesOtherSpellings()
    {
        QFETCH(QByteArray, text);
        const auto bytes = base::decodeBase64Url(text.toStdString());
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, base::ErrorCode::InvalidField);
    }
};

QTEST_GUILESS_MAIN(Base64Test)
#include "base64_test.moc"
