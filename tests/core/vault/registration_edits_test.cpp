// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/registrations.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using namespace Qt::StringLiterals;
using vault::Registrations;
using vault::RegistrationState;
using vault::Vault;

namespace {

constexpr std::string_view NewKey = "another key";

crypto::SecretBytes secretOf(std::string_view text)
{
    return std::move(*crypto::SecretBytes::copyOf(text));
}

base::Bytes bytesOf(std::string_view text)
{
    const base::ByteView view = base::bytesOf(text);
    return { view.begin(), view.end() };
}

struct Scene
{
    support::VaultHome home;
    Vault vault = std::move(home.create().vault);

    vault::Id begin()
    {
        const auto verification = home.verify(vault);
        vault::NewRegistration made { .protocol = "okta", .server = "https://acme.test" };
        made.secrets.emplace("pop", secretOf("a key"));
        made.verifiedSecrets.emplace("uv", secretOf("a verified key"));
        const auto id = registrations().begin(
            vault::NewAccount { u"ACME"_s, u"alice"_s }, made, &*verification);
        if (!id || !registrations().complete(*id, bytesOf("ids")))
            qFatal("cannot register");
        return *id;
    }

    Registrations registrations() { return Registrations(vault); }
    RegistrationState stateOf(const vault::Id& id) { return registrations().find(id)->state; }
};

} // namespace

/// What is changed together is saved together.
class RegistrationEditsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aNewKeyAndWhatIsNotedOfItAreOneSave()
    {
        Scene scene;
        const vault::Id id = scene.begin();
        QVERIFY(scene.registrations().addVerified(id, "uv", secretOf(NewKey),
            *scene.home.verify(scene.vault), { RegistrationState::EnrolAgain, bytesOf("name") }));
        Vault again = std::move(*scene.home.open());
        const auto found = Registrations(again).find(id);
        QVERIFY(found->state == RegistrationState::EnrolAgain);
        QVERIFY(found->details == bytesOf("name"));
        QCOMPARE(
            Registrations(again).secret(id, "uv", std::move(*scene.home.verify(again)))->text(),
            NewKey);
    }

    void aKeyThatGoesIsForgottenWithWhatWasNotedOfIt()
    {
        Scene scene;
        const vault::Id id = scene.begin();
        QVERIFY(scene.registrations().update(
            id, { .details = bytesOf("none"), .forgotten = { "uv" } }));
        Vault again = std::move(*scene.home.open());
        const auto found = Registrations(again).find(id);
        QVERIFY(found->details == bytesOf("none"));
        QVERIFY(!found->secrets.contains("uv") && found->secrets.contains("pop"));
        const vault::Id last = scene.vault.lastSave();
        QVERIFY(scene.registrations().update(id, { .forgotten = { "uv" } }));
        QVERIFY(scene.vault.lastSave() == last); // nothing to do
    }

    void severalChangeTheirStateTogether()
    {
        Scene scene;
        const vault::Id first = scene.begin();
        const vault::Id second = scene.begin();
        const vault::Id third = scene.begin();
        const std::vector<vault::Id> ids { first, support::idFrom(1), second };
        QVERIFY(scene.registrations().setState(ids, RegistrationState::Suspended));
        QVERIFY(scene.stateOf(first) == RegistrationState::Suspended);
        QVERIFY(scene.stateOf(second) == RegistrationState::Suspended);
        QVERIFY(scene.stateOf(third) == RegistrationState::Active);
        // One stamp: one save.
        const auto changed = [&](const vault::Id& id) {
            return scene.registrations().find(id)->changed;
        };
        QVERIFY(changed(first) == changed(second));
        const vault::Id last = scene.vault.lastSave();
        QVERIFY(scene.registrations().setState(ids, RegistrationState::Suspended));
        QVERIFY(scene.vault.lastSave() == last);
    }
};

QTEST_GUILESS_MAIN(RegistrationEditsTest)
#include "registration_edits_test.moc"
