// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_filter.h"

#include <algorithm>

namespace ui::transfer {

namespace {

using ::transfer::Status;

bool isOf(ImportSubject subject, Status status)
{
    switch (subject) {
    case ImportSubject::Everything:
        return true;
    case ImportSubject::New:
        return status == Status::New;
    case ImportSubject::Duplicate:
        return status == Status::Duplicate;
    case ImportSubject::Changed:
        return status == Status::Changed;
    case ImportSubject::Unusable:
        break;
    }
    return status == Status::Unsupported || status == Status::Invalid;
}

} // namespace

ImportFilter::ImportFilter(QObject* parent) : QSortFilterProxyModel(parent) { }

void ImportFilter::setWords(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void ImportFilter::setSubject(ImportSubject subject)
{
    m_subject = subject;
    invalidateFilter();
}

std::vector<int> ImportFilter::shownRows() const
{
    std::vector<int> rows;
    for (int row = 0; row < rowCount(); ++row)
        rows.push_back(mapToSource(index(row, 0)).row());
    return rows;
}

bool ImportFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QModelIndex entry = sourceModel()->index(sourceRow, 0, sourceParent);
    if (!isOf(m_subject, static_cast<Status>(entry.data(ImportModel::EntryStatusRole).toInt())))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString spoken = entry.data(ImportModel::SearchRole).toString();
    return std::ranges::all_of(m_words,
        [&spoken](const QString& word) { return spoken.contains(word, Qt::CaseInsensitive); });
}

} // namespace ui::transfer
