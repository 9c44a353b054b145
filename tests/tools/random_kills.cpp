// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// random_kills COUNT [SEED]: a process that saves a vault again and again is killed COUNT times, at
// random moments and at random file-system calls. Each time the vault is opened anew: every save
// that was reported as done is in it, at most one more, and nothing of it lies on the disk in the
// clear. Prints "survived N of COUNT"; exit 1 if it did not survive all.

#include "core/base/clock.h"
#include "core/vault/vault.h"
#include "tests/tools/faults.h"

#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr std::string_view Typed = "kept only for tests";
constexpr std::string_view Secret = "12345678901234567890"; // of RFC 4226
constexpr crypto::Argon2Costs CheapCosts { 64, 1, 1 };
constexpr std::size_t MostAccounts = 40; ///< more are moved to the trash and deleted

[[noreturn]] void giveUp(const char* what)
{
    std::fprintf(stderr, "random_kills: %s\n", what);
    std::exit(2);
}

template <typename T> T need(base::Result<T> result)
{
    if (!result)
        giveUp(result.error().context.c_str());
    return std::move(*result);
}

/// What the process that saves has been told is on disk; outlives it.
struct Progress
{
    std::atomic<std::uint64_t> counter; ///< of the account: the next one
    std::atomic<std::uint64_t> added; ///< accounts, also those that are gone again
    std::atomic<std::uint64_t> number; ///< in the note of the first account
};

