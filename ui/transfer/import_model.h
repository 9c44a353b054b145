// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/import_plan.h"
#include "ui/transfer/tick_model.h"

#include <QStringList>

namespace ui::transfer {

/// What an import would do, one row for each entry of the files; its tick says whether it is taken
/// over. Entries that cannot be used have none. Shows no secret. Owned by the page.
class ImportModel : public TickModel
{
    Q_OBJECT

public:
    enum Column { AccountColumn, StatusColumn, NoteColumn, FileColumn, ColumnCount };
    enum OwnRole {
        EntryStatusRole = FirstOwnRole, ///< of transfer::Status
    };

    using TickModel::TickModel;

    /// What more files would bring; `names` are what they are called, in their order.
    void add(::transfer::ImportPlan more, const QStringList& names);
    /// Compares all of them again, after the vault has changed.
    void compareAgain(vault::Vault& vault);
    void clear(); ///< secrets and all
    bool isEmpty() const { return m_plan.entries().empty(); }
    int fileCount() const { return static_cast<int>(m_files.size()); }
    const std::vector<::transfer::MissingParts>& missingParts() const;

    /// What becomes of those that are in the vault already. Ticks taken from others stay away.
    void setDuplicates(::transfer::OnDuplicate way);
    int chosenCount() const;
    int countOf(::transfer::Status status) const;
    bool canBeTicked(int row) const override;

    /// Hands the plan out to be done elsewhere; nothing is shown until it comes back.
    ::transfer::ImportPlan takePlan();
    void putBack(::transfer::ImportPlan plan);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    void set(int row, bool isTicked) override;

private:
    const ::transfer::PlannedEntry& entryAt(int row) const;
    ::transfer::Action tickedAction(const ::transfer::PlannedEntry& entry) const;
    QString cellText(const ::transfer::PlannedEntry& entry, int column) const;
    QString spokenText(const ::transfer::PlannedEntry& entry) const;
    QString about(const ::transfer::PlannedEntry& entry) const;

    ::transfer::ImportPlan m_plan;
    ::transfer::OnDuplicate m_way = ::transfer::OnDuplicate::Skip;
    QStringList m_files; ///< their names
};

} // namespace ui::transfer
