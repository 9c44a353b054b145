// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "tests/support/fail_on_warning.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using base::ErrorCode;

namespace {

mode_t modeOf(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

/// Sets the umask for one scope.
class Umask
{
public:
    explicit Umask(mode_t mask) : m_before(::umask(mask)) { }
    ~Umask() { ::umask(m_before); }
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;

private:
    mode_t m_before;
};

base::ByteView bytes(std::string_view text)
{
    return base::bytesOf(text);
}

} // namespace

class AtomicFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    void cleanup() { m_folder.reset(); }

    void replacesAndKeepsTheOlderFile();
    void replacesWithoutKeepingIt();
    void writesAFirstFileToo();
    void filesAreForTheOwnerOnly_data();
    void filesAreForTheOwnerOnly();
    void aKeptFileBecomesOwnerOnly();
    void aLinkIsFollowedOnceAndStays();
    void aLinkToNowhereIsAnErrorAndStays();
    void aLinkUnderTheNameOfTheOlderCopyIsReplaced();
    void anOlderCopyThatCannotBeKeptChangesNothing();
    void missingFolderIsAnError();
    void createsOnlyWhatIsNotThere_data();
    void createsOnlyWhatIsNotThere();
    void createsForTheOwnerOnly();
    void readsWholeFilesUpToTheLimit();
    void refusesToReadWhatIsNoFile_data();
    void refusesToReadWhatIsNoFile();
    void makesFoldersForTheOwnerOnly_data();
    void makesFoldersForTheOwnerOnly();
    void aFolderOfTheUserKeepsItsMode();
    void aFolderOfOurOwnIsNarrowed();
    void aSharedFolderIsNeverNarrowed();
    void aFileInTheWayOfAFolderIsAnError_data();
    void aFileInTheWayOfAFolderIsAnError();

private:
    std::string at(const char* name) const
    {
        return m_folder->filePath(QString::fromLatin1(name)).toStdString();
    }
    void put(const char* name, const QByteArray& contents) const
    {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(contents), contents.size());
    }
    QByteArray contentsOf(const char* name) const
    {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
    }
    QStringList names() const
    {
        return QDir(m_folder->path())
            .entryList(
                QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void AtomicFileTest::replacesAndKeepsTheOlderFile()
{
    put("vault", "first");
    QVERIFY(base::replaceFile(at("vault"), bytes("second"), at("vault.old")));
    QCOMPARE(contentsOf("vault"), QByteArray("second"));
    QCOMPARE(contentsOf("vault.old"), QByteArray("first"));
    QVERIFY(base::replaceFile(at("vault"), bytes("third"), at("vault.old")));
    QCOMPARE(contentsOf("vault"), QByteArray("third"));
    QCOMPARE(contentsOf("vault.old"), QByteArray("second"));
    QCOMPARE(names(), (QStringList { QStringLiteral("vault"), QStringLiteral("vault.old") }));
}

void AtomicFileTest::replacesWithoutKeepingIt()
{
    put("vault", "first, which is longer");
    QVERIFY(base::replaceFile(at("vault"), bytes("second")));
    QCOMPARE(contentsOf("vault"), QByteArray("second"));
    QVERIFY(base::replaceFile(at("vault"), {}));
    QCOMPARE(contentsOf("vault"), QByteArray());
    QCOMPARE(names(), QStringList { QStringLiteral("vault") });
}

void AtomicFileTest::writesAFirstFileToo()
{
    QVERIFY(base::replaceFile(at("vault"), bytes("first"), at("vault.old")));
    QCOMPARE(contentsOf("vault"), QByteArray("first"));
    QCOMPARE(names(), QStringList { QStringLiteral("vault") });
}

void AtomicFileTest::filesAreForTheOwnerOnly_data()
{
    QTest::addColumn<int>("mask");
    QTest::newRow("umask 000") << 0;
    QTest::newRow("umask 022") << 022;
    QTest::newRow("umask 777") << 0777;
}
void AtomicFileTest::filesAreForTheOwnerOnly()
{
    QFETCH(int, mask);
    const Umask umask(static_cast<mode_t>(mask));
    QVERIFY(base::replaceFile(at("first"), bytes("1")));
    QVERIFY(base::replaceFile(at("first"), bytes("2"), at("older")));
    QVERIFY(base::createFile(at("new"), bytes("3")));
    for (const char* name : { "first", "older", "new" })
        QCOMPARE(modeOf(at(name)), mode_t { 0600 });
}

void AtomicFileTest::aKeptFileBecomesOwnerOnly()
{
    put("vault", "from elsewhere");
    QCOMPARE(::chmod(at("vault").c_str(), 0664), 0);
    QVERIFY(base::replaceFile(at("vault"), bytes("new"), at("vault.old")));
    QCOMPARE(modeOf(at("vault")), mode_t { 0600 });
    QCOMPARE(modeOf(at("vault.old")), mode_t { 0600 });
}

void AtomicFileTest::aLinkIsFollowedOnceAndStays()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("elsewhere")));
    put("elsewhere/target", "first");
    QCOMPARE(::symlink("elsewhere/target", at("vault").c_str()), 0);
    QVERIFY(base::replaceFile(at("vault"), bytes("second")));
    QVERIFY(S_ISLNK([this] {
        struct stat status = {};
        return ::lstat(at("vault").c_str(), &status) == 0 ? status.st_mode : mode_t { 0 };
    }()));
    QCOMPARE(contentsOf("elsewhere/target"), QByteArray("second"));
    QCOMPARE(names(), (QStringList { QStringLiteral("elsewhere"), QStringLiteral("vault") }));
    QCOMPARE(QDir(m_folder->filePath(QStringLiteral("elsewhere"))).count(), 3U); // with . and ..
}

