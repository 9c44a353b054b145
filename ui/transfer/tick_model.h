// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace ui::transfer {

/// Rows with a tick in the first column, which says whether they go over. What a row is, and what
/// its tick does, is for those who derive from it to say. Shows no secret.
class TickModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        SearchRole = Qt::UserRole + 1, ///< all that can be searched for
        AboutRole, ///< all that there is to tell, in sentences
        FirstOwnRole, ///< of those who derive from it
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Ticks rows, as far as they can be.
    void tick(const std::vector<int>& rows, bool isTicked);
    /// One that cannot has no tick, and can be read about all the same.
    virtual bool canBeTicked(int row) const = 0;

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void choiceChanged();

protected:
    /// Ticks a row if it can be, and tells nobody.
    virtual void set(int row, bool isTicked) = 0;
    /// The rows that are others when this one is ticked or not, itself among them.
    virtual std::vector<int> rowsOfTick(int row) const;
    /// Says that whatever is shown may be another.
    void tellAll();
};

} // namespace ui::transfer
