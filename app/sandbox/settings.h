// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <chrono>

namespace sandbox {

/// How the service behaves: its policies, and what of the protocol it leaves out. Other than faults
/// they are all things a healthy service does.
struct Settings
{
    bool oneDevicePerUser = false; ///< a second activation ends the first
    QString userVerification = QStringLiteral("PREFERRED"); ///< asked for in challenges
    bool numberChallenge = false; ///< every push sign-in asks for the number
    bool countersignClient = true; ///< challenges tell address and program of the browser
    QString browserAddress; ///< told in place of the real one, which is always 127.0.0.1
    bool pendingLink = true; ///< enrolment replies say where the pending list is
    bool versionHeader = true; ///< requests without the version get 406
    bool exactRedirect = true; ///< of OAuth: one of the three ports; else any loopback port
    bool plainActivation = false; ///< activation codes lead to the http address
    bool classicCode = false; ///< activation codes in the older otpauth spelling
    bool secondCode = false; ///< a code outside the window wants the next one
    int rateLimit = 600; ///< calls of /api/v1 a minute
    std::chrono::seconds transactionLife { 300 };
    std::chrono::seconds activationLife { 600 };
    std::chrono::seconds keysMaxAge { 3600 };

    bool operator==(const Settings&) const = default;
};

QJsonObject toJson(const Settings& settings);
/// Changes the named members and leaves the others. InvalidField, nothing changed, for an unknown
/// member or a value of another kind.
base::Result<void> apply(const QJsonObject& changes, Settings& settings);

} // namespace sandbox
