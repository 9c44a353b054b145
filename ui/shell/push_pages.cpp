// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/push_pages.h"

#include "ui/push/activation_page.h"
#include "ui/push/inbox_page.h"
#include "ui/push/journal_page.h"
#include "ui/push/quiet_dialog.h"
#include "ui/push/registration_page.h"

#include <QAction>
#include <QStackedWidget>

namespace ui::shell {

PushPages::PushPages(inbox::Watch& watch, vault::VaultSession& session,
    settings::AppSettings& settings, const base::Clock& clock,
    push::JournalReader::BackupPlace place, QStackedWidget& stack, QObject* parent)
    : QObject(parent),
      m_watch(watch),
      m_session(session),
      m_clock(clock),
      m_place(std::move(place)),
      m_quiet(watch.guard(), settings, clock, watch.services().timers),
      m_stack(stack)
{ }

void PushPages::open()
{
    m_inbox = new push::InboxPage(m_watch, m_session, m_clock, &m_stack);
    m_activation = new push::ActivationPage(m_watch, m_session, m_clock, &m_stack);
    m_activation->setUsualTrust(m_usualTrust);
    m_registration = new push::RegistrationPage(m_watch, m_session, m_clock, &m_stack);
    m_journal = new push::JournalPage(m_session, m_clock, m_place, &m_stack);
    for (QWidget* page : pages())
        m_stack.addWidget(page);
    join();
    addTools();
}

QList<QWidget*> PushPages::pages() const
{
    return { m_inbox, m_activation, m_registration, m_journal };
}

void PushPages::join()
{
    connect(m_inbox, &push::InboxPage::closed, this, &PushPages::left);
    connect(m_inbox, &push::InboxPage::accountWanted, this, &PushPages::showRegistration);
    connect(m_inbox, &push::InboxPage::refusalsChanged, this, &PushPages::refusalsChanged);
    connect(m_inbox, &push::InboxPage::silencesChanged, &m_quiet, [this] {
        // What cannot be kept holds until the program ends.
        Q_UNUSED(m_quiet.keepSilences());
    });
    connect(m_activation, &push::ActivationPage::cancelled, this, &PushPages::leaveActivation);
    connect(m_activation, &push::ActivationPage::finished, this, &PushPages::finishActivation);
    connect(m_registration, &push::RegistrationPage::closed, this, &PushPages::left);
    connect(m_registration, &push::RegistrationPage::enrolAgainRequested, this,
        &PushPages::activateAgain);
    connect(m_journal, &push::JournalPage::closed, this, &PushPages::left);
}

void PushPages::addTools()
{
    const auto add = [this](const QString& text, void (PushPages::*slot)()) {
        auto* action = new QAction(text, m_inbox);
        connect(action, &QAction::triggered, this, slot);
        m_inbox->addTool(action);
    };
    add(tr("&Quiet hours…"), &PushPages::showQuietHours);
    add(tr("&Journal of answers"), &PushPages::showJournal);
    add(tr("&Set up push sign-ins…"), &PushPages::activateTyped);
}

void PushPages::showQuietHours()
{
    if (m_inbox)
        (new push::QuietDialog(m_quiet, m_session, m_stack.window()))->open();
}

void PushPages::showInbox()
{
    if (!m_inbox)
        return;
    m_stack.setCurrentWidget(m_inbox);
    m_inbox->setFocus();
}

void PushPages::showRequest(const vault::JournalHash& hash)
{
    if (!m_inbox)
        return;
    m_inbox->showRequest(hash);
    showInbox();
}

void PushPages::showJournal()
{
    if (!m_journal)
        return;
    m_stack.setCurrentWidget(m_journal);
    m_journal->setFocus();
}

void PushPages::showRegistration(const vault::Id& account)
{
    if (!m_registration)
        return;
    m_registration->showAccount(account);
    m_stack.setCurrentWidget(m_registration);
    m_registration->setFocus();
}

void PushPages::activate(crypto::SecretBytes link)
{
    if (!m_activation)
        return;
    m_stack.setCurrentWidget(m_activation);
    m_isOfLink = true;
    m_activation->offerLink(std::move(link));
    m_activation->setFocus();
}

void PushPages::activateTyped()
{
    if (!m_activation)
        return;
    m_stack.setCurrentWidget(m_activation);
    m_isOfLink = false;
    m_activation->showTyped();
    m_activation->setFocus();
}

void PushPages::activateAgain(const push::Former& former)
{
    if (!m_activation)
        return;
    m_stack.setCurrentWidget(m_activation);
    m_isOfLink = false;
    m_activation->showAgain(former);
    m_activation->setFocus();
}

bool PushPages::isInboxShown() const
{
    return m_inbox && m_stack.currentWidget() == m_inbox;
}

bool PushPages::hasRefusals() const
{
    return m_inbox && !isInboxShown() && m_inbox->hasRefusals();
}

/// Where a link was offered, its card is still there.
void PushPages::leaveActivation()
{
    if (m_isOfLink)
        emit activationEnded(false);
    else
        emit left();
}

void PushPages::finishActivation(const ::push::Registered& registered)
{
    const auto account =
        m_session.isOpen() ? m_session.vault().find(registered.account) : std::nullopt;
    if (m_isOfLink)
        emit activationEnded(true);
    emit this->registered();
    if (account)
        emit noticed(tr("%1 is set up: sign-in requests appear here.").arg(account->issuer));
}

} // namespace ui::shell
