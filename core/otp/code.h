// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/otp/credential.h"

#include <optional>
#include <string>

namespace otp {

/// One code and how long it holds.
struct Code
{
    std::string text; ///< digits or letters as they are typed, without blanks
    std::optional<std::uint64_t> counter = {}; ///< HOTP only: the counter it was made of
    base::Time validFrom = {}; ///< time-based only
    base::Time validUntil = {}; ///< time-based only, exclusive
};

/// The code of `credential` at `time` (for HOTP: of its counter; time is not looked at). `pin` is
/// empty where none is needed; PinNeeded if it is missing. Times before 1970 are InvalidField;
/// NoCode is Unsupported ("push").
base::Result<Code> codeAt(
    const Credential& credential, base::ByteView secret, base::ByteView pin, base::Time time);

} // namespace otp
