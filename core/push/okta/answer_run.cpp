// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/answer_run.h"

#include "core/push/okta/challenge_card.h"
#include "core/push/okta/poll_run.h"
#include "core/vault/registrations.h"

namespace push::okta {

namespace {

using base::Error;
using base::ErrorCode;
using vault::JournalDecision;
using vault::JournalResult;

AnswerOutcome outcomeOf(std::optional<JournalResult> result, std::optional<Error> error = {})
{
    AnswerOutcome outcome;
    outcome.result = result;
    outcome.error = std::move(error);
    return outcome;
}

/// Whether trying once more may help: the way to the server, or a server in trouble.
bool isPassing(const Trouble& trouble)
{
    if (trouble.status != 0)
        return trouble.status == 429 || trouble.status >= 500;
    return trouble.error.code == ErrorCode::NetworkUnreachable
        || trouble.error.code == ErrorCode::NetworkTimeout;
}

/// What is said for a yes.
base::Result<Consent> consentOf(const Challenge& challenge, const Decision& decision, bool hasKey)
{
    if (decision.answer != JournalDecision::Approve)
        return Consent::DeniedConsentPrompt;
    const bool isVerified = hasKey && decision.verification;
    if (challenge.verification == UserVerification::Preferred && hasKey && !isVerified) {
        if (!decision.withoutVerification)
            return Error { ErrorCode::ConsentNeeded, "approving without verification" };
        return Consent::CancelledUserVerification;
    }
    const auto consent = approvalOf(challenge,
        isVerified   ? VerificationKey::Usable
            : hasKey ? VerificationKey::Unavailable
                     : VerificationKey::NeverEnrolled);
    if (!consent)
        return Error { challenge.verification == UserVerification::Required && hasKey
                ? ErrorCode::VerificationFailed
                : ErrorCode::Unsupported,
            "approving" };
    return *consent;
}

} // namespace

AnswerRun::AnswerRun(
    Context& context, push::Challenge card, std::function<void(AnswerOutcome)> done)
    : m_context(context),
      m_card(std::move(card)),
      m_retry(context.services.timers.make([this] { send(); })),
      m_done(std::move(done))
{ }

void AnswerRun::start(Decision decision)
{
    m_isApproval = decision.answer == JournalDecision::Approve;
    if (const auto prepared = prepare(std::move(decision)); !prepared) {
        // Not at once: whoever asked has not yet got this run.
        const bool isExpired = prepared.error().code == ErrorCode::RequestExpired;
        QMetaObject::invokeMethod(
            this,
            [this, isExpired, error = prepared.error()] {
                finish(
                    outcomeOf(isExpired ? JournalResult::Expired : JournalResult::NotSent, error));
            },
            Qt::QueuedConnection);
        return;
    }
    send();
}

base::Result<void> AnswerRun::prepare(Decision decision)
{
    vault::Vault* vault = m_context.services.vault();
    if (!vault)
        return Error { ErrorCode::Locked, "answering" };
    auto registration = vault::Registrations(*vault).find(m_card.registration);
    if (!registration)
        return Error { ErrorCode::NoMatch, "registration" };
    m_registration = std::move(*registration);
    auto enrolment = readEnrolment(base::textOf(m_registration.details));
    if (!enrolment)
        return enrolment.error();
    m_enrolment = std::move(*enrolment);
    const TimeThere time =
        timeAt(m_context.http, m_enrolment.organisation, m_context.services.clock.now());
    // Checked as when it arrived: what lay here meanwhile is believed no more than the server.
    auto challenge = checkChallenge(base::textOf(m_card.answering),
        checkContextOf(m_context, m_enrolment, m_registration.trust, time));
    if (!challenge)
        return errorOf(challenge.error());
    m_challenge = std::move(*challenge);
    const auto consent =
        consentOf(*m_challenge, decision, hasVerificationKey(m_registration, m_enrolment));
    if (!consent)
        return consent.error();
    const auto key = openKey(keyRoleFor(*consent), decision);
    if (!key)
        return key.error();
    const auto token = sign(decision, { *consent, decision.number.toStdString() }, *key, time);
    if (!token)
        return token.error();
    m_body = answerBody(*token);
    return {};
}

base::Result<OpenKey> AnswerRun::openKey(KeyRole role, Decision& decision) const
{
    vault::Vault* vault = m_context.services.vault();
    if (role == KeyRole::Possession)
        return openPossessionKey(*vault, m_registration.id, m_enrolment);
    if (!decision.verification)
        return Error { ErrorCode::VerificationFailed, "verified answer" };
    auto bytes = vault::Registrations(*vault).secret(
        m_registration.id, role::Verification, std::move(*decision.verification));
    if (!bytes)
        return bytes.error();
    return OpenKey { std::move(*bytes), m_enrolment.verificationKeyId, m_enrolment.keyKind };
}

base::Result<std::string> AnswerRun::sign(
    const Decision& decision, const Answer& answer, const OpenKey& key, const TimeThere& time)
{
    auto id = newUuid(m_context.services.random);
    if (!id)
        return id.error();
    Answer said = answer;
    if (decision.answer != JournalDecision::Approve)
        said.chosen.clear();
    return answerToken({ *m_challenge, m_enrolment, m_context.facts, said, key.signing(),
        keyRoleFor(answer.consent), { time.now, std::move(*id) } });
}

void AnswerRun::send()
{
    ++m_tries;
    net::HttpRequest request = requestTo(net::Method::Post, m_challenge->verificationAddress,
        m_registration.trust, Wants::Versioned);
    // The signature is the credential: there is no other.
    addBody(request, m_body, "application/json");
    request.isUrgent = true;
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        take(judged(std::move(outcome), m_context.services.clock.now()));
    });
}

