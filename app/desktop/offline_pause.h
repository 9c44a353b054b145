// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/polling.h"
#include "core/net/reachability.h"

namespace desktop {

/// Servers are not asked while the computer has no network, and at once when it has one again. The
/// references outlive it.
class OfflinePause : public QObject
{
    Q_OBJECT

public:
    OfflinePause(
        const net::Reachability& reachability, inbox::Polling& polling, QObject* parent = nullptr);

private:
    void follow(bool isOnline);

    inbox::Polling& m_polling;
};

} // namespace desktop
