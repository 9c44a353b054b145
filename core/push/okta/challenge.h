// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace push::okta {

/// What an organisation wants to be proved. Unknown words count as None.
enum class UserVerification { None, Preferred, Required };

/// Whether somebody has to be asked. This program always asks.
enum class UserMediation { None, Optional, Required };

enum class TransactionType { Login, Ciba };

/// Where a sign-in was started, as our own sandbox adds it. Each part is absent where it was not
/// sent or is not what it should be.
struct SignInClient
{
    std::optional<std::string> address; ///< IPv4 or IPv6, in its usual spelling
    std::optional<QString> userAgent; ///< made visible; empty: a program that does not name itself

    bool operator==(const SignInClient&) const = default;
};

/// What somebody may be shown; every text is made visible and cut.
struct ChallengeFacts
{
    QString application; ///< empty: not told
    QString system; ///< "macOS"; an unknown word as it is; empty: not known
    QString place; ///< empty: not known
    bool placeInNotification = false;
    QString transactionTime; ///< for logs: free text of the server
    TransactionType transaction = TransactionType::Login;
    QString bindingMessage; ///< what is consented to; empty: none
    QString risk; ///< the server's word; empty: none
    QStringList unusualActivities; ///< the server's words
    std::optional<SignInClient> client;

    bool operator==(const ChallengeFacts&) const = default;
};

/// A request of an organisation that has passed every check.
struct Challenge
{
    std::string transactionId;
    std::string tokenId; ///< `jti`; empty: none
    std::string issuer; ///< verbatim, the audience of the answer
    std::string nonce;
    std::string verificationAddress; ///< where the answer goes
    base::Time issuedAt;
    base::Time expiresAt;
    bool hasOtherAudience = false; ///< not made out to our client: worth a line in the log
    UserVerification verification = UserVerification::None;
    UserMediation mediation = UserMediation::Required;
    std::vector<std::string> options; ///< the numbers to choose from, as texts; empty: no number
    bool canSayNumber = false; ///< the organisation has told how an answer holds it
    std::vector<std::string> deviceSignals; ///< facts that the server asks for
    std::vector<std::string> integrations; ///< plug-ins that it asks about
    std::vector<std::string> signalProviders; ///< plug-ins that it asks about
    ChallengeFacts facts;
};

} // namespace push::okta
