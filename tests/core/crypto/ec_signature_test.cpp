// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "core/crypto/signature.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/memory_scan.h"

#include <QTest>

#include <algorithm>

using crypto::EcPublicKey;
using crypto::P256Number;

namespace {

/// The order of the group: the first number that is no scalar.
constexpr const char* Order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

/// RFC 6979, section A.2.5.
constexpr const char* RfcKey = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
constexpr std::array<std::uint8_t, 24> RfcKeyBegin = { 0xc9, 0xaf, 0xa9, 0xd8, 0x45, 0xba, 0x75,
    0x16, 0x6b, 0x5c, 0x21, 0x57, 0x67, 0xb1, 0xd6, 0x93, 0x4e, 0x50, 0xc3, 0xdb, 0x36, 0xe8, 0x9b,
    0x12 };

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

crypto::SecretBytes secret(const char* hex)
{
    auto bytes = crypto::SecretBytes::copyOf(fromHex(hex));
    return bytes ? std::move(*bytes) : crypto::SecretBytes();
}

EcPublicKey point(const QByteArray& x, const QByteArray& y)
{
    EcPublicKey key;
    std::ranges::copy(fromBase64(x), key.x.begin());
    std::ranges::copy(fromBase64(y), key.y.begin());
    return key;
}

/// Bytes that are no scalar the first times.
class LateRandom : public crypto::RandomSource
{
public:
    int refusals = 0;

    base::Result<void> fill(base::MutableByteView bytes) override
    {
        const base::Bytes next = refusals > 0 ? fromHex(Order) : base::Bytes(32, 0x42);
        --refusals;
        std::ranges::copy(next, bytes.begin());
        return {};
    }
};

} // namespace

class EcSignatureTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void givesThePointOfAScalar_data();
    void givesThePointOfAScalar();
    void verifiesTheSignaturesOfOthers_data();
    void verifiesTheSignaturesOfOthers();
    void signsWhatThePointVerifies_data() { givesThePointOfAScalar_data(); }
    void signsWhatThePointVerifies();
    void anotherMessageOrSignatureIsRefused();
    void aPointBesideTheCurveHasNoSignatures();
    void whatIsNoScalarIsRefused_data();
    void whatIsNoScalarIsRefused();
    void newKeysComeFromTheGivenSource();
    void drawsAgainWhereTheSourceGivesNoScalar();
    void aFailingSourceGivesNoKey();
    void leavesNoCopyOfThePrivateKey();
    void theArenaIsEmptyAfterwards();
};

void EcSignatureTest::givesThePointOfAScalar_data()
{
    QTest::addColumn<QByteArray>("scalar");
    QTest::addColumn<QByteArray>("x");
    QTest::addColumn<QByteArray>("y");
    const auto row = [](const char* name, const char* scalar, const char* x, const char* y) {
        QTest::newRow(name) << QByteArray(scalar) << QByteArray(x) << QByteArray(y);
    };
    row("x begins with a zero byte",
        "a1ca5a00ef540a61e2ef49823cb882fac60e837dc91d540936ebdb0c9618460d",
        "AH8rs_ljlp69Gp8yNZZzAsPKtAEhgD1lE7oO71gJ4UM",
        "ulygVS3iFkv_3QU8VqNrVexnAYv0ISBNXzC2LskIGT8");
    row("y begins with a zero byte",
        "dd58e072a5f1aaa37fdcc6708aa1adfe76a5e005d0446544cb659c82c6dddf86",
        "k2qbOwRC8HV-oQ2mGttcf4blzAsedlw6dVc4cNMnYLo",
        "AJnmRQDnkS9ZgZoRrJs3Uag27vpM1KDWQ5OWvguAees");
    row("proof of possession", "6dfd99aaeb8ea327730079b82c60f24715a604c460e58dfea80ff1f2396a7f95",
        "9Byg0uVwlDdf4UqLhjemRmifcZSFrIutEt9Yc8MeDTA",
        "wurYtYxNv2TJ9wkGnOY3_JmqOs0qbNiV0CDEmsDhDCo");
    row("user verification", "35863179c1543bd5a4429ff2ef699d2a90ea5af36dbe90ed0bbc237958a18dfa",
        "HWcDjcUbFnbfEEnnffW3ActLm6t1-zgUhkU5ZufgnB0",
        "wc56iMdCCY8Ov2gqjRCsBgwhLxCnKfTP7Lf9aausq6w");
    row("RFC 7515 A.3", "8e9b109e719098bf980487df1f5d77e9cb29606ebed2263b5f57c213df84f4b2",
        "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    row("RFC 6979 A.2.5", RfcKey, "YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y",
        "eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk");
    row("one", "0000000000000000000000000000000000000000000000000000000000000001",
        "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
        "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU");
}

