// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What it costs to ask for a thousand registrations on twenty servers, with the window hidden and
// open, each for a minute. Beside it: the same program with nothing to ask for, a bare request to
// one of these servers, and the limits of the design.

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
    int users; ///< of each, with one registration
    int seconds;
    int bareRequests;
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

/// What was there, ten times a second.
struct Level
{
    double sum = 0;
    qsizetype times = 0;
    qsizetype most = 0;

    void add(qsizetype now)
    {
        sum += static_cast<double>(now);
        ++times;
        most = std::max(most, now);
    }
    double mean() const { return times == 0 ? 0 : sum / static_cast<double>(times); }
};

struct Load
{
    double cpu = 0; ///< percent of one core
    double cpuEach = 0; ///< milliseconds for each registration that was asked for
    std::size_t asked = 0;
    Level sockets;
    Level threads;
    double memory = 0; ///< the most
};

void print(const char* what, const Load& load)
{
    std::printf("%-22s %8.2f %8zu %10.2f %6.1f %4lld %6.1f %4lld %8.1f\n", what, load.cpu,
        load.asked, load.cpuEach, load.sockets.mean(), static_cast<long long>(load.sockets.most),
        load.threads.mean(), static_cast<long long>(load.threads.most), load.memory);
}

/// Looks at the process while the watch does what it does.
Load loadOf(inbox::Watch& watch, int seconds)
{
    Load load;
    QObject context;
    QObject::connect(&watch.polling(), &inbox::Polling::polled, &context,
        [&](const push::PollResult& result) { load.asked += result.complete.size(); });
    QTimer look;
    double looking = 0; // which is no cost of the program
    QObject::connect(&look, &QTimer::timeout, &context, [&] {
        const double begun = cpuSeconds();
        load.sockets.add(sockets());
        load.threads.add(threads());
        load.memory = std::max(load.memory, memory());
        looking += cpuSeconds() - begun;
    });
    look.start(std::chrono::milliseconds(100));
    QElapsedTimer passed;
    passed.start();
    const double before = cpuSeconds();
    QTimer::singleShot(std::chrono::seconds(seconds), &context, &QCoreApplication::quit);
    QCoreApplication::exec();
    const double used = cpuSeconds() - before - looking;
    load.cpu = 100 * used / (static_cast<double>(passed.nsecsElapsed()) / 1e9);
    load.cpuEach = load.asked == 0 ? 0 : 1'000 * used / static_cast<double>(load.asked);
    return load;
}

/// The peer: what a bare request to such a server costs this process, in milliseconds of CPU, by
/// the connection that is there or each by one of its own.
double bareRequest(bench::Sandbox& sandbox, int times, bool isNew)
{
    const double before = cpuSeconds();
    for (int i = 0; i < times; ++i) {
        if (isNew)
            sandbox.hangUp();
        sandbox.call("GET", QStringLiteral("/.well-known/okta-organization"));
    }
    return 1'000 * (cpuSeconds() - before) / times;
}

void registerAll(std::deque<bench::Sandbox>& sandboxes, bench::Desk& desk, const Size& size)
{
    for (int i = 0; i < size.servers; ++i) {
        bench::Sandbox& sandbox = sandboxes.emplace_back(QStringLiteral(COUNTERSIGN_SANDBOX));
        for (int user = 0; user < size.users; ++user) {
            sandbox.takeNewUser();
            desk.activate(sandbox);
        }
    }
}

/// Asks all once, so that tokens and keys are there, as they are after the first minute.
void warmUp(bench::Desk& desk)
{
    inbox::Polling& polling = desk.watch().polling();
    desk.watch().unlock();
    for (const std::string& server : polling.servers())
        bench::waitFor(
            "the first round", [&] { return polling.standing(server).lastGood.has_value(); });
    // Unlocking asks all at once, which is over when the connections of that have gone.
    bench::waitFor("the end of the first round", [] { return sockets() == 0; });
}

void run(const Size& size)
{
    std::deque<bench::Sandbox> sandboxes;
    bench::Desk desk;
    const Load none = loadOf(desk.watch(), std::min(size.seconds, 10));
    registerAll(sandboxes, desk, size);
    for (bench::Sandbox& sandbox : sandboxes)
        sandbox.hangUp();
    desk.startAnew();
    warmUp(desk);
    const Load hidden = loadOf(desk.watch(), size.seconds);
    desk.watch().polling().setWatched(true);
    const Load open = loadOf(desk.watch(), size.seconds);
    desk.watch().polling().pause(inbox::Pause::Asleep); // it would count as theirs
    const double bare = bareRequest(sandboxes.front(), size.bareRequests, false);
    const double anew = bareRequest(sandboxes.front(), size.bareRequests / 4, true);
    std::printf("%d registrations on %d servers, for %d s\n", size.servers * size.users,
        size.servers, size.seconds);
    std::printf("%-22s %8s %8s %10s %11s %11s %8s\n", "", "CPU, %", "asked", "ms, each", "sockets",
        "threads", "PSS, MiB");
    print("no registration", none);
    print("window hidden", hidden);
    print("window open", open);
    std::printf("a bare request: %.2f ms CPU; asking for one registration is %.1f of it (hidden) "
                "and %.1f (open), a request by a new connection %.1f\n",
        bare, hidden.cpuEach / bare, open.cpuEach / bare, anew / bare);
    std::printf("Sockets and threads: mean and most. Aims: one connection for each server, no more "
                "threads than without a "
                "registration.\n");
}

} // namespace

int main(int argc, char** argv)
{
    crypto::startSecureHeap();
    const QCoreApplication program(argc, argv);
    run(bench::isQuick(argc, argv) ? Size { 2, 2, 3, 20 } : Size { 20, 50, 60, 1'000 });
    return 0;
}
