// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/entry.h"
#include "core/otp/label.h"

#include <string_view>

namespace transfer {

/// What a password manager keeps in a login to make codes with: a link of the otpauth family or a
/// bare secret in Base32. Title and user name of the login are the names that a link leaves open.
/// Errors as readOtpauth() and readTypedSecret().
base::Result<otp::Entry> readLoginCode(std::string_view code, const otp::Names& login);

} // namespace transfer
