// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/transfer/sheet_words.h"

namespace ui::text {

/// What a sheet for paper that is made now says beside the accounts.
::transfer::SheetWords sheetWords(base::Time now);

} // namespace ui::text
