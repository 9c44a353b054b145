// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/push/okta/device.h"
#include "core/push/okta/enrolment.h"
#include "core/push/okta/jwk.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Bodies that enrol, change and describe an enrolment, of both families.
namespace push::okta {

/// A device that the organisation knows already: its ids and the proof of attestationToken().
struct KnownDevice
{
    DeviceIds ids;
    std::string attestation;
};

/// A new device introduces itself with its key, a known one with its ids.
using DeviceProof = std::variant<PublicJwk, KnownDevice>;

/// What to say about the user-verification key: nothing, that there shall be none, or the key.
struct NoVerification
{ };
using VerificationOffer = std::variant<std::monostate, NoVerification, PublicJwk>;

struct EnrolRequest
{
    std::string authenticatorId;
    DeviceFacts facts;
    DeviceProof device;
    PublicJwk possessionKey;
    VerificationOffer verification;
    bool withCiba = true;
};

/// The body of an enrolment in family A. Without a push token: this program has none.
std::string enrolBody(const EnrolRequest& request);

/// The body of an activation in family B, which enrols push, TOTP or both; update with the same.
struct ActivateRequest
{
    EnrolRequest enrol; ///< its keys are sent only with push
    bool withPush = true;
    bool withTotp = true;
};
std::string activateBody(const ActivateRequest& request);

/// A body of family A that changes one thing.
std::string addVerificationKeyBody(const PublicJwk& key);
std::string removeVerificationKeyBody(); ///< the null must reach the wire
std::string cibaBody(bool on);

/// What the server says of an enrolment, in reply to enrolling and to changing it.
struct EnrolReply
{
    std::string id;
    std::string authenticatorId;
    DeviceIds device;
    std::string deviceStatus;
    std::string userId;
    QString userName; ///< made visible; empty: not told
    std::string pushId; ///< empty: no push (family B)
    std::string pendingAddress; ///< empty: not told
    std::optional<base::Time> created; ///< absent: in a spelling that is not known
    crypto::SecretBytes totpSecret; ///< Base32 text; empty: no TOTP (family B)
};

/// NotUnderstood where something that every later message needs is missing, push included.
base::Result<EnrolReply> readEnrolReply(std::string_view body);

/// The same in family B, where methods are a list and one of push and TOTP is enough.
base::Result<EnrolReply> readActivateReply(std::string_view body);

} // namespace push::okta
