// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/trust.h"

#include <QString>

namespace net {

/// What a certificate says of itself, for comparing by eye before it is trusted. The texts come
/// from outside.
struct CertificateFacts
{
    QString name; ///< common name, else the organisation; may be empty
    QString issuer; ///< the same of who signed it; empty where it signed itself
    base::Time from;
    base::Time until;
    Fingerprint fingerprint;
};

/// NotRecognised if it is no certificate.
base::Result<CertificateFacts> certificateFacts(base::ByteView der);

} // namespace net
