// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/history.h"
#include "core/vault/journal_codec.h"
#include "core/vault/merge.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/generated_body.h"
#include "tests/support/vault_home.h"

using namespace Qt::StringLiterals;
using vault::Account;
using vault::Body;
using vault::Stamp;

/// Two copies of one vault made one.
class MergeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void keepsToItsLawsWhateverTheBodies();
    void anOlderStateOfTheSameCopyAddsNothing();
    void theLaterChangeWinsAndTheOtherIsHistory();
    void ofChangesOfOneMomentEitherSideChoosesTheSame();
    void countersGoUpWhereTheSecretIsTheSame();
    void aReplacedSecretHasACounterOfItsOwn();
    void tagsUniteButTakenOffStaysOff();
    void aTombstoneWinsOverOlderEditsOnly();
    void aDeletedAccountTakesItsHistoryWithIt();
    void keepsTheLatestVersionsAndEachSecret();
    void aBrokenEntryStaysBesideAReadableOne();
    void journalsUnite();
    void journalsThatCannotBeReadAreKept();
    void ofOneCounterTheCopyThatKnowsMoreHolds_data();
    void ofOneCounterTheCopyThatKnowsMoreHolds();
    void theLaterWishForANewPassphraseHolds();
    void slotsUniteUnlessRemoved();
    void aHeaderNeverHoldsMoreSlotsThanItCan();
    void anAccountThatIsNotTouchedKeepsItsBytes();

private:
    static Stamp at(std::int64_t milliseconds, std::uint8_t device = 1)
    {
        return { milliseconds, support::repeatedId(device) };
    }
    static vault::SealedSecret sealed(std::uint8_t byte)
    {
        vault::SealedSecret secret(40, byte);
        secret[0] = 1;
        return secret;
    }
    static Account account(const Stamp& stamp, const QString& name = u"n"_s)
    {
        Account made;
        made.id = support::repeatedId(0x20);
        made.name = name;
        made.secret = sealed(7);
        made.created = at(1);
        made.changed = stamp;
        return made;
    }
    static Account changed(const Account& before, const Stamp& stamp, const QString& name)
    {
        Account after = before;
        after.name = name;
        vault::supersede(after, before, stamp);
        return after;
    }
    static Account retagged(const Account& before, const Stamp& stamp, const QStringList& tags)
    {
        Account after = before;
        after.tags = tags;
        vault::supersede(after, before, stamp);
        return after;
    }
    static vault::Slot slot(std::uint8_t id, vault::SlotKind kind)
    {
        vault::Slot made;
        made.id = support::repeatedId(id);
        made.kind = kind;
        return made;
    }
    static Body with(const Account& only)
    {
        Body body;
        body.accounts.emplace(only.id, only);
        return body;
    }
    static Account mergedAccount(const Body& a, const Body& b)
    {
        const Body merged = vault::merge(a, b);
        const auto found = merged.accounts.find(support::repeatedId(0x20));
        return found == merged.accounts.end() ? Account() : found->second;
    }
    static QStringList namesIn(const Account& account)
    {
        QStringList names;
        for (const base::Bytes& version : account.history)
            names.append(vault::readVersion(account.id, version)->name);
        return names;
    }
};

void MergeTest::keepsToItsLawsWhateverTheBodies()
{
    for (std::uint32_t seed = 0; seed < 500; ++seed) {
        support::Choices choices(seed);
        const Body a = support::generatedBody(choices);
        const Body b = support::generatedBody(choices);
        const Body c = support::generatedBody(choices);
        const std::string broken = support::brokenLaw(a, b, c);
        QVERIFY2(broken.empty(),
            qPrintable(u"seed %1: %2"_s.arg(seed).arg(QString::fromStdString(broken))));
    }
}

void MergeTest::anOlderStateOfTheSameCopyAddsNothing()
{
    for (std::uint32_t seed = 0; seed < 500; ++seed) {
        support::Choices choices(seed);
        const Body before = support::generatedBody(choices);
        const Body after = support::evolved(before, choices);
        QVERIFY2(vault::merge(before, after) == after, qPrintable(QString::number(seed)));
    }
}

