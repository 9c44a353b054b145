// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using namespace Qt::StringLiterals;
using base::ErrorCode;

/// Taking back changes of an open vault, and older versions of an account.
class UndoTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void takesBackEachKindOfChange_data();
    void takesBackEachKindOfChange();
    void takesBackAllOfOneAddition();
    void goesBackChangeByChange();
    void anotherProgramTakesBackWhatThisOneDid();
    void keepsTheCounterWhereTheSecretStays();
    void aSecretThatComesBackGoesOnCounting();
    void neverTakesBackACounter();
    void forgetsAfterThirtyDays();
    void remembersFiftyChanges();
    void whatIsDeletedForGoodStaysSo();
    void nothingIsLeftOfASecretDeletedForGood();
    void anUndoneAdditionHasItsThirtyDaysInTheTrash();
    void keepsOlderVersions();
    void bringsAnOlderVersionBack();
    void refusesAVersionThatIsNotThere();

private:
    static vault::Id addOne(vault::Vault& vault, const char* name = "n",
        const otp::Credential& credential = otp::Totp {})
    {
        const otp::Entry entry = support::entryOf("I", name, "12345678901234567890", credential);
        return vault.add({ &entry, 1 })->front();
    }
    static base::Result<void> rename(vault::Vault& vault, const vault::Id& id, const QString& name)
    {
        vault::AccountEdit edit;
        edit.name = name;
        return vault.edit(id, edit);
    }
    static std::uint64_t counterOf(const vault::Vault& vault, const vault::Id& id)
    {
        return std::get<otp::Hotp>(vault.find(id)->credential).counter;
    }
    /// What a user sees of an account.
    static auto seen(const vault::Account& account)
    {
        return std::tuple(account.issuer, account.name, account.note, account.tags, account.pinned,
            account.credential, account.secret, account.trashed.has_value());
    }
};

void UndoTest::takesBackEachKindOfChange_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : { "edit", "tag", "replace", "remove", "restore", "version" })
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void UndoTest::takesBackEachKindOfChange()
{
    QFETCH(const QString, kind);
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault);
    QVERIFY(rename(vault, id, u"second"_s));
    if (kind == u"restore")
        QVERIFY(vault.moveToTrash(id));
    const vault::Account before = *vault.find(id);

    vault::AccountEdit edit;
    const otp::Entry other = support::entryOf("J", "m", "another secret of it");
    if (kind == u"edit")
        edit = { .issuer = u"K"_s, .name = u"k"_s, .note = u"note"_s, .tags = QStringList(u"t"_s) };
    if (kind == u"tag")
        edit = { .tags = QStringList(u"t"_s), .pinned = true };
    if (kind == u"edit" || kind == u"tag")
        QVERIFY(vault.edit(id, edit));
    if (kind == u"replace")
        QVERIFY(vault.replace(id, other));
    if (kind == u"remove")
        QVERIFY(vault.moveToTrash(id));
    if (kind == u"restore")
        QVERIFY(vault.restoreFromTrash(id));
    if (kind == u"version")
        QVERIFY(vault.restoreVersion(id, vault.history(id).back().changed));
    QVERIFY(seen(*vault.find(id)) != seen(before));

    const auto undone = vault.undo();
    QVERIFY(undone);
    QCOMPARE(QString::fromStdString(undone->kind), kind);
    QCOMPARE(undone->accounts.size(), std::size_t { 1 });
    QCOMPARE(undone->accounts[0], *vault.find(id));
    QVERIFY(seen(*vault.find(id)) == seen(before));
    QVERIFY(vault.find(id)->changed > before.changed);
    const auto reopened = home.open();
    QVERIFY(seen(*reopened->find(id)) == seen(before));
}

