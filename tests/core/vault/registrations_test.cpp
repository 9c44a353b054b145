// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/backup_image.h"
#include "core/vault/opened_copy.h"
#include "core/vault/registrations.h"
#include "core/vault/slots.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using namespace Qt::StringLiterals;
using base::ErrorCode;
using vault::NewAccount;
using vault::Registrations;
using vault::RegistrationState;
using vault::Vault;

namespace {

constexpr std::string_view PopKey = "the key that answers as soon as the vault is open";
constexpr std::string_view UvKey = "the key that answers only when verified";

crypto::SecretBytes secretOf(std::string_view text)
{
    return std::move(*crypto::SecretBytes::copyOf(text));
}

base::Bytes bytesOf(std::string_view text)
{
    const base::ByteView view = base::bytesOf(text);
    return { view.begin(), view.end() };
}

vault::NewRegistration oktaRegistration()
{
    vault::NewRegistration made { .protocol = "okta",
        .server = "https://acme.test",
        .trust = { { bytesOf("a certificate") } },
        .details = bytesOf("ids") };
    made.secrets.emplace("pop", secretOf(PopKey));
    return made;
}

vault::NewRegistration verifiedRegistration()
{
    vault::NewRegistration made = oktaRegistration();
    made.verifiedSecrets.emplace("uv", secretOf(UvKey));
    return made;
}

base::Result<vault::Id> beginNew(Vault& vault, const QString& name = u"alice"_s)
{
    return Registrations(vault).begin(NewAccount { u"ACME"_s, name }, oktaRegistration());
}

/// A registration with both kinds of secrets that the server has said yes to.
vault::Id active(support::VaultHome& home, Vault& vault)
{
    const auto verification = home.verify(vault);
    Registrations registrations(vault);
    const auto id = registrations.begin(
        NewAccount { u"ACME"_s, u"alice"_s }, verifiedRegistration(), &*verification);
    if (!id || !registrations.complete(*id, bytesOf("more ids")))
        qFatal("cannot register");
    return *id;
}

vault::Id accountOf(Vault& vault, const vault::Id& registration)
{
    return Registrations(vault).find(registration)->account;
}

vault::Id addCodes(Vault& vault, const char* name)
{
    const otp::Entry entry = support::entryOf("ACME", name);
    return vault.add({ &entry, 1 })->front();
}

base::Result<Vault> openElsewhere(support::VaultHome& home)
{
    vault::Services services = home.services();
    services.device = support::idFrom(0x90);
    return Vault::open(home.path(), support::passphrase("secret words"), services);
}

/// What lies in the file, whatever the vault tells of it.
vault::Body bodyOf(const support::VaultHome& home)
{
    const auto file = vault::readVaultFile(home.path());
    const auto slot = vault::openSlots(file->header, support::passphrase("secret words"));
    return *vault::readBody(*vault::decryptBody(*file, slot->master.view()));
}

ErrorCode codeOf(const base::Result<crypto::SecretBytes>& secret)
{
    return secret ? ErrorCode::Cancelled : secret.error().code;
}

} // namespace

