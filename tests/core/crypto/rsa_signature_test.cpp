// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "core/crypto/rsa_private_key.h"
#include "core/crypto/signature.h"
#include "core/crypto/wiped_bytes.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/memory_scan.h"

#include <QTest>

#include <algorithm>

using crypto::Hash;
using crypto::RsaPublicKey;
using crypto::SecretBytes;

Q_DECLARE_METATYPE(crypto::Hash)

namespace {

// The key of RFC 7515, section A.2.1; as PKCS#8 by OpenSSL's command line.
constexpr const char* Modulus =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEz"
    "P1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf6"
    "3kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5Zw"
    "Kh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
    "yuXpoQ";
constexpr const char* PrivateKey =
    "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCh+BYK4uPJtGXOjS1lYmM2K5J9vinh8CR3"
    "/BYlzJChNuOL2TSXxbbqY913EeZ8dCn5VrD7io8ImtxLaYk8wTM/U+3QGbh3hCUv7JFP5IV3aVlL6kKA0ywP"
    "Vb9ilE8TA5a8bpvfbr3SvaNnjuygxmj3AbONv/s4yDQs4v5tJ/reSlpIdJed1LnPmt7Ex1sFhSwsD174pcF1"
    "A5L5ROjtZMEQxrZHYJqkeDrrnGya11UxMFBji4NmXG9veoKjlnAqH2QbgtPr8jkiGUkftoaHLFcW9Qr4NY2a"
    "i50Xw0Byj3+H2JoY2PyrZ62EWQwuz3WTOTY8BwNNb2BvniHgVFbK5emhAgMBAAECggEAEq5xpGnNCivDflJs"
    "RQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7/GQ5sLKMgvfTeXZx9SE+7YwVol2NXOoAJe46su"
    "i395IW/GO+pWJ1O0BkTGoVEn2bKVRUCgu+GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M/V51"
    "gfpRLI9JYanrC4D4qAdGcopV/0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl"
    "/x/jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR/RQyGWSeWjnczT0QU91p1DhOVRuOopznQKBgQDgHMQQ"
    "60imZV1URk0KpLttoLhyt3SmqdEf/kgHePDdtzEafpAu+cS191R2JiuoF2yzWXnwFDcqGigp5BNr0AHQfD8/"
    "Lk8l1Mk09jxxCfui5nYooNyac8YFjm3vItzVCVDnEd3BbVWG8qf6deqElMGAg+C2V0L4oNXnP7LZcPAZRwKB"
    "gQC5A8R+CZW2MvRTLLHzwZkUXV866cff7tx6kqa0finGG0KgeqlaZPxgCZnFp7AeAcCMtiynVlJ7vMVgePsL"
    "q6XtON4tB5kP9jAPrq3rbAOal78eUH5OcED6eNuCV8ixEu1eWcPNCS/l1OW1EnXUEoEHKl54Xrrz2uNwkgMT"
    "P1FZ1wKBgAcCn1dwJKufzBWQxWQp1vsM5fggqPN1qGb5y0MAk3g7/Ls5bkUp5u9SN0Ai3Ya6hNnvWJMb7sXQ"
    "X6U/zyO2M/hTip7tUeh7CXgwo59dkpN75gJLVds29+DAncu3KXU4f2Fa+7bLNrur53k8KwPOq2bbuTG69QtV"
    "7Jr5MR0AHWKNAoGBAIf/evpitUf+4JYbLpvNXWcY052Mpz22aR84mY3nh3F2LF2mjMJDpTg7FmuyPcVw6EcG"
    "yoAe9fa65iNqCq+jdw6PVNGo2hxfjSiZ8IIzHdsPXI89//pMjZcQK9r+CCoRjaZjOYiIDktVWZzmevJuv6Wy"
    "wUqd57LE3Zar3dLSIkx1AoGAIYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd+DlcxyVuuM9sQLdgjVk2oy26"
    "F0EmpScGLq2MowX7fhd/QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp/gh"
    "6A5603k2+ZQwVK0JKSHuLFkuQ3U=";
constexpr const char* SigningInput =
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
    "LmNvbS9pc19yb290Ijp0cnVlfQ";
// Of the RFC.
constexpr const char* Signature256 =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt"
    "_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArL"
    "IARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7no"
    "OPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQ"
    "Ge77Rw";
// By OpenSSL's command line.
constexpr const char* Signature384 =
    "QMlqnIk4Jg6V4BsZGDb3PTKORZPw+eoUq+FsnjYifl08H95otuD2EHkUuDdfTGjEcJ6tgIehmwfchztWsgwu"
    "obaeMbRS44doIjGi4FaIHX4XlKcIlUxSnJPQ2O8bWZF6vkvQaPBXjzwLDGKUTkJwwP052sCL+ivRWakkNETy"
    "66m2ODQjg4mN6EJI2o6/hRsklNEHPHjrTdOWnugAcEJ44e/fZ3cCFlP9009ITkx9ZgiVR8ViI+KBgCY90JDh"
    "xneWKNzWidZaTg6TcEUQo73V1H4WSbzUVa7aLTFVc5OTSX+kO6GNrlCSKHx+M/yPDowT9ovfNX/UXJzxxMWW"
    "wGaYCA";
constexpr const char* Signature512 =
    "jVVNFquIjYtsXWDHTCFaq0UoNhuL2qq0KNQ3hx6V+dfxtc2obZ81vcL+mpmCxsnW5VzZtAuEM//uUpFTtoP6"
    "5kGyVR8ebwUMhr/ra0JzpO4fS1SrHTu+f+GqPoN9LYXM/7pmT2dYbGw2+AqbLTutv+lBG04TQHbgJ3ISx14b"
    "jdACIRh8DGtQwvHQBpV/S+KM/yweOiqt5ff5GckMaaGqSuDTlVupVE46NfXiE3tjf3PnnztWuOJ+lNNtQ0oj"
    "c+jGX7DpreVDWFkh4WpnC/dPVlhTpq8F+mKSsOEBc4B7+J/bnR80VNx2sCEq3GH49TRs2js+J0VIef8hX7H+"
    "3aQt4g";

/// How the first prime of that key begins.
constexpr std::array<std::uint8_t, 24> Prime = { 0xe0, 0x1c, 0xc4, 0x10, 0xeb, 0x48, 0xa6, 0x65,
    0x5d, 0x54, 0x46, 0x4d, 0x0a, 0xa4, 0xbb, 0x6d, 0xa0, 0xb8, 0x72, 0xb7, 0x74, 0xa6, 0xa9,
    0xd1 };

base::Bytes decoded(std::string_view text)
{
    base::Bytes bytes(text.size());
    const auto size = base::decodeBase64(text, bytes);
    bytes.resize(size ? *size : 0);
    return bytes;
}

SecretBytes privateKey()
{
    const std::string_view text(PrivateKey);
    auto bytes = SecretBytes::ofSize(text.size());
    if (!bytes)
        return {};
    const auto size = base::decodeBase64(text, bytes->bytes());
    bytes->truncate(size ? *size : 0);
    return std::move(*bytes);
}

base::Result<RsaPublicKey> publicKey()
{
    return RsaPublicKey::of(decoded(Modulus), decoded("AQAB"));
}

base::ByteView signingInput()
{
    return base::bytesOf(std::string_view(SigningInput));
}

base::Bytes numberOfBits(int bits)
{
    base::Bytes number(static_cast<std::size_t>((bits + 7) / 8), 0xff);
    number[0] = static_cast<std::uint8_t>(0xff >> (7 - (bits - 1) % 8));
    return number;
}

} // namespace

class RsaSignatureTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void signsAndVerifiesAsOthersDo_data()
    {
        QTest::addColumn<Hash>("hash");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("RS256, RFC 7515 A.2") << Hash::Sha256 << QByteArray(Signature256);
        QTest::newRow("RS384") << Hash::Sha384 << QByteArray(Signature384);
        QTest::newRow("RS512") << Hash::Sha512 << QByteArray(Signature512);
    }
    void signsAndVerifiesAsOthersDo()
    {
        QFETCH(Hash, hash);
        QFETCH(QByteArray, signature);
        const base::Bytes expected = decoded(signature.toStdString());
        const auto key = publicKey();
        QVERIFY(key);
        QVERIFY(crypto::verifyRsa(*key, hash, signingInput(), expected));
        const auto made = crypto::signRsa(privateKey().view(), hash, signingInput());
        QVERIFY(made);
        QVERIFY(*made == expected);
    }

    void anotherMessageHashOrSignatureIsRefused()
    {
        const auto key = publicKey();
        QVERIFY(key);
        const base::Bytes signature = decoded(Signature256);
        base::Bytes message(signingInput().begin(), signingInput().end());
        message.back() ^= 1;
        QVERIFY(!crypto::verifyRsa(*key, Hash::Sha256, message, signature));
        QVERIFY(!crypto::verifyRsa(*key, Hash::Sha384, signingInput(), signature));
        QVERIFY(!crypto::verifyRsa(*key, Hash::Sha1, signingInput(), signature));
        QVERIFY(!crypto::verifyRsa(*key, Hash::Sha256, signingInput(), {}));
        const base::Bytes longer = decoded(std::string("AAAA") + Signature256);
        QVERIFY(!crypto::verifyRsa(*key, Hash::Sha256, signingInput(), longer));
        for (std::size_t i = 0; i < signature.size(); ++i) {
            base::Bytes changed = signature;
            changed[i] ^= 0x10;
            QVERIFY(!crypto::verifyRsa(*key, Hash::Sha256, signingInput(), changed));
        }
    }

    void publicKeysAreBounded_data()
    {
        QTest::addColumn<int>("bits");
        QTest::addColumn<QByteArray>("exponent");
        QTest::addColumn<bool>("isKey");
        QTest::newRow("2047 bits") << 2047 << QByteArray("010001") << false;
        QTest::newRow("2048 bits") << 2048 << QByteArray("010001") << true;
        QTest::newRow("8192 bits") << 8192 << QByteArray("010001") << true;
        QTest::newRow("8193 bits") << 8193 << QByteArray("010001") << false;
        QTest::newRow("exponent 3") << 2048 << QByteArray("03") << true;
        QTest::newRow("exponent of 8 bytes") << 2048 << QByteArray("8000000000000001") << true;
        QTest::newRow("exponent of 9 bytes") << 2048 << QByteArray("018000000000000001") << false;
        QTest::newRow("exponent 1") << 2048 << QByteArray("0001") << false;
        QTest::newRow("exponent 0") << 2048 << QByteArray("00") << false;
        QTest::newRow("even exponent") << 2048 << QByteArray("010000") << false;
        QTest::newRow("no exponent") << 2048 << QByteArray() << false;
        QTest::newRow("leading zeros") << 2048 << QByteArray("0000010001") << true;
    }
    void publicKeysAreBounded()
    {
        QFETCH(int, bits);
        QFETCH(QByteArray, exponent);
        const auto e = base::fromHex(exponent.toStdString());
        QVERIFY(e);
        const auto key = RsaPublicKey::of(numberOfBits(bits), *e);
        QTEST(key.has_value(), "isKey");
        if (!key)
            QCOMPARE(key.error().code, base::ErrorCode::InvalidField);
    }

    void anEvenModulusIsNoKey()
    {
        base::Bytes even = numberOfBits(2048);
        even.back() = 0xfe;
        QVERIFY(!RsaPublicKey::of(even, decoded("AQAB")));
    }

    void leadingZerosAreNoPartOfAKey()
    {
        base::Bytes padded = { 0, 0 };
        base::append(padded, decoded(Modulus));
        const auto key = RsaPublicKey::of(padded, base::Bytes { 0, 1, 0, 1 });
        const auto same = publicKey();
        QVERIFY(key && same);
        QVERIFY(*key == *same);
    }

    void aNewKeySignsWhatItsPublicHalfVerifies()
    {
        const auto pair = crypto::generateRsaKey(2048);
        QVERIFY(pair);
        QCOMPARE(pair->publicKey.modulus().size(), std::size_t { 256 });
        const auto half = crypto::rsaPublicKey(pair->privateKey.view());
        QVERIFY(half && *half == pair->publicKey);
        const auto signature =
            crypto::signRsa(pair->privateKey.view(), Hash::Sha256, signingInput());
        QVERIFY(signature);
        QVERIFY(crypto::verifyRsa(pair->publicKey, Hash::Sha256, signingInput(), *signature));
        const auto other = publicKey();
        QVERIFY(other);
        QVERIFY(!crypto::verifyRsa(*other, Hash::Sha256, signingInput(), *signature));
    }

    void sizesOutsideTheBoundsAreNotMade()
    {
        QVERIFY(!crypto::generateRsaKey(2047));
        QVERIFY(!crypto::generateRsaKey(8193));
    }

    void theKeyIsWrittenAsOthersDo()
    {
        const SecretBytes key = privateKey();
        const auto numbers = crypto::rsaNumbers(key.view());
        QVERIFY(numbers);
        const base::Bytes modulus((*numbers)[0].begin(), (*numbers)[0].end());
        QVERIFY(modulus == decoded(Modulus));
        const auto again = crypto::rsaPkcs8(*numbers);
        QVERIFY(again);
        QVERIFY(std::ranges::equal(again->view(), key.view()));
    }

    void aDamagedKeyIsRefused()
    {
        const SecretBytes key = privateKey();
        const auto refused = [](base::ByteView der) {
            return !crypto::rsaNumbers(der) && !crypto::rsaPublicKey(der)
                && !crypto::signRsa(der, Hash::Sha256, signingInput());
        };
        for (std::size_t size = 0; size < key.size(); ++size)
            QVERIFY(refused(key.view().first(size)));
        crypto::WipedBytes longer(key.view().begin(), key.view().end());
        longer.push_back(0);
        QVERIFY(refused(longer));
        // The structure before the modulus: tags, lengths, versions, algorithm.
        for (std::size_t i = 0; i < 37; ++i) {
            crypto::WipedBytes changed(key.view().begin(), key.view().end());
            changed[i] ^= 0x40;
            QVERIFY2(refused(changed), qPrintable(QString::number(i)));
        }
        QVERIFY(!crypto::signRsa(key.view(), Hash::Sha1, signingInput()));
    }

    void leavesNoCopyOfThePrivateKey()
    {
        const support::ScrambledText prime(Prime);
        base::Bytes reversed(Prime.rbegin(), Prime.rend()); // as numbers lie in memory
        const support::ScrambledText reversedPrime(reversed);
        std::ranges::fill(reversed, std::uint8_t { 0 });
        {
            const SecretBytes key = privateKey();
            QVERIFY(prime.occurrencesUtf8() > 0);
            QVERIFY(crypto::signRsa(key.view(), Hash::Sha256, signingInput()));
        }
        QCOMPARE(prime.occurrencesUtf8(), 0);
        QCOMPARE(reversedPrime.occurrencesUtf8(), 0);
    }

    void theArenaIsEmptyAfterwards()
    {
        const std::size_t before = crypto::secureHeapInUse();
        for (int i = 0; i < 50; ++i)
            QVERIFY(crypto::signRsa(privateKey().view(), Hash::Sha256, signingInput()));
        QVERIFY(!crypto::signRsa({}, Hash::Sha256, signingInput()));
        QVERIFY(crypto::generateRsaKey(2048));
        QCOMPARE(crypto::secureHeapInUse(), before);
    }
};

QTEST_GUILESS_MAIN(RsaSignatureTest)
#include "rsa_signature_test.moc"
