// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_filter.h"

#include <algorithm>

namespace ui::transfer {

ExportFilter::ExportFilter(QObject* parent) : QSortFilterProxyModel(parent) { }

void ExportFilter::setWords(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void ExportFilter::setFate(std::optional<ExportFate> fate)
{
    m_fate = fate;
    invalidateFilter();
}

std::vector<int> ExportFilter::shownRows() const
{
    std::vector<int> rows;
    for (int row = 0; row < rowCount(); ++row)
        rows.push_back(mapToSource(index(row, 0)).row());
    return rows;
}

bool ExportFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QModelIndex account = sourceModel()->index(sourceRow, 0, sourceParent);
    if (m_fate && account.data(ExportModel::FateRole).toInt() != static_cast<int>(*m_fate))
        return false;
    const QString searched = account.data(ExportModel::SearchRole).toString();
    return std::ranges::all_of(m_words,
        [&searched](const QString& word) { return searched.contains(word, Qt::CaseInsensitive); });
}

} // namespace ui::transfer
