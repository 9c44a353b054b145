// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/enrolment.h"
#include "core/push/okta/server_fault.h"
#include "core/push/protocol.h"

namespace push::okta {

/// What the server's words make of a registration here; absent: nothing.
std::optional<vault::RegistrationState> stateAfter(const FaultMeaning& meaning);

/// Writes it down. A failing save loses nothing: the server says it again.
void noteState(Services& services, const vault::Id& registration, vault::RegistrationState state);

/// Writes down what the server's words make of the registration they were said to, and of all
/// others here that they concern: of the same device or of the same user there. Answers which those
/// are, the first among them; none where the words change nothing.
std::vector<vault::Id> noteMeaning(Services& services, const vault::Id& registration,
    const Enrolment& enrolment, const FaultMeaning& meaning);

} // namespace push::okta
