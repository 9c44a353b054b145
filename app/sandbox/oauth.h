// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/router.h"
#include "app/sandbox/world.h"

namespace sandbox {

/// The organisation as an OAuth server: a page with one button for the code flow with PKCE, the
/// token endpoint for that and for the silent maintenance token, and the keys.
void addOauth(Router& router, World& world);

} // namespace sandbox
