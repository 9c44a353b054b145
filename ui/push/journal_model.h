// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_lines.h"

#include <QAbstractListModel>

namespace ui::push {

/// What a line is about, for choosing from: an answer counts by what was decided.
enum class JournalSubject { Approval, Denial, NotMe, Unanswered, OfTheVault };

/// The lines of the journal as a list, the latest first. Owned by the page; lives on its thread.
class JournalModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        DeedRole = Qt::UserRole, ///< what was decided and what became of it
        SubjectRole, ///< service and account
        OriginRole, ///< where from, and by which program it was answered
        TimeRole, ///< text
        AccountRole, ///< vault::Id, invalid for what is about no account
        JournalSubjectRole, ///< JournalSubject
        MomentRole, ///< QDateTime
        IsDoubtfulRole, ///< bool: worth a second look
        SearchRole, ///< all of it, for finding
    };

    explicit JournalModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Rows that are new come in above, those that have changed are told, and only where other
    /// lines are gone is everything laid out anew.
    void setLines(std::vector<vault::JournalLine> lines);

private:
    std::vector<vault::JournalLine> m_lines;
};

} // namespace ui::push
