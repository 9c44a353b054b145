// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/sqlite.h"

#include "core/base/link.h"

#include <algorithm>

namespace transfer {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view SqliteMagic = "SQLite format 3\0"sv;
constexpr std::size_t HeaderSize = 100;
constexpr std::uint32_t SmallestPage = 512;
constexpr std::uint32_t LargestPage = 65536;
constexpr std::size_t SmallestUsable = 480;
constexpr std::size_t MostRows = 100'000;
constexpr std::size_t MostColumns = 2000; ///< what SQLite allows as it is delivered
constexpr std::size_t MostValues = 4'000'000; ///< of a table, all together
constexpr int DeepestPage = 20;
constexpr std::uint8_t InteriorPage = 5;
constexpr std::uint8_t LeafPage = 13;
constexpr std::uint32_t Utf8 = 1;

/// A number of one to nine bytes, seven bits in each but the ninth.
std::optional<std::uint64_t> takeVarint(base::ByteView& bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 9 && i < bytes.size(); ++i) {
        const bool isNinth = i == 8;
        value = isNinth ? (value << 8) | bytes[i] : (value << 7) | (bytes[i] & 127U);
        if (isNinth || bytes[i] < 128) {
            bytes = bytes.subspan(i + 1);
            return value;
        }
    }
    return std::nullopt;
}

std::int64_t signedOf(base::ByteView bytes)
{
    std::uint64_t value = !bytes.empty() && bytes[0] >= 128 ? ~std::uint64_t { 0 } : 0;
    for (const std::uint8_t byte : bytes)
        value = (value << 8) | byte;
    return static_cast<std::int64_t>(value);
}

/// How many bytes a value of this serial type has.
std::uint64_t sizeOf(std::uint64_t type)
{
    constexpr std::uint64_t Sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0 };
    return type < 12 ? Sizes[type] : (type - 12) / 2;
}

SqliteValue valueOf(std::uint64_t type, base::ByteView bytes)
{
    using Type = SqliteValue::Kind;
    if (type >= 12)
        return { .kind = type % 2 == 0 ? Type::Blob : Type::Text, .bytes = bytes };
    if (type == 8 || type == 9)
        return { .kind = Type::Integer, .integer = type == 9 ? 1 : 0 };
    if (type == 7)
        return { .kind = Type::Real };
    return type >= 1 && type <= 6
        ? SqliteValue { .kind = Type::Integer, .integer = signedOf(bytes) }
        : SqliteValue {};
}

/// Cuts a record into its values; false where they lead out of it, or are more than are left.
bool readRecord(SqliteRow& row, std::size_t& valuesLeft)
{
    base::ByteView header = row.record;
    const auto headerSize = takeVarint(header);
    const std::size_t begun = row.record.size() - header.size();
    if (!headerSize || *headerSize < begun || *headerSize > row.record.size())
        return false;
    header = header.first(static_cast<std::size_t>(*headerSize) - begun);
    base::ByteView body = base::ByteView(row.record).subspan(static_cast<std::size_t>(*headerSize));
    while (!header.empty()) {
        const auto type = takeVarint(header);
        if (!type || sizeOf(*type) > body.size() || valuesLeft == 0)
            return false;
        --valuesLeft;
        const auto size = static_cast<std::size_t>(sizeOf(*type));
        row.values.push_back(valueOf(*type, body.first(size)));
        body = body.subspan(size);
    }
    return true;
}

/// Reads the pages of one table, each at most once.
class Pages
{
public:
    explicit Pages(base::ByteView bytes) : m_bytes(bytes)
    {
        m_size = base::readU16(bytes.subspan(16));
        if (m_size == 1)
            m_size = LargestPage;
        const std::size_t reserved = bytes[20];
        m_usable = m_size > reserved ? m_size - reserved : 0;
        m_isRead.resize(m_size == 0 ? 0 : bytes.size() / m_size);
        // SQLite before 3.7 does not keep the number up; both counters are equal where it is right.
        const std::uint32_t told = base::readU32(bytes.subspan(28));
        const bool isRight = base::readU32(bytes.subspan(24)) == base::readU32(bytes.subspan(92));
        m_told = told > 0 && isRight ? told : m_isRead.size();
    }

    /// The file is whole, and its pages are of a size that they may have.
    bool isSane() const
    {
        const bool isPower = m_size >= SmallestPage && (m_size & (m_size - 1)) == 0;
        return isPower && m_usable >= SmallestUsable && m_isRead.size() >= m_told && m_told > 0;
    }

