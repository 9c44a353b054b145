// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/message.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

namespace sandbox {

/// What goes wrong on purpose. A set of switches, all off at first, that `POST /sandbox/faults`
/// replaces as a whole.
struct Faults
{
    // The answer itself
    std::chrono::milliseconds delay { 0 };
    bool drop = false; ///< the request is read and the connection ended; nothing was done
    bool dropAfter = false; ///< the same when it was done: the answer got lost
    int status = 0; ///< every request is refused with it
    QString errorCode; ///< or with this one of the vendor's
    int retryAfter = 0; ///< seconds, with `status`
    bool oversize = false; ///< ten megabytes and more
    bool endless = false; ///< a body that does not end
    bool html = false; ///< an error page of a proxy in place of JSON
    QString redirect; ///< away from here
    QString factorResult; ///< whatever has become of an activation or a verification
    // Challenges
    bool badSignature = false;
    QString algorithm; ///< "none", "HS256" in place of RS256
    bool wrongAudience = false;
    bool wrongIssuer = false;
    bool replay = false; ///< what was answered is listed again
    bool expired = false;
    bool emptyItems = false; ///< the list holds things that are none
    bool duplicateMember = false; ///< one name twice in the payload
    QString appName; ///< in place of the application's
    // The service's clock
    std::chrono::seconds clockSkew { 0 };
    // The browser's part of OAuth
    QString oauthError;
    // For which requests: all but the service's own pages, or those whose path starts so
    QString path;
    int times = 0; ///< then they are over; 0: until cleared

    bool operator==(const Faults&) const = default;
};

/// The members of CLI.md, and `after`, `html`, … beside them. InvalidField for an unknown member or
/// a value of another kind.
base::Result<Faults> readFaults(const QJsonObject& object);
QJsonObject toJson(const Faults& faults);

/// Whether they concern a request to this path.
bool concern(const Faults& faults, const QString& path);

/// What comes in place of an answer, before anything is done; nullopt if the request goes its way.
std::optional<Reply> insteadOfAnswer(const Faults& faults);
/// What becomes of an answer on its way out.
void spoil(Reply& reply, const Faults& faults);

} // namespace sandbox
