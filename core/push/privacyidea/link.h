// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QString>

#include <string_view>
#include <variant>

namespace push::privacyidea {

/// An enrolment code of a push token.
struct Activation
{
    QString server; ///< origin, "https://pi.example.com"
    QString account; ///< the label after its first colon, or all of it
};

/// Codes of privacyIDEA's that carry no account we could save or enrol.
enum class OtherCode {
    Container, ///< registers a container of tokens
    TwoStep, ///< the server's half of a secret; the phone's half is missing
    DayPassword, ///< codes that may be used more than once
};

/// What a text is to privacyIDEA; monostate: nothing.
using Link = std::variant<std::monostate, Activation, OtherCode>;

/// Recognises otpauth://pipush/… (also with the scheme pia). MissingField and ConflictingField name
/// the parameter; InvalidField ("url" or "v", value, allowed) where the address is not https or the
/// version not 1.
base::Result<Link> readLink(std::string_view text);

} // namespace push::privacyidea