void MergeTest::theLaterChangeWinsAndTheOtherIsHistory()
{
    const Account origin = account(at(2), u"origin"_s);
    const Body here = with(changed(origin, at(5), u"here"_s));
    const Body there = with(changed(origin, at(6), u"there"_s));
    const Account merged = mergedAccount(here, there);
    QCOMPARE(merged.name, u"there"_s);
    QCOMPARE(namesIn(merged), QStringList({ u"here"_s, u"origin"_s }));
}

void MergeTest::ofChangesOfOneMomentEitherSideChoosesTheSame()
{
    const Body here = with(account(at(5), u"here"_s));
    const Body there = with(account(at(5), u"there"_s));
    const Account merged = mergedAccount(here, there);
    QCOMPARE(merged, mergedAccount(there, here));
    QCOMPARE(merged.history.size(), std::size_t { 1 });
    QVERIFY(namesIn(merged).front() != merged.name);
}

void MergeTest::countersGoUpWhereTheSecretIsTheSame()
{
    Account used = account(at(2));
    used.credential = otp::Hotp { crypto::Hash::Sha1, 6, 9 };
    Account renamed = used;
    std::get<otp::Hotp>(renamed.credential).counter = 4;
    renamed = changed(renamed, at(3), u"renamed"_s);
    const Account merged = mergedAccount(with(used), with(renamed));
    QCOMPARE(merged.name, u"renamed"_s);
    QCOMPARE(std::get<otp::Hotp>(merged.credential).counter, std::uint64_t { 9 });
}

void MergeTest::aReplacedSecretHasACounterOfItsOwn()
{
    Account old = account(at(2));
    old.credential = otp::Hotp { crypto::Hash::Sha1, 6, 9 };
    Account replaced = old;
    replaced.secret = sealed(8);
    replaced.credential = otp::Hotp { crypto::Hash::Sha1, 6, 0 };
    vault::supersede(replaced, old, at(3));
    const Body merged = vault::merge(with(old), with(replaced));
    const Account& winner = merged.accounts.begin()->second;
    QCOMPARE(std::get<otp::Hotp>(winner.credential).counter, std::uint64_t { 0 });
    QCOMPARE(merged.counters.at(vault::counterKey(old.secret)).value, std::uint64_t { 9 });
}

void MergeTest::tagsUniteButTakenOffStaysOff()
{
    Account origin = account(at(2));
    origin.tags = { u"old"_s, u"both"_s };
    const Account here = retagged(origin, at(5), { u"both"_s, u"here"_s });
    const Account there = retagged(origin, at(4), { u"both"_s, u"there"_s });
    const Account merged = mergedAccount(with(here), with(there));
    QCOMPARE(merged.tags, QStringList({ u"both"_s, u"here"_s, u"there"_s }));
    QCOMPARE(mergedAccount(with(merged), with(origin)), merged);
    const Account again = retagged(merged, at(7), { u"old"_s });
    QCOMPARE(mergedAccount(with(again), with(merged)).tags, QStringList { u"old"_s });
}

void MergeTest::aTombstoneWinsOverOlderEditsOnly()
{
    Body deleted;
    deleted.tombs[support::repeatedId(0x20)] = at(5);
    QVERIFY(vault::merge(with(account(at(4))), deleted).accounts.empty());
    QVERIFY(vault::merge(with(account(at(5))), deleted).accounts.empty());
    const Body revived = vault::merge(with(account(at(6))), deleted);
    QCOMPARE(revived.accounts.size(), std::size_t { 1 });
    QCOMPARE(revived.tombs, deleted.tombs);
    deleted.tombs[support::repeatedId(0x20)] = at(9);
    QVERIFY(vault::merge(revived, deleted).accounts.empty());
}

void MergeTest::aDeletedAccountTakesItsHistoryWithIt()
{
    Body deleted;
    deleted.tombs[support::repeatedId(0x20)] = at(5);
    const Account older = changed(account(at(2), u"first"_s), at(4), u"second"_s);
    const Body revived = with(changed(older, at(6), u"third"_s));
    const Account merged = mergedAccount(revived, deleted);
    QCOMPARE(merged.name, u"third"_s);
    QVERIFY(merged.history.empty());
}

