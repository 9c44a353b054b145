// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/router.h"
#include "app/sandbox/world.h"

namespace sandbox {

/// What a person sees in a browser: the sign-in page, the page that shows an activation code, and
/// what their script asks for.
void addPages(Router& router, World& world);

/// Whether a request was made by a page of ours.
bool isFromOwnPage(const World& world, const Request& request);

} // namespace sandbox
