// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/device_id.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <csignal>
#include <filesystem>
#include <set>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using base::ErrorCode;

/// What a save writes beside the accounts, and what stands after one that failed.
class VaultSaveTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void eachSaveIsCounted()
    {
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        const auto master = support::ascending<32>(0x80);
        auto vault = vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(vault);
        home.clock.time += std::chrono::seconds(7);
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(vault->add({ &entry, 1 }));
        const vault::Body body = bodyOf(home.path(), master);
        QCOMPARE(body.save.revision, std::uint64_t { 2 });
        QCOMPARE(body.save.device, support::idFrom(0xe0));
        QCOMPARE(body.save.milliseconds, std::int64_t { (support::GoldenTime + 7) * 1000 });
        QVERIFY(body.save.id != support::idFrom(0xf0));
        QCOMPARE(body.devices.size(), std::size_t { 1 });
        QVERIFY((body.devices.at(support::idFrom(0xe0)) == vault::DeviceMark { 2, body.save.id }));
    }

    void anotherDeviceGetsARowOfItsOwn()
    {
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        auto vault = vault::Vault::open(home.path(), support::goldenPassphrase(),
            { home.clock, home.random, support::idFrom(0x01) });
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(vault->add({ &entry, 1 }));
        const vault::Body body = bodyOf(home.path(), support::ascending<32>(0x80));
        QCOMPARE(body.devices.size(), std::size_t { 2 });
        QVERIFY((body.devices.at(support::idFrom(0xe0))
            == vault::DeviceMark { 1, support::idFrom(0xf0) }));
        QVERIFY((body.devices.at(support::idFrom(0x01)) == vault::DeviceMark { 1, body.save.id }));
    }

    void aStampIsLaterThanAllSeenWhateverTheClockSays()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("I", "n");
        home.clock.time += std::chrono::hours(1);
        const vault::Id first = created.vault.add({ &entry, 1 })->front();
        home.clock.time -= std::chrono::hours(2);
        const vault::Id second = created.vault.add({ &entry, 1 })->front();
        const vault::Stamp before = created.vault.find(first)->created;
        const vault::Stamp after = created.vault.find(second)->created;
        QCOMPARE(after.milliseconds, before.milliseconds + 1);
        QCOMPARE(after.device, support::idFrom(0xe0));
    }

    void aClockThatIsFarAheadDoesNotWinForEver()
    {
        // Beyond what 32 bits of seconds hold, and beyond what a calendar with four digits does.
        for (const std::int64_t ahead : { 0x8000'0000LL, 0x1'0000'0000LL, 253'402'300'800LL }) {
            support::VaultHome home;
            auto created = home.create();
            const otp::Entry entry = support::entryOf("I", "n");
            const vault::Id id = created.vault.add({ &entry, 1 })->front();
            home.clock.time = base::fromUnixSeconds(ahead);
            vault::AccountEdit edit;
            edit.name = QStringLiteral("by the wrong clock");
            QVERIFY(created.vault.edit(id, edit));
            // Another computer goes on with this state, so that both have to be merged.
            const std::string copy = home.folder() + "/elsewhere";
            QVERIFY(base::createFile(copy, support::contentsOf(home.path())));
            auto elsewhere = vault::Vault::open(copy, support::passphrase("secret words"),
                { home.clock, home.random, support::idFrom(0x01) });
            QVERIFY(elsewhere && elsewhere->add({ &entry, 1 }));

            home.clock.time = base::fromUnixSeconds(support::GoldenTime); // it was set right
            edit.name = QStringLiteral("by the right one");
            QVERIFY(created.vault.edit(id, edit));
            QVERIFY(base::createFile(home.path() + ".0123abcd.new", support::contentsOf(copy)));
            const auto reopened = home.open(); // merges it as what a killed save has left
            QVERIFY(reopened);
            QCOMPARE(reopened->accounts().size(), std::size_t { 2 });
            QCOMPARE(reopened->find(id)->name, edit.name.value());
            QVERIFY(reopened->code(id, base::fromUnixSeconds(ahead)));
        }
    }

    void theSaveBeforeTheLastIsKept()
    {
        support::VaultHome home;
        auto created = home.create();
        const base::Bytes empty = support::contentsOf(home.path());
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(created.vault.add({ &entry, 1 }));
        QVERIFY(support::contentsOf(home.previousPath()) == empty);
        const auto previous = vault::Vault::open(
            home.previousPath(), support::passphrase("secret words"), home.services());
        QVERIFY(previous);
        QVERIFY(previous->accounts().empty());
    }

    void onlyTheOwnerReadsTheFiles()
    {
        support::VaultHome home;
        const mode_t mask = ::umask(0);
        vault::Services services = home.services();
        services.stateFolder = home.folder() + "/state";
        const std::string path = home.folder() + "/data/v.countersign";
        auto created = vault::Vault::create(
            path, support::passphrase("secret words"), support::SmallCosts, services);
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(created && created->vault.add({ &entry, 1 }));
        QVERIFY(vault::deviceId(services.stateFolder, "machine", home.random));
        ::umask(mask);
        std::set<std::string> files;
        for (const auto& found : std::filesystem::recursive_directory_iterator(home.folder())) {
            struct stat status = {};
            QCOMPARE(::lstat(found.path().c_str(), &status), 0);
            QCOMPARE(status.st_mode & 0777U, found.is_directory() ? 0700U : 0600U);
            if (found.is_regular_file())
                files.insert(found.path().extension());
        }
        const std::set<std::string> all { ".countersign", ".previous", ".lock", ".seen", "" };
        QVERIFY(files == all); // the last is the file of the device
    }

    void aLinkIsFollowedOnceAndKept()
    {
        support::VaultHome home;
        home.create();
        const std::string link = home.folder() + "/link";
        QCOMPARE(::symlink(home.path().c_str(), link.c_str()), 0);
        auto vault = vault::Vault::open(link, support::passphrase("secret words"), home.services());
        QVERIFY(vault);
        QCOMPARE(vault->path(), link);
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(vault->add({ &entry, 1 }));
        struct stat status = {};
        QCOMPARE(::lstat(link.c_str(), &status), 0);
        QVERIFY(S_ISLNK(status.st_mode));
        QCOMPARE(home.open()->accounts().size(), std::size_t { 1 });
    }

    void aFileTooLargeForTheSystemLeavesTheOldState()
    {
        support::VaultHome home;
        auto created = home.create();
        const base::Bytes before = support::contentsOf(home.path());
        std::signal(SIGXFSZ, SIG_IGN);
        struct rlimit old = {};
        ::getrlimit(RLIMIT_FSIZE, &old);
        const struct rlimit small
        {
            8'192, old.rlim_max
        };
        ::setrlimit(RLIMIT_FSIZE, &small);
        const otp::Entry entry = support::entryOf("I", "n");
        const auto added = created.vault.add({ &entry, 1 });
        ::setrlimit(RLIMIT_FSIZE, &old);
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::CannotWrite);
        checkUnchanged(home, created.vault, before);
        QVERIFY(created.vault.add({ &entry, 1 })); // and goes on once there is room
        QCOMPARE(home.open()->accounts().size(), std::size_t { 1 });
    }

    void aFolderThatCannotBeWrittenLeavesTheOldState()
    {
        support::VaultHome home;
        auto created = home.create();
        const base::Bytes before = support::contentsOf(home.path());
        const bool isRoot = ::geteuid() == 0; // whom no mode stops
        QCOMPARE(::chmod(home.folder().c_str(), 0555), 0);
        if (isRoot)
            QCOMPARE(::seteuid(65'534), 0);
        const otp::Entry entry = support::entryOf("I", "n");
        const auto added = created.vault.add({ &entry, 1 });
        if (isRoot)
            QCOMPARE(::seteuid(0), 0);
        QCOMPARE(::chmod(home.folder().c_str(), 0700), 0);
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::ReadOnly);
        QCOMPARE(added.error().arguments, std::vector { home.path() });
        checkUnchanged(home, created.vault, before);
    }

private:
    static vault::Body bodyOf(const std::string& path, base::ByteView master)
    {
        const auto file = vault::parseVaultFile(support::contentsOf(path));
        return *vault::readBody(*vault::decryptBody(*file, master));
    }

    static void checkUnchanged(
        support::VaultHome& home, const vault::Vault& vault, const base::Bytes& before)
    {
        QVERIFY(vault.accounts().empty());
        QVERIFY(support::contentsOf(home.path()) == before);
        const auto opened = home.open();
        QVERIFY(opened);
        QVERIFY(opened->accounts().empty());
    }
};

QTEST_GUILESS_MAIN(VaultSaveTest)
#include "vault_save_test.moc"
