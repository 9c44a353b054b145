// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/registrations.h"
#include "tests/support/damaged_vault.h"
#include "tests/support/fail_on_warning.h"

using base::ErrorCode;
using vault::PushRegistration;
using vault::Registrations;
using vault::RegistrationState;

namespace {

constexpr std::string_view PopKey = "the key that answers as soon as the vault is open";
constexpr std::string_view UvKey = "the key that answers only when verified";

crypto::SecretBytes secretOf(std::string_view text)
{
    return std::move(*crypto::SecretBytes::copyOf(text));
}

/// The damaged vault, with an account that is nothing but a sign-in with two keys.
struct Scene : support::DamagedVault
{
    vault::Id id;

    Scene()
    {
        auto vault = home.open();
        const auto verification = home.verify(*vault);
        vault::NewRegistration made { .protocol = "okta", .server = "https://acme.test" };
        made.secrets.emplace("pop", secretOf(PopKey));
        made.verifiedSecrets.emplace("uv", secretOf(UvKey));
        Registrations registrations(*vault);
        const auto begun = registrations.begin(
            vault::NewAccount { QStringLiteral("Work"), QStringLiteral("dora") }, made,
            &*verification);
        if (!begun || !registrations.complete(*begun, {}))
            qFatal("cannot register");
        id = *begun;
        load();
    }
    PushRegistration present()
    {
        auto vault = home.open();
        return *Registrations(*vault).find(id);
    }
    /// What salvage makes of the damaged file.
    base::Result<vault::Vault::Created> salvaged()
    {
        const auto salvage = read();
        if (!salvage)
            return salvage.error();
        return saveNew(*salvage);
    }
    /// As after every restore: somebody has confirmed that this computer answers.
    static bool confirm(vault::Vault& vault, const vault::Id& registration)
    {
        const auto verification = vault.verify(support::passphrase("new words"));
        return verification
            && Registrations(vault).confirmHere(registration, *verification).has_value();
    }
};

} // namespace

