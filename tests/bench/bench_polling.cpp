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

/// The most of each while it was looked at.
struct Load
{
    double cpu = 0; ///< percent of one core
    double cpuEach = 0; ///< milliseconds for each registration that was asked for
    std::size_t asked = 0;
    qsizetype sockets = 0;
    qsizetype threads = 0;
    double memory = 0;
};

void print(const char* what, const Load& load)
{
    std::printf("%-22s %8.2f %8zu %10.2f %8lld %8lld %8.1f\n", what, load.cpu, load.asked,
        load.cpuEach, static_cast<long long>(load.sockets), static_cast<long long>(load.threads),
        load.memory);
}

/// Looks at the process while the watch does what it does.
Load loadOf(inbox::Watch& watch, int seconds)
{
    Load load;
    QObject context;
    QObject::connect(&watch.polling(), &inbox::Polling::polled, &context,
        [&](const push::PollResult& result) { load.asked += result.complete.size(); });
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &context, [&] {
        load.sockets = std::max(load.sockets, sockets());
        load.threads = std::max(load.threads, threads());
        load.memory = std::max(load.memory, memory());
    });
    look.start(std::chrono::seconds(1));
    QElapsedTimer passed;
    passed.start();
    const double before = cpuSeconds();
    QTimer::singleShot(std::chrono::seconds(seconds), &context, &QCoreApplication::quit);
    QCoreApplication::exec();
    const double used = cpuSeconds() - before;
    load.cpu = 100 * used / (static_cast<double>(passed.nsecsElapsed()) / 1e9);
    load.cpuEach = load.asked == 0 ? 0 : 1'000 * used / static_cast<double>(load.asked);
    return load;
}

/// The peer: what a bare request to such a server costs this process, in milliseconds of CPU.
double bareRequest(bench::Sandbox& sandbox, int times)
{
    const double before = cpuSeconds();
    for (int i = 0; i < times; ++i)
        sandbox.call("GET", QStringLiteral("/.well-known/okta-organization"));
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
    const Load none = loadOf(desk.watch(), std::min(size.seconds, 10));
    registerAll(sandboxes, desk, size);
    desk.startAnew();
    warmUp(desk);
    const Load hidden = loadOf(desk.watch(), size.seconds);
    desk.watch().polling().setWatched(true);
    const Load open = loadOf(desk.watch(), size.seconds);
    const double bare = bareRequest(sandboxes.front(), size.bareRequests);
    std::printf("%d registrations on %d servers, for %d s\n", size.servers * size.users,
        size.servers, size.seconds);
    std::printf("%-22s %8s %8s %10s %8s %8s %8s\n", "", "CPU, %", "asked", "ms CPU, each",
        "sockets", "threads", "PSS, MiB");
    print("no registration", none);
    print("window hidden", hidden);
    print("window open", open);
    std::printf("a bare request: %.2f ms CPU; asking for one registration is %.1f of it (hidden) "
                "and %.1f (open)\n",
        bare, hidden.cpuEach / bare, open.cpuEach / bare);
    std::printf("Aims: one connection for each server, no more threads than without a "
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
