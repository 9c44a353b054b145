// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_check.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/journals.h"

#include <QTest>

using support::appendPlain;
using support::deviceFrom;
using namespace vault;

namespace {

const Id Device = deviceFrom(0xe0);

base::Time day(int number)
{
    return base::fromUnixSeconds(1'767'225'600 + 86'400 * std::int64_t { number });
}

Journal journalOf(std::uint64_t entries)
{
    Journal journal;
    return appendPlain(journal, Device, 1, entries) ? journal : Journal {};
}

/// A head as it was when the chain had this many entries.
JournalAnchor anchorAt(std::uint64_t length, int onDay = 1)
{
    return { headsOf(journalOf(length)).back(), AnchorPlace::Backup, day(onDay) };
}

JournalLink linkAt(const Journal& journal, std::uint64_t index)
{
    for (const JournalLink& link : journal.chains.at(Device).links) {
        if (link.index == index)
            return link;
    }
    return {};
}

/// Somebody who can open the vault wrote other entries from `index` on and counted anew.
Journal rewrittenFrom(std::uint64_t index)
{
    Journal journal = journalOf(index - 1);
    return appendPlain(journal, Device, 77, 11 - index) ? journal : Journal {};
}

ChainVerdict verdictOf(const Journal& journal, const std::vector<JournalAnchor>& anchors)
{
    const auto verdicts = checkJournal(journal, anchors);
    return verdicts && verdicts->size() == 1 ? verdicts->front() : ChainVerdict {};
}

bool isBrokenAt(const ChainVerdict& verdict, std::uint64_t index)
{
    return verdict.state == ChainState::Broken && verdict.at == index;
}

} // namespace

