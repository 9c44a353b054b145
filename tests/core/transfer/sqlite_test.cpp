// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "core/transfer/sqlite.h"
#include "tests/support/fail_on_warning.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using transfer::SqliteDatabase;
using transfer::SqliteRow;
using transfer::SqliteTable;
using transfer::SqliteValue;

namespace {

/// A database that SQLite itself has made, by lines of Python in which `db` is an open one.
base::Bytes madeBy(const char* lines)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"made.db"_s);
    const QString script =
        u"import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1], isolation_level=None)\n"_s
        + QString::fromUtf8(lines) + u"\ndb.close()\n"_s;
    QProcess python;
    python.start(QStringLiteral(PYTHON), { u"-I"_s, u"-c"_s, script, path });
    if (!python.waitForFinished(180'000) || python.exitCode() != 0)
        qFatal("Python makes no database: %s", python.readAllStandardError().constData());
    const auto bytes = base::readFile(path.toStdString(), std::size_t { 64 } << 20);
    if (!bytes)
        qFatal("the database is not there");
    return *bytes;
}

std::optional<SqliteTable> tableOf(const base::Bytes& bytes, std::string_view name = "t")
{
    const auto database = SqliteDatabase::open(bytes);
    return database ? database->table(name) : std::nullopt;
}

bool isDatabase(base::ByteView bytes)
{
    const base::Bytes copy(bytes.begin(), bytes.end()); // nothing of ours behind its end
    return SqliteDatabase::open(copy).has_value();
}

/// As often as this has it, in the order of the ids.
QStringList textsOf(const std::optional<SqliteTable>& table, std::string_view column = "x")
{
    QStringList texts;
    for (std::size_t i = 0; table && i < table->rows.size(); ++i)
        texts.append(table->text(table->rows[i], column));
    return texts;
}

void put(base::Bytes& bytes, std::size_t at, std::uint64_t number, int size)
{
    for (int i = 0; i < size; ++i)
        bytes[at + static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>(number >> (8 * (size - 1 - i)));
}

std::size_t pageSizeOf(const base::Bytes& bytes)
{
    const std::size_t size = base::readU16(base::ByteView(bytes).subspan(16));
    return size == 1 ? 65536 : size;
}

/// Where the first page of this kind begins, the very first aside, which has the header.
std::size_t pageOfKind(const base::Bytes& bytes, std::uint8_t kind)
{
    for (std::size_t at = pageSizeOf(bytes); at < bytes.size(); at += pageSizeOf(bytes)) {
        if (bytes[at] == kind)
            return at;
    }
    qFatal("there is no such page");
}

constexpr std::uint8_t InteriorPage = 5;
constexpr std::uint8_t LeafPage = 13;

constexpr auto ThreeRows = "db.execute('PRAGMA page_size=512')\n"
                           "db.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)')\n"
                           "db.executemany('INSERT INTO t (x) VALUES (?)', ['a', 'b', 'c'])";
constexpr auto ManyRows =
    "db.execute('PRAGMA page_size=512')\n"
    "db.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)')\n"
    "db.execute('BEGIN')\n"
    "db.executemany('INSERT INTO t VALUES (?, ?)', [(i, 'row %d' % i) for i in range(3000)])\n"
    "db.execute('COMMIT')";
constexpr auto LongRow = "db.execute('PRAGMA page_size=1024')\n"
                         "db.execute('CREATE TABLE t (x TEXT, y BLOB)')\n"
                         "db.execute('INSERT INTO t VALUES (?, ?)', ('l' * 9000, b'\\x01' * 5000))";

} // namespace

/// Databases that SQLite has made, and that somebody has altered to harm.
class SqliteTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void readsEveryKindOfValue();
    void readsPagesOfEverySize_data();
    void readsPagesOfEverySize();
    void readsRecordsLongerThanAPage();
    void knowsTheColumns_data();
    void knowsTheColumns();
    void leavesWhatWasDeleted();
    void passesOverTablesOfOtherKinds();
    void isNoneCutAnywhere();
    void isNoneWithAnotherHeader_data();
    void isNoneWithAnotherHeader();
    void readsWhatOlderSqliteHasWritten();
    void survivesEveryAlteredByte();
    void readsNoPageTwice();
    void readsNoOverflowTwice();
    void readsNoCellAgainAndAgain();
    void holdsNoMoreThanFourMillionValues();
    void holdsNoMoreThanAHundredThousandRows();
};

