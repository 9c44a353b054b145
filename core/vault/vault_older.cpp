// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Ways out when an older copy was put in the vault's place: a newer one instead, or both merged.

#include "core/vault/merge.h"
#include "core/vault/vault_state.h"

#include <algorithm>
#include <filesystem>

namespace vault {

namespace {

/// Each candidate is read and decrypted; a folder may hold anything.
constexpr std::size_t MostCandidates = 200;

bool looksLikeCopy(const std::filesystem::path& name)
{
    return name.extension() == ".countersign" || name.extension() == ".previous";
}

/// Files in the folders that may be copies, those changed last first.
std::vector<std::string> candidatesIn(std::span<const std::string> folders)
{
    std::vector<std::pair<std::filesystem::file_time_type, std::string>> found;
    for (const std::string& folder : folders) {
        std::error_code failure; // a folder that cannot be listed holds none for us
        for (std::filesystem::directory_iterator entry(folder, failure), end;
             !failure && entry != end; entry.increment(failure)) {
            std::error_code unreadable;
            if (looksLikeCopy(entry->path().filename()) && entry->is_regular_file(unreadable))
                found.emplace_back(entry->last_write_time(unreadable), entry->path().string());
        }
    }
    std::ranges::sort(found, std::ranges::greater());
    found.resize(std::min(found.size(), MostCandidates));
    std::vector<std::string> paths;
    paths.reserve(found.size());
    for (auto& [time, path] : found)
        paths.push_back(std::move(path));
    return paths;
}

} // namespace

std::size_t countInUse(const Body& body)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        body.accounts, [](const auto& entry) { return !entry.second.trashed.has_value(); }));
}

std::vector<OtherCopy> Vault::newerCopies(std::span<const std::string> folders) const
{
    const std::optional<SeenState> seen = m_state->seen();
    std::vector<OtherCopy> copies;
    for (const std::string& path : candidatesIn(folders)) {
        const base::Result<Snapshot> copy = m_state->openCopy(path);
        const bool isNewer = copy && copy->body.devices != m_state->body().devices
            && covers(copy->body.devices, m_state->body().devices);
        if (!isNewer)
            continue;
        copies.push_back(
            { path, base::Time(std::chrono::milliseconds(copy->body.save.milliseconds)),
                countInUse(copy->body), seen && covers(copy->body.devices, seen->devices) });
    }
    std::ranges::stable_sort(copies, std::ranges::greater(),
        [](const OtherCopy& copy) { return std::pair(copy.isComplete, copy.saved); });
    return copies;
}

base::Result<void> Vault::takeCopy(const std::string& path, Taking how)
{
    const base::Result<base::FileLock> held = m_state->lock();
    if (!held)
        return held.error();
    if (const base::Result<bool> looked = m_state->lookAgain(); !looked)
        return looked.error();
    const base::Result<Snapshot> copy = m_state->openCopy(path);
    if (!copy)
        return copy.error();
    Draft next = m_state->draft();
    if (how == Taking::Instead)
        next.body = copy->body;
    else if (const base::Result<void> merged = m_state->mergeInto(next, copy->body); !merged)
        return merged;
    const std::optional<SeenState> seen = m_state->seen();
    const bool wentBack = m_state->hasGoneBack;
    // Newer than the one that was here, and still older than what was seen.
    m_state->hasGoneBack =
        m_state->standing == Standing::Older && seen && !covers(next.body.devices, seen->devices);
    if (const base::Result<void> noted = m_state->noteGoingBack(next); !noted)
        return noted;
    next.header.slotList = mergeSlots(copy->header.slotList, next.header.slotList, next.body);
    // The next save must see and write all; only one that failed leaves the vault an older one.
    const Standing before = std::exchange(m_state->standing, Standing::Current);
    const base::Result<void> saved = m_state->store(std::move(next));
    if (!saved) {
        m_state->standing = before;
        m_state->hasGoneBack = wentBack;
    }
    return saved;
}

} // namespace vault
