// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/account_filter.h"

#include "ui/accounts/account_model.h"
#include "ui/accounts/list_steps.h"
#include "ui/accounts/search_key.h"

#include <algorithm>

namespace ui::accounts {

AccountFilter::AccountFilter(AccountModel& accounts, QObject* parent)
    : QAbstractProxyModel(parent),
      m_accounts(accounts)
{
    setSourceModel(&accounts);
    m_rows = wantedRows();
    rebuildPlaces();

    using Model = QAbstractItemModel;
    connect(&accounts, &Model::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        shiftFrom(first, last - first + 1);
        settle();
    });
    connect(&accounts, &Model::rowsAboutToBeRemoved, this,
        [this](const QModelIndex&, int first, int last) { removeShown(first, last); });
    connect(&accounts, &Model::rowsRemoved, this, [this](const QModelIndex&, int first, int last) {
        shiftFrom(last + 1, first - last - 1);
        rebuildPlaces();
    });
    connect(&accounts, &Model::rowsMoved, this,
        [this](const QModelIndex&, int first, int, const QModelIndex&, int to) {
            // The model moves one row at a time; `to` is the row it now stands before.
            const int target = to > first ? to - 1 : to;
            for (int& row : m_rows) {
                if (row == first)
                    row = target;
                else if (row > first && row <= target)
                    --row;
                else if (row < first && row >= target)
                    ++row;
            }
            settle();
        });
    connect(&accounts, &Model::dataChanged, this,
        [this](const QModelIndex& topLeft, const QModelIndex& bottomRight,
            const QList<int>& roles) { forwardChange(topLeft.row(), bottomRight.row(), roles); });
}

void AccountFilter::setSearch(const QString& typed)
{
    const QStringList words = searchWords(typed);
    if (words == m_words)
        return;
    m_words = words;
    std::vector<int> wanted = wantedRows();
    if (wanted == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(wanted);
    rebuildPlaces();
    endResetModel();
}

bool AccountFilter::isShown(int sourceRow) const
{
    const QString& key = m_accounts.searchKey(sourceRow);
    return std::all_of(
        m_words.begin(), m_words.end(), [&key](const QString& word) { return key.contains(word); });
}

std::vector<int> AccountFilter::wantedRows() const
{
    std::vector<int> rows;
    for (int row = 0; row < m_accounts.rowCount(); ++row) {
        if (isShown(row))
            rows.push_back(row);
    }
    std::stable_partition(rows.begin(), rows.end(), [this](int row) {
        return m_accounts.data(m_accounts.index(row), AccountModel::PinnedRole).toBool();
    });
    return rows;
}

/// Brings the rows here in line with the model, announcing each step.
void AccountFilter::settle()
{
    const std::vector<int> wanted = wantedRows();
    for (const ListStep& step : listSteps(m_rows, wanted)) {
        const auto first = m_rows.begin() + step.first;
        switch (step.kind) {
        case ListStep::Kind::Remove:
            beginRemoveRows({}, step.first, step.last);
            m_rows.erase(first, m_rows.begin() + step.last + 1);
            rebuildPlaces();
            endRemoveRows();
            break;
        case ListStep::Kind::Insert:
            beginInsertRows({}, step.first, step.last);
            m_rows.insert(first, wanted.begin() + step.first, wanted.begin() + step.last + 1);
            rebuildPlaces();
            endInsertRows();
            break;
        case ListStep::Kind::Move:
            beginMoveRows(
                {}, step.first, step.first, {}, step.to > step.first ? step.to + 1 : step.to);
            if (step.to > step.first)
                std::rotate(first, first + 1, m_rows.begin() + step.to + 1);
            else
                std::rotate(m_rows.begin() + step.to, first, first + 1);
            rebuildPlaces();
            endMoveRows();
            break;
        }
    }
    rebuildPlaces();
}

/// Lets go of rows that the model is about to remove, from the last run to the first.
void AccountFilter::removeShown(int firstSource, int lastSource)
{
    const auto goes = [&](int row) { return row >= firstSource && row <= lastSource; };
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (!goes(m_rows[static_cast<std::size_t>(last)]))
            continue;
        int first = last;
        while (first > 0 && goes(m_rows[static_cast<std::size_t>(first - 1)]))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        rebuildPlaces();
        endRemoveRows();
        last = first;
    }
}

void AccountFilter::forwardChange(int first, int last, const QList<int>& roles)
{
    // Time alone changes neither what matches nor the order: the common case stays cheap.
    const auto matters = [&roles](int role) { return roles.isEmpty() || roles.contains(role); };
    if (matters(AccountModel::PinnedRole) || matters(AccountModel::IssuerRole))
        settle();
    int begin = -1;
    int end = -1;
    for (int row = first; row <= last + 1; ++row) {
        const int place = row <= last ? m_places[static_cast<std::size_t>(row)] : -1;
        if (begin >= 0 && place == end + 1) {
            end = place;
            continue;
        }
        if (begin >= 0)
            emit dataChanged(index(begin, 0), index(end, 0), roles);
        begin = end = place;
    }
}

void AccountFilter::shiftFrom(int sourceRow, int by)
{
    for (int& row : m_rows) {
        if (row >= sourceRow)
            row += by;
    }
}

void AccountFilter::rebuildPlaces()
{
    m_places.assign(static_cast<std::size_t>(m_accounts.rowCount()), -1);
    for (std::size_t place = 0; place < m_rows.size(); ++place) {
        const auto row = static_cast<std::size_t>(m_rows[place]);
        if (row < m_places.size())
            m_places[row] = static_cast<int>(place);
    }
}

QModelIndex AccountFilter::index(int row, int column, const QModelIndex& parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex AccountFilter::parent(const QModelIndex& /*child*/) const
{
    return {};
}

int AccountFilter::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccountFilter::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1;
}

QModelIndex AccountFilter::mapToSource(const QModelIndex& proxy) const
{
    if (!proxy.isValid() || proxy.row() >= rowCount())
        return {};
    return m_accounts.index(m_rows[static_cast<std::size_t>(proxy.row())]);
}

QModelIndex AccountFilter::mapFromSource(const QModelIndex& source) const
{
    if (!source.isValid() || static_cast<std::size_t>(source.row()) >= m_places.size())
        return {};
    const int place = m_places[static_cast<std::size_t>(source.row())];
    return place < 0 ? QModelIndex() : createIndex(place, 0);
}

} // namespace ui::accounts
