// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/router.h"
#include "app/sandbox/world.h"

namespace sandbox {

/// The device's side of family A (okta-device, sections 2, 5, 6, 10, 11 and 13).
void addDeviceApi(Router& router, World& world);

} // namespace sandbox
