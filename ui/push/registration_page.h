// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/vault_session.h"
#include "ui/push/browser.h"
#include "ui/push/former.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui::widgets {
class NoticeBar;
class PageColumn;
} // namespace ui::widgets

namespace ui::push {

class RegistrationCard;

/// The push sign-ins of one account: each of its registrations, and its name.
class RegistrationPage : public QWidget
{
    Q_OBJECT

public:
    /// The references outlive it.
    RegistrationPage(inbox::Watch& watch, vault::VaultSession& session, const base::Clock& clock,
        QWidget* parent = nullptr, Browser browser = systemBrowser());

    void showAccount(const vault::Id& account);

signals:
    void closed();
    /// A registration that is of no use any more is to be set up once more.
    void enrolAgainRequested(const Former& former);

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void layOut();
    void reload();
    void setCards(const std::vector<vault::PushRegistration>& registrations);
    void rename();

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    Browser m_browser;
    vault::Id m_account;
    std::vector<RegistrationCard*> m_cards;
    widgets::PageColumn* m_page;
    QLabel* m_title = nullptr;
    QVBoxLayout* m_cardsColumn;
    QLabel* m_empty = nullptr;
    QPushButton* m_rename;
    QPushButton* m_back;
    widgets::NoticeBar* m_notice;
};

} // namespace ui::push
