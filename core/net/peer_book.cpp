// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/peer_book.h"

#include "core/net/certificates.h"

namespace net {

namespace {

/// Servers have one certificate each and renew it every few weeks.
constexpr std::size_t MostPeers = 1000;

Peer madeOf(const QList<QSslCertificate>& chain, const QList<QSslCertificate>& authorities)
{
    Peer peer { .leaf = fingerprintOf(derOf(chain.first())) };
    if (const std::optional<QSslCertificate> top = topOf(chain, authorities))
        peer.root = fingerprintOf(derOf(*top));
    return peer;
}

} // namespace

std::optional<Peer> PeerBook::peerOf(const QList<QSslCertificate>& chain, const Trust& trust)
{
    if (chain.isEmpty())
        return std::nullopt;
    if (!trust.isSystem())
        return madeOf(chain, certificatesOf(trust.certificates()));
    const Fingerprint leaf = fingerprintOf(derOf(chain.first()));
    auto known = m_systemPeers.find(leaf);
    if (known == m_systemPeers.end()) {
        if (m_systemPeers.size() >= MostPeers)
            m_systemPeers.clear();
        known = m_systemPeers.emplace(leaf, madeOf(chain, systemAuthorities())).first;
    }
    return known->second;
}

const QList<QSslCertificate>& PeerBook::systemAuthorities()
{
    if (!m_systemAuthorities) {
        m_systemAuthorities = configurationFor(Trust::system()).caCertificates();
        // Empty where they are looked up one by one as they are needed.
        if (m_systemAuthorities->isEmpty())
            m_systemAuthorities = QSslConfiguration::systemCaCertificates();
    }
    return *m_systemAuthorities;
}

} // namespace net
