// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "core/crypto/ecdsa_der.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <algorithm>

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

base::Bytes fromBase64(const QByteArray& text)
{
    base::Bytes bytes(static_cast<std::size_t>(text.size()));
    const auto size = base::decodeBase64(text.toStdString(), bytes);
    bytes.resize(size ? *size : 0);
    return bytes;
}

} // namespace

class EcdsaDerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void bothSpellingsSayTheSame_data()
    {
        QTest::addColumn<QByteArray>("der");
        QTest::addColumn<QByteArray>("raw");
        QTest::newRow("r with the top bit, s of 30 bytes")
            << QByteArray(
                   "3043022100f122222222222222222222222222222222222222222222222222222222222222"
                   "021e333333333333333333333333333333333333333333333333333333333333")
            << QByteArray("8SIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIAADMzMzMzMzMzMzMzMzMzMzMzMzMz"
                          "MzMzMzMzMzMzMw");
        QTest::newRow("s is 1") << QByteArray(
            "302502207f44444444444444444444444444444444444444444444444444444444444444"
            "020101")
                                << QByteArray("f0REREREREREREREREREREREREREREREREREREREREQA"
                                              "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ");
        QTest::newRow("zeros") << QByteArray("3006020100020100") << QByteArray(86, 'A');
    }
    void bothSpellingsSayTheSame()
    {
        QFETCH(QByteArray, der);
        QFETCH(QByteArray, raw);
        const base::Bytes expected = fromBase64(raw);
        QCOMPARE(expected.size(), std::size_t { 64 });
        const auto read = crypto::rawFromDer(fromHex(der));
        QVERIFY(read);
        QVERIFY(std::ranges::equal(*read, expected));
        const auto written = crypto::derFromRaw(expected);
        QVERIFY(written);
        QCOMPARE(QByteArray::fromStdString(base::toHex(*written)), der);
    }

    void otherSpellingsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("der");
        const auto row = [](const char* name, const char* der) {
            QTest::newRow(name) << QByteArray(der);
        };
        row("nothing", "");
        row("a tag alone", "30");
        row("no number", "3000");
        row("one number", "3003020101");
        row("three numbers", "3009020101020101020101");
        row("another sequence", "3106020101020101");
        row("another number", "3006030101020101");
        row("negative", "3006020180020101");
        row("zero byte too many", "300702020001020101");
        row("number of no bytes",
            "300502000201"
            "01");
        row("length in two bytes", "308106020101020101");
        row("indefinite length", "30800201010201010000");
        row("something after it", "300602010102010100");
        row("cut off", "3006020101020201");
        row("257 bits",
            "302602210100000000000000000000000000000000000000000000000000000000000000000201"
            "01");
    }
    void otherSpellingsAreRefused()
    {
        QFETCH(QByteArray, der);
        QVERIFY(!crypto::rawFromDer(fromHex(der)));
    }

    void aRawSignatureHas64Bytes()
    {
        QVERIFY(!crypto::derFromRaw(base::Bytes(63, 1)));
        QVERIFY(crypto::derFromRaw(base::Bytes(64, 1)));
        QVERIFY(!crypto::derFromRaw(base::Bytes(65, 1)));
    }
};

QTEST_GUILESS_MAIN(EcdsaDerTest)
#include "ecdsa_der_test.moc"