void AtomicFileTest::aLinkToNowhereIsAnErrorAndStays()
{
    QCOMPARE(::symlink("/nowhere/at/all", at("vault").c_str()), 0);
    const auto replaced = base::replaceFile(at("vault"), bytes("new"));
    QVERIFY(!replaced);
    QCOMPARE(replaced.error().code, ErrorCode::CannotWrite);
    QCOMPARE(replaced.error().arguments.front(), at("vault"));
    QCOMPARE(names().size(), 1);
    QCOMPARE(QFile::symLinkTarget(QString::fromStdString(at("vault"))),
        QStringLiteral("/nowhere/at/all"));
}

void AtomicFileTest::aLinkUnderTheNameOfTheOlderCopyIsReplaced()
{
    put("vault", "first");
    put("precious", "not ours");
    QCOMPARE(::symlink("precious", at("vault.old").c_str()), 0);
    QVERIFY(base::replaceFile(at("vault"), bytes("second"), at("vault.old")));
    QCOMPARE(contentsOf("precious"), QByteArray("not ours"));
    QCOMPARE(contentsOf("vault.old"), QByteArray("first"));
}

void AtomicFileTest::anOlderCopyThatCannotBeKeptChangesNothing()
{
    put("vault", "first");
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("vault.old/full")));
    const auto replaced = base::replaceFile(at("vault"), bytes("second"), at("vault.old"));
    QVERIFY(!replaced);
    QCOMPARE(replaced.error().code, ErrorCode::CannotWrite);
    QCOMPARE(replaced.error().arguments.front(), at("vault.old"));
    QCOMPARE(contentsOf("vault"), QByteArray("first"));
    QCOMPARE(names(), (QStringList { QStringLiteral("vault"), QStringLiteral("vault.old") }));
}

void AtomicFileTest::missingFolderIsAnError()
{
    const std::string path = at("missing/vault");
    for (const auto& result :
        { base::replaceFile(path, bytes("new")), base::createFile(path, bytes("new")) }) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::CannotWrite);
        QCOMPARE(result.error().arguments,
            (std::vector<std::string> { path, "No such file or directory" }));
    }
    QVERIFY(names().isEmpty());
}

void AtomicFileTest::createsOnlyWhatIsNotThere_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : { "file", "folder", "link", "link to nowhere" })
        QTest::newRow(kind) << QString::fromLatin1(kind);
}
void AtomicFileTest::createsOnlyWhatIsNotThere()
{
    QFETCH(QString, kind);
    put("other", "precious");
    if (kind == QStringLiteral("file"))
        put("vault", "precious");
    else if (kind == QStringLiteral("folder"))
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("vault")));
    else
        QCOMPARE(
            ::symlink(kind == QStringLiteral("link") ? "other" : "nowhere", at("vault").c_str()),
            0);
    const QStringList before = names();
    const auto created = base::createFile(at("vault"), bytes("new"));
    QVERIFY(!created);
    QCOMPARE(created.error().code, ErrorCode::FileExists);
    QCOMPARE(created.error().arguments, std::vector<std::string> { at("vault") });
    QCOMPARE(names(), before);
    QCOMPARE(contentsOf("other"), QByteArray("precious"));
    if (kind == QStringLiteral("file"))
        QCOMPARE(contentsOf("vault"), QByteArray("precious"));
}

void AtomicFileTest::createsForTheOwnerOnly()
{
    QVERIFY(base::createFile(at("vault"), bytes("new")));
    QCOMPARE(contentsOf("vault"), QByteArray("new"));
    QCOMPARE(modeOf(at("vault")), mode_t { 0600 });
    QCOMPARE(names(), QStringList { QStringLiteral("vault") });
}

