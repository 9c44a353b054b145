// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/end_signals.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>

namespace desktop {

namespace {

constexpr std::array Signals = { SIGTERM, SIGINT, SIGHUP };

// A handler is given nothing but the number of its signal.
std::atomic<int> wakeUp { -1 };
static_assert(std::atomic<int>::is_always_lock_free);

/// Does no more than a handler may: write().
void handle(int /*signal*/)
{
    const int before = errno;
    const std::uint64_t once = 1;
    [[maybe_unused]] const ssize_t written = ::write(wakeUp, &once, sizeof once);
    errno = before;
}

using Handler = void (*)(int);

Handler handlerOf(int signal)
{
    struct sigaction action = {};
    ::sigaction(signal, nullptr, &action);
    return action.sa_handler;
}

} // namespace

EndSignals::EndSignals(QObject* parent) : QObject(parent)
{
    const int place = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (place < 0)
        return; // they end the process then, as they always did
    wakeUp = place;
    auto* notifier = new QSocketNotifier(place, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, place] {
        std::uint64_t count = 0;
        if (::read(place, &count, sizeof count) == sizeof count)
            emit endRequested();
    });
    for (const int signal : Signals) {
        if (handlerOf(signal) == SIG_IGN) // nohup
            continue;
        struct sigaction action = {};
        action.sa_handler = handle;
        action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
        ::sigemptyset(&action.sa_mask);
        ::sigaction(signal, &action, nullptr);
    }
}

EndSignals::~EndSignals()
{
    const int place = wakeUp.exchange(-1);
    if (place < 0)
        return;
    for (const int signal : Signals) {
        if (handlerOf(signal) == handle)
            std::signal(signal, SIG_DFL);
    }
    ::close(place);
}

} // namespace desktop
