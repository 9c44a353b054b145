// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aes_cbc.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

// NIST SP 800-38A, F.2.6: CBC-AES256.Decrypt; the last block, the padding, was made with Python's
// cryptography.
const QByteArray Key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
const QByteArray Iv = "000102030405060708090a0b0c0d0e0f";
const QByteArray Plain = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";
const QByteArray Cipher = "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d";
const QByteArray Padding = "3a3aa5e0213db1a9901f9036cf5102d2";

std::string opened(const QByteArray& sealedHex, const QByteArray& ivHex = Iv)
{
    const base::Bytes key = fromHex(Key);
    const base::Bytes iv = fromHex(ivHex);
    const base::Bytes sealed = fromHex(sealedHex);
    base::Bytes out(sealed.size(), 0xee);
    const auto size = crypto::aesCbcOpen(crypto::CbcKey(key.data(), crypto::CbcKeySize),
        crypto::CbcBlock(iv.data(), crypto::CbcBlockSize), sealed, out);
    const std::size_t plain = size ? *size : 0;
    for (std::size_t i = plain; i < out.size(); ++i) {
        if (out[i] != 0 && out.size() % crypto::CbcBlockSize == 0)
            return "something is left behind the plaintext";
    }
    return size ? base::toHex(base::ByteView(out).first(plain)) : "failed: " + size.error().context;
}

std::string sealed(const base::Bytes& plain)
{
    const base::Bytes key = fromHex(Key);
    const base::Bytes iv = fromHex(Iv);
    base::Bytes out(crypto::cbcSealedSize(plain.size()), 0xee);
    const auto done = crypto::aesCbcSeal(crypto::CbcKey(key.data(), crypto::CbcKeySize),
        crypto::CbcBlock(iv.data(), crypto::CbcBlockSize), plain, out);
    return done ? base::toHex(out) : "failed: " + done.error().context;
}

} // namespace

class AesCbcTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void opensBlocksWithoutPadding();
    void opensTheVectorOfNist() { QCOMPARE(opened(Cipher + Padding), Plain.toStdString()); }

    void sealsTheVectorOfNist()
    {
        const base::Bytes plain = fromHex(Plain);
        QCOMPARE(sealed(plain), Cipher.toStdString() + Padding.toStdString());
    }

    void sealsWhatItOpens()
    {
        for (std::size_t size = 0; size <= 2 * crypto::CbcBlockSize; ++size) {
            const base::Bytes plain(size, 0x5a);
            const std::string hex = sealed(plain);
            QVERIFY(hex.size() / 2 > size && hex.size() / 2 <= size + crypto::CbcBlockSize);
            QCOMPARE(opened(QByteArray::fromStdString(hex)), base::toHex(plain));
        }
    }

    void opensPaddingOfEachLength()
    {
        // The last block of the plaintext changes with the block before it: the IV of one block.
        QCOMPARE(opened(Padding, Cipher.right(32)), std::string());
        QByteArray ivOfOne = fromHexArray(Cipher.right(32));
        ivOfOne[15] = static_cast<char>(ivOfOne[15] ^ 0x10 ^ 0x01);
        QCOMPARE(opened(Padding, ivOfOne.toHex()).size(), std::size_t { 30 });
    }

    void refusesWhatIsNoPadding()
    {
        const std::string failed = "failed: AES-256-CBC";
        QCOMPARE(opened(Cipher), failed);
        QByteArray iv = fromHexArray(Cipher.right(32));
        for (const int last : { 0x10, 0x10 ^ 17, 0x10 ^ 2 }) { // 0, 17, and 2 that is not repeated
            QByteArray changed = iv;
            changed[15] = static_cast<char>(changed[15] ^ last);
            if (last == (0x10 ^ 2))
                changed[14] = static_cast<char>(changed[14] ^ 1);
            QCOMPARE(opened(Padding, changed.toHex()), failed);
        }
        iv[0] = static_cast<char>(iv[0] ^ 1); // the first of sixteen
        QCOMPARE(opened(Padding, iv.toHex()), failed);
    }

    void refusesWhatIsNoWholeBlock()
    {
        const std::string failed = "failed: AES-256-CBC";
        QCOMPARE(opened(""), failed);
        QCOMPARE(opened(Cipher.left(62)), failed);
    }

private:
    static QByteArray fromHexArray(const QByteArray& hex) { return QByteArray::fromHex(hex); }
};

void AesCbcTest::opensBlocksWithoutPadding()
{
    const base::Bytes key = fromHex(Key);
    const base::Bytes iv = fromHex(Iv);
    const base::Bytes sealed = fromHex(Cipher);
    base::Bytes out(sealed.size());
    const auto open = [&](base::ByteView blocks) {
        return crypto::aesCbcOpenBlocks(crypto::CbcKey(key.data(), crypto::CbcKeySize),
            crypto::CbcBlock(iv.data(), crypto::CbcBlockSize), blocks,
            base::MutableByteView(out).first(blocks.size()));
    };
    QVERIFY(open(sealed));
    QCOMPARE(base::toHex(out), Plain.toStdString());
    QVERIFY(!open(base::ByteView(sealed).first(20)));
    QVERIFY(!open({}));
}

QTEST_GUILESS_MAIN(AesCbcTest)
#include "aes_cbc_test.moc"
