// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/file_lock.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <array>
#include <csignal>
#include <filesystem>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using base::ErrorCode;
using vault::Vault;

namespace {

QStringList namesIn(const Vault& vault)
{
    QStringList names;
    for (const vault::Account& account : vault.accounts())
        names << account.name;
    names.sort();
    return names;
}

base::Result<std::vector<vault::Id>> addNamed(Vault& vault, const std::string& name)
{
    const otp::Entry entry = support::entryOf("I", name.c_str());
    return vault.add({ &entry, 1 });
}

/// Puts a file in the vault's place as a program that synchronises files does: without any lock.
void putWithoutLock(const support::VaultHome& home, const base::Bytes& file)
{
    const std::string temporary = home.path() + "-sync";
    QVERIFY(base::createFile(temporary, file));
    QCOMPARE(::rename(temporary.c_str(), home.path().c_str()), 0);
}

} // namespace

/// Two programs, or two computers through a synchronised folder, change one vault.
class TwoProgramsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void eachSeesAndKeepsTheChangesOfTheOther()
    {
        support::VaultHome home;
        Vault first = std::move(home.create().vault);
        base::Result<Vault> second = home.open();
        QVERIFY(addNamed(first, "one"));
        QVERIFY(addNamed(*second, "two"));
        QCOMPARE(namesIn(*second), QStringList({ QStringLiteral("one"), QStringLiteral("two") }));
        QVERIFY(*first.refresh());
        QCOMPARE(namesIn(first), namesIn(*second));
        QVERIFY(!*first.refresh()); // nothing new
    }

    void fiveHundredSavesOfTwoAreFiveHundredChanges()
    {
        support::VaultHome home;
        home.create();
        constexpr int Each = 250;
        int failures = 0;
        const auto save = [&home](const char* who, int& failed) {
            base::Result<Vault> vault = home.open();
            for (int i = 0; i < Each; ++i)
                failed += !vault || !addNamed(*vault, who + std::to_string(i)) ? 1 : 0;
        };
        int othersFailures = 0;
        std::thread other([&] { save("b", othersFailures); });
        save("a", failures);
        other.join();
        QCOMPARE(failures + othersFailures, 0);
        const base::Result<Vault> vault = home.open();
        QCOMPARE(vault->accounts().size(), std::size_t { 2 * Each });
    }

    void oneCounterIsGivenOutOnce()
    {
        support::VaultHome home;
        Vault first = std::move(home.create().vault);
        const otp::Entry entry = support::entryOf("I", "n", "12345678901234567890", otp::Hotp {});
        const vault::Id id = first.add({ &entry, 1 })->front();
        base::Result<Vault> second = home.open();
        // RFC 4226, appendix D
        QCOMPARE(first.nextHotpCode(id)->text, std::string("755224"));
        QCOMPARE(second->nextHotpCode(id)->text, std::string("287082"));
        QCOMPARE(first.nextHotpCode(id)->text, std::string("359152"));
    }

    void aChangeOfWhatTheOtherDeletedIsRefused()
    {
        support::VaultHome home;
        Vault first = std::move(home.create().vault);
        const vault::Id id = addNamed(first, "one")->front();
        base::Result<Vault> second = home.open();
        QVERIFY(second->moveToTrash(id));
        const auto edited = first.edit(id, { .name = QStringLiteral("new") });
        QVERIFY(!edited);
        QCOMPARE(edited.error().code, ErrorCode::NoMatch);
        QVERIFY(first.accounts().empty());
        QCOMPARE(first.trash().size(), std::size_t { 1 });
    }

    void aHeldLockIsBusyAndNothingIsChanged()
    {
        support::VaultHome home;
        home.create();
        const base::Bytes before = support::contentsOf(home.path());
        vault::Services services = home.services();
        services.lockPatience = std::chrono::milliseconds(1);
        base::Result<Vault> vault =
            Vault::open(home.path(), support::passphrase("secret words"), services);
        {
            const auto held =
                base::FileLock::acquire(home.path() + ".lock", std::chrono::milliseconds(0));
            QVERIFY(held);
            const auto added = addNamed(*vault, "one");
            QVERIFY(!added);
            QCOMPARE(added.error().code, ErrorCode::Busy);
        }
        QVERIFY(support::contentsOf(home.path()) == before);
        QVERIFY(addNamed(*vault, "one"));
    }

    void aHolderThatIsKilledHoldsNoLonger()
    {
        support::VaultHome home;
        home.create();
        vault::Services services = home.services();
        services.lockPatience = std::chrono::milliseconds(0);
        base::Result<Vault> vault =
            Vault::open(home.path(), support::passphrase("secret words"), services);
        std::array<int, 2> pipe = {};
        QCOMPARE(::pipe(pipe.data()), 0);
        const pid_t holder = ::fork();
        if (holder == 0) {
            const auto held =
                base::FileLock::acquire(home.path() + ".lock", std::chrono::milliseconds(0));
            if (held && held->isHeld() && ::write(pipe[1], "y", 1) == 1)
                ::pause();
            ::_exit(1);
        }
        char answer = 'n';
        QCOMPARE(::read(pipe[0], &answer, 1), ssize_t { 1 });
        QCOMPARE(addNamed(*vault, "one").error().code, ErrorCode::Busy);
        QCOMPARE(::kill(holder, SIGKILL), 0);
        QCOMPARE(::waitpid(holder, nullptr, 0), holder);
        QVERIFY(addNamed(*vault, "one")); // without any patience
        ::close(pipe[0]);
        ::close(pipe[1]);
    }

    void aFileThatCameBetweenIsMerged()
    {
        support::VaultHome home;
        Vault here = std::move(home.create().vault);
        QVERIFY(addNamed(here, "common"));
        const base::Bytes theirs = changedElsewhere(home, "elsewhere");

        // Between the look inside the lock and the exchange: the clock is asked in between.
        bool isPut = false;
        home.clock.onNow = [&] {
            if (!std::exchange(isPut, true))
                putWithoutLock(home, theirs);
        };
        QVERIFY(addNamed(here, "here"));
        home.clock.onNow = {};
        QVERIFY(isPut);
        const QStringList all { QStringLiteral("common"), QStringLiteral("elsewhere"),
            QStringLiteral("here") };
        QCOMPARE(namesIn(here), all);
        QCOMPARE(namesIn(*home.open()), all);
        QVERIFY(base::temporaryFilesOf(home.path()).empty());
    }

    void whatWasCutShortIsRemovedAndTheRestLeft()
    {
        support::VaultHome home;
        auto services = home.services();
        services.stateFolder = home.folder() + "/state";
        home.create();
        const base::Bytes whole = support::contentsOf(home.path());
        const auto leave = [&](const char* number, base::ByteView contents) {
            const std::string path = home.path() + '.' + number + ".new";
            QVERIFY(base::createFile(path, contents));
        };
        leave("00000001", {});
        leave("00000002", base::ByteView(whole).first(5));
        leave("00000003", base::ByteView(whole).first(vault::PreambleSize));
        leave("00000004", base::ByteView(whole).first(whole.size() - 1));
        base::Bytes damaged = whole;
        damaged[30] ^= 1; // in the checksum
        leave("0000000a", damaged);
        leave("0000000b", base::bytesOf(std::string_view("something else")));
        QVERIFY(Vault::open(home.path(), support::passphrase("secret words"), services));
        const std::vector<std::string> left { home.path() + ".0000000a.new",
            home.path() + ".0000000b.new" };
        QCOMPARE(base::temporaryFilesOf(home.path()), left);

        // Neither does what was left of the state stay.
        const auto state = std::filesystem::directory_iterator(services.stateFolder)->path();
        QVERIFY(base::createFile(state.string() + ".00000001.new", {}));
        QVERIFY(Vault::open(home.path(), support::passphrase("secret words"), services));
        QVERIFY(base::temporaryFilesOf(state.string()).empty());
    }

    void aPassphraseThatWasChangedDoesNotComeBackWithACopy()
    {
        support::VaultHome home;
        Vault here = std::move(home.create().vault);
        const base::Bytes theirs = changedElsewhere(home, "elsewhere");
        const auto verified = home.verify(here);
        QVERIFY(here.changePassphrase(
            *verified, support::passphrase("other words"), support::SmallCosts));
        QVERIFY(base::createFile(home.path() + ".0123abcd.new", theirs));
        QCOMPARE(namesIn(*home.open("other words")), QStringList(QStringLiteral("elsewhere")));
        QCOMPARE(home.open().error().code, ErrorCode::WrongPassphrase);
    }

    void aDamagedFileIsKeptBesideAndTheVaultSaved()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        QVERIFY(addNamed(vault, "one"));
        base::Bytes damaged = support::contentsOf(home.path());
        damaged[30] ^= 1; // in the checksum
        putWithoutLock(home, damaged);
        QVERIFY(addNamed(vault, "two"));
        QCOMPARE(namesIn(*home.open()).size(), 2);
        QVERIFY(support::contentsOf(home.path() + ".damaged") == damaged);
    }

    void anotherVaultInItsPlaceIsLeftAlone()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const base::Bytes golden = support::contentsOf(support::GoldenPath);
        putWithoutLock(home, golden);
        const auto added = addNamed(vault, "one");
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::OtherVault);
        QVERIFY(support::contentsOf(home.path()) == golden);
        QCOMPARE(vault.refresh().error().code, ErrorCode::OtherVault);
    }

    void aVaultThatIsGoneIsWrittenAgain()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        QVERIFY(addNamed(vault, "one"));
        QCOMPARE(::unlink(home.path().c_str()), 0);
        QVERIFY(addNamed(vault, "two"));
        QCOMPARE(namesIn(*home.open()).size(), 2);
    }

    void whatAKilledSaveLeftIsGatheredAtTheNextOpening()
    {
        support::VaultHome home;
        Vault here = std::move(home.create().vault);
        QVERIFY(addNamed(here, "common"));
        const base::Bytes ancestor = support::contentsOf(home.previousPath());
        const base::Bytes theirs = changedElsewhere(home, "elsewhere");
        QVERIFY(addNamed(here, "here"));
        const std::string leftover = home.path() + ".0123abcd.new";
        const std::string older = home.path() + ".0123abce.new.old";
        const std::string foreign = home.path() + ".0123abcf.new";
        const std::string unlike = home.path() + ".backup.new";
        QVERIFY(base::createFile(leftover, theirs));
        QVERIFY(base::createFile(older, ancestor));
        QVERIFY(base::createFile(foreign, support::contentsOf(support::GoldenPath)));
        QVERIFY(base::createFile(unlike, theirs));

        const base::Result<Vault> opened = home.open();
        QCOMPARE(namesIn(*opened),
            QStringList(
                { QStringLiteral("common"), QStringLiteral("elsewhere"), QStringLiteral("here") }));
        QVERIFY(::access(leftover.c_str(), F_OK) != 0);
        QVERIFY(::access(older.c_str(), F_OK) != 0);
        QCOMPARE(::access(foreign.c_str(), F_OK), 0);
        QCOMPARE(::access(unlike.c_str(), F_OK), 0);
        QCOMPARE(namesIn(*home.open()), namesIn(*opened));
    }

private:
    /// The vault as another computer saved it, with an account of its own; it is not left in place.
    static base::Bytes changedElsewhere(support::VaultHome& home, const std::string& name)
    {
        const std::string copy = home.folder() + "/elsewhere";
        const base::Result<void> made = base::createFile(copy, support::contentsOf(home.path()));
        auto services = home.services();
        services.device = support::idFrom(0x01);
        base::Result<Vault> vault =
            Vault::open(copy, support::passphrase("secret words"), services);
        const bool isSaved = made && vault && addNamed(*vault, name);
        return isSaved ? support::contentsOf(copy) : base::Bytes();
    }
};

QTEST_GUILESS_MAIN(TwoProgramsTest)
#include "two_programs_test.moc"
