// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/link.h"
#include "core/otp/credential.h"

#include <optional>

namespace otp {

/// Kinds of code a link can stand for, in the order of Credential.
enum class LinkKind { Totp, Hotp, Steam, Motp, Yandex };

using Parameters = std::vector<base::LinkParameter>;

/// The value of a parameter, decoded; a '+' is a blank.
std::string decodedValue(const base::LinkParameter& parameter);

/// The decoded, trimmed value of the first parameter of that name; nothing where it is absent,
/// empty or "null", which programs write for "not set".
std::optional<std::string> valueOf(const Parameters& parameters, std::string_view name);

/// The credential these parameters describe: algorithm, digits, period or counter, with the
/// defaults of the kind. InvalidField names the one that is no number, out of range or unknown.
base::Result<Credential> credentialOf(LinkKind kind, const Parameters& parameters);

/// Whether the value of an unknown parameter lets somebody make codes, enrol or sign in.
bool carriesSecret(const base::LinkParameter& parameter);

/// Whether the parameter is one that an entry of this kind holds in another place.
bool isUnderstood(const base::LinkParameter& parameter, LinkKind kind);

/// Whether a link with this parameter would be read as another account than one without it, or
/// would give a secret away.
bool isReserved(std::string_view name, std::string_view value, LinkKind kind);

} // namespace otp
