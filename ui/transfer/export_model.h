// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/export_plan.h"
#include "ui/transfer/tick_model.h"

namespace ui::transfer {

/// What becomes of an account in an export, whatever its tick says.
enum class ExportFate {
    Whole,
    Losing, ///< something of it stays behind
    LeftOut, ///< it does not fit
};

/// What an export would do, one row for each account; its tick says whether it is written. An
/// account that does not fit has none. Shows no secret. Owned by the page.
class ExportModel : public TickModel
{
    Q_OBJECT

public:
    enum Column { AccountColumn, OutcomeColumn, ColumnCount };
    enum OwnRole {
        FateRole = FirstOwnRole, ///< of ExportFate
    };

    using TickModel::TickModel;

    /// Shows a plan, which outlives its being shown here; null: none.
    void setPlan(::transfer::ExportPlan* plan);

    int chosenCount() const;
    int countOf(ExportFate fate) const;
    bool canBeTicked(int row) const override;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    void set(int row, bool isTicked) override;
    std::vector<int> rowsOfTick(int row) const override;

private:
    const ::transfer::PlannedExport& lineAt(int row) const;
    QVariant tickOf(const ::transfer::PlannedExport& line) const;
    QString outcomeOf(const ::transfer::PlannedExport& line) const;
    QString about(const ::transfer::PlannedExport& line) const;

    ::transfer::ExportPlan* m_plan = nullptr;
};

} // namespace ui::transfer
