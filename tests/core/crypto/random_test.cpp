// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/random.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

class RandomTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theSystemNeverRepeatsItself()
    {
        crypto::SystemRandom random;
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) {
            const auto bytes = random.secret(16);
            QVERIFY(bytes);
            seen.insert(base::toHex(bytes->view()));
        }
        QCOMPARE(seen.size(), std::size_t { 1000 });
    }

    void fillsEveryByte()
    {
        // With 64 draws a byte that is never written stays zero; by chance once in 2^504.
        crypto::SystemRandom random;
        base::Bytes everSet(100);
        for (int i = 0; i < 64; ++i) {
            base::Bytes bytes(everSet.size());
            QVERIFY(random.fill(bytes));
            std::ranges::transform(bytes, everSet, everSet.begin(), std::bit_or<std::uint8_t>());
        }
        QVERIFY(std::ranges::none_of(everSet, [](std::uint8_t byte) { return byte == 0; }));
    }

    void nothingIsAskedForNothing()
    {
        crypto::SystemRandom random;
        QVERIFY(random.fill({}));
        const auto none = random.secret(0);
        QVERIFY(none);
        QVERIFY(none->isEmpty());
    }

    void aFailingSourceGivesNoSecret()
    {
        support::FixedRandom random;
        random.failing = true;
        const auto secret = random.secret(16);
        QVERIFY(!secret);
        QCOMPARE(secret.error().code, base::ErrorCode::RandomFailed);
    }

    void moreThanTheArenaHoldsIsAnError()
    {
        crypto::SystemRandom random;
        const auto secret = random.secret(std::size_t { 2 } << 20);
        QVERIFY(!secret);
        QCOMPARE(secret.error().code, base::ErrorCode::SecureHeapFull);
    }
};

QTEST_GUILESS_MAIN(RandomTest)
#include "random_test.moc"
