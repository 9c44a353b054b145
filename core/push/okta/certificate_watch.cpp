// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/certificate_watch.h"

#include "core/vault/registrations.h"

#include <algorithm>

namespace push::okta {

namespace {

constexpr std::size_t MostRemembered = 4;
constexpr std::string_view OfAuthority = "root ";
constexpr std::string_view OfServer = "leaf ";

bool isKnown(const Enrolment& enrolment, const std::string& mark)
{
    return std::ranges::find(enrolment.certificates, mark) != enrolment.certificates.end();
}

/// Nothing of this kind was seen before: the trust was changed meanwhile, or it was enrolled by a
/// program that did not look.
bool isFirstOfKind(const Enrolment& enrolment, std::string_view mark)
{
    return std::ranges::none_of(enrolment.certificates, [mark](const std::string& known) {
        return known.substr(0, OfServer.size()) == mark.substr(0, OfServer.size());
    });
}

base::Result<void> note(vault::Vault& vault, const vault::PushRegistration& registration,
    std::string topic, base::Time now)
{
    const auto account = vault.find(registration.account);
    vault::JournalEntry entry;
    entry.time = now;
    entry.kind = vault::JournalKind::Note;
    entry.account = registration.account;
    entry.service = account ? account->issuer : QString();
    entry.topic = std::move(topic);
    const auto noted = vault.record(entry);
    if (!noted)
        return noted.error();
    return {};
}

} // namespace

std::string certificateMark(const vault::PushTrust& trust, const net::Peer& peer)
{
    if (!trust.certificates.empty())
        return std::string(OfServer) + base::toHex(peer.leaf);
    return peer.root ? std::string(OfAuthority) + base::toHex(*peer.root) : std::string();
}

void watchCertificates(Services& services, const vault::PushRegistration& registration,
    const Enrolment& enrolment, const net::Peer& peer)
{
    const std::string mark = certificateMark(registration.trust, peer);
    vault::Vault* const vault = services.vault();
    if (mark.empty() || isKnown(enrolment, mark) || !vault)
        return;
    // Another poll, or another program, may have told of it.
    const auto present = vault::Registrations(*vault).find(registration.id);
    auto read = present ? readEnrolment(base::textOf(present->details))
                        : base::Result<Enrolment>(base::Error { base::ErrorCode::NoMatch });
    if (!read || isKnown(*read, mark))
        return;
    const bool isOfServer = mark.starts_with(OfServer);
    if (!isFirstOfKind(*read, mark)
        && !note(*vault, registration, isOfServer ? CertificateRenewed : AuthorityChanged,
            services.clock.now()))
        return; // and at the next poll again
    read->certificates.insert(read->certificates.begin(), mark);
    if (read->certificates.size() > MostRemembered)
        read->certificates.resize(MostRemembered);
    if (vault::Registrations(*vault).update(registration.id, { .details = detailsOf(*read) }))
        services.vaultChanged();
}

} // namespace push::okta
