// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QObject>

#include <string>

namespace settings {

/// What somebody prefers, for both programs: an INI file in the configuration folder. Preferences
/// only, never names of accounts or secrets. Made by the composition root and handed to the few
/// that need it; used on its thread. Each call looks at the file, which the other program may have
/// written.
class AppSettings : public QObject
{
    Q_OBJECT

public:
    /// The file need not be there.
    explicit AppSettings(std::string file, QObject* parent = nullptr);

    /// Where backups go; empty, as it is at first: the folder "backups" beside the vault.
    std::string backupFolder() const;
    /// CannotWrite and kin if the settings cannot be saved; they are as before then.
    base::Result<void> setBackupFolder(const std::string& folder);

signals:
    void backupFolderChanged();

private:
    std::string m_file;
};

} // namespace settings
