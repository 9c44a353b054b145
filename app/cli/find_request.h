// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/failure.h"
#include "core/push/challenge.h"

namespace vault {
class Vault;
}

namespace cli {

/// Whether what was typed can mean one request: four digits of an id at least, or it would meet
/// requests by chance.
Outcome<void> checkRequestId(const QString& typed);

/// The one request whose id it is, or begins with it. Several: Ambiguous, with their accounts as
/// matches and their ids.
Outcome<push::Challenge> findRequest(
    vault::Vault& vault, std::vector<push::Challenge> waiting, const QString& typed);

} // namespace cli
