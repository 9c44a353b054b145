// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/client_tokens.h"
#include "core/push/okta/server_call.h"

#include <map>

namespace push::okta {

/// The roles of the secrets that a registration keeps.
namespace role {
inline const std::string Client = "client";
inline const std::string Possession = "possession";
inline const std::string Verification = "verification"; ///< opens with a verification only
} // namespace role

/// A private key of a registration, open for the moment of one signature.
struct OpenKey
{
    crypto::SecretBytes bytes;
    std::string id;
    KeyKind kind = KeyKind::Ec;

    SigningKey signing() const { return { kind, id, bytes.view() }; }
};
base::Result<OpenKey> openPossessionKey(
    vault::Vault& vault, const vault::Id& registration, const Enrolment& enrolment);

/// What authorises a call without a person: a token for reading the list of waiting challenges
/// alone from the organisation, one for maintaining the enrolment, or where it has named no client
/// for this program (family B) one signed by the registration itself. Kept in locked memory only,
/// until the vault is locked.
class AccessTokens
{
public:
    using Done = std::function<void(base::Result<net::Authorization, Trouble>)>;

    AccessTokens(net::HttpClient& http, Services& services) : m_http(http), m_services(services) { }

    /// Whose token, and what it is to allow.
    struct Wish
    {
        const vault::PushRegistration& registration;
        const Enrolment& enrolment;
        MaintenanceScope scope = MaintenanceScope::Read;
    };
    void get(const Wish& wish, QObject* context, Done done);
    /// Signed by the registration itself, whether or not there is a client.
    base::Result<net::Authorization> selfSigned(const Wish& wish);
    /// The server does not take it: the next one is new.
    void drop(const vault::Id& registration);
    void forget() { m_tokens.clear(); }

private:
    struct Kept
    {
        crypto::SecretBytes token;
        std::optional<base::Time> renewal;
    };

    using Key = std::pair<vault::Id, MaintenanceScope>;
    base::Result<std::string> requestBody(const Wish& wish);
    base::Result<net::Authorization> keep(const Key& key, std::string_view body);

    net::HttpClient& m_http;
    Services& m_services;
    std::map<Key, Kept> m_tokens;
};

} // namespace push::okta
