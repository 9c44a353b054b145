// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/code_ticker.h"

namespace ui::accounts {

namespace {

using std::chrono::milliseconds;

milliseconds untilNextSecond(base::Time now)
{
    return std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(1) - now;
}

} // namespace

CodeTicker::CodeTicker(const base::Clock& clock, QObject* parent) : QObject(parent), m_clock(clock)
{
    m_timer.setSingleShot(true);
    // A coarse timer may fire early, see the old second and wake a second time.
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CodeTicker::tick);
}

void CodeTicker::setAwake(bool awake)
{
    if (awake == isAwake())
        return;
    if (awake)
        tick();
    else
        m_timer.stop();
}

void CodeTicker::tick()
{
    m_timer.start(untilNextSecond(m_clock.now()));
    emit ticked();
}

} // namespace ui::accounts
