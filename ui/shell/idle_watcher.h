// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace ui::shell {

/// Tells when nobody has used the program for a while: no key, click, wheel or touch in any of its
/// windows. Computes from the clock, so time in which the computer slept counts; after that the
/// first input is told of before it takes effect.
class IdleWatcher : public QObject
{
    Q_OBJECT

public:
    /// The clock outlives the watcher. Watches nothing until start().
    IdleWatcher(const base::Clock& clock, std::chrono::milliseconds limit, QObject* parent);

    void start();
    void stop();
    std::chrono::milliseconds limit() const { return m_limit; }

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void idled();

private:
    void look();
    bool isOver();

    const base::Clock& m_clock;
    std::chrono::milliseconds m_limit;
    base::Time m_lastInput;
    QTimer m_timer;
};

} // namespace ui::shell
