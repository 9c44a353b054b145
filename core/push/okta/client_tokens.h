// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/push/okta/enrolment.h"

#include <chrono>

/// How this program proves to an organisation who it is, apart from answers.
namespace push::okta {

/// The `SSWS` token of updates and removals: signed with the possession key, because a prompt for
/// another key would come at any moment.
base::Result<std::string> updateToken(
    const Enrolment& enrolment, const SigningKey& key, const TokenStamp& stamp);

/// Proves at a second enrolment that this is the known client instance; signed with its key.
base::Result<std::string> attestationToken(
    const Enrolment& known, const SigningKey& key, const TokenStamp& stamp);

/// What a maintenance token may be used for.
enum class MaintenanceScope { Read, Manage };

/// The form that asks for an access token without a person: the grant for signed assertions. The
/// assertion is signed with the possession key.
base::Result<std::string> maintenanceRequest(const Enrolment& enrolment,
    const std::vector<MaintenanceScope>& scopes, const SigningKey& key, const TokenStamp& stamp);

/// The reply to that and to a sign-in in the browser.
struct AccessToken
{
    crypto::SecretBytes token;
    std::optional<std::chrono::seconds> lifetime; ///< absent: not told
    std::string scope; ///< empty: not told
    std::string idToken; ///< of a sign-in with "openid": for the user's name only
};
base::Result<AccessToken> readAccessToken(std::string_view body);

/// When a token is to be replaced: a minute before its end, absent where that is not known.
std::optional<base::Time> renewalOf(const AccessToken& token, base::Time received);

} // namespace push::okta
