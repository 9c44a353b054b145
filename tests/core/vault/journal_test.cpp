// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/journals.h"

#include <QTest>

#include <random>

using base::ErrorCode;
using support::appendPlain;
using support::deviceFrom;
using support::plainEntry;
using namespace vault;

namespace {

const Id Device = deviceFrom(0xe0);
const Id Other = deviceFrom(0x10);

/// A random source that fills with one byte, as the format's vector has it.
class Elevens : public crypto::RandomSource
{
public:
    base::Result<void> fill(base::MutableByteView bytes) override
    {
        std::ranges::fill(bytes, std::uint8_t { 0x11 });
        return {};
    }
};

/// Copies of one vault that three devices went on with: common entries, forks, cuts.
Journal generated(std::mt19937& numbers)
{
    Journal journal;
    const auto upTo = [&numbers](std::uint32_t limit) { return numbers() % (limit + 1); };
    for (int device = 0; device < 3; ++device) {
        const Id id = deviceFrom(static_cast<std::uint8_t>(device * 16));
        const std::uint64_t common = upTo(6);
        const std::uint64_t branch = 100 * upTo(2);
        if (!appendPlain(journal, id, 1, common) || !appendPlain(journal, id, branch, upTo(4)))
            return {};
        const auto chain = journal.chains.find(id);
        if (chain == journal.chains.end())
            continue;
        if (upTo(3) == 0)
            dropEntries(chain->second, upTo(static_cast<std::uint32_t>(common)));
        if (upTo(4) == 0)
            chain->second.unknown = { 0x61, 0x78, static_cast<std::uint8_t>(upTo(20)) };
        if (chain->second.links.empty())
            journal.chains.erase(chain);
    }
    return journal;
}

} // namespace

