// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/challenge.h"
#include "core/push/okta/device.h"
#include "core/push/okta/enrolment.h"

namespace push::okta {

/// What an answer says happened.
enum class Consent {
    ApprovedConsentPrompt,
    ApprovedUserVerification,
    DeniedConsentPrompt,
    CancelledUserVerification,
    UserAbandoned,
    UvTemporarilyUnavailable,
    UvPermanentlyUnavailable,
    None,
};
const char* nameOf(Consent consent);

/// Which key signs: only a verified approval is signed with the user-verification key; a denial
/// never is, whatever was required.
enum class KeyRole { Possession, UserVerification };
KeyRole keyRoleFor(Consent consent);

/// How the user-verification key of an enrolment stands.
enum class VerificationKey { NeverEnrolled, Unavailable, Usable };

/// What approving says; absent where this challenge cannot be approved here, only denied: it wants
/// verification without a usable key, or a number that no answer can hold. Never a quiet downgrade.
std::optional<Consent> approvalOf(const Challenge& challenge, VerificationKey key);

struct Answer
{
    Consent consent = Consent::DeniedConsentPrompt;
    std::string chosen = {}; ///< the option that was chosen, as the challenge spells it
};

/// What an answer is made of.
struct AnswerParts
{
    const Challenge& challenge;
    const Enrolment& enrolment;
    const DeviceFacts& facts;
    const Answer& answer;
    SigningKey key; ///< of the role that the consent asks for
    KeyRole role = KeyRole::Possession; ///< of that key
    TokenStamp stamp;
};

/// The signed answer. RequestExpired after the challenge's end; Unsupported where it cannot be
/// approved so; InvalidField ("number") where the chosen option is none of it; VerificationFailed
/// where the key has the wrong role.
base::Result<std::string> answerToken(const AnswerParts& parts);

/// The body that carries it to the challenge's address.
std::string answerBody(std::string_view token);

} // namespace push::okta
