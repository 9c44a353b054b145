// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/recovery_key.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/golden_keys.h"
#include "tests/support/vault_home.h"

using support::keyOf;
using support::plain;
using support::ScrambledText;

namespace {

otp::Entry entryWith(const ScrambledText& secret)
{
    otp::Entry entry;
    entry.issuer = QStringLiteral("ACME");
    entry.name = QStringLiteral("alice");
    entry.credential = otp::Hotp {};
    entry.secret = plain(secret);
    return entry;
}

} // namespace

/// This process's own memory is searched, in use and freed alike, for what must not be in it.
class MemoryTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void thePassphraseIsNowhereAfterOpening()
    {
        support::VaultHome home;
        const ScrambledText typed("marble-otter-canyon-58");
        {
            const auto chosen = vault::toNewPassphrase(plain(typed).view());
            QVERIFY(chosen);
            QVERIFY(
                vault::Vault::create(home.path(), *chosen, support::SmallCosts, home.services()));
        }
        auto opener = vault::toOpener(plain(typed).view());
        QVERIFY(opener);
        QVERIFY(typed.occurrencesUtf8() > 0); // the search finds what is there
        const auto vault = vault::Vault::open(home.path(), *opener, home.services());
        QVERIFY(vault);
        opener = base::Error { base::ErrorCode::Locked };
        QCOMPARE(typed.occurrencesUtf8(), 0);
        QCOMPARE(typed.occurrencesUtf16(), 0);
    }

    void aWrongPassphraseIsNowhereEither()
    {
        support::VaultHome home;
        home.create();
        const ScrambledText typed("walnut-harbor-velvet-73");
        {
            const auto opener = vault::toOpener(plain(typed).view());
            QVERIFY(opener);
            const auto vault = vault::Vault::open(home.path(), *opener, home.services());
            QVERIFY(!vault);
            QCOMPARE(vault.error().code, base::ErrorCode::WrongPassphrase);
        }
        QCOMPARE(typed.occurrencesUtf8(), 0);
        QCOMPARE(typed.occurrencesUtf16(), 0);
    }

    void anOpenVaultKeepsNothingThatOnlyTypingGives_data()
    {
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char* name, std::string_view hex) {
            QTest::newRow(name) << QByteArray(hex.data(), static_cast<qsizetype>(hex.size()));
        };
        row("slot secret", support::golden::SlotSecret);
        row("key that unwraps the master key", support::golden::SlotWrapKey);
        row("verification key", support::golden::VerificationKey);
        row("key of what needs verification", support::golden::VerificationSealKey);
        row("key of the body", support::golden::BodyKey);
    }
    void anOpenVaultKeepsNothingThatOnlyTypingGives()
    {
        QFETCH(QByteArray, key);
        const ScrambledText needle = keyOf(key.toStdString());
        const int before = needle.occurrencesUtf8();
        support::VaultHome home;
        const auto vault =
            vault::Vault::open(support::GoldenPath, support::goldenPassphrase(), home.services());
        QVERIFY(vault);
        QCOMPARE(needle.occurrencesUtf8(), before);
        {
            const auto verification = vault->verify(support::goldenPassphrase());
            QVERIFY(verification);
        }
        QCOMPARE(needle.occurrencesUtf8(), before);
    }

    void aClosedVaultLeavesNoKey_data()
    {
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char* name, std::string_view hex) {
            QTest::newRow(name) << QByteArray(hex.data(), static_cast<qsizetype>(hex.size()));
        };
        row("master key", support::golden::MasterKey);
        row("seal key", support::golden::SealKey);
        row("state key", support::golden::StateKey);
        row("hedge key", support::golden::HedgeKey);
    }
    void aClosedVaultLeavesNoKey()
    {
        QFETCH(QByteArray, key);
        const ScrambledText needle = keyOf(key.toStdString());
        const int before = needle.occurrencesUtf8();
        const std::size_t heap = crypto::secureHeapInUse();
        support::VaultHome home;
        {
            const auto vault = vault::Vault::open(
                support::GoldenPath, support::goldenRecoveryKey(), home.services());
            QVERIFY(vault);
            QVERIFY(crypto::secureHeapInUse() > heap);
            for (const vault::Account& account : vault->accounts())
                QVERIFY(vault->code(account.id, home.clock.time));
        }
        QCOMPARE(needle.occurrencesUtf8(), before);
        QCOMPARE(crypto::secureHeapInUse(), heap);
    }

    void aChangeOfKeysLeavesNoneOfTheFormer_data() { aClosedVaultLeavesNoKey_data(); }
    void aChangeOfKeysLeavesNoneOfTheFormer()
    {
        QFETCH(QByteArray, key);
        const ScrambledText needle = keyOf(key.toStdString());
        const int before = needle.occurrencesUtf8();
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        auto vault = vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(vault);
        {
            const auto verification = vault->verify(support::goldenPassphrase());
            QVERIFY(vault->changeKeys(
                *verification, support::passphrase("new words"), support::SmallCosts));
        }
        QCOMPARE(needle.occurrencesUtf8(), before);
        QCOMPARE(vault->accounts().size(), std::size_t { 1 });
    }

    void aSeedIsNowhereAfterAChangeOfKeys()
    {
        support::VaultHome home;
        auto created = home.create();
        const ScrambledText seed("another seed of 25 letters");
        {
            const otp::Entry entry = entryWith(seed);
            QVERIFY(created.vault.add({ &entry, 1 }));
        }
        const auto verification = home.verify(created.vault);
        QVERIFY(created.vault.changeKeys(
            *verification, support::passphrase("new words"), support::SmallCosts));
        QCOMPARE(seed.occurrencesUtf8(), 0);
    }

    void seedsAreSealedExceptForTheInstantOfACode()
    {
        support::VaultHome home;
        auto created = home.create();
        const ScrambledText seed("a seed of 25 letters long");
        std::optional<vault::Id> id;
        {
            const otp::Entry entry = entryWith(seed);
            const auto added = created.vault.add({ &entry, 1 });
            QVERIFY(added);
            id = added->front();
        }
        QCOMPARE(seed.occurrencesUtf8(), 0);
        QVERIFY(created.vault.nextHotpCode(*id));
        QCOMPARE(seed.occurrencesUtf8(), 0);
        {
            const auto verification = home.verify(created.vault);
            QVERIFY(verification);
            const auto shown = created.vault.reveal(*id, *verification);
            QVERIFY(shown);
            QCOMPARE(seed.occurrencesUtf8(), 1);
        }
        QCOMPARE(seed.occurrencesUtf8(), 0);
        const auto reopened = home.open();
        QVERIFY(reopened);
        QVERIFY(reopened->code(*id, home.clock.time));
        QCOMPARE(seed.occurrencesUtf8(), 0);
        QCOMPARE(seed.occurrencesUtf16(), 0);
    }

    void aNewRecoveryKeyIsKeptNowhere()
    {
        support::VaultHome home;
        auto created = home.create();
        const ScrambledText bytes(created.recoveryKey.bytes.view());
        QVERIFY(bytes.occurrencesUtf8() > 0);
        created.recoveryKey.bytes = crypto::SecretBytes();
        QCOMPARE(bytes.occurrencesUtf8(), 0);
    }
};

QTEST_GUILESS_MAIN(MemoryTest)
#include "memory_test.moc"
