// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/net/http_message.h"
#include "core/push/okta/enrolment.h"
#include "core/push/protocol.h"

namespace push::okta {

/// Topics of what the journal keeps of certificates.
inline constexpr auto AuthorityChanged = "trust-changed"; ///< among those of the system
inline constexpr auto CertificateRenewed = "certificate-renewed"; ///< by the one that is trusted

/// What is remembered of a server: with the system's authorities the one at the top of its chain,
/// since its own certificate is a new one every few weeks; where certain certificates are trusted
/// its own. Empty: nothing can be told.
std::string certificateMark(const vault::PushTrust& trust, const net::Peer& peer);

/// Notes in the journal what a trusted server shows for the first time since it was enrolled. The
/// last few are remembered, so that one with several certificates is told of once for each.
void watchCertificates(Services& services, const vault::PushRegistration& registration,
    const Enrolment& enrolment, const net::Peer& peer);

} // namespace push::okta
