// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/placed_files.h"

#include <algorithm>
#include <unistd.h>

namespace transfer {

PlacedFiles::~PlacedFiles()
{
    for (const std::string& path : m_created)
        ::unlink(path.c_str());
    for (base::Displaced& displaced : m_displaced)
        displaced.takeBack();
}

base::Result<void> PlacedFiles::put(const std::string& path, base::ByteView content)
{
    if (m_existing == Existing::Refuse) {
        const base::Result<void> created = base::createFile(path, content);
        if (created)
            m_created.push_back(path);
        return created;
    }
    base::Result<base::Displaced> displaced = base::exchangeFile(path, content);
    if (!displaced)
        return displaced.error();
    m_displaced.push_back(std::move(*displaced));
    return {};
}

base::Result<void> PlacedFiles::keep()
{
    m_created.clear();
    while (!m_displaced.empty()) {
        if (const base::Result<void> removed = m_displaced.back().keepAs({}); !removed)
            return removed;
        m_displaced.pop_back();
    }
    return {};
}

std::vector<std::string> namesOfFiles(const std::string& path, std::size_t count)
{
    if (count == 1)
        return { path };
    const std::size_t name = path.rfind('/') + 1; // 0 where there is no slash
    const std::size_t dot = path.rfind('.');
    const bool hasEnding = dot != std::string::npos && dot > name;
    const std::size_t end = hasEnding ? dot : path.size();
    std::vector<std::string> names;
    for (std::size_t i = 1; i <= count; ++i)
        names.push_back(path.substr(0, end) + '-' + std::to_string(i) + path.substr(end));
    return names;
}

} // namespace transfer
