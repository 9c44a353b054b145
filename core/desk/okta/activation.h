// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"
#include "core/desk/okta/code_secret.h"
#include "core/desk/okta/factor_result.h"

#include <string>

namespace desk::okta {

/// A factor that waits for a device, or for the first code.
struct Activation
{
    FactorResult result = FactorResult::Waiting;
    std::optional<base::Time> expires = {};
    /// Where the picture of the code is, or the picture itself in a data: link. Either has the
    /// token that activates. Empty: there is none.
    crypto::WipedBytes picture = {};
    std::string poll = {}; ///< empty: nothing is to be polled
    std::string restart = {}; ///< of one that has run out; or takes the first code
    std::optional<CodeSecret> codes = {}; ///< of a factor of codes
};

/// From an object that is one. NotUnderstood for a secret that cannot be read.
base::Result<Activation> readActivation(const base::json::Value& object);

/// The address or data: link of a relation's picture; empty where there is none.
crypto::WipedBytes pictureLinkOf(const base::json::Value& resource);

/// A reply to a poll, with what was known before where it does not say so itself.
Activation continued(Activation before, Activation reply);

} // namespace desk::okta
