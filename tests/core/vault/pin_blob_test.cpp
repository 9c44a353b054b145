// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/pin_blob.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"

#include <QTest>

using base::ErrorCode;

class PinBlobTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void makesTheBytesOfTheFormat()
    {
        // Made with Python's hashlib and cryptography.
        support::FixedRandom random;
        random.first = 0x60;
        const auto blob = vault::makePinBlob(pin("4711"), base::bytesOf(Secret), random);
        QVERIFY(blob);
        QCOMPARE(base::toHex(blob->view()), Blob);
    }

    void thePinGivesTheSecretAndLeavesNothingInMemory()
    {
        const std::size_t before = crypto::secureHeapInUse();
        {
            const auto secret = vault::openPinBlob(pin("4711"), *base::fromHex(Blob));
            QVERIFY(secret);
            QCOMPARE(secret->text(), Secret);
        }
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

    void everyOtherPinGivesSomeOtherSecretOfTheSameSize_data()
    {
        QTest::addColumn<QByteArray>("other");
        QTest::newRow("next") << QByteArray("4712");
        QTest::newRow("shorter") << QByteArray("4");
    }
    void everyOtherPinGivesSomeOtherSecretOfTheSameSize()
    {
        QFETCH(const QByteArray, other);
        const auto secret = vault::openPinBlob(base::bytesOf(other), *base::fromHex(Blob));
        QVERIFY(secret);
        QCOMPARE(secret->size(), Secret.size());
        QVERIFY(secret->text() != Secret);
    }

    void noPinIsAskedFor()
    {
        support::FixedRandom random;
        const auto made = vault::makePinBlob({}, base::bytesOf(Secret), random);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::PinNeeded);
        const auto opened = vault::openPinBlob({}, *base::fromHex(Blob));
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::PinNeeded);
    }

    void whatHasNoRoomForASaltIsDamaged()
    {
        const base::Bytes blob = *base::fromHex(Blob);
        const auto shorter = vault::openPinBlob(pin("4711"), base::ByteView(blob).first(15));
        QVERIFY(!shorter);
        QCOMPARE(shorter.error().code, ErrorCode::Damaged);
    }

    void withoutRandomBytesThereIsNoBlob()
    {
        support::FixedRandom random;
        random.failing = true;
        const auto blob = vault::makePinBlob(pin("4711"), base::bytesOf(Secret), random);
        QVERIFY(!blob);
        QCOMPARE(blob.error().code, ErrorCode::RandomFailed);
    }

private:
    static constexpr std::string_view Secret = "12345678901234567890123456789012";
    inline static const std::string Blob =
        "606162636465666768696a6b6c6d6e6f"
        "f8d7ba5dca9b94fe83f23d2a8e938c4ad828b665d2c85b171c5d218e80"
        "c0717f";
    static base::ByteView pin(std::string_view text) { return base::bytesOf(text); }
};

QTEST_GUILESS_MAIN(PinBlobTest)
#include "pin_blob_test.moc"
