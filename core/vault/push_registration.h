// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"

#include <string>

namespace vault {

/// How a registration stands at its server, as far as is known here.
enum class RegistrationState {
    Pending, ///< the keys are on disk, the server's yes is not known
    Active,
    Suspended, ///< by the server
    Removed, ///< the server knows it no more
    EnrolAgain, ///< its keys are of no use any more
};

/// Whose certificates the server of a registration may show.
struct PushTrust
{
    std::vector<base::Bytes> certificates = {}; ///< DER; none: the system's authorities

    bool operator==(const PushTrust&) const = default;
};

/// The enrolment of an account at a service that asks before it lets somebody in. Secrets in it are
/// sealed. It is never undone, never older than its last state, and in no export.
struct PushRegistration
{
    Id id;
    Id account; ///< stays the same for ever
    std::string protocol; ///< "okta", "privacyidea", …
    std::string server; ///< origin
    PushTrust trust;
    RegistrationState state = RegistrationState::Pending;
    Id device; ///< which answers; on every other one the registration pauses
    /// By what they are for in the protocol: "pop", "uv". The first byte tells whether one opens
    /// while the vault is unlocked or with a verification only.
    std::map<std::string, SealedSecret> secrets;
    base::Bytes details; ///< the protocol's own; nothing secret
    Stamp created;
    Stamp changed;
    base::Bytes unknown; ///< members of a newer program, CBOR, kept as they are

    bool operator==(const PushRegistration&) const = default;
};

} // namespace vault
