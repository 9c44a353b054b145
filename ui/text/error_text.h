// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"
#include "ui/text/explanation.h"

namespace ui::text {

/// What a person reads about a failure; the one place where error codes become sentences, for the
/// window and the command line alike.
Explanation errorText(const base::Error& error);

/// A server that refuses nothing but the pace (429): its own trouble, and no policy.
bool isTooOften(const base::Error& error);

} // namespace ui::text
