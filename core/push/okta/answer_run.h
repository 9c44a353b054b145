// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/answer.h"
#include "core/push/okta/challenge_check.h"
#include "core/push/okta/context.h"

namespace push::okta {

/// Sends one answer. Where it is not known whether it arrived the same signed bytes are sent again,
/// three times at most and never after the request's end: a decision is never made anew.
class AnswerRun : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostRetries = 3; ///< after 1, 2 and 4 seconds

    AnswerRun(Context& context, push::Challenge card, std::function<void(AnswerOutcome)> done);
    void start(Decision decision);

private:
    base::Result<void> prepare(Decision decision);
    base::Result<OpenKey> openKey(KeyRole role, Decision& decision) const;
    base::Result<std::string> sign(
        const Decision& decision, const Answer& answer, const OpenKey& key, const TimeThere& time);
    void send();
    void take(const Reply& reply);
    void takeTrouble(const Trouble& trouble);
    void tryAgain(const Trouble& trouble);
    AnswerOutcome refusal(const Trouble& trouble);
    void finish(AnswerOutcome outcome);

    Context& m_context;
    push::Challenge m_card;
    vault::PushRegistration m_registration;
    Enrolment m_enrolment;
    std::optional<Challenge> m_challenge;
    bool m_isApproval = false;
    std::string m_body; ///< what is sent, each time
    int m_tries = 0;
    bool m_mayHaveArrived = false;
    std::unique_ptr<base::Timer> m_retry;
    std::function<void(AnswerOutcome)> m_done;
};

} // namespace push::okta
