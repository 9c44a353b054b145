// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/body.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;

/// Adding, finding, editing and deleting accounts; each is looked at again after a new opening.
class VaultAccountsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aNewVaultIsEmptyAndOpens()
    {
        support::VaultHome home;
        {
            const auto created = home.create();
            QVERIFY(created.vault.accounts().empty());
            QCOMPARE(created.recoveryKey.bytes.size(), std::size_t { 16 });
            QCOMPARE(created.vault.openedBy(), vault::SlotKind::Passphrase);
        }
        const auto opened = home.open();
        QVERIFY(opened);
        QVERIFY(opened->accounts().empty());
        QCOMPARE(opened->slotList().size(), std::size_t { 2 });
    }

    void isNeverMadeOverAnotherFile()
    {
        support::VaultHome home;
        home.write(base::bytesOf(std::string_view("somebody's file")));
        const auto created = vault::Vault::create(
            home.path(), support::passphrase("x"), support::SmallCosts, home.services());
        QVERIFY(!created);
        QCOMPARE(created.error().code, ErrorCode::VaultExists);
        QCOMPARE(created.error().arguments, std::vector { home.path() });
        QCOMPARE(
            base::textOf(support::contentsOf(home.path())), std::string_view("somebody's file"));
    }

    void makesItsFolder()
    {
        support::VaultHome home;
        const std::string path = home.folder() + "/a/b/v.countersign";
        QVERIFY(vault::Vault::create(
            path, support::passphrase("x"), support::SmallCosts, home.services()));
        QVERIFY(vault::Vault::open(path, support::passphrase("x"), home.services()));
    }

    void opensByTheRecoveryKeyItWasMadeWith()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto opened =
            vault::Vault::open(home.path(), std::move(created.recoveryKey), home.services());
        QVERIFY(opened);
        QCOMPARE(opened->openedBy(), vault::SlotKind::Recovery);
    }

    void keepsEveryPartOfAnEntry()
    {
        support::VaultHome home;
        otp::Entry entry = support::entryOf(
            "ACME", "alice", "sixteen letters!", otp::Totp { crypto::Hash::Sha512, 8, 60 });
        entry.labelIssuer = QStringLiteral("Acme Corp");
        entry.otherParameters = { { "image", "https://x.test/\xff" }, { "lock", "" } };
        {
            auto created = home.create();
            const auto ids = created.vault.add({ &entry, 1 });
            QVERIFY(ids);
            QCOMPARE(ids->size(), std::size_t { 1 });
            vault::AccountEdit edit;
            edit.note = QStringLiteral("two\nlines, ünïcode");
            edit.tags = QStringList { QStringLiteral("work"), QStringLiteral("a") };
            edit.pinned = true;
            QVERIFY(created.vault.edit(ids->front(), edit));
        }
        const auto opened = home.open();
        QVERIFY(opened);
        const vault::Account account = opened->accounts().front();
        QCOMPARE(account.issuer, entry.issuer);
        QCOMPARE(account.name, entry.name);
        QCOMPARE(account.labelIssuer, entry.labelIssuer);
        QVERIFY(account.credential == entry.credential);
        QVERIFY(account.otherParameters == entry.otherParameters);
        QCOMPARE(account.note, QStringLiteral("two\nlines, ünïcode"));
        QCOMPARE(account.tags, (QStringList { QStringLiteral("work"), QStringLiteral("a") }));
        QVERIFY(account.pinned);
        const auto verification = home.verify(*opened);
        QVERIFY(verification);
        const auto revealed = opened->reveal(account.id, *verification);
        QVERIFY(revealed);
        QVERIFY(otp::isSameAccount(*revealed, entry));
        QVERIFY(revealed->otherParameters == entry.otherParameters);
    }

    void keepsEveryTypeOfCredential_data()
    {
        QTest::addColumn<int>("index");
        for (int index = 0; index < 5; ++index)
            QTest::newRow(
                std::string(otp::typeName(credentials()[static_cast<std::size_t>(index)])).c_str())
                << index;
    }
    void keepsEveryTypeOfCredential()
    {
        QFETCH(const int, index);
        support::VaultHome home;
        const otp::Credential credential = credentials()[static_cast<std::size_t>(index)];
        otp::Entry entry = support::entryOf("I", "n", "0123456789abcdef", credential);
        entry.pin = std::move(*crypto::SecretBytes::copyOf("1234"));
        QVERIFY(home.create().vault.add({ &entry, 1 }));
        const auto opened = home.open();
        QVERIFY(opened);
        QVERIFY(opened->brokenEntries().empty());
        QVERIFY(opened->accounts().front().credential == credential);
        const auto verification = home.verify(*opened);
        const auto revealed = opened->reveal(opened->accounts().front().id, *verification);
        QVERIFY(revealed);
        QCOMPARE(revealed->pin.text(), std::string_view("1234"));
    }

    void listsInTheOrderOfAdding()
    {
        support::VaultHome home;
        auto created = home.create();
        std::vector<otp::Entry> entries;
        for (const char* name : { "c", "a", "d", "b" })
            entries.push_back(support::entryOf("I", name));
        const auto ids = created.vault.add(entries);
        QVERIFY(ids);
        home.clock.time -= std::chrono::hours(5); // a clock set back does not shuffle them
        const otp::Entry later = support::entryOf("I", "z");
        QVERIFY(created.vault.add({ &later, 1 }));
        const auto opened = home.open();
        QVERIFY(opened);
        QString names;
        for (const vault::Account& account : opened->accounts())
            names += account.name;
        QCOMPARE(names, QStringLiteral("cadbz"));
        for (std::size_t i = 0; i < ids->size(); ++i)
            QCOMPARE(opened->accounts()[i].id, (*ids)[i]);
    }

    void refusesWhatItCouldNotReadAgain_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QString>("argument");
        QTest::newRow("name of 64 KiB and one") << "name" << ErrorCode::TooLarge << "name";
        QTest::newRow("issuer of 64 KiB and one") << "issuer" << ErrorCode::TooLarge << "issuer";
        QTest::newRow("secret of 64 KiB and one") << "secret" << ErrorCode::TooLarge << "secret";
        QTest::newRow("no secret") << "empty" << ErrorCode::MissingField << "secret";
        QTest::newRow("1,001 parameters") << "params" << ErrorCode::TooLarge << "parameters";
        QTest::newRow("digits of 11") << "digits" << ErrorCode::InvalidField << "digits";
    }
    void refusesWhatItCouldNotReadAgain()
    {
        QFETCH(const QString, what);
        QFETCH(const base::ErrorCode, code);
        QFETCH(const QString, argument);
        support::VaultHome home;
        auto created = home.create();
        const base::Bytes before = support::contentsOf(home.path());
        std::vector<otp::Entry> entries;
        entries.push_back(support::entryOf("I", "good"));
        entries.push_back(support::entryOf("I", "bad"));
        spoil(entries[1], what);
        const auto added = created.vault.add(entries);
        QVERIFY(!added);
        QCOMPARE(added.error().code, code);
        QCOMPARE(QString::fromStdString(added.error().arguments.at(0)), argument);
        QVERIFY(created.vault.accounts().empty());
        QVERIFY(support::contentsOf(home.path()) == before);
    }

    void editsOnlyWhatIsGiven()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("ACME", "alice");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        const vault::Stamp before = created.vault.find(id)->changed;
        vault::AccountEdit edit;
        edit.name = QStringLiteral("bob");
        QVERIFY(created.vault.edit(id, edit));
        const auto account = home.open()->find(id);
        QVERIFY(account);
        QCOMPARE(account->issuer, QStringLiteral("ACME"));
        QCOMPARE(account->name, QStringLiteral("bob"));
        QVERIFY(account->changed > before);
    }

    void refusesATextBeyondTheLimitInAnEdit()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("ACME", "alice");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        vault::AccountEdit edit;
        edit.note = QString(65'537, u'n');
        const auto edited = created.vault.edit(id, edit);
        QVERIFY(!edited);
        QCOMPARE(edited.error().code, ErrorCode::TooLarge);
        QCOMPARE(edited.error().arguments.front(), std::string("note"));
        QVERIFY(created.vault.find(id)->note.isEmpty());
    }

    void replacesSecretAndParametersButKeepsTheRest()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("ACME", "alice");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        vault::AccountEdit edit;
        edit.note = QStringLiteral("note");
        QVERIFY(created.vault.edit(id, edit));
        const vault::Account before = *created.vault.find(id);
        const otp::Entry newer = support::entryOf("ACME", "alice", "another secret", otp::Hotp {});
        QVERIFY(created.vault.replace(id, newer));
        const auto opened = home.open();
        const auto account = opened->find(id);
        QVERIFY(account);
        QCOMPARE(account->note, QStringLiteral("note"));
        QVERIFY(account->created == before.created);
        QVERIFY(account->changed > before.changed);
        QCOMPARE(*opened->findDuplicate(newer), id);
        QVERIFY(!opened->findDuplicate(entry));
    }

    void aDuplicateHasEqualTypeSecretIssuerAndName()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("ACME", "alice");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        QCOMPARE(*created.vault.findDuplicate(entry), id);
        QVERIFY(!created.vault.findDuplicate(support::entryOf("ACME", "bob")));
        QVERIFY(!created.vault.findDuplicate(support::entryOf("Acme", "alice")));
        QVERIFY(!created.vault.findDuplicate(support::entryOf("ACME", "alice", "other")));
        QVERIFY(!created.vault.findDuplicate(
            support::entryOf("ACME", "alice", "12345678901234567890", otp::Hotp {})));
        QVERIFY(created.vault.moveToTrash(id));
        QVERIFY(!created.vault.findDuplicate(entry));
    }

    void theTrashTakesAndGivesBack()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("ACME", "alice");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        QVERIFY(created.vault.moveToTrash(id));
        auto opened = home.open();
        QVERIFY(opened->accounts().empty());
        QCOMPARE(opened->trash().size(), std::size_t { 1 });
        QVERIFY(*opened->trash().front().trashed == home.clock.time);
        for (const base::Error& error :
            { opened->code(id, {}).error(), opened->edit(id, {}).error(),
                opened->moveToTrash(id).error(), opened->replace(id, entry).error() }) {
            QCOMPARE(error.code, ErrorCode::NoMatch);
            QCOMPARE(error.arguments, std::vector { id.toHex() });
        }
        QVERIFY(opened->restoreFromTrash(id));
        QCOMPARE(home.open()->accounts().size(), std::size_t { 1 });
        QCOMPARE(opened->restoreFromTrash(id).error().code, ErrorCode::NoMatch);
    }

    void whatIsDeletedForGoodStaysDeleted()
    {
        support::VaultHome home;
        auto created = home.create();
        std::vector<otp::Entry> entries;
        entries.push_back(support::entryOf("I", "kept"));
        entries.push_back(support::entryOf("I", "gone"));
        const auto ids = created.vault.add(entries);
        QVERIFY(created.vault.moveToTrash((*ids)[1]));
        QCOMPARE(*created.vault.emptyTrash(), 1);
        const auto opened = home.open();
        QVERIFY(!opened->find((*ids)[1]));
        QVERIFY(opened->trash().empty());
        QCOMPARE(opened->accounts().size(), std::size_t { 1 });
    }

    void oneAccountIsDeletedOutOfTheTrash()
    {
        support::VaultHome home;
        auto created = home.create();
        std::vector<otp::Entry> entries;
        for (const char* name : { "used", "kept", "gone" })
            entries.push_back(support::entryOf("I", name));
        const auto ids = created.vault.add(entries);
        QVERIFY(created.vault.moveToTrash((*ids)[1]));
        QVERIFY(created.vault.moveToTrash((*ids)[2]));
        QCOMPARE(created.vault.deleteFromTrash((*ids)[0]).error().code, ErrorCode::NoMatch);
        QVERIFY(created.vault.deleteFromTrash((*ids)[2]));
        QCOMPARE(created.vault.deleteFromTrash((*ids)[2]).error().code, ErrorCode::NoMatch);
        const auto opened = home.open();
        QCOMPARE(opened->accounts().size(), std::size_t { 1 });
        QCOMPARE(opened->trash().size(), std::size_t { 1 });
        QCOMPARE(opened->trash().front().name, QStringLiteral("kept"));
        QVERIFY(!opened->find((*ids)[2]));
    }

    void anEmptyTrashIsNotSaved()
    {
        support::VaultHome home;
        auto created = home.create();
        const base::Bytes before = support::contentsOf(home.path());
        QCOMPARE(*created.vault.emptyTrash(), 0);
        QCOMPARE(*created.vault.removeExpiredTrash(), 0);
        QVERIFY(support::contentsOf(home.path()) == before);
    }

    void theTrashKeepsForThirtyDays()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("I", "n");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        QVERIFY(created.vault.moveToTrash(id));
        home.clock.time += std::chrono::days(30) - std::chrono::milliseconds(1);
        QCOMPARE(*created.vault.removeExpiredTrash(), 0);
        home.clock.time += std::chrono::milliseconds(1);
        QCOMPARE(*created.vault.removeExpiredTrash(), 1);
        QVERIFY(!home.open()->find(id));
    }

    void unknownIdsAreNoMatch()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = support::idFrom(1);
        QVERIFY(!created.vault.find(id));
        QCOMPARE(created.vault.code(id, {}).error().code, ErrorCode::NoMatch);
        QCOMPARE(created.vault.nextHotpCode(id).error().code, ErrorCode::NoMatch);
        QCOMPARE(created.vault.restoreFromTrash(id).error().code, ErrorCode::NoMatch);
    }

    void aRandomSourceThatRepeatsOverwritesNothing()
    {
        support::VaultHome home;
        home.create();
        support::FixedRandom repeating;
        auto opened = vault::Vault::open(home.path(), support::passphrase("secret words"),
            { home.clock, repeating, support::idFrom(0xe0) });
        QVERIFY(opened);
        const otp::Entry first = support::entryOf("I", "first");
        const otp::Entry second = support::entryOf("I", "second");
        QVERIFY(opened->add({ &first, 1 }));
        const auto added = opened->add({ &second, 1 });
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::RandomFailed);
        QCOMPARE(opened->accounts().size(), std::size_t { 1 });
        QCOMPARE(opened->accounts().front().name, QStringLiteral("first"));
    }

    void aRandomSourceThatFailsChangesNothing()
    {
        support::VaultHome home;
        home.create();
        support::FixedRandom failing;
        failing.failing = true;
        auto opened = vault::Vault::open(home.path(), support::passphrase("secret words"),
            { home.clock, failing, support::idFrom(0xe0) });
        QVERIFY(opened);
        const base::Bytes before = support::contentsOf(home.path());
        const otp::Entry entry = support::entryOf("I", "n");
        QCOMPARE(opened->add({ &entry, 1 }).error().code, ErrorCode::RandomFailed);
        QVERIFY(opened->accounts().empty());
        QVERIFY(support::contentsOf(home.path()) == before);
    }

private:
    static std::array<otp::Credential, 5> credentials()
    {
        return { otp::Totp { crypto::Hash::Sha384, 10, 86'400 },
            otp::Hotp { crypto::Hash::Sha256, 7, 18'446'744'073'709'551'615U }, otp::Steam {},
            otp::Motp {}, otp::Yandex {} };
    }

    static void spoil(otp::Entry& entry, const QString& what)
    {
        if (what == QLatin1String("name"))
            entry.name = QString(65'537, u'n');
        else if (what == QLatin1String("issuer"))
            entry.issuer = QString(32'769, QChar(0xfc)); // two bytes each
        else if (what == QLatin1String("secret"))
            entry.secret = std::move(*crypto::SecretBytes::ofSize(65'537));
        else if (what == QLatin1String("empty"))
            entry.secret = {};
        else if (what == QLatin1String("params"))
            entry.otherParameters.resize(1'001);
        else
            entry.credential = otp::Totp { crypto::Hash::Sha1, 11, 30 };
    }
};

QTEST_GUILESS_MAIN(VaultAccountsTest)
#include "vault_accounts_test.moc"
