// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/backup_schedule.h"

namespace desktop {

using backup::Occasion;
using ui::backup::BackupKeeper;
using vault::VaultSession;

BackupSchedule::BackupSchedule(
    VaultSession& session, BackupKeeper& keeper, const Pauses& pauses, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_keeper(keeper),
      m_pauses(pauses)
{
    m_afterChange.setSingleShot(true);
    m_retry.setSingleShot(true);
    connect(&session, &VaultSession::unlocked, this, &BackupSchedule::begin);
    connect(&session, &VaultSession::accountsChanged, this, &BackupSchedule::takeChange);
    connect(&session, &VaultSession::aboutToLock, this, &BackupSchedule::end);
    connect(&keeper, &BackupKeeper::missed, this, &BackupSchedule::tryAgain);
    connect(&m_afterChange, &QTimer::timeout, this, &BackupSchedule::lookAfterChange);
    connect(&m_retry, &QTimer::timeout, this, &BackupSchedule::lookAgain);
    connect(&m_tick, &QTimer::timeout, this, &BackupSchedule::tick);
    if (session.isOpen())
        begin();
}

void BackupSchedule::begin()
{
    m_key = m_session.vault().key();
    m_isFirst = true;
    m_afterChange.start(m_pauses.afterChange);
    m_tick.start(m_pauses.tick);
}

void BackupSchedule::end()
{
    for (QTimer* timer : { &m_afterChange, &m_retry, &m_tick })
        timer->stop();
    m_keeper.backUpIfDue(Occasion::Lock);
}

void BackupSchedule::takeChange()
{
    if (!m_session.isOpen())
        return;
    const vault::Id key = m_session.vault().key();
    // Backups of the former keys open with what somebody may know: one of the new keys takes
    // their place before anything else.
    if (std::exchange(m_key, key) != key)
        return m_keeper.backUp();
    m_afterChange.start(m_pauses.afterChange);
}

void BackupSchedule::lookAfterChange()
{
    m_mayBeEarly = true;
    m_keeper.backUpIfDue(Occasion::Change);
    // Somebody who opens the vault for moments only never meets a tick.
    if (std::exchange(m_isFirst, false))
        m_keeper.backUpIfDue(Occasion::Tick);
}

void BackupSchedule::lookAgain()
{
    m_keeper.backUpIfDue(Occasion::Change);
}

void BackupSchedule::tick()
{
    m_keeper.backUpIfDue(Occasion::Tick);
}

/// What failed is tried until it works; what was not due, once more: it may have been too early.
void BackupSchedule::tryAgain(bool hasFailed)
{
    const bool mayBeEarly = std::exchange(m_mayBeEarly, false);
    if (m_session.isOpen() && (hasFailed || mayBeEarly))
        m_retry.start(m_pauses.retry);
}

} // namespace desktop
