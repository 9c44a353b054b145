// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/unlock/vault_changes.h"

#include <QObject>

namespace ui::shell {

/// Takes the last change of the open vault back, in the thread pool: it may have been thousands of
/// accounts. One after another, however fast they are asked for. The session outlives it.
class LastChange : public QObject
{
    Q_OBJECT

public:
    explicit LastChange(vault::VaultSession& session, QObject* parent = nullptr);

    void undo();
    /// The same with the change of this save, unless something else has been saved since.
    void undo(const vault::Id& save);

signals:
    /// What there is to say about it.
    void told(const QString& sentence);

private:
    vault::VaultSession& m_session;
    unlock::VaultChanges m_changes;
};

} // namespace ui::shell
