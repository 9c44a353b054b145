// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/device_id.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QDir>

using base::ErrorCode;
using vault::Standing;
using vault::Vault;

namespace {

/// A vault and what one computer remembers of it.
class Computer
{
public:
    explicit Computer(support::VaultHome& home) : m_home(home) { }

    std::string stateFolder() const { return m_folder.path().toStdString(); }
    vault::Services services()
    {
        const auto device = vault::deviceId(stateFolder(), {}, m_home.random);
        return { m_home.clock, m_home.random, *device, stateFolder() };
    }
    base::Result<Vault> open(std::string_view words = "secret words")
    {
        return Vault::open(m_home.path(), support::passphrase(words), services());
    }
    QStringList stateFiles() const
    {
        return QDir(m_folder.path()).entryList({ QStringLiteral("*.seen") });
    }

private:
    support::VaultHome& m_home;
    QTemporaryDir m_folder;
};

base::Result<std::vector<vault::Id>> addOne(Vault& vault, const char* name = "n")
{
    const otp::Entry entry = support::entryOf("I", name);
    return vault.add({ &entry, 1 });
}

QStringList namesIn(const Vault& vault)
{
    QStringList names;
    for (const vault::Account& account : vault.accounts())
        names << account.name;
    names.sort();
    return names;
}

} // namespace

