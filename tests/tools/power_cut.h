// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace faults {

/// What of the changes to a folder a disk has not been told to keep yet. A file's bytes are kept
/// from its sync on, its name from the sync of the folder that holds it: a journaling file system
/// promises no more. cut() leaves on the disk what a power cut at this moment may leave.
class PowerCut
{
public:
    enum class Kind {
        Lost, ///< nothing that was not synced is there
        Names, ///< all names are there, but no byte that was not synced
        Torn, ///< all names are there, and half of the bytes
    };

    /// `stash` is a folder of the same file system, for files that may come back; without one
    /// nothing is cut.
    explicit PowerCut(std::string stash) : m_stash(std::move(stash)) { }

    void opened(const std::string& path, bool isNew);
    void written(const std::string& path, std::size_t size);
    void synced(const std::string& path); ///< a file or a folder

    // Before the call, since afterwards what it replaces is gone; forget() if the call failed.
    void removes(const std::string& path);
    void links(const std::string& path);
    void renames(const std::string& from, const std::string& to);
    void exchanges(const std::string& one, const std::string& other);
    void makesFolder(const std::string& path);
    void forget();

    void cut(Kind kind);

private:
    struct Change
    {
        std::vector<std::string> folders; ///< whose sync keeps it
        std::function<void()> undo;
    };
    struct Contents
    {
        std::size_t size = 0;
        std::size_t kept = 0; ///< of it
    };

    std::string stashed(const std::string& path);
    void add(std::vector<std::string> paths, std::function<void()> undo);

    std::string m_stash;
    std::vector<Change> m_changes;
    std::map<unsigned long, Contents> m_contents; ///< by the number of the inode
    std::map<unsigned long, std::string> m_stashedFiles; ///< links to files with such contents
    int m_stashCount = 0;
};

} // namespace faults
