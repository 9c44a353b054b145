// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_writer.h"

#include "ui/widgets/in_thread_pool.h"

#include <QPointer>

namespace ui::transfer {

namespace {

/// What comes back from the thread pool.
struct DoneImport
{
    vault::Vault twin;
    ImportWriter::Written written;
};

/// What went into the vault is not needed any more; to be rid of it takes a while, too.
ImportWriter::Written doImport(::transfer::ImportPlan plan, vault::Vault& twin)
{
    const base::Result<std::vector<vault::Id>> ids = plan.apply(twin);
    if (!ids)
        return { ids.error(), std::move(plan) };
    return { static_cast<int>(ids->size()) };
}

} // namespace

ImportWriter::ImportWriter(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_session(session)
{
    connect(&m_session, &vault::VaultSession::locked, this, [this] { ++m_locks; });
}

void ImportWriter::write(::transfer::ImportPlan plan, QObject* page, TakeWritten take)
{
    base::Result<vault::Vault> twin = m_session.lend({});
    if (!twin)
        return take({ twin.error(), std::move(plan) });
    widgets::inThreadPool(
        this,
        [twin = std::move(*twin), plan = std::move(plan)]() mutable {
            Written written = doImport(std::move(plan), twin);
            return DoneImport { std::move(twin), std::move(written) };
        },
        [this, page = QPointer<QObject>(page), take = std::move(take), locks = m_locks](
            DoneImport done) {
            const bool isSaved = done.written.count.has_value();
            const bool isBehindLock = m_locks != locks || !page;
            // What is open after a lock may be another vault: it looks at its file by itself.
            m_session.takeBack(
                isSaved && m_locks == locks ? std::optional(std::move(done.twin)) : std::nullopt);
            if (isBehindLock)
                emit endedBehindLock(isSaved);
            else
                take(std::move(done.written));
        });
}

} // namespace ui::transfer
