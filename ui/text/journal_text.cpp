// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/journal_text.h"

#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui::text {

namespace {

using vault::ChainState;
using vault::JournalDecision;
using vault::JournalResult;
using vault::LineKind;

constexpr int LongestPart = 120;
constexpr int LongestTopic = 40;
constexpr qsizetype IdDigits = 8; ///< that are shown of a device

struct DecisionRow
{
    JournalDecision decision;
    JournalResult wished;
    const char* done;
    const char* otherwise; ///< %1 is what became of it
};

constexpr std::array Decisions = {
    DecisionRow { JournalDecision::Approve, JournalResult::Approved,
        QT_TRANSLATE_NOOP("ui::text", "Approved"), QT_TRANSLATE_NOOP("ui::text", "Approval: %1") },
    DecisionRow { JournalDecision::Deny, JournalResult::Denied,
        QT_TRANSLATE_NOOP("ui::text", "Denied"), QT_TRANSLATE_NOOP("ui::text", "Denial: %1") },
    DecisionRow { JournalDecision::Report, JournalResult::Reported,
        QT_TRANSLATE_NOOP("ui::text", "Reported as not me"),
        QT_TRANSLATE_NOOP("ui::text", "Not me: %1") },
};

struct ResultRow
{
    JournalResult result;
    const char* words; ///< behind a decision
    const char* alone; ///< of a request that nobody answered here
};

constexpr std::array Results = {
    ResultRow { JournalResult::Approved, QT_TRANSLATE_NOOP("ui::text", "approved at the service"),
        QT_TRANSLATE_NOOP("ui::text", "Approved elsewhere") },
    ResultRow { JournalResult::Denied, QT_TRANSLATE_NOOP("ui::text", "denied at the service"),
        QT_TRANSLATE_NOOP("ui::text", "Denied elsewhere") },
    ResultRow { JournalResult::Reported, QT_TRANSLATE_NOOP("ui::text", "reported at the service"),
        QT_TRANSLATE_NOOP("ui::text", "Reported elsewhere") },
    ResultRow { JournalResult::Expired, QT_TRANSLATE_NOOP("ui::text", "the request had run out"),
        QT_TRANSLATE_NOOP("ui::text", "Ran out without an answer") },
    ResultRow { JournalResult::AnsweredElsewhere,
        QT_TRANSLATE_NOOP("ui::text", "the request was answered elsewhere before"),
        QT_TRANSLATE_NOOP("ui::text", "Answered elsewhere") },
    ResultRow { JournalResult::Refused, QT_TRANSLATE_NOOP("ui::text", "refused by the service"),
        QT_TRANSLATE_NOOP("ui::text", "Withdrawn by the service") },
    ResultRow { JournalResult::NotSent, QT_TRANSLATE_NOOP("ui::text", "not sent"),
        QT_TRANSLATE_NOOP("ui::text", "Not answered") },
};

struct TopicRow
{
    std::string_view topic;
    const char* words;
};

constexpr std::array Topics = {
    TopicRow {
        "older-state", QT_TRANSLATE_NOOP("ui::text", "Went on with an older copy of the vault") },
    TopicRow { "keys-changed", QT_TRANSLATE_NOOP("ui::text", "The vault got new keys") },
    TopicRow { "restored", QT_TRANSLATE_NOOP("ui::text", "Restored from a backup") },
    TopicRow { "new-passphrase-asked",
        QT_TRANSLATE_NOOP("ui::text", "A new passphrase was asked for without the old one") },
    TopicRow { "new-passphrase-called-off",
        QT_TRANSLATE_NOOP("ui::text", "The wish for a new passphrase was called off") },
    TopicRow { "trust-changed",
        QT_TRANSLATE_NOOP("ui::text", "The server is vouched for by another authority") },
    TopicRow { "certificate-renewed",
        QT_TRANSLATE_NOOP(
            "ui::text", "The server has a new certificate of the trusted authority") },
};

struct VerdictRow
{
    vault::OriginVerdict verdict;
    const char* words;
};

constexpr std::array VerdictWords = {
    VerdictRow {
        vault::OriginVerdict::ThisComputer, QT_TRANSLATE_NOOP("ui::text", "this computer") },
    VerdictRow { vault::OriginVerdict::ThisNetwork, QT_TRANSLATE_NOOP("ui::text", "this network") },
    VerdictRow { vault::OriginVerdict::Elsewhere, QT_TRANSLATE_NOOP("ui::text", "elsewhere") },
    VerdictRow { vault::OriginVerdict::Unknown,
        QT_TRANSLATE_NOOP("ui::text", "not known whether from here") },
};

QString shown(const QString& text)
{
    return visibleText(text, LongestPart);
}

QString shownTime(base::Time time)
{
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time)).toLocalTime(),
        QLocale::ShortFormat);
}

