// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/slot_changes.h"

#include "ui/widgets/in_thread_pool.h"

#include <QPointer>

namespace ui::unlock {

namespace {

/// What comes back from the thread pool.
struct Outcome
{
    vault::Vault twin;
    base::Result<vault::RecoveryKey> changed;
};

} // namespace

SlotChanges::SlotChanges(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_session(session)
{
    connect(&m_session, &vault::VaultSession::locked, this, &SlotChanges::cancel);
}

void SlotChanges::cancel()
{
    m_stop.request_stop();
}

void SlotChanges::run(Change change, QObject* page, Done done)
{
    Q_ASSERT(!m_isRunning);
    m_stop = {};
    base::Result<vault::Vault> twin = m_session.lend(m_stop.get_token());
    if (!twin)
        return done(twin.error());
    m_isRunning = true;
    widgets::inThreadPool(
        this,
        [twin = std::move(*twin), change = std::move(change)]() mutable {
            base::Result<vault::RecoveryKey> changed = change(twin);
            return Outcome { std::move(twin), std::move(changed) };
        },
        [this, page = QPointer<QObject>(page), done = std::move(done)](Outcome outcome) {
            m_isRunning = false;
            // A twin whose change failed has nothing that the open vault has not.
            m_session.takeBack(
                outcome.changed ? std::optional(std::move(outcome.twin)) : std::nullopt);
            const bool isLocked = !page || !m_session.isOpen();
            if (!isLocked)
                done(std::move(outcome.changed));
            else if (outcome.changed)
                emit savedBehindLock(!outcome.changed->bytes.isEmpty());
        });
}

} // namespace ui::unlock
