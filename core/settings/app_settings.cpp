// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/settings/app_settings.h"

#include "core/base/atomic_file.h"

#include <QFile>
#include <QSettings>

namespace settings {
namespace {

constexpr QLatin1String BackupFolder("backup/folder");

/// Qt makes the file with whatever mode the umask leaves, and keeps the mode of one that is there.
base::Result<void> makeForTheOwner(const std::string& file)
{
    if (QFile::exists(QFile::decodeName(file.c_str())))
        return {};
    const std::size_t slash = file.rfind('/');
    if (slash != std::string::npos && slash > 0) {
        if (const base::Result<void> made = base::makeFolder(file.substr(0, slash)); !made)
            return made;
    }
    const base::Result<void> made = base::createFile(file, {});
    const bool isThere = made || made.error().code == base::ErrorCode::FileExists;
    return isThere ? base::Result<void>() : made;
}

} // namespace

AppSettings::AppSettings(std::string file, QObject* parent)
    : QObject(parent),
      m_file(std::move(file))
{ }

std::string AppSettings::backupFolder() const
{
    const QSettings file(QFile::decodeName(m_file.c_str()), QSettings::IniFormat);
    return QFile::encodeName(file.value(BackupFolder).toString()).toStdString();
}

base::Result<void> AppSettings::setBackupFolder(const std::string& folder)
{
    const std::string before = backupFolder();
    if (folder == before)
        return {};
    if (const base::Result<void> made = makeForTheOwner(m_file); !made)
        return made;
    QSettings file(QFile::decodeName(m_file.c_str()), QSettings::IniFormat);
    const auto put = [&file](const std::string& value) {
        if (value.empty())
            file.remove(BackupFolder);
        else
            file.setValue(BackupFolder, QFile::decodeName(value.c_str()));
    };
    put(folder);
    file.sync();
    if (file.status() != QSettings::NoError) {
        // Qt keeps what it could not write for all that look at the file later.
        put(before);
        return base::Error { base::ErrorCode::CannotWrite, "saving the settings",
            { m_file, "not writable" } };
    }
    emit backupFolderChanged();
    return {};
}

} // namespace settings
