// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/push/okta/link.h"

namespace push::okta {

/// An enrolment code with all that activating it needs. readLink() knows what the code is and holds
/// nothing that could be spent.
struct ActivationTicket
{
    std::string server; ///< origin of the organisation
    std::string factorId; ///< the `f`: an authenticator, or a push factor in Classic; may be empty
    QString account; ///< the user's name as the code spells it
    crypto::SecretBytes token; ///< the `t`: good for one activation, for minutes
};

/// Reads what readLink() recognised as an Activation, and holds the server to what an undocumented
/// activation may contact: https on its ordinary port, a host name, no path; a loopback address
/// may have any port. NotRecognised for other texts; InvalidField ("s", value, allowed).
base::Result<ActivationTicket> readTicket(std::string_view text);

} // namespace push::okta
