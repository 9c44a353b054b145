// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/undo_text.h"

#include "core/vault/intake.h"
#include "core/vault/moves.h"
#include "core/vault/opened_copy.h"
#include "ui/text/account_text.h"
#include "ui/text/move_text.h"
#include "ui/text/translated.h"

#include <algorithm>
#include <array>

namespace ui::text {

namespace {

struct UndoRow
{
    std::string_view kind;
    const char* sentence; ///< %1 is the account, or how many there are
};

constexpr std::array UndoRows = {
    UndoRow { vault::changeKind::Add,
        QT_TRANSLATE_NOOP("ui::text", "Adding undone: %1 is in the trash.") },
    UndoRow { vault::changeKind::Edit, QT_TRANSLATE_NOOP("ui::text", "Editing undone: %1.") },
    UndoRow { vault::changeKind::Tag, QT_TRANSLATE_NOOP("ui::text", "Change of tags undone: %1.") },
    UndoRow { vault::changeKind::Replace,
        QT_TRANSLATE_NOOP("ui::text", "Replacing undone: %1 has its former secret.") },
    UndoRow { vault::changeKind::Remove,
        QT_TRANSLATE_NOOP("ui::text", "Removal undone: %1 is back in the list.") },
    UndoRow { vault::changeKind::Restore,
        QT_TRANSLATE_NOOP("ui::text", "Restoring undone: %1 is in the trash again.") },
    UndoRow { vault::changeKind::Import, QT_TRANSLATE_NOOP("ui::text", "Import undone: %1.") },
    UndoRow { vault::changeKind::Merge, QT_TRANSLATE_NOOP("ui::text", "Merging undone: %1.") },
    UndoRow { vault::changeKind::Version,
        QT_TRANSLATE_NOOP("ui::text", "Going back to an older version undone: %1.") },
    UndoRow { vault::changeKind::Checklist,
        QT_TRANSLATE_NOOP("ui::text", "Change of the checklist undone: %1.") },
};

QString nameOf(const vault::Undone& undone)
{
    if (undone.accounts.empty() && !undone.moves.empty()) {
        return undone.moves.size() == 1
            ? moveTitle(undone.moves.front())
            : translated(QT_TRANSLATE_NOOP("ui::text", "%1 lines")).arg(undone.moves.size());
    }
    if (undone.accounts.size() != 1)
        return translated(QT_TRANSLATE_NOOP("ui::text", "%1 accounts")).arg(undone.accounts.size());
    return accountText(undone.accounts.front());
}

} // namespace

QString undoneText(const vault::Undone& undone)
{
    const auto* const row =
        std::ranges::find(UndoRows, std::string_view(undone.kind), &UndoRow::kind);
    // A newer program may have made a change of a kind that has no name here.
    const char* const sentence = row == UndoRows.end()
        ? QT_TRANSLATE_NOOP("ui::text", "The last change is undone: %1.")
        : row->sentence;
    return translated(sentence).arg(nameOf(undone));
}

} // namespace ui::text
