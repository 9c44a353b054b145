// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/registrations.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using namespace Qt::StringLiterals;
using base::ErrorCode;
using vault::Registrations;
using vault::Vault;
using vault::Verification;

namespace {

/// What there is to be shown and changed.
struct Things
{
    vault::Id account;
    vault::Id slot;
    vault::Id registration;
};

/// Something that asks for a verification; answers whether it was done, or why not.
using Gated = std::optional<ErrorCode> (*)(Vault&, const Things&, Verification&);

template <typename T> std::optional<ErrorCode> errorOf(const base::Result<T>& result)
{
    return result ? std::nullopt : std::optional(result.error().code);
}

crypto::SecretBytes secretOf(std::string_view text)
{
    return std::move(*crypto::SecretBytes::copyOf(text));
}

vault::NewRegistration registration()
{
    vault::NewRegistration made { .protocol = "okta", .server = "https://acme.test" };
    made.verifiedSecrets.emplace("uv", secretOf("opens when verified"));
    return made;
}

} // namespace

Q_DECLARE_METATYPE(Gated)

/// Every call that asks for a verification, and what it does with one that is none: nothing.
/// (The windows' and the command line's ways to them: tests/ui/shell/gates, tests/app/cli/gates.)
class GatesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void refusesOneThatIsUsedUp_data() { addRows(); }
    void refusesOneThatIsUsedUp()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const Things things = fill(home, vault);
        auto verification = home.verify(vault);
        const Verification elsewhere = std::move(*verification);
        expectRefusal({ home, vault, things }, *verification);
    }

    void refusesOneOfAnotherVault_data() { addRows(); }
    void refusesOneOfAnotherVault()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const Things things = fill(home, vault);
        support::VaultHome other;
        auto verification = other.verify(other.create().vault);
        expectRefusal({ home, vault, things }, *verification);
    }

    void refusesOneOfFormerKeys_data() { addRows(); }
    void refusesOneOfFormerKeys()
    {
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        auto verification = home.verify(vault);
        QVERIFY(vault.changeKeys(
            *verification, support::passphrase("secret words"), support::SmallCosts));
        const Things things = fill(home, vault);
        expectRefusal({ home, vault, things }, *verification);
    }

    void opensToARightOne_data() { addRows(); }
    void opensToARightOne()
    {
        QFETCH(const Gated, gated);
        support::VaultHome home;
        Vault vault = std::move(home.create().vault);
        const Things things = fill(home, vault);
        auto verification = home.verify(vault);
        QVERIFY(!gated(vault, things, *verification));
    }

private:
    struct Scene
    {
        support::VaultHome& home;
        Vault& vault;
        const Things& things;
    };

    static void addRows()
    {
        QTest::addColumn<Gated>("gated");
        addSlotRows();
        const auto row = [](const char* name, Gated gated) { QTest::newRow(name) << gated; };
        row("show a secret", [](Vault& vault, const Things& things, Verification& verification) {
            return errorOf(vault.reveal(things.account, verification));
        });
        row("begin a registration with a verified secret",
            [](Vault& vault, const Things& things, Verification& verification) {
                return errorOf(
                    Registrations(vault).begin(things.account, registration(), &verification));
            });
        row("trust other certificates",
            [](Vault& vault, const Things& things, Verification& verification) {
                return errorOf(Registrations(vault).changeTrust(
                    things.registration, { { base::Bytes { 1 } } }, verification));
            });
        row("answer on this computer",
            [](Vault& vault, const Things& things, Verification& verification) {
                return errorOf(Registrations(vault).confirmHere(things.registration, verification));
            });
        row("use a verified secret",
            [](Vault& vault, const Things& things, Verification& verification) {
                return errorOf(Registrations(vault).secret(
                    things.registration, "uv", std::move(verification)));
            });
        row("replace a verified secret",
            [](Vault& vault, const Things& things, Verification& verification) {
                return errorOf(Registrations(vault).addVerified(
                    things.registration, "uv", secretOf("another"), verification));
            });
    }
    static void addSlotRows()
    {
        const auto row = [](const char* name, Gated gated) { QTest::newRow(name) << gated; };
        row("change the passphrase", [](Vault& vault, const Things&, Verification& verification) {
            return errorOf(vault.changePassphrase(
                verification, support::passphrase("new"), support::SmallCosts));
        });
        row("change the keys", [](Vault& vault, const Things&, Verification& verification) {
            return errorOf(
                vault.changeKeys(verification, support::passphrase("new"), support::SmallCosts));
        });
        row("add a passphrase", [](Vault& vault, const Things&, Verification& verification) {
            return errorOf(
                vault.addPassphrase(verification, support::passphrase("new"), support::SmallCosts));
        });
        row("add a recovery key", [](Vault& vault, const Things&, Verification& verification) {
            return errorOf(vault.addRecovery(verification));
        });
        row("a passphrase for backups",
            [](Vault& vault, const Things&, Verification& verification) {
                return errorOf(vault.setBackupPassphrase(
                    verification, support::passphrase("new"), support::SmallCosts));
            });
        row("open by the keyring", [](Vault& vault, const Things&, Verification& verification) {
            return errorOf(vault.addKeyring(verification));
        });
        row("remove a way in", [](Vault& vault, const Things& things, Verification& verification) {
            return errorOf(vault.removeSlot(verification, things.slot));
        });
    }

    static Things fill(support::VaultHome& home, Vault& vault)
    {
        const auto verification = home.verify(vault);
        const otp::Entry entry = support::entryOf("I", "n");
        const auto added = vault.add({ &entry, 1 });
        const auto begun = Registrations(vault).begin(
            vault::NewAccount { u"ACME"_s, u"alice"_s }, registration(), &*verification);
        if (!added || !begun || !Registrations(vault).complete(*begun, {}))
            qFatal("cannot fill the vault");
        return { added->front(), vault.slotList().front().id, *begun };
    }

    /// The error is the right one, and neither the file nor what is open has changed.
    static void expectRefusal(const Scene& scene, Verification& verification)
    {
        QFETCH(const Gated, gated);
        const base::Bytes before = support::contentsOf(scene.home.path());
        const std::size_t slotsBefore = scene.vault.slotList().size();
        const auto refused = gated(scene.vault, scene.things, verification);
        QCOMPARE(refused, std::optional(ErrorCode::VerificationFailed));
        QVERIFY(support::contentsOf(scene.home.path()) == before);
        QCOMPARE(scene.vault.slotList().size(), slotsBefore);
    }
};

QTEST_GUILESS_MAIN(GatesTest)
#include "gates_test.moc"