void UndoTest::takesBackAllOfOneAddition()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    addOne(vault, "kept");
    std::vector<otp::Entry> entries;
    for (const char* name : { "a", "b", "c" })
        entries.push_back(support::entryOf("I", name));
    QVERIFY(vault.add(entries));
    const auto undone = vault.undo();
    QVERIFY(undone);
    QCOMPARE(undone->kind, std::string("add"));
    QCOMPARE(undone->accounts.size(), std::size_t { 3 });
    QCOMPARE(vault.accounts().size(), std::size_t { 1 });
    QCOMPARE(vault.accounts()[0].name, u"kept"_s);
    QCOMPARE(vault.trash().size(), std::size_t { 3 });
}

void UndoTest::goesBackChangeByChange()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault, "first");
    QVERIFY(rename(vault, id, u"second"_s));
    QVERIFY(rename(vault, id, u"third"_s));
    QVERIFY(vault.undo());
    QCOMPARE(vault.find(id)->name, u"second"_s);
    QVERIFY(rename(vault, id, u"fourth"_s));
    QVERIFY(vault.undo());
    QCOMPARE(vault.find(id)->name, u"second"_s);
    QVERIFY(vault.undo());
    QCOMPARE(vault.find(id)->name, u"first"_s);
    QVERIFY(vault.undo());
    QVERIFY(vault.find(id)->trashed);
    const base::Bytes file = support::contentsOf(home.path());
    const auto nothing = vault.undo();
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, ErrorCode::NothingToDo);
    QCOMPARE(support::contentsOf(home.path()), file);
}

void UndoTest::anotherProgramTakesBackWhatThisOneDid()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault, "first");
    QVERIFY(rename(vault, id, u"second"_s));
    auto other = vault::Vault::open(home.path(), support::passphrase("secret words"),
        { home.clock, home.random, support::idFrom(0x01) });
    QVERIFY(other->undo());
    QCOMPARE(other->find(id)->name, u"first"_s);
    const auto third = home.open();
    QCOMPARE(third->find(id)->name, u"first"_s);
}

void UndoTest::keepsTheCounterWhereTheSecretStays()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault, "n", otp::Hotp { crypto::Hash::Sha1, 6, 5 });
    QVERIFY(rename(vault, id, u"renamed"_s));
    QVERIFY(vault.nextHotpCode(id));
    QVERIFY(vault.undo());
    QCOMPARE(vault.find(id)->name, u"n"_s);
    QCOMPARE(counterOf(vault, id), std::uint64_t { 6 });
}

void UndoTest::aSecretThatComesBackGoesOnCounting()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault, "n", otp::Hotp { crypto::Hash::Sha1, 6, 5 });
    QVERIFY(vault.nextHotpCode(id));
    QVERIFY(vault.replace(id,
        support::entryOf(
            "I", "n", "another secret of it", otp::Hotp { crypto::Hash::Sha1, 6, 100 })));
    QCOMPARE(counterOf(vault, id), std::uint64_t { 100 });
    QVERIFY(vault.undo());
    QCOMPARE(counterOf(vault, id), std::uint64_t { 6 });
    QCOMPARE(vault.nextHotpCode(id)->counter, std::optional(std::uint64_t { 6 }));
}

void UndoTest::neverTakesBackACounter()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault, "n", otp::Hotp {});
    QVERIFY(vault.nextHotpCode(id));
    const auto undone = vault.undo();
    QCOMPARE(undone->kind, std::string("add"));
    QCOMPARE(counterOf(vault, id), std::uint64_t { 1 });
}

void UndoTest::forgetsAfterThirtyDays()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault, "first");
    QVERIFY(rename(vault, id, u"second"_s));
    home.clock.time += std::chrono::days(30) + std::chrono::seconds(1);
    QCOMPARE(vault.undo().error().code, ErrorCode::NothingToDo);
    QVERIFY(rename(vault, id, u"third"_s));
    home.clock.time += std::chrono::days(30);
    QVERIFY(vault.undo());
    QCOMPARE(vault.find(id)->name, u"second"_s);
    QCOMPARE(vault.undo().error().code, ErrorCode::NothingToDo);
}

