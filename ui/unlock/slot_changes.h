// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/unlock/vault_changes.h"

#include <QObject>

#include <functional>
#include <stop_token>

namespace ui::unlock {

/// Changes what opens the vault, one change at a time, in the thread pool (VaultChanges): keys are
/// derived there, and whoever else is saving is waited for there. A lock asks the change to stop.
class SlotChanges : public QObject
{
    Q_OBJECT

public:
    /// Runs in the thread pool. Answers the new recovery key, which is empty if the change makes
    /// none.
    using Change = std::function<base::Result<vault::RecoveryKey>(vault::Vault&)>;
    using Done = std::function<void(base::Result<vault::RecoveryKey>)>;

    explicit SlotChanges(vault::VaultSession& session, QObject* parent = nullptr);

    bool isRunning() const { return m_changes.isRunning(); }
    /// `done` is called on this thread, not if `page` is gone or the vault was locked meanwhile.
    void run(Change change, QObject* page, Done done);
    /// The change is asked to stop; `done` tells whether it was early enough (Cancelled).
    void cancel();

signals:
    /// A change was on the disk already when the vault was locked: it holds, and nobody was told.
    void savedBehindLock(bool hasNewRecoveryKey);

private:
    VaultChanges m_changes;
    std::stop_source m_stop;
};

} // namespace ui::unlock
