// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/slot_changes.h"

#include <QPointer>

namespace ui::unlock {

SlotChanges::SlotChanges(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_changes(session)
{
    connect(&session, &vault::VaultSession::locked, this, &SlotChanges::cancel);
}

void SlotChanges::cancel()
{
    m_stop.request_stop();
}

void SlotChanges::run(Change change, QObject* page, Done done)
{
    Q_ASSERT(!isRunning());
    m_stop = {};
    m_changes.run(
        std::move(change),
        [this, page = QPointer<QObject>(page), done = std::move(done)](
            base::Result<vault::RecoveryKey> changed, bool isBehindLock) {
            if (page && !isBehindLock)
                done(std::move(changed));
            else if (changed)
                emit savedBehindLock(!changed->bytes.isEmpty());
        },
        m_stop.get_token());
}

} // namespace ui::unlock
