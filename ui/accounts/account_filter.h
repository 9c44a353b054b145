// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QAbstractProxyModel>
#include <QStringList>

#include <vector>

namespace ui::accounts {

class AccountModel;

/// The accounts that match the search, pinned ones first, otherwise in the model's order. A proxy
/// of our own, because QSortFilterProxyModel removes scattered rows one by one, which at 10,000
/// accounts takes longer than the time between two keystrokes. Owned by the page.
class AccountFilter : public QAbstractProxyModel
{
    Q_OBJECT

public:
    explicit AccountFilter(AccountModel& accounts, QObject* parent = nullptr);

    /// Shows the rows in which every typed word occurs; a blank text shows all. The rows are reset
    /// if they change: who shows them keeps the current account by its id.
    void setSearch(const QString& typed);
    bool isSearching() const { return !m_words.isEmpty(); }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QModelIndex mapToSource(const QModelIndex& proxy) const override;
    QModelIndex mapFromSource(const QModelIndex& source) const override;

private:
    bool isShown(int sourceRow) const;
    std::vector<int> wantedRows() const;
    void settle();
    void removeShown(int firstSource, int lastSource);
    void forwardChange(int first, int last, const QList<int>& roles);
    void shiftFrom(int sourceRow, int by);
    void rebuildPlaces();

    AccountModel& m_accounts;
    QStringList m_words;
    std::vector<int> m_rows; ///< the source row of each row here
    std::vector<int> m_places; ///< the row here of each source row, or -1
};

} // namespace ui::accounts
