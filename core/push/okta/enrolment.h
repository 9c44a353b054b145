// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"
#include "core/push/okta/jws.h"

#include <QString>

#include <string>
#include <string_view>

namespace push::okta {

/// The two ways in which a device speaks to an organisation: as the app of a customer, which the
/// vendor documents, and as the vendor's own, which it does not.
enum class Family { Documented, Undocumented };

/// What enrolling left here, all that later messages need; nothing of it is secret.
struct Enrolment
{
    Family family = Family::Documented;
    std::string organisation; ///< origin of the organisation
    std::string alternate; ///< its other documented origin; empty: none
    std::string organisationId; ///< empty: not known (family B)
    std::string clientId; ///< of the OAuth client; empty: not known (family B)
    std::string authorizationServer; ///< where one signs in; empty: the organisation's own
    std::string authenticatorId;
    std::string id; ///< of the enrolment
    std::string methodId; ///< of its push method
    std::string userId;
    QString userName; ///< as the server spells it; empty: not told
    std::string deviceId;
    std::string clientInstanceId;
    std::string pendingAddress; ///< where waiting challenges are listed
    KeyKind keyKind = KeyKind::Ec; ///< of all its keys
    std::string clientKeyId;
    std::string possessionKeyId;
    std::string verificationKeyId; ///< empty: no such key was enrolled
    bool hasCiba = false; ///< may ask for consent to a transaction
    std::string numberAnswer; ///< member of an answer that holds the number; empty: cannot be said
    /// What the server has shown of itself, the latest first: see certificateMark().
    std::vector<std::string> certificates;
    bool sendsHardwareIds = false; ///< serial number and the like, switched on by the user

    bool operator==(const Enrolment&) const = default;
};

/// Whether an address belongs to the organisation of an enrolment or to its alternate domain.
bool isOfOrganisation(const Enrolment& enrolment, std::string_view address);

/// Where an enrolment is changed and removed.
std::string addressOf(const Enrolment& enrolment);

/// Where the waiting challenges of an enrolment are listed when the reply named no place.
std::string documentedPendingAddress(const Enrolment& enrolment);

/// The bytes that the vault keeps for an enrolment: JSON, whose unknown members are ignored.
std::string writeEnrolment(const Enrolment& enrolment);
base::Bytes detailsOf(const Enrolment& enrolment); ///< the same
base::Result<Enrolment> readEnrolment(std::string_view bytes);

} // namespace push::okta
