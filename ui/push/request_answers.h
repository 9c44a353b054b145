// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/inbox.h"
#include "core/vault/vault_session.h"
#include "ui/push/answer_bar.h"

#include <QPointer>

namespace ui::unlock {
class VerifyDialog;
}

namespace ui::push {

/// Takes answers from the page to the inbox: has the user verified first where the service wishes
/// it, for that one answer to that one request, and sends many one after another, so that the
/// window does not stop for as many saves.
class RequestAnswers : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; dialogs open over `window`.
    RequestAnswers(inbox::Inbox& requests, base::Timers& timers, vault::VaultSession& session,
        QWidget* window);

    void give(const ::push::Challenge& challenge, const GivenAnswer& answer);
    /// Denies all that waits for an account, as not asked for by the user.
    void reportAll(const vault::Id& account);

signals:
    /// Nothing has left this computer, and the request still waits. What became of answers that
    /// did, the inbox tells.
    void notSent(const ::push::Challenge& challenge, const ::push::AnswerOutcome& outcome);

private:
    void verify(const ::push::Challenge& challenge, const GivenAnswer& answer);
    void send(const ::push::Challenge& challenge, ::push::Decision decision);
    void reportNext();
    /// Who is asked to verify sees no longer what the answer would be to.
    void closeDialogOf(const vault::JournalHash& hash);

    inbox::Inbox& m_inbox;
    vault::VaultSession& m_session;
    QWidget* m_window;
    QPointer<unlock::VerifyDialog> m_dialog;
    std::optional<::push::Challenge> m_asked; ///< that the dialog is about
    std::deque<::push::Challenge> m_toReport;
    std::unique_ptr<base::Timer> m_reporter;
};

} // namespace ui::push
