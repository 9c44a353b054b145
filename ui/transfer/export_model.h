// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/export_plan.h"

#include <QAbstractTableModel>

namespace ui::transfer {

/// What becomes of an account in an export, whatever its tick says.
enum class ExportFate {
    Whole,
    Losing, ///< something of it stays behind
    LeftOut, ///< it does not fit
};

/// What an export would do, one row for each account; its tick says whether it is written. An
/// account that does not fit has none. Shows no secret. Owned by the page.
class ExportModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { AccountColumn, OutcomeColumn, ColumnCount };
    enum Role {
        FateRole = Qt::UserRole + 1, ///< of ExportFate
        SearchRole, ///< all that can be searched for
        AboutRole, ///< all that there is to tell, in sentences
    };

    explicit ExportModel(QObject* parent = nullptr);

    /// Shows a plan, which outlives its being shown here; null: none.
    void setPlan(::transfer::ExportPlan* plan);

    /// Ticks rows, as far as they can be.
    void tick(const std::vector<int>& rows, bool isTicked);
    int chosenCount() const;
    int countOf(ExportFate fate) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    void choiceChanged();

private:
    const ::transfer::PlannedExport& lineAt(int row) const;
    QVariant tickOf(const ::transfer::PlannedExport& line) const;
    QString outcomeOf(const ::transfer::PlannedExport& line) const;
    QString about(const ::transfer::PlannedExport& line) const;

    ::transfer::ExportPlan* m_plan = nullptr;
};

} // namespace ui::transfer
