// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/application.h"

#include "app/desktop/lock_signals.h"
#include "app/desktop/notifier.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/sleep_delay.h"
#include "ui/widgets/edged_style.h"

#include <QApplication>
#include <QDesktopServices>
#include <QEvent>
#include <QThreadPool>
#include <QUrl>

namespace desktop {

namespace {

/// How long a save of the window waits for another program's. The window makes it on its own
/// thread: there, a third of a second is a jerk, and the five seconds that a program without a
/// window waits are one that hangs. A save takes some ten milliseconds, so whoever needs longer
/// has a slow or a broken disk, and the user is told and may try again.
constexpr std::chrono::milliseconds WindowPatience { 300 };

vault::Services patientAsAWindow(vault::Services services)
{
    services.lockPatience = WindowPatience;
    return services;
}

} // namespace

Application::Application(const Environment& environment)
    : m_clock(environment.services.clock),
      m_settings(environment.settingsFile),
      m_session(environment.vaultPath, patientAsAWindow(environment.services)),
      m_push(environment.services.clock, environment.services.random,
          { [this] { return m_session.isOpen() ? &m_session.vault() : nullptr; },
              [this] { m_session.notifyChanged(); } },
          { tr("Countersign"), tr("You can close this page and go back to Countersign.") }),
      m_offline(m_reachability, m_push.watch().polling()),
      m_backups(m_session, m_settings),
      m_schedule(m_session, m_backups, environment.backupPauses),
      m_window({ m_session, m_settings, m_backups, m_push.watch(), environment.services.clock,
          environment.findCosts, environment.idleLimit, environment.knownCosts,
          environment.practice, environment.takeScreens, environment.startAnew })
{
    QApplication::setStyle(new ui::widgets::EdgedStyle);
    if (environment.openElsewhere)
        connect(&m_window, &ui::shell::MainWindow::openRequested, this, environment.openElsewhere);
    joinPush();
    // Whoever locks goes away: nobody waits for the processor then, and what the costs of a new
    // slot are is measured, once in a while.
    connect(&m_session, &vault::VaultSession::locked, this, [find = environment.findCosts] {
        QThreadPool::globalInstance()->start([find] { find(); });
    });
}

void Application::joinPush()
{
    inbox::Watch& watch = m_push.watch();
    connect(&m_session, &vault::VaultSession::unlocked, &watch, &inbox::Watch::unlock);
    connect(&m_session, &vault::VaultSession::accountsChanged, &watch, &inbox::Watch::reload);
    connect(&m_session, &vault::VaultSession::aboutToLock, &watch, &inbox::Watch::lock);
    m_window.installEventFilter(this);
    connect(&m_window, &ui::shell::MainWindow::pageWanted, this,
        [](const QUrl& address) { QDesktopServices::openUrl(address); });
}

bool Application::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (watched == &m_window
        && (type == QEvent::Show || type == QEvent::Hide || type == QEvent::WindowStateChange))
        m_push.watch().polling().setWatched(m_window.isVisible() && !m_window.isMinimized());
    return QObject::eventFilter(watched, event);
}

Application::~Application()
{
    m_session.disconnect(this);
    m_session.lock();
    QThreadPool::globalInstance()->waitForDone();
}

void Application::serve(SingleInstance& instance)
{
    connect(&instance, &SingleInstance::activated, &m_window, &ui::shell::MainWindow::present);
    connect(&instance, &SingleInstance::addRequested, this, [this] {
        m_window.present();
        m_window.showAddPage();
    });
    connect(&instance, &SingleInstance::lockRequested, &m_session, &vault::VaultSession::lock);
    connect(&instance, &SingleInstance::linkArrived, this, [this](const QByteArray& arrived) {
        auto link = crypto::SecretBytes::copyOf(base::bytesOf(arrived));
        if (link)
            openLink(std::move(*link));
    });
}

void Application::watchDesktop()
{
    auto* lockSignals =
        new LockSignals(QDBusConnection::sessionBus(), QDBusConnection::systemBus(), this);
    connect(lockSignals, &LockSignals::lockRequested, &m_session, &vault::VaultSession::lock);
    m_notifier = std::make_unique<Notifier>(
        QDBusConnection::sessionBus(), m_push.watch().inbox(), m_session, nullptr);
    connect(m_notifier.get(), &Notifier::openRequested, this,
        [this](const std::optional<vault::JournalHash>& request) {
            if (request)
                m_window.showRequest(*request);
            else
                m_window.present();
        });
    auto* delay = new SleepDelay(QDBusConnection::systemBus(), m_session, this);
    connect(&m_backups, &ui::backup::BackupKeeper::writingChanged, delay, &SleepDelay::setWorking);
}

void Application::openLink(crypto::SecretBytes link)
{
    if (m_links.admits(m_clock.now()))
        m_window.offerLink(std::move(link));
}

} // namespace desktop
