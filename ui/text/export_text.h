// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/export_plan.h"
#include "ui/text/explanation.h"

#include <QStringList>

namespace ui::text {

/// Why an account does not fit into a format: "period 20 s".
QString misfitText(const ::transfer::Misfit& misfit);

/// What of an account stays behind: "its note". For a list of several.
QString lossText(::transfer::Loss loss);

/// What there is to know before a format is chosen.
QString cautionText(::transfer::Caution caution);

/// What a kind of file is for: which programs read it and what it takes; then a sentence each for
/// what of an account may stay behind and what else there is to know before it is chosen. What a
/// passphrase may be made of is said where one is typed.
QStringList exportFormatText(const ::transfer::ExportFormat& format);

/// What was being done when it failed: "Writing the file".
QString exportStepText(::transfer::ExportFailure::Step step);

/// Why there is no file, and what to do then, for the window and the command line alike.
Explanation exportFailureText(const ::transfer::ExportFailure& failure);

} // namespace ui::text