QString resultText(const std::optional<JournalResult>& result)
{
    if (!result)
        return translated(QT_TRANSLATE_NOOP("ui::text", "outcome unknown"));
    const auto* const row = std::ranges::find(Results, *result, &ResultRow::result);
    return row == Results.end() ? QString() : translated(row->words);
}

QString answerText(const vault::JournalEntry& entry)
{
    const auto* const row = entry.decision
        ? std::ranges::find(Decisions, *entry.decision, &DecisionRow::decision)
        : Decisions.end();
    if (row == Decisions.end()) // a decision that only a newer program knows
        return translated(QT_TRANSLATE_NOOP("ui::text", "Answer: %1"))
            .arg(resultText(entry.result));
    return entry.result == row->wished ? translated(row->done)
                                       : translated(row->otherwise).arg(resultText(entry.result));
}

QString endText(const vault::JournalEntry& entry)
{
    const auto* const row = entry.result
        ? std::ranges::find(Results, *entry.result, &ResultRow::result)
        : Results.end();
    return row == Results.end() ? translated(QT_TRANSLATE_NOOP("ui::text", "Ended"))
                                : translated(row->alone);
}

QString topicText(const std::string& topic)
{
    const auto* const row = std::ranges::find(Topics, std::string_view(topic), &TopicRow::topic);
    if (row != Topics.end())
        return translated(row->words);
    return translated(QT_TRANSLATE_NOOP("ui::text", "Note: %1"))
        .arg(visibleText(QString::fromStdString(topic), LongestTopic));
}

QString verdictWords(vault::OriginVerdict verdict)
{
    const auto* const row = std::ranges::find(VerdictWords, verdict, &VerdictRow::verdict);
    return row == VerdictWords.end() ? QString() : translated(row->words);
}

QString deviceText(const vault::ChainVerdict& chain, bool isHere)
{
    if (isHere)
        return translated(QT_TRANSLATE_NOOP("ui::text", "This computer"));
    return translated(QT_TRANSLATE_NOOP("ui::text", "Another computer (%1)"))
        .arg(QString::fromStdString(chain.device.toHex()).left(IdDigits));
}

/// "by a backup of 21.11.26 19:30"
QString anchorText(const vault::JournalAnchor& anchor)
{
    const char* words = nullptr;
    switch (anchor.place) {
    case vault::AnchorPlace::StateFile:
        words = QT_TRANSLATE_NOOP("ui::text", "this computer's note of %1");
        break;
    case vault::AnchorPlace::Backup:
        words = QT_TRANSLATE_NOOP("ui::text", "the backup of %1");
        break;
    case vault::AnchorPlace::Export:
        words = QT_TRANSLATE_NOOP("ui::text", "the export of %1");
        break;
    }
    return translated(words).arg(shownTime(anchor.time));
}

QString intactText(const vault::ChainVerdict& chain)
{
    if (!chain.anchor)
        return {};
    const std::uint64_t told = chain.anchor->head.length;
    if (told >= chain.entries)
        return translated(QT_TRANSLATE_NOOP("ui::text", "all %1 entries are as in %2"))
            .arg(chain.entries)
            .arg(anchorText(*chain.anchor));
    return translated(QT_TRANSLATE_NOOP("ui::text",
                          "entries 1 to %1 of %2 are as in %3; those after it are newer"))
        .arg(told)
        .arg(chain.entries)
        .arg(anchorText(*chain.anchor));
}

QString brokenText(const vault::ChainVerdict& chain)
{
    if (!chain.anchor)
        return translated(QT_TRANSLATE_NOOP("ui::text",
                              "broken at entry %1: it was altered, or one before it is missing"))
            .arg(chain.at);
    if (chain.at > chain.entries)
        return translated(QT_TRANSLATE_NOOP("ui::text",
                              "broken at entry %1: the entries from there on, which are in %2, are "
                              "missing"))
            .arg(chain.at)
            .arg(anchorText(*chain.anchor));
    return translated(
        QT_TRANSLATE_NOOP("ui::text", "broken at entry %1: up to there it is not as in %2"))
        .arg(chain.at)
        .arg(anchorText(*chain.anchor));
}

