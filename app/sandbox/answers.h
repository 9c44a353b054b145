// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/world.h"

namespace sandbox {

/// Takes a device's answer to a transaction: 200 or 204 and the
/// transaction is decided, or a refusal and nothing has changed.
Reply takeAnswer(World& world, const QString& transactionId, const QJsonObject& body);

} // namespace sandbox
