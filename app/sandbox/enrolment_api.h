// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/router.h"
#include "app/sandbox/world.h"

namespace sandbox {

/// The part of the Factors API that makes factors: enrol, activate, poll, send a link.
void addEnrolmentApi(Router& router, World& world);

/// The two profiles of custom codes; the vendor's name for both is token:hotp.
constexpr char TimedProfileId[] = "fprSANDBOXTIMED00001";
constexpr char CountedProfileId[] = "fprSANDBOXCOUNTED001";

} // namespace sandbox
