// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <QObject>
#include <QTimer>

namespace ui::accounts {

/// Tells at the start of each second that time has passed: the one timer of a page, asleep while
/// nobody looks. It waits from "now" to the next full second each time, so that it stays aligned
/// when the clock is set.
class CodeTicker : public QObject
{
    Q_OBJECT

public:
    explicit CodeTicker(const base::Clock& clock, QObject* parent = nullptr);

    bool isAwake() const { return m_timer.isActive(); }
    /// Waking tells at once and then at each second; asleep there is no timer.
    void setAwake(bool awake);

signals:
    void ticked();

private:
    void tick();

    const base::Clock& m_clock;
    QTimer m_timer;
};

} // namespace ui::accounts
