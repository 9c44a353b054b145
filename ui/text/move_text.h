// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/move_entry.h"

#include <QString>

namespace ui::text {

/// A program of vault::moveFrom as a person knows it; another id as it is.
QString moveProgramText(std::string_view program);

/// Why it has no export, what can be imported all the same, and what cannot be moved.
QString whyNoExportText(std::string_view program);

/// How every account is moved, in numbered steps.
QString moveStepsText(std::string_view program);

/// "GitHub (alice)" as a line of its own, safe to show.
QString moveTitle(const vault::MoveEntry& entry);

/// How far it has come, in a few words.
QString moveStateText(vault::MoveState state);

/// What is to be done next for it.
QString nextOfMoveText(const vault::MoveEntry& entry);

} // namespace ui::text
