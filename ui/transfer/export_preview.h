// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/transfer/tick_preview.h"

namespace ui::transfer {

class ExportFilter;
class ExportModel;

/// What an export would do, before anything is written: every account with its tick, what of it
/// would be lost, and which do not fit. The model outlives it.
class ExportPreview : public TickPreview
{
    Q_OBJECT

public:
    explicit ExportPreview(ExportModel& model, QWidget* parent = nullptr);

    /// All accounts, as if nothing had been asked for.
    void reset();

protected:
    void tellOfModel() override;

private:
    ExportModel& m_model;
    ExportFilter* m_filter;
    QLabel* m_summary;
    QComboBox* m_fate;
};

} // namespace ui::transfer
