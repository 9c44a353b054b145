// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/tick_model.h"

namespace ui::transfer {

void TickModel::tick(const std::vector<int>& rows, bool isTicked)
{
    for (const int row : rows)
        set(row, isTicked);
    tellAll();
}

void TickModel::tellAll()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit choiceChanged();
}

std::vector<int> TickModel::rowsOfTick(int row) const
{
    return { row };
}

Qt::ItemFlags TickModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == 0 && canBeTicked(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool TickModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable))
        return false;
    set(index.row(), value.toInt() == Qt::Checked);
    for (const int row : rowsOfTick(index.row()))
        emit dataChanged(this->index(row, 0), this->index(row, columnCount() - 1));
    emit choiceChanged();
    return true;
}

} // namespace ui::transfer
