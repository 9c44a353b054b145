// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/export_plan.h"
#include "ui/text/explanation.h"

#include <QStringList>

namespace ui::transfer {

/// That the files are there: how many accounts they have, what they are called and what to mind.
text::Explanation exportDone(
    const ::transfer::ExportPlan& plan, const std::vector<std::string>& files);

/// The same of a sheet that was printed.
text::Explanation printDone(const ::transfer::ExportPlan& plan);

/// A line for each account that is not in it, or not whole; of many the first.
QStringList leftOfExport(const ::transfer::ExportPlan& plan);

/// What the file is called unless somebody says otherwise.
QString suggestedName(const ::transfer::Format& format);

} // namespace ui::transfer
