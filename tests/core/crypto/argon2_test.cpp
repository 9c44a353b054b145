// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/argon2.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

Q_DECLARE_METATYPE(crypto::Argon2Choice)

/// The kinds of Argon2 that files of other programs have; that of the vault is in kdf_test.
class Argon2Test : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void derivesAsTheVectorsSay_data();
    void derivesAsTheVectorsSay();
    void refusesASaltThatIsTooShort();
    void tellsWhichMemoryIsEnough();
};

void Argon2Test::derivesAsTheVectorsSay_data()
{
    using crypto::Argon2Type;
    QTest::addColumn<crypto::Argon2Choice>("choice");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("RFC 9106, 5.1")
        << crypto::Argon2Choice { .type = Argon2Type::D }
        << QByteArray("512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb");
    QTest::newRow("RFC 9106, 5.3")
        << crypto::Argon2Choice { .type = Argon2Type::Id }
        << QByteArray("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    QTest::newRow("version 16, kats/argon2d_v16 of the reference library")
        << crypto::Argon2Choice { .type = Argon2Type::D, .version = 0x10 }
        << QByteArray("96a9d4e5a1734092c85e29f410a45914a5dd1f5cbf08b2670da68a0285abf32b");
}

void Argon2Test::derivesAsTheVectorsSay()
{
    QFETCH(crypto::Argon2Choice, choice);
    const base::Bytes secret(8, 3);
    const base::Bytes data(12, 4);
    choice.secret = secret;
    choice.associatedData = data;
    const auto key = crypto::argon2(choice, base::Bytes(32, 1), base::Bytes(16, 2),
        { .memoryKiB = 32, .passes = 3, .lanes = 4 }, 32);
    QVERIFY(key);
    QTEST(QByteArray::fromStdString(base::toHex(key->view())), "key");
}

void Argon2Test::refusesASaltThatIsTooShort()
{
    const auto key = crypto::argon2({}, base::Bytes(32, 1), base::Bytes(7, 2),
        { .memoryKiB = 32, .passes = 1, .lanes = 1 }, 32);
    QVERIFY(!key);
    QCOMPARE(key.error().code, base::ErrorCode::CryptoFailed);
}

void Argon2Test::tellsWhichMemoryIsEnough()
{
    QVERIFY(crypto::isMemoryEnough({ .memoryKiB = 32, .passes = 1, .lanes = 4 }));
    QVERIFY(!crypto::isMemoryEnough({ .memoryKiB = 31, .passes = 1, .lanes = 4 }));
}

QTEST_GUILESS_MAIN(Argon2Test)
#include "argon2_test.moc"
