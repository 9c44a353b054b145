// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_answers.h"
#include "core/vault/journal_check.h"
#include "core/vault/journal_record.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/journals.h"

#include <QTest>

using base::ErrorCode;
using support::appendPlain;
using support::deviceFrom;
using namespace vault;

Q_DECLARE_METATYPE(PastAnswer)

namespace {

const Id Device = deviceFrom(0xe0);
const Id Other = deviceFrom(0x10);

JournalHash challenge(std::string_view name)
{
    return *challengeHash(deviceFrom(0xac), base::bytesOf(name));
}

JournalEntry complete()
{
    JournalEntry entry;
    entry.time = base::fromUnixSeconds(1'767'225'600);
    entry.kind = JournalKind::Result;
    entry.account = deviceFrom(0xac);
    entry.challenge = challenge("transaction 1");
    entry.service = QStringLiteral("ACME");
    entry.decision = JournalDecision::Report;
    entry.result = JournalResult::AnsweredElsewhere;
    entry.origin = JournalOrigin { QStringLiteral("203.0.113.9"), QStringLiteral("Malm\u00f6"),
        QStringLiteral("Firefox"), OriginVerdict::Elsewhere, {} };
    entry.via = JournalVia::CommandLine;
    entry.topic = "trust-changed";
    entry.heads = { { Other, 12, challenge("x") } };
    entry.cut = JournalCut { 5, challenge("y") };
    return entry;
}

/// "i" intent, "o" approved, "n" not sent, "e" expired; "d" intent of a denial, "D" denied.
JournalEntry step(char letter, std::string_view name)
{
    JournalEntry entry;
    const bool isIntent = letter == 'i' || letter == 'd';
    entry.kind = isIntent ? JournalKind::Intent : JournalKind::Result;
    entry.challenge = challenge(name);
    const bool isDenial = letter == 'd' || letter == 'D';
    entry.decision = isDenial ? JournalDecision::Deny : JournalDecision::Approve;
    if (!isIntent)
        entry.result = letter == 'o' ? JournalResult::Approved
            : letter == 'n'          ? JournalResult::NotSent
            : letter == 'e'          ? JournalResult::Expired
                                     : JournalResult::Denied;
    return entry;
}

bool record(Journal& journal, const Id& device, const JournalEntry& entry)
{
    support::FixedRandom random;
    return recordEntry(journal, device, entry, random).has_value();
}

} // namespace

/// What entries say: their bytes, cuts and merges, and the memory of answers.
class JournalEntryTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void everyMemberComesBack()
    {
        const auto written = writeJournalEntry(complete());
        QVERIFY(written);
        const auto read = readJournalEntry(*written);
        QVERIFY(read);
        QVERIFY(*read == complete());
    }

    void whatOnlyANewerProgramKnowsSurvives()
    {
        cbor::MapWriter origin;
        origin.member("verdict").text("orbit");
        origin.member("planet").unsignedNumber(3);
        cbor::MapWriter map;
        map.member("time").unsignedNumber(1);
        map.member("kind").text("escalation");
        map.member("decision").text("delegate");
        map.member("extra").boolean(true);
        origin.finish(map.member("origin"));
        cbor::Writer out;
        map.finish(out);
        const auto read = readJournalEntry(out.view());
        QVERIFY(read);
        QCOMPARE(read->kind, JournalKind::Other);
        QVERIFY(!read->decision);
        QCOMPARE(read->origin->verdict, OriginVerdict::Unknown);
        const auto again = writeJournalEntry(*read);
        QVERIFY(again && std::ranges::equal(*again, out.view()));
    }

