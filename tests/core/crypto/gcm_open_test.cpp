// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/gcm_open.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <algorithm>

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

// "The Galois/Counter Mode of Operation", appendix B: what cases 16 to 18 have in common.
const QByteArray Key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const QByteArray Associated = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
const QByteArray Plain = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                         "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";

const QByteArray Nonce17 = "cafebabefacedbad";
const QByteArray Sealed17 =
    "c3762df1ca787d32ae47c13bf19844cbaf1ae14d0b976afac52ff7d79bba9de0feb582d33934a4f0954cc2363bc73f"
    "7862ac430e64abe499f47c9b1f3a337dbf46a792c45e454913fe2ea8f2";

std::string opened(const base::Bytes& nonce, const base::Bytes& associated, base::ByteView sealed)
{
    const base::Bytes key = fromHex(Key);
    const std::size_t size =
        sealed.size() < crypto::AeadTagSize ? 0 : sealed.size() - crypto::AeadTagSize;
    base::Bytes out(size, 0xee);
    const auto done = crypto::gcmOpen(
        base::ByteView(key).first<crypto::AeadKeySize>(), nonce, associated, sealed, out);
    if (done)
        return base::toHex(out);
    const bool isDamaged = done.error().code == base::ErrorCode::Damaged;
    const bool isSeen = std::ranges::any_of(out, [](std::uint8_t byte) { return byte != 0xee; })
        && std::ranges::any_of(out, [](std::uint8_t byte) { return byte != 0; });
    return isDamaged && !isSeen ? "damaged" : "left behind";
}

} // namespace

class GcmOpenTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void opensTheVectorsOfTheSpecification_data()
    {
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<QByteArray>("sealed");
        QTest::newRow("case 16: twelve bytes")
            << QByteArray("cafebabefacedbaddecaf888")
            << QByteArray("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                          "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                          "76fc6ece0f4e1768cddf8853bb2d551b");
        QTest::newRow("case 17: eight bytes") << Nonce17 << Sealed17;
        QTest::newRow("case 18: sixty bytes")
            << QByteArray("9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728"
                          "c3c0c95156809539fcf0e2429a6b525416aedbf5a0de6a57a637b39b")
            << QByteArray("5a8def2f0c9e53f1f75d7853659e2a20eeb2b22aafde6419a058ab4f6f746bf4"
                          "0fc0c3b780f244452da3ebf1c5d82cdea2418997200ef82e44ae7e3f"
                          "a44a8266ee1c8eb0c8b5d4cf5ae9f19a");
    }
    void opensTheVectorsOfTheSpecification()
    {
        QFETCH(QByteArray, nonce);
        QFETCH(QByteArray, sealed);
        QCOMPARE(opened(fromHex(nonce), fromHex(Associated), fromHex(sealed)), Plain.toStdString());
    }

    void opensNothingThatWasChanged()
    {
        const base::Bytes nonce = fromHex(Nonce17);
        const base::Bytes associated = fromHex(Associated);
        const base::Bytes whole = fromHex(Sealed17);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            base::Bytes changed = whole;
            changed[i] ^= 1;
            QCOMPARE(opened(nonce, associated, changed), std::string("damaged"));
        }
        for (std::size_t size = 0; size < whole.size(); ++size)
            QCOMPARE(opened(nonce, associated, base::ByteView(whole).first(size)),
                std::string("damaged"));
        base::Bytes other = associated;
        other[0] ^= 1;
        QCOMPARE(opened(nonce, other, whole), std::string("damaged"));
    }

    void needsANonceOfASizeThatThereIs()
    {
        const base::Bytes whole = fromHex(Sealed17);
        QCOMPARE(opened({}, fromHex(Associated), whole), std::string("damaged"));
        QCOMPARE(opened(base::Bytes(129), fromHex(Associated), whole), std::string("damaged"));
    }
};

QTEST_GUILESS_MAIN(GcmOpenTest)
#include "gcm_open_test.moc"
