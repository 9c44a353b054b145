// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/memory_scan.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace support {
namespace {

constexpr char Mask = 0x55;
constexpr std::size_t Window = std::size_t { 1 } << 20;

/// The sanitizers' shadow is a mapping of terabytes that holds no data of ours.
constexpr std::size_t LargestMapping = std::size_t { 1 } << 30;

struct Range
{
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
};

std::vector<Range> writableMemory()
{
    std::vector<Range> ranges;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        unsigned long begin = 0;
        unsigned long end = 0;
        char mode[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, mode) == 3 && mode[0] == 'r'
            && mode[1] == 'w' && end - begin <= LargestMapping)
            ranges.push_back({ begin, end });
    }
    return ranges;
}

/// Tells which memory was ever written to. The rest is zeros, and with a sanitizer most of it.
class PageMap
{
public:
    PageMap() : m_file(::open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC)) { }
    ~PageMap() { ::close(m_file); }
    PageMap(const PageMap&) = delete;
    PageMap& operator=(const PageMap&) = delete;

    /// Also where that cannot be told.
    bool mayHoldData(std::uintptr_t begin, std::size_t size) const
    {
        constexpr std::uint64_t PresentOrSwapped = std::uint64_t { 3 } << 62;
        const std::uintptr_t page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
        const std::size_t count = (begin % page + size + page - 1) / page;
        std::array<std::uint64_t, Window / 4096 + 1> entries;
        const ssize_t read = ::pread(m_file, entries.data(), count * sizeof entries[0],
            static_cast<off_t>(begin / page * sizeof entries[0]));
        if (read != static_cast<ssize_t>(count * sizeof entries[0]))
            return true;
        return std::any_of(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count),
            [](std::uint64_t entry) { return (entry & PresentOrSwapped) != 0; });
    }

private:
    int m_file;
};

} // namespace

ScrambledText::ScrambledText(const char* ascii)
{
    for (; *ascii; ++ascii)
        m_disguised.push_back(static_cast<char>(*ascii ^ Mask));
}

ScrambledText::ScrambledText(base::ByteView bytes)
{
    for (const std::uint8_t byte : bytes)
        m_disguised.push_back(static_cast<char>(byte ^ Mask));
}

char ScrambledText::at(std::size_t index) const
{
    return static_cast<char>(m_disguised[index] ^ Mask);
}

int ScrambledText::occurrences(std::size_t bytesPerCharacter) const
{
    int found = 0;
    const std::size_t length = m_disguised.size() * bytesPerCharacter;
    const PageMap pages;
    for (const Range& range : writableMemory()) {
        for (std::uintptr_t begin = range.begin; begin < range.end; begin += Window - length) {
            const std::size_t size = std::min<std::size_t>(Window, range.end - begin);
            if (pages.mayHoldData(begin, size))
                found += occurrencesIn(begin, size, bytesPerCharacter);
            if (size < Window)
                break;
        }
    }
    return found;
}

int ScrambledText::occurrencesIn(
    std::uintptr_t begin, std::size_t size, std::size_t bytesPerCharacter) const
{
    // One place for all copies, wiped after each look: it must not be what the next one finds.
    static std::array<char, Window> buffer;
    // Through the kernel, which answers with an error for pages that cannot be read.
    const iovec local = { buffer.data(), size };
    const iovec remote = { reinterpret_cast<void*>(begin), size };
    if (::process_vm_readv(::getpid(), &local, 1, &remote, 1, 0) != static_cast<ssize_t>(size))
        return 0;
    const std::size_t length = m_disguised.size() * bytesPerCharacter;
    int found = 0;
    const char* const end = buffer.data() + size;
    for (const char* place = buffer.data(); place + length <= end; ++place) {
        // Most of memory is zeros: the C library passes over them faster than we can.
        place = static_cast<const char*>(
            std::memchr(place, at(0), static_cast<std::size_t>(end - place)));
        if (!place || place + length > end)
            break;
        if (isAt(place, bytesPerCharacter))
            ++found;
    }
    buffer.fill(0);
    return found;
}

bool ScrambledText::isAt(const char* place, std::size_t bytesPerCharacter) const
{
    for (std::size_t i = 0; i < m_disguised.size(); ++i) {
        if (place[i * bytesPerCharacter] != at(i))
            return false;
        if (bytesPerCharacter == 2 && place[i * 2 + 1] != 0)
            return false;
    }
    return true;
}

} // namespace support
