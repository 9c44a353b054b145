// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/json_writer.h"
#include "core/push/challenge.h"
#include "core/vault/vault.h"

namespace cli {

/// The REQUEST object of the documents.
void writeRequest(JsonWriter& json, vault::Vault& vault, const push::Challenge& challenge);
void writeRequests(
    JsonWriter& json, vault::Vault& vault, const std::vector<push::Challenge>& challenges);

/// The same for a person: a few lines, all texts from outside made harmless.
QString requestLines(const push::Challenge& challenge, base::Time now);

} // namespace cli
