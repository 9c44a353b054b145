// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace sandbox {

/// A certificate and its private key, both as PEM.
struct Identity
{
    QByteArray certificate;
    QByteArray privateKey;
};

/// An authority that is made when the service starts and ends with it: its key is only in memory,
/// it may sign nothing but servers at 127.0.0.1 and localhost (critical name constraints, path
/// length 0), and it is good for seven days. So that whoever trusts its file trusts this service,
/// for a week, and nothing else.
class CertificateAuthority
{
public:
    /// CryptoFailed if the library cannot.
    static base::Result<CertificateAuthority> make(base::Time now);

    CertificateAuthority(CertificateAuthority&&) noexcept;
    CertificateAuthority& operator=(CertificateAuthority&&) noexcept;
    ~CertificateAuthority();

    /// What is to be trusted.
    QByteArray certificate() const;

    /// A server's certificate for these names ("DNS:localhost", "IP:127.0.0.1"). The authority
    /// signs whatever it is asked; it is the constraints that make other names worthless.
    base::Result<Identity> issue(const QStringList& names, base::Time now) const;

private:
    struct Parts;
    explicit CertificateAuthority(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace sandbox
