// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/otp/credential.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace otp {

/// Something worth telling about a link that was read all the same.
enum class EntryNote {
    CounterMissing, ///< a HOTP link without counter: 0 taken
    SecretNotCanonical, ///< spare bits or an impossible length
    IssuersDiffer, ///< label and parameter name different issuers; see labelIssuer
    NameMissing, ///< neither issuer nor account name
    PushTicketIgnored, ///< an Auth0 Guardian code: imported as time-based codes only
};

/// One account as a link, a code or a file gives it, before it is saved. Move-only: it holds the
/// secret.
struct Entry
{
    QString issuer;
    QString name;
    QString labelIssuer; ///< the label's prefix where it differs from the issuer parameter
    Credential credential;
    crypto::SecretBytes secret; ///< raw bytes; mOTP: the text of the secret
    crypto::SecretBytes pin; ///< empty: none given
    std::vector<std::pair<std::string, std::string>> otherParameters; ///< unknown ones, kept
    std::vector<EntryNote> notes;
};

/// The same account: equal type, secret, issuer and name.
bool isSameAccount(const Entry& a, const Entry& b);

} // namespace otp
