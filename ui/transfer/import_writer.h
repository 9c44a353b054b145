// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/import_plan.h"
#include "ui/unlock/vault_changes.h"

#include <QObject>

#include <functional>

namespace ui::transfer {

/// Does what an import plan says, in the thread pool: thousands of accounts to be sealed and a
/// vault to be saved would stop the window. It lives as long as the window, because a lock takes
/// the page away while accounts may be on their way into the vault: they are saved all the same.
class ImportWriter : public QObject
{
    Q_OBJECT

public:
    /// What came of it: how many accounts are in the vault now, or an error, and then the plan, as
    /// it was.
    struct Written
    {
        base::Result<int> count;
        std::optional<::transfer::ImportPlan> plan = {};
    };
    using TakeWritten = std::function<void(Written)>;

    explicit ImportWriter(vault::VaultSession& session, QObject* parent = nullptr);

    /// Answers on this thread, unless `page` is gone by then; those who look at the vault are told
    /// before.
    void write(::transfer::ImportPlan plan, QObject* page, TakeWritten take);

signals:
    /// The vault was locked meanwhile, and whoever asked is not there to be told.
    void endedBehindLock(bool isWritten);

private:
    unlock::VaultChanges m_changes;
};

} // namespace ui::transfer
