// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using vault::Vault;

/// Wrong verifications, counted over all programs that have the vault open.
class VerificationCountTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_state = std::make_unique<QTemporaryDir>();
    }

    void everyProgramSeesTheSumOfAll()
    {
        support::VaultHome home;
        home.create();
        Vault window = open(home);
        Vault other = open(home);
        QCOMPARE(window.countVerification(false), std::uint64_t { 1 });
        QCOMPARE(window.countVerification(false), std::uint64_t { 2 });
        QCOMPARE(other.countVerification(false), std::uint64_t { 3 });
        QCOMPARE(window.wrongVerifications(), std::uint64_t { 3 });
        QCOMPARE(other.wrongVerifications(), std::uint64_t { 3 });
    }

    void aRightOneStartsAnew()
    {
        support::VaultHome home;
        home.create();
        Vault window = open(home);
        Vault other = open(home);
        window.countVerification(false);
        QCOMPARE(other.countVerification(true), std::uint64_t { 0 });
        QCOMPARE(window.wrongVerifications(), std::uint64_t { 0 });
        QCOMPARE(window.countVerification(false), std::uint64_t { 1 });
    }

    void openingWithThePassphraseStartsAnew()
    {
        support::VaultHome home;
        home.create();
        Vault window = open(home);
        window.countVerification(false);
        open(home);
        QCOMPARE(window.wrongVerifications(), std::uint64_t { 0 });
    }

    void aTryThatDoesNotOpenTheVaultCountsToo()
    {
        support::VaultHome home;
        home.create();
        Vault window = open(home);
        vault::countWrongTry(home.path(), remembering(home));
        vault::countWrongTry(home.path(), remembering(home));
        QCOMPARE(window.wrongVerifications(), std::uint64_t { 2 });
        QCOMPARE(window.countVerification(false), std::uint64_t { 3 });
        QCOMPARE(window.wrongVerifications(), std::uint64_t { 3 });
        QCOMPARE(window.countVerification(true), std::uint64_t { 0 });
        vault::countWrongTry(home.path(), remembering(home));
        open(home);
        QCOMPARE(window.wrongVerifications(), std::uint64_t { 0 });
    }

    void savingKeepsTheCount()
    {
        support::VaultHome home;
        home.create();
        Vault window = open(home);
        Vault other = open(home);
        window.countVerification(false);
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(other.add({ &entry, 1 }));
        QVERIFY(*window.refresh());
        QCOMPARE(window.countVerification(false), std::uint64_t { 2 });
        QCOMPARE(window.standing(), vault::Standing::Current);
    }

    void countingDoesNotHideAnOlderCopy()
    {
        support::VaultHome home;
        home.create();
        const base::Bytes older = support::contentsOf(home.path());
        Vault window = open(home);
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(window.add({ &entry, 1 }));
        home.write(older);
        Vault opened = open(home);
        QCOMPARE(opened.countVerification(false), std::uint64_t { 1 });
        QCOMPARE(open(home).standing(), vault::Standing::Older);
    }

    void withoutAPlaceToRememberOneProgramCountsItsOwn()
    {
        support::VaultHome home;
        auto created = home.create();
        QCOMPARE(created.vault.countVerification(false), std::uint64_t { 1 });
        QCOMPARE(created.vault.countVerification(false), std::uint64_t { 2 });
        QCOMPARE(created.vault.wrongVerifications(), std::uint64_t { 2 });
        QCOMPARE(created.vault.countVerification(true), std::uint64_t { 0 });
    }

private:
    std::unique_ptr<QTemporaryDir> m_state;

    vault::Services remembering(support::VaultHome& home)
    {
        vault::Services services = home.services();
        services.stateFolder = m_state->path().toStdString();
        return services;
    }

    Vault open(support::VaultHome& home)
    {
        auto opened =
            Vault::open(home.path(), support::passphrase("secret words"), remembering(home));
        if (!opened)
            qFatal("cannot open the vault");
        return std::move(*opened);
    }
};

QTEST_GUILESS_MAIN(VerificationCountTest)
#include "verification_count_test.moc"
