// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/certificates.h"

#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr qsizetype LongestChain = 10;

bool isIssuer(const QSslCertificate& candidate, const QSslCertificate& of)
{
    return candidate.subjectInfo(QSslCertificate::CommonName)
        == of.issuerInfo(QSslCertificate::CommonName)
        && candidate.subjectInfo(QSslCertificate::Organization)
        == of.issuerInfo(QSslCertificate::Organization)
        && candidate.subjectInfo(QSslCertificate::OrganizationalUnitName)
        == of.issuerInfo(QSslCertificate::OrganizationalUnitName)
        && candidate.subjectInfo(QSslCertificate::CountryName)
        == of.issuerInfo(QSslCertificate::CountryName);
}

std::optional<QSslCertificate> issuerAmong(
    const QList<QSslCertificate>& candidates, const QSslCertificate& certificate)
{
    const auto found = std::ranges::find_if(candidates,
        [&certificate](const auto& candidate) { return isIssuer(candidate, certificate); });
    if (found == candidates.end())
        return std::nullopt;
    return *found;
}

TlsFlaw flawOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
        return TlsFlaw::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return TlsFlaw::UnknownAuthority;
    case QSslError::HostNameMismatch:
        return TlsFlaw::WrongHost;
    case QSslError::CertificateExpired:
        return TlsFlaw::Expired;
    case QSslError::CertificateNotYetValid:
        return TlsFlaw::NotYetValid;
    case QSslError::InvalidCaCertificate:
    case QSslError::PathLengthExceeded:
    case QSslError::InvalidPurpose:
    case QSslError::UnspecifiedError: // all that Qt says of a violated name constraint
        return TlsFlaw::NotPermitted;
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
    case QSslError::CertificateRejected:
        return TlsFlaw::Revoked;
    default:
        return TlsFlaw::Invalid;
    }
}

} // namespace

base::Bytes derOf(const QSslCertificate& certificate)
{
    const QByteArray der = certificate.toDer();
    return { der.begin(), der.end() };
}

QList<QSslCertificate> certificatesOf(const std::vector<base::Bytes>& ders)
{
    QList<QSslCertificate> certificates;
    for (const auto& der : ders) {
        certificates += QSslCertificate(QByteArray(reinterpret_cast<const char*>(der.data()),
                                            static_cast<qsizetype>(der.size())),
            QSsl::Der);
    }
    return certificates;
}

std::optional<QSslCertificate> topOf(
    const QList<QSslCertificate>& sent, const QList<QSslCertificate>& trusted)
{
    if (sent.isEmpty())
        return std::nullopt;
    QSslCertificate top = sent.first();
    for (qsizetype length = 1; !top.isSelfSigned(); ++length) {
        std::optional<QSslCertificate> issuer = issuerAmong(sent, top);
        if (!issuer)
            issuer = issuerAmong(trusted, top);
        if (!issuer || length == LongestChain)
            return std::nullopt;
        top = *issuer;
    }
    return top;
}

QSslConfiguration configurationFor(const Trust& trust)
{
    // A copy: what other parts of the process use stays as it is.
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setPeerVerifyDepth(0); // the whole chain
    configuration.setAllowedNextProtocols({ QSslConfiguration::NextProtocolHttp1_1 });
    if (!trust.isSystem())
        configuration.setCaCertificates(certificatesOf(trust.certificates()));
    return configuration;
}

TlsFlaw flawOf(const QList<QSslError>& errors)
{
    constexpr TlsFlaw GravestFirst[] = { TlsFlaw::Revoked, TlsFlaw::SelfSigned,
        TlsFlaw::UnknownAuthority, TlsFlaw::NotPermitted, TlsFlaw::Expired, TlsFlaw::NotYetValid,
        TlsFlaw::WrongHost };
    for (const TlsFlaw flaw : GravestFirst) {
        if (std::ranges::any_of(
                errors, [flaw](const auto& error) { return flawOf(error.error()) == flaw; }))
            return flaw;
    }
    return TlsFlaw::Invalid;
}

TlsFlaw flawOfHandshake(const QString& message)
{
    // Of a server's old version, of one that refuses ours, and of one below the system's level.
    const bool isOld = message.contains("unsupported protocol"_L1)
        || message.contains("protocol version"_L1) || message.contains("version too low"_L1);
    return isOld ? TlsFlaw::OldEncryption : TlsFlaw::NoEncryption;
}

bool isUntrustedChain(TlsFlaw flaw)
{
    return flaw == TlsFlaw::SelfSigned || flaw == TlsFlaw::UnknownAuthority;
}

} // namespace net
