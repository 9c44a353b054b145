// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/challenge_check.h"

#include <QJsonObject>

namespace support::okta {

/// The enrolment that the vectors of the protocol page belong to.
push::okta::Enrolment vectorEnrolment();

/// The key that signed them, and no other.
const crypto::RsaPublicKey& vectorKey();

/// One of the private scalars of the vectors as a key for tokens.
crypto::SecretBytes scalar(const char* hex);

/// An organisation whose private key the test has: made once for each test program.
class Organisation
{
public:
    Organisation();

    const crypto::RsaPublicKey& publicKey() const { return m_pair.publicKey; }

    /// Any texts as a token, signed with RS256.
    std::string sign(const QByteArray& header, const QByteArray& claims) const;
    /// The usual header over these claims.
    std::string sign(const QJsonObject& claims) const;

private:
    crypto::RsaKeyPair m_pair;
};
const Organisation& organisation();

/// The header and the claims of the LOGIN challenge of the vectors.
QJsonObject loginHeader();
QJsonObject loginClaims();

/// A context in which challenges of organisation() hold 12 seconds after they were made.
push::okta::CheckContext contextOf(const push::okta::Enrolment& enrolment);

/// The claims of a token without any check, for tests of what was signed.
QJsonObject claimsOf(const std::string& token);

} // namespace support::okta
