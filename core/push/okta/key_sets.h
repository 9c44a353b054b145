// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/jwk.h"
#include "core/push/okta/server_call.h"

#include <map>

namespace push::okta {

/// Where an issuer's keys come from, and who vouches for the way there. It is taken from what was
/// enrolled, never from a token.
struct KeySource
{
    std::string issuer;
    std::string organisation; ///< origin
    std::string alternate; ///< its other origin; empty: none
    vault::PushTrust trust;
};

/// The public keys that organisations sign challenges with. A set is kept as long as the server
/// says, at least a minute and at most a day; it is fetched again in the background when that is
/// over, and at once, but at most once a minute, when a key is unknown. The old set stays valid
/// until the new one has arrived. What one account's certificates have vouched for is of no use to
/// an account that trusts others.
class KeySets
{
public:
    static constexpr std::chrono::seconds BetweenFetches { 60 };
    static constexpr std::chrono::seconds Patience { 5 };

    KeySets(net::HttpClient& http, const base::Clock& clock) : m_http(http), m_clock(clock) { }

    /// Null: not known. Valid until the next fetch ends.
    const crypto::RsaPublicKey* find(const KeySource& source, std::string_view keyId) const;
    /// Those of the same organisation and trust whose time is over, and which may be fetched.
    std::vector<KeySource> outdatedBeside(const KeySource& source) const;
    /// Not within a minute of the last time.
    bool mayFetch(const KeySource& source) const;
    /// `done` runs when the new set is here, or cannot be had; not once the context is gone.
    void fetch(const KeySource& source, QObject* context,
        std::function<void(const base::Result<void>&)> done);

private:
    struct Set
    {
        KeySource source;
        std::vector<OrganisationKey> keys;
        std::optional<base::Time> tried;
        std::optional<base::Time> until;
    };
    using Done = std::function<void(const base::Result<void>&)>;

    void fetchKeys(
        const KeySource& source, const std::string& address, QObject* context, const Done& done);

    net::HttpClient& m_http;
    const base::Clock& m_clock;
    std::map<std::string, Set, std::less<>> m_sets; ///< by issuer and trust
};

} // namespace push::okta
