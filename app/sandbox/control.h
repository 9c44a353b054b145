// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/router.h"
#include "app/sandbox/world.h"

namespace sandbox {

/// Below /sandbox/: what the service is told to do wrong, how it behaves, what it remembers, and
/// what it would have sent. `caCertificate` is offered for a browser that wants https.
void addControl(Router& router, World& world, const QByteArray& caCertificate);

} // namespace sandbox
