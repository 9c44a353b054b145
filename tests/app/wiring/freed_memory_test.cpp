// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/freed_memory.h"
#include "tests/support/memory_scan.h"

#include <QTest>

#include <cstdlib>

using support::ScrambledText;

/// What libraries free without a thought, whose memory is searched for it afterwards.
class FreedMemoryTest : public QObject
{
    Q_OBJECT

private slots:
    void isSoInThisProgram() { QVERIFY(wiring::overwritesFreedMemory()); }
    void aTextOfQtLeavesNothing();
    void whatGrowsLeavesNothing();
    void whatShrinksLosesItsEnd();
    void whatIsKeptStays();
    void asksForWhatCannotBeHad();
};

namespace {

// Unknown to the compiler, which would take the block for gone even where there was no memory.
void* (*volatile const Reallocate)(void*, std::size_t) = std::realloc;

constexpr std::size_t Middling = 3'000; ///< larger than what the search itself asks for
constexpr std::size_t Long = 100'000; ///< larger than any block that stays beside others

/// So many times the text, one after the other.
std::string repeated(const ScrambledText& text, std::size_t bytes)
{
    std::string all;
    all.reserve(bytes + text.size());
    while (all.size() < bytes) {
        for (std::size_t i = 0; i < text.size(); ++i)
            all.push_back(text.at(i));
    }
    return all;
}

} // namespace

void FreedMemoryTest::aTextOfQtLeavesNothing()
{
    const ScrambledText needle("amber-lantern-quarry-52");
    {
        QString text;
        for (std::size_t i = 0; i < needle.size(); ++i)
            text.append(QLatin1Char(needle.at(i))); // grows, and leaves blocks behind
        const QByteArray bytes = text.toUtf8();
        QVERIFY(needle.occurrencesUtf16() > 0);
        QVERIFY(needle.occurrencesUtf8() > 0);
    }
    QCOMPARE(needle.occurrencesUtf16(), 0);
    QCOMPARE(needle.occurrencesUtf8(), 0);
}

void FreedMemoryTest::whatGrowsLeavesNothing()
{
    const ScrambledText needle("copper-meadow-violin-87");
    void* block = std::malloc(Middling);
    QVERIFY(block);
    for (std::size_t i = 0; i < needle.size(); ++i)
        static_cast<char*>(block)[Middling / 2 + i] = needle.at(i);
    void* const stone = std::malloc(Middling); // so that it cannot grow where it is
    block = Reallocate(block, Long);
    QVERIFY(block);
    QCOMPARE(needle.occurrencesUtf8(), 1);
    std::free(block);
    QCOMPARE(needle.occurrencesUtf8(), 0);
    std::free(stone);
}

void FreedMemoryTest::whatShrinksLosesItsEnd()
{
    const ScrambledText needle("silver-orchard-tunnel-19");
    for (const std::size_t size : { std::size_t(2'000), Long, 10 * Long }) {
        void* block = std::malloc(size + 64);
        QVERIFY(block);
        std::memset(block, 'x', size + 64);
        for (std::size_t i = 0; i < needle.size(); ++i)
            static_cast<char*>(block)[size + i] = needle.at(i);
        QCOMPARE(needle.occurrencesUtf8(), 1);
        block = Reallocate(block, 16);
        QVERIFY(block);
        QCOMPARE(std::string(static_cast<char*>(block), 16), std::string(16, 'x'));
        QCOMPARE(needle.occurrencesUtf8(), 0);
        std::free(block);
    }
}

void FreedMemoryTest::whatIsKeptStays()
{
    const ScrambledText needle("garnet-pillow-summit-64");
    std::string kept;
    const std::string expected = repeated(needle, Long);
    for (std::size_t size = 1; size <= expected.size(); size += 997)
        kept.append(expected, kept.size(), size - kept.size());
    QCOMPARE(kept, expected.substr(0, kept.size()));
    void* block = std::malloc(1);
    *static_cast<char*>(block) = 'k';
    for (std::size_t size = 2; size < Long; size = size * 3 / 2 + 1) {
        block = Reallocate(block, size);
        QCOMPARE(*static_cast<char*>(block), 'k');
    }
    std::free(block);
    std::free(nullptr);
    block = Reallocate(nullptr, 8);
    QVERIFY(block);
    QVERIFY(!Reallocate(block, 0)); // which frees it
}

void FreedMemoryTest::asksForWhatCannotBeHad()
{
    void* const block = std::malloc(16);
    *static_cast<char*>(block) = 'k';
    QVERIFY(!Reallocate(block, std::size_t(1) << 62U));
    QCOMPARE(*static_cast<char*>(block), 'k'); // still ours
    std::free(block);
}

QTEST_GUILESS_MAIN(FreedMemoryTest)
#include "freed_memory_test.moc"