/// What an altered journal shows by itself, and what only an anchor shows.
class JournalCheckTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anUntouchedChainIsIntactUpToTheLatestAnchor()
    {
        const ChainVerdict verdict =
            verdictOf(journalOf(10), { anchorAt(4, 9), anchorAt(7, 1), anchorAt(7, 3) });
        QCOMPARE(verdict.state, ChainState::Intact);
        QVERIFY(verdict.device == Device);
        QCOMPARE(verdict.entries, std::uint64_t { 10 });
        QVERIFY(verdict.anchor == anchorAt(7, 3));
    }

    void withoutAnAnchorItSaysSo()
    {
        const ChainVerdict verdict = verdictOf(journalOf(10), {});
        QCOMPARE(verdict.state, ChainState::NoAnchor);
        QVERIFY(!verdict.anchor);
        QVERIFY(checkJournal(Journal {}, {})->empty());
    }

    void anEditedEntryShowsByItself()
    {
        JournalLink link = linkAt(journalOf(10), 4);
        link.entry = support::plainEntry(99);
        const Journal edited = support::replaced(journalOf(10), Device, 4, link);
        QVERIFY(isBrokenAt(verdictOf(edited, {}), 4));
        QVERIFY(isBrokenAt(verdictOf(edited, { anchorAt(10) }), 4));
    }

    void anEditedEntryWithAMatchingHashShowsAtTheNextOne()
    {
        JournalLink link = linkAt(journalOf(10), 4);
        link.entry = support::plainEntry(99);
        link.hash = *hashOfEntry(Device, 4, link.previous, link.entry);
        const Journal edited = support::replaced(journalOf(10), Device, 4, link);
        QVERIFY(isBrokenAt(verdictOf(edited, {}), 5));
        QVERIFY(isBrokenAt(verdictOf(edited, { anchorAt(4) }), 4));
    }

    void aRemovedEntryShowsByItself()
    {
        const Journal removed = support::replaced(journalOf(10), Device, 4, {});
        QVERIFY(isBrokenAt(verdictOf(removed, {}), 5));
        QVERIFY(isBrokenAt(verdictOf(removed, { anchorAt(4) }), 4));
    }

    void swappedEntriesShowByThemselves()
    {
        JournalLink four = linkAt(journalOf(10), 4);
        JournalLink five = linkAt(journalOf(10), 5);
        std::swap(four.entry, five.entry);
        Journal swapped = support::replaced(journalOf(10), Device, 4, four);
        swapped = support::replaced(swapped, Device, 5, five);
        QVERIFY(isBrokenAt(verdictOf(swapped, {}), 4));
        QVERIFY(isBrokenAt(verdictOf(swapped, { anchorAt(10) }), 4));
    }

    void aCutTailShowsOnlyByAnAnchorBeyondIt()
    {
        const Journal shorter = journalOf(6);
        QCOMPARE(verdictOf(shorter, {}).state, ChainState::NoAnchor);
        QCOMPARE(verdictOf(shorter, { anchorAt(6) }).state, ChainState::Intact);
        const ChainVerdict verdict = verdictOf(shorter, { anchorAt(5), anchorAt(8, 4) });
        QVERIFY(isBrokenAt(verdict, 7));
        QVERIFY(verdict.anchor == anchorAt(8, 4));
    }

    void aRewrittenChainShowsOnlyByAnAnchor()
    {
        const Journal rewritten = rewrittenFrom(5);
        QCOMPARE(verdictOf(rewritten, {}).state, ChainState::NoAnchor);
        QCOMPARE(verdictOf(rewritten, { anchorAt(4) }).state, ChainState::Intact);
        QVERIFY(isBrokenAt(verdictOf(rewritten, { anchorAt(9), anchorAt(6), anchorAt(4) }), 6));
        QVERIFY(isBrokenAt(verdictOf(rewritten, { anchorAt(4), anchorAt(6), anchorAt(9) }), 6));
    }

    void aChainThatIsGoneShowsByItsAnchor()
    {
        const ChainVerdict verdict = verdictOf(Journal {}, { anchorAt(3) });
        QVERIFY(isBrokenAt(verdict, 1));
        QVERIFY(verdict.device == Device);
        QCOMPARE(verdict.entries, std::uint64_t { 0 });
    }

    void aForkIsToldWithAnAnchorOfEitherBranch()
    {
        const Journal both = mergeJournals(journalOf(9), rewrittenFrom(5));
        QCOMPARE(verdictOf(both, {}).state, ChainState::Forked);
        const ChainVerdict verdict = verdictOf(both, { anchorAt(8) });
        QCOMPARE(verdict.state, ChainState::Forked);
        QCOMPARE(verdict.at, std::uint64_t { 5 });
        QVERIFY(verdict.anchor == anchorAt(8));
        const JournalAnchor other { headsOf(rewrittenFrom(5)).back(), AnchorPlace::StateFile,
            day(2) };
        QVERIFY(verdictOf(both, { anchorAt(8), other }).anchor == other);
    }

    void everyEntryAlteredInAnyByteShows()
    {
        for (std::uint64_t index = 1; index <= 10; ++index) {
            for (const std::size_t byte : { 1U, 3U }) {
                JournalLink link = linkAt(journalOf(10), index);
                link.entry[byte] ^= 1;
                QVERIFY(isBrokenAt(
                    verdictOf(support::replaced(journalOf(10), Device, index, link), {}), index));
            }
        }
    }

    void oldEntriesTakenAwayShowUnlessAnEntryTellsOfIt()
    {
        Journal journal = journalOf(10);
        const JournalHash last = linkAt(journal, 6).hash;
        dropEntries(journal.chains.at(Device), 6);
        QVERIFY(isBrokenAt(verdictOf(journal, {}), 1));
        QVERIFY(recordCut(journal, { 6, last }));
        QCOMPARE(verdictOf(journal, {}).state, ChainState::NoAnchor);
        QCOMPARE(verdictOf(journal, {}).cut, std::uint64_t { 6 });
        QCOMPARE(verdictOf(journal, {}).entries, std::uint64_t { 11 });

        QCOMPARE(verdictOf(journal, { anchorAt(3) }).state, ChainState::NoAnchor); // is cut
        QCOMPARE(verdictOf(journal, { anchorAt(6) }).state, ChainState::Intact);
        QCOMPARE(verdictOf(journal, { anchorAt(9) }).state, ChainState::Intact);
        JournalAnchor wrong = anchorAt(6);
        wrong.head.hash.fill(0);
        QVERIFY(isBrokenAt(verdictOf(journal, { wrong }), 6));
    }

    void anEntryThatTellsOfAnotherCutDoesNotHelp()
    {
        Journal journal = journalOf(10);
        const JournalHash last = linkAt(journal, 6).hash;
        dropEntries(journal.chains.at(Device), 6);
        QVERIFY(recordCut(journal, { 5, last }));
        QVERIFY(recordCut(journal, { 6, {} }));
        QVERIFY(isBrokenAt(verdictOf(journal, {}), 1));
    }

private:
    static bool recordCut(Journal& journal, const JournalCut& cut)
    {
        support::FixedRandom random;
        JournalEntry entry;
        entry.kind = JournalKind::Cut;
        entry.cut = cut;
        return recordEntry(journal, Device, entry, random).has_value();
    }
};

QTEST_GUILESS_MAIN(JournalCheckTest)
#include "journal_check_test.moc"