/// Chains: the format's hashes, appending, forks, merging, cutting.
class JournalTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void makesTheHashesOfTheFormat()
    {
        Elevens random;
        Journal journal;
        const auto first = appendEntry(journal, Device, *base::fromHex("a1616101"), random);
        QVERIFY(first);
        QCOMPARE(first->length, std::uint64_t { 1 });
        QCOMPARE(base::toHex(first->hash),
            std::string("40cc8904e025fbb6926492be04e285b4144bf9f79edbbe3d09201a331dcf40f1"));
        const auto second = appendEntry(journal, Device, *base::fromHex("a1616102"), random);
        QVERIFY(second);
        QCOMPARE(base::toHex(second->hash),
            std::string("77b4a31f87685059e2fdbd130dac55ce6b7cac33cef415517a2dfe8ed452237b"));
        QVERIFY(headsOf(journal) == std::vector<JournalHead> { *second });
        QVERIFY(journal.chains.at(Device).links.begin()->previous == filledHash(0x11));
    }

    void everyDeviceHasAChainOfItsOwn()
    {
        Journal journal;
        QVERIFY(appendPlain(journal, Device, 1, 3));
        QVERIFY(appendPlain(journal, Other, 1, 1));
        const std::vector<JournalHead> heads = headsOf(journal);
        QCOMPARE(heads.size(), std::size_t { 2 });
        QVERIFY(heads[0].device == Other && heads[0].length == 1);
        QVERIFY(heads[1].device == Device && heads[1].length == 3);
    }

    void whatIsRefusedLeavesTheJournalAsItWas()
    {
        support::FixedRandom random;
        Journal journal;
        QVERIFY(appendPlain(journal, Device, 1, 1));
        const Journal before = journal;
        const auto code = [&](const Id& device, const base::Bytes& entry) {
            const auto head = appendEntry(journal, device, entry, random);
            return head ? ErrorCode::NothingToDo : head.error().code;
        };
        QCOMPARE(code(Device, { 0xff }), ErrorCode::Damaged);
        QCOMPARE(code(Device, base::Bytes(MaxJournalEntrySize + 1, 0x61)), ErrorCode::TooLarge);
        random.failing = true;
        QCOMPARE(code(Other, plainEntry(1)), ErrorCode::RandomFailed);
        QVERIFY(journal == before);
    }

    void anEntryMayHaveJust4096Bytes()
    {
        support::FixedRandom random;
        Journal journal;
        base::Bytes entry = *base::fromHex("590ffd");
        entry.resize(MaxJournalEntrySize);
        QVERIFY(appendEntry(journal, Device, entry, random));
        entry = *base::fromHex("590ffe");
        entry.resize(MaxJournalEntrySize + 1);
        QVERIFY(!appendEntry(journal, Device, entry, random));
    }

    void thereMayBe256Devices()
    {
        Journal journal;
        for (std::size_t i = 0; i < MaxJournalDevices; ++i) {
            Id id;
            id.bytes[0] = static_cast<std::uint8_t>(i);
            QVERIFY(appendPlain(journal, id, 1, 1));
        }
        QVERIFY(!appendPlain(journal, Device, 1, 1));
    }

    void bothBranchesOfAForkAreKeptAndTheLongerOneGoesOn()
    {
        Journal one;
        QVERIFY(appendPlain(one, Device, 1, 2));
        Journal two = one;
        QVERIFY(appendPlain(one, Device, 30, 1));
        QVERIFY(appendPlain(two, Device, 40, 2));
        Journal both = mergeJournals(one, two);
        QCOMPARE(both.chains.at(Device).links.size(), std::size_t { 5 });
        QCOMPARE(both.chains.at(Device).lowestFork(), std::uint64_t { 3 });
        QCOMPARE(headsOf(both).size(), std::size_t { 2 });
        QVERIFY(headsOf(both)[0] == headsOf(one)[0]);
        QVERIFY(headsOf(both)[1] == headsOf(two)[0]);
        QVERIFY(appendPlain(both, Device, 50, 1));
        QCOMPARE(both.chains.at(Device).links.rbegin()->previous, headsOf(two)[0].hash);
    }

    void twoStartsOfOneDeviceAreAForkAtItsFirstEntry()
    {
        Journal one;
        Journal two;
        Elevens elevens;
        QVERIFY(appendPlain(one, Device, 1, 1));
        QVERIFY(appendEntry(two, Device, plainEntry(1), elevens));
        QCOMPARE(mergeJournals(one, two).chains.at(Device).lowestFork(), std::uint64_t { 1 });
    }

    void anOlderCopyBringsNothingBackThatWasCut()
    {
        Journal older;
        QVERIFY(appendPlain(older, Device, 1, 6));
        Journal newer = older;
        QVERIFY(appendPlain(newer, Device, 7, 4));
        dropEntries(newer.chains.at(Device), 8);
        QCOMPARE(newer.chains.at(Device).cut(), std::uint64_t { 8 });
        QVERIFY(mergeJournals(older, newer) == newer);
        QVERIFY(mergeJournals(newer, older) == newer);
    }

    void aForkIsStillKnownWhenItWasCut()
    {
        Journal one;
        QVERIFY(appendPlain(one, Device, 1, 2));
        Journal two = one;
        QVERIFY(appendPlain(one, Device, 30, 1));
        QVERIFY(appendPlain(two, Device, 40, 4));
        Journal both = mergeJournals(one, two);
        dropEntries(both.chains.at(Device), 4);
        QCOMPARE(both.chains.at(Device).lowestFork(), std::uint64_t { 3 });
        QCOMPARE(headsOf(both).size(), std::size_t { 1 });
        QCOMPARE(mergeJournals(two, both).chains.at(Device).lowestFork(), std::uint64_t { 3 });
    }

    void ofTwoForksThatWereCutTheLowerOneIsKnown()
    {
        Journal none;
        QVERIFY(appendPlain(none, Device, 1, 1));
        Journal atThree = none;
        Journal atFive = none;
        atThree.chains.at(Device).forked = 3;
        atFive.chains.at(Device).forked = 5;
        QVERIFY(mergeJournals(atThree, atFive) == atThree);
        QVERIFY(mergeJournals(atFive, atThree) == atThree);
        QVERIFY(mergeJournals(atFive, none) == atFive);
        QVERIFY(mergeJournals(none, atFive) == atFive);
    }

    void mergingIsCommutativeAssociativeAndIdempotent()
    {
        std::mt19937 numbers(20'261'122);
        int forks = 0;
        for (int round = 0; round < 300; ++round) {
            const Journal a = generated(numbers);
            const Journal b = generated(numbers);
            const Journal c = generated(numbers);
            const Journal ab = mergeJournals(a, b);
            QVERIFY(ab == mergeJournals(b, a));
            QVERIFY(mergeJournals(ab, c) == mergeJournals(a, mergeJournals(b, c)));
            QVERIFY(mergeJournals(a, a) == a);
            QVERIFY(mergeJournals(ab, b) == ab);
            const auto encoded = writeJournal(ab);
            QVERIFY(encoded);
            const auto again = readJournal(*encoded);
            QVERIFY(again && *again == ab);
            for (const auto& [device, chain] : ab.chains)
                forks += chain.lowestFork() != 0 ? 1 : 0;
        }
        QVERIFY(forks > 50); // else the above shows little
    }

    void mergingLosesNoEntryThatNeitherSideHasCut()
    {
        std::mt19937 numbers(7);
        for (int round = 0; round < 100; ++round) {
            const Journal a = generated(numbers);
            const Journal b = generated(numbers);
            const Journal merged = mergeJournals(a, b);
            for (const auto& [device, chain] : a.chains) {
                const auto other = b.chains.find(device);
                const std::uint64_t cut = other == b.chains.end() ? 0 : other->second.cut();
                for (const JournalLink& link : chain.links)
                    QVERIFY(link.index <= cut || merged.chains.at(device).links.contains(link));
            }
        }
    }

private:
    static JournalHash filledHash(std::uint8_t byte)
    {
        JournalHash hash;
        hash.fill(byte);
        return hash;
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
