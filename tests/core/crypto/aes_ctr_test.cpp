// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aes_ctr.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

// NIST SP 800-38A, F.5.5: CTR-AES256.Encrypt
const QByteArray Key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
const QByteArray FirstBlock = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
const QByteArray Plain = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                         "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";
const QByteArray Cipher = "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
                          "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6";

std::string crypt(const QByteArray& inputHex)
{
    const base::Bytes key = fromHex(Key);
    const base::Bytes block = fromHex(FirstBlock);
    const base::Bytes input = fromHex(inputHex);
    base::Bytes out(input.size());
    const auto done = crypto::aesCtr(crypto::CtrKey(key.data(), crypto::CtrKeySize),
        crypto::CtrBlock(block.data(), crypto::CtrBlockSize), input, out);
    return done ? base::toHex(out) : "failed: " + done.error().context;
}

} // namespace

class AesCtrTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void encryptsAndDecryptsTheVectorOfNist()
    {
        QCOMPARE(crypt(Plain), Cipher.toStdString());
        QCOMPARE(crypt(Cipher), Plain.toStdString());
    }

    void needsNoWholeBlocks()
    {
        QCOMPARE(crypt(""), std::string());
        QCOMPARE(crypt(Plain.left(2)), Cipher.left(2).toStdString());
        QCOMPARE(crypt(Plain.left(34)), Cipher.left(34).toStdString());
    }
};

QTEST_GUILESS_MAIN(AesCtrTest)
#include "aes_ctr_test.moc"
