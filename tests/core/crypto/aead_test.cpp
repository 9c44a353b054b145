// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aead.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <algorithm>

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

struct Message
{
    base::Bytes key;
    base::Bytes nonce;
    base::Bytes associated;
    base::Bytes plain;
    base::Bytes sealed;

    crypto::AeadKey keyView() const { return crypto::AeadKey(key.data(), crypto::AeadKeySize); }
    crypto::AeadNonce nonceView() const
    {
        return crypto::AeadNonce(nonce.data(), crypto::AeadNonceSize);
    }
};

/// Test case 16 of the GCM specification: everything is there.
Message complete()
{
    return { fromHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
        fromHex("cafebabefacedbaddecaf888"), fromHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
        fromHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"),
        fromHex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                "76fc6ece0f4e1768cddf8853bb2d551b") };
}

/// Opens into a buffer of ones; what must not be seen afterwards is wiped from it.
struct Opened
{
    base::Result<void> result;
    base::Bytes out;
};
Opened open(const Message& message)
{
    const std::size_t size = message.sealed.size() - crypto::AeadTagSize;
    base::Bytes out(size, 0xEE);
    auto result = crypto::aeadOpen(
        message.keyView(), message.nonceView(), message.associated, message.sealed, out);
    return { std::move(result), std::move(out) };
}

} // namespace

class AeadTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    // "The Galois/Counter Mode of Operation", appendix B, the cases of 256-bit keys and 96-bit
    // nonces.
    void sealsAndOpensTheVectorsOfTheSpecification_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<QByteArray>("associated");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("sealed");
        const QByteArray zeroKey(64, '0');
        const QByteArray zeroNonce(24, '0');
        const QByteArray key("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        const QByteArray nonce("cafebabefacedbaddecaf888");
        QTest::newRow("case 13: nothing at all")
            << zeroKey << zeroNonce << QByteArray() << QByteArray()
            << QByteArray("530f8afbc74536b9a963b4f1c4cb738b");
        QTest::newRow("case 14: one block")
            << zeroKey << zeroNonce << QByteArray() << QByteArray(32, '0')
            << QByteArray("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        QTest::newRow("case 15: four blocks")
            << key << nonce << QByteArray()
            << QByteArray("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                          "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255")
            << QByteArray("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                          "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
                          "b094dac5d93471bdec1a502270e3cc6c");
    }
    void sealsAndOpensTheVectorsOfTheSpecification()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, nonce);
        QFETCH(QByteArray, associated);
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, sealed);
        sealsAndOpens(
            { fromHex(key), fromHex(nonce), fromHex(associated), fromHex(plain), fromHex(sealed) });
    }

    void sealsAndOpensWithAssociatedData() { sealsAndOpens(complete()); }

    void anyChangedBitIsDamage()
    {
        const Message message = complete();
        const auto isRefused = [](Message changed, base::Bytes Message::*part) {
            for (std::size_t bit = 0; bit < (changed.*part).size() * 8; ++bit) {
                std::uint8_t& byte = (changed.*part)[bit / 8];
                byte = static_cast<std::uint8_t>(byte ^ 1U << bit % 8);
                const Opened opened = open(changed);
                byte = static_cast<std::uint8_t>(byte ^ 1U << bit % 8);
                if (opened.result || opened.result.error().code != base::ErrorCode::Damaged)
                    return false;
                if (std::ranges::any_of(opened.out, [](std::uint8_t b) { return b != 0; }))
                    return false; // nothing decrypted may be seen
            }
            return true;
        };
        QVERIFY(isRefused(message, &Message::key));
        QVERIFY(isRefused(message, &Message::nonce));
        QVERIFY(isRefused(message, &Message::associated));
        QVERIFY(isRefused(message, &Message::sealed));
    }

    void everyTruncationIsDamage()
    {
        const Message message = complete();
        for (std::size_t length = 0; length < message.sealed.size(); ++length) {
            const std::size_t plain =
                length < crypto::AeadTagSize ? 0 : length - crypto::AeadTagSize;
            base::Bytes out(plain);
            const auto opened = crypto::aeadOpen(message.keyView(), message.nonceView(),
                message.associated, base::ByteView(message.sealed).first(length), out);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, base::ErrorCode::Damaged);
        }
    }

    void associatedDataBelongsToTheMessage()
    {
        Message message = complete();
        message.associated.clear();
        QVERIFY(!open(message).result);
        message.associated = complete().associated;
        message.associated.push_back(0);
        QVERIFY(!open(message).result);
    }

    void megabytesComeBack()
    {
        Message message = complete();
        message.plain.assign(std::size_t { 3 } << 20, 0x5a);
        message.sealed.assign(message.plain.size() + crypto::AeadTagSize, 0);
        QVERIFY(crypto::aeadSeal(message.keyView(), message.nonceView(), message.associated,
            message.plain, message.sealed));
        const Opened opened = open(message);
        QVERIFY(opened.result);
        QVERIFY(opened.out == message.plain);
    }

private:
    static void sealsAndOpens(const Message& message)
    {
        base::Bytes sealed(message.plain.size() + crypto::AeadTagSize);
        QVERIFY(crypto::aeadSeal(
            message.keyView(), message.nonceView(), message.associated, message.plain, sealed));
        QCOMPARE(base::toHex(sealed), base::toHex(message.sealed));
        const Opened opened = open(message);
        QVERIFY(opened.result);
        QCOMPARE(base::toHex(opened.out), base::toHex(message.plain));
    }
};

QTEST_GUILESS_MAIN(AeadTest)
#include "aead_test.moc"