void SqliteTest::readsEveryKindOfValue()
{
    const base::Bytes bytes = madeBy(
        "db.execute('CREATE TABLE Things (Name TEXT, Value)')\n"
        "for v in (0, 1, -1, 127, 128, -129, 2**23 - 1, -2**31, 2**47 - 1, -2**63, 2**63 - 1,\n"
        "          None, 1.5, 'text', b'\\x00\\xff', ''):\n"
        "    db.execute('INSERT INTO Things VALUES (?, ?)', ('ż', v))\n"
        "db.execute('ALTER TABLE Things ADD COLUMN later TEXT')");
    const auto table = tableOf(bytes, "things");
    QVERIFY(table);
    QCOMPARE(table->columns, (std::vector<std::string> { "name", "value", "later" }));
    QCOMPARE(table->rows.size(), std::size_t { 16 });
    constexpr std::int64_t Least = std::numeric_limits<std::int64_t>::min();
    const std::int64_t numbers[] = { 0, 1, -1, 127, 128, -129, (1 << 23) - 1,
        -(std::int64_t { 1 } << 31), (std::int64_t { 1 } << 47) - 1, Least, -(Least + 1) };
    std::size_t row = 0;
    for (const std::int64_t number : numbers)
        QCOMPARE(table->integer(table->rows[row++], "value"), std::optional(number));
    const auto value = [&table](std::size_t at) { return table->value(table->rows[at], "value"); };
    QVERIFY(value(row).kind == SqliteValue::Kind::Null);
    QVERIFY(!table->integer(table->rows[row], "value"));
    QVERIFY(value(row + 1).kind == SqliteValue::Kind::Real);
    QCOMPARE(table->text(table->rows[row + 2], "value"), u"text"_s);
    QVERIFY(value(row + 3).kind == SqliteValue::Kind::Blob);
    QCOMPARE(base::toHex(value(row + 3).bytes), std::string("00ff"));
    QVERIFY(value(row + 4).kind == SqliteValue::Kind::Text && value(row + 4).bytes.empty());
    QCOMPARE(table->text(table->rows[0], "name"), u"ż"_s);
    QVERIFY(table->has("later"));
    QVERIFY(table->value(table->rows[0], "later").kind == SqliteValue::Kind::Null);
    QVERIFY(!table->has("other"));
    QVERIFY(table->bytes(table->rows[0], "other").empty());
    QVERIFY(SqliteDatabase::open(bytes)->hasTable("things"));
    QVERIFY(!tableOf(bytes, "other"));
}

void SqliteTest::readsPagesOfEverySize_data()
{
    QTest::addColumn<int>("size");
    for (int size = 512; size <= 65536; size *= 2)
        QTest::addRow("%d", size) << size;
}

void SqliteTest::readsPagesOfEverySize()
{
    QFETCH(int, size);
    const QByteArray lines = QByteArray(ManyRows).replace("512", QByteArray::number(size));
    const base::Bytes bytes = madeBy(lines.constData());
    QCOMPARE(pageSizeOf(bytes), static_cast<std::size_t>(size));
    const QStringList texts = textsOf(tableOf(bytes));
    QCOMPARE(texts.size(), 3000);
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(texts[i], u"row %1"_s.arg(i));
}

