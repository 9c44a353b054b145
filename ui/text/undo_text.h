// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

#include <QString>

namespace ui::text {

/// What to tell when a change was taken back: which, and of whom.
QString undoneText(const vault::Undone& undone);

} // namespace ui::text
