// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/challenge.h"
#include "core/push/okta/enrolment.h"
#include "core/push/okta/jwk.h"

#include <chrono>
#include <functional>

namespace push::okta {

/// Why a challenge is not shown, in the order of the checks.
enum class Refusal {
    NotRecognised, ///< an envelope of something else
    Malformed,
    Algorithm,
    Type,
    Claim, ///< missing, or of the wrong kind; detail: its name
    OtherEnrolment, ///< detail: the claim that differs
    KeyIssuer, ///< names an authorisation server that cannot exist
    KeyMissing, ///< detail: the key id; issuer: where its key would be
    Signature,
    Issuer,
    Audience,
    Milliseconds, ///< a time that is not in seconds; detail: the claim
    Expired, ///< detail: the transaction id
    Future, ///< issued later than now
    NotYetValid,
    Address, ///< where the answer would go
    Method,
    NewerVersion,
    NotDisplayable,
    Unsupported, ///< consent to a transaction that was never enrolled for
    AnsweredBefore,
};

/// A short name for logs and for the sentence of SignatureRefused: "signature", "issuer".
const char* nameOf(Refusal refusal);

/// Whether somebody may be trying to deceive.
bool isSecurityEvent(Refusal refusal);
/// Whether the user hears of it: of every security event, and of what asked for an answer that
/// nobody can give. The others are skipped quietly.
bool isTold(Refusal refusal);

struct Refused
{
    Refusal refusal;
    std::string detail = {};
    std::string issuer = {}; ///< of KeyMissing: whose key set to fetch

    bool operator==(const Refused&) const = default;
};

/// The same as an error: SignatureRefused or Unsupported (with the name), RequestExpired,
/// AnsweredElsewhere; NotUnderstood for what nobody hears of.
base::Error errorOf(const Refused& refused);

/// The issuer whose keys sign the challenges of an organisation.
std::string keyIssuer(const Enrolment& enrolment, std::string_view authorizationServer);

/// All that a check depends on, apart from the challenge.
struct CheckContext
{
    const Enrolment& enrolment; ///< the one whose pending list this came from
    /// The keys of an issuer that are known now; null: that key is not among them.
    std::function<const crypto::RsaPublicKey*(std::string_view issuer, std::string_view keyId)> key;
    /// Whether a transaction or token id was answered before; empty: none was.
    std::function<bool(std::string_view id)> isAnswered = {};
    base::Time now; ///< corrected by the server's clock where that is known
    std::chrono::seconds leeway = LeewayWithoutServerTime;

    static constexpr std::chrono::seconds LeewayWithServerTime { 60 };
    static constexpr std::chrono::seconds LeewayWithoutServerTime { 300 };
};

/// Checks a token, what is cheap and what is signed first; nothing is read from it before its
/// signature holds but what says whether and with which key it may.
base::Result<Challenge, Refused> checkChallenge(
    std::string_view token, const CheckContext& context);

/// What a token wants to show, without any check of it: the last step of checkChallenge().
ChallengeFacts readFacts(const base::json::Value& claims);

} // namespace push::okta
