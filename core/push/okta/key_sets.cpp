// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/key_sets.h"

#include "core/push/okta/discovery.h"

namespace push::okta {

namespace {

std::string nameOf(const KeySource& source)
{
    std::string name = source.issuer;
    for (const base::Bytes& certificate : source.trust.certificates)
        name += ' ' + base::toHex(net::fingerprintOf(certificate));
    return name;
}

} // namespace

const crypto::RsaPublicKey* KeySets::find(const KeySource& source, std::string_view keyId) const
{
    const auto set = m_sets.find(nameOf(source));
    if (set == m_sets.end())
        return nullptr;
    for (const OrganisationKey& key : set->second.keys) {
        if (key.id == keyId)
            return &key.key;
    }
    return nullptr;
}

std::vector<KeySource> KeySets::outdatedBeside(const KeySource& source) const
{
    std::vector<KeySource> outdated;
    for (const auto& [name, set] : m_sets) {
        const bool isOver = set.until && *set.until <= m_clock.now();
        if (isOver && set.source.organisation == source.organisation
            && set.source.trust == source.trust && mayFetch(set.source))
            outdated.push_back(set.source);
    }
    return outdated;
}

bool KeySets::mayFetch(const KeySource& source) const
{
    const auto set = m_sets.find(nameOf(source));
    if (set == m_sets.end() || !set->second.tried)
        return true;
    const base::Time now = m_clock.now();
    // A clock that was set back must not lock a key out.
    return now < *set->second.tried || now - *set->second.tried >= BetweenFetches;
}

void KeySets::fetch(const KeySource& source, QObject* context, Done done)
{
    Set& tried = m_sets[nameOf(source)];
    tried.source = source;
    tried.tried = m_clock.now();
    net::HttpRequest request = requestTo(net::Method::Get,
        source.issuer + "/.well-known/openid-configuration", source.trust, Wants::Plain);
    request.limits.time = Patience;
    m_http.send(std::move(request), context,
        [this, source, context, done = std::move(done)](net::HttpClient::Outcome outcome) {
            const Reply reply = judged(std::move(outcome), m_clock.now());
            if (!reply)
                return done(reply.error().error);
            const auto addresses =
                readOpenIdConfiguration(reply->text(), source.organisation, source.alternate);
            if (!addresses)
                return done(addresses.error());
            if (addresses->keys.empty())
                return done(
                    base::Error { base::ErrorCode::NotUnderstood, "keys of another origin" });
            fetchKeys(source, addresses->keys, context, done);
        });
}

void KeySets::fetchKeys(
    const KeySource& source, const std::string& address, QObject* context, const Done& done)
{
    net::HttpRequest request = requestTo(net::Method::Get, address, source.trust, Wants::Plain);
    request.limits.time = Patience;
    m_http.send(std::move(request), context,
        [this, name = nameOf(source), done](net::HttpClient::Outcome outcome) {
            const Reply reply = judged(std::move(outcome), m_clock.now());
            if (!reply)
                return done(reply.error().error);
            auto keys = readKeySet(reply->text());
            if (!keys)
                return done(keys.error());
            const std::string* control = reply->header("cache-control");
            Set& set = m_sets[name];
            set.keys = std::move(*keys);
            set.until = m_clock.now() + keySetLifetime(control ? *control : std::string());
            done({});
        });
}

} // namespace push::okta
