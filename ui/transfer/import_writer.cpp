// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_writer.h"

#include <QPointer>

#include <memory>

namespace ui::transfer {

ImportWriter::ImportWriter(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_changes(session)
{ }

void ImportWriter::write(::transfer::ImportPlan plan, QObject* page, TakeWritten take)
{
    // Shared, because it comes back whether or not anything was begun with it.
    auto rest = std::make_shared<std::optional<::transfer::ImportPlan>>(std::move(plan));
    m_changes.run(
        [rest](vault::Vault& vault) {
            base::Result<std::vector<vault::Id>> ids = (*rest)->apply(vault);
            if (ids)
                rest->reset(); // here, because to be rid of it takes a while, too
            return ids;
        },
        [this, rest, page = QPointer<QObject>(page), take = std::move(take)](
            const base::Result<std::vector<vault::Id>>& ids, bool isBehindLock) {
            if (isBehindLock || !page)
                emit endedBehindLock(ids.has_value());
            else if (ids)
                take({ static_cast<int>(ids->size()) });
            else
                take({ ids.error(), std::move(*rest) });
        });
}

} // namespace ui::transfer
