// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/answers.h"

#include "app/sandbox/claims.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr auto Possession = "proofOfPossession"_L1;

Refusal bad(const QString& cause)
{
    return { "E0000001", cause };
}

/// An answer whose signature and claims are right; what it says is still open.
struct Answer
{
    QJsonObject payload;
    QString role; ///< of the key that signed
    QString consent;
};

std::optional<Refusal> checkBelongs(
    const Transaction& transaction, const Enrolment& enrolment, const QJsonObject& payload)
{
    if (transaction.userId != enrolment.userId)
        return bad(u"this enrolment was not asked"_s);
    if (payload["tx"_L1].toString() != transaction.id)
        return bad(u"tx is another"_s);
    if (payload["nonce"_L1].toString() != transaction.nonce)
        return bad(u"nonce is another"_s);
    if (payload["methodEnrollmentId"_L1].toString() != enrolment.factorId)
        return bad(u"methodEnrollmentId is another"_s);
    return std::nullopt;
}

base::Result<Answer, Refusal> readAnswer(
    World& world, const Transaction& transaction, const QString& text)
{
    const auto jws = readJws(text);
    if (!jws || jws->type() != "okta-pushbind+jwt"_L1)
        return bad(u"challengeResponse is no answer to a challenge"_s);
    const auto found = world.state.enrolments.find(jws->payload["iss"_L1].toString());
    if (found == world.state.enrolments.end())
        return bad(u"iss is no enrolment"_s);
    const Enrolment& enrolment = found->second;
    if (const auto refusal = checkStanding(world, enrolment))
        return *refusal;
    const auto key = keyOf(enrolment, jws->kid());
    if (!key || !isSignedBy(*jws, key->key))
        return bad(u"not signed by a key of this enrolment"_s);
    if (jws->payload["keyType"_L1].toString() != key->role)
        return bad(u"keyType is not that of the key"_s);
    const Claims expected = { enrolment.id, enrolment.origin, enrolment.userId };
    if (const auto refusal = checkClaims(world, jws->payload, expected))
        return *refusal;
    if (const auto refusal = checkBelongs(transaction, enrolment, jws->payload))
        return *refusal;
    const QJsonObject context = jws->payload["challengeResponseContext"_L1].toObject();
    return Answer { jws->payload, key->role, context["userConsent"_L1].toString() };
}

/// Which key each word of consent may come from.
std::optional<Refusal> checkConsent(const World& world, const Answer& answer)
{
    static const QStringList WithPossession = { u"APPROVED_CONSENT_PROMPT"_s,
        u"DENIED_CONSENT_PROMPT"_s, u"CANCELLED_USER_VERIFICATION"_s, u"USER_ABANDONED"_s,
        u"UV_TEMPORARILY_UNAVAILABLE"_s, u"UV_PERMANENTLY_UNAVAILABLE"_s, u"NONE"_s };
    const bool verified = answer.consent == "APPROVED_USER_VERIFICATION"_L1;
    if (!verified && !WithPossession.contains(answer.consent))
        return bad(u"userConsent is unknown"_s);
    if (verified == (answer.role == Possession))
        return bad(u"userConsent and keyType do not go together"_s);
    const bool denies = answer.consent == "DENIED_CONSENT_PROMPT"_L1;
    if (world.settings.userVerification == "REQUIRED"_L1 && !verified && !denies)
        return Refusal { "E0000158" };
    return std::nullopt;
}

/// Whether the number is the one on the page; a refusal if none was chosen. Text, so that "07" is
/// not "7".
base::Result<bool, Refusal> isRightNumber(const Transaction& transaction, const Answer& answer)
{
    if (transaction.numbers.isEmpty())
        return true;
    const QJsonValue chosen =
        answer.payload["challengeResponseContext"_L1].toObject()[QLatin1String(NumberAnswer)];
    if (!chosen.isString())
        return bad(u"no number was chosen"_s);
    return chosen.toString() == QString::number(transaction.answer);
}

Reply decide(World& world, Transaction& transaction, Outcome outcome, int status)
{
    transaction.outcome = outcome;
    transaction.ended = world.now();
    return status == 204 ? empty(204) : json(QJsonObject(), status);
}

} // namespace

Reply takeAnswer(World& world, const QString& transactionId, const QJsonObject& body)
{
    const auto found = world.state.transactions.find(transactionId);
    if (found == world.state.transactions.end())
        return refused("E0000191");
    Transaction& transaction = found->second;
    if (transaction.outcome == Outcome::Timeout || transaction.outcome == Outcome::Cancelled)
        return refused("E0000191");
    if (transaction.outcome != Outcome::Waiting)
        return refused(bad(u"the challenge is answered already"_s));
    if (body["method"_L1].toString() != "push"_L1)
        return refused(bad(u"method is not push"_s));
    const auto answer = readAnswer(world, transaction, body["challengeResponse"_L1].toString());
    if (!answer)
        return refused(answer.error());
    if (const auto refusal = checkConsent(world, *answer))
        return refused(*refusal);
    if (answer->consent == "DENIED_CONSENT_PROMPT"_L1) {
        markSeen(world, answer->payload);
        return decide(world, transaction, Outcome::Rejected, 204);
    }
    const auto right = isRightNumber(transaction, *answer);
    if (!right)
        return refused(right.error());
    markSeen(world, answer->payload);
    return decide(world, transaction, *right ? Outcome::Success : Outcome::Rejected, 200);
}

} // namespace sandbox
