// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "core/transfer/sqlite_log.h"
#include "tests/support/fail_on_warning.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Makes a database of Google Authenticator in which one account stands in the file and others in
/// the log beside it, as Python leaves them while it is open.
constexpr const char* Script = R"py(
import os, shutil, sqlite3, sys
path, big = sys.argv[1], sys.argv[2]
db = sqlite3.connect(path + "-open", isolation_level=None)
db.execute("pragma page_size = 1024")
db.execute("pragma journal_mode = wal")
db.execute("pragma wal_autocheckpoint = 0")
db.execute("create table accounts (email text, secret text, issuer text, type integer)")
insert = "insert into accounts values (?, 'GEZDGNBVGY3TQOJQ', 'I', 0)"
db.execute(insert, ("old",))
db.execute("pragma wal_checkpoint(truncate)")
for name in ("new", big * 2000, "last"):
    db.execute(insert, (name,))
db.execute("begin")
db.execute(insert, ("never",))
for ending in ("", "-wal"):
    shutil.copy(path + "-open" + ending, path + ending)
os._exit(0)
)py";

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// A folder with such a database.
class Folder
{
public:
    Folder()
    {
        QProcess python;
        python.start(QStringLiteral(PYTHON),
            { u"-I"_s, u"-c"_s, QString::fromUtf8(Script), database(), u"x"_s });
        if (!python.waitForFinished() || python.exitCode() != 0)
            qFatal("Python makes no database: %s", python.readAllStandardError().constData());
    }

    QString database() const { return m_folder.filePath(u"databases"_s); }
    QString log() const { return database() + u"-wal"_s; }

    /// The names of the accounts, the long one as its size.
    QStringList names() const
    {
        const auto content = transfer::readContent(QFile::encodeName(database()).toStdString());
        if (!content)
            return { u"cannot be read"_s };
        const auto formats = transfer::detect(*content, transfer::importFormats());
        const auto file = formats ? transfer::read(*content, *formats, {}) : formats.error();
        QStringList names;
        for (std::size_t i = 0; file && i < file->imported.accounts.size(); ++i) {
            const QString name = file->imported.accounts[i].entry.name;
            names << (name.size() > 10 ? QString::number(name.size()) : name);
        }
        return names;
    }

private:
    QTemporaryDir m_folder;
};

const QStringList All { u"old"_s, u"new"_s, u"2000"_s, u"last"_s };
const QStringList Old { u"old"_s };

} // namespace

/// The log that stands beside a database.
class SqliteLogTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void bringsWhatWasCompleted();
    void leavesWhatIsCutOff();
    void leavesALogThatIsNone_data();
    void leavesALogThatIsNone();
    void refusesADatabaseThatWouldBeTooLarge();
    void tellsALogThatCannotBeRead();
    void belongsToItsDatabase();
};

void SqliteLogTest::bringsWhatWasCompleted()
{
    const Folder folder;
    QCOMPARE(folder.names(), All);
    QVERIFY(QFile::remove(folder.log()));
    QCOMPARE(folder.names(), Old);
}

void SqliteLogTest::leavesWhatIsCutOff()
{
    const Folder folder;
    const QByteArray whole = read(folder.log());
    qsizetype most = 1;
    for (qsizetype size = 0; size <= whole.size(); size += 64) {
        QVERIFY(write(folder.log(), whole.first(size)));
        const QStringList names = folder.names();
        QVERIFY2(names == All.first(names.size()), qPrintable(names.join(u' ')));
        QVERIFY(names.size() >= most); // and never a part of a change
        most = names.size();
    }
    QVERIFY(most > 2);
    QVERIFY(write(folder.log(), whole));
    QCOMPARE(folder.names(), All);
}

void SqliteLogTest::leavesALogThatIsNone_data()
{
    QTest::addColumn<int>("at");
    QTest::newRow("another magic") << 0;
    QTest::newRow("another size of pages") << 11;
    QTest::newRow("another salt") << 16;
    QTest::newRow("another checksum") << 24;
    QTest::newRow("a frame of an older log") << 32 + 8;
    QTest::newRow("a frame with another checksum") << 32 + 16;
    QTest::newRow("a page that was altered") << 32 + 24 + 100;
}

void SqliteLogTest::leavesALogThatIsNone()
{
    QFETCH(int, at);
    const Folder folder;
    QByteArray log = read(folder.log());
    log[at] = static_cast<char>(log[at] ^ 4);
    QVERIFY(write(folder.log(), log));
    QCOMPARE(folder.names(), Old);
}

void SqliteLogTest::refusesADatabaseThatWouldBeTooLarge()
{
    // One frame, page 1 of a database of so many pages, with the checksums of the format.
    const auto logOf = [](std::uint32_t pages, const QByteArray& page) {
        const auto number = [](std::uint32_t value) {
            QByteArray bytes;
            for (int shift = 24; shift >= 0; shift -= 8)
                bytes += static_cast<char>(value >> shift & 0xff);
            return bytes;
        };
        std::uint32_t first = 0;
        std::uint32_t second = 0;
        const auto add = [&](const QByteArray& bytes) {
            const base::Bytes words(bytes.begin(), bytes.end());
            for (std::size_t at = 0; at < words.size(); at += 8) {
                first += base::readU32(base::ByteView(words).subspan(at)) + second;
                second += base::readU32(base::ByteView(words).subspan(at + 4)) + first;
            }
        };
        QByteArray log = number(0x377f0683) + number(3007000)
            + number(static_cast<std::uint32_t>(page.size())) + number(0) + "saltsalt";
        add(log);
        log += number(first) + number(second);
        const QByteArray frame = number(1) + number(pages);
        add(frame);
        add(page);
        return log + frame + "saltsalt" + number(first) + number(second) + page;
    };
    const Folder folder;
    const QByteArray page = read(folder.database()).first(1024);
    const auto applied = [&](std::uint32_t pages) {
        const QByteArray log = logOf(pages, page);
        const base::Bytes bytes(log.begin(), log.end());
        crypto::WipedBytes database(page.begin(), page.end());
        const auto done = transfer::applySqliteLog(database, bytes);
        return std::pair(done ? "" : done.error().arguments.back(), database.size());
    };
    constexpr std::uint32_t Most = 100 * 1024;
    QCOMPARE(applied(Most), std::pair(std::string(), std::size_t { Most } * 1024));
    QCOMPARE(applied(Most + 1).first, std::string("104857600"));
    QCOMPARE(applied(0xffffffff).second, std::size_t { 1024 });
}

void SqliteLogTest::tellsALogThatCannotBeRead()
{
    const Folder folder;
    QVERIFY(QFile::remove(folder.log()));
    QVERIFY(QFile::link(folder.log(), folder.log())); // leads to itself
    QCOMPARE(folder.names(), QStringList { u"cannot be read"_s });
    QVERIFY(QFile::remove(folder.log()));
    QVERIFY(QDir().mkdir(folder.log()));
    QCOMPARE(folder.names(), Old);
}

void SqliteLogTest::belongsToItsDatabase()
{
    QCOMPARE(transfer::withoutSqliteLogs(
                 { u"a/db"_s, u"a/db-wal"_s, u"a/db-shm"_s, u"b/db-wal"_s, u"c"_s }),
        (QStringList { u"a/db"_s, u"b/db-wal"_s, u"c"_s }));
}

QTEST_GUILESS_MAIN(SqliteLogTest)
#include "sqlite_log_test.moc"
