// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/hmac.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <array>
#include <thread>
#include <vector>

using crypto::Hash;
Q_DECLARE_METATYPE(Hash)

namespace {

QByteArray ascending(char first, char last)
{
    QByteArray bytes;
    for (char c = first; c <= last; ++c)
        bytes.append(c);
    return bytes;
}

std::string hex(const base::Result<crypto::Digest>& digest)
{
    return digest ? base::toHex(digest->view()) : "failed";
}

} // namespace

class HmacTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void givesTheVectorsOfRfc2202And4231_data();
    void givesTheVectorsOfRfc2202And4231();
    void anEmptyKeyIsAKey();
    void digestsTheVectorsOfFips180_data();
    void digestsTheVectorsOfFips180();
    void sizesAreThoseOfTheHash();
    void threadsDoNotDisturbEachOther();
};

void HmacTest::givesTheVectorsOfRfc2202And4231_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<QByteArray>("mac");
    const QByteArray hiThere("Hi There");
    const QByteArray jefe("what do ya want for nothing?");
    const QByteArray dd(50, '\xdd');
    const QByteArray cd(50, '\xcd');
    const QByteArray counting = ascending(1, 25);
    const QByteArray largeKey("Test Using Larger Than Block-Size Key - Hash Key First");
    const QByteArray largeBoth("This is a test using a larger than block-size key and a larger "
                               "than block-size data. The key needs to be hashed before being "
                               "used by the HMAC algorithm.");
    const QByteArray largeBothOld(
        "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data");
    struct Row
    {
        const char* name;
        QByteArray key;
        QByteArray message;
        Hash hash;
        const char* mac;
    };
    const Row rows[] = {
        { "RFC 4231, case 1, SHA-224", QByteArray(20, '\x0b'), hiThere, Hash::Sha224,
            "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22" },
        { "RFC 4231, case 1, SHA-256", QByteArray(20, '\x0b'), hiThere, Hash::Sha256,
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
        { "RFC 4231, case 1, SHA-384", QByteArray(20, '\x0b'), hiThere, Hash::Sha384,
            "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152"
            "e8b2fa9cb6" },
        { "RFC 4231, case 1, SHA-512", QByteArray(20, '\x0b'), hiThere, Hash::Sha512,
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b27"
            "4eaea3f4e4be9d914eeb61f1702e696c203a126854" },
        { "RFC 4231, case 2, SHA-224", "Jefe", jefe, Hash::Sha224,
            "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44" },
        { "RFC 4231, case 2, SHA-256", "Jefe", jefe, Hash::Sha256,
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
        { "RFC 4231, case 2, SHA-384", "Jefe", jefe, Hash::Sha384,
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239"
            "ecfab21649" },
        { "RFC 4231, case 2, SHA-512", "Jefe", jefe, Hash::Sha512,
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f"
            "65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737" },
        { "RFC 4231, case 3, SHA-224", QByteArray(20, '\xaa'), dd, Hash::Sha224,
            "7fb3cb3588c6c1f6ffa9694d7d6ad2649365b0c1f65d69d1ec8333ea" },
        { "RFC 4231, case 3, SHA-256", QByteArray(20, '\xaa'), dd, Hash::Sha256,
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
        { "RFC 4231, case 3, SHA-384", QByteArray(20, '\xaa'), dd, Hash::Sha384,
            "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6"
            "e101a34f27" },
        { "RFC 4231, case 3, SHA-512", QByteArray(20, '\xaa'), dd, Hash::Sha512,
            "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485"
            "a47e67c807b946a337bee8942674278859e13292fb" },
        { "RFC 4231, case 4, SHA-224", counting, cd, Hash::Sha224,
            "6c11506874013cac6a2abc1bb382627cec6a90d86efc012de7afec5a" },
        { "RFC 4231, case 4, SHA-256", counting, cd, Hash::Sha256,
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b" },
        { "RFC 4231, case 4, SHA-384", counting, cd, Hash::Sha384,
            "3e8a69b7783c25851933ab6290af6ca77a9981480850009cc5577c6e1f573b4e6801dd23c4a7d679ccf8a3"
            "86c674cffb" },
        { "RFC 4231, case 4, SHA-512", counting, cd, Hash::Sha512,
            "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d67927"
            "5cc5788063a5f19741120c4f2de2adebeb10a298dd" },
        { "RFC 4231, case 6, SHA-224", QByteArray(131, '\xaa'), largeKey, Hash::Sha224,
            "95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e" },
        { "RFC 4231, case 6, SHA-256", QByteArray(131, '\xaa'), largeKey, Hash::Sha256,
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
        { "RFC 4231, case 6, SHA-384", QByteArray(131, '\xaa'), largeKey, Hash::Sha384,
            "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248d"
            "f163f44952" },
        { "RFC 4231, case 6, SHA-512", QByteArray(131, '\xaa'), largeKey, Hash::Sha512,
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2"
            "215d6a1e5295e64f73f63f0aec8b915a985d786598" },
        { "RFC 4231, case 7, SHA-224", QByteArray(131, '\xaa'), largeBoth, Hash::Sha224,
            "3a854166ac5d9f023f54d517d0b39dbd946770db9c2b95c9f6f565d1" },
        { "RFC 4231, case 7, SHA-256", QByteArray(131, '\xaa'), largeBoth, Hash::Sha256,
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
        { "RFC 4231, case 7, SHA-384", QByteArray(131, '\xaa'), largeBoth, Hash::Sha384,
            "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6"
            "110c46523e" },
        { "RFC 4231, case 7, SHA-512", QByteArray(131, '\xaa'), largeBoth, Hash::Sha512,
            "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb"
            "55c3e4de15134676fb6de0446065c97440fa8c6a58" },
        { "RFC 2202, case 1, SHA-1", QByteArray(20, '\x0b'), hiThere, Hash::Sha1,
            "b617318655057264e28bc0b6fb378c8ef146be00" },
        { "RFC 2202, case 2, SHA-1", "Jefe", jefe, Hash::Sha1,
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
        { "RFC 2202, case 3, SHA-1", QByteArray(20, '\xaa'), dd, Hash::Sha1,
            "125d7342b9ac11cd91a39af48aa17b4f63f175d3" },
        { "RFC 2202, case 4, SHA-1", counting, cd, Hash::Sha1,
            "4c9007f4026250c6bc8414f9bf50c86c2d7235da" },
        { "RFC 2202, case 5, SHA-1", QByteArray(20, '\x0c'), "Test With Truncation", Hash::Sha1,
            "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04" },
        { "RFC 2202, case 6, SHA-1", QByteArray(80, '\xaa'), largeKey, Hash::Sha1,
            "aa4ae5e15272d00e95705637ce8a3b55ed402112" },
        { "RFC 2202, case 7, SHA-1", QByteArray(80, '\xaa'), largeBothOld, Hash::Sha1,
            "e8e99d0f45237d786d6bbaa7965c7808bbff1a91" },
        { "RFC 2202, case 1, MD5", QByteArray(16, '\x0b'), hiThere, Hash::Md5,
            "9294727a3638bb1c13f48ef8158bfc9d" },
        { "RFC 2202, case 2, MD5", "Jefe", jefe, Hash::Md5, "750c783e6ab0b503eaa86e310a5db738" },
        { "RFC 2202, case 3, MD5", QByteArray(16, '\xaa'), dd, Hash::Md5,
            "56be34521d144c88dbb8c733f0e8b3f6" },
        { "RFC 2202, case 4, MD5", counting, cd, Hash::Md5, "697eaf0aca3a3aea3a75164746ffaa79" },
        { "RFC 2202, case 5, MD5", QByteArray(16, '\x0c'), "Test With Truncation", Hash::Md5,
            "56461ef2342edc00f9bab995690efd4c" },
        { "RFC 2202, case 6, MD5", QByteArray(80, '\xaa'), largeKey, Hash::Md5,
            "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd" },
        { "RFC 2202, case 7, MD5", QByteArray(80, '\xaa'), largeBothOld, Hash::Md5,
            "6f630fad67cda0ee1fb1f562db3aa53e" },
    };
    for (const Row& row : rows)
        QTest::newRow(row.name) << row.key << row.message << row.hash << QByteArray(row.mac);
}

void HmacTest::givesTheVectorsOfRfc2202And4231()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, message);
    QFETCH(Hash, hash);
    QFETCH(QByteArray, mac);
    QCOMPARE(
        hex(crypto::hmac(hash, base::bytesOf(key), base::bytesOf(message))), mac.toStdString());
}

void HmacTest::anEmptyKeyIsAKey()
{
    QCOMPARE(hex(crypto::hmac(Hash::Sha256, {}, {})),
        std::string("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
    QCOMPARE(hex(crypto::hmac(Hash::Sha1, {}, {})),
        std::string("fbdb1d1b18aa6c08324b7d64b71fb76370690e1d"));
}

void HmacTest::digestsTheVectorsOfFips180_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<QByteArray>("digest");
    const QByteArray abc("abc");
    QTest::newRow("MD5, RFC 1321")
        << abc << Hash::Md5 << QByteArray("900150983cd24fb0d6963f7d28e17f72");
    QTest::newRow("MD5 of nothing, RFC 1321")
        << QByteArray() << Hash::Md5 << QByteArray("d41d8cd98f00b204e9800998ecf8427e");
    QTest::newRow("SHA-1") << abc << Hash::Sha1
                           << QByteArray("a9993e364706816aba3e25717850c26c9cd0d89d");
    QTest::newRow("SHA-224") << abc << Hash::Sha224
                             << QByteArray(
                                    "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
    QTest::newRow("SHA-256")
        << abc << Hash::Sha256
        << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("SHA-256 of nothing")
        << QByteArray() << Hash::Sha256
        << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("SHA-384")
        << abc << Hash::Sha384
        << QByteArray("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                      "8086072ba1e7cc2358baeca134c825a7");
    QTest::newRow("SHA-512")
        << abc << Hash::Sha512
        << QByteArray("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

void HmacTest::digestsTheVectorsOfFips180()
{
    QFETCH(QByteArray, message);
    QFETCH(Hash, hash);
    QFETCH(QByteArray, digest);
    QCOMPARE(hex(crypto::digest(hash, base::bytesOf(message))), digest.toStdString());
}

void HmacTest::sizesAreThoseOfTheHash()
{
    for (const Hash hash :
        { Hash::Md5, Hash::Sha1, Hash::Sha224, Hash::Sha256, Hash::Sha384, Hash::Sha512 }) {
        const auto mac = crypto::hmac(hash, base::bytesOf(std::string_view("k")), {});
        QVERIFY(mac);
        QCOMPARE(mac->view().size(), crypto::hashSize(hash));
    }
}

void HmacTest::threadsDoNotDisturbEachOther()
{
    constexpr int Rounds = 500;
    std::array<int, 4> wrong = {};
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < wrong.size(); ++t) {
            threads.emplace_back([t, &wrong] {
                const base::Bytes key(20, static_cast<std::uint8_t>(t));
                const std::string first = hex(crypto::hmac(Hash::Sha1, key, key));
                for (int i = 0; i < Rounds; ++i)
                    wrong[t] += hex(crypto::hmac(Hash::Sha1, key, key)) != first ? 1 : 0;
            });
        }
    }
    QCOMPARE(wrong, (std::array<int, 4> {}));
}

QTEST_GUILESS_MAIN(HmacTest)
#include "hmac_test.moc"
