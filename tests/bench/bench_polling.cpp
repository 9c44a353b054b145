// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What it costs to ask for a thousand registrations on twenty servers, with the window open and
// hidden, each for a minute. Beside it: the same program with nothing to ask for, and the limits of
// the design.

#include "tests/bench/bench.h"
#include "tests/bench/push_scene.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <sys/resource.h>

namespace {

struct Size
{
    int servers;
    int registrations; ///< on each
    int seconds;
};

double cpuSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

qsizetype threads()
{
    return QDir(QStringLiteral("/proc/self/task"))
        .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
        .size();
}

qsizetype sockets()
{
    const QDir folder(QStringLiteral("/proc/self/fd"));
    qsizetype count = 0;
    for (const QFileInfo& file : folder.entryInfoList(QDir::System | QDir::Files))
        count += file.symLinkTarget().contains(QStringLiteral("socket:")) ? 1 : 0;
    return count;
}

/// Proportional set size in MiB.
double memory()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').front().toDouble() / 1024;
    }
    return 0;
}

/// Looks at the process while the watch does what it does.
void measure(const char* what, inbox::Watch& watch, int seconds)
{
    qsizetype mostSockets = 0;
    qsizetype mostThreads = 0;
    double mostMemory = 0;
    std::size_t asked = 0;
    QObject context;
    QObject::connect(&watch.polling(), &inbox::Polling::polled, &context,
        [&](const push::PollResult& result) { asked += result.complete.size(); });
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &context, [&] {
        mostSockets = std::max(mostSockets, sockets());
        mostThreads = std::max(mostThreads, threads());
        mostMemory = std::max(mostMemory, memory());
    });
    look.start(std::chrono::seconds(1));
    QElapsedTimer passed;
    passed.start();
    const double before = cpuSeconds();
    QTimer::singleShot(std::chrono::seconds(seconds), &context, &QCoreApplication::quit);
    QCoreApplication::exec();
    const double used = cpuSeconds() - before;
    const double cpu = 100 * used / (static_cast<double>(passed.nsecsElapsed()) / 1e9);
    std::printf("%-22s %8.2f %8zu %10.2f %8lld %8lld %8.1f\n", what, cpu, asked,
        asked == 0 ? 0 : 1'000 * used / static_cast<double>(asked),
        static_cast<long long>(mostSockets), static_cast<long long>(mostThreads), mostMemory);
}

/// Asks all once, so that connections and tokens are there, as they are after the first minute.
void warmUp(bench::Desk& desk)
{
    inbox::Polling& polling = desk.watch().polling();
    desk.watch().unlock();
    for (const std::string& server : polling.servers())
        bench::waitFor(
            "the first round", [&] { return polling.standing(server).lastGood.has_value(); });
}

void run(const Size& size)
{
    std::deque<bench::Sandbox> sandboxes;
    bench::Desk desk;
    std::printf("%-22s %8s %8s %10s %8s %8s %8s\n", "", "CPU, %", "asked", "ms CPU, each",
        "sockets", "threads", "PSS, MiB");
    measure("no registration", desk.watch(), std::min(size.seconds, 10));
    for (int i = 0; i < size.servers; ++i)
        sandboxes.emplace_back(QStringLiteral(COUNTERSIGN_SANDBOX));
    for (bench::Sandbox& sandbox : sandboxes)
        for (int i = 0; i < size.registrations; ++i)
            desk.activate(sandbox);
    desk.startAnew();
    warmUp(desk);
    measure("window hidden", desk.watch(), size.seconds);
    desk.watch().polling().setWatched(true);
    measure("window open", desk.watch(), size.seconds);
    std::printf(
        "%d registrations on %d servers. Aims: no more threads than without; idle and hidden "
        "0.1 %% CPU beside asking.\n",
        size.servers * size.registrations, size.servers);
}

} // namespace

int main(int argc, char** argv)
{
    crypto::startSecureHeap();
    const QCoreApplication program(argc, argv);
    run(bench::isQuick(argc, argv) ? Size { 2, 2, 2 } : Size { 20, 50, 60 });
    return 0;
}
