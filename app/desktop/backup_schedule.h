// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/backup/backup_keeper.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace desktop {

/// When the window makes backups: a while after a change, at the lock (which the end of the program
/// is, too), and from time to time; whether one is due is for core/backup to say. What fails or
/// comes too early is tried again while the vault is open. New keys get a backup at once.
class BackupSchedule : public QObject
{
    Q_OBJECT

public:
    struct Pauses
    {
        std::chrono::milliseconds afterChange = std::chrono::seconds(5); ///< the next may follow
        std::chrono::milliseconds retry = backup::LeastPause;
        std::chrono::milliseconds tick = std::chrono::hours(1);
    };

    /// Session and keeper outlive it.
    BackupSchedule(vault::VaultSession& session, ui::backup::BackupKeeper& keeper,
        const Pauses& pauses, QObject* parent = nullptr);

private:
    void begin();
    void end();
    void takeChange();
    void lookAfterChange();
    void lookAgain();
    void tick();
    void tryAgain(bool hasFailed);

    vault::VaultSession& m_session;
    ui::backup::BackupKeeper& m_keeper;
    Pauses m_pauses;
    vault::Id m_key; ///< of the open vault's keys
    bool m_isFirst = true; ///< look since the vault was opened
    bool m_mayBeEarly = false; ///< if the last one was not due
    QTimer m_afterChange;
    QTimer m_retry;
    QTimer m_tick;
};

} // namespace desktop
