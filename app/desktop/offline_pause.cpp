// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/offline_pause.h"

namespace desktop {

OfflinePause::OfflinePause(
    const net::Reachability& reachability, inbox::Polling& polling, QObject* parent)
    : QObject(parent),
      m_polling(polling)
{
    connect(&reachability, &net::Reachability::changed, this, &OfflinePause::follow);
    follow(reachability.isOnline());
}

void OfflinePause::follow(bool isOnline)
{
    if (isOnline)
        m_polling.resume(inbox::Pause::Offline);
    else
        m_polling.pause(inbox::Pause::Offline);
}

} // namespace desktop
