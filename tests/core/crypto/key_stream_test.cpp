// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/key_stream.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <numeric>

namespace {

using crypto::StreamCipher;

crypto::KeyStream streamOf(StreamCipher cipher, const base::Bytes& key, const base::Bytes& nonce)
{
    auto stream = crypto::KeyStream::make(
        cipher, base::ByteView(key).first<crypto::KeyStreamKeySize>(), nonce);
    if (!stream)
        qFatal("no stream");
    return std::move(*stream);
}

/// The stream itself: what zeros become.
std::string hexOf(const crypto::KeyStream& stream, std::uint64_t offset, std::size_t size)
{
    base::Bytes bytes(size);
    return stream.apply(offset, bytes) ? base::toHex(bytes) : "failed";
}

} // namespace

class KeyStreamTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void makesTheStreamOfChaCha20();
    void makesTheStreamOfSalsa20();
    void goesOnAnywhere();
    void endsWhereTheCounterDoes();
};

/// RFC 8439, 2.3.2; there it is the block of number 1.
void KeyStreamTest::makesTheStreamOfChaCha20()
{
    base::Bytes key(crypto::KeyStreamKeySize);
    std::iota(key.begin(), key.end(), std::uint8_t { 0 });
    const crypto::KeyStream stream =
        streamOf(StreamCipher::ChaCha20, key, { 0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0 });
    QCOMPARE(hexOf(stream, 64, 64),
        std::string("10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
                    "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e"));
}

/// ECRYPT's test vectors of Salsa20 with keys of 256 bits, set 1, vector 0.
void KeyStreamTest::makesTheStreamOfSalsa20()
{
    base::Bytes key(crypto::KeyStreamKeySize);
    key[0] = 0x80;
    const crypto::KeyStream stream = streamOf(StreamCipher::Salsa20, key, base::Bytes(8));
    QCOMPARE(hexOf(stream, 0, 64),
        std::string("e3be8fdd8beca2e3ea8ef9475b29a6e7003951e1097a5c38d23b7a5fad9f6844"
                    "b22c97559e2723c7cbbd3fe4fc8d9a0744652a83e72a9c461876af4d7ef1a117"));
    QCOMPARE(hexOf(stream, 192, 64),
        std::string("57be81f47b17d9ae7c4ff15429a73e10acf250ed3a90a93c711308a74c6216a9"
                    "ed84cd126da7f28e8abf8bb63517e1ca98e712f4fb2e1a6aed9fdc73291faa17"));
}

/// In whatever pieces it is taken, it is the same stream.
void KeyStreamTest::goesOnAnywhere()
{
    for (const StreamCipher cipher : { StreamCipher::ChaCha20, StreamCipher::Salsa20 }) {
        const crypto::KeyStream stream =
            streamOf(cipher, base::Bytes(32, 7), base::Bytes(crypto::nonceSize(cipher), 9));
        const std::string whole = hexOf(stream, 0, 300);
        for (std::size_t begin = 0; begin < 200; ++begin) {
            for (const std::size_t size : { 0, 1, 63, 64, 65, 100 })
                QCOMPARE(hexOf(stream, begin, size), whole.substr(2 * begin, 2 * size));
        }
    }
}

void KeyStreamTest::endsWhereTheCounterDoes()
{
    constexpr std::uint64_t End = std::uint64_t { 1 } << 38; // 2^32 blocks of 64
    const crypto::KeyStream stream =
        streamOf(StreamCipher::ChaCha20, base::Bytes(32), base::Bytes(12));
    QVERIFY(hexOf(stream, End - 64 - 1, 64) != "failed");
    QCOMPARE(hexOf(stream, End - 63, 64), std::string("failed"));
}

QTEST_GUILESS_MAIN(KeyStreamTest)
#include "key_stream_test.moc"
