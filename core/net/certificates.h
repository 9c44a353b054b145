// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/net/trust.h"

#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <optional>

namespace net {

base::Bytes derOf(const QSslCertificate& certificate);
QList<QSslCertificate> certificatesOf(const std::vector<base::Bytes>& ders);

/// The self-signed certificate in which a chain ends: followed from its first certificate, by
/// issuers among the rest of it and then among `trusted`. nullopt where it breaks off.
std::optional<QSslCertificate> topOf(
    const QList<QSslCertificate>& sent, const QList<QSslCertificate>& trusted);

/// How a connection with this trust is encrypted and checked.
QSslConfiguration configurationFor(const Trust& trust);

/// The gravest of what the check found.
TlsFlaw flawOf(const QList<QSslError>& errors);

/// What lies behind a handshake that failed before certificates came up, by the words of OpenSSL.
TlsFlaw flawOfHandshake(const QString& message);

/// Whether it means that nobody whom we trust vouches, rather than that the certificate is bad.
bool isUntrustedChain(TlsFlaw flaw);

} // namespace net