    void refusesWhatIsNoEntry_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        QTest::addColumn<QString>("member");
        const auto row = [](const char* name, const QByteArray& hex, const QString& member) {
            QTest::newRow(name) << hex << member;
        };
        row("not a map", "80", QStringLiteral("map"));
        row("no CBOR", "ff", QStringLiteral("entry"));
        row("no time", "a0", QStringLiteral("time"));
        row("kind that is no text", "a2646b696e64016474696d6501", QStringLiteral("kind"));
        row("intent without a challenge", "a2646b696e6466696e74656e746474696d6501",
            QStringLiteral("challenge"));
        row("cut of one part", "a26363757481016474696d6501", QStringLiteral("cut"));
        row("cut that is a number", "a263637574016474696d6501", QStringLiteral("cut"));
        row("heads that are a number", "a26474696d650165686561647301", QStringLiteral("heads"));
        row("topic that is a number", "a26474696d650165746f70696301", QStringLiteral("topic"));
        row("account of one byte", "a26474696d6501676163636f756e744101", QStringLiteral("account"));
    }
    void refusesWhatIsNoEntry()
    {
        QFETCH(const QByteArray, encoded);
        QFETCH(const QString, member);
        const auto read = readJournalEntry(*base::fromHex(encoded.toStdString()));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Damaged);
        QCOMPARE(QString::fromStdString(read.error().arguments.front()), member);
    }

    void longNamesAreShortenedAndNeverStopAnAnswer()
    {
        JournalEntry entry = complete();
        const QString wide = QString::fromUtf8("\xf0\x9f\x94\x91").repeated(5'000);
        entry.service = QStringLiteral("x") + wide;
        // The most bytes that 256 UTF-16 units can take.
        entry.origin->address = QStringLiteral("\u20ac").repeated(5'000);
        entry.origin->place = entry.origin->address;
        entry.origin->client = entry.origin->address;
        const auto written = writeJournalEntry(entry);
        QVERIFY(written);
        const auto read = readJournalEntry(*written);
        QVERIFY(read);
        QCOMPARE(read->service, QStringLiteral("x") + wide.left(MaxJournalText - 2));
        entry.unknown = *base::fromHex("617a591000");
        entry.unknown.resize(entry.unknown.size() + MaxJournalEntrySize);
        QCOMPARE(writeJournalEntry(entry).error().code, ErrorCode::TooLarge);
    }

    void asManyHeadsAsOneEntryTakesFit()
    {
        JournalEntry entry;
        entry.kind = JournalKind::Merge;
        entry.heads.assign(MaxJournalHeads, { Other, MaxJournalLength, challenge("x") });
        const auto written = writeJournalEntry(entry);
        QVERIFY(written);
        QVERIFY(*readJournalEntry(*written) == entry);
    }

    void whatTheServerCallsAChallengeIsNotInTheEntry()
    {
        // Made with Python's hashlib.
        QCOMPARE(base::toHex(challenge("transaction 1")),
            std::string("23019decf933e1c5ae50aae6c06e283bf1d543a20bdec2bc5e638b4a1d2b0d17"));
        const auto written = writeJournalEntry(complete());
        const std::string_view text = base::textOf(*written);
        QVERIFY(text.find("transaction 1") == std::string_view::npos);
        QVERIFY(challenge("a") != challenge("b"));
        QVERIFY(*challengeHash(Device, {}) != *challengeHash(Other, {}));
    }

    void aLongChainIsCutAndStaysIntact()
    {
        Journal journal;
        QVERIFY(appendPlain(journal, Device, 1, MaxEntriesKept - 1));
        QVERIFY(appendPlain(journal, Other, 1, 1));
        QVERIFY(record(journal, Device, step('i', "1")));
        QCOMPARE(journal.chains.at(Device).links.size(), MaxEntriesKept);
        const JournalAnchor anchor { headsOf(journal).back(), AnchorPlace::Export, {} };
        QVERIFY(record(journal, Device, step('o', "1")));
        const JournalChain& chain = journal.chains.at(Device);
        QCOMPARE(chain.links.size(), EntriesKeptByCut + 2);
        QCOMPARE(chain.cut(), std::uint64_t { MaxEntriesKept - EntriesKeptByCut });
        QCOMPARE(chain.length(), std::uint64_t { MaxEntriesKept + 2 });
        const auto verdicts = checkJournal(journal, { anchor });
        QVERIFY(verdicts);
        QCOMPARE(verdicts->size(), std::size_t { 2 });
        QCOMPARE((*verdicts)[1].state, ChainState::Intact);
        QCOMPARE((*verdicts)[1].cut, chain.cut());
    }

    void aMergeWithNewsNamesTheHeadsItMet()
    {
        Journal mine;
        QVERIFY(appendPlain(mine, Device, 1, 2));
        Journal theirs = mine;
        QVERIFY(appendPlain(theirs, Other, 1, 3));
        const auto entries = entriesOfMerge(mine, theirs, base::fromUnixSeconds(5));
        QCOMPARE(entries.size(), std::size_t { 1 });
        QCOMPARE(entries[0].kind, JournalKind::Merge);
        QVERIFY(entries[0].time == base::fromUnixSeconds(5));
        QVERIFY(entries[0].heads == headsOf(theirs.chains.at(Other), Other));
        QVERIFY(entriesOfMerge(theirs, mine, {}).empty());
        QVERIFY(entriesOfMerge(mine, mine, {}).empty());
    }

    void mergingInTurnComesToRest()
    {
        Journal mine;
        Journal theirs;
        QVERIFY(appendPlain(mine, Device, 1, 1));
        QVERIFY(appendPlain(theirs, Other, 1, 1));
        const auto met = entriesOfMerge(mine, theirs, {});
        QCOMPARE(met.size(), std::size_t { 1 });
        mine = mergeJournals(mine, theirs);
        QVERIFY(record(mine, Device, met[0]));
        QCOMPARE(entriesOfMerge(theirs, mine, {}).size(), std::size_t { 1 }); // their first sight
        theirs = mergeJournals(theirs, mine);
        QVERIFY(record(theirs, Other, entriesOfMerge({}, mine, {})[0]));
        QVERIFY(entriesOfMerge(mine, theirs, {}).empty());
    }

    void manyHeadsTakeSeveralEntries()
    {
        Journal theirs;
        for (std::size_t i = 0; i < MaxJournalHeads + 1; ++i)
            QVERIFY(appendPlain(theirs, deviceFrom(static_cast<std::uint8_t>(i)), 1, 1));
        const auto entries = entriesOfMerge({}, theirs, {});
        QCOMPARE(entries.size(), std::size_t { 2 });
        QCOMPARE(entries[0].heads.size(), MaxJournalHeads);
        QCOMPARE(entries[1].heads.size(), std::size_t { 1 });
    }

    void remembersWhatBecameOfAChallenge_data()
    {
        QTest::addColumn<QString>("steps");
        QTest::addColumn<PastAnswer>("answer");
        QTest::addColumn<int>("open");
        QTest::newRow("nothing") << "" << PastAnswer::None << 0;
        QTest::newRow("killed before the result") << "i" << PastAnswer::Unknown << 1;
        QTest::newRow("approved") << "io" << PastAnswer::Answered << 0;
        QTest::newRow("expired") << "ie" << PastAnswer::Answered << 0;
        QTest::newRow("never left") << "in" << PastAnswer::None << 0;
        QTest::newRow("never left, then killed") << "ini" << PastAnswer::Unknown << 1;
        QTest::newRow("killed, then never left") << "iin" << PastAnswer::Unknown << 1;
        QTest::newRow("killed, then approved") << "iio" << PastAnswer::Answered << 0;
        QTest::newRow("killed while denying") << "d" << PastAnswer::Declined << 1;
        QTest::newRow("denied") << "dD" << PastAnswer::Declined << 0;
        QTest::newRow("denied unheard") << "dn" << PastAnswer::Declined << 0;
        QTest::newRow("denied without an intent on disk") << "D" << PastAnswer::Declined << 0;
        QTest::newRow("denied, then approved") << "dDio" << PastAnswer::Declined << 0;
    }
    void remembersWhatBecameOfAChallenge()
    {
        QFETCH(const QString, steps);
        QFETCH(const PastAnswer, answer);
        QFETCH(const int, open);
        Journal journal;
        QVERIFY(appendPlain(journal, Device, 1, 1));
        for (const QChar letter : steps)
            QVERIFY(record(journal, Device, step(letter.toLatin1(), "asked")));
        QVERIFY(record(journal, Device, step('i', "another")));
        QVERIFY(record(journal, Device, step('o', "another")));
        QCOMPARE(pastAnswer(journal, challenge("asked")), answer);
        QCOMPARE(pastAnswer(journal, challenge("never seen")), PastAnswer::None);
        QCOMPARE(openIntents(journal).size(), static_cast<std::size_t>(open));
    }

    void remembersTheAnswersOfOtherDevices()
    {
        Journal journal;
        QVERIFY(record(journal, Device, step('i', "asked")));
        QVERIFY(record(journal, Other, step('d', "asked")));
        QCOMPARE(pastAnswer(journal, challenge("asked")), PastAnswer::Declined);
        const auto open = openIntents(journal);
        QCOMPARE(open.size(), std::size_t { 2 });
        QVERIFY(open[0].device == Other && open[1].device == Device);
        QCOMPARE(open[1].index, std::uint64_t { 1 });
        QVERIFY(open[1].entry == step('i', "asked"));
    }
};

QTEST_GUILESS_MAIN(JournalEntryTest)
#include "journal_entry_test.moc"