Progress& sharedProgress()
{
    void* memory = ::mmap(
        nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        giveUp("no shared memory");
    return *new (memory) Progress;
}

otp::Entry entryOf(const QString& name, const otp::Credential& credential)
{
    otp::Entry entry;
    entry.name = name;
    entry.credential = credential;
    entry.secret = need(crypto::SecretBytes::copyOf(Secret));
    return entry;
}

class Computer
{
public:
    Computer()
    {
        vault::Vault::Created created =
            need(vault::Vault::create(m_path, passphrase(), CheapCosts, services()));
        const otp::Entry entry = entryOf(QStringLiteral("first"), otp::Hotp {});
        need(created.vault.add({ &entry, 1 }));
    }

    base::Result<vault::Vault> open()
    {
        return vault::Vault::open(m_path, passphrase(), services());
    }

    /// Files that hold the secret or the passphrase as they are, or that a killed save has left.
    bool leaks() const
    {
        for (const auto& file :
            std::filesystem::recursive_directory_iterator(m_folder.path().toStdString())) {
            if (!file.is_regular_file())
                continue;
            if (file.path().extension() == ".new")
                return true;
            std::ifstream stream(file.path(), std::ios::binary);
            const std::string contents(std::istreambuf_iterator<char>(stream), {});
            for (const std::string_view word : { Typed, Secret }) {
                if (contents.find(word) != std::string::npos)
                    return true;
            }
        }
        return false;
    }
    std::string folder() const { return m_folder.path().toStdString(); }

private:
    static vault::Passphrase passphrase() { return { need(crypto::SecretBytes::copyOf(Typed)) }; }
    vault::Services services()
    {
        return { m_clock, m_random, vault::Id { { 1, 2, 3 } }, folder() + "/state" };
    }

    QTemporaryDir m_folder;
    std::string m_path = m_folder.filePath(QStringLiteral("v.countersign")).toStdString();
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
};

vault::Account firstOf(const vault::Vault& vault)
{
    for (vault::Account& account : vault.accounts()) {
        if (account.name == QStringLiteral("first"))
            return account;
    }
    giveUp("the first account is gone");
}

std::uint64_t counterIn(const vault::Vault& vault)
{
    return std::get<otp::Hotp>(firstOf(vault).credential).counter;
}

/// The accounts beside the first are named by their numbers, from 1, and deleted from the smallest
/// on; so the largest is how many there ever were.
std::uint64_t addedIn(const vault::Vault& vault)
{
    std::uint64_t largest = 0;
    for (const vault::Account& account : vault.accounts())
        largest = std::max<std::uint64_t>(largest, account.name.toULongLong());
    return largest;
}

std::uint64_t numberIn(const vault::Vault& vault)
{
    return firstOf(vault).note.toULongLong();
}

/// Saves until it is killed. Everything is noted after the save has been reported as done.
[[noreturn]] void saveForEver(Computer& computer, Progress& progress)
{
    vault::Vault vault = need(computer.open());
    for (;;) {
        const vault::Account first = firstOf(vault);
        need(vault.nextHotpCode(first.id));
        progress.counter = counterIn(vault);

        vault::AccountEdit edit;
        edit.note = QString::number(progress.number + 1);
        if (!vault.edit(first.id, edit))
            giveUp("edit");
        ++progress.number;

        const otp::Entry entry = entryOf(QString::number(progress.added + 1), otp::Totp {});
        need(vault.add({ &entry, 1 }));
        ++progress.added;

        const std::vector<vault::Account> accounts = vault.accounts();
        if (accounts.size() > MostAccounts && !vault.moveToTrash(accounts.at(1).id))
            giveUp("trash");
        if (accounts.size() > MostAccounts && !vault.emptyTrash())
            giveUp("empty trash");
    }
}

/// Nothing that was reported is missing, and of what was not at most the save that was going on.
bool isWhole(const vault::Vault& vault, Progress& progress)
{
    const auto fits = [](std::uint64_t found, std::atomic<std::uint64_t>& noted) {
        const bool isRight = found == noted || found == noted + 1;
        noted = found;
        return isRight;
    };
    const bool isCurrent = vault.standing() == vault::Standing::Current;
    const bool hasCounter = fits(counterIn(vault), progress.counter);
    const bool hasNumber = fits(numberIn(vault), progress.number);
    const bool hasAdded = fits(addedIn(vault), progress.added);
    for (const vault::Account& account : vault.accounts()) {
        if (!vault.code(account.id, base::fromUnixSeconds(59)))
            return false;
    }
    return isCurrent && hasCounter && hasNumber && hasAdded;
}

/// The kernel sends this process the signal that cannot be caught.
void killAfter(long nanoseconds)
{
    sigevent event = {};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGKILL;
    timer_t timer = {};
    const itimerspec once { {}, { 0, nanoseconds } };
    if (::timer_create(CLOCK_MONOTONIC, &event, &timer) != 0
        || ::timer_settime(timer, 0, &once, nullptr) != 0)
        giveUp("timer");
}

void killOnce(Computer& computer, Progress& progress, std::mt19937_64& random)
{
    constexpr long MostCalls = 60; // more than two saves make
    constexpr long MostNanoseconds = 30'000'000; // a dozen saves, or none on a busy machine
    const bool isAtCall = random() % 2 == 0;
    const long call = static_cast<long>(random() % MostCalls) + 1;
    const long nanoseconds = static_cast<long>(random() % MostNanoseconds) + 1;
    const pid_t child = ::fork();
    if (child == 0) {
        if (isAtCall)
            faultsKillAt(computer.folder().c_str(), call);
        else
            killAfter(nanoseconds);
        saveForEver(computer, progress);
    }
    if (child < 0)
        giveUp("fork");
    int status = 0;
    if (::waitpid(child, &status, 0) != child || !WIFSIGNALED(status)
        || WTERMSIG(status) != SIGKILL)
        giveUp("the process that saves was not killed");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2)
        giveUp("random_kills COUNT [SEED]");
    const long count = std::atol(argv[1]);
    const unsigned long seed =
        argc > 2 ? std::strtoul(argv[2], nullptr, 10) : std::random_device()();
    crypto::startSecureHeap();
    Computer computer;
    Progress& progress = sharedProgress();
    std::mt19937_64 random(seed);
    long survived = 0;
    for (long kill = 1; kill <= count; ++kill) {
        killOnce(computer, progress, random);
        const base::Result<vault::Vault> vault = computer.open();
        if (vault && isWhole(*vault, progress) && !computer.leaks())
            ++survived;
        else
            std::fprintf(stderr, "seed %lu, kill %ld: %s\n", seed, kill,
                vault ? "not whole" : vault.error().context.c_str());
    }
    std::printf("%llu saves were reported as done\n",
        static_cast<unsigned long long>(progress.counter + progress.number + progress.added));
    std::printf("survived %ld of %ld\n", survived, count);
    return survived == count ? 0 : 1;
}
