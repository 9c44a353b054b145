// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/tick_filter.h"

#include "ui/transfer/tick_model.h"

#include <algorithm>

namespace ui::transfer {

void TickFilter::setWords(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

std::vector<int> TickFilter::shownRows() const
{
    std::vector<int> rows;
    for (int row = 0; row < rowCount(); ++row)
        rows.push_back(mapToSource(index(row, 0)).row());
    return rows;
}

bool TickFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    if (!isAskedFor(row))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString searched = row.data(TickModel::SearchRole).toString();
    return std::ranges::all_of(m_words,
        [&searched](const QString& word) { return searched.contains(word, Qt::CaseInsensitive); });
}

} // namespace ui::transfer
