// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/challenge.h"
#include "core/push/okta/challenge.h"
#include "core/push/okta/enrolment.h"
#include "core/push/okta/server_call.h"

namespace push::okta {

/// How a checked challenge of an organisation is shown: in the words that all protocols share.
/// `token` is what it was read from; the answer reads it again.
struct CardParts
{
    const Challenge& challenge;
    std::string_view token;
    const Enrolment& enrolment;
    const vault::PushRegistration& registration;
    QString service; ///< the issuer kept with the account
    TimeThere time;
    OwnPlace place;
};
base::Result<push::Challenge> cardOf(const CardParts& parts);

/// Whether the registration keeps a key for verified answers here.
bool hasVerificationKey(const vault::PushRegistration& registration, const Enrolment& enrolment);

} // namespace push::okta
