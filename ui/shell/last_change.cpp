// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/last_change.h"

#include "core/vault/vault_session.h"
#include "ui/text/error_text.h"
#include "ui/text/undo_text.h"

#include <QCoreApplication>

namespace ui::shell {

QString undoLastChange(vault::VaultSession& session)
{
    const auto undone = session.vault().undo();
    if (!undone && undone.error().code == base::ErrorCode::NothingToDo)
        return QCoreApplication::translate("ui::shell::MainWindow",
            "There is nothing to undo: changes are kept for 30 days, fifty of them.");
    if (!undone) {
        const text::Explanation explanation = text::errorText(undone.error());
        return (explanation.message + u' ' + explanation.next).trimmed();
    }
    session.notifyChanged();
    return text::undoneText(*undone);
}

QString undoChange(vault::VaultSession& session, const vault::Id& save)
{
    if (session.vault().lastSave() == save)
        return undoLastChange(session);
    return QCoreApplication::translate("ui::shell::MainWindow",
        "Something else was changed since. Ctrl+Z takes one change back after another.");
}

} // namespace ui::shell