void AtomicFileTest::readsWholeFilesUpToTheLimit()
{
    put("file", "0123456789");
    for (const std::size_t limit : { std::size_t { 10 }, std::size_t { 11 } }) {
        const auto read = base::readFile(at("file"), limit);
        QVERIFY(read);
        QCOMPARE(std::string(base::textOf(*read)), std::string("0123456789"));
    }
    const auto tooLarge = base::readFile(at("file"), 9);
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().code, ErrorCode::TooLarge);
    QCOMPARE(tooLarge.error().arguments, (std::vector<std::string> { at("file"), "9" }));
    put("empty", "");
    const auto empty = base::readFile(at("empty"), 0);
    QVERIFY(empty);
    QVERIFY(empty->empty());
}

void AtomicFileTest::refusesToReadWhatIsNoFile_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("reason");
    const QString noFile = QStringLiteral("it is not a regular file");
    QTest::newRow("nothing there")
        << QStringLiteral("missing") << QStringLiteral("No such file or directory");
    QTest::newRow("folder") << QStringLiteral("folder") << noFile;
    QTest::newRow("pipe that nobody writes to") << QStringLiteral("pipe") << noFile;
    QTest::newRow("device") << QStringLiteral("device") << noFile;
}
void AtomicFileTest::refusesToReadWhatIsNoFile()
{
    QFETCH(QString, kind);
    QFETCH(QString, reason);
    std::string path = at("it");
    if (kind == QStringLiteral("folder"))
        QCOMPARE(::mkdir(path.c_str(), 0700), 0);
    else if (kind == QStringLiteral("pipe"))
        QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    else if (kind == QStringLiteral("device"))
        path = "/dev/zero";
    const auto read = base::readFile(path, 100);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::CannotRead);
    QCOMPARE(read.error().arguments, (std::vector<std::string> { path, reason.toStdString() }));
}

void AtomicFileTest::makesFoldersForTheOwnerOnly_data()
{
    filesAreForTheOwnerOnly_data();
}
void AtomicFileTest::makesFoldersForTheOwnerOnly()
{
    QFETCH(int, mask);
    const Umask umask(static_cast<mode_t>(mask));
    QVERIFY(base::makeFolder(at("a/b")));
    QVERIFY(base::makePrivateFolder(at("c/d/")));
    for (const char* name : { "a", "a/b", "c", "c/d" })
        QCOMPARE(modeOf(at(name)), mode_t { 0700 });
    QVERIFY(base::makeFolder(at("a/b")));
}

void AtomicFileTest::aFolderOfTheUserKeepsItsMode()
{
    QCOMPARE(::mkdir(at("documents").c_str(), 0755), 0);
    QVERIFY(base::makeFolder(at("documents")));
    QCOMPARE(modeOf(at("documents")), mode_t { 0755 });
    QVERIFY(base::makePrivateFolder(at("documents/ours")));
    QCOMPARE(modeOf(at("documents")), mode_t { 0755 });
}

void AtomicFileTest::aFolderOfOurOwnIsNarrowed()
{
    QCOMPARE(::mkdir(at("ours").c_str(), 0700), 0);
    QCOMPARE(::chmod(at("ours").c_str(), 0777), 0);
    QVERIFY(base::makePrivateFolder(at("ours")));
    QCOMPARE(modeOf(at("ours")), mode_t { 0700 });
}

void AtomicFileTest::aSharedFolderIsNeverNarrowed()
{
    QCOMPARE(::mkdir(at("tmp").c_str(), 0700), 0);
    QCOMPARE(::chmod(at("tmp").c_str(), 01777), 0);
    QVERIFY(base::makePrivateFolder(at("tmp")));
    QCOMPARE(modeOf(at("tmp")), mode_t { 01777 });
}

void AtomicFileTest::aFileInTheWayOfAFolderIsAnError_data()
{
    QTest::addColumn<bool>("isLink");
    QTest::newRow("a file") << false;
    QTest::newRow("a link to nowhere") << true;
}
void AtomicFileTest::aFileInTheWayOfAFolderIsAnError()
{
    QFETCH(bool, isLink);
    if (isLink)
        QCOMPARE(::symlink("nowhere", at("data").c_str()), 0);
    else
        put("data", "precious");
    for (const auto make : { base::makeFolder, base::makePrivateFolder }) {
        for (const char* name : { "data", "data/vaults" }) {
            const auto made = make(at(name));
            QVERIFY(!made);
            QCOMPARE(made.error().code, ErrorCode::CannotWrite);
            QCOMPARE(made.error().arguments,
                (std::vector<std::string> { at("data"), "it is not a folder" }));
        }
    }
    QCOMPARE(names(), QStringList { QStringLiteral("data") });
}

QTEST_GUILESS_MAIN(AtomicFileTest)
#include "atomic_file_test.moc"
