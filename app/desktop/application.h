// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/desktop/backup_schedule.h"
#include "app/desktop/link_limit.h"
#include "app/desktop/offline_pause.h"
#include "app/desktop/translation.h"
#include "app/wiring/push.h"
#include "core/vault/vault_session.h"
#include "ui/shell/main_window.h"

#include <QObject>

namespace desktop {

class Notifier;
class SingleInstance;

/// What the program takes from outside; tests hand in a clock that stands and small costs.
struct Environment
{
    vault::Services services;
    std::string vaultPath;
    std::string settingsFile;
    ui::unlock::FindCosts findCosts;
    std::chrono::milliseconds idleLimit = std::chrono::minutes(5);
    BackupSchedule::Pauses backupPauses = {};
    /// Opens another vault, in a window of its own.
    std::function<void(const std::string& vault)> openElsewhere = {};
    ui::unlock::KnownCosts knownCosts = {};
    std::optional<ui::shell::Practice> practice = {};
    ui::add::TakeScreens takeScreens = {}; ///< where it is not the usual way
    std::function<void()> startAnew = {}; ///< ends this program and starts it again
};

/// The composition root: makes the session and the window and joins them to the desktop. What the
/// environment refers to outlives it.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(const Environment& environment);
    /// Locks, and waits for what still runs in the thread pool, the last backup among it.
    ~Application() override;

    ui::shell::MainWindow& window() { return m_window; }
    vault::VaultSession& session() { return m_session; }
    inbox::Watch& watch() { return m_push.watch(); }

    /// Answers what comes over the bus.
    void serve(SingleInstance& instance);
    /// Locks when the desktop does, and before the computer sleeps.
    void watchDesktop();
    void openLink(crypto::SecretBytes link);

protected:
    /// Whether somebody can see the window tells how often servers are asked.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void joinPush();

    Translation m_translation; ///< before the window, whose texts come from it
    base::Clock& m_clock;
    LinkLimit m_links;
    settings::AppSettings m_settings;
    vault::VaultSession m_session;
    wiring::Push m_push; ///< asks servers only while the vault is open
    net::SystemReachability m_reachability;
    OfflinePause m_offline;
    ui::backup::BackupKeeper m_backups;
    BackupSchedule m_schedule;
    ui::shell::MainWindow m_window;
    std::unique_ptr<Notifier> m_notifier; ///< goes first
};

} // namespace desktop
