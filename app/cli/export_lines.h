// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "core/transfer/export_plan.h"

namespace cli {

/// What an export leaves out and what it loses, to the person, before anything is written.
void tellLines(const Session& session, const transfer::ExportPlan& plan);

/// The same as members of a document: "left" and "loses".
void writeLines(JsonWriter& json, vault::Vault& vault, const transfer::ExportPlan& plan);

/// Why there is no file.
Failure exportFailure(const transfer::ExportFailure& reason);

} // namespace cli
