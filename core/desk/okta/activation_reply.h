// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/desk/okta/factor.h"

#include <variant>

namespace desk::okta {

/// What came of asking for an activation: it goes on or has ended without success, or the reply is
/// all at once the factor itself, which is how one succeeds.
using ActivationReply = std::variant<Activation, Factor>;

/// An empty body says nothing: the activation goes on. A factor that is still pending counts as its
/// activation. NotUnderstood for what is neither.
base::Result<ActivationReply> readActivationReply(std::string_view body);

} // namespace desk::okta
