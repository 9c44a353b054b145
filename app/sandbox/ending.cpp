// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/ending.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace sandbox {

Ending::Ending(QObject* parent) : QObject(parent) { }

Ending::~Ending()
{
    if (m_signals >= 0)
        ::close(m_signals);
}

bool Ending::watchSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    // Blocked, so that they wait in the descriptor and reach the event loop as any other event.
    if (::pthread_sigmask(SIG_BLOCK, &set, nullptr) != 0)
        return false;
    m_signals = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (m_signals < 0)
        return false;
    auto* notifier = new QSocketNotifier(m_signals, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &Ending::requested);
    return true;
}

void Ending::watchStandardInput()
{
    auto* notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        std::array<char, 256> ignored = {};
        const ssize_t count = ::read(STDIN_FILENO, ignored.data(), ignored.size());
        if (count > 0)
            return;
        notifier->setEnabled(false);
        emit requested();
    });
}

} // namespace sandbox
