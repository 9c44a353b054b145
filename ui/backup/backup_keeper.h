// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/health.h"
#include "core/backup/schedule.h"
#include "core/settings/app_settings.h"
#include "core/vault/vault_session.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

namespace ui::backup {

/// What the window knows of the backups of its vault, and the one way in which it makes them. Owned
/// by the composition root, on the window's thread; files are read and written one after another
/// in a thread of its own, so that a slow medium stops neither the window nor anything else. A
/// backup is complete in memory before that thread begins, and goes on when the vault is locked.
class BackupKeeper : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    BackupKeeper(
        vault::VaultSession& session, settings::AppSettings& settings, QObject* parent = nullptr);
    /// Waits for a backup that is being written.
    ~BackupKeeper() override;

    /// Where backups of the open vault go; absent while it is locked.
    std::optional<::backup::Place> place() const;
    /// As of the last look; absent before it and while the vault is locked.
    const std::optional<::backup::Health>& health() const { return m_found.health; }
    /// Of this vault, the newest first.
    const std::vector<::backup::Backup>& backups() const { return m_found.backups; }
    /// Copies that still open with what opened the vault before its keys were changed.
    const std::vector<std::string>& formerCopies() const { return m_found.formerCopies; }
    bool isWriting() const { return m_writes > 0; }

    /// Makes one of the open vault, whether it is due or not; asked() follows.
    void backUp();
    /// Makes one if it is due.
    void backUpIfDue(::backup::Occasion occasion);
    /// Reads the folder; changed() follows.
    void look();
    /// From now on backups go there; empty, or the folder's path: beside the vault. One is made at
    /// once, which shows whether that works. CannotWrite if the choice cannot be saved.
    base::Result<void> chooseFolder(const std::string& folder);
    /// Removes formerCopies(); removed() follows.
    void removeFormerCopies();

signals:
    void changed(); ///< what is known, or whether one is being written
    void writingChanged(bool isWriting);
    void asked(const base::Result<::backup::Made>& made); ///< how backUp() ended
    void missed(bool hasFailed); ///< backUpIfDue() made none: it failed, or was not due
    void removed(const base::Result<void>& outcome);

private:
    struct Found
    {
        std::optional<::backup::Health> health;
        std::vector<::backup::Backup> backups;
        std::vector<std::string> formerCopies;
    };
    using Outcome = std::optional<base::Result<::backup::Made>>; ///< absent if it was not due

    static Found lookInto(const ::backup::Place& place, const vault::Id& key, base::Time now);
    void write(std::optional<::backup::Occasion> occasion);
    void finishWriting(const Outcome& outcome, bool wasAsked);
    void forget();
    base::Time now() const { return m_session.services().clock.now(); }

    vault::VaultSession& m_session;
    settings::AppSettings& m_settings;
    Found m_found;
    int m_writes = 0;
    int m_looks = 0; ///< only what the last one found counts
    QThreadPool m_pool;
};

} // namespace ui::backup
