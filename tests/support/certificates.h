// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <chrono>
#include <memory>
#include <string>

namespace support {

/// What a certificate made for a test says.
struct CertificateWish
{
    std::string name = {}; ///< its common name
    std::string hosts = {}; ///< as OpenSSL writes them: "IP:127.0.0.1,DNS:push.example"
    bool isAuthority = false;
    std::string constraints = {}; ///< of an authority, "permitted;DNS:acme.example"
    std::chrono::hours validFrom { -1 }; ///< from now
    std::chrono::hours validUntil { 24 };
};

/// A certificate with its key, made anew in each run: the tree holds no key.
class Certificate
{
public:
    static Certificate selfSigned(const CertificateWish& wish);
    Certificate sign(const CertificateWish& wish) const; ///< one that this one vouches for

    base::Bytes der() const;
    QByteArray pem() const;
    QByteArray keyPem() const;

private:
    struct Parts;
    static Certificate make(const CertificateWish& wish, const Parts* issuer);

    std::shared_ptr<Parts> m_parts;
};

} // namespace support