void UndoTest::remembersFiftyChanges()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault);
    for (int i = 0; i < 51; ++i)
        QVERIFY(rename(vault, id, QString::number(i)));
    int undone = 0;
    while (vault.undo())
        ++undone;
    QCOMPARE(undone, 50);
    QCOMPARE(vault.find(id)->name, u"0"_s);
}

void UndoTest::whatIsDeletedForGoodStaysSo()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id kept = addOne(vault, "kept");
    const vault::Id gone = addOne(vault, "gone");
    QVERIFY(rename(vault, gone, u"going"_s));
    QVERIFY(vault.moveToTrash(gone));
    QCOMPARE(*vault.emptyTrash(), 1);
    const auto undone = vault.undo();
    QVERIFY(undone);
    QCOMPARE(undone->accounts.size(), std::size_t { 1 });
    QCOMPARE(undone->accounts[0].id, kept);
    QVERIFY(!vault.find(gone));
    QVERIFY(vault.history(gone).empty());
    QCOMPARE(vault.undo().error().code, ErrorCode::NothingToDo);
}

void UndoTest::nothingIsLeftOfASecretDeletedForGood()
{
    support::VaultHome home;
    home.write(support::contentsOf(support::GoldenPath));
    auto vault = vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
    const vault::Account account = vault->accounts().front();
    const auto holdsSecret = [&] {
        const auto file = vault::parseVaultFile(support::contentsOf(home.path()));
        const auto cbor = vault::decryptBody(*file, support::ascending<32>(0x80));
        return std::search(cbor->begin(), cbor->end(), account.secret.begin(), account.secret.end())
            != cbor->end();
    };
    QVERIFY(rename(*vault, account.id, u"renamed"_s));
    QVERIFY(vault->moveToTrash(account.id));
    QVERIFY(holdsSecret());
    QCOMPARE(*vault->emptyTrash(), 1);
    QVERIFY(!holdsSecret());
}

void UndoTest::anUndoneAdditionHasItsThirtyDaysInTheTrash()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    addOne(vault);
    home.clock.time += std::chrono::days(20);
    QVERIFY(vault.undo());
    home.clock.time += std::chrono::days(29);
    QCOMPARE(*vault.removeExpiredTrash(), 0);
    QCOMPARE(vault.trash().size(), std::size_t { 1 });
}

void UndoTest::keepsOlderVersions()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault, "first");
    QVERIFY(vault.history(id).empty());
    QVERIFY(rename(vault, id, u"second"_s));
    QVERIFY(vault.replace(id, support::entryOf("I", "third", "another secret of it")));
    const auto reopened = home.open();
    const std::vector<vault::Account> versions = reopened->history(id);
    QCOMPARE(versions.size(), std::size_t { 2 });
    QCOMPARE(versions[0].name, u"second"_s);
    QCOMPARE(versions[1].name, u"first"_s);
    QVERIFY(versions[0].secret != reopened->find(id)->secret);
}

void UndoTest::bringsAnOlderVersionBack()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault, "first");
    const otp::Code code = *vault.code(id, base::fromUnixSeconds(59));
    QVERIFY(vault.replace(id, support::entryOf("J", "second", "another secret of it")));
    QVERIFY(vault.restoreVersion(id, vault.history(id).front().changed));
    QCOMPARE(vault.find(id)->name, u"first"_s);
    QVERIFY(vault.code(id, base::fromUnixSeconds(59))->text == code.text);
    QCOMPARE(vault.history(id).front().name, u"second"_s);
}

void UndoTest::refusesAVersionThatIsNotThere()
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    const vault::Id id = addOne(vault);
    QCOMPARE(vault.restoreVersion(id, {}).error().code, ErrorCode::NoMatch);
    QCOMPARE(vault.restoreVersion(support::repeatedId(9), {}).error().code, ErrorCode::NoMatch);
}

QTEST_GUILESS_MAIN(UndoTest)
#include "undo_test.moc"