void MergeTest::keepsTheLatestVersionsAndEachSecret()
{
    Account last = account(at(2), u"first"_s);
    const vault::SealedSecret first = last.secret;
    for (int i = 0; i < 20; ++i) {
        const Account before = last;
        last.name = QString::number(i);
        if (i == 0)
            last.secret = sealed(9);
        vault::supersede(last, before, at(10 + i));
    }
    QCOMPARE(last.history.size(), vault::KeptVersions + 1);
    QCOMPARE(namesIn(last).front(), u"18"_s);
    QCOMPARE(namesIn(last).back(), u"first"_s);
    QCOMPARE(vault::readVersion(last.id, last.history.back())->secret, first);
}

void MergeTest::aBrokenEntryStaysBesideAReadableOne()
{
    base::Bytes member { 0x50 };
    base::append(member, support::repeatedId(0x20).view());
    member.push_back(0x07);
    Body broken;
    broken.quarantined.push_back({ support::repeatedId(0x20), member, "map" });
    const Body merged = vault::merge(with(account(at(2))), broken);
    QCOMPARE(merged.accounts.size(), std::size_t { 1 });
    QCOMPARE(merged.quarantined.size(), std::size_t { 1 });
    const auto written = vault::writeBody(merged);
    QVERIFY(written);
    QVERIFY(*vault::readBody(*written) == merged);
}

void MergeTest::journalsUnite()
{
    support::FixedRandom random;
    const auto bodyWith = [&random](std::uint8_t device, std::initializer_list<int> entries) {
        vault::Journal journal;
        for (const int entry : entries) {
            const base::Bytes item { static_cast<std::uint8_t>(entry) };
            if (!vault::appendEntry(journal, support::repeatedId(device), item, random))
                qFatal("cannot append");
        }
        Body body;
        body.journal = journal;
        return body;
    };
    const Body ours = bodyWith(1, { 1, 2 });
    const Body theirs = bodyWith(2, { 3 });
    const Body merged = vault::merge(ours, theirs);
    QVERIFY(merged == vault::merge(theirs, ours));
    QCOMPARE(merged.journal.chains.at(support::repeatedId(1)).length(), std::uint64_t { 2 });
    QCOMPARE(merged.journal.chains.at(support::repeatedId(2)).length(), std::uint64_t { 1 });
    // One went on from the other's state.
    QVERIFY(vault::merge(bodyWith(1, { 1 }), ours).journal == ours.journal);
}

void MergeTest::journalsThatCannotBeReadAreKept()
{
    Body ours;
    ours.unreadJournals = { { 0x01 }, { 0x02 } };
    Body theirs;
    theirs.unreadJournals = { { 0x02 }, { 0x03 } };
    const std::set<base::Bytes> all { { 0x01 }, { 0x02 }, { 0x03 } };
    QVERIFY(vault::merge(ours, theirs).unreadJournals == all);
    QVERIFY(vault::merge(theirs, ours).unreadJournals == all);
}

void MergeTest::ofOneCounterTheCopyThatKnowsMoreHolds_data()
{
    using Counter = vault::Counter;
    QTest::addColumn<Counter>("ours");
    QTest::addColumn<Counter>("theirs");
    QTest::addColumn<Counter>("merged");
    QTest::newRow("restored, and the copy it was made from")
        << Counter { 5, 1 } << Counter { 5, 0 } << Counter { 5, 1 };
    QTest::newRow("restored, and today's")
        << Counter { 5, 1 } << Counter { 9, 0 } << Counter { 9, 0 };
    QTest::newRow("settled, and its older state")
        << Counter { 6, 2 } << Counter { 6, 1 } << Counter { 6, 2 };
    QTest::newRow("restored and used, and the copy it was made from")
        << Counter { 6, 1 } << Counter { 5, 0 } << Counter { 6, 1 };
}

