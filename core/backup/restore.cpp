// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/restore.h"

#include "core/backup/place.h"

#include <sys/stat.h>

namespace backup {

namespace {

bool exists(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0;
}

} // namespace

std::string freePathFor(const std::string& vaultPath)
{
    return exists(vaultPath) ? freePathBeside(vaultPath, "restored") : vaultPath;
}

std::string freePathBeside(const std::string& vaultPath, std::string_view word)
{
    std::string stem = vaultPath;
    if (stem.ends_with(FileEnding))
        stem.resize(stem.size() - FileEnding.size());
    for (int number = 1;; ++number) {
        std::string path = stem;
        path.append("-").append(word).append("-").append(std::to_string(number)).append(FileEnding);
        if (!exists(path))
            return path;
    }
}

base::Result<vault::Vault> restore(const std::string& backupPath, const vault::Opener& opener,
    const std::string& path, const vault::Services& services)
{
    if (exists(path)) // told before the derivation
        return base::Error { base::ErrorCode::VaultExists, "restore", { path } };
    const base::Result<vault::OpenedCopy> copy = vault::OpenedCopy::open(backupPath, opener);
    if (!copy)
        return copy.error();
    return copy->restore(path, services);
}

} // namespace backup
