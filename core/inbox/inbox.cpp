// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/inbox.h"

#include "core/push/answer_journal.h"
#include "core/push/verification_wish.h"

#include <algorithm>

namespace inbox {

namespace {

using base::Error;
using base::ErrorCode;
using vault::JournalDecision;
using vault::JournalHash;
using vault::JournalResult;

constexpr std::size_t MostRefusals = 1'000; ///< that are remembered

push::AnswerOutcome notSent(Error error)
{
    push::AnswerOutcome outcome;
    outcome.result = JournalResult::NotSent;
    outcome.error = std::move(error);
    return outcome;
}

/// Whether the request is over for this computer, or may be answered once more.
bool isFinal(const push::AnswerOutcome& outcome)
{
    return outcome.result != JournalResult::NotSent;
}

bool fitsNumber(const push::NumberCheck& check, const QString& number)
{
    switch (check.mode) {
    case push::NumberMode::None:
    case push::NumberMode::Show:
        return true;
    case push::NumberMode::Choose:
        return std::find(check.choices.begin(), check.choices.end(), number) != check.choices.end();
    case push::NumberMode::Type:
        return !number.isEmpty() && (check.digits == 0 || number.size() == check.digits);
    }
    return false;
}

} // namespace

struct Inbox::Waiting
{
    push::Challenge challenge;
    push::Call call; ///< while an answer is being sent
};

Inbox::Inbox(
    push::Services& services, const push::Protocols& protocols, Guard& guard, QObject* parent)
    : QObject(parent),
      m_services(services),
      m_protocols(protocols),
      m_guard(guard),
      m_expiry(services.timers.make([this] { lookAtTime(); })),
      m_recorder(services.timers.make([this] { recordNext(); }))
{ }

Inbox::~Inbox() = default;

std::vector<push::Challenge> Inbox::waiting() const
{
    std::vector<push::Challenge> challenges;
    for (const auto& waiting : m_waiting)
        challenges.push_back(waiting->challenge);
    std::stable_sort(challenges.begin(), challenges.end(),
        [](const auto& a, const auto& b) { return a.created > b.created; });
    return challenges;
}

Inbox::Waiting* Inbox::waitingFor(const JournalHash& hash)
{
    for (const auto& waiting : m_waiting) {
        if (waiting->challenge.hash == hash)
            return waiting.get();
    }
    return nullptr;
}

const push::Challenge* Inbox::find(const JournalHash& hash) const
{
    for (const auto& waiting : m_waiting) {
        if (waiting->challenge.hash == hash)
            return &waiting->challenge;
    }
    return nullptr;
}

bool Inbox::isSending(const JournalHash& hash) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
        [&](const auto& waiting) { return waiting->challenge.hash == hash && waiting->call; });
}

std::size_t Inbox::count() const
{
    return m_waiting.size() + m_nameless.size();
}

void Inbox::take(const push::PollResult& result)
{
    const std::size_t before = count();
    lookAtTime();
    // Polled means unlocked: whatever waits has its name again.
    m_nameless.clear();
    endMissing(result);
    for (const push::Challenge& challenge : result.challenges)
        takeOne(challenge);
    for (const push::Refusal& refusal : result.refusals) {
        // One that was seen in time has ended before, and that was told.
        if (m_refusals.size() < MostRefusals && m_refusals.insert(refusal.what).second
            && !m_seen.contains(refusal.what) && !isOver(refusal.what))
            emit refused(refusal);
    }
    arrangeTimer();
    tellCount(before);
}

bool Inbox::isOver(const JournalHash& hash)
{
    if (m_over.contains(hash))
        return true;
    // Read once for each request: the journal is long.
    vault::Vault* vault = m_services.vault();
    return vault && !m_seen.contains(hash)
        && vault::pastAnswer(vault->journal(), hash) != vault::PastAnswer::None;
}

