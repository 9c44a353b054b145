// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/timers.h"
#include "tests/support/fixed_clock.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace support {

/// Timers that wait for the test: they tell what they were asked for, and are due when the test
/// moves the clock.
class FixedTimers : public base::Timers
{
public:
    explicit FixedTimers(FixedClock& clock) : m_clock(clock) { }

    std::unique_ptr<base::Timer> make(std::function<void()> whenDue) override
    {
        return std::make_unique<One>(*this, std::move(whenDue));
    }

    /// What is still to wait, the shortest first.
    std::vector<std::chrono::milliseconds> waits() const
    {
        std::vector<std::chrono::milliseconds> waits;
        for (const One* timer : m_running)
            waits.push_back(timer->due - m_clock.time);
        std::sort(waits.begin(), waits.end());
        return waits;
    }
    std::optional<std::chrono::milliseconds> nextWait() const
    {
        const auto all = waits();
        return all.empty() ? std::nullopt : std::optional(all.front());
    }
    std::size_t running() const { return m_running.size(); }

    /// Moves the clock on, and runs what is due on the way, each at its time.
    void advance(std::chrono::milliseconds span)
    {
        const base::Time end = m_clock.time + span;
        for (One* next = nextBefore(end); next; next = nextBefore(end)) {
            m_clock.time = std::max(m_clock.time, next->due);
            next->stop();
            const auto whenDue = next->whenDue;
            whenDue();
        }
        m_clock.time = end;
    }
    /// To the next that is due; false if none is running.
    bool advanceToNext()
    {
        const auto wait = nextWait();
        if (wait)
            advance(std::max(*wait, std::chrono::milliseconds(0)));
        return wait.has_value();
    }

private:
    struct One : base::Timer
    {
        One(FixedTimers& timers, std::function<void()> function)
            : all(timers),
              whenDue(std::move(function))
        { }
        ~One() override { stop(); }

        void start(std::chrono::milliseconds wait) override
        {
            stop();
            due = all.m_clock.time + wait;
            all.m_running.push_back(this);
        }
        void stop() override { std::erase(all.m_running, this); }
        bool isRunning() const override
        {
            return std::find(all.m_running.begin(), all.m_running.end(), this)
                != all.m_running.end();
        }

        FixedTimers& all;
        std::function<void()> whenDue;
        base::Time due;
    };

    One* nextBefore(base::Time end)
    {
        One* next = nullptr;
        for (One* timer : m_running) {
            if (timer->due <= end && (!next || timer->due < next->due))
                next = timer;
        }
        return next;
    }

    FixedClock& m_clock;
    std::vector<One*> m_running;
};

} // namespace support
