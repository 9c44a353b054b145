// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/world.h"

namespace sandbox {

/// What a typed code is worth.
enum class CodeVerdict {
    Accepted,
    Used, ///< right, but of a step or counter that was accepted before
    OutsideWindow, ///< right for a time two to ten steps away
    Wrong,
};

/// Judges a code at this time. An accepted one moves the factor on, so that each is good once.
/// After one outside the window the next one is awaited, and taken where `takesNext` says so.
CodeVerdict judgeCode(Factor& factor, const QString& code, base::Time now, bool takesNext = false);

} // namespace sandbox
