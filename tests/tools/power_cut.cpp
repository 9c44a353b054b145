// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/tools/power_cut.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// All by calls that the preloaded library does not stand in for.
namespace faults {

namespace {

std::string folderOf(const std::string& path)
{
    return path.substr(0, path.rfind('/'));
}

unsigned long inodeOf(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

void linkAs(const std::string& from, const std::string& to)
{
    static_cast<void>(::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 0));
}

void removeName(const std::string& path)
{
    ::unlinkat(AT_FDCWD, path.c_str(), 0);
}

void renameTo(const std::string& from, const std::string& to, unsigned flags)
{
    ::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags);
}

} // namespace

/// Another name for the file, under which it stays whatever becomes of this one; empty if there is
/// no file.
std::string PowerCut::stashed(const std::string& path)
{
    if (m_stash.empty() || inodeOf(path) == 0)
        return {};
    std::string name = m_stash + '/' + std::to_string(++m_stashCount);
    linkAs(path, name);
    return name;
}

void PowerCut::add(std::vector<std::string> paths, std::function<void()> undo)
{
    std::ranges::transform(paths, paths.begin(), folderOf);
    m_changes.push_back({ std::move(paths), std::move(undo) });
}

void PowerCut::opened(const std::string& path, bool isNew)
{
    const unsigned long inode = inodeOf(path);
    if (isNew) {
        add({ path }, [path] { removeName(path); });
        m_contents[inode] = {};
        m_stashedFiles[inode] = stashed(path);
    }
}

void PowerCut::written(const std::string& path, std::size_t size)
{
    m_contents[inodeOf(path)].size += size;
}

void PowerCut::synced(const std::string& path)
{
    const auto file = m_contents.find(inodeOf(path));
    if (file != m_contents.end())
        file->second.kept = file->second.size;
    // A change in two folders is kept with either: ours are all in one.
    std::erase_if(m_changes, [&path](const Change& change) {
        return std::ranges::find(change.folders, path) != change.folders.end();
    });
}

void PowerCut::removes(const std::string& path)
{
    const std::string kept = stashed(path);
    add({ path }, [path, kept] { linkAs(kept, path); });
}

void PowerCut::links(const std::string& path)
{
    add({ path }, [path] { removeName(path); });
}

void PowerCut::renames(const std::string& from, const std::string& to)
{
    const std::string kept = stashed(to);
    add({ from, to }, [from, to, kept] {
        renameTo(to, from, 0);
        if (!kept.empty())
            linkAs(kept, to);
    });
}

void PowerCut::exchanges(const std::string& one, const std::string& other)
{
    add({ one, other }, [one, other] { renameTo(one, other, RENAME_EXCHANGE); });
}

void PowerCut::makesFolder(const std::string& path)
{
    const std::string gone = m_stash + '/' + std::to_string(++m_stashCount);
    add({ path }, [path, gone] { renameTo(path, gone, 0); });
}

void PowerCut::forget()
{
    m_changes.pop_back();
}

void PowerCut::cut(Kind kind)
{
    for (const auto& [inode, contents] : m_contents) {
        const std::size_t unsynced = contents.size - contents.kept;
        const std::size_t torn = contents.kept + unsynced / 2;
        const auto size = static_cast<off_t>(kind == Kind::Torn ? torn : contents.kept);
        const auto file = m_stashedFiles.find(inode);
        if (file != m_stashedFiles.end())
            static_cast<void>(::truncate(file->second.c_str(), size));
    }
    if (kind != Kind::Lost)
        return;
    std::for_each(
        m_changes.rbegin(), m_changes.rend(), [](const Change& change) { change.undo(); });
}

} // namespace faults
