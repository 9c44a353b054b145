// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/answers.h"
#include "tests/support/fail_on_warning.h"
#include "ui/text/journal_text.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace vault;

namespace {

const Id Here = support::deviceFrom(0xe0);

JournalLine lineOf(std::optional<JournalDecision> decision, std::optional<JournalResult> result)
{
    support::Answers answers;
    JournalLine line;
    line.kind = decision ? LineKind::Answer : LineKind::End;
    line.entry = answers.entry("a", JournalDecision::Approve, Here);
    line.entry.decision = decision;
    line.entry.result = result;
    line.account = u"alice"_s;
    return line;
}

JournalLine noteOf(const char* topic)
{
    JournalLine line;
    line.kind = LineKind::Note;
    line.entry.topic = topic;
    return line;
}

ChainVerdict chainOf(ChainState state, std::uint64_t at = 0)
{
    ChainVerdict chain;
    chain.device = Here;
    chain.state = state;
    chain.at = at;
    chain.entries = 12;
    return chain;
}

ChainVerdict comparedTo(ChainVerdict chain, AnchorPlace place, std::uint64_t length)
{
    chain.anchor = JournalAnchor { { Here, length, {} }, place, base::fromUnixSeconds(0) };
    return chain;
}

} // namespace

/// What the journal says, for window and command line.
class JournalTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysWhatWasDecidedAndWhatBecameOfIt_data()
    {
        QTest::addColumn<int>("decision");
        QTest::addColumn<int>("result");
        QTest::addColumn<QString>("words");
        const auto row = [](JournalDecision decision, int result, const QString& words) {
            QTest::newRow(qPrintable(words)) << static_cast<int>(decision) << result << words;
        };
        const auto number = [](JournalResult result) { return static_cast<int>(result); };
        row(JournalDecision::Approve, number(JournalResult::Approved), u"Approved"_s);
        row(JournalDecision::Deny, number(JournalResult::Denied), u"Denied"_s);
        row(JournalDecision::Report, number(JournalResult::Reported), u"Reported as not me"_s);
        row(JournalDecision::Report, number(JournalResult::Denied),
            u"Not me: denied at the service"_s);
        row(JournalDecision::Approve, number(JournalResult::Expired),
            u"Approval: the request had run out"_s);
        row(JournalDecision::Approve, number(JournalResult::Refused),
            u"Approval: refused by the service"_s);
        row(JournalDecision::Deny, number(JournalResult::NotSent), u"Denial: not sent"_s);
        row(JournalDecision::Approve, -1, u"Approval: outcome unknown"_s);
        row(JournalDecision::Deny, -1, u"Denial: outcome unknown"_s);
    }
    void saysWhatWasDecidedAndWhatBecameOfIt()
    {
        QFETCH(const int, decision);
        QFETCH(const int, result);
        QFETCH(const QString, words);
        std::optional<JournalResult> outcome;
        if (result >= 0)
            outcome = static_cast<JournalResult>(result);
        QCOMPARE(
            ui::text::deedText(lineOf(static_cast<JournalDecision>(decision), outcome)), words);
    }

    void everyPairOfDecisionAndResultHasWordsOfItsOwn()
    {
        QSet<QString> words;
        for (const auto decision :
            { JournalDecision::Approve, JournalDecision::Deny, JournalDecision::Report }) {
            for (int result = 0; result <= static_cast<int>(JournalResult::NotSent); ++result)
                words << ui::text::deedText(lineOf(decision, JournalResult(result)));
        }
        for (int result = 0; result <= static_cast<int>(JournalResult::NotSent); ++result)
            words << ui::text::deedText(lineOf(std::nullopt, JournalResult(result)));
        QCOMPARE(words.size(), 4 * 7);
        for (const QString& text : words)
            QVERIFY2(!text.isEmpty() && !text.contains(u'%'), qPrintable(text));
    }

    void saysWhatHappenedToTheVault()
    {
        QCOMPARE(ui::text::deedText(noteOf("restored")), u"Restored from a backup"_s);
        QCOMPARE(ui::text::deedText(noteOf("keys-changed")), u"The vault got new keys"_s);
        QCOMPARE(ui::text::deedText(noteOf("colour\n")), u"Note: colour\\u{A}"_s);
        JournalLine line;
        QVERIFY(ui::text::deedText(line).contains(u"cannot be read"_s));
        line.kind = LineKind::Cut;
        line.entry.cut = JournalCut { 1000, {} };
        QCOMPARE(ui::text::deedText(line), u"The oldest entries, up to 1000, were removed"_s);
        line.kind = LineKind::Merge;
        QCOMPARE(ui::text::deedText(line), u"Entries of another copy came in"_s);
        QVERIFY(ui::text::subjectText(line).isEmpty());
        QVERIFY(ui::text::originText(line).isEmpty());
        QVERIFY(ui::text::viaText(line).isEmpty());
    }

    void saysWhoAndFromWhere()
    {
        JournalLine line = lineOf(JournalDecision::Approve, JournalResult::Approved);
        QCOMPARE(ui::text::subjectText(line), u"ACME (alice)"_s);
        QCOMPARE(
            ui::text::originText(line), u"203.0.113.9 · Malmö · Firefox on Linux · elsewhere"_s);
        QCOMPARE(ui::text::viaText(line), u"in the window"_s);
        line.account.clear();
        line.entry.via = JournalVia::CommandLine;
        line.entry.origin = JournalOrigin {};
        QCOMPARE(ui::text::subjectText(line), u"ACME"_s);
        QCOMPARE(ui::text::originText(line), u"not known whether from here"_s);
        QCOMPARE(ui::text::viaText(line), u"on the command line"_s);
    }

    void whatOthersWroteIsShortAndVisible()
    {
        JournalLine line = lineOf(JournalDecision::Deny, JournalResult::Denied);
        line.entry.origin->place = u"a\u202Eb"_s;
        line.entry.origin->client = QString(4000, u'x');
        line.entry.service = u"A\nB"_s;
        const QString origin = ui::text::originText(line);
        QVERIFY(origin.contains(u"a\\u{202E}b"_s));
        QVERIFY(origin.size() < 200);
        QCOMPARE(ui::text::subjectText(line), u"A\\u{A}B (alice)"_s);
    }

    void saysWithWhatAChainWasCompared()
    {
        using ui::text::chainText;
        const auto intact = comparedTo(chainOf(ChainState::Intact), AnchorPlace::Backup, 12);
        QVERIFY(
            chainText(intact, true)
                .message.startsWith(u"This computer: all 12 entries are as in the backup of "_s));
        QVERIFY(chainText(intact, true).next.isEmpty());
        const auto partly = comparedTo(chainOf(ChainState::Intact), AnchorPlace::StateFile, 9);
        QVERIFY(
            chainText(partly, false)
                .message.startsWith(
                    u"Another computer (e0e1e2e3): entries 1 to 9 of 12 are as in this computer's note of "_s));
        QVERIFY(chainText(chainOf(ChainState::NoAnchor), true)
                    .message.contains(u"nothing elsewhere to compare"_s));
    }

    void saysWhereAChainIsBroken()
    {
        using ui::text::chainText;
        const auto altered = chainText(chainOf(ChainState::Broken, 3), true);
        QVERIFY(altered.message.contains(u"broken at entry 3: it was altered"_s));
        QVERIFY(altered.next.contains(u"new keys"_s));
        const auto cut = comparedTo(chainOf(ChainState::Broken, 13), AnchorPlace::Export, 20);
        QVERIFY(chainText(cut, true).message.contains(
            u"broken at entry 13: the entries from there on, which are in the export of "_s));
        const auto other = comparedTo(chainOf(ChainState::Broken, 5), AnchorPlace::Backup, 5);
        QVERIFY(chainText(other, true)
                    .message.contains(
                        u"broken at entry 5: up to there it is not as in the backup of "_s));
        const auto forked = chainText(chainOf(ChainState::Forked, 7), true);
        QVERIFY(forked.message.contains(u"forked at entry 7"_s));
        QVERIFY(!forked.next.isEmpty());
    }

    void saysTheWorstOfAllChains()
    {
        using ui::text::chainsText;
        const auto broken = chainOf(ChainState::Broken, 3);
        const auto forked = chainOf(ChainState::Forked, 2);
        const auto intact = comparedTo(chainOf(ChainState::Intact), AnchorPlace::Backup, 12);
        const auto alone = chainOf(ChainState::NoAnchor);
        QCOMPARE(chainsText({ intact, forked, broken }), u"The journal is broken at entry 3"_s);
        QCOMPARE(chainsText({ intact, forked }), u"The journal went on from two copies"_s);
        QCOMPARE(chainsText({ alone, intact }), u"The journal is intact"_s);
        QVERIFY(chainsText({ alone }).contains(u"nothing to compare"_s));
        QCOMPARE(chainsText({}), u"The journal is empty"_s);
    }
};

QTEST_GUILESS_MAIN(JournalTextTest)
#include "journal_text_test.moc"
