// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

namespace bench {

constexpr int PatienceMilliseconds = 120'000;

[[noreturn]] inline void fail(const char* what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

/// The longest time in which the event loop of the window stood still, in milliseconds.
struct Turn
{
    double gap = 0; ///< by the clock, others' use of a busy machine included
    double processor = 0; ///< of the window's thread alone, in whichever turn that is the most
};

inline double processorOfThread()
{
    std::timespec time = {};
    if (::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0)
        fail("no clock of the thread");
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Turns the event loop until `isDone`, and measures the longest turn. `isDone` belongs to the turn
/// in which it is asked, so that what it does there counts.
inline Turn longestTurn(const std::function<void()>& begin, const std::function<bool()>& isDone)
{
    QEventLoop loop;
    QTimer turn; // of zero: it is due at every turn
    QElapsedTimer sinceLast;
    QElapsedTimer sinceBegin;
    double processor = 0;
    Turn longest;
    int turnsAfter = 0;
    QObject::connect(&turn, &QTimer::timeout, &loop, [&] {
        longest.gap = std::max(longest.gap, static_cast<double>(sinceLast.nsecsElapsed()) / 1e6);
        longest.processor = std::max(longest.processor, processorOfThread() - processor);
        sinceLast.start();
        processor = processorOfThread();
        if (sinceBegin.elapsed() > PatienceMilliseconds)
            fail("it does not end");
        constexpr int ToShowIt = 5;
        if (isDone() && ++turnsAfter > ToShowIt)
            loop.quit();
    });
    sinceLast.start();
    sinceBegin.start();
    processor = processorOfThread();
    turn.start(0);
    QTimer::singleShot(0, &loop, begin);
    loop.exec();
    return longest;
}

} // namespace bench
