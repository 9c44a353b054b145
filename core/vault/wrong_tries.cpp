// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/wrong_tries.h"

#include "core/base/atomic_file.h"

#include <algorithm>
#include <unistd.h>

namespace vault {

namespace {

/// One byte for each try. From a few on it makes no difference how many there were.
constexpr std::size_t MostTries = 1'000;

std::string triesPath(const std::string& statePath)
{
    return statePath + ".tries";
}

} // namespace

std::uint64_t wrongTries(const std::string& statePath)
{
    const base::Result<base::Bytes> file = base::readFile(triesPath(statePath), MostTries);
    return file ? file->size() : 0;
}

void addWrongTry(const std::string& statePath)
{
    const base::Bytes tries(std::min<std::uint64_t>(wrongTries(statePath) + 1, MostTries), '.');
    const base::Result<void> made =
        base::makePrivateFolder(statePath.substr(0, statePath.rfind('/')));
    if (made)
        Q_UNUSED(base::replaceUnsynced(triesPath(statePath), tries));
}

void clearWrongTries(const std::string& statePath)
{
    ::unlink(triesPath(statePath).c_str());
}

} // namespace vault
