// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QString>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace push::okta {

/// A reply that is no success, whatever its body turned out to be.
struct ServerFault
{
    int status = 0; ///< of HTTP
    std::string code; ///< "E0000154", or the error of OAuth ("invalid_grant"); empty: none
    QString summary; ///< the server's words, made visible; empty: none
    std::string id; ///< for its administrator; empty: none
};

/// Reads the error object of Okta and that of OAuth; a body that is neither (empty, a proxy's
/// HTML) gives a fault with its status alone.
ServerFault readFault(int status, std::string_view body);

/// What a fault says about the enrolment here.
enum class EnrolmentChange {
    Unchanged,
    Suspended, ///< keys are kept, nothing is asked, the state is looked at hourly
    Deleted, ///< gone at the server
    Reset, ///< gone at the server, and it may be enrolled again
};

/// What to do next.
enum class Advice {
    Show, ///< an ordinary error: the summary and the id
    OurMistake, ///< the request was wrong
    EnrolAgain,
    EnrolDeviceAgain, ///< all enrolments of the organisation, with a new client-instance key
    RemoveHere,
    WaitForAdministrator,
    NewToken, ///< once
    StopPolling, ///< of the whole organisation
    EnrolVerificationKey,
    NeedsCertifiedKeys, ///< which no software has
    OriginCheckFailed, ///< loud, and never tried again
    SwitchCibaOn,
    RequestExpired,
    DeleteOtherEnrolment, ///< one of this user, client and device is active already
    NotPermitted,
    SlowDown,
    TryLater, ///< the server has trouble of its own
};

/// Whom a change concerns beside the enrolment that was told.
enum class Reach {
    Enrolment,
    Device, ///< all enrolments of this computer at the organisation
    User, ///< all enrolments of this user at the organisation
};

struct FaultMeaning
{
    EnrolmentChange change = EnrolmentChange::Unchanged;
    Advice advice = Advice::Show;
    Reach reach = Reach::Enrolment;

    bool operator==(const FaultMeaning&) const = default;
};

/// The code decides, and only where there is none of those known, the status.
FaultMeaning meaningOf(const ServerFault& fault);

/// The same as an error for the user.
base::Error errorOf(const ServerFault& fault);

/// Whether a body is the shape in which an answer is refused by a policy: an object with a status
/// of REJECT, which is no error object.
bool isRejection(std::string_view body);

/// How long to wait after 429 or trouble, before jitter. `reset` is the header X-Rate-Limit-Reset
/// (seconds since 1970); where it is missing or absurd the wait doubles with each attempt (0 is
/// the first) from two seconds to a minute.
std::chrono::seconds pauseAfter(
    std::optional<std::string_view> reset, base::Time serverNow, int attempt);

} // namespace push::okta
