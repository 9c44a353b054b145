// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/timers.h"

#include <QTimer>

namespace base {

namespace {

class QtTimer : public Timer
{
public:
    explicit QtTimer(std::function<void()> whenDue) : m_timer(std::make_unique<QTimer>())
    {
        m_timer->setSingleShot(true);
        m_timer->setTimerType(Qt::CoarseTimer);
        // Called from a copy: the function may destroy this timer.
        QObject::connect(
            m_timer.get(), &QTimer::timeout, m_timer.get(), [whenDue = std::move(whenDue)] {
                const auto due = whenDue;
                due();
            });
    }
    QtTimer(const QtTimer&) = delete;
    QtTimer& operator=(const QtTimer&) = delete;
    ~QtTimer() override
    {
        // Not deleted at once, since it may be the one whose signal is being handled.
        m_timer->stop();
        m_timer->disconnect();
        m_timer.release()->deleteLater();
    }

    void start(std::chrono::milliseconds wait) override { m_timer->start(wait); }
    void stop() override { m_timer->stop(); }
    bool isRunning() const override { return m_timer->isActive(); }

private:
    std::unique_ptr<QTimer> m_timer;
};

} // namespace

std::unique_ptr<Timer> QtTimers::make(std::function<void()> whenDue)
{
    return std::make_unique<QtTimer>(std::move(whenDue));
}

} // namespace base
