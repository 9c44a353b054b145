// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>

namespace vault {
struct Id;
class VaultSession;
} // namespace vault

namespace ui::shell {

/// Takes the last change of the open vault back; the answer is what there is to say about it.
QString undoLastChange(vault::VaultSession& session);

/// The same with the change of this save, unless something else has been saved since.
QString undoChange(vault::VaultSession& session, const vault::Id& save);

} // namespace ui::shell
