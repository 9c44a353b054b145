// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/moves.h"

#include <QString>

namespace ui::coach {

/// The accounts that somebody typed or pasted, one on a line: the service, and after a colon the
/// user, as other programs list them. Empty lines are passed over.
std::vector<vault::NewMove> movesTyped(const QString& lines);

} // namespace ui::coach
