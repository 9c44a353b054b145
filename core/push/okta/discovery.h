// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/jws.h"

#include <QString>

#include <optional>

/// The documents that an organisation shows to everybody. Each reader takes the body of a reply and
/// answers NotUnderstood without a host where it is not what it should be: who sent the request
/// knows the host and adds it.
namespace push::okta {

enum class Pipeline { IdentityEngine, Classic, Other };

/// `/.well-known/okta-organization`
struct Organisation
{
    std::string id;
    Pipeline pipeline = Pipeline::Other;
    std::string canonical; ///< origin; empty: not told
    std::string alternate; ///< origin of its own domain; empty: none
};
base::Result<Organisation> readOrganisation(std::string_view body);

/// The origin of an organisation beside the one that it was asked by: its own domain, or where that
/// was asked the canonical one. Empty: it has told no other.
std::string otherOrigin(const Organisation& organisation, std::string_view asked);

/// What one method of an authenticator wants.
struct MethodPolicy
{
    bool isActive = false;
    bool allowsEs256 = true; ///< also where no algorithms are listed
    bool allowsRs256 = false;
    bool wantsHardwareKeys = false; ///< keys in software are expected to be refused
    bool hasCiba = false;
};

/// How the codes of a TOTP method are made; the defaults of 30 seconds, six digits and SHA-1 where
/// the document says nothing or something that no code can be made of.
struct TotpPolicy
{
    int period = 30;
    int digits = 6;
    crypto::Hash hash = crypto::Hash::Sha1;
};

/// An authenticator as the documents of both families describe it.
struct Authenticator
{
    std::string id;
    std::string organisationId; ///< empty: not told
    std::string key; ///< "custom_app", "okta_verify"
    QString name; ///< made visible
    bool requiresVerification = false;
    std::optional<MethodPolicy> push; ///< absent: nothing that this program can enrol by push
    std::optional<TotpPolicy> totp;
    std::string enrolAddress; ///< as written; empty: not told
    std::string clientId; ///< family B only
    std::string numberAnswer; ///< member of answers that holds the number; empty: not told
};

/// `/.well-known/app-authenticator-configuration`: the first element. NothingToDo for an empty
/// list: no authenticator is bound to the client.
base::Result<Authenticator> readConfiguration(std::string_view body);

/// `/api/v1/authenticators?key=okta_verify&expand=methods` (family B): the first that is active.
/// NothingToDo where none is.
base::Result<Authenticator> readAuthenticators(std::string_view body);

/// The kind of keys to make for an authenticator.
KeyKind keyKindFor(const Authenticator& authenticator);

/// Where to enrol: the named address if it lies with the organisation, else the documented one.
std::string enrolAddress(const Authenticator& authenticator, std::string_view organisation);

/// `/.well-known/openid-configuration`: addresses, each empty unless its origin is one of the two.
struct OpenIdAddresses
{
    std::string keys;
    std::string authorization;
    std::string token;
    /// Redirect addresses are compared without their port (RFC 8252). The vendor's are not; the one
    /// server that says so is the service for practice.
    bool allowsAnyPort = false;
};
base::Result<OpenIdAddresses> readOpenIdConfiguration(
    std::string_view body, std::string_view organisation, std::string_view alternate);

} // namespace push::okta
