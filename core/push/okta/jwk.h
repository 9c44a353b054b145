// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/jws.h"

#include <chrono>
#include <variant>

namespace push::okta {

/// The public half of a key of ours, as an organisation is told it. Always "SOFTWARE": no key of
/// this program lives in hardware.
struct PublicJwk
{
    std::string id; ///< `kid`: the server matches it literally
    std::variant<crypto::EcPublicKey, crypto::RsaPublicKey> key;
};

/// The members in alphabetical order; coordinates with 43 characters each.
void writeJwk(base::json::Writer& out, const PublicJwk& jwk);

/// A key that an organisation signs challenges with.
struct OrganisationKey
{
    std::string id;
    crypto::RsaPublicKey key;
};

/// The RSA keys for signatures in a key set (RFC 7517). Others, those outside our bounds and those
/// without an id are skipped. NotUnderstood where it is no key set.
base::Result<std::vector<OrganisationKey>> readKeySet(std::string_view body);

/// How long a key set may be kept: `max-age` of the header, at least a minute and at most a day;
/// a minute where the header says nothing.
std::chrono::seconds keySetLifetime(std::string_view cacheControl);

} // namespace push::okta
