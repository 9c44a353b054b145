// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/entry.h"

#include <QString>

namespace ui::text {

/// What to tell about an account that was read although its link was not quite right.
QString noteText(otp::EntryNote note, const otp::Entry& entry);

} // namespace ui::text
