// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace base {

/// Runs a function once, after a while, on the thread that made it. Starting it again counts anew;
/// destroying it stops it.
class Timer
{
public:
    virtual ~Timer() = default;
    virtual void start(std::chrono::milliseconds wait) = 0;
    virtual void stop() = 0;
    virtual bool isRunning() const = 0;
};

/// Where timers come from. Only what schedules holds one; tests hand in timers that wait for them
/// instead of for the time.
class Timers
{
public:
    virtual ~Timers() = default;
    /// The function may start, stop or destroy its own timer.
    virtual std::unique_ptr<Timer> make(std::function<void()> whenDue) = 0;
};

/// Qt's, which need an event loop. They are coarse: at most five per cent off, so that the computer
/// wakes up for several things at once.
class QtTimers : public Timers
{
public:
    std::unique_ptr<Timer> make(std::function<void()> whenDue) override;
};

} // namespace base
