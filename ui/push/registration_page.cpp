// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/registration_page.h"

#include "core/vault/registrations.h"
#include "ui/accounts/edit_dialog.h"
#include "ui/push/registration_card.h"
#include "ui/text/account_text.h"
#include "ui/text/error_text.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::push {

RegistrationPage::RegistrationPage(inbox::Watch& watch, vault::VaultSession& session,
    const base::Clock& clock, QWidget* parent, Browser browser)
    : QWidget(parent),
      m_watch(watch),
      m_session(session),
      m_clock(clock),
      m_browser(std::move(browser)),
      m_page(new widgets::PageColumn),
      m_cardsColumn(new QVBoxLayout),
      m_rename(new QPushButton(tr("Re&name…"))),
      m_back(new QPushButton(tr("&Back to the accounts"))),
      m_notice(new widgets::NoticeBar)
{
    layOut();
    connect(m_back, &QPushButton::clicked, this, &RegistrationPage::closed);
    connect(m_rename, &QPushButton::clicked, this, &RegistrationPage::rename);
    connect(&m_session, &vault::VaultSession::accountsChanged, this, &RegistrationPage::reload);
    connect(&m_session, &vault::VaultSession::locked, this, &RegistrationPage::reload);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &RegistrationPage::closed);
}

void RegistrationPage::layOut()
{
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_rename);
    m_page->column()->addLayout(buttons);
    m_title = m_page->addTitle({});
    m_cardsColumn->setSpacing(28);
    m_page->column()->addLayout(m_cardsColumn);
    m_empty = m_page->addText(tr("This account has no push sign-in any more."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_page, 1);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(12, 0, 12, 8);
    bottom->addWidget(m_notice);
    column->addLayout(bottom);
}

void RegistrationPage::focusInEvent(QFocusEvent* /*event*/)
{
    m_back->setFocus();
}

void RegistrationPage::showAccount(const vault::Id& account)
{
    m_notice->clear();
    if (account != m_account)
        setCards({});
    m_account = account;
    reload();
}

void RegistrationPage::reload()
{
    if (!m_session.isOpen()) {
        m_title->clear();
        return setCards({});
    }
    const auto account = m_session.vault().find(m_account);
    m_title->setText(account ? text::accountText(*account) : QString());
    m_rename->setEnabled(account && !account->trashed);
    setCards(vault::Registrations(m_session.vault()).ofAccount(m_account));
    for (RegistrationCard* card : m_cards)
        card->showState();
}

/// Those that are shown stay: a dialog of one may be open.
void RegistrationPage::setCards(const std::vector<vault::PushRegistration>& registrations)
{
    std::vector<RegistrationCard*> kept;
    for (const vault::PushRegistration& registration : registrations) {
        const auto found = std::ranges::find(m_cards, registration.id, &RegistrationCard::id);
        if (found != m_cards.end()) {
            kept.push_back(*found);
            m_cards.erase(found);
            continue;
        }
        auto* card =
            new RegistrationCard({ m_watch, m_session, m_clock, m_browser }, registration.id);
        connect(card, &RegistrationCard::noticed, m_notice,
            [this](const QString& sentence) { m_notice->showNotice(sentence); });
        connect(card, &RegistrationCard::enrolAgainWanted, this,
            &RegistrationPage::enrolAgainRequested);
        m_cardsColumn->addWidget(card);
        card->show(); // at once, and not when the layout comes to it
        kept.push_back(card);
    }
    // Later: it may be the one that has made the change.
    for (RegistrationCard* gone : m_cards) {
        gone->hide();
        gone->deleteLater();
    }
    m_cards = std::move(kept);
    m_empty->setVisible(m_cards.empty() && m_session.isOpen());
}

void RegistrationPage::rename()
{
    const auto account = m_session.isOpen() ? m_session.vault().find(m_account) : std::nullopt;
    if (!account)
        return;
    auto* dialog = new accounts::EditDialog(*account, m_session.vault().picture(*account), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &accounts::EditDialog::saveRequested, this, [this, dialog] {
        if (const auto saved = m_session.vault().edit(m_account, dialog->edit()); !saved) {
            const text::Explanation explanation = text::errorText(saved.error());
            return dialog->showError(explanation.message + u' ' + explanation.next);
        }
        m_session.notifyChanged();
        dialog->accept();
        m_notice->showNotice(tr("Saved."));
    });
    connect(&m_session, &vault::VaultSession::locked, dialog, &QDialog::reject);
    dialog->open();
}

} // namespace ui::push
