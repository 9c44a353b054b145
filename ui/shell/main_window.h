// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/settings/app_settings.h"
#include "core/vault/vault_session.h"
#include "ui/unlock/costs.h"

#include <QMainWindow>
#include <QPointer>

#include <chrono>

class QMimeData;
class QStackedWidget;

namespace ui::accounts {
class AccountsPage;
class TrashPage;
} // namespace ui::accounts

namespace ui::add {
class AddPage;
}

namespace ui::unlock {
class Gate;
}

namespace ui::shell {

class IdleWatcher;

/// What the window needs from the program. The references outlive it.
struct Surroundings
{
    vault::VaultSession& session;
    settings::AppSettings& settings;
    const base::Clock& clock;
    unlock::FindCosts findCosts;
    std::chrono::milliseconds idleLimit = std::chrono::minutes(5);
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

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildActions();
    QAction* addAction(
        QMenu& menu, const QString& text, const QKeySequence& keys, void (MainWindow::*slot)());
    void openPages();
    void closePages();
    void updateActions();
    void lock();
    void lockBecauseIdle();
    void tellWhyClosed(const base::Error& reason);
    void undo();
    void showAccounts();
    void showTrash();
    void search();
    void pasteToAdd();
    void finishAdding(int added);
    void offerWaitingLink();
    void showKeys();
    void showAbout();
    void notice(const QString& sentence);

    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    QStackedWidget* m_pages;
    unlock::Gate* m_gate;
    IdleWatcher* m_idle;
    QPointer<accounts::AccountsPage> m_accounts;
    QPointer<accounts::TrashPage> m_trash;
    QPointer<add::AddPage> m_add;
    crypto::SecretBytes m_waitingLink;
    QList<QAction*> m_actions; ///< in the order of the key sheet
    QList<QAction*> m_openActions; ///< only while the vault is open
};

} // namespace ui::shell
