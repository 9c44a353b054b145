// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/transfer/given_file.h"
#include "ui/add/screen_capture.h"
#include "ui/backup/backup_keeper.h"
#include "ui/shell/practice_strip.h"
#include "ui/unlock/costs.h"

#include <QMainWindow>
#include <QPointer>

#include <chrono>
#include <optional>

class QMimeData;
class QStackedWidget;

namespace ui::accounts {
class AccountsPage;
class TrashPage;
} // namespace ui::accounts

namespace ui::add {
class AddPage;
}

namespace ui::backup {
class BackupPage;
class FirstBackupPage;
class HealthStrip;
} // namespace ui::backup

namespace ui::push {
class WaitingStrip;
}

namespace ui::unlock {
class Gate;
class SlotChanges;
class WaysIn;
} // namespace ui::unlock

namespace ui::shell {

class IdleWatcher;
class LastChange;
class PushPages;
class TransferPages;

/// What the window needs from the program. The references outlive it.
struct Surroundings
{
    vault::VaultSession& session;
    settings::AppSettings& settings;
    backup::BackupKeeper& backups;
    inbox::Watch& watch;
    const base::Clock& clock;
    unlock::FindCosts findCosts;
    std::chrono::milliseconds idleLimit = std::chrono::minutes(5);
    unlock::KnownCosts knownCosts = {};
    std::optional<Practice> practice = {}; ///< the window is for practice, and marked so
    add::TakeScreens takeScreens = {}; ///< where it is not the usual way
    std::function<void()> startAnew = {}; ///< locks, and starts the program again
};

/// The window: the gate while the vault is closed; accounts, trash and adding while it is open.
/// Those pages are made by unlocking and go with the lock, so that nothing they showed stays.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const Surroundings& surroundings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows the window in front of others, as far as the desktop allows.
    void present();
    void showAddPage();
    /// A link from outside: shown on the add page, at once or after unlocking. Only one waits at a
    /// time; the others are dropped, and that is told.
    void offerLink(crypto::SecretBytes link);
    /// Comes to the front with a sign-in request; after unlocking, where that has to be first.
    void showRequest(const vault::JournalHash& hash);

signals:
    /// A vault that was restored beside the present one is to be opened, in a window of its own.
    void openRequested(const std::string& vault);
    /// An address that the user wants to see in the browser.
    void pageWanted(const QUrl& address);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildActions();
    QAction* addAction(QMenu& menu, const QString& text, const QKeySequence& keys,
        const std::function<void()>& act);
    QAction* addAction(
        QMenu& menu, const QString& text, const QKeySequence& keys, void (MainWindow::*slot)());
    void layOut();
    void listen();
    void openPages();
    void joinPages();
    QList<QWidget*> pagesWhileOpen() const;
    void closePages();
    void updateActions();
    void lock();
    void watchGate();
    void lockBecauseIdle();
    void tellWhyClosed(const base::Error& reason);
    void tellOfChangeBehindLock(bool hasNewRecoveryKey);
    void showAccounts();
    void showTrash();
    void showWaysIn();
    void changePassphrase();
    void leaveWaysIn(const QString& notice);
    void showBackups();
    void showFirstBackup();
    void finishFirstBackup(bool isTested);
    void updateHealth();
    void updateWaiting();
    void takeRequest(const ::push::Challenge& challenge, inbox::Attention attention);
    void restore(const std::string& copy);
    void goOnFromAdding();
    void pasteToAdd();
    void addForMove(const vault::Id& move, const QString& name);
    void finishAdding(int added);
    void finishImport(const QString& sentence);
    void offerPictures(const ::transfer::GivenFiles& pictures);
    void offerWaitingLink();
    void showKeys();
    void showAbout();
    void notice(const QString& sentence);

    vault::VaultSession& m_session;
    const settings::AppSettings& m_settings;
    const base::Clock& m_clock;
    backup::BackupKeeper& m_backups;
    inbox::Watch& m_watch;
    const std::optional<Practice> m_practice;
    const add::TakeScreens m_takeScreens;
    const std::function<void()> m_startAnew;
    unlock::FindCosts m_findCosts;
    QStackedWidget* m_pages;
    unlock::Gate* m_gate;
    unlock::SlotChanges* m_slotChanges;
    backup::HealthStrip* m_health;
    push::WaitingStrip* m_waiting;
    PushPages* m_push;
    TransferPages* m_transfer;
    LastChange* m_lastChange;
    IdleWatcher* m_idle;
    bool m_isFirstRun = false; ///< until the first backup was offered
    QPointer<accounts::AccountsPage> m_accounts;
    QPointer<accounts::TrashPage> m_trash;
    QPointer<add::AddPage> m_add;
    QPointer<unlock::WaysIn> m_waysIn;
    QPointer<backup::BackupPage> m_backup;
    QPointer<backup::FirstBackupPage> m_firstBackup;
    crypto::SecretBytes m_waitingLink;
    std::optional<vault::JournalHash> m_wantedRequest; ///< to be shown after unlocking
    QList<QAction*> m_actions; ///< in the order of the key sheet
    QList<QAction*> m_openActions; ///< only while the vault is open
};

} // namespace ui::shell
