// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/bounds.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <limits>

using transfer::Refusal;

/// What a file may ask for: each limit and one beyond.
class BoundsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void boundsScrypt();
    void boundsPbkdf2();
    void boundsAesKdf();
    void boundsArgon2();
    void boundsTheWorkOfArgon2();
    void tellsOfMemoryBeyondHalfAGibibyte();

private:
    static std::optional<Refusal> refusal(const transfer::Outcome<void>& checked)
    {
        return checked ? std::nullopt : std::optional(checked.error().refusal);
    }
};

void BoundsTest::boundsScrypt()
{
    using crypto::ScryptCosts;
    constexpr std::uint64_t All = std::numeric_limits<std::uint64_t>::max();
    constexpr std::uint64_t Top = std::uint64_t { 1 } << 63;
    QVERIFY(!refusal(transfer::checkScrypt({ 1 << 15, 8, 1 })));
    QVERIFY(!refusal(transfer::checkScrypt({ 1 << 20, 8, 1 }))); // exactly 1 GiB
    QVERIFY(!refusal(transfer::checkScrypt({ 1 << 10, 8, 16 })));
    for (const ScryptCosts& costs : { ScryptCosts { 1 << 21, 8, 1 }, ScryptCosts { 1 << 20, 9, 1 },
             ScryptCosts { 1 << 20, 8, 2 }, ScryptCosts { 2, 8, 17 }, ScryptCosts { 2, All, 1 },
             ScryptCosts { Top, 8, 1 }, ScryptCosts { Top, Top, 16 } })
        QCOMPARE(refusal(transfer::checkScrypt(costs)), std::optional(Refusal::TooExpensive));
    for (const ScryptCosts& costs : { ScryptCosts { 0, 8, 1 }, ScryptCosts { 1, 8, 1 },
             ScryptCosts { 3, 8, 1 }, ScryptCosts { 2, 0, 1 }, ScryptCosts { 2, 8, 0 } })
        QCOMPARE(refusal(transfer::checkScrypt(costs)), std::optional(Refusal::Damaged));
}

void BoundsTest::boundsPbkdf2()
{
    QVERIFY(!refusal(transfer::checkPbkdf2(1)));
    QVERIFY(!refusal(transfer::checkPbkdf2(10'000'000)));
    QCOMPARE(refusal(transfer::checkPbkdf2(10'000'001)), std::optional(Refusal::TooExpensive));
    QCOMPARE(refusal(transfer::checkPbkdf2(0)), std::optional(Refusal::Damaged));
}

void BoundsTest::boundsAesKdf()
{
    QVERIFY(!refusal(transfer::checkAesKdf(1)));
    QVERIFY(!refusal(transfer::checkAesKdf(100'000'000)));
    QCOMPARE(refusal(transfer::checkAesKdf(100'000'001)), std::optional(Refusal::TooExpensive));
    QCOMPARE(refusal(transfer::checkAesKdf(0)), std::optional(Refusal::Damaged));
}

void BoundsTest::boundsArgon2()
{
    using crypto::Argon2Costs;
    QVERIFY(!refusal(transfer::checkArgon2({ 2 * 1024 * 1024, 64, 64 })));
    for (const Argon2Costs& costs : { Argon2Costs { 2 * 1024 * 1024 + 1, 1, 1 },
             Argon2Costs { 64, 65, 1 }, Argon2Costs { 64, 1, 65 } })
        QCOMPARE(refusal(transfer::checkArgon2(costs)), std::optional(Refusal::TooExpensive));
    for (const Argon2Costs& costs :
        { Argon2Costs { 0, 1, 1 }, Argon2Costs { 64, 0, 1 }, Argon2Costs { 64, 1, 0 } })
        QCOMPARE(refusal(transfer::checkArgon2(costs)), std::optional(Refusal::Damaged));
}

void BoundsTest::boundsTheWorkOfArgon2()
{
    using crypto::Argon2Costs;
    for (const Argon2Costs& costs : { Argon2Costs { 2 * 1024 * 1024, 64, 64 },
             Argon2Costs { 1024 * 1024, 128, 1 }, Argon2Costs { 16 * 1024, 4096, 1 } })
        QVERIFY(!refusal(transfer::checkArgon2Work(costs)));
    for (const Argon2Costs& costs : { Argon2Costs { 2 * 1024 * 1024, 65, 1 },
             Argon2Costs { 1024 * 1024, 129, 1 }, Argon2Costs { 8, 4097, 1 },
             Argon2Costs { 2 * 1024 * 1024 + 1, 1, 1 }, Argon2Costs { 64, 1, 65 } })
        QCOMPARE(refusal(transfer::checkArgon2Work(costs)), std::optional(Refusal::TooExpensive));
    for (const Argon2Costs& costs :
        { Argon2Costs { 0, 1, 1 }, Argon2Costs { 64, 0, 1 }, Argon2Costs { 64, 1, 0 } })
        QCOMPARE(refusal(transfer::checkArgon2Work(costs)), std::optional(Refusal::Damaged));
}

void BoundsTest::tellsOfMemoryBeyondHalfAGibibyte()
{
    const auto arguments = [](std::uint32_t memoryKiB) {
        return transfer::passphraseNeeded({ memoryKiB, 1, 1 }).arguments;
    };
    QCOMPARE(transfer::passphraseNeeded({ 8, 1, 1 }).refusal, Refusal::PassphraseNeeded);
    QCOMPARE(arguments(512 * 1024), std::vector<std::string> {});
    QCOMPARE(arguments(513 * 1024), std::vector<std::string> { "513" });
}

QTEST_GUILESS_MAIN(BoundsTest)
#include "bounds_test.moc"
