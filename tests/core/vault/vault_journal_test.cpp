// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/file_lock.h"
#include "core/vault/journal_check.h"
#include "core/vault/journal_codec.h"
#include "core/vault/journal_record.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/journals.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using vault::ChainState;
using vault::JournalEntry;
using vault::Vault;

namespace {

const vault::Id Here = support::idFrom(0xe0);
const vault::Id There = support::idFrom(0x01);

JournalEntry noteOf(std::string topic)
{
    JournalEntry entry;
    entry.time = base::fromUnixSeconds(support::GoldenTime);
    entry.kind = vault::JournalKind::Note;
    entry.topic = std::move(topic);
    return entry;
}

/// The topics of a device's notes, and the kinds of its other entries.
QStringList entriesOf(const vault::Journal& journal, const vault::Id& device)
{
    QStringList words;
    const auto chain = journal.chains.find(device);
    if (chain == journal.chains.end())
        return words;
    for (const vault::JournalLink& link : chain->second.links) {
        const auto entry = vault::readJournalEntry(link.entry);
        words << (entry->kind == vault::JournalKind::Merge ? QStringLiteral("MERGE")
                : entry->kind == vault::JournalKind::Cut   ? QStringLiteral("CUT")
                                                           : QString::fromStdString(entry->topic));
    }
    return words;
}

/// The vault of tests/vectors, whose keys are known, and what one computer remembers of it.
struct Known
{
    support::VaultHome home;
    QTemporaryDir state;
    vault::MasterKeys keys = std::move(*vault::MasterKeys::from(
        std::move(*crypto::SecretBytes::copyOf(base::ByteView(support::ascending<32>(0x80)))),
        vault::joinIds(support::idFrom(0x10), support::idFrom(0x20))));

    Known() { home.write(support::contentsOf(support::GoldenPath)); }

    base::Result<Vault> open(const vault::Id& device = Here)
    {
        return Vault::open(home.path(), support::goldenPassphrase(),
            { home.clock, home.random, device, state.path().toStdString() });
    }
    vault::Body body() const
    {
        const auto file = vault::parseVaultFile(support::contentsOf(home.path()));
        return *vault::readBody(*vault::decryptBody(*file, keys.master.view()));
    }
    /// As somebody would write it who has the keys: one save more.
    void write(vault::Body body)
    {
        vault::Header header = vault::parseVaultFile(support::contentsOf(home.path()))->header;
        body.save.id = *vault::Id::random(home.random);
        body.devices[There] = { body.devices[There].sequence + 1, body.save.id };
        home.write(*vault::encryptVaultFile(header, keys, home.random, *vault::writeBody(body)));
    }
};

vault::ChainVerdict verdictOf(const Vault& vault, const vault::Id& device = Here)
{
    const auto verdicts = vault.checkJournal({});
    for (const vault::ChainVerdict& verdict : *verdicts) {
        if (verdict.device == device)
            return verdict;
    }
    return {};
}

} // namespace