void MergeTest::ofOneCounterTheCopyThatKnowsMoreHolds()
{
    QFETCH(const vault::Counter, ours);
    QFETCH(const vault::Counter, theirs);
    QFETCH(const vault::Counter, merged);
    const auto bodyWith = [](const vault::Counter& counter) {
        Account counting = account(at(2), u"n"_s);
        counting.credential = otp::Hotp { crypto::Hash::Sha1, 6, counter.value };
        counting.counterDoubt = counter.doubt;
        return with(counting);
    };
    QVERIFY(vault::merge(bodyWith(ours), bodyWith(theirs)) == bodyWith(merged));
    QVERIFY(vault::merge(bodyWith(theirs), bodyWith(ours)) == bodyWith(merged));
}

void MergeTest::theLaterWishForANewPassphraseHolds()
{
    Body asked;
    asked.forgotten = vault::ForgottenWish { at(3), false };
    Body calledOff;
    calledOff.forgotten = vault::ForgottenWish { at(4), true };
    QVERIFY(vault::merge(asked, calledOff).forgotten == calledOff.forgotten);
    QVERIFY(vault::merge(asked, Body()).forgotten == asked.forgotten);
    Body askedAgain;
    askedAgain.forgotten = vault::ForgottenWish { at(5), false };
    QVERIFY(vault::merge(calledOff, askedAgain).forgotten == askedAgain.forgotten);
}

void MergeTest::slotsUniteUnlessRemoved()
{
    const vault::Id kept = support::repeatedId(1);
    const vault::Id removed = support::repeatedId(2);
    Body here;
    here.slotRecords[kept].label = u"kept"_s;
    here.tombs[removed] = at(3);
    Body there;
    there.slotRecords[removed].label = u"removed"_s;
    there.verify[removed].fill(1);
    const Body merged = vault::merge(here, there);
    QCOMPARE(merged.slotRecords.size(), std::size_t { 1 });
    QVERIFY(merged.verify.empty());
    const std::vector<vault::Slot> ours { slot(1, vault::SlotKind::Recovery) };
    const std::vector<vault::Slot> theirs { slot(2, vault::SlotKind::Passphrase),
        slot(3, vault::SlotKind::Keyring) };
    const std::vector<vault::Slot> slotList = vault::mergeSlots(ours, theirs, merged);
    QCOMPARE(slotList.size(), std::size_t { 2 });
    QCOMPARE(slotList[0].id, kept);
    QCOMPARE(slotList[1].id, support::repeatedId(3));
    QCOMPARE(vault::mergeSlots(theirs, ours, merged), slotList);
}

void MergeTest::aHeaderNeverHoldsMoreSlotsThanItCan()
{
    Body merged;
    std::vector<vault::Slot> all;
    for (std::uint8_t i = 1; i <= 14; ++i) {
        const vault::SlotKind kind = i <= 5 ? vault::SlotKind::Passphrase
            : i <= 8                        ? vault::SlotKind::Recovery
                                            : vault::SlotKind::Keyring;
        all.push_back(slot(i, kind));
        merged.slotRecords[all.back().id].created = i;
    }
    const std::vector<vault::Slot> slotList =
        vault::mergeSlots(std::span(all).first(7), std::span(all).subspan(5), merged);
    QCOMPARE(slotList.size(), vault::MaxSlots);
    // The newest three passphrases, all recovery keys, the newest two of the others.
    std::vector<int> ids;
    for (const vault::Slot& slot : slotList)
        ids.push_back(slot.id.bytes[0]);
    QCOMPARE(ids, (std::vector<int> { 3, 4, 5, 6, 7, 8, 13, 14 }));
}

void MergeTest::anAccountThatIsNotTouchedKeepsItsBytes()
{
    const auto file = vault::parseVaultFile(support::contentsOf(support::GoldenPath));
    const auto cbor = vault::decryptBody(*file, support::ascending<32>(0x80));
    QVERIFY(cbor);
    const auto body = vault::readBody(*cbor);
    const auto written = vault::writeBody(vault::merge(*body, *body));
    QVERIFY(written);
    QVERIFY(std::ranges::equal(*written, *cbor));
}

QTEST_GUILESS_MAIN(MergeTest)
#include "merge_test.moc"
