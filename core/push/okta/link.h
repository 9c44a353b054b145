// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QString>

#include <string_view>
#include <variant>

namespace push::okta {

/// An enrolment code of Okta Verify.
struct Activation
{
    QString server; ///< origin of the organisation, "https://acme.okta.example"
    QString account; ///< the user's name as the code spells it
};

/// A link for an Okta Verify on the same device: nothing that can be enrolled from here.
struct SameDevice
{ };

/// What a text is to Okta; monostate: nothing.
using Link = std::variant<std::monostate, Activation, SameDevice>;

/// Recognises both forms seen: `oktaverify://USER/?t=…&f=…&s=…` (Identity Engine) and an otpauth
/// link without a secret but with `t`, `f` and `s` (Classic). The server is `s` alone: the user's
/// name stands where other links have their host. MissingField, ConflictingField, or InvalidField
/// ("s", value, allowed) where it is not an https address.
base::Result<Link> readLink(std::string_view text);

} // namespace push::okta