/// The journal inside a vault: written in a save, compared with what this computer has seen.
class VaultJournalTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anEntryIsOnDiskWhenItIsRecorded()
    {
        Known known;
        auto vault = known.open();
        const auto head = vault->record(noteOf("one"));
        QVERIFY(head);
        QCOMPARE(head->device, Here);
        QCOMPARE(head->length, std::uint64_t { 1 });
        QCOMPARE(entriesOf(known.body().journal, Here), QStringList { QStringLiteral("one") });
        QVERIFY(vault->record(noteOf("two")));
        QVERIFY(known.body().journal == known.open()->journal());
    }

    void anEntryThatCannotBeSavedIsNone()
    {
        Known known;
        auto vault = Vault::open(known.home.path(), support::goldenPassphrase(),
            { known.home.clock, known.home.random, Here, {}, std::chrono::milliseconds(0) });
        {
            const auto busy =
                base::FileLock::acquire(known.home.path() + ".lock", std::chrono::milliseconds(0));
            QVERIFY(busy);
            QCOMPARE(vault->record(noteOf("one")).error().code, ErrorCode::Busy);
        }
        QVERIFY(vault->journal().chains.empty());
        QVERIFY(vault->record(noteOf("two")));
        QCOMPARE(entriesOf(vault->journal(), Here), QStringList { QStringLiteral("two") });
    }

    void withoutAnAnchorIntactIsNotSaid()
    {
        Known known;
        QVERIFY(known.open(There)->record(noteOf("one")));
        QTemporaryDir elsewhere;
        const auto first = Vault::open(known.home.path(), support::goldenPassphrase(),
            { known.home.clock, known.home.random, Here, elsewhere.path().toStdString() });
        QCOMPARE(verdictOf(*first, There).state, ChainState::NoAnchor);
        QVERIFY(!verdictOf(*first, There).anchor);

        const base::Time seen = known.home.clock.time;
        known.home.clock.time += std::chrono::hours(3);
        const auto second = Vault::open(known.home.path(), support::goldenPassphrase(),
            { known.home.clock, known.home.random, Here, elsewhere.path().toStdString() });
        const vault::ChainVerdict verdict = verdictOf(*second, There);
        QCOMPARE(verdict.state, ChainState::Intact);
        QCOMPARE(verdict.anchor->place, vault::AnchorPlace::StateFile);
        QVERIFY(verdict.anchor->time == seen);
        QCOMPARE(verdict.anchor->head.length, std::uint64_t { 1 });
    }

    void aTailThatWasCutOffIsToldEveryTime()
    {
        Known known;
        auto vault = known.open();
        for (const char* topic : { "one", "two", "three" })
            QVERIFY(vault->record(noteOf(topic)));
        vault::Body cut = known.body();
        const vault::Body whole = cut;
        auto& links = cut.journal.chains.at(Here).links;
        links.erase(std::prev(links.end()));
        known.write(cut);

        for (int i = 0; i < 2; ++i) {
            const auto opened = known.open();
            QCOMPARE(opened->standing(), vault::Standing::Current);
            const vault::ChainVerdict verdict = verdictOf(*opened);
            QCOMPARE(verdict.state, ChainState::Broken);
            QCOMPARE(verdict.at, std::uint64_t { 3 });
            QCOMPARE(verdict.anchor->head.length, std::uint64_t { 3 });
        }
        // Nor is it forgotten when this computer itself goes on.
        auto opened = known.open();
        QVERIFY(opened->record(noteOf("again")));
        QCOMPARE(verdictOf(*known.open()).state, ChainState::Broken);
        // What was cut off comes back in a merge.
        vault::Body mended = known.body();
        mended.journal = vault::mergeJournals(mended.journal, whole.journal);
        known.write(mended);
        QCOMPARE(verdictOf(*known.open()).state, ChainState::Forked);
        QCOMPARE(verdictOf(*known.open()).at, std::uint64_t { 3 });
    }

    void anEditedEntryIsToldWithoutAnAnchor()
    {
        Known known;
        QVERIFY(known.open()->record(noteOf("one")));
        vault::Body edited = known.body();
        auto& links = edited.journal.chains.at(Here).links;
        vault::JournalLink link = *links.begin();
        link.entry = *vault::writeJournalEntry(noteOf("0ne"));
        links = { link };
        known.write(edited);
        QTemporaryDir elsewhere;
        const auto opened = Vault::open(known.home.path(), support::goldenPassphrase(),
            { known.home.clock, known.home.random, There, elsewhere.path().toStdString() });
        QCOMPARE(verdictOf(*opened).state, ChainState::Broken);
        QCOMPARE(verdictOf(*opened).at, std::uint64_t { 1 });
    }

    void aMergeNotesTheHeadsItMet()
    {
        Known known;
        const base::Bytes common = support::contentsOf(known.home.path());
        QVERIFY(known.open(There)->record(noteOf("there")));
        const base::Bytes theirs = support::contentsOf(known.home.path());
        known.home.write(common);
        QTemporaryDir elsewhere;
        auto vault = Vault::open(known.home.path(), support::goldenPassphrase(),
            { known.home.clock, known.home.random, Here, elsewhere.path().toStdString() });
        QVERIFY(vault->record(noteOf("here")));
        const std::string copy = known.home.folder() + "/copy.countersign";
        QVERIFY(base::createFile(copy, theirs));
        QVERIFY(vault->takeCopy(copy, vault::Taking::Merged));

        const QStringList here { QStringLiteral("here"), QStringLiteral("MERGE") };
        QCOMPARE(entriesOf(vault->journal(), Here), here);
        QCOMPARE(entriesOf(vault->journal(), There), QStringList { QStringLiteral("there") });
        const auto& links = vault->journal().chains.at(Here).links;
        const auto merge = vault::readJournalEntry(links.rbegin()->entry);
        QVERIFY(merge->heads == vault::headsOf(vault->journal().chains.at(There), There));
        // Once more there is nothing to note.
        QVERIFY(vault->takeCopy(copy, vault::Taking::Merged));
        QCOMPARE(entriesOf(vault->journal(), Here), here);
    }

    void goingOnWithAnOlderStateIsNotedAndItsAnchorsGo()
    {
        Known known;
        const base::Bytes older = support::contentsOf(known.home.path());
        QVERIFY(known.open(There)->record(noteOf("there")));
        known.home.write(older);
        auto vault = known.open();
        QCOMPARE(vault->standing(), vault::Standing::Older);
        QCOMPARE(verdictOf(*vault, There).state, ChainState::Broken);
        vault->acceptOlder();
        QCOMPARE(
            entriesOf(known.body().journal, Here), QStringList { QStringLiteral("older-state") });
        const auto again = known.open();
        QCOMPARE(verdictOf(*again).state, ChainState::Intact);
        QVERIFY(verdictOf(*again, There).device != There);
    }

    void newKeysAreNoted()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.changeKeys(
            *verification, support::passphrase("other words"), support::SmallCosts));
        QCOMPARE(entriesOf(home.open("other words")->journal(), Here),
            QStringList { QStringLiteral("keys-changed") });
    }

    void aFullChainIsCutByTheEntryThatNeedsRoom()
    {
        Known known;
        vault::Body body = known.body();
        support::FixedRandom random;
        for (std::size_t i = 0; i < vault::MaxEntriesKept; ++i)
            QVERIFY(vault::recordEntry(body.journal, Here, noteOf("old"), random));
        known.write(body);
        auto vault = known.open();
        QVERIFY(vault->record(noteOf("new")));
        const vault::JournalChain& chain = vault->journal().chains.at(Here);
        QCOMPARE(chain.links.size(), vault::EntriesKeptByCut + 2);
        QCOMPARE(chain.cut(), std::uint64_t { vault::MaxEntriesKept - vault::EntriesKeptByCut });
        QCOMPARE(entriesOf(vault->journal(), Here).mid(static_cast<int>(chain.links.size()) - 2),
            QStringList({ QStringLiteral("CUT"), QStringLiteral("new") }));
        QCOMPARE(verdictOf(*known.open()).state, ChainState::Intact);
        QVERIFY(known.body().journal == vault->journal());
    }

    void largeEntriesAreCutBeforeThereAreMany()
    {
        JournalEntry entry = noteOf("old");
        vault::cbor::Writer unknown;
        unknown.text("x");
        unknown.bytes(base::Bytes(4'000, 7));
        entry.unknown.assign(unknown.view().begin(), unknown.view().end());
        vault::Journal journal;
        support::FixedRandom random;
        for (int i = 0; i < 2'000; ++i)
            QVERIFY(vault::recordEntry(journal, Here, entry, random));
        vault::Body body;
        body.journal = journal;
        const auto written = vault::writeBody(body);
        QVERIFY(written);
        QVERIFY(written->size() < vault::MaxChainSize * 5 / 4);
        QCOMPARE(journal.chains.at(Here).length() > 2'000, true);
        const auto verdicts = vault::checkJournal(journal, {});
        QCOMPARE(verdicts->front().state, ChainState::NoAnchor); // the cuts are told
    }

    void aJournalThatCannotBeReadIsSetApart()
    {
        Known known;
        const auto body = vault::readBody(bodyWithJournal({ 0xa1, 0x50 }));
        QVERIFY(body);
        QCOMPARE(body->unreadJournals.size(), std::size_t { 1 });
        known.write(*body);

        auto vault = known.open();
        QVERIFY(vault);
        QCOMPARE(vault->brokenEntries().size(), std::size_t { 1 });
        QCOMPARE(vault->brokenEntries().front().reason, std::string("journal"));
        const otp::Entry entry = support::entryOf("I", "works");
        QVERIFY(vault->add({ &entry, 1 }));
        QVERIFY(vault->record(noteOf("one")));
        QVERIFY(known.body().unreadJournals == body->unreadJournals);
        QCOMPARE(entriesOf(known.body().journal, Here), QStringList { QStringLiteral("one") });
    }

    void aProgramThatCanReadItTakesItInAgain()
    {
        vault::Body body;
        QVERIFY(support::appendPlain(body.journal, Here, 1, 2));
        const vault::Journal journal = body.journal;
        body.unreadJournals.insert(*vault::writeJournal(journal));
        body.journal = {};
        const auto read = vault::readBody(*vault::writeBody(body));
        QVERIFY(read);
        QVERIFY(read->journal == journal);
        QVERIFY(read->unreadJournals.empty());
    }

    void aLargeJournalThatCannotBeReadComesBackByteForByte()
    {
        vault::Body body;
        body.unreadJournals = { base::Bytes(std::size_t { 5 } * 512 * 1024, 0x80) };
        const auto read = vault::readBody(*vault::writeBody(body));
        QVERIFY(read);
        QVERIFY(read->unreadJournals == body.unreadJournals);
    }

private:
    /// A body whose member `journal` is a map {device: not a chain}.
    static base::Bytes bodyWithJournal(base::Bytes start)
    {
        const auto written = vault::writeBody(vault::Body());
        const auto members = vault::cbor::Members::of(*written);
        vault::cbor::MapWriter map;
        for (const auto& member : members->all()) {
            const std::string_view name = *vault::cbor::Reader(member.key).text();
            if (name != "journal")
                map.member(name).encoded(member.value);
        }
        base::append(start, Here.view());
        start.push_back(0x07);
        map.member("journal").encoded(start);
        vault::cbor::Writer out;
        map.finish(out);
        return { out.view().begin(), out.view().end() };
    }
};

QTEST_GUILESS_MAIN(VaultJournalTest)
#include "vault_journal_test.moc"
