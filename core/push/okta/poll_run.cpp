// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/poll_run.h"

#include "core/crypto/hmac.h"
#include "core/push/okta/certificate_watch.h"
#include "core/push/okta/challenge_card.h"
#include "core/push/okta/pending.h"
#include "core/vault/registrations.h"

#include <QLoggingCategory>

#include <algorithm>

namespace push::okta {

namespace {

/// Why what was refused was refused, and nothing of whom it is for.
Q_LOGGING_CATEGORY(lcOkta, "countersign.push.okta")

using base::Error;
using base::ErrorCode;
using vault::RegistrationState;

/// How long an organisation is left alone that has switched the feature off.
constexpr std::chrono::minutes PauseOfOrganisation { 60 };

/// Whether the trouble is the server's, and the other registrations would meet it, too.
bool isOfServer(const Trouble& trouble)
{
    return trouble.status == 0 || trouble.status == 429 || trouble.status >= 500
        || trouble.meaning.advice == Advice::StopPolling;
}

/// "invalid_grant", not "E0000011".
bool isOfOAuth(const Trouble& trouble)
{
    return !trouble.code.empty() && trouble.code.front() != 'E';
}

vault::JournalHash hashOf(const std::string& text)
{
    vault::JournalHash hash {};
    if (const auto digest = crypto::digest(crypto::Hash::Sha256, base::bytesOf(text)))
        std::ranges::copy(digest->view(), hash.begin());
    return hash;
}

} // namespace

KeySource keySourceOf(
    const Enrolment& enrolment, const vault::PushTrust& trust, const std::string& issuer)
{
    return { issuer, enrolment.organisation, enrolment.alternate, trust };
}

CheckContext checkContextOf(const Context& context, const Enrolment& enrolment,
    const vault::PushTrust& trust, const TimeThere& time)
{
    return { enrolment,
        [&keys = context.keys, &enrolment, &trust](std::string_view issuer, std::string_view id) {
            return keys.find(keySourceOf(enrolment, trust, std::string(issuer)), id);
        },
        [&answered = context.answered, &enrolment, now = time.now](
            std::string_view id) { return answered.has(enrolment.id, id, now); },
        time.now,
        time.isKnown ? CheckContext::LeewayWithServerTime : CheckContext::LeewayWithoutServerTime };
}

PollRun::PollRun(Context& context, std::vector<vault::PushRegistration> registrations,
    std::function<void(PollResult)> done)
    : m_context(context),
      m_waiting(registrations.begin(), registrations.end()),
      m_done(std::move(done))
{ }

void PollRun::start()
{
    next();
}

void PollRun::next()
{
    m_step.reset();
    if (m_waiting.empty())
        return finish();
    vault::PushRegistration registration = std::move(m_waiting.front());
    m_waiting.pop_front();
    auto enrolment = readEnrolment(base::textOf(registration.details));
    m_step = Step { std::move(registration), {}, {} };
    if (!enrolment) {
        stand(m_step->registration.state, enrolment.error());
        return next();
    }
    m_step->enrolment = std::move(*enrolment);
    authorize();
}

void PollRun::authorize()
{
    m_context.tokens.get({ m_step->registration, m_step->enrolment }, this,
        [this](base::Result<net::Authorization, Trouble> authorization) {
            if (authorization)
                ask(std::move(*authorization));
            else if (isOfOAuth(authorization.error()) && !m_step->refusedToken)
                proveItself(authorization.error());
            else
                trouble(authorization.error());
        });
}

/// A token is refused in words that do not say what has become of the enrolment. Whoever keeps the
/// list says it, once the enrolment's own signature asks.
void PollRun::proveItself(const Trouble& refused)
{
    auto authorization = m_context.tokens.selfSigned({ m_step->registration, m_step->enrolment });
    if (!authorization)
        return trouble(refused);
    m_step->refusedToken = refused;
    ask(std::move(*authorization));
}

void PollRun::ask(net::Authorization authorization)
{
    const Enrolment& enrolment = m_step->enrolment;
    const bool isOurs = isOfOrganisation(enrolment, enrolment.pendingAddress);
    net::HttpRequest request = requestTo(net::Method::Get,
        isOurs ? enrolment.pendingAddress : documentedPendingAddress(enrolment),
        m_step->registration.trust, Wants::Versioned);
    request.authorization = std::move(authorization);
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (reply)
            takeList(*reply);
        else
            trouble(reply.error());
    });
}

void PollRun::takeList(const net::HttpResponse& response)
{
    auto tokens = readPendingList(response.text());
    if (!tokens) {
        stand(m_step->registration.state, tokens.error());
        return next();
    }
    if (m_step->registration.state == RegistrationState::Suspended)
        noteState(m_context.services, m_step->registration.id, RegistrationState::Active);
    if (response.peer)
        watchCertificates(
            m_context.services, m_step->registration, m_step->enrolment, *response.peer);
    m_step->tokens = std::move(*tokens);
    check();
}

