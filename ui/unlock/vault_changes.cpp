// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/vault_changes.h"

namespace ui::unlock {

VaultChanges::VaultChanges(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_session(session)
{ }

void VaultChanges::next()
{
    while (!m_isRunning && !m_waiting.empty()) {
        std::packaged_task<void()> begin = std::move(m_waiting.front());
        m_waiting.pop_front();
        begin();
    }
}

} // namespace ui::unlock
