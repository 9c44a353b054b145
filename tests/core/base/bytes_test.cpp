// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/bytes.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

class BytesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void writesHexInLowerCase()
    {
        const base::Bytes bytes { 0x00, 0x1f, 0xab, 0xff };
        QCOMPARE(base::toHex(bytes), std::string("001fabff"));
    }

    void readsHexOfEitherCase()
    {
        const auto bytes = base::fromHex("001FabFF");
        QVERIFY(bytes);
        QCOMPARE(*bytes, (base::Bytes { 0x00, 0x1f, 0xab, 0xff }));
    }

    void refusesWhatIsNotHex_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("odd length") << QByteArray("abc");
        QTest::newRow("other letter") << QByteArray("0g");
        QTest::newRow("blank") << QByteArray("0 ");
    }
    void refusesWhatIsNotHex()
    {
        QFETCH(QByteArray, text);
        const auto bytes = base::fromHex(text.toStdString());
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, base::ErrorCode::InvalidField);
    }

    void writesAndReadsBigEndian()
    {
        base::Bytes bytes;
        base::appendU16(bytes, 0x0102);
        base::appendU32(bytes, 0x03040506);
        base::appendU64(bytes, 0x0708090a0b0c0d0eULL);
        QCOMPARE(base::toHex(bytes), std::string("0102030405060708090a0b0c0d0e"));
        QCOMPARE(base::readU16(bytes), std::uint16_t { 0x0102 });
        QCOMPARE(base::readU32(base::ByteView(bytes).subspan(2)), 0x03040506U);
        QCOMPARE(base::readU64(base::ByteView(bytes).subspan(6)), 0x0708090a0b0c0d0eULL);
    }
};

QTEST_GUILESS_MAIN(BytesTest)
#include "bytes_test.moc"
