// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/vault_session.h"
#include "ui/push/guard_keeper.h"
#include "ui/push/journal_reader.h"

#include <QObject>
#include <QPointer>

class QStackedWidget;
class QWidget;

namespace ui::push {
class ActivationPage;
class InboxPage;
class JournalPage;
class RegistrationPage;
struct Former;
} // namespace ui::push

namespace ui::shell {

/// The pages of push sign-ins in the window, and the ways between them. Like all pages with names
/// on them they are made by unlocking and go with the lock.
class PushPages : public QObject
{
    Q_OBJECT

public:
    /// The references outlive it. `place` is where the vault's backups are.
    PushPages(inbox::Watch& watch, vault::VaultSession& session, settings::AppSettings& settings,
        const base::Clock& clock, push::JournalReader::BackupPlace place, QStackedWidget& stack,
        QObject* parent = nullptr);

    push::GuardKeeper& quiet() { return m_quiet; }
    /// Whose certificates are trusted unless something else is chosen: of a service for practice.
    void setUsualTrust(const vault::PushTrust& trust) { m_usualTrust = trust; }

    void open();
    QList<QWidget*> pages() const; ///< those that are there while the vault is open

    void showInbox();
    void showRequest(const vault::JournalHash& hash);
    void showJournal();
    void showQuietHours();
    void showRegistration(const vault::Id& account);
    void activate(crypto::SecretBytes link);
    void activateTyped();
    bool isInboxShown() const;
    bool hasRefusals() const; ///< that nobody has said to have seen, and that are not on view

signals:
    void refusalsChanged();
    void left(); ///< back to the accounts
    void registered(); ///< an account is there that was not, or answers as it did not
    void activationEnded(bool isDone); ///< of a link
    void noticed(const QString& sentence);

private:
    void join();
    void addTools();
    void activateAgain(const push::Former& former);
    void finishActivation(const ::push::Registered& registered);
    void leaveActivation();

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    push::JournalReader::BackupPlace m_place;
    push::GuardKeeper m_quiet;
    vault::PushTrust m_usualTrust;
    bool m_isOfLink = false; ///< what is being activated
    QStackedWidget& m_stack;
    QPointer<push::InboxPage> m_inbox;
    QPointer<push::ActivationPage> m_activation;
    QPointer<push::RegistrationPage> m_registration;
    QPointer<push::JournalPage> m_journal;
};

} // namespace ui::shell
