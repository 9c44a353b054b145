// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/export_plan.h"
#include "ui/text/explanation.h"

namespace ui::text {

/// Why an account does not fit into a format: "period 20 s".
QString misfitText(const ::transfer::Misfit& misfit);

/// What of an account stays behind: "its note". For a list of several.
QString lossText(::transfer::Loss loss);

/// What there is to know before a format is chosen.
QString cautionText(::transfer::Caution caution);

/// Why there is no file, and what to do then, for the window and the command line alike.
Explanation exportFailureText(const ::transfer::ExportFailure& failure);

} // namespace ui::text