void Inbox::takeOne(const push::Challenge& challenge)
{
    const base::Time now = m_services.clock.now();
    if (challenge.expires <= now)
        return;
    const base::Time remembered = challenge.expires + RememberedAfterExpiry;
    if (Waiting* known = waitingFor(challenge.hash)) {
        if (known->call)
            return;
        // Somebody may be in the middle of choosing its number.
        if (push::showsTheSame(known->challenge, challenge)) {
            known->challenge.answering = challenge.answering;
            return;
        }
        known->challenge = challenge;
        emit changed(challenge);
        return;
    }
    if (isOver(challenge.hash)) {
        m_over[challenge.hash] = remembered;
        return;
    }
    const auto ofAccount = std::count_if(m_waiting.begin(), m_waiting.end(),
        [&](const auto& waiting) { return waiting->challenge.account == challenge.account; });
    if (static_cast<std::size_t>(ofAccount) >= MostOfAnAccount)
        return;
    const bool isNew = m_seen.insert_or_assign(challenge.hash, remembered).second;
    m_waiting.push_back(std::make_unique<Waiting>());
    m_waiting.back()->challenge = challenge;
    emit arrived(challenge, isNew ? m_guard.arrived(challenge.account, now) : Attention::None);
}

/// What a complete list no longer has was answered by another device of the user, or withdrawn.
void Inbox::endMissing(const push::PollResult& result)
{
    std::vector<JournalHash> missing;
    for (const auto& waiting : m_waiting) {
        const push::Challenge& challenge = waiting->challenge;
        const bool isListed = std::any_of(result.challenges.begin(), result.challenges.end(),
            [&](const push::Challenge& listed) { return listed.hash == challenge.hash; });
        const bool wasRead =
            std::find(result.complete.begin(), result.complete.end(), challenge.registration)
            != result.complete.end();
        if (wasRead && !isListed && !waiting->call)
            missing.push_back(challenge.hash);
    }
    for (const JournalHash& hash : missing) {
        const push::Challenge challenge = *find(hash);
        push::AnswerOutcome outcome;
        outcome.result = JournalResult::AnsweredElsewhere;
        outcome.error = Error { ErrorCode::AnsweredElsewhere, "no longer listed" };
        recordSoon(challenge, JournalResult::AnsweredElsewhere);
        end(hash, outcome);
    }
}

std::optional<Error> Inbox::whyNot(
    const push::Challenge& challenge, const push::Decision& decision) const
{
    if (decision.answer != JournalDecision::Approve)
        return std::nullopt;
    if (!challenge.canBeApproved())
        return Error { ErrorCode::Unsupported, "this request cannot be approved here" };
    if (!fitsNumber(challenge.number, decision.number))
        return Error { ErrorCode::InvalidField, "number check", { "number" } };
    if (decision.verification || !push::asksForVerification(challenge))
        return std::nullopt;
    if (!push::canGoUnverified(challenge))
        return Error { ErrorCode::VerificationFailed, "the service asks for verification" };
    if (!decision.withoutVerification)
        return Error { ErrorCode::ConsentNeeded, "the service prefers verification" };
    return std::nullopt;
}

void Inbox::answer(const JournalHash& hash, push::Decision decision, Done done)
{
    const bool wasThere = waitingFor(hash) || m_over.contains(hash);
    lookAtTime();
    Waiting* waiting = waitingFor(hash);
    if (!waiting) {
        done(notSent({ wasThere ? ErrorCode::RequestExpired : ErrorCode::NoMatch,
            "no such request waits" }));
        return;
    }
    if (waiting->call) {
        done(notSent({ ErrorCode::Busy, "an answer is being sent" }));
        return;
    }
    if (const auto error = whyNot(waiting->challenge, decision)) {
        done(notSent(*error));
        return;
    }
    vault::Vault* vault = m_services.vault();
    if (!vault) {
        done(notSent({ ErrorCode::Locked, "answering" }));
        return;
    }
    const auto recorded =
        push::recordIntent(*vault, waiting->challenge, decision, m_services.clock.now());
    // A denial lets nobody in: it is sent even where it cannot be recorded.
    const bool mayGo = recorded
        || (decision.answer != JournalDecision::Approve
            && recorded.error().code != ErrorCode::AnsweredElsewhere);
    if (!mayGo) {
        done(notSent(recorded.error()));
        return;
    }
    m_services.vaultChanged();
    send(*waiting, std::move(decision), std::move(done));
}

void Inbox::send(Waiting& waiting, push::Decision decision, Done done)
{
    const JournalHash hash = waiting.challenge.hash;
    push::PushProtocol* protocol = push::findProtocol(m_protocols, waiting.challenge.protocol);
    const JournalDecision answer = decision.answer;
    if (!protocol) {
        conclude(hash, answer, notSent({ ErrorCode::Unsupported, "protocol" }), done);
        return;
    }
    waiting.call = protocol->answer(waiting.challenge, std::move(decision),
        [this, hash, answer, done = std::move(done)](const push::AnswerOutcome& outcome) {
            // The function that is running goes with the call.
            const Done told = done;
            conclude(hash, answer, outcome, told);
        });
    emit changed(push::Challenge(waiting.challenge));
}

