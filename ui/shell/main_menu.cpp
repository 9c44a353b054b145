// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The menus of the window, and its keys.

#include "ui/shell/last_change.h"
#include "ui/shell/main_window.h"
#include "ui/shell/push_pages.h"
#include "ui/shell/transfer_pages.h"

#include <QMenuBar>

namespace ui::shell {

void MainWindow::buildActions()
{
    QMenu& vault = *menuBar()->addMenu(tr("&Vault"));
    m_openActions << addAction(
        vault, tr("&Add accounts…"), QKeySequence(tr("Ctrl+N")), &MainWindow::showAddPage);
    m_openActions << addAction(vault, tr("Add from the &clipboard"),
        QKeySequence(tr("Ctrl+Shift+V")), &MainWindow::pasteToAdd);
    m_openActions << addAction(vault, tr("&Import from another program…"),
        QKeySequence(tr("Ctrl+I")), [this] { m_transfer->showImport(); });
    m_openActions << addAction(vault, tr("&Move account by account…"),
        QKeySequence(tr("Ctrl+Shift+M")), [this] { m_transfer->showCoach(); });
    m_openActions << addAction(vault, tr("&Export for another program…"),
        QKeySequence(tr("Ctrl+Shift+E")), [this] { m_transfer->showExport(); });
    m_openActions << addAction(
        vault, tr("&Trash"), QKeySequence(tr("Ctrl+T")), &MainWindow::showTrash);
    m_openActions << addAction(
        vault, tr("&Backups"), QKeySequence(tr("Ctrl+B")), &MainWindow::showBackups);
    m_openActions << addAction(
        vault, tr("Set up push sign-ins…"), {}, [this] { m_push->activateTyped(); });
    vault.addSeparator();
    m_openActions << addAction(vault, tr("&Undo the last change"), QKeySequence(QKeySequence::Undo),
        [this] { m_lastChange->undo(); });
    vault.addSeparator();
    m_openActions << addAction(vault, tr("Change &passphrase…"), QKeySequence(tr("Ctrl+Shift+P")),
        &MainWindow::changePassphrase);
    m_openActions << addAction(
        vault, tr("&Ways in"), QKeySequence(tr("Ctrl+Shift+K")), &MainWindow::showWaysIn);
    vault.addSeparator();
    m_openActions << addAction(vault, tr("&Lock"), QKeySequence(tr("Ctrl+L")), &MainWindow::lock);
    addAction(vault, tr("&Quit"), QKeySequence(tr("Ctrl+Q")), [this] { close(); });

    QMenu& view = *menuBar()->addMenu(tr("V&iew"));
    m_openActions << addAction(
        view, tr("&Search"), QKeySequence(tr("Ctrl+F")), &MainWindow::showAccounts);
    m_openActions << addAction(
        view, tr("&Accounts"), QKeySequence(tr("Ctrl+1")), &MainWindow::showAccounts);
    m_openActions << addAction(
        view, tr("Sign-in &requests"), QKeySequence(tr("Ctrl+2")), [this] { m_push->showInbox(); });
    m_openActions << addAction(view, tr("&Journal of answers"), QKeySequence(tr("Ctrl+3")),
        [this] { m_push->showJournal(); });

    QMenu& help = *menuBar()->addMenu(tr("&Help"));
    addAction(help, tr("&Keys"), QKeySequence(Qt::Key_F1), &MainWindow::showKeys);
    addAction(help, tr("A&bout Countersign"), {}, &MainWindow::showAbout);
}

QAction* MainWindow::addAction(
    QMenu& menu, const QString& text, const QKeySequence& keys, const std::function<void()>& act)
{
    QAction* const action = menu.addAction(text);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, act);
    m_actions << action;
    return action;
}

QAction* MainWindow::addAction(
    QMenu& menu, const QString& text, const QKeySequence& keys, void (MainWindow::*slot)())
{
    return addAction(menu, text, keys, [this, slot] { (this->*slot)(); });
}

} // namespace ui::shell