void SqliteTest::readsRecordsLongerThanAPage()
{
    // Around each size at which more of a record, or less, stands in its page.
    const base::Bytes bytes =
        madeBy("db.execute('PRAGMA page_size=512')\n"
               "db.execute('CREATE TABLE t (x TEXT)')\n"
               "for i in range(420, 1600):\n"
               "    db.execute('INSERT INTO t VALUES (?)', ('%05d' % i + 'x' * (i - 5),))");
    const QStringList texts = textsOf(tableOf(bytes));
    QCOMPARE(texts.size(), 1600 - 420);
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(texts[i], u"%1"_s.arg(i + 420, 5, 10, QChar(u'0')) + QString(i + 415, u'x'));
    const base::Bytes longer = madeBy(LongRow);
    const auto table = tableOf(longer);
    QVERIFY(table);
    QCOMPARE(table->text(table->rows[0], "x"), QString(9000, u'l'));
    QCOMPARE(table->bytes(table->rows[0], "y").size(), std::size_t { 5000 });
}

void SqliteTest::knowsTheColumns_data()
{
    QTest::addColumn<QByteArray>("definition");
    QTest::newRow("plain") << QByteArray("a, X TEXT");
    QTest::newRow("quoted") << QByteArray("\"a b, c)\" TEXT, `x` INT");
    QTest::newRow("in brackets") << QByteArray("[a, (b] TEXT, [x] TEXT NOT NULL");
    QTest::newRow("with defaults")
        << QByteArray("a TEXT DEFAULT 'x, (y''', x TEXT DEFAULT (1 + (2))");
    QTest::newRow("with constraints")
        << QByteArray("a DECIMAL(10, 2) CHECK(a IN (1, 2) OR a IS NOT ')'), x TEXT, UNIQUE(a, x), "
                      "CONSTRAINT c CHECK (x <> ','), CHECK(1), FOREIGN KEY (x) REFERENCES t(x)");
    QTest::newRow("with remarks") << QByteArray(
        "-- the first, (of two)\n  a TEXT, /* it's, \"here\" */ x TEXT -- ) end\n");
    QTest::newRow("no remarks") << QByteArray("\"a -- b\" TEXT DEFAULT '/*', x TEXT DEFAULT '*/'");
}

void SqliteTest::knowsTheColumns()
{
    QFETCH(QByteArray, definition);
    const QByteArray lines = "db.execute('''CREATE TABLE \"t\" ("
        + QByteArray(definition).replace("'''", "''\\'")
        + ")''')\ndb.execute('INSERT INTO t VALUES (1, 2)')";
    const base::Bytes bytes = madeBy(lines.constData());
    const auto table = tableOf(bytes);
    QVERIFY(table);
    QCOMPARE(table->columns.size(), std::size_t { 2 });
    QCOMPARE(table->columns[1], std::string("x"));
    QVERIFY(table->value(table->rows[0], "x").kind != SqliteValue::Kind::Null);
}

void SqliteTest::leavesWhatWasDeleted()
{
    // It stands in the file all the same: in pages that are free, and within those that are not.
    const base::Bytes bytes = madeBy((std::string(ManyRows)
        + "\ndb.execute('PRAGMA secure_delete=OFF')\n"
          "db.execute('DELETE FROM t WHERE id BETWEEN 1 AND 2000 OR id % 7 = 0')")
                                         .c_str());
    QVERIFY(base::readU32(base::ByteView(bytes).subspan(36)) > 10); // free pages
    QVERIFY(base::textOf(bytes).find("row 1234") != std::string_view::npos);
    const QStringList texts = textsOf(tableOf(bytes));
    QCOMPARE(texts.size(), 999 - 143);
    QVERIFY(!texts.contains(u"row 1234"_s));
    QCOMPARE(texts.first(), u"row 2001"_s);
}

void SqliteTest::passesOverTablesOfOtherKinds()
{
    const base::Bytes bytes =
        madeBy("db.execute('CREATE TABLE w (x TEXT PRIMARY KEY) WITHOUT ROWID')\n"
               "db.execute(\"INSERT INTO w VALUES ('a')\")\n"
               "db.execute('CREATE TABLE t (x TEXT)')\n"
               "db.execute('CREATE INDEX i ON t (x)')\n"
               "db.execute('CREATE VIEW v AS SELECT x FROM t')\n"
               "db.execute(\"INSERT INTO t VALUES ('b')\")");
    QCOMPARE(textsOf(tableOf(bytes)), QStringList { u"b"_s });
    QVERIFY(!tableOf(bytes, "w"));
    QVERIFY(!tableOf(bytes, "v"));
    QVERIFY(!tableOf(bytes, "i"));
}