void AnswerRun::take(const Reply& reply)
{
    if (!reply)
        return takeTrouble(reply.error());
    if (m_registration.state == vault::RegistrationState::Suspended)
        noteState(m_context.services, m_registration.id, vault::RegistrationState::Active);
    m_context.answered.add(m_enrolment.id, *m_challenge,
        timeAt(m_context.http, m_enrolment.organisation, m_context.services.clock.now()).now);
    finish(outcomeOf(m_isApproval ? JournalResult::Approved : JournalResult::Denied));
}

void AnswerRun::takeTrouble(const Trouble& trouble)
{
    if (isPassing(trouble)) {
        m_mayHaveArrived = m_mayHaveArrived || trouble.mayHaveArrived;
        return tryAgain(trouble);
    }
    // No sooner is an answer lost than the server says that there is one.
    const bool isAnswered = trouble.status == 400 || trouble.status == 404;
    if (m_mayHaveArrived && isAnswered)
        return finish(outcomeOf({}, Error { ErrorCode::AnswerUnknown, "a reply was lost" }));
    if (trouble.status == 0)
        return finish(outcomeOf(trouble.mayHaveArrived || m_mayHaveArrived
                ? std::nullopt
                : std::optional(JournalResult::NotSent),
            trouble.error));
    finish(refusal(trouble));
}

void AnswerRun::tryAgain(const Trouble& trouble)
{
    const std::chrono::milliseconds wait = std::max<std::chrono::milliseconds>(
        std::chrono::seconds(1 << (m_tries - 1)), trouble.pause);
    const base::Time next = m_context.services.clock.now() + wait;
    if (m_tries <= MostRetries && next < m_card.expires) {
        m_retry->start(wait);
        return;
    }
    if (m_mayHaveArrived)
        return finish(outcomeOf({}, Error { ErrorCode::AnswerUnknown, trouble.error.context }));
    finish(outcomeOf(JournalResult::NotSent, trouble.error));
}

AnswerOutcome AnswerRun::refusal(const Trouble& trouble)
{
    (void)noteMeaning(m_context.services, m_registration.id, m_enrolment, trouble.meaning);
    if (trouble.meaning.advice == Advice::RequestExpired)
        return outcomeOf(JournalResult::Expired, trouble.error);
    return outcomeOf(JournalResult::Refused, trouble.error);
}

void AnswerRun::finish(AnswerOutcome outcome)
{
    // Whoever is told may end this run.
    const auto done = std::move(m_done);
    done(std::move(outcome));
}

} // namespace push::okta
