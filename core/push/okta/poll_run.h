// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/challenge_check.h"
#include "core/push/okta/context.h"
#include "core/push/okta/standing.h"

#include <deque>

namespace push::okta {

/// Asks one organisation for what waits for these registrations, one request at a time. A challenge
/// that does not prove where it comes from never becomes one that can be answered.
class PollRun : public QObject
{
    Q_OBJECT

public:
    PollRun(Context& context, std::vector<vault::PushRegistration> registrations,
        std::function<void(PollResult)> done);
    void start();

private:
    /// The registration that is being asked for.
    struct Step
    {
        vault::PushRegistration registration;
        Enrolment enrolment;
        std::vector<std::string> tokens; ///< of its list
        bool isSecondToken = false; ///< the first was not taken
        bool hasFetchedKeys = false;
        std::optional<Trouble> refusedToken = std::nullopt; ///< and so it proves itself
    };

    void next();
    void authorize();
    void proveItself(const Trouble& refused);
    void ask(net::Authorization authorization);
    void takeList(const net::HttpResponse& response);
    void check();
    void fetchKeys(const std::string& issuer);
    void refreshOldKeys();
    void show(const Challenge& challenge, const std::string& token);
    void refuse(const Refused& refused, const std::string& token);
    void stand(vault::RegistrationState state, std::optional<base::Error> error = std::nullopt);
    void trouble(const Trouble& met);
    void standTogether(vault::RegistrationState state, const Trouble& trouble);
    void finish();

    Context& m_context;
    std::deque<vault::PushRegistration> m_waiting;
    std::optional<Step> m_step;
    PollResult m_result;
    std::function<void(PollResult)> m_done;
};

/// The source of an issuer's keys, as it was enrolled.
KeySource keySourceOf(
    const Enrolment& enrolment, const vault::PushTrust& trust, const std::string& issuer);
/// What checking challenges of an enrolment depends on. The references outlive it.
CheckContext checkContextOf(const Context& context, const Enrolment& enrolment,
    const vault::PushTrust& trust, const TimeThere& time);

} // namespace push::okta
