// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/journal_filter.h"

#include <algorithm>

namespace ui::push {

JournalFilter::JournalFilter(QObject* parent) : QSortFilterProxyModel(parent) { }

void JournalFilter::setChoice(const JournalChoice& choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    m_words = choice.text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool JournalFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QModelIndex line = sourceModel()->index(sourceRow, 0, sourceParent);
    const auto value = [&line](JournalModel::Role role) { return line.data(role); };
    if (m_choice.account) {
        const QVariant account = value(JournalModel::AccountRole);
        if (!account.isValid() || account.value<vault::Id>() != *m_choice.account)
            return false;
    }
    if (m_choice.subject
        && value(JournalModel::JournalSubjectRole).toInt() != static_cast<int>(*m_choice.subject))
        return false;
    if (m_choice.since.isValid() && value(JournalModel::MomentRole).toDateTime() < m_choice.since)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString spoken = value(JournalModel::SearchRole).toString();
    return std::ranges::all_of(m_words,
        [&spoken](const QString& word) { return spoken.contains(word, Qt::CaseInsensitive); });
}

} // namespace ui::push
