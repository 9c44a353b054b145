// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/inbox.h"
#include "core/vault/vault_session.h"

#include <QDBusConnection>
#include <QObject>
#include <QStringList>

namespace desktop {

class Notifications;

/// Tells of sign-in requests by a notification of the desktop: one at a time, with *Open* and
/// *Deny* and nothing else, because any program of the user can press its buttons. It says no more
/// than the name this vault has for the service: notifications are kept and shown on locked
/// screens. Closing it answers nothing. While the vault is locked it says how many wait.
class Notifier : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. Without a bus, or without somebody on it who shows notifications, nothing
    /// happens.
    Notifier(const QDBusConnection& bus, inbox::Inbox& requests, vault::VaultSession& session,
        QObject* parent);
    ~Notifier() override;

signals:
    /// The window is wanted, with this request on view where it is about one.
    void openRequested(const std::optional<vault::JournalHash>& request);

private:
    /// What stands in a notification.
    struct Message
    {
        QString title;
        QString body;
        std::optional<vault::JournalHash> request; ///< that can be denied by it

        bool operator==(const Message&) const = default;
    };

    void tell(const push::Challenge& challenge, inbox::Attention attention);
    void tellLocked();
    void end(const vault::JournalHash& hash);
    void want(std::optional<Message> message);
    /// One call at a time, until what is shown is what is wanted.
    void synchronise();
    void askWhatItCan();
    void show(const Message& message);
    void press(uint id, const QString& action);
    void forget(uint id);

    inbox::Inbox& m_inbox;
    vault::VaultSession& m_session;
    Notifications* m_service = nullptr; ///< null without a bus
    std::optional<QStringList> m_capabilities; ///< of who shows them, once asked
    std::optional<Message> m_wanted;
    std::optional<Message> m_shown;
    uint m_id = 0; ///< of the one that is shown
    bool m_isCalling = false;
};

} // namespace desktop
