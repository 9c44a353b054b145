// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/last_change.h"

#include "ui/text/error_text.h"
#include "ui/text/undo_text.h"

#include <QCoreApplication>

namespace ui::shell {

namespace {

using Undone = base::Result<vault::Undone>;

QString sentenceAbout(const Undone& undone)
{
    if (undone)
        return text::undoneText(*undone);
    if (undone.error().code == base::ErrorCode::NothingToDo)
        return QCoreApplication::translate("ui::shell::MainWindow",
            "There is nothing to undo: changes are kept for 30 days, fifty of them.");
    const text::Explanation explanation = text::errorText(undone.error());
    return (explanation.message + u' ' + explanation.next).trimmed();
}

} // namespace

LastChange::LastChange(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_changes(session)
{ }

void LastChange::undo()
{
    if (!m_session.isOpen())
        return; // nor later, when it is open again
    m_changes.run([](vault::Vault& vault) { return vault.undo(); },
        [this](const Undone& undone, bool isBehindLock) {
            if (!isBehindLock)
                emit told(sentenceAbout(undone));
        });
}

void LastChange::undo(const vault::Id& save)
{
    if (!m_session.isOpen())
        return;
    if (!m_changes.isRunning() && m_session.vault().lastSave() == save)
        return undo();
    emit told(QCoreApplication::translate("ui::shell::MainWindow",
        "Something else was changed since. Ctrl+Z takes one change back after another."));
}

} // namespace ui::shell
