// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/guard.h"

#include <QString>

namespace ui::text {

/// What is quiet now, in a few words: "Quiet until 07:00"; outside of quiet hours "2 accounts are
/// silent"; empty if nothing is.
QString quietWords(const inbox::Guard& guard, base::Time now);

/// The time on the wall, with the day unless it is this one: "07:00", "Mon 07:00".
QString clockText(base::Time time, base::Time now);

} // namespace ui::text