/// What becomes of push registrations in a damaged file.
class SalvageRegistrationsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void bothKeysComeAlong()
    {
        Scene scene;
        scene.flip(support::DamagedVault::Note);
        auto created = scene.salvaged();
        QVERIFY(created);
        Registrations registrations(created->vault);
        const auto found = registrations.find(scene.id);
        QVERIFY(found);
        QCOMPARE(found->protocol, std::string("okta"));
        QCOMPARE(found->server, std::string("https://acme.test"));
        QCOMPARE(found->state, RegistrationState::Active);
        QCOMPARE(created->vault.find(found->account)->name, QStringLiteral("dora"));
        QVERIFY(Scene::confirm(created->vault, scene.id));
        QCOMPARE(registrations.secret(scene.id, "pop")->text(), PopKey);
        auto verification = created->vault.verify(support::passphrase("new words"));
        QCOMPARE(registrations.secret(scene.id, "uv", std::move(*verification))->text(), UvKey);
    }

    void nothingAnswersBeforeSomebodyHasConfirmedIt()
    {
        Scene scene;
        scene.flip(support::DamagedVault::Note);
        auto created = scene.salvaged();
        QVERIFY(created);
        Registrations registrations(created->vault);
        QVERIFY(!registrations.answersHere(*registrations.find(scene.id)));
        QCOMPARE(registrations.secret(scene.id, "pop").error().code, ErrorCode::VerificationFailed);
    }

    void anIntactKeyCountsAsAnIntactSecret()
    {
        Scene scene;
        scene.flip(support::DamagedVault::Note);
        const auto salvage = scene.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->accounts().size(), std::size_t { 4 });
        QCOMPARE(salvage->intact(), std::size_t { 4 });
        QCOMPARE(salvage->missing(), std::size_t { 0 });
    }

    void withADamagedKeyItHasToBeSetUpAgain()
    {
        Scene scene;
        const PushRegistration before = scene.present();
        const vault::SealedSecret& sealed = before.secrets.at("uv");
        scene.flip(base::textOf(sealed), sealed.size() / 2);
        const auto salvage = scene.read();
        QVERIFY(salvage);
        const auto& found = salvage->accounts();
        const auto dora =
            std::ranges::find(found, before.account, [](const auto& f) { return f.account.id; });
        QVERIFY(dora != found.end() && dora->isAltered && dora->hasSecret);
        auto created = scene.saveNew(*salvage);
        QVERIFY(created);
        const auto after = Registrations(created->vault).find(scene.id);
        QVERIFY(after);
        QCOMPARE(after->state, RegistrationState::EnrolAgain);
    }

    void withoutAnIntactKeyNothingIsTakenOver()
    {
        Scene scene;
        const PushRegistration before = scene.present();
        const base::Bytes plain = scene.plain();
        for (const auto& [role, sealed] : before.secrets) {
            const std::size_t place = support::placeOf(plain, base::textOf(sealed));
            QVERIFY(place < plain.size());
            scene.file[scene.bodyStart + 4 + place + sealed.size() / 2] ^= 1;
        }
        const auto salvage = scene.read();
        QVERIFY(salvage);
        QCOMPARE(salvage->accounts().size(), std::size_t { 4 });
        QCOMPARE(salvage->intact(), std::size_t { 3 });
        auto created = scene.saveNew(*salvage);
        QVERIFY(created);
        QVERIFY(!Registrations(created->vault).find(scene.id));
    }

    void withoutTheVerificationKeyTheOtherOneIsReported()
    {
        Scene scene;
        const base::Bytes plain = scene.plain();
        // The wraps of the verification key: byte strings of 48 under the ids of the slots.
        for (const vault::Slot& slot : scene.header.slotList) {
            base::Bytes key { 0x50 };
            base::append(key, slot.id.view());
            base::append(key, base::Bytes { 0x58, 48 });
            const std::size_t place = support::placeOf(plain, base::textOf(key));
            QVERIFY(place < plain.size());
            scene.file[scene.bodyStart + 4 + place + key.size()] ^= 1;
        }
        auto created = scene.salvaged();
        QVERIFY(created);
        const auto after = Registrations(created->vault).find(scene.id);
        QVERIFY(after);
        QCOMPARE(after->state, RegistrationState::EnrolAgain);
    }

    void oneWhoseAccountIsLostIsNamedByItsServer()
    {
        Scene scene;
        const PushRegistration before = scene.present();
        scene.flip("dora", std::size_t(-1), 0x08); // the head of the name
        const auto salvage = scene.read();
        QVERIFY(salvage);
        auto created = scene.saveNew(*salvage);
        QVERIFY(created);
        QVERIFY(Registrations(created->vault).find(scene.id));
        QCOMPARE(created->vault.find(before.account)->issuer, QStringLiteral("https://acme.test"));
    }

    void aRecoveryKeyGivesTheVerifiedKeyToo()
    {
        support::VaultHome home;
        auto created = home.create();
        const auto verification = home.verify(created.vault);
        vault::NewRegistration made { .protocol = "okta", .server = "https://acme.test" };
        made.verifiedSecrets.emplace("uv", secretOf(UvKey));
        const auto begun =
            Registrations(created.vault)
                .begin(vault::NewAccount { QStringLiteral("Work"), {} }, made, &*verification);
        QVERIFY(begun);
        base::Bytes file = support::contentsOf(home.path());
        file.back() ^= 1; // the tag
        home.write(file);
        const auto salvage = vault::Salvage::read(home.path(), std::move(created.recoveryKey));
        QVERIFY(salvage);
        QCOMPARE(salvage->intact(), std::size_t { 1 });
    }
};

QTEST_GUILESS_MAIN(SalvageRegistrationsTest)
#include "salvage_registrations_test.moc"
