// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/export_plan.h"

class QPrinter;

namespace ui::transfer {

/// Prints the accounts of a plan as a sheet: each as text, to be typed, and as a code for a camera,
/// and whole on its page where it fits on one. On any thread. What is drawn passes through buffers
/// of Qt's and of the print system, which cannot be overwritten from here: whoever prints secrets
/// accepts that, and is told so beside the button. CannotWrite where the printer or its file
/// refuses, else errors as of ExportPlan::sheet().
base::Result<void> printSheet(
    QPrinter& printer, const ::transfer::ExportPlan& plan, const ::transfer::SheetWords& words);

} // namespace ui::transfer
