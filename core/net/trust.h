// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace net {

/// SHA-256 of a certificate's DER.
using Fingerprint = base::Bytes;

/// Who may vouch for a server: the system's authorities, or certificates that replace them. A value
/// of each request, so that one account's authority opens no other's server.
class Trust
{
public:
    static Trust system() { return {}; }
    /// DER; authorities, or self-signed certificates that are pinned. None: nobody is trusted.
    static Trust only(std::vector<base::Bytes> certificates);

    bool isSystem() const { return !m_certificates; }
    const std::vector<base::Bytes>& certificates() const; ///< not of the system's

    bool operator==(const Trust&) const = default;

private:
    std::optional<std::vector<base::Bytes>> m_certificates;
};

/// What is wrong with how a server proves who it is. The names (`nameOf`) are the second argument
/// of TlsUntrusted.
enum class TlsFlaw {
    SelfSigned,
    UnknownAuthority,
    WrongHost,
    Expired,
    NotYetValid,
    NotPermitted, ///< the authority may not vouch for it: name constraints, no authority at all
    Revoked,
    OldEncryption, ///< nothing newer than TLS 1.1
    NoEncryption, ///< no handshake came about, for another reason
    Invalid, ///< anything else
};

std::string_view nameOf(TlsFlaw flaw);

Fingerprint fingerprintOf(base::ByteView der);

/// For comparing by eye: "3F2A 09BC …", 16 groups of four digits.
std::string fingerprintText(const Fingerprint& fingerprint);

/// The certificates of a file, PEM or a single DER one: NotRecognised if there is none, TooLarge
/// beyond 16 or 256 KiB.
base::Result<std::vector<base::Bytes>> readCertificates(base::ByteView file);

/// What of a chain (the server's own first) can be pinned: its self-signed top, which may be the
/// server's own. nullopt where the chain lacks its top: then the authority's file is needed.
std::optional<base::Bytes> pinnable(const std::vector<base::Bytes>& chain);

} // namespace net
