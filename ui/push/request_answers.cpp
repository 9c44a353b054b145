// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/request_answers.h"

#include "core/push/verification_wish.h"
#include "ui/text/push_text.h"
#include "ui/unlock/verify_dialog.h"

namespace ui::push {

using vault::JournalDecision;

RequestAnswers::RequestAnswers(
    inbox::Inbox& requests, base::Timers& timers, vault::VaultSession& session, QWidget* window)
    : QObject(window),
      m_inbox(requests),
      m_session(session),
      m_window(window),
      m_reporter(timers.make([this] { reportNext(); }))
{
    connect(&m_inbox, &inbox::Inbox::ended, this,
        [this](const inbox::Ended& end) { closeDialogOf(end.challenge.hash); });
    connect(&m_inbox, &inbox::Inbox::changed, this, [this](const ::push::Challenge& challenge) {
        if (m_asked && *m_asked != challenge)
            closeDialogOf(challenge.hash);
    });
}

void RequestAnswers::give(const ::push::Challenge& challenge, const GivenAnswer& answer)
{
    if (answer.answer == JournalDecision::Approve && ::push::asksForVerification(challenge)
        && !answer.withoutVerification) {
        verify(challenge, answer);
        return;
    }
    ::push::Decision decision;
    decision.answer = answer.answer;
    decision.number = answer.number;
    decision.withoutVerification = answer.withoutVerification;
    send(challenge, std::move(decision));
}

void RequestAnswers::verify(const ::push::Challenge& challenge, const GivenAnswer& answer)
{
    if (!m_session.isOpen() || m_dialog)
        return;
    m_asked = challenge;
    m_dialog = new unlock::VerifyDialog(m_session,
        tr("The request of %1 will be approved.").arg(text::serviceText(challenge)), m_window);
    connect(m_dialog, &unlock::VerifyDialog::verified, this,
        [this, challenge, answer](const std::shared_ptr<vault::Verification>& verification) {
            m_asked.reset();
            ::push::Decision decision;
            decision.answer = answer.answer;
            decision.number = answer.number;
            decision.verification = std::move(*verification);
            send(challenge, std::move(decision));
        });
    m_dialog->open();
}

void RequestAnswers::closeDialogOf(const vault::JournalHash& hash)
{
    if (!m_asked || m_asked->hash != hash)
        return;
    m_asked.reset();
    if (m_dialog)
        m_dialog->reject();
}

void RequestAnswers::send(const ::push::Challenge& challenge, ::push::Decision decision)
{
    const QPointer<RequestAnswers> self = this;
    m_inbox.answer(challenge.hash, std::move(decision),
        [self, challenge](const ::push::AnswerOutcome& outcome) {
            // The page may be gone: the inbox goes on when the window locks.
            if (self && outcome.result == vault::JournalResult::NotSent)
                emit self->notSent(challenge, outcome);
        });
}

void RequestAnswers::reportAll(const vault::Id& account)
{
    for (const ::push::Challenge& challenge : m_inbox.waiting()) {
        if (challenge.account == account)
            m_toReport.push_back(challenge);
    }
    m_reporter->start(std::chrono::milliseconds(0));
}

void RequestAnswers::reportNext()
{
    if (m_toReport.empty())
        return;
    const ::push::Challenge challenge = std::move(m_toReport.front());
    m_toReport.pop_front();
    if (m_inbox.find(challenge.hash))
        give(challenge, { JournalDecision::Report });
    if (!m_toReport.empty())
        m_reporter->start(std::chrono::milliseconds(0));
}

} // namespace ui::push
