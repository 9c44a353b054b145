// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/certificate_facts.h"

#include "core/net/certificates.h"

#include <QDateTime>

namespace net {

namespace {

QString firstOf(const QStringList& names, const QStringList& others)
{
    for (const QStringList& list : { names, others }) {
        for (const QString& name : list) {
            if (!name.trimmed().isEmpty())
                return name;
        }
    }
    return {};
}

base::Time timeOf(const QDateTime& time)
{
    return base::Time(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace

base::Result<CertificateFacts> certificateFacts(base::ByteView der)
{
    const auto certificates = certificatesOf({ base::Bytes(der.begin(), der.end()) });
    const QSslCertificate& certificate = certificates.front();
    if (certificate.isNull())
        return base::Error { base::ErrorCode::NotRecognised, "certificate" };
    using Certificate = QSslCertificate;
    CertificateFacts facts;
    facts.name = firstOf(certificate.subjectInfo(Certificate::CommonName),
        certificate.subjectInfo(Certificate::Organization));
    if (!certificate.isSelfSigned())
        facts.issuer = firstOf(certificate.issuerInfo(Certificate::CommonName),
            certificate.issuerInfo(Certificate::Organization));
    facts.from = timeOf(certificate.effectiveDate());
    facts.until = timeOf(certificate.expiryDate());
    facts.fingerprint = fingerprintOf(der);
    return facts;
}

} // namespace net