void Inbox::conclude(
    const JournalHash& hash, JournalDecision answer, push::AnswerOutcome outcome, const Done& done)
{
    Waiting* waiting = waitingFor(hash);
    if (!waiting)
        return;
    waiting->call.reset();
    const push::Challenge challenge = waiting->challenge;
    outcome.reportedHereOnly = answer == JournalDecision::Report && !challenge.canBeReported;
    if (vault::Vault* vault = m_services.vault()) {
        // What cannot be recorded stays an open intent: "outcome unknown".
        const auto recorded =
            push::recordResult(*vault, challenge, outcome, m_services.clock.now());
        if (!recorded && !outcome.error)
            outcome.error = recorded.error();
        m_services.vaultChanged();
    }
    if (isFinal(outcome))
        end(hash, outcome);
    else
        emit changed(challenge);
    done(outcome);
}

void Inbox::end(const JournalHash& hash, const push::AnswerOutcome& outcome)
{
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
        [&](const auto& waiting) { return waiting->challenge.hash == hash; });
    if (found == m_waiting.end())
        return;
    const std::size_t before = count();
    const push::Challenge challenge = (*found)->challenge;
    m_over[hash] = challenge.expires + RememberedAfterExpiry;
    m_waiting.erase(found);
    arrangeTimer();
    emit ended({ challenge, outcome });
    tellCount(before);
}

void Inbox::lock()
{
    const std::size_t before = count();
    while (!m_records.empty())
        recordNext();
    m_nameless.clear();
    for (const auto& waiting : m_waiting)
        m_nameless.push_back(waiting->challenge.expires);
    m_waiting.clear();
    arrangeTimer();
    tellCount(before);
}

void Inbox::lookAtTime()
{
    const base::Time now = m_services.clock.now();
    std::vector<JournalHash> expired;
    for (const auto& waiting : m_waiting) {
        // What is being sent ends with its answer.
        if (waiting->challenge.expires <= now && !waiting->call)
            expired.push_back(waiting->challenge.hash);
    }
    for (const JournalHash& hash : expired) {
        const push::Challenge challenge = *find(hash);
        push::AnswerOutcome outcome;
        outcome.result = JournalResult::Expired;
        outcome.error = Error { ErrorCode::RequestExpired, "while it waited" };
        recordSoon(challenge, JournalResult::Expired);
        end(hash, outcome);
    }
    const std::size_t before = count();
    std::erase_if(m_nameless, [&](base::Time expires) { return expires <= now; });
    std::erase_if(m_seen, [&](const auto& seen) { return seen.second <= now; });
    std::erase_if(m_over, [&](const auto& over) { return over.second <= now; });
    arrangeTimer();
    tellCount(before);
}

void Inbox::arrangeTimer()
{
    std::optional<base::Time> next;
    const auto consider = [&](base::Time time) {
        if (!next || time < *next)
            next = time;
    };
    for (const auto& waiting : m_waiting) {
        if (!waiting->call)
            consider(waiting->challenge.expires);
    }
    for (const base::Time expires : m_nameless)
        consider(expires);
    if (!next) {
        m_expiry->stop();
        return;
    }
    m_expiry->start(std::max(*next - m_services.clock.now(), std::chrono::milliseconds(0)));
}

/// Not at once: a flood that ends at once must not stop the window for as many saves.
void Inbox::recordSoon(const push::Challenge& challenge, JournalResult result)
{
    m_records.push_back({ challenge, result });
    if (!m_recorder->isRunning())
        m_recorder->start(std::chrono::milliseconds(0));
}

void Inbox::recordNext()
{
    if (m_records.empty())
        return;
    const Record record = std::move(m_records.front());
    m_records.pop_front();
    if (vault::Vault* vault = m_services.vault()) {
        // Nothing was sent: where this cannot be saved, nothing is lost but the note.
        if (push::recordEnd(*vault, record.challenge, record.result, m_services.clock.now()))
            m_services.vaultChanged();
    }
    if (!m_records.empty())
        m_recorder->start(std::chrono::milliseconds(0));
}

void Inbox::tellCount(std::size_t before)
{
    if (count() != before)
        emit countChanged(count());
}

} // namespace inbox
