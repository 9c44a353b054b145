// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/trust.h"

#include "core/net/certificates.h"

#include <QCryptographicHash>
#include <QSslCertificate>

#include <array>

namespace net {

namespace {

constexpr std::size_t MostCertificates = 16;
constexpr std::size_t LongestFile = std::size_t { 256 } << 10;
constexpr std::size_t GroupLength = 4;

} // namespace

Trust Trust::only(std::vector<base::Bytes> certificates)
{
    Trust trust;
    trust.m_certificates = std::move(certificates);
    return trust;
}

const std::vector<base::Bytes>& Trust::certificates() const
{
    static const std::vector<base::Bytes> None;
    return m_certificates ? *m_certificates : None;
}

std::string_view nameOf(TlsFlaw flaw)
{
    constexpr std::array<std::string_view, 10> Names = { "self-signed", "unknown-authority",
        "wrong-host", "expired", "not-yet-valid", "not-permitted", "revoked", "old-encryption",
        "no-encryption", "invalid" };
    static_assert(Names.size() == static_cast<std::size_t>(TlsFlaw::Invalid) + 1);
    return Names[static_cast<std::size_t>(flaw)];
}

Fingerprint fingerprintOf(base::ByteView der)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(der.data(), static_cast<qsizetype>(der.size())));
    const QByteArray digest = hash.result();
    return { digest.begin(), digest.end() };
}

std::string fingerprintText(const Fingerprint& fingerprint)
{
    std::string text;
    for (const char digit : base::toHex(fingerprint)) {
        if (text.size() % (GroupLength + 1) == GroupLength)
            text += ' ';
        text += digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
    }
    return text;
}

base::Result<std::vector<base::Bytes>> readCertificates(base::ByteView file)
{
    if (file.size() > LongestFile)
        return base::Error { base::ErrorCode::TooLarge, "certificates",
            { "certificates", "256 KiB" } };
    const auto data = QByteArray::fromRawData(
        reinterpret_cast<const char*>(file.data()), static_cast<qsizetype>(file.size()));
    const bool isPem = data.contains("-----BEGIN");
    std::vector<base::Bytes> found;
    for (const auto& certificate : QSslCertificate::fromData(data, isPem ? QSsl::Pem : QSsl::Der)) {
        if (!certificate.isNull())
            found.push_back(derOf(certificate));
    }
    if (found.empty())
        return base::Error { base::ErrorCode::NotRecognised, "certificates" };
    if (found.size() > MostCertificates)
        return base::Error { base::ErrorCode::TooLarge, "certificates", { "certificates", "16" } };
    return found;
}

std::optional<base::Bytes> pinnable(const std::vector<base::Bytes>& chain)
{
    if (chain.empty())
        return std::nullopt;
    const QList<QSslCertificate> sent = certificatesOf(chain);
    const std::optional<QSslCertificate> top = topOf(sent, {});
    if (!top)
        return std::nullopt;
    return derOf(*top);
}

} // namespace net
