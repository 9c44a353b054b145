// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/idle_watcher.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace ui::shell {
namespace {

// Often enough to notice that the clock was set, seldom enough to let the processor sleep.
constexpr std::chrono::milliseconds LongestWait = std::chrono::minutes(1);

bool isInput(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
    case QEvent::InputMethod:
    case QEvent::Drop:
        return true;
    default:
        return false;
    }
}

} // namespace

IdleWatcher::IdleWatcher(const base::Clock& clock, std::chrono::milliseconds limit, QObject* parent)
    : QObject(parent),
      m_clock(clock),
      m_limit(limit)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatcher::look);
}

void IdleWatcher::start()
{
    m_lastInput = m_clock.now();
    QCoreApplication::instance()->installEventFilter(this);
    look();
}

void IdleWatcher::stop()
{
    QCoreApplication::instance()->removeEventFilter(this);
    m_timer.stop();
}

bool IdleWatcher::eventFilter(QObject* watched, QEvent* event)
{
    if (isInput(event->type()) && m_timer.isActive()) {
        if (isOver()) {
            // The computer woke up: what was typed or clicked was not meant for an open vault.
            stop();
            emit idled();
            return true;
        }
        m_lastInput = m_clock.now();
    }
    return QObject::eventFilter(watched, event);
}

bool IdleWatcher::isOver()
{
    const base::Time now = m_clock.now();
    // A clock that was set back gives no negative waiting time: it starts anew.
    m_lastInput = std::min(m_lastInput, now);
    return now - m_lastInput >= m_limit;
}

void IdleWatcher::look()
{
    if (isOver()) {
        stop();
        emit idled();
        return;
    }
    m_timer.start(std::min(m_limit - (m_clock.now() - m_lastInput), LongestWait));
}

} // namespace ui::shell
