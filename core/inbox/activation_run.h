// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/polling.h"

namespace inbox {

/// One registration being made, from what the user is asked to its end: nothing is sent without
/// consent, nothing goes on beyond the deadline, and what was made is polled quickly at first.
/// Destroying it calls it off.
class ActivationRun : public QObject
{
    Q_OBJECT

public:
    /// Codes of an organisation are good for about this long.
    static constexpr std::chrono::minutes Deadline { 10 };

    /// The references outlive it.
    ActivationRun(push::Services& services, Polling& polling,
        std::unique_ptr<push::Procedure> procedure, QObject* parent = nullptr);
    ~ActivationRun() override;

    /// What is to be agreed to.
    const push::Consent& consent() const { return m_consent; }
    /// By this computer's clock.
    base::Time deadline() const { return m_deadline; }
    bool isRunning() const { return m_state == State::Running; }

    /// The user agrees. An account that is to be replaced is one of the consent's: InvalidField
    /// ("replaces"); NothingToDo when it runs already or is over.
    base::Result<void> agree(const push::ActivationChoice& choice);
    /// The user does not, or no longer: failed with Cancelled.
    void cancel();

signals:
    void phaseChanged(push::Phase phase);
    void signInWanted(const QUrl& address);
    void finished(const push::Registered& registered);
    void failed(const base::Error& error);

private:
    enum class State { Asking, Running, Over };

    void end();
    void fail(const base::Error& error);

    Polling& m_polling;
    std::unique_ptr<push::Procedure> m_procedure; ///< null when it is over
    push::Consent m_consent;
    base::Time m_deadline;
    std::unique_ptr<base::Timer> m_timer;
    State m_state = State::Asking;
};

} // namespace inbox
