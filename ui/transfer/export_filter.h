// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/transfer/export_model.h"
#include "ui/transfer/tick_filter.h"

#include <optional>

namespace ui::transfer {

/// The accounts of an export that are asked for, in the order of the list. Owned by the page.
class ExportFilter : public TickFilter
{
    Q_OBJECT

public:
    using TickFilter::TickFilter;

    void setFate(std::optional<ExportFate> fate); ///< absent: whatever becomes of it

protected:
    bool isAskedFor(const QModelIndex& row) const override;

private:
    std::optional<ExportFate> m_fate;
};

} // namespace ui::transfer