    bool readTable(std::uint32_t number, std::vector<SqliteRow>& rows, int depth = 0)
    {
        const std::optional<base::ByteView> page = take(number);
        if (!page || depth > DeepestPage)
            return false;
        const base::ByteView head = page->subspan(number == 1 ? HeaderSize : 0);
        const bool isLeaf = head[0] == LeafPage;
        if (!isLeaf && head[0] != InteriorPage)
            return false;
        const std::size_t headSize = isLeaf ? 8 : 12;
        const std::size_t count = base::readU16(head.subspan(3));
        if (2 * count > head.size() - headSize)
            return false;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t cell = base::readU16(head.subspan(headSize + 2 * i));
            if (cell + 4 > m_usable)
                return false;
            const base::ByteView bytes = page->first(m_usable).subspan(cell);
            const bool isDone =
                isLeaf ? readCell(bytes, rows) : readTable(base::readU32(bytes), rows, depth + 1);
            if (!isDone)
                return false;
        }
        return isLeaf || readTable(base::readU32(head.subspan(8)), rows, depth + 1);
    }

private:
    std::optional<base::ByteView> take(std::uint32_t number)
    {
        if (number == 0 || number > m_isRead.size() || m_isRead[number - 1])
            return std::nullopt;
        m_isRead[number - 1] = true;
        return m_bytes.subspan((number - 1) * std::size_t { m_size }, m_size);
    }

    /// Of a record that does not fit into its page, how much stands in it.
    std::size_t localSize(std::size_t size) const
    {
        const std::size_t most = m_usable - 35;
        if (size <= most)
            return size;
        const std::size_t least = (m_usable - 12) * 32 / 255 - 23;
        const std::size_t local = least + (size - least) % (m_usable - 4);
        return local <= most ? local : least;
    }

    bool readCell(base::ByteView cell, std::vector<SqliteRow>& rows)
    {
        const auto size = takeVarint(cell);
        const auto id = takeVarint(cell);
        if (!id || *size > m_bytes.size() || rows.size() >= MostRows)
            return false;
        const auto whole = static_cast<std::size_t>(*size);
        // Cells do not overlap, so that all together are no larger than the file.
        if (whole > m_bytes.size() - m_taken)
            return false;
        m_taken += whole;
        const std::size_t local = localSize(whole);
        const bool isCut = local < whole;
        if (local + (isCut ? 4 : 0) > cell.size())
            return false;
        SqliteRow row;
        row.record.reserve(whole);
        row.record.assign(cell.begin(), cell.begin() + static_cast<std::ptrdiff_t>(local));
        if (isCut && !takeOverflow(base::readU32(cell.subspan(local)), whole, row.record))
            return false;
        if (!readRecord(row, m_valuesLeft))
            return false;
        rows.push_back(std::move(row));
        return true;
    }

    bool takeOverflow(std::uint32_t number, std::size_t whole, crypto::WipedBytes& record)
    {
        while (record.size() < whole) {
            const std::optional<base::ByteView> page = take(number);
            if (!page)
                return false;
            number = base::readU32(*page);
            const std::size_t size = std::min(whole - record.size(), m_usable - 4);
            const base::ByteView part = page->subspan(4, size);
            record.insert(record.end(), part.begin(), part.end());
        }
        return true;
    }

    base::ByteView m_bytes;
    std::uint32_t m_size = 0;
    std::size_t m_usable = 0;
    std::size_t m_told = 0; ///< how many pages the file is said to have
    std::size_t m_taken = 0; ///< bytes of records
    std::size_t m_valuesLeft = MostValues;
    std::vector<bool> m_isRead;
};

bool beginsQuoted(char c)
{
    return c == '\'' || c == '"' || c == '`' || c == '[';
}

