// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_filter.h"

namespace ui::transfer {

void ExportFilter::setFate(std::optional<ExportFate> fate)
{
    m_fate = fate;
    invalidateFilter();
}

bool ExportFilter::isAskedFor(const QModelIndex& row) const
{
    return !m_fate || row.data(ExportModel::FateRole).toInt() == static_cast<int>(*m_fate);
}

} // namespace ui::transfer
