// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/atomic_file.h"

#include <string>
#include <vector>

namespace transfer {

/// Whether a file that is there may be overwritten.
enum class Existing { Refuse, Replace };

/// New files in their places, until somebody has looked at them: those that were not kept are taken
/// back when this goes, and what stood there before is there again.
class PlacedFiles
{
public:
    explicit PlacedFiles(Existing existing) : m_existing(existing) { }
    PlacedFiles(const PlacedFiles&) = delete;
    PlacedFiles& operator=(const PlacedFiles&) = delete;
    ~PlacedFiles();

    /// Puts a file in its place, in one step. Errors as of base::createFile(),
    /// base::exchangeFile().
    base::Result<void> put(const std::string& path, base::ByteView content);
    /// All of them stay, and what stood there before is gone.
    base::Result<void> keep();

private:
    Existing m_existing;
    std::vector<std::string> m_created;
    std::vector<base::Displaced> m_displaced;
};

/// What the files of an export are called: the path itself of a single one, else name-1.png,
/// name-2.png and so on.
std::vector<std::string> namesOfFiles(const std::string& path, std::size_t count);

} // namespace transfer
