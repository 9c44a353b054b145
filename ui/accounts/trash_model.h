// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QAbstractListModel>

#include <vector>

namespace ui::accounts {

/// The accounts in the trash as a list, in the vault's order: a name, and how long it stays. Texts
/// are made for the rows somebody looks at. Owned by the page, which says when to load it.
class TrashModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, ///< vault::Id
        NameRole, ///< in one line
    };

    TrashModel(
        const vault::VaultSession& session, const base::Clock& clock, QObject* parent = nullptr);

    /// Takes over what is in the trash now; nothing while the vault is locked.
    void reload();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row
    {
        vault::Id id;
        QString issuer;
        QString name;
        base::Time trashed;
    };

    QString ageOf(const Row& row) const;

    const vault::VaultSession& m_session;
    const base::Clock& m_clock;
    std::vector<Row> m_rows;
};

} // namespace ui::accounts
