// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "core/push/activation.h"

namespace cli {

/// What `activate` is to enrol, from the source that the options name: one activation code or link,
/// or an organisation with its name for this program. What is no activation is a failure that says
/// what it is.
Outcome<push::ActivationRequest> activationSource(
    const Session& session, const Arguments& arguments);

} // namespace cli