void EcSignatureTest::givesThePointOfAScalar()
{
    QFETCH(QByteArray, scalar);
    QFETCH(QByteArray, x);
    QFETCH(QByteArray, y);
    const auto key = crypto::ecPublicKey(secret(scalar.constData()).view());
    QVERIFY(key);
    QVERIFY(*key == point(x, y));
}

void EcSignatureTest::verifiesTheSignaturesOfOthers_data()
{
    QTest::addColumn<QByteArray>("x");
    QTest::addColumn<QByteArray>("y");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("signature");
    const QByteArray rfc6979x = "YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y";
    const QByteArray rfc6979y = "eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk";
    QTest::newRow("RFC 7515 A.3")
        << QByteArray("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
        << QByteArray("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")
        << QByteArray(
               "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6"
               "Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
        << QByteArray("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqP"
                      "P3-Kg6NU1Q");
    QTest::newRow("RFC 6979 A.2.5, sample")
        << rfc6979x << rfc6979y << QByteArray("sample")
        << QByteArray("79SLKqy2qP0RQN2c1F6B1p0sh3tWqvmRw00OqE6vNxb3yxyULWV8QdQ2x6G24p9l8-kA27mv9AZN"
                      "xKsvhDrNqA");
    QTest::newRow("RFC 6979 A.2.5, test, s begins with a zero bit")
        << rfc6979x << rfc6979y << QByteArray("test")
        << QByteArray("8auwI1GDUc1x2IFWex6mY-0-_PbFEys1TyjTsLfTg2cBn0ETdCorFL0lkmtJxkkVXyZ-YNOBS0wM"
                      "yEJQ5G8Agw");
}

void EcSignatureTest::verifiesTheSignaturesOfOthers()
{
    QFETCH(QByteArray, x);
    QFETCH(QByteArray, y);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, signature);
    const base::Bytes raw = fromBase64(signature);
    QCOMPARE(raw.size(), std::size_t { 64 });
    QVERIFY(crypto::verifyEs256(point(x, y), base::bytesOf(message), raw));
    QVERIFY(!crypto::verifyEs256(point(y, x), base::bytesOf(message), raw));
}

void EcSignatureTest::signsWhatThePointVerifies()
{
    QFETCH(QByteArray, scalar);
    QFETCH(QByteArray, x);
    QFETCH(QByteArray, y);
    const crypto::SecretBytes key = secret(scalar.constData());
    const base::ByteView message = base::bytesOf(std::string_view("header.payload"));
    // One signature in 128 has a short number; each is 64 bytes.
    for (int i = 0; i < 100; ++i) {
        const auto signature = crypto::signEs256(key.view(), message);
        QVERIFY(signature);
        QVERIFY(crypto::verifyEs256(point(x, y), message, *signature));
    }
}

void EcSignatureTest::anotherMessageOrSignatureIsRefused()
{
    const crypto::SecretBytes key = secret(RfcKey);
    const auto publicKey = crypto::ecPublicKey(key.view());
    QVERIFY(publicKey);
    const base::Bytes message = { 'a', 'b', 'c' };
    const auto signature = crypto::signEs256(key.view(), message);
    QVERIFY(signature);
    QVERIFY(!crypto::verifyEs256(*publicKey, base::ByteView(message).first(2), *signature));
    QVERIFY(!crypto::verifyEs256(*publicKey, message, base::ByteView(*signature).first(63)));
    QVERIFY(!crypto::verifyEs256(*publicKey, message, {}));
    QVERIFY(!crypto::verifyEs256(*publicKey, message, base::Bytes(64, 0)));
    for (std::size_t i = 0; i < signature->size(); ++i) {
        crypto::EcSignature changed = *signature;
        changed[i] ^= 1;
        QVERIFY(!crypto::verifyEs256(*publicKey, message, changed));
    }
}

void EcSignatureTest::aPointBesideTheCurveHasNoSignatures()
{
    EcPublicKey beside = point("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    beside.y[31] ^= 1;
    QVERIFY(!crypto::verifyEs256(beside, base::bytesOf(std::string_view("x")), base::Bytes(64, 1)));
    QVERIFY(!crypto::verifyEs256({}, base::bytesOf(std::string_view("x")), base::Bytes(64, 1)));
}

void EcSignatureTest::whatIsNoScalarIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("31 bytes") << QByteArray("11").repeated(31);
    QTest::newRow("33 bytes") << QByteArray("00") + QByteArray("11").repeated(32);
    QTest::newRow("zero") << QByteArray("00").repeated(32);
    QTest::newRow("the order") << QByteArray(Order);
    QTest::newRow("largest number") << QByteArray("ff").repeated(32);
}

void EcSignatureTest::whatIsNoScalarIsRefused()
{
    QFETCH(QByteArray, bytes);
    const crypto::SecretBytes key = secret(bytes.constData());
    const auto publicKey = crypto::ecPublicKey(key.view());
    QVERIFY(!publicKey);
    QCOMPARE(publicKey.error().code, base::ErrorCode::CryptoFailed);
    QVERIFY(!crypto::signEs256(key.view(), {}));
}

void EcSignatureTest::newKeysComeFromTheGivenSource()
{
    support::FixedRandom fixed;
    const auto pair = crypto::generateEcKey(fixed);
    QVERIFY(pair);
    QCOMPARE(base::toHex(pair->privateKey.view()),
        std::string("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    const auto publicKey = crypto::ecPublicKey(pair->privateKey.view());
    QVERIFY(publicKey && *publicKey == pair->publicKey);
    crypto::SystemRandom system;
    const auto one = crypto::generateEcKey(system);
    const auto other = crypto::generateEcKey(system);
    QVERIFY(one && other);
    QVERIFY(!(one->publicKey == other->publicKey));
}

void EcSignatureTest::drawsAgainWhereTheSourceGivesNoScalar()
{
    LateRandom random;
    random.refusals = 7;
    const auto pair = crypto::generateEcKey(random);
    QVERIFY(pair);
    QCOMPARE(pair->privateKey.view()[0], std::uint8_t { 0x42 });
    random.refusals = 8;
    const auto none = crypto::generateEcKey(random);
    QVERIFY(!none);
    QCOMPARE(none.error().code, base::ErrorCode::RandomFailed);
}

void EcSignatureTest::aFailingSourceGivesNoKey()
{
    support::FixedRandom random;
    random.failing = true;
    const auto pair = crypto::generateEcKey(random);
    QVERIFY(!pair);
    QCOMPARE(pair.error().code, base::ErrorCode::RandomFailed);
}

void EcSignatureTest::leavesNoCopyOfThePrivateKey()
{
    const support::ScrambledText key(RfcKeyBegin);
    base::Bytes reversed(RfcKeyBegin.rbegin(), RfcKeyBegin.rend()); // as numbers lie in memory
    const support::ScrambledText reversedKey(reversed);
    std::ranges::fill(reversed, std::uint8_t { 0 });
    {
        auto copy = crypto::SecretBytes::ofSize(32);
        QVERIFY(copy);
        std::ranges::copy(RfcKeyBegin, copy->bytes().begin());
        QVERIFY(key.occurrencesUtf8() > 0);
        QVERIFY(crypto::ecPublicKey(copy->view()));
        QVERIFY(crypto::signEs256(copy->view(), {}));
    }
    QCOMPARE(key.occurrencesUtf8(), 0);
    QCOMPARE(reversedKey.occurrencesUtf8(), 0);
}

void EcSignatureTest::theArenaIsEmptyAfterwards()
{
    const std::size_t before = crypto::secureHeapInUse();
    for (int i = 0; i < 1000; ++i) {
        const crypto::SecretBytes key = secret(RfcKey);
        QVERIFY(crypto::signEs256(key.view(), {}));
        QVERIFY(crypto::ecPublicKey(key.view()));
    }
    QVERIFY(!crypto::signEs256({}, {}));
    QCOMPARE(crypto::secureHeapInUse(), before);
}

QTEST_GUILESS_MAIN(EcSignatureTest)
#include "ec_signature_test.moc"
