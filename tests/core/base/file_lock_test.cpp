// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/file_lock.h"
#include "tests/support/fail_on_warning.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>

using base::ErrorCode;
using base::FileLock;
using namespace std::chrono_literals;

namespace {

/// Another process, which holds the lock until it is killed.
class Holder
{
public:
    explicit Holder(const std::string& path)
    {
        std::array<int, 2> pipe = {};
        if (::pipe(pipe.data()) != 0)
            return;
        m_process = ::fork();
        if (m_process == 0) {
            const auto lock = FileLock::acquire(path, 0ms);
            const char answer = lock && lock->isHeld() ? 'y' : 'n';
            if (::write(pipe[1], &answer, 1) == 1)
                ::pause();
            ::_exit(1);
        }
        char answer = 'n';
        m_holds = ::read(pipe[0], &answer, 1) == 1 && answer == 'y';
        ::close(pipe[0]);
        ::close(pipe[1]);
    }
    ~Holder() { kill(); }
    bool holds() const { return m_holds; }
    void kill()
    {
        if (m_process <= 0)
            return;
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
        m_process = -1;
    }

private:
    pid_t m_process = -1;
    bool m_holds = false;
};

} // namespace

class FileLockTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_folder.emplace();
        m_path = m_folder->filePath(QStringLiteral("v.lock")).toStdString();
    }

    void isLookedAtWithoutMakingOrTakingIt()
    {
        QCOMPARE(base::lockUse(m_path), base::LockUse::Missing);
        QVERIFY(!QFile::exists(QString::fromStdString(m_path)));
        {
            Holder holder(m_path);
            QVERIFY(holder.holds());
            QCOMPARE(base::lockUse(m_path), base::LockUse::Held);
        }
        QCOMPARE(base::lockUse(m_path), base::LockUse::Free);
        const auto lock = FileLock::acquire(m_path, 0ms);
        QVERIFY(lock && lock->isHeld());
        const std::string link = m_path + "-link";
        QCOMPARE(::symlink(m_path.c_str(), link.c_str()), 0);
        QCOMPARE(base::lockUse(link), base::LockUse::Unknown);
    }

    void isFreeAgainWhenItGoes()
    {
        {
            const auto lock = FileLock::acquire(m_path, 0ms);
            QVERIFY(lock);
            QVERIFY(lock->isHeld());
            const auto second = FileLock::acquire(m_path, 0ms);
            QVERIFY(!second);
            QCOMPARE(second.error().code, ErrorCode::Busy);
            QCOMPARE(second.error().arguments, std::vector { m_path });
        }
        QVERIFY(FileLock::acquire(m_path, 0ms));
    }

    void isFreeWhenItsHolderIsKilled()
    {
        Holder holder(m_path);
        QVERIFY(holder.holds());
        QCOMPARE(FileLock::acquire(m_path, 0ms).error().code, ErrorCode::Busy);
        holder.kill();
        QVERIFY(FileLock::acquire(m_path, 0ms));
    }

    void waitsForTheHolder()
    {
        std::optional<FileLock> held = std::move(*FileLock::acquire(m_path, 0ms));
        std::thread other([&held] { held.reset(); });
        const auto lock = FileLock::acquire(m_path, 1h);
        other.join();
        QVERIFY(lock);
    }

    void isAPrivateFileThatStays()
    {
        const mode_t mask = ::umask(0);
        QVERIFY(FileLock::acquire(m_path, 0ms));
        ::umask(mask);
        struct stat status = {};
        QCOMPARE(::lstat(m_path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 07777U, 0600U);
    }

    void followsNoLink()
    {
        const std::string target = m_path + "-target";
        QCOMPARE(::symlink(target.c_str(), m_path.c_str()), 0);
        const auto lock = FileLock::acquire(m_path, 0ms);
        QVERIFY(!lock);
        QCOMPARE(lock.error().code, ErrorCode::CannotWrite);
        struct stat status = {};
        QVERIFY(::lstat(target.c_str(), &status) != 0);
    }

    void aFolderThatIsNotThereIsAnError()
    {
        const auto lock = FileLock::acquire(m_path + "/no/such", 0ms);
        QVERIFY(!lock);
        QCOMPARE(lock.error().code, ErrorCode::CannotWrite);
    }

private:
    std::optional<QTemporaryDir> m_folder;
    std::string m_path;
};

QTEST_GUILESS_MAIN(FileLockTest)
#include "file_lock_test.moc"
