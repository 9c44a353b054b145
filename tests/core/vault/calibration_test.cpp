// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/calibration.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using namespace std::chrono_literals;

class CalibrationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void choosesByTimeAndMemory_data()
    {
        constexpr int MiB = 1024;
        constexpr int GiB = 1024 * MiB;
        QTest::addColumn<std::vector<int>>("milliseconds");
        QTest::addColumn<int>("machineKiB");
        QTest::addColumn<int>("memoryMiB");
        QTest::addColumn<int>("passes");
        const auto row = [](const char* name, std::vector<int> milliseconds, int machineKiB,
                             int memoryMiB, int passes) {
            QTest::newRow(name) << milliseconds << machineKiB << memoryMiB << passes;
        };
        row("fast: everything", { 50, 50 }, 16 * GiB / 8, 256, 10);
        row("75 ms: 256 MiB, 10 passes are exactly one second", { 75, 75 }, 2 * GiB - 1, 256, 10);
        row("76 ms: one pass less", { 76, 76 }, GiB, 256, 9);
        row("250 ms: memory first", { 250, 250 }, GiB, 256, 3);
        row("251 ms: 128 MiB and passes", { 251, 251 }, GiB, 128, 5);
        row("500 ms: 128 MiB", { 500, 500 }, GiB, 128, 3);
        row("600 ms: passes only", { 600, 600 }, GiB, 64, 5);
        row("750 ms: one pass more", { 750, 750 }, GiB, 64, 4);
        row("1 s: the smallest", { 1000, 1000 }, GiB, 64, 3);
        row("10 s: never below the smallest", { 10000, 10000 }, GiB, 64, 3);
        row("the shorter time counts, first", { 250, 4000 }, GiB, 256, 3);
        row("the shorter time counts, second", { 4000, 250 }, GiB, 256, 3);
        row("a quarter of memory is exactly 256 MiB", { 50, 50 }, GiB, 256, 10);
        row("a quarter of memory is just less", { 50, 50 }, GiB - 4, 128, 10);
        row("a quarter of memory is 128 MiB", { 50, 50 }, GiB / 2, 128, 10);
        row("a small machine: passes instead", { 50, 50 }, 256 * MiB, 64, 10);
        row("a tiny machine: still the smallest", { 900, 900 }, 64 * MiB, 64, 3);
        row("memory not known", { 250, 250 }, 0, 64, 10);
        row("a clock that stood", { 0, 0 }, GiB, 256, 10);
    }
    void choosesByTimeAndMemory()
    {
        QFETCH(std::vector<int>, milliseconds);
        QFETCH(int, machineKiB);
        QFETCH(int, memoryMiB);
        QFETCH(int, passes);
        std::size_t calls = 0;
        const auto measure = [&](const crypto::Argon2Costs& costs) -> std::chrono::nanoseconds {
            if (costs != vault::SmallestCosts || calls >= milliseconds.size())
                return 1h; // neither a third measurement nor other costs
            return milliseconds[calls++] * 1ms;
        };
        const crypto::Argon2Costs costs =
            vault::calibrateCosts(measure, static_cast<std::uint64_t>(machineKiB));
        QCOMPARE(calls, std::size_t { 2 });
        QCOMPARE(costs.memoryKiB, static_cast<std::uint32_t>(memoryMiB * 1024));
        QCOMPARE(costs.passes, static_cast<std::uint32_t>(passes));
        QCOMPARE(costs.lanes, 4U);
    }

    void aTimeBeyondAllBoundsDoesNotOverflow()
    {
        const crypto::Argon2Costs costs = vault::calibrateCosts(
            [](const crypto::Argon2Costs&) { return std::chrono::nanoseconds::max(); }, ~0ULL);
        QCOMPARE(costs, vault::SmallestCosts);
    }

    void thisMachineGetsAtLeastTheSmallest()
    {
        const crypto::Argon2Costs costs = vault::calibrateCosts();
        QVERIFY(costs.memoryKiB >= vault::SmallestCosts.memoryKiB);
        QVERIFY(costs.memoryKiB <= 256U * 1024);
        QVERIFY(costs.passes >= vault::SmallestCosts.passes);
        QVERIFY(costs.passes <= 10U);
        QCOMPARE(costs.lanes, 4U);
    }
};

QTEST_GUILESS_MAIN(CalibrationTest)
#include "calibration_test.moc"
