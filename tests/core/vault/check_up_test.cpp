// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/check_up.h"
#include "core/vault/device_id.h"
#include "core/vault/seen_state.h"
#include "tests/support/broken_entries.h"
#include "tests/support/fail_on_warning.h"

#include <QDir>
#include <QDirIterator>

#include <map>
#include <sys/stat.h>

using vault::CheckUp;
using vault::InnerCheckUp;
using vault::Notes;
using vault::Standing;
using vault::Vault;

namespace {

/// A vault with what one computer remembers of it.
class Place
{
public:
    support::VaultHome home;

    std::string stateFolder() const { return m_state.path().toStdString(); }
    vault::Services services()
    {
        const auto device = vault::deviceId(stateFolder(), {}, home.random);
        return { home.clock, home.random, *device, stateFolder() };
    }
    base::Result<Vault> open()
    {
        return Vault::open(home.path(), support::passphrase("secret words"), services());
    }
    CheckUp look() const { return vault::checkUp(home.path(), stateFolder()); }
    base::Result<InnerCheckUp> lookInside(std::string_view words = "secret words") const
    {
        return vault::checkUpInside(home.path(), stateFolder(), support::passphrase(words));
    }
    std::string stateFile() const
    {
        return vault::seenStatePath(stateFolder(), look().header->vault, look().file);
    }
    /// Every file of both folders with its contents and mode.
    std::map<QString, std::pair<base::Bytes, QFile::Permissions>> everything() const
    {
        std::map<QString, std::pair<base::Bytes, QFile::Permissions>> all;
        for (const std::string& folder : { home.folder(), stateFolder() }) {
            QDirIterator files(QString::fromStdString(folder), QDir::Files | QDir::Hidden);
            while (files.hasNext()) {
                const QString path = files.next();
                all[path] = { support::contentsOf(path.toStdString()), QFile::permissions(path) };
            }
        }
        return all;
    }

private:
    QTemporaryDir m_state;
};

base::Result<std::vector<vault::Id>> addOne(Vault&& vault)
{
    const otp::Entry entry = support::entryOf("I", "n");
    return vault.add({ &entry, 1 });
}

} // namespace

class CheckUpTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void findsNothingWrongWithAHealthyVault()
    {
        Place place;
        place.home.create();
        QVERIFY(addOne(std::move(*place.open())));
        const CheckUp found = place.look();
        QVERIFY(found.header);
        QVERIFY(!found.link);
        QVERIFY(found.vault.isThere && found.vault.isOwn);
        QVERIFY(!found.vault.othersCanRead && !found.vault.othersCanWrite);
        QVERIFY(!found.folder.othersCanRead && !found.folder.othersCanWrite);
        QCOMPARE(found.lock, base::LockUse::Free);
        QCOMPARE(found.notes, Notes::Whole);
        QVERIFY(found.device && *found.device);
        QVERIFY(found.leftovers.empty());
        QVERIFY(found.damagedCopy.empty());
        const auto inner = place.lookInside();
        QVERIFY(inner);
        QCOMPARE(inner->notes, Notes::Ours);
        QCOMPARE(inner->standing, Standing::Current);
        QCOMPARE(inner->brokenEntries, std::size_t { 0 });
        QCOMPARE(base::unixSeconds(inner->saved), support::GoldenTime);
    }

    void changesNothing()
    {
        Place place;
        place.home.create();
        QVERIFY(addOne(std::move(*place.open())));
        QVERIFY(base::createFile(
            place.home.path() + ".0123abcd.new", support::contentsOf(place.home.previousPath())));
        QCOMPARE(::chmod(place.home.path().c_str(), 0644), 0);
        QCOMPARE(::unlink((place.home.path() + ".lock").c_str()), 0);
        const auto before = place.everything();
        place.look();
        QVERIFY(place.lookInside());
        QVERIFY(place.everything() == before);
    }

    void seesWhoMayReadAndWrite()
    {
        Place place;
        place.home.create();
        QCOMPARE(::chmod(place.home.path().c_str(), 0640), 0);
        QCOMPARE(::chmod(place.home.folder().c_str(), 0770), 0);
        const CheckUp found = place.look();
        QVERIFY(found.vault.othersCanRead && !found.vault.othersCanWrite);
        QVERIFY(found.folder.othersCanRead && found.folder.othersCanWrite);
        QCOMPARE(::chmod(place.home.folder().c_str(), 0700), 0);
    }

    void followsALinkToTheVault()
    {
        Place place;
        place.home.create();
        const QTemporaryDir elsewhere;
        const std::string link = elsewhere.filePath(QStringLiteral("link")).toStdString();
        QCOMPARE(::symlink(place.home.path().c_str(), link.c_str()), 0);
        QCOMPARE(::chmod(qPrintable(elsewhere.path()), 0707), 0);
        const CheckUp found = vault::checkUp(link, place.stateFolder());
        QCOMPARE(found.file, place.home.path());
        QVERIFY(found.header);
        QVERIFY(found.link && found.link->othersCanWrite);
        QVERIFY(!found.folder.othersCanWrite);
    }

    void tellsWhatIsWrongWithTheFile()
    {
        Place place;
        QVERIFY(!place.look().vault.isThere);
        QCOMPARE(place.look().header.error().code, base::ErrorCode::CannotRead);
        place.home.create();
        base::Bytes file = support::contentsOf(place.home.path());
        file.back() ^= 1;
        place.home.write(file);
        QCOMPARE(place.look().header.error().code, base::ErrorCode::Damaged);
    }

    void seesAHeldLock()
    {
        Place place;
        place.home.create();
        const auto held =
            base::FileLock::acquire(place.home.path() + ".lock", std::chrono::milliseconds(0));
        QVERIFY(held);
        QCOMPARE(place.look().lock, base::LockUse::Held);
    }

    void namesWhatKilledSavesLeft()
    {
        Place place;
        place.home.create();
        const std::string own = place.home.path() + ".0123abcd.new";
        const std::string foreign = place.home.path() + ".0123abce.new";
        QVERIFY(base::createFile(own, support::contentsOf(place.home.path())));
        QVERIFY(base::createFile(foreign, support::contentsOf(support::GoldenPath)));
        QVERIFY(base::createFile(place.home.path() + ".damaged", {}));
        const CheckUp found = place.look();
        QCOMPARE(found.leftovers.size(), std::size_t { 2 });
        QCOMPARE(found.leftovers[0].path, own);
        QVERIFY(found.leftovers[0].isOfThisVault);
        QCOMPARE(found.leftovers[1].path, foreign);
        QVERIFY(!found.leftovers[1].isOfThisVault);
        QCOMPARE(found.damagedCopy, place.home.path() + ".damaged");
    }

    void tellsWhatTheNotesAreWorth()
    {
        Place place;
        place.home.create();
        QCOMPARE(place.look().notes, Notes::None);
        QCOMPARE(place.lookInside()->notes, Notes::None);
        QVERIFY(place.open());
        const base::Bytes whole = support::contentsOf(place.stateFile());
        base::Bytes damaged = whole;
        damaged.back() ^= 1;
        QVERIFY(base::replaceFile(place.stateFile(), damaged));
        QCOMPARE(place.look().notes, Notes::Damaged);
        QCOMPARE(place.lookInside()->notes, Notes::Damaged);
        // Somebody else's: the checksum is right, the key is not.
        base::Bytes forged = whole;
        forged.front() ^= 1;
        QVERIFY(base::replaceFile(place.stateFile(), forged));
        QCOMPARE(place.look().notes, Notes::Whole);
        QCOMPARE(place.lookInside()->notes, Notes::Damaged);
    }

    void seesAnOlderCopy()
    {
        Place place;
        place.home.create();
        auto vault = place.open();
        const base::Bytes older = support::contentsOf(place.home.path());
        QVERIFY(addOne(std::move(*vault)));
        place.home.write(older);
        QCOMPARE(place.lookInside()->standing, Standing::Older);
    }

    void seesKeysThatDoNotFollowTheKnownOnes()
    {
        Place place;
        place.home.create();
        const base::Bytes former = support::contentsOf(place.home.path());
        auto vault = place.open();
        auto verified = place.home.verify(*vault);
        QVERIFY(
            vault->changeKeys(*verified, support::passphrase("other words"), support::SmallCosts));
        QCOMPARE(place.lookInside("other words")->notes, Notes::Ours);
        place.home.write(former);
        QCOMPARE(place.lookInside()->notes, Notes::OfOtherKeys);
    }

    void followsKeysThatWereGivenUpElsewhere()
    {
        Place place;
        place.home.create();
        QVERIFY(place.open());
        auto elsewhere = place.home.open(); // with a state folder of its own: none
        auto verified = place.home.verify(*elsewhere);
        QVERIFY(elsewhere->changeKeys(
            *verified, support::passphrase("other words"), support::SmallCosts));
        QCOMPARE(place.lookInside("other words")->notes, Notes::Ours);
    }

    void countsBrokenEntries()
    {
        Place place;
        place.home.write(support::goldenFileWithBrokenEntries(3));
        const auto inner = vault::checkUpInside(
            place.home.path(), place.stateFolder(), support::goldenPassphrase());
        QCOMPARE(inner->brokenEntries, std::size_t { 3 });
    }

    void refusesWhatOpensNothing()
    {
        Place place;
        place.home.create();
        QCOMPARE(place.lookInside("wrong words").error().code, base::ErrorCode::WrongPassphrase);
    }

    void listsCheapSlots()
    {
        Place place;
        place.home.create();
        const auto header = place.look().header;
        QCOMPARE(vault::cheapSlots(*header).size(), std::size_t { 1 });
        vault::Header raised = *header;
        for (vault::Slot& slot : raised.slotList)
            slot.costs = vault::SmallestCosts;
        QVERIFY(vault::cheapSlots(raised).empty());
    }
};

QTEST_GUILESS_MAIN(CheckUpTest)
#include "check_up_test.moc"
