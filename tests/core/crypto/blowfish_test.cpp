// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/blowfish.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

std::string opened(const base::Bytes& key, const base::Bytes& sealed)
{
    base::Bytes out(sealed.size(), 0xee);
    const auto done =
        crypto::blowfishOpen(base::ByteView(key).first<crypto::BlowfishKeySize>(), sealed, out);
    if (done)
        return base::toHex(out);
    return done.error().code == base::ErrorCode::Damaged ? "damaged" : "failed";
}

/// A key that repeats is to the schedule what its part is.
base::Bytes repeated(const QByteArray& part)
{
    const base::Bytes bytes = fromHex(part);
    base::Bytes key;
    while (key.size() < crypto::BlowfishKeySize)
        base::append(key, bytes);
    return key;
}

} // namespace

class BlowfishTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    // "Test vectors for the Blowfish cipher" (Eric Young), which B. Schneier's page of it has.
    void opensTheVectorsOfItsAuthors_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("sealed");
        QTest::newRow("zeros") << QByteArray("0000000000000000") << QByteArray("0000000000000000")
                               << QByteArray("4ef997456198dd78");
        QTest::newRow("ones") << QByteArray("ffffffffffffffff") << QByteArray("ffffffffffffffff")
                              << QByteArray("51866fd5b85ecb8a");
        QTest::newRow("a word") << QByteArray("0123456789abcdef") << QByteArray("1111111111111111")
                                << QByteArray("61f9c3802281b096");
        QTest::newRow("a word back")
            << QByteArray("fedcba9876543210") << QByteArray("0123456789abcdef")
            << QByteArray("0aceab0fc6a0a28d");
        QTest::newRow("two blocks")
            << QByteArray("0000000000000000") << QByteArray("00000000000000000000000000000000")
            << QByteArray("4ef997456198dd784ef997456198dd78");
    }
    void opensTheVectorsOfItsAuthors()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, sealed);
        QCOMPARE(opened(repeated(key), fromHex(sealed)), plain.toStdString());
    }

    void refusesAPartOfABlock()
    {
        QCOMPARE(opened(repeated("00"), base::Bytes(9)), std::string("damaged"));
        QCOMPARE(opened(repeated("00"), {}), std::string());
    }
};

QTEST_GUILESS_MAIN(BlowfishTest)
#include "blowfish_test.moc"