void PollRun::check()
{
    const TimeThere time =
        timeAt(m_context.http, m_step->enrolment.organisation, m_context.services.clock.now());
    const CheckContext checks =
        checkContextOf(m_context, m_step->enrolment, m_step->registration.trust, time);
    std::vector<std::pair<Challenge, std::string>> good;
    std::vector<std::pair<Refused, std::string>> bad;
    for (const std::string& token : m_step->tokens) {
        auto challenge = checkChallenge(token, checks);
        if (challenge) {
            good.emplace_back(std::move(*challenge), token);
            continue;
        }
        // One look for a key that is new: the service may have changed it since.
        const Refused& refused = challenge.error();
        if (refused.refusal == okta::Refusal::KeyMissing && !m_step->hasFetchedKeys
            && m_context.keys.mayFetch(
                keySourceOf(m_step->enrolment, m_step->registration.trust, refused.issuer)))
            return fetchKeys(refused.issuer);
        bad.emplace_back(refused, token);
    }
    refreshOldKeys();
    for (const auto& [challenge, token] : good)
        show(challenge, token);
    for (const auto& [refused, token] : bad)
        refuse(refused, token);
    m_result.complete.push_back(m_step->registration.id);
    stand(RegistrationState::Active);
    next();
}

void PollRun::fetchKeys(const std::string& issuer)
{
    m_step->hasFetchedKeys = true;
    // Failing or not: what cannot be verified then is refused.
    m_context.keys.fetch(keySourceOf(m_step->enrolment, m_step->registration.trust, issuer), this,
        [this](const base::Result<void>&) { check(); });
}

void PollRun::refreshOldKeys()
{
    const KeySource own = keySourceOf(
        m_step->enrolment, m_step->registration.trust, keyIssuer(m_step->enrolment, {}));
    for (const KeySource& source : m_context.keys.outdatedBeside(own))
        m_context.keys.fetch(source, m_context.background.get(), [](const base::Result<void>&) {});
}

void PollRun::show(const Challenge& challenge, const std::string& token)
{
    vault::Vault* vault = m_context.services.vault();
    const auto account =
        vault ? vault->find(m_step->registration.account) : std::optional<vault::Account>();
    const base::Time now = m_context.services.clock.now();
    auto card = cardOf({ challenge, token, m_step->enrolment, m_step->registration,
        account ? account->issuer : QString(),
        timeAt(m_context.http, m_step->enrolment.organisation, now),
        m_context.services.ownPlace() });
    if (!card)
        return;
    const bool isListed = std::any_of(m_result.challenges.begin(), m_result.challenges.end(),
        [&](const push::Challenge& other) { return other.hash == card->hash; });
    if (challenge.hasOtherAudience && m_context.isNew(card->hash))
        qCInfo(lcOkta) << "a request is made out to another client";
    if (!isListed)
        m_result.challenges.push_back(std::move(*card));
}

void PollRun::refuse(const Refused& refused, const std::string& token)
{
    const bool isOfOthers = refused.refusal == okta::Refusal::OtherEnrolment;
    if ((isTold(refused.refusal) || isOfOthers) && m_context.isNew(hashOf(token)))
        qCInfo(lcOkta) << (isOfOthers ? "a request is not for this vault:"
                                      : "a request was refused:")
                       << nameOf(refused.refusal);
    if (!isTold(refused.refusal))
        return;
    // By the name that it had while it could be answered: whoever saw it then knows of its end.
    const auto known = refused.refusal == okta::Refusal::Expired
        ? vault::challengeHash(m_step->registration.account, base::bytesOf(refused.detail))
        : hashOf(token);
    m_result.refusals.push_back(
        { m_step->registration.id, errorOf(refused), known ? *known : hashOf(token) });
}

void PollRun::stand(RegistrationState state, std::optional<Error> error)
{
    m_result.standings.push_back({ m_step->registration.id, state, std::move(error) });
}

void PollRun::trouble(const Trouble& met)
{
    const bool saysMore = met.meaning.change != EnrolmentChange::Unchanged;
    const Trouble trouble = m_step->refusedToken && !saysMore ? *m_step->refusedToken : met;
    // A token can end before its time: once, a new one is asked for.
    if ((trouble.status == 401 || trouble.meaning.advice == Advice::NewToken)
        && trouble.meaning.advice != Advice::StopPolling && !m_step->isSecondToken) {
        m_step->isSecondToken = true;
        m_context.tokens.drop(m_step->registration.id);
        return authorize();
    }
    m_result.retryAfter = std::max(m_result.retryAfter, trouble.pause);
    if (trouble.meaning.advice == Advice::StopPolling)
        m_result.retryAfter = PauseOfOrganisation;
    const auto state = stateAfter(trouble.meaning);
    stand(state.value_or(m_step->registration.state), trouble.error);
    if (state)
        standTogether(*state, trouble);
    if (!isOfServer(trouble))
        return next();
    m_result.error = trouble.error;
    m_waiting.clear();
    next();
}

/// What was said of the whole device or user is not asked for again by each of its registrations.
void PollRun::standTogether(RegistrationState state, const Trouble& trouble)
{
    const auto concerned = noteMeaning(
        m_context.services, m_step->registration.id, m_step->enrolment, trouble.meaning);
    for (const vault::Id& id : concerned) {
        if (std::erase_if(m_waiting, [&id](const auto& other) { return other.id == id; }) > 0)
            m_result.standings.push_back({ id, state, trouble.error });
    }
}

void PollRun::finish()
{
    std::stable_sort(m_result.challenges.begin(), m_result.challenges.end(),
        [](const auto& a, const auto& b) { return a.created > b.created; });
    // Whoever is told may end this run.
    const auto done = std::move(m_done);
    done(std::move(m_result));
}

} // namespace push::okta
