// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/transfer/tick_table.h"

namespace ui::transfer {

/// The accounts of an export, and what becomes of each.
class ExportTable : public TickTable
{
    Q_OBJECT

public:
    explicit ExportTable(QWidget* parent = nullptr);

protected:
    void shareWidth(int width) override;
};

} // namespace ui::transfer
