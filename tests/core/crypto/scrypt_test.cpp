// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/scrypt.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

class ScryptTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void followsTheVectors_data();
    void followsTheVectors();
    void refusesCostsThatAreNone();
};

/// RFC 7914, section 12.
void ScryptTest::followsTheVectors_data()
{
    QTest::addColumn<std::string>("passphrase");
    QTest::addColumn<std::string>("salt");
    QTest::addColumn<int>("n");
    QTest::addColumn<int>("r");
    QTest::addColumn<int>("p");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("empty") << std::string() << std::string() << 16 << 1 << 1
                           << std::string("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3f"
                                          "ede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628"
                                          "cf35e20c38d18906");
    QTest::newRow("lanes") << std::string("password") << std::string("NaCl") << 1024 << 8 << 16
                           << std::string(
                                  "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b"
                                  "3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360"
                                  "cbdfa2cc0640");
    QTest::newRow("16 MiB") << std::string("pleaseletmein") << std::string("SodiumChloride")
                            << 16384 << 8 << 1
                            << std::string(
                                   "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6"
                                   "545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40"
                                   "dfcf017b45575887");
}

void ScryptTest::followsTheVectors()
{
    QFETCH(std::string, passphrase);
    QFETCH(std::string, salt);
    QFETCH(int, n);
    QFETCH(int, r);
    QFETCH(int, p);
    QFETCH(std::string, expected);
    const crypto::ScryptCosts costs { static_cast<std::uint64_t>(n), static_cast<std::uint64_t>(r),
        static_cast<std::uint64_t>(p) };
    const auto key = crypto::scrypt(base::bytesOf(passphrase), base::bytesOf(salt), costs, 64);
    QVERIFY(key);
    QCOMPARE(base::toHex(key->view()), expected);
}

void ScryptTest::refusesCostsThatAreNone()
{
    for (const crypto::ScryptCosts& costs :
        { crypto::ScryptCosts { 3, 8, 1 }, crypto::ScryptCosts { 0, 8, 1 } }) {
        const auto key = crypto::scrypt({}, {}, costs, 32);
        QVERIFY(!key);
        QCOMPARE(key.error().code, base::ErrorCode::CryptoFailed);
    }
}

QTEST_GUILESS_MAIN(ScryptTest)
#include "scrypt_test.moc"