/// The end of what begins with a quote, a bracket or a parenthesis; the end of the text if it does
/// not end.
std::size_t endOfQuoted(std::string_view sql, std::size_t at)
{
    const char close = sql[at] == '[' ? ']' : sql[at];
    if (sql[at] != '(')
        return std::min(sql.find(close, at + 1), sql.size() - 1) + 1;
    int depth = 0;
    while (at < sql.size()) {
        const char c = sql[at];
        if (beginsQuoted(c)) {
            at = endOfQuoted(sql, at);
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        ++at;
        if (depth == 0)
            break;
    }
    return at;
}

/// The first word of a definition, without its quotes; empty for a constraint of the whole table.
std::string nameOfColumn(std::string_view definition)
{
    constexpr std::string_view Constraints[] = { "constraint", "primary", "unique", "check",
        "foreign" };
    definition = base::trimmedLink(definition);
    if (definition.empty())
        return {};
    if (beginsQuoted(definition.front())) {
        const std::size_t end = endOfQuoted(definition, 0);
        return base::asciiLower(definition.substr(1, end - 2));
    }
    const std::string name =
        base::asciiLower(definition.substr(0, definition.find_first_of(" \t\r\n(")));
    return std::ranges::find(Constraints, name) == std::ranges::end(Constraints) ? name
                                                                                 : std::string();
}

/// A statement without its remarks, which SQLite keeps as they were written.
std::string withoutRemarks(std::string_view sql)
{
    std::string bare;
    std::size_t at = 0;
    while (at < sql.size()) {
        const std::string_view two = sql.substr(at, 2);
        std::size_t end = beginsQuoted(sql[at]) ? endOfQuoted(sql, at) : at + 1;
        if (two == "--" || two == "/*") {
            const std::string_view close = two == "--" ? "\n" : "*/";
            const std::size_t found = sql.find(close, at + 2);
            end = found == std::string_view::npos ? sql.size() : found + close.size();
            bare += ' ';
        } else {
            bare += sql.substr(at, end - at);
        }
        at = end;
    }
    return bare;
}

/// The columns of CREATE TABLE name (…), in their order; none where they are too many.
std::vector<std::string> columnsOfStatement(std::string_view written)
{
    const std::string sql = withoutRemarks(written);
    std::size_t at = 0;
    while (at < sql.size() && sql[at] != '(')
        at = beginsQuoted(sql[at]) ? endOfQuoted(sql, at) : at + 1;
    std::vector<std::string> columns;
    std::size_t begin = ++at;
    while (at < sql.size()) {
        const char c = sql[at];
        if (c == ',' || c == ')') {
            std::string name = nameOfColumn(std::string_view(sql).substr(begin, at - begin));
            if (!name.empty())
                columns.push_back(std::move(name));
            if (columns.size() > MostColumns)
                return {};
            begin = at + 1;
        }
        if (c == ')')
            break;
        at = beginsQuoted(c) || c == '(' ? endOfQuoted(sql, at) : at + 1;
    }
    return columns;
}

} // namespace

bool SqliteTable::has(std::string_view column) const
{
    return std::ranges::find(columns, column) != columns.end();
}

SqliteValue SqliteTable::value(const SqliteRow& row, std::string_view column) const
{
    const auto found = std::ranges::find(columns, column);
    const auto index = static_cast<std::size_t>(found - columns.begin());
    // A column that was added later is missing from older rows.
    return index < row.values.size() ? row.values[index] : SqliteValue();
}

std::string_view SqliteTable::bytes(const SqliteRow& row, std::string_view column) const
{
    return base::textOf(value(row, column).bytes);
}

QString SqliteTable::text(const SqliteRow& row, std::string_view column) const
{
    const std::string_view text = bytes(row, column);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<std::int64_t> SqliteTable::integer(
    const SqliteRow& row, std::string_view column) const
{
    const SqliteValue found = value(row, column);
    return found.kind == SqliteValue::Kind::Integer ? std::optional(found.integer) : std::nullopt;
}

std::optional<SqliteDatabase> SqliteDatabase::open(base::ByteView bytes)
{
    if (!base::textOf(bytes).starts_with(SqliteMagic) || bytes.size() < HeaderSize)
        return std::nullopt;
    Pages pages(bytes);
    std::vector<SqliteRow> rows;
    const std::uint32_t encoding = base::readU32(bytes.subspan(56));
    if (encoding != Utf8 || !pages.isSane() || !pages.readTable(1, rows))
        return std::nullopt;
    // The first page has a table of all others.
    const SqliteTable schema { .columns = { "type", "name", "tbl_name", "rootpage", "sql" },
        .rows = std::move(rows) };
    SqliteDatabase database(bytes);
    for (const SqliteRow& row : schema.rows) {
        if (schema.bytes(row, "type") != "table")
            continue;
        const std::int64_t root = schema.integer(row, "rootpage").value_or(0);
        database.m_tables.push_back({ base::asciiLower(schema.bytes(row, "name")),
            columnsOfStatement(schema.bytes(row, "sql")),
            static_cast<std::uint32_t>(std::clamp<std::int64_t>(root, 0, INT32_MAX)) });
    }
    return database;
}

const SqliteDatabase::Table* SqliteDatabase::find(std::string_view name) const
{
    const auto found = std::ranges::find(m_tables, name, &Table::name);
    return found == m_tables.end() ? nullptr : &*found;
}

bool SqliteDatabase::hasTable(std::string_view name) const
{
    return find(name) != nullptr;
}

std::vector<std::string> SqliteDatabase::columnsOf(std::string_view name) const
{
    const Table* const found = find(name);
    return found ? found->columns : std::vector<std::string>();
}

std::optional<SqliteTable> SqliteDatabase::table(std::string_view name) const
{
    const Table* const found = find(name);
    if (!found)
        return std::nullopt;
    SqliteTable table { .columns = found->columns, .rows = {} };
    if (!Pages(m_bytes).readTable(found->rootPage, table.rows))
        return std::nullopt;
    return table;
}

} // namespace transfer
