// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/last_change.h"

#include "ui/text/error_text.h"
#include "ui/text/undo_text.h"
#include "ui/widgets/in_thread_pool.h"

#include <QCoreApplication>

#include <utility>

namespace ui::shell {

namespace {

/// What comes back from the thread pool.
struct TwinOfUndo
{
    vault::Vault twin;
    base::Result<vault::Undone> undone;
};

} // namespace

LastChange::LastChange(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_session(session)
{
    connect(&m_session, &vault::VaultSession::locked, this, &LastChange::forget);
}

void LastChange::forget()
{
    ++m_locks;
    m_wanted = 0;
}

void LastChange::undo()
{
    if (!m_session.isOpen())
        return; // nor later, when it is open again
    ++m_wanted;
    next();
}

void LastChange::undo(const vault::Id& save)
{
    if (!m_session.isOpen())
        return;
    if (!m_isRunning && m_session.vault().lastSave() == save)
        return undo();
    emit told(QCoreApplication::translate("ui::shell::MainWindow",
        "Something else was changed since. Ctrl+Z takes one change back after another."));
}

void LastChange::next()
{
    if (m_isRunning || m_wanted == 0 || !m_session.isOpen())
        return;
    --m_wanted;
    base::Result<vault::Vault> twin = m_session.lend({});
    if (!twin) {
        m_wanted = 0;
        emit told(sentenceAbout(twin.error()));
        return;
    }
    m_isRunning = true;
    widgets::inThreadPool(
        this,
        [twin = std::move(*twin)]() mutable {
            Undone undone = twin.undo();
            return TwinOfUndo { std::move(twin), std::move(undone) };
        },
        [this, locks = m_locks](TwinOfUndo done) {
            m_isRunning = false;
            // What is open after a lock may be another vault: it looks at its file by itself.
            const bool isSame = m_locks == locks;
            m_session.takeBack(
                isSame && done.undone ? std::optional(std::move(done.twin)) : std::nullopt);
            if (isSame)
                emit told(sentenceAbout(done.undone));
            next();
        });
}

QString LastChange::sentenceAbout(const Undone& undone)
{
    if (undone)
        return text::undoneText(*undone);
    if (undone.error().code == base::ErrorCode::NothingToDo)
        return QCoreApplication::translate("ui::shell::MainWindow",
            "There is nothing to undo: changes are kept for 30 days, fifty of them.");
    const text::Explanation explanation = text::errorText(undone.error());
    return (explanation.message + u' ' + explanation.next).trimmed();
}

} // namespace ui::shell
