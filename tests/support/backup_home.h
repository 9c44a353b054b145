// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/backup_store.h"
#include "tests/support/vault_home.h"

#include <QDir>

namespace support {

/// A vault, a folder for its backups, and one for what is remembered of them.
class BackupHome
{
public:
    VaultHome home;
    vault::Vault::Created created = home.create();

    vault::Vault& vault() { return created.vault; }
    base::Time now() const { return home.clock.time; }
    void wait(std::chrono::seconds duration) { home.clock.time += duration; }
    backup::Place place(const std::string& chosen = {}) const
    {
        return backup::placeOf(
            created.vault.file(), created.vault.id(), chosen, m_state.path().toStdString());
    }
    vault::Id addOne(const char* name = "n")
    {
        const otp::Entry entry = entryOf("I", name);
        const auto ids = vault().add({ &entry, 1 });
        return ids ? ids->front() : vault::Id {};
    }
    base::Result<backup::Made> make(const std::string& chosen = {})
    {
        return backup::make(place(chosen), *vault().backupImage(), now());
    }
    /// Files in the folder of the backups, without their folder.
    QStringList names(const std::string& chosen = {}) const
    {
        return QDir(QString::fromStdString(place(chosen).folder)).entryList(QDir::Files);
    }

private:
    QTemporaryDir m_state;
};

} // namespace support