void SqliteTest::isNoneCutAnywhere()
{
    const base::Bytes bytes = madeBy(ThreeRows);
    QVERIFY(isDatabase(bytes));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        QVERIFY2(
            !isDatabase(base::ByteView(bytes).first(size)), QByteArray::number(qulonglong(size)));
}

void SqliteTest::isNoneWithAnotherHeader_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("value");
    for (const int size : { 0, 2, 3, 256, 511, 1000, 65535 })
        QTest::addRow("pages of %d", size) << 16 << 2 << size;
    QTest::newRow("pages larger than the file") << 16 << 2 << 32768;
    QTest::newRow("no room left in a page") << 20 << 1 << 255;
    QTest::newRow("UTF-16") << 56 << 4 << 2;
    QTest::newRow("more pages than there are") << 28 << 4 << 1000;
    QTest::newRow("another name") << 0 << 1 << int { 's' };
    QTest::newRow("a first page of another kind") << 100 << 1 << 10;
    QTest::newRow("a cell behind the end of the page") << 108 << 2 << 511;
    QTest::newRow("more cells than fit") << 103 << 2 << 300;
}

void SqliteTest::isNoneWithAnotherHeader()
{
    QFETCH(int, at);
    QFETCH(int, size);
    QFETCH(int, value);
    static const base::Bytes Made = madeBy(ThreeRows);
    base::Bytes bytes = Made;
    put(bytes, static_cast<std::size_t>(at), static_cast<std::uint64_t>(value), size);
    QVERIFY(!isDatabase(bytes));
}

void SqliteTest::readsWhatOlderSqliteHasWritten()
{
    base::Bytes bytes = madeBy(ThreeRows);
    constexpr std::size_t Pages = 28;
    constexpr std::size_t ValidFor = 92;
    put(bytes, Pages, 0, 4);
    QCOMPARE(textsOf(tableOf(bytes)).size(), 3);
    put(bytes, Pages, 1000, 4); // left from before
    put(bytes, ValidFor, 0, 4);
    QCOMPARE(textsOf(tableOf(bytes)).size(), 3);
}

void SqliteTest::survivesEveryAlteredByte()
{
    const base::Bytes bytes = madeBy(
        (std::string(ThreeRows) + "\ndb.execute('INSERT INTO t (x) VALUES (?)', ('y' * 700,))")
            .c_str());
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const int value : { 0x00, 0x01, 0x05, 0x0d, 0x7f, 0x80, 0xff }) {
            base::Bytes altered = bytes;
            altered[at] = static_cast<std::uint8_t>(value);
            const auto table = tableOf(altered);
            for (std::size_t i = 0; table && i < table->rows.size(); ++i)
                QVERIFY(table->bytes(table->rows[i], "x").size() <= table->rows[i].record.size());
        }
    }
}

void SqliteTest::readsNoPageTwice()
{
    base::Bytes bytes = madeBy(ManyRows);
    const std::size_t page = pageOfKind(bytes, InteriorPage);
    const auto number = page / pageSizeOf(bytes) + 1;
    QVERIFY(tableOf(bytes));
    base::Bytes circle = bytes;
    put(circle, page + 8, number, 4); // its last child is itself
    QVERIFY(!tableOf(circle));
    const std::size_t first = page + base::readU16(base::ByteView(bytes).subspan(page + 12));
    const std::size_t second = page + base::readU16(base::ByteView(bytes).subspan(page + 14));
    base::Bytes twice = bytes;
    put(twice, first, base::readU32(base::ByteView(bytes).subspan(second)), 4);
    QVERIFY(!tableOf(twice));
    base::Bytes nowhere = bytes;
    put(nowhere, first, 0, 4);
    QVERIFY(!tableOf(nowhere));
    put(nowhere, first, 0xffffffff, 4);
    QVERIFY(!tableOf(nowhere));
}

