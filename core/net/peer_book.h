// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/net/http_message.h"

#include <QList>
#include <QSslCertificate>

#include <map>

namespace net {

/// Remembers the top of each chain that was seen: servers leave it out, and to look for it among
/// the system's authorities at every answer would be a waste.
class PeerBook
{
public:
    std::optional<Peer> peerOf(const QList<QSslCertificate>& chain, const Trust& trust);

private:
    const QList<QSslCertificate>& systemAuthorities();

    std::map<Fingerprint, Peer> m_systemPeers; ///< by the server's own certificate
    std::optional<QList<QSslCertificate>> m_systemAuthorities;
};

} // namespace net
