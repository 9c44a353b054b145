// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QLineEdit;
class QStackedLayout;

namespace ui::widgets {
class NoticeBar;
}

namespace ui::accounts {

class AccountDelegate;
class AccountFilter;
class AccountModel;
class AccountView;
class ClipboardGuard;
class CodeTicker;
class EditDialog;
class EmptyState;

/// The main page: search, the list of accounts with their codes, and what can be done with one.
/// Session and clock outlive it.
class AccountsPage : public QWidget
{
    Q_OBJECT

public:
    AccountsPage(vault::VaultSession& session, const base::Clock& clock, QWidget* parent = nullptr);
    ~AccountsPage() override;

    /// Puts the cursor into the search.
    void focusSearch();
    /// Tells of something that happened elsewhere, where this page tells of its own.
    void showNotice(const QString& sentence);
    void showNotice(
        const QString& sentence, const QString& button, std::function<void()> onPressed);
    /// What can be done here by key, in the order of the menus.
    QList<QAction*> keyActions() const;

signals:
    void addRequested();
    void trashRequested();
    void lockRequested();
    void registrationWanted(const vault::Id& account); ///< the page of its push sign-in

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildActions();
    QWidget* buildTop();
    QAction* addAccountAction(
        const QString& text, const QKeySequence& keys, void (AccountsPage::*slot)());
    void connectParts();

    void search(const QString& text);
    bool steerFromSearch(int key);
    void showState();
    void showMenu(const QPoint& position);

    QModelIndex currentAccount() const;
    std::optional<vault::Id> currentId() const;
    void copy(const QModelIndex& index);
    void copyCurrent();
    void makeNextCode(const QModelIndex& index);
    void makeNextCodeOfCurrent();
    void askAboutCounterOfCurrent();
    void settleCounter(const base::Result<void>& settled, const QString& notice);
    void copyCode(const QString& code);
    void askForPin(const QModelIndex& index);
    void showQrOfCurrent();
    void showQr(const vault::Id& id, const vault::Verification& verification);
    void editCurrent();
    void saveEdit(EditDialog& dialog, const vault::Id& id);
    void showVersionsOfCurrent();
    void bringBack(const vault::Id& id, const vault::Stamp& version);
    void togglePinOfCurrent();
    void setPinned(const vault::Id& id, bool pinned);
    bool hasRegistration(const vault::Id& account) const;
    void showRegistrationOfCurrent();
    void trashCurrent();
    void trash(const vault::Id& id);
    void restore(const vault::Id& id);
    void report(const base::Error& error, std::function<void()> again = {});

    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    AccountModel* m_model;
    AccountFilter* m_filter;
    AccountDelegate* m_delegate;
    CodeTicker* m_ticker;
    ClipboardGuard* m_clipboard;

    QLineEdit* m_search;
    AccountView* m_view;
    EmptyState* m_empty;
    QLabel* m_broken;
    QStackedLayout* m_content;
    widgets::NoticeBar* m_notice;
    QList<QAction*> m_accountActions;
    QAction* m_nextAction;
    QAction* m_behindAction;
    QAction* m_pinAction;
    QAction* m_pushAction;
    QAction* m_hideAction;
};

} // namespace ui::accounts