void SqliteTest::readsNoOverflowTwice()
{
    const base::Bytes bytes = madeBy(LongRow);
    QVERIFY(tableOf(bytes));
    const std::size_t leaf = pageOfKind(bytes, LeafPage);
    // The only cell ends where its page does, with the number of the page that goes on.
    const std::size_t link = leaf + 1024 - 4;
    const std::uint32_t overflow = base::readU32(base::ByteView(bytes).subspan(link));
    const std::size_t next = (overflow - 1) * std::size_t { 1024 };
    QVERIFY(overflow > 1 && next < bytes.size());
    for (const std::uint32_t wrong : { std::uint32_t { 0 }, overflow, 2U, 1000U }) {
        base::Bytes altered = bytes;
        put(altered, next, wrong, 4);
        QVERIFY2(!tableOf(altered), QByteArray::number(wrong));
    }
}

void SqliteTest::readsNoCellAgainAndAgain()
{
    base::Bytes bytes = madeBy("db.execute('PRAGMA page_size=65536')\n"
                               "db.execute('CREATE TABLE t (x TEXT)')\n"
                               "db.execute('INSERT INTO t VALUES (?)', ('x' * 30000,))");
    const std::size_t leaf = pageOfKind(bytes, LeafPage);
    const std::uint16_t cell = base::readU16(base::ByteView(bytes).subspan(leaf + 8));
    constexpr std::size_t Times = 10'000; // 300 MB out of 128 KB
    put(bytes, leaf + 3, Times, 2);
    for (std::size_t i = 0; i < Times; ++i)
        put(bytes, leaf + 8 + 2 * i, cell, 2);
    QVERIFY(SqliteDatabase::open(bytes));
    QVERIFY(!tableOf(bytes));
}

void SqliteTest::holdsNoMoreThanFourMillionValues()
{
    const QByteArray lines =
        "db.execute('CREATE TABLE t (%s)' % ', '.join('c%d' % i for i in range(2000)))\n"
        "db.execute('BEGIN')\n"
        "for i in range(2000):\n"
        "    db.execute('INSERT INTO t (c1999) VALUES (NULL)')\n"
        "db.execute('COMMIT')";
    const auto table = tableOf(madeBy(lines.constData()));
    QVERIFY(table);
    QCOMPARE(table->rows.size(), std::size_t { 2000 });
    QCOMPARE(table->columns.size(), std::size_t { 2000 });
    const QByteArray more = lines + "\ndb.execute('INSERT INTO t (c1999) VALUES (NULL)')";
    QVERIFY(!tableOf(madeBy(more.constData())));
    // A statement with more columns than SQLite takes.
    const base::Bytes wide =
        madeBy("db.execute('CREATE TABLE t (x TEXT)')\n"
               "db.execute('PRAGMA writable_schema=ON')\n"
               "db.execute('UPDATE sqlite_master SET sql=?', ('CREATE TABLE t (' + 'x,' * 2001 + "
               "'x)',))");
    QVERIFY(SqliteDatabase::open(wide)->hasTable("t"));
    QVERIFY(SqliteDatabase::open(wide)->columnsOf("t").empty());
}

void SqliteTest::holdsNoMoreThanAHundredThousandRows()
{
    const auto rows = [](const char* count) {
        return madeBy((std::string("db.execute('CREATE TABLE t (x)')\n"
                                   "db.execute('BEGIN')\n"
                                   "db.executemany('INSERT INTO t VALUES (?)', [(1,)] * ")
            + count + ")\ndb.execute('COMMIT')")
                          .c_str());
    };
    QVERIFY(tableOf(rows("100000")));
    QVERIFY(!tableOf(rows("100001")));
}

QTEST_GUILESS_MAIN(SqliteTest)
#include "sqlite_test.moc"
