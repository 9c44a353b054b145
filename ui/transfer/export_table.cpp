// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_table.h"

#include "ui/transfer/export_model.h"

#include <QHeaderView>

namespace ui::transfer {

ExportTable::ExportTable(QWidget* parent) : TickTable(tr("Accounts for the file"), parent) { }

void ExportTable::shareWidth(int width)
{
    horizontalHeader()->resizeSection(ExportModel::OutcomeColumn, width * 9 / 20);
}

} // namespace ui::transfer
