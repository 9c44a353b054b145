// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/sqlite_log.h"

#include "core/transfer/content.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <map>

namespace transfer {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view DatabaseMagic = "SQLite format 3\0"sv;
constexpr std::size_t PageSizeAt = 16; ///< in the database
constexpr std::uint32_t MostOfAPage = 65536;
constexpr std::uint32_t LogMagic = 0x377f0682; ///< or one more, where words are big-endian
constexpr std::size_t LogHeaderSize = 32;
constexpr std::size_t FrameHeaderSize = 24;
constexpr std::size_t ChecksummedOfFrame = 8;
constexpr std::size_t ChecksummedOfLog = 24;
constexpr std::size_t SaltsSize = 8;

std::uint32_t numberAt(base::ByteView bytes, std::size_t at)
{
    return base::readU32(bytes.subspan(at));
}

/// The running checksum of a log.
class Checksum
{
public:
    explicit Checksum(bool isBigEndian) : m_isBigEndian(isBigEndian) { }

    void add(base::ByteView bytes)
    {
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            m_first += word(bytes, at) + m_second;
            m_second += word(bytes, at + 4) + m_first;
        }
    }
    bool stands(base::ByteView bytes, std::size_t at) const
    {
        return numberAt(bytes, at) == m_first && numberAt(bytes, at + 4) == m_second;
    }

private:
    std::uint32_t word(base::ByteView bytes, std::size_t at) const
    {
        const std::uint32_t big = numberAt(bytes, at);
        if (m_isBigEndian)
            return big;
        return big << 24 | (big & 0xff00) << 8 | (big >> 8 & 0xff00) | big >> 24;
    }

    bool m_isBigEndian;
    std::uint32_t m_first = 0;
    std::uint32_t m_second = 0;
};

/// What a log has completed.
struct Changes
{
    std::map<std::uint32_t, base::ByteView> pages; ///< by number, from 1
    std::uint32_t count = 0; ///< of the pages of the database then; 0: nothing was completed
};

std::uint32_t pageSizeOf(base::ByteView database)
{
    const std::uint32_t size = base::readU16(database.subspan(PageSizeAt));
    return size == 1 ? MostOfAPage : size;
}

Changes changesOf(base::ByteView log, std::uint32_t pageSize)
{
    Changes completed;
    Checksum sum(numberAt(log, 0) == LogMagic + 1);
    sum.add(log.first(ChecksummedOfLog));
    if (numberAt(log, 8) != pageSize || !sum.stands(log, ChecksummedOfLog))
        return completed;
    const base::ByteView salts = log.subspan(16, SaltsSize);
    std::map<std::uint32_t, base::ByteView> pages;
    base::ByteView rest = log.subspan(LogHeaderSize);
    while (rest.size() >= FrameHeaderSize + pageSize) {
        const base::ByteView page = rest.subspan(FrameHeaderSize, pageSize);
        sum.add(rest.first(ChecksummedOfFrame));
        sum.add(page);
        // Behind the last change stands what is left of an older log.
        if (!std::ranges::equal(rest.subspan(8, SaltsSize), salts) || !sum.stands(rest, 16))
            break;
        pages[numberAt(rest, 0)] = page;
        if (const std::uint32_t count = numberAt(rest, 4); count > 0) {
            for (const auto& [number, changed] : pages)
                completed.pages[number] = changed;
            pages.clear();
            completed.count = count;
        }
        rest = rest.subspan(FrameHeaderSize + pageSize);
    }
    return completed;
}

} // namespace

bool beginsAsSqlite(base::ByteView bytes)
{
    return base::textOf(bytes).starts_with(DatabaseMagic) && bytes.size() >= PageSizeAt + 2;
}

Outcome<void> applySqliteLog(crypto::WipedBytes& database, base::ByteView log)
{
    const bool isLog = log.size() >= LogHeaderSize && (numberAt(log, 0) | 1) == LogMagic + 1;
    if (!isLog || !beginsAsSqlite(database))
        return {};
    const std::size_t pageSize = pageSizeOf(database);
    if (pageSize < 512)
        return {};
    const Changes changes = changesOf(log, static_cast<std::uint32_t>(pageSize));
    if (changes.count == 0)
        return {};
    if (changes.count > LargestFile / pageSize)
        return Failure { .refusal = Refusal::TooLarge,
            .arguments = { "file", std::to_string(LargestFile) } };
    database.resize(changes.count * pageSize);
    for (const auto& [number, page] : changes.pages) {
        if (number >= 1 && number <= changes.count)
            std::ranges::copy(
                page, database.begin() + static_cast<std::ptrdiff_t>((number - 1) * pageSize));
    }
    return {};
}

QStringList withoutSqliteLogs(const QStringList& paths)
{
    const QSet<QString> all(paths.begin(), paths.end());
    QStringList kept;
    for (const QString& path : paths) {
        const bool isBesideOne =
            std::ranges::any_of(std::array { "-wal", "-shm" }, [&](const char* ending) {
                const QLatin1StringView end(ending);
                return path.endsWith(end) && all.contains(path.chopped(end.size()));
            });
        if (!isBesideOne)
            kept << path;
    }
    return kept;
}

} // namespace transfer
