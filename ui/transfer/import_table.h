// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/transfer/tick_table.h"

namespace ui::transfer {

/// The entries of an import. Where the window is narrow the columns go that the text about the row
/// at hand tells, too.
class ImportTable : public TickTable
{
    Q_OBJECT

public:
    explicit ImportTable(QWidget* parent = nullptr);

    /// Whether entries come from several files.
    void setHasFiles(bool hasFiles);

protected:
    void shareWidth(int width) override;

private:
    bool m_hasFiles = false;
};

} // namespace ui::transfer
