// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_lines.h"
#include "tests/support/answers.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QTest>

using namespace vault;
using support::Answers;

namespace {

const Id Here = support::deviceFrom(0xe0);
const Id There = support::deviceFrom(0x10);

/// "approve=approved" for an answer, "=expired" for an end, "note:restored", oldest first.
QStringList told(const Journal& journal)
{
    static const QStringList decisions { QStringLiteral("approve"), QStringLiteral("deny"),
        QStringLiteral("report") };
    static const QStringList results { QStringLiteral("=approved"), QStringLiteral("=denied"),
        QStringLiteral("=reported"), QStringLiteral("=expired"), QStringLiteral("=elsewhere"),
        QStringLiteral("=refused"), QStringLiteral("=not sent") };
    QStringList story;
    for (const JournalLine& line : linesOf(journal)) {
        QString text;
        if (line.kind == LineKind::Note)
            text = QStringLiteral("note:") + QString::fromStdString(line.entry.topic);
        if (line.kind == LineKind::Other)
            text = QStringLiteral("other");
        if (line.entry.decision)
            text += decisions.at(static_cast<int>(*line.entry.decision));
        if (line.entry.result)
            text += results.at(static_cast<int>(*line.entry.result));
        story.prepend(text);
    }
    return story;
}

} // namespace

/// The journal as people read it.
class JournalLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anAnswerAndItsResultAreOneLine()
    {
        Answers answers;
        answers.intent("a", JournalDecision::Approve);
        answers.intent("b", JournalDecision::Deny);
        answers.result("a", JournalResult::Approved);
        answers.result("b", JournalResult::Denied);
        answers.result("c", JournalResult::Expired);
        QCOMPARE(told(answers.journal),
            (QStringList { QStringLiteral("approve=approved"), QStringLiteral("deny=denied"),
                QStringLiteral("=expired") }));
        const std::vector<JournalLine> lines = linesOf(answers.journal);
        QCOMPARE(lines.back().index, 1U);
        QCOMPARE(lines.back().kind, LineKind::Answer);
        QCOMPARE(lines.back().entry.via, JournalVia::Window);
        QCOMPARE(lines.front().kind, LineKind::End);
        QCOMPARE(lines.front().index, 5U);
    }

    void anIntentAloneStaysOpen()
    {
        Answers answers;
        answers.intent("a", JournalDecision::Approve);
        QCOMPARE(told(answers.journal), QStringList { QStringLiteral("approve") });
    }

    void notSentIsOfTheLastTryAndAnythingElseOfAll()
    {
        Answers answers;
        answers.intent("a", JournalDecision::Deny);
        answers.intent("a", JournalDecision::Deny);
        answers.result("a", JournalResult::NotSent);
        QCOMPARE(told(answers.journal),
            (QStringList { QStringLiteral("deny"), QStringLiteral("deny=not sent") }));
        answers.intent("a", JournalDecision::Report);
        answers.result("a", JournalResult::Reported);
        QCOMPARE(told(answers.journal),
            (QStringList { QStringLiteral("deny=reported"), QStringLiteral("deny=not sent"),
                QStringLiteral("report=reported") }));
    }

    void whatCannotBeReadStandsWhereItIs()
    {
        Answers answers;
        answers.intent("a", JournalDecision::Approve);
        QVERIFY(support::appendPlain(answers.journal, Here, 1, 1));
        auto& links = answers.journal.chains.at(Here).links;
        JournalLink garbled = *links.rbegin();
        links.erase(std::prev(links.end()));
        garbled.entry = { 0xff };
        links.insert(garbled);
        answers.result("b", JournalResult::Expired);
        QCOMPARE(told(answers.journal),
            (QStringList {
                QStringLiteral("approve"), QStringLiteral("other"), QStringLiteral("=expired") }));
    }

    void allDevicesByTimeTheLatestFirst()
    {
        Answers answers;
        answers.note("first", Here);
        answers.note("second", There);
        answers.note("third", Here);
        QCOMPARE(told(answers.journal),
            (QStringList { QStringLiteral("note:first"), QStringLiteral("note:second"),
                QStringLiteral("note:third") }));
    }

    void theReportNamesAccountsThatAreStillThere()
    {
        support::VaultHome home;
        auto created = home.create();
        std::vector<otp::Entry> entries;
        entries.push_back(support::entryOf("ACME", "alice"));
        const Id account = created.vault.add(entries)->front();
        Answers answers;
        for (const Id& id : { account, support::repeatedId(7) })
            QVERIFY(created.vault.record(answers.entry("a", JournalDecision::Deny, id)));
        const auto report = reportOf(created.vault, {}, home.clock.now());
        QVERIFY(report);
        QCOMPARE(report->lines.size(), 2U);
        QCOMPARE(report->lines[0].account, QString());
        QCOMPARE(report->lines[1].account, QStringLiteral("alice"));
        QCOMPARE(report->chains.size(), 1U);
        QCOMPARE(report->heads.size(), 1U);
        QCOMPARE(report->heads[0].length, 2U);
    }

    void theLowestBreakIsTheOneToTell()
    {
        const auto chain = [](ChainState state, std::uint64_t at) {
            ChainVerdict verdict;
            verdict.state = state;
            verdict.at = at;
            return verdict;
        };
        QVERIFY(!brokenChain({ chain(ChainState::Intact, 0), chain(ChainState::Forked, 1) }));
        const std::vector<ChainVerdict> chains { chain(ChainState::Broken, 7),
            chain(ChainState::Forked, 1), chain(ChainState::Broken, 3) };
        QCOMPARE(brokenChain(chains)->at, 3U);
    }
};

QTEST_GUILESS_MAIN(JournalLinesTest)
#include "journal_lines_test.moc"
