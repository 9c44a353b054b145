// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/journal_model.h"

#include "ui/text/journal_text.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace ui::push {

namespace {

using vault::JournalLine;
using vault::LineKind;

QDateTime momentOf(const JournalLine& line)
{
    return QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(line.entry.time)).toLocalTime();
}

QString timeOf(const JournalLine& line)
{
    return QLocale().toString(momentOf(line), QLocale::ShortFormat);
}

JournalSubject subjectOf(const JournalLine& line)
{
    if (line.kind == LineKind::End)
        return JournalSubject::Unanswered;
    if (line.kind != LineKind::Answer || !line.entry.decision)
        return JournalSubject::OfTheVault;
    switch (*line.entry.decision) {
    case vault::JournalDecision::Approve:
        return JournalSubject::Approval;
    case vault::JournalDecision::Deny:
        return JournalSubject::Denial;
    case vault::JournalDecision::Report:
        break;
    }
    return JournalSubject::NotMe;
}

bool isDoubtful(const JournalLine& line)
{
    switch (line.kind) {
    case LineKind::Answer:
        return !line.entry.result || line.entry.decision == vault::JournalDecision::Report
            || line.entry.result == vault::JournalResult::Refused
            || line.entry.result == vault::JournalResult::NotSent;
    case LineKind::Note:
    case LineKind::Other:
        return true;
    case LineKind::End:
    case LineKind::Merge:
    case LineKind::Cut:
        break;
    }
    return false;
}

QString originAndVia(const JournalLine& line)
{
    QStringList parts { text::originText(line), text::viaText(line) };
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

/// All that a row says, as one sentence after another.
QString spoken(const JournalLine& line)
{
    QStringList parts { text::deedText(line), text::subjectText(line), timeOf(line),
        originAndVia(line) };
    parts.removeAll(QString());
    return parts.join(QStringLiteral(". "));
}

bool isSame(const JournalLine& a, const JournalLine& b)
{
    return a.device == b.device && a.index == b.index && a.entry.challenge == b.entry.challenge;
}

} // namespace

JournalModel::JournalModel(QObject* parent) : QAbstractListModel(parent) { }

int JournalModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant JournalModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JournalLine& line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case DeedRole:
        return text::deedText(line);
    case SubjectRole:
        return text::subjectText(line);
    case OriginRole:
        return originAndVia(line);
    case TimeRole:
        return timeOf(line);
    case AccountRole:
        return line.entry.account ? QVariant::fromValue(*line.entry.account) : QVariant();
    case JournalSubjectRole:
        return static_cast<int>(subjectOf(line));
    case MomentRole:
        return momentOf(line);
    case IsDoubtfulRole:
        return isDoubtful(line);
    case Qt::ToolTipRole: // as markup, so that nothing in it is taken for some
        return QStringLiteral("<p>%1</p>").arg(spoken(line).toHtmlEscaped());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case SearchRole:
        return spoken(line);
    default:
        return {};
    }
}

void JournalModel::setLines(std::vector<JournalLine> lines)
{
    const auto added =
        static_cast<std::ptrdiff_t>(lines.size()) - static_cast<std::ptrdiff_t>(m_lines.size());
    const bool isGrown =
        added >= 0 && std::equal(m_lines.begin(), m_lines.end(), lines.begin() + added, isSame);
    if (!isGrown) {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
        return;
    }
    const std::vector<JournalLine> before = m_lines;
    if (added > 0)
        beginInsertRows({}, 0, static_cast<int>(added) - 1);
    m_lines = std::move(lines);
    if (added > 0)
        endInsertRows();
    for (std::size_t i = 0; i < before.size(); ++i) {
        const int row = static_cast<int>(i) + static_cast<int>(added);
        if (m_lines[static_cast<std::size_t>(row)] != before[i])
            emit dataChanged(index(row), index(row));
    }
}

} // namespace ui::push