/// Push registrations in an open vault.
class RegistrationsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void isOnDiskBeforeTheServerSaysYes()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const auto id = beginNew(vault);
        QVERIFY(id);
        Vault again = std::move(*home.open());
        const auto found = Registrations(again).find(*id);
        QVERIFY(found);
        QVERIFY(*found == *Registrations(vault).find(*id));
        QCOMPARE(found->state, RegistrationState::Pending);
        QCOMPARE(found->protocol, std::string("okta"));
        QCOMPARE(found->server, std::string("https://acme.test"));
        QCOMPARE(found->trust.certificates.size(), std::size_t { 1 });
        QVERIFY(found->trust.certificates.front() == bytesOf("a certificate"));
        QVERIFY(found->details == bytesOf("ids"));
        QVERIFY(found->device == home.services().device);
        QCOMPARE(Registrations(again).secret(*id, "pop")->text(), PopKey);
        const auto account = again.find(found->account);
        QCOMPARE(account->issuer, u"ACME"_s);
        QVERIFY(account->credential == otp::Credential(otp::NoCode {}));
        QCOMPARE(Registrations(again).all().size(), std::size_t { 1 });
        QCOMPARE(Registrations(again).ofAccount(account->id).size(), std::size_t { 1 });
    }

    void theServersYesMayBringCodesInTheSameSave()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const auto id = beginNew(vault);
        const vault::Id account = accountOf(vault, *id);
        QVERIFY(vault.edit(account, { .name = u"renamed"_s }));
        std::optional<otp::Entry> entry = support::entryOf("Server", "name");
        const std::uint64_t before = bodyOf(home).save.revision;
        QVERIFY(Registrations(vault).complete(*id, bytesOf("more ids"), entry));
        QCOMPARE(bodyOf(home).save.revision, before + 1);
        Vault again = std::move(*home.open());
        const auto found = Registrations(again).find(*id);
        QCOMPARE(found->state, RegistrationState::Active);
        QVERIFY(found->details == bytesOf("more ids"));
        QCOMPARE(again.find(account)->name, u"renamed"_s);
        QCOMPARE(again.code(account, base::fromUnixSeconds(59))->text, std::string("287082"));
    }

    void codesThatAnAccountHadBecomeAnOlderVersion()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id account = addCodes(vault, "alice");
        const auto id = Registrations(vault).begin(account, oktaRegistration());
        std::optional<otp::Entry> entry = support::entryOf("Server", "name", "another secret.....");
        QVERIFY(Registrations(vault).complete(*id, {}, entry));
        const auto verification = home.verify(vault);
        QCOMPARE(vault.reveal(account, *verification)->secret.text(),
            std::string_view("another secret....."));
        QCOMPARE(vault.history(account).size(), std::size_t { 1 });
    }

    void anAccountThatIsNotInUseTakesNoRegistration()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id account = addCodes(vault, "alice");
        QVERIFY(vault.moveToTrash(account));
        for (const vault::Id& id : { account, support::idFrom(1) }) {
            QCOMPARE(Registrations(vault).begin(id, oktaRegistration()).error().code,
                ErrorCode::NoMatch);
        }
    }

    void whatTheFormatCannotHoldIsRefused_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("member");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, int which, const char* member, ErrorCode code) {
            QTest::newRow(name) << which << QString::fromLatin1(member) << static_cast<int>(code);
        };
        row("no protocol", 0, "protocol", ErrorCode::MissingField);
        row("no server", 1, "server", ErrorCode::MissingField);
        row("server with a blank", 2, "server", ErrorCode::InvalidField);
        row("long server", 3, "server", ErrorCode::TooLarge);
        row("details of 64 KiB and a byte", 4, "details", ErrorCode::TooLarge);
        row("17 certificates", 5, "trust", ErrorCode::TooLarge);
        row("large certificate", 6, "trust", ErrorCode::TooLarge);
        row("17 secrets", 7, "secrets", ErrorCode::TooLarge);
        row("a role named as the secret of codes", 8, "secrets", ErrorCode::InvalidField);
        row("large secret", 9, "big", ErrorCode::TooLarge);
    }
    void whatTheFormatCannotHoldIsRefused()
    {
        QFETCH(const int, which);
        QFETCH(const QString, member);
        QFETCH(const int, code);
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id before = vault.lastSave();
        const auto refused =
            Registrations(vault).begin(NewAccount { u"ACME"_s, {} }, beyondALimit(which));
        QVERIFY(!refused);
        QCOMPARE(static_cast<int>(refused.error().code), code);
        QCOMPARE(QString::fromStdString(refused.error().arguments.front()), member);
        QVERIFY(vault.lastSave() == before);
        QVERIFY(vault.accounts().empty());
    }

    void whatFitsJustIsReadAgain()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        vault::NewRegistration largest { .protocol = std::string(64, 'p'),
            .server = std::string(2048, 's'),
            .trust = { std::vector<base::Bytes>(16, base::Bytes(65536, 1)) },
            .details = base::Bytes(65536, 2) };
        for (int i = 0; i < 16; ++i)
            largest.secrets.emplace("role" + std::to_string(i), secretOf("key"));
        const auto id = Registrations(vault).begin(NewAccount { u"ACME"_s, {} }, largest);
        QVERIFY(id);
        Vault again = std::move(*home.open());
        QVERIFY(*Registrations(again).find(*id) == *Registrations(vault).find(*id));
    }

    void aVerifiedSecretNeedsAVerification()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        Registrations registrations(vault);
        QCOMPARE(
            registrations.begin(NewAccount { u"ACME"_s, {} }, verifiedRegistration()).error().code,
            ErrorCode::VerificationFailed);
        const vault::Id id = active(home, vault);
        QCOMPARE(registrations.secret(id, "pop")->text(), PopKey);
        QCOMPARE(codeOf(registrations.secret(id, "uv")), ErrorCode::VerificationFailed);
        auto verification = home.verify(vault);
        QCOMPARE(registrations.secret(id, "uv", std::move(*verification))->text(), UvKey);
        // It is used up.
        QCOMPARE(codeOf(registrations.secret(id, "uv", std::move(*verification))),
            ErrorCode::VerificationFailed);
        QCOMPARE(codeOf(registrations.secret(id, "none")), ErrorCode::NoMatch);
        // Not a secret of the other kind, either.
        QVERIFY(!registrations.secret(id, "pop", std::move(*home.verify(vault))));
    }

    void aVerifiedSecretIsAddedLater()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const auto id = beginNew(vault);
        const auto verification = home.verify(vault);
        QVERIFY(Registrations(vault).addVerified(*id, "uv", secretOf(UvKey), *verification));
        QCOMPARE(Registrations(vault)
                     .addVerified(*id, "pin", secretOf(UvKey), *verification)
                     .error()
                     .code,
            ErrorCode::InvalidField);
        Vault again = std::move(*home.open());
        QCOMPARE(codeOf(Registrations(again).secret(*id, "uv")), ErrorCode::VerificationFailed);
        QCOMPARE(
            Registrations(again).secret(*id, "uv", std::move(*home.verify(again)))->text(), UvKey);
    }

    void learningTheSameTwiceSavesOnce()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        Registrations registrations(vault);
        QVERIFY(registrations.update(id, { .state = RegistrationState::Suspended }));
        const vault::Id save = vault.lastSave();
        const vault::Stamp changed = registrations.find(id)->changed;
        QVERIFY(registrations.update(id, { .state = RegistrationState::Suspended }));
        QVERIFY(vault.lastSave() == save);
        QVERIFY(registrations.update(id, { .details = bytesOf("other ids") }));
        QVERIFY(registrations.find(id)->changed > changed);
        QCOMPARE(registrations.find(id)->state, RegistrationState::Suspended);
        QCOMPARE(registrations.update(support::idFrom(1), {}).error().code, ErrorCode::NoMatch);
    }

    void trustIsChangedWithAVerification()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const auto id = beginNew(vault);
        auto verification = home.verify(vault);
        const vault::PushTrust other { { bytesOf("another") } };
        QVERIFY(Registrations(vault).changeTrust(*id, other, *verification));
        QVERIFY(Registrations(vault).find(*id)->trust == other);
        const vault::Verification moved = std::move(*verification);
        QCOMPARE(Registrations(vault).changeTrust(*id, {}, *verification).error().code,
            ErrorCode::VerificationFailed);
    }

    void onAnotherComputerItPausesUntilConfirmed()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        QVERIFY(Registrations(vault).answersHere(*Registrations(vault).find(id)));
        auto elsewhere = openElsewhere(home);
        QVERIFY(elsewhere);
        Registrations there(*elsewhere);
        QVERIFY(!there.answersHere(*there.find(id)));
        QCOMPARE(codeOf(there.secret(id, "pop")), ErrorCode::VerificationFailed);
        QCOMPARE(codeOf(there.secret(id, "uv", std::move(*home.verify(*elsewhere)))),
            ErrorCode::VerificationFailed);
        const auto verification = home.verify(*elsewhere);
        QVERIFY(there.confirmHere(id, *verification));
        QVERIFY(there.answersHere(*there.find(id)));
        QCOMPARE(there.secret(id, "pop")->text(), PopKey);
        QVERIFY(*vault.refresh());
        QVERIFY(!Registrations(vault).answersHere(*Registrations(vault).find(id)));
        QCOMPARE(codeOf(Registrations(vault).secret(id, "pop")), ErrorCode::VerificationFailed);
    }

    void theTrashPausesIt()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        const vault::Id account = accountOf(vault, id);
        QVERIFY(vault.moveToTrash(account));
        Registrations registrations(vault);
        QVERIFY(registrations.all().empty());
        QVERIFY(!registrations.find(id));
        QVERIFY(registrations.ofAccount(account).empty());
        QCOMPARE(registrations.ofTrashed(account).size(), std::size_t { 1 });
        QCOMPARE(codeOf(registrations.secret(id, "pop")), ErrorCode::NoMatch);
        QVERIFY(vault.restoreFromTrash(account));
        QCOMPARE(registrations.secret(id, "pop")->text(), PopKey);
    }

    void goesWithItsAccountForGood()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        QVERIFY(vault.moveToTrash(accountOf(vault, id)));
        QCOMPARE(*vault.emptyTrash(), 1);
        QVERIFY(bodyOf(home).registrations.empty());
    }

    void removingItForgetsItsKeysAndTheEmptyAccount()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        const vault::Id account = accountOf(vault, id);
        const auto second = Registrations(vault).begin(account, oktaRegistration());
        QVERIFY(Registrations(vault).remove(id));
        QVERIFY(vault.find(account) && !vault.find(account)->trashed); // it has the other one
        QVERIFY(Registrations(vault).remove(*second));
        QVERIFY(vault.find(account)->trashed);
        QVERIFY(bodyOf(home).registrations.empty());
        QVERIFY(bodyOf(home).tombs.contains(id));
        QCOMPARE(Registrations(vault).remove(id).error().code, ErrorCode::NoMatch);
    }

    void removingItLeavesAnAccountThatHasCodes()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id account = addCodes(vault, "alice");
        const auto id = Registrations(vault).begin(account, oktaRegistration());
        QVERIFY(Registrations(vault).remove(*id));
        QVERIFY(!vault.find(account)->trashed);
    }

    void undoLeavesEnrolmentsAlone()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id account = addCodes(vault, "alice");
        const auto id = Registrations(vault).begin(account, oktaRegistration());
        const auto second = beginNew(vault, u"bob"_s);
        const vault::Id bob = accountOf(vault, *second);
        QVERIFY(vault.edit(bob, { .note = u"a note"_s }));
        std::optional<otp::Entry> entry = support::entryOf("Server", "name");
        QVERIFY(Registrations(vault).complete(*second, {}, entry));
        const auto before = Registrations(vault).all();

        const auto undone = vault.undo(); // the note, not the codes that came later
        QVERIFY(undone);
        QCOMPARE(undone->accounts.front().note, QString());
        QCOMPARE(vault.code(bob, base::fromUnixSeconds(59))->text, std::string("287082"));
        // Taking back that alice was added would take away an enrolment.
        QCOMPARE(vault.undo().error().code, ErrorCode::NothingToDo);
        QVERIFY(Registrations(vault).all() == before);
        QVERIFY(!vault.find(account)->trashed);

        QVERIFY(Registrations(vault).remove(*id));
        QVERIFY(Registrations(vault).remove(*second));
        QVERIFY(vault.undo()); // now there is none any more
        QVERIFY(vault.find(account)->trashed);
        QVERIFY(!Registrations(vault).find(*id));
        QVERIFY(!Registrations(vault).find(*second));
    }

    void anOlderVersionWithoutCodesKeepsThem()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const auto id = beginNew(vault);
        const vault::Id account = accountOf(vault, *id);
        QVERIFY(vault.edit(account, { .name = u"bob"_s }));
        std::optional<otp::Entry> entry = support::entryOf("Server", "name");
        QVERIFY(Registrations(vault).complete(*id, {}, entry));
        const auto versions = vault.history(account);
        QCOMPARE(versions.back().name, u"alice"_s);
        QVERIFY(vault.restoreVersion(account, versions.back().changed));
        QCOMPARE(vault.find(account)->name, u"alice"_s);
        QVERIFY(vault.code(account, base::fromUnixSeconds(59)));
    }

    void twoProgramsBeginAtOnce()
    {
        support::VaultHome home;
        Vault first = std::move(home.create().vault);
        Vault second = std::move(*home.open());
        const auto one = beginNew(first, u"one"_s);
        const auto two = beginNew(second, u"two"_s);
        QVERIFY(first.refresh());
        for (Vault* vault : { &first, &second }) {
            QCOMPARE(Registrations(*vault).all().size(), std::size_t { 2 });
            QCOMPARE(Registrations(*vault).secret(*one, "pop")->text(), PopKey);
            QCOMPARE(Registrations(*vault).secret(*two, "pop")->text(), PopKey);
        }
    }

    void newKeysSealBothKindsAgain()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        const auto former = Registrations(vault).find(id)->secrets;
        const auto verification = home.verify(vault);
        QVERIFY(
            vault.changeKeys(*verification, support::passphrase("new words"), support::SmallCosts));
        Registrations registrations(vault);
        QCOMPARE(registrations.find(id)->state, RegistrationState::Active);
        const auto later = registrations.find(id)->secrets;
        for (const auto& [role, sealed] : later)
            QVERIFY(sealed != former.at(role));
        QCOMPARE(registrations.secret(id, "pop")->text(), PopKey);
        QCOMPARE(registrations
                     .secret(id, "uv", std::move(*vault.verify(support::passphrase("new words"))))
                     ->text(),
            UvKey);
        Vault again = std::move(*home.open("new words"));
        QCOMPARE(Registrations(again).secret(id, "pop")->text(), PopKey);
    }

    void aVerificationOfFormerKeysOpensNothing()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        auto former = home.verify(vault);
        const auto verification = home.verify(vault);
        QVERIFY(
            vault.changeKeys(*verification, support::passphrase("new words"), support::SmallCosts));
        QCOMPARE(codeOf(Registrations(vault).secret(id, "uv", std::move(*former))),
            ErrorCode::VerificationFailed);
    }

    void aBackupCarriesItAndARestorePausesIt()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        const auto image = vault.backupImage();
        const std::string backup = home.folder() + "/b.countersign";
        QVERIFY(base::createFile(backup, image->file()));
        QVERIFY(image->readBack(backup));
        const auto copy = vault::OpenedCopy::open(backup, support::passphrase("secret words"));
        QVERIFY(copy->compareWith(*vault.content())->differences.empty());
        QVERIFY(Registrations(vault).update(id, { .state = RegistrationState::Suspended }));
        const auto compared = copy->compareWith(*vault.content());
        QCOMPARE(compared->differences.size(), std::size_t { 1 });
        QCOMPARE(compared->differences.front().field, std::string("push"));

        auto restored = copy->restore(home.folder() + "/r.countersign", home.services());
        QVERIFY(restored);
        Registrations there(*restored);
        QCOMPARE(there.all().size(), std::size_t { 1 });
        QVERIFY(!there.answersHere(there.all().front()));
        QCOMPARE(codeOf(there.secret(id, "pop")), ErrorCode::VerificationFailed);
        const auto verification = home.verify(*restored);
        QVERIFY(there.confirmHere(id, *verification));
        QCOMPARE(there.secret(id, "uv", std::move(*home.verify(*restored)))->text(), UvKey);
    }

    void comesBackWithItsAccountUnlessItWasRemoved()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id kept = active(home, vault);
        const vault::Id account = accountOf(vault, kept);
        const auto removed = Registrations(vault).begin(account, oktaRegistration());
        const std::string backup = home.folder() + "/b.countersign";
        QVERIFY(base::createFile(backup, vault.backupImage()->file()));
        QVERIFY(Registrations(vault).remove(*removed));
        QVERIFY(vault.moveToTrash(account));
        QCOMPARE(*vault.emptyTrash(), 1);
        const auto copy = vault::OpenedCopy::open(backup, support::passphrase("secret words"));
        QVERIFY(vault.mergeCopy(*copy));
        QVERIFY(vault.accounts().empty());
        QVERIFY(vault.mergeCopy(*copy, { &account, 1 }));
        QCOMPARE(Registrations(vault).all().size(), std::size_t { 1 });
        QCOMPARE(Registrations(vault).secret(kept, "pop")->text(), PopKey);
    }

    void nothingOfItIsRevealed()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id account = accountOf(vault, active(home, vault));
        const auto verification = home.verify(vault);
        const auto refused = vault.reveal(account, *verification);
        QVERIFY(!refused);
        QVERIFY(refused.error() == otp::noCodes());
        QVERIFY(vault.code(account, home.clock.now()).error() == otp::noCodes());
        QCOMPARE(vault.nextHotpCode(account).error().code, ErrorCode::InvalidField);
        otp::Entry entry = support::entryOf("ACME", "alice", "secret", otp::NoCode {});
        QVERIFY(vault.add({ &entry, 1 }).error() == otp::noCodes());
        QVERIFY(!vault.findDuplicate(entry));
    }

    void aThousandSignaturesInTurnLeaveTheHeapAsItWas()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const vault::Id id = active(home, vault);
        const std::size_t before = crypto::secureHeapInUse();
        for (int i = 0; i < 1000; ++i)
            QVERIFY(Registrations(vault).secret(id, "pop"));
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

private:
    static vault::NewRegistration beyondALimit(int which);
};

vault::NewRegistration RegistrationsTest::beyondALimit(int which)
{
    vault::NewRegistration made = oktaRegistration();
    if (which == 0)
        made.protocol.clear();
    if (which == 1)
        made.server.clear();
    if (which == 2)
        made.server = "https://acme .test";
    if (which == 3)
        made.server = std::string(2049, 's');
    if (which == 4)
        made.details.resize(65537);
    if (which == 5)
        made.trust.certificates.resize(17);
    if (which == 6)
        made.trust.certificates.front().resize(65537);
    for (int i = 0; which == 7 && i < 16; ++i)
        made.secrets.emplace("role" + std::to_string(i), secretOf("key"));
    if (which == 8)
        made.secrets.emplace("secret", secretOf("key"));
    if (which == 9)
        made.secrets.emplace("big", std::move(*crypto::SecretBytes::ofSize(65537)));
    return made;
}

QTEST_GUILESS_MAIN(RegistrationsTest)
#include "registrations_test.moc"