QString stateText(const vault::ChainVerdict& chain)
{
    switch (chain.state) {
    case ChainState::Intact:
        return intactText(chain);
    case ChainState::Broken:
        return brokenText(chain);
    case ChainState::Forked:
        return translated(QT_TRANSLATE_NOOP("ui::text",
                              "forked at entry %1: it went on from two copies of the vault, and "
                              "both ways are kept"))
            .arg(chain.at);
    case ChainState::NoAnchor:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("ui::text",
                          "%1 entries that hold together; there is nothing elsewhere to compare "
                          "them with"))
        .arg(chain.entries);
}

} // namespace

QString deedText(const vault::JournalLine& line)
{
    switch (line.kind) {
    case LineKind::Answer:
        return answerText(line.entry);
    case LineKind::End:
        return endText(line.entry);
    case LineKind::Merge:
        return translated(QT_TRANSLATE_NOOP("ui::text", "Entries of another copy came in"));
    case LineKind::Cut:
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "The oldest entries, up to %1, were removed"))
            .arg(line.entry.cut ? line.entry.cut->entries : 0);
    case LineKind::Note:
        return topicText(line.entry.topic);
    case LineKind::Other:
        break;
    }
    return translated(
        QT_TRANSLATE_NOOP("ui::text", "An entry of a newer program, or one that cannot be read"));
}

QString subjectText(const vault::JournalLine& line)
{
    if (line.entry.service.isEmpty() || line.account.isEmpty())
        return shown(line.entry.service + line.account);
    return u"%1 (%2)"_s.arg(shown(line.entry.service), shown(line.account));
}

QString originText(const vault::JournalLine& line)
{
    if (!line.entry.origin)
        return {};
    const vault::JournalOrigin& origin = *line.entry.origin;
    QStringList parts;
    for (const QString& part : { origin.address, origin.place, origin.client }) {
        if (!part.isEmpty())
            parts << shown(part);
    }
    parts << verdictWords(origin.verdict);
    return parts.join(u" · "_s);
}

QString viaText(const vault::JournalLine& line)
{
    if (!line.entry.via)
        return {};
    return translated(line.entry.via == vault::JournalVia::Window
            ? QT_TRANSLATE_NOOP("ui::text", "in the window")
            : QT_TRANSLATE_NOOP("ui::text", "on the command line"));
}

Explanation chainText(const vault::ChainVerdict& chain, bool isHere)
{
    QString next;
    if (chain.state == ChainState::Broken)
        next = translated(QT_TRANSLATE_NOOP("ui::text",
            "Somebody who could open the vault changed it, or an older copy took its place. Look "
            "through the answers at the service, and give the vault new keys if you did not do "
            "this."));
    if (chain.state == ChainState::Forked)
        next = translated(QT_TRANSLATE_NOOP("ui::text",
            "That is so after a snapshot or an old copy of this computer was restored."));
    return { u"%1: %2."_s.arg(deviceText(chain, isHere), stateText(chain)), next };
}

QString chainsText(const std::vector<vault::ChainVerdict>& chains)
{
    if (const vault::ChainVerdict* const broken = vault::brokenChain(chains))
        return translated(QT_TRANSLATE_NOOP("ui::text", "The journal is broken at entry %1"))
            .arg(broken->at);
    if (std::ranges::count(chains, ChainState::Forked, &vault::ChainVerdict::state) > 0)
        return translated(QT_TRANSLATE_NOOP("ui::text", "The journal went on from two copies"));
    if (chains.empty())
        return translated(QT_TRANSLATE_NOOP("ui::text", "The journal is empty"));
    if (std::ranges::count(chains, ChainState::Intact, &vault::ChainVerdict::state) > 0)
        return translated(QT_TRANSLATE_NOOP("ui::text", "The journal is intact"));
    return translated(QT_TRANSLATE_NOOP(
        "ui::text", "The journal holds together; there is nothing to compare it with"));
}

QString chainMeaningText()
{
    return translated(QT_TRANSLATE_NOOP("ui::text",
        "The check shows whether entries were altered, reordered or dropped compared with what is "
        "kept elsewhere. Whoever can open the vault can write a new journal."));
}

} // namespace ui::text