/// How a vault stands to what the computer has seen of it.
class StandingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theFirstOpeningElsewhereIsSilent()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        QCOMPARE(computer.open()->standing(), Standing::Unknown);
        QCOMPARE(computer.open()->standing(), Standing::Current);
        QCOMPARE(computer.stateFiles().size(), 1);
    }

    void anOlderFilePutBackIsToldAndNotWritten()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        auto vault = computer.open();
        QVERIFY(addOne(*vault));
        const base::Bytes older = support::contentsOf(home.path());
        QVERIFY(addOne(*vault));
        home.write(older);

        auto again = computer.open();
        QCOMPARE(again->standing(), Standing::Older);
        QCOMPARE(again->accounts().size(), std::size_t { 1 }); // codes are to be had
        const auto added = addOne(*again);
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::OlderCopy);
        QVERIFY(support::contentsOf(home.path()) == older);
        QCOMPARE(computer.open()->standing(), Standing::Older); // told every time
    }

    void whatAKilledSaveLeftDoesNotChangeAnOlderFile()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        auto vault = computer.open();
        const base::Bytes older = support::contentsOf(home.path());
        QVERIFY(addOne(*vault));
        const std::string leftover = home.path() + ".0123abcd.new";
        QVERIFY(base::createFile(leftover, support::contentsOf(home.path())));
        home.write(older);
        QCOMPARE(computer.open()->standing(), Standing::Older);
        QVERIFY(support::contentsOf(home.path()) == older);
        auto again = computer.open();
        again->acceptOlder();
        QCOMPARE(computer.open()->accounts().size(), std::size_t { 1 }); // gathered now
        QVERIFY(base::temporaryFilesOf(home.path()).empty());
    }

    void aProgramThatRunsIsToldToo()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        auto vault = computer.open();
        const base::Bytes older = support::contentsOf(home.path());
        QVERIFY(addOne(*vault));
        home.write(older);
        const auto added = addOne(*vault);
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::OlderCopy);
    }

    void theUserMayGoOnWithTheOlderOne()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        const base::Bytes older = support::contentsOf(home.path());
        auto vault = computer.open();
        QVERIFY(addOne(*vault));
        home.write(older);
        auto again = computer.open();
        again->acceptOlder();
        QVERIFY(addOne(*again));
        QCOMPARE(computer.open()->standing(), Standing::Current);
    }

    void theNewerCopyIsFoundAndTaken_data()
    {
        QTest::addColumn<vault::Taking>("how");
        QTest::addColumn<QStringList>("names");
        const QString common = QStringLiteral("common");
        const QString newer = QStringLiteral("newer");
        QTest::newRow("instead") << vault::Taking::Instead << QStringList({ common, newer });
        QTest::newRow("merged") << vault::Taking::Merged << QStringList({ common, newer });
    }
    void theNewerCopyIsFoundAndTaken()
    {
        QFETCH(vault::Taking, how);
        support::VaultHome home;
        home.create();
        Computer computer(home);
        Vault vault = std::move(*computer.open());
        QVERIFY(addOne(vault, "common"));
        const base::Bytes older = support::contentsOf(home.path());
        QVERIFY(addOne(vault, "newer"));
        const std::string copy = home.folder() + "/copy.countersign";
        QVERIFY(base::createFile(copy, support::contentsOf(home.path())));
        QVERIFY(base::createFile(
            home.folder() + "/other.countersign", support::contentsOf(support::GoldenPath)));
        home.write(older);

        Vault again = std::move(*computer.open());
        QCOMPARE(again.standing(), Standing::Older);
        const std::vector<std::string> folders { home.folder(), home.folder() + "/missing" };
        const auto found = again.newerCopies(folders);
        QCOMPARE(found.size(), std::size_t { 1 });
        QCOMPARE(found.front().path, copy);
        QCOMPARE(found.front().accounts, std::size_t { 2 });
        QVERIFY(found.front().isComplete);
        QVERIFY(again.takeCopy(copy, how));
        QCOMPARE(again.standing(), Standing::Current);
        QTEST(namesIn(again), "names");
        QVERIFY(addOne(again, "later"));
        Vault last = std::move(*computer.open());
        QCOMPARE(last.standing(), Standing::Current);
        QCOMPARE(last.accounts().size(), std::size_t { 3 });
    }

    void mergingKeepsWhatTheOlderCopyGotElsewhere()
    {
        support::VaultHome home;
        home.create();
        Computer here(home);
        Computer there(home);
        Vault vault = std::move(*here.open());
        const base::Bytes older = support::contentsOf(home.path());
        QVERIFY(addOne(vault, "here"));
        const std::string copy = home.folder() + "/copy.countersign";
        QVERIFY(base::createFile(copy, support::contentsOf(home.path())));
        home.write(older);
        Vault other = std::move(*there.open());
        QVERIFY(addOne(other, "there"));

        Vault again = std::move(*here.open());
        QCOMPARE(again.standing(), Standing::Older);
        QVERIFY(again.takeCopy(copy, vault::Taking::Merged));
        QCOMPARE(namesIn(again), QStringList({ QStringLiteral("here"), QStringLiteral("there") }));
    }

    void aCopyOfAnotherVaultIsNotTaken()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        Vault vault = std::move(*computer.open());
        const base::Bytes before = support::contentsOf(home.path());
        const auto taken = vault.takeCopy(support::GoldenPath, vault::Taking::Merged);
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, ErrorCode::OtherVault);
        QVERIFY(support::contentsOf(home.path()) == before);
    }

    void afterAnOlderFileTheDeviceIsAnotherOne()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        const base::Bytes older = support::contentsOf(home.path());
        auto vault = computer.open();
        QVERIFY(addOne(*vault));
        const vault::Id before = computer.services().device;
        home.write(older);
        QVERIFY(computer.open());
        QVERIFY(computer.services().device != before);
    }

    void aCopyOfTheInstallationIsNoticed()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        const base::Bytes common = support::contentsOf(home.path());
        const vault::Id device = computer.services().device;
        auto vault = computer.open();
        QVERIFY(addOne(*vault));

        // The snapshot saves as the same device, the same number of times.
        const std::string copy = home.folder() + "/snapshot";
        QVERIFY(base::createFile(copy, common));
        auto snapshot = Vault::open(
            copy, support::passphrase("secret words"), { home.clock, home.random, device });
        QVERIFY(addOne(*snapshot));
        home.write(support::contentsOf(copy));
        QCOMPARE(computer.open()->standing(), Standing::Older);
        QVERIFY(computer.services().device != device);
    }

    void aDamagedStateIsMadeAnew()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        QVERIFY(computer.open());
        const std::string path =
            computer.stateFolder() + '/' + computer.stateFiles().first().toStdString();
        base::Bytes state = support::contentsOf(path);
        state[40] ^= 1;
        QVERIFY(base::replaceFile(path, state));
        QCOMPARE(computer.open()->standing(), Standing::Unknown);
        QCOMPARE(computer.open()->standing(), Standing::Current);
    }

    void newerSavesOfAnotherComputerAreNoted()
    {
        support::VaultHome home;
        home.create();
        Computer here(home);
        Computer there(home);
        QVERIFY(here.open());
        auto other = there.open();
        const base::Bytes common = support::contentsOf(home.path());
        QVERIFY(addOne(*other));
        QCOMPARE(here.open()->standing(), Standing::Current);
        home.write(common);
        QCOMPARE(here.open()->standing(), Standing::Older);
    }

    void newKeysThatWereMadeElsewhereAreTaken()
    {
        support::VaultHome home;
        home.create();
        Computer here(home);
        Computer there(home);
        auto before = here.open();
        QVERIFY(addOne(*before));
        auto other = there.open();
        QVERIFY(changeKeys(*other));
        auto opened = here.open("new words");
        QVERIFY(opened);
        QCOMPARE(opened->standing(), Standing::Current);
        QVERIFY(addOne(*opened));
        QCOMPARE(here.open("new words")->standing(), Standing::Current);
    }

    void newKeysOfAnOlderCopyAreToldAsOlder()
    {
        support::VaultHome home;
        home.create();
        Computer here(home);
        Computer there(home);
        auto vault = here.open();
        const base::Bytes older = support::contentsOf(home.path());
        QVERIFY(addOne(*vault));
        home.write(older);
        auto other = there.open();
        QVERIFY(changeKeys(*other));
        QCOMPARE(here.open("new words")->standing(), Standing::Older);
    }

    void theFormerGenerationInThePlaceOfTheVaultIsRefused()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        auto vault = computer.open();
        const base::Bytes former = support::contentsOf(home.path());
        QVERIFY(changeKeys(*vault));
        home.write(former);
        const auto opened = computer.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::UnknownKeys);
        QVERIFY(support::contentsOf(home.path()) == former);
        // Elsewhere it can be looked at.
        const std::string copy = home.folder() + "/copy";
        QVERIFY(base::createFile(copy, former));
        QVERIFY(Vault::open(copy, support::passphrase("secret words"), computer.services()));
    }

    void aGenerationMadeFromAFormerOneIsRefused()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        auto vault = computer.open();
        const base::Bytes former = support::contentsOf(home.path());
        QVERIFY(changeKeys(*vault));
        const base::Bytes present = support::contentsOf(home.path());

        // Who knew the old passphrase has an old copy, and gives it keys of their own.
        home.write(former);
        Computer theirs(home);
        auto forged = theirs.open();
        QVERIFY(changeKeys(*forged, "forged words"));
        QCOMPARE(computer.open("forged words").error().code, ErrorCode::UnknownKeys);

        home.write(present);
        QCOMPARE(computer.open("new words")->standing(), Standing::Current);
    }

    void aProgramThatRunsRefusesFormerKeysToo()
    {
        support::VaultHome home;
        home.create();
        Computer computer(home);
        auto vault = computer.open();
        auto slow = computer.open();
        QVERIFY(addOne(*vault));
        const base::Bytes later = support::contentsOf(home.path());
        QVERIFY(changeKeys(*vault));
        home.write(later);
        QCOMPARE(slow->refresh().error().code, ErrorCode::UnknownKeys);
        QCOMPARE(addOne(*slow).error().code, ErrorCode::UnknownKeys);
        QVERIFY(support::contentsOf(home.path()) == later);
    }

private:
    static base::Result<Vault::ChangedKeys> changeKeys(
        Vault& vault, std::string_view words = "new words")
    {
        const auto verification = vault.verify(support::passphrase("secret words"));
        return vault.changeKeys(*verification, support::passphrase(words), support::SmallCosts);
    }
};

QTEST_GUILESS_MAIN(StandingTest)
#include "standing_test.moc"
