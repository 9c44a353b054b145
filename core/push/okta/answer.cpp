// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/answer.h"

#include <algorithm>
#include <array>

namespace push::okta {

namespace {

namespace json = base::json;

constexpr const char* AnswerType = "okta-pushbind+jwt";

bool isApproval(Consent consent)
{
    return consent != Consent::DeniedConsentPrompt;
}

bool wantsNumber(const Challenge& challenge)
{
    return !challenge.options.empty();
}

/// An approval without verification of a challenge that requires it may report why it could not be
/// verified; it may not pass as an ordinary one.
bool isDowngrade(const Challenge& challenge, Consent consent)
{
    return challenge.verification == UserVerification::Required
        && (consent == Consent::ApprovedConsentPrompt
            || consent == Consent::CancelledUserVerification || consent == Consent::UserAbandoned
            || consent == Consent::None);
}

base::Result<void> checkAnswer(const AnswerParts& parts)
{
    const Challenge& challenge = parts.challenge;
    const Answer& answer = parts.answer;
    if (parts.stamp.now > challenge.expiresAt)
        return base::Error { base::ErrorCode::RequestExpired, "answer to a challenge" };
    if (parts.role != keyRoleFor(answer.consent))
        return base::Error { base::ErrorCode::VerificationFailed, "key of another role" };
    if (!isApproval(answer.consent))
        return {};
    if (isDowngrade(challenge, answer.consent))
        return base::Error { base::ErrorCode::Unsupported, "approval without verification",
            { "verification" } };
    if (!wantsNumber(challenge))
        return {};
    if (!challenge.canSayNumber || parts.enrolment.numberAnswer.empty())
        return base::Error { base::ErrorCode::Unsupported, "number challenge", { "number" } };
    if (std::ranges::find(challenge.options, answer.chosen) == challenge.options.end())
        return base::Error { base::ErrorCode::InvalidField, "number of a challenge", { "number" } };
    return {};
}

/// For each plug-in that was asked about: there is none.
void writeNotAvailable(
    json::Writer& out, std::string_view member, const std::vector<std::string>& names)
{
    if (names.empty())
        return;
    out.name(member).beginArray();
    for (const std::string& name : names)
        out.beginObject().member("name", name).member("error", "not available").endObject();
    out.endArray();
}

void writeContext(json::Writer& out, const AnswerParts& parts)
{
    const bool isCiba = parts.challenge.facts.transaction == TransactionType::Ciba;
    out.name("challengeResponseContext").beginObject();
    out.member("userConsent", nameOf(parts.answer.consent));
    out.member("transactionType", isCiba ? "CIBA" : "LOGIN");
    if (isApproval(parts.answer.consent) && wantsNumber(parts.challenge))
        out.member(parts.enrolment.numberAnswer, parts.answer.chosen);
    out.endObject();
}

} // namespace

const char* nameOf(Consent consent)
{
    switch (consent) {
    case Consent::ApprovedConsentPrompt:
        return "APPROVED_CONSENT_PROMPT";
    case Consent::ApprovedUserVerification:
        return "APPROVED_USER_VERIFICATION";
    case Consent::DeniedConsentPrompt:
        return "DENIED_CONSENT_PROMPT";
    case Consent::CancelledUserVerification:
        return "CANCELLED_USER_VERIFICATION";
    case Consent::UserAbandoned:
        return "USER_ABANDONED";
    case Consent::UvTemporarilyUnavailable:
        return "UV_TEMPORARILY_UNAVAILABLE";
    case Consent::UvPermanentlyUnavailable:
        return "UV_PERMANENTLY_UNAVAILABLE";
    case Consent::None:
        return "NONE";
    }
    return "";
}

KeyRole keyRoleFor(Consent consent)
{
    return consent == Consent::ApprovedUserVerification ? KeyRole::UserVerification
                                                        : KeyRole::Possession;
}

std::optional<Consent> approvalOf(const Challenge& challenge, VerificationKey key)
{
    if (wantsNumber(challenge) && !challenge.canSayNumber)
        return {};
    if (challenge.verification == UserVerification::None)
        return Consent::ApprovedConsentPrompt;
    if (key == VerificationKey::Usable)
        return Consent::ApprovedUserVerification;
    if (challenge.verification == UserVerification::Required)
        return {};
    return key == VerificationKey::NeverEnrolled ? Consent::UvPermanentlyUnavailable
                                                 : Consent::UvTemporarilyUnavailable;
}

base::Result<std::string> answerToken(const AnswerParts& parts)
{
    if (const base::Result<void> checked = checkAnswer(parts); !checked)
        return checked.error();
    const Challenge& challenge = parts.challenge;
    const Enrolment& enrolment = parts.enrolment;
    const bool isVerified = parts.role == KeyRole::UserVerification;
    json::Writer claims =
        beginClaims({ enrolment.id, challenge.issuer, enrolment.userId }, parts.stamp);
    claims.member("tx", challenge.transactionId);
    // What was typed counts as a PIN: the vault's passphrase, typed for this one answer.
    claims.member(
        "amr", isVerified ? std::vector<std::string> { "pin" } : std::vector<std::string>());
    claims.name("deviceSignals");
    writeDeviceSignals(claims, { enrolment.deviceId, enrolment.clientInstanceId }, parts.facts,
        challenge.deviceSignals, enrolment.sendsHardwareIds);
    claims.member("nonce", challenge.nonce);
    claims.member("methodEnrollmentId", enrolment.methodId);
    claims.member("keyType", isVerified ? "userVerification" : "proofOfPossession");
    writeContext(claims, parts);
    writeNotAvailable(claims, "integrations", challenge.integrations);
    writeNotAvailable(claims, "signalProviders", challenge.signalProviders);
    claims.endObject();
    return signToken(parts.key, AnswerType, claims);
}

std::string answerBody(std::string_view token)
{
    json::Writer body;
    body.beginObject();
    body.member("method", "push");
    body.member("challengeResponse", token);
    body.endObject();
    return body.written();
}

} // namespace push::okta
