// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/place.h"

#include "core/vault/seen_state.h"

#include <QDateTime>

namespace backup {

namespace {

QString timeFormat()
{
    return QStringLiteral("yyyyMMdd'T'HHmmss'Z'");
}

std::string withoutEnding(std::string name)
{
    if (name.size() > FileEnding.size() && name.ends_with(FileEnding))
        name.resize(name.size() - FileEnding.size());
    return name;
}

} // namespace

Place placeOf(const std::string& vaultFile, const vault::Id& vault, const std::string& chosenFolder,
    const std::string& stateFolder)
{
    const std::size_t slash = vaultFile.rfind('/');
    const std::string beside =
        slash == std::string::npos ? std::string() : vaultFile.substr(0, slash + 1);
    Place place;
    place.isOwnFolder = chosenFolder.empty();
    place.folder = place.isOwnFolder ? beside + "backups" : chosenFolder;
    place.name = withoutEnding(vaultFile.substr(beside.size()));
    place.vault = vault;
    place.vaultFile = vaultFile;
    if (!stateFolder.empty())
        place.logFile = vault::seenStatePath(stateFolder, vault, vaultFile) + "-backups";
    return place;
}

std::string fileName(const std::string& name, base::Time made)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(made), Qt::UTC);
    return name + '-' + time.toString(timeFormat()).toStdString() + std::string(FileEnding);
}

std::optional<base::Time> timeInName(const std::string& name, const std::string& fileName)
{
    constexpr std::size_t TimeSize = 16;
    if (fileName.size() != name.size() + 1 + TimeSize + FileEnding.size()
        || !fileName.starts_with(name + '-') || !fileName.ends_with(FileEnding))
        return {};
    const std::string digits = fileName.substr(name.size() + 1, TimeSize);
    QDateTime time = QDateTime::fromString(QString::fromLatin1(digits.c_str()), timeFormat());
    if (!time.isValid())
        return {};
    time.setTimeSpec(Qt::UTC);
    return base::Time(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace backup
