// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/router.h"
#include "app/sandbox/world.h"

namespace sandbox {

/// Family B: what the vendor's own app would use, and whoever scans an activation code.
void addActivationApi(Router& router, World& world);

/// The text of an activation code, for a factor that waits for it.
QString activationLink(const World& world, const Factor& factor, const User& user);

} // namespace sandbox
