// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QVariant>

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace settings {

/// Hours of every day, by the clock on the wall: minutes after midnight, below 24 hours.
struct DailyHours
{
    std::chrono::minutes from { 0 };
    std::chrono::minutes until { 0 };

    bool operator==(const DailyHours&) const = default;
};

/// Account ids in hex, and until when each is silent: whole seconds since 1970.
using Silences = std::map<std::string, std::int64_t>;

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

    /// Hours in which no sign-in request calls for attention; absent, as at first: none.
    std::optional<DailyHours> quietHours() const;
    base::Result<void> setQuietHours(const std::optional<DailyHours>& hours);

    /// Accounts whose requests call for no attention, also those whose time is over.
    Silences silences() const;
    /// In the place of all that are there.
    base::Result<void> setSilences(const Silences& silences);

signals:
    void backupFolderChanged();

private:
    using Values = std::map<QString, QVariant>; ///< an invalid one removes its key

    QVariant value(QAnyStringView key) const;
    base::Result<void> write(const Values& values);

    std::string m_file;
};

} // namespace settings
