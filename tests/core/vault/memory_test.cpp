// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/recovery_key.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/memory_scan.h"
#include "tests/support/vault_home.h"

using support::ScrambledText;

namespace {

/// The text in locked memory, made character by character so that no other copy comes about.
crypto::SecretBytes plain(const ScrambledText& text)
{
    auto bytes = crypto::SecretBytes::ofSize(text.size());
    if (!bytes)
        qFatal("the secure heap is full");
    for (std::size_t i = 0; i < text.size(); ++i)
        bytes->bytes()[i] = static_cast<std::uint8_t>(text.at(i));
    return std::move(*bytes);
}

/// Bytes to look for, given in hex; what was needed to read it is wiped.
ScrambledText keyOf(std::string_view hex)
{
    auto bytes = base::fromHex(hex);
    if (!bytes)
        qFatal("not hex");
    ScrambledText key(*bytes);
    crypto::cleanse(*bytes);
    return key;
}

otp::Entry entryWith(const ScrambledText& secret)
{
    otp::Entry entry;
    entry.issuer = QStringLiteral("ACME");
    entry.name = QStringLiteral("alice");
    entry.credential = otp::Hotp {};
    entry.secret = plain(secret);
    return entry;
}

// Keys of tests/vectors/vault-v1.countersign.
constexpr std::string_view MasterKey =
    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";
constexpr std::string_view VerificationKey =
    "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf";
constexpr std::string_view SlotSecret =
    "19fa8e6b03e7552adb697d997973af1b0663b897c55ecd3ad9a97644e951e961";
constexpr std::string_view SlotWrapKey =
    "dfad053335581cadca3b0f694ecd51ea0bb1664aaa16b1b58edfd658588e4a25";
constexpr std::string_view BodyKey =
    "3d9e50fc823f3c68e47dc2385558f91b2a49f822be4944f9a5eac3ae2b2ec2bd";
constexpr std::string_view SealKey =
    "7834d4019142c7f9776d7c935e502020ceee6cd20bde39ca3b0840906ceb05bf";
constexpr std::string_view VerificationSealKey =
    "e155a346b0eaa785f602e3c934e30b5dba03f991692a4a84ad449e7568427cb0";
constexpr std::string_view StateKey =
    "45624384cf02d7e14990af5d87f47c5bb191d4cc0d049a16fdee7e3fcac57c14";
constexpr std::string_view HedgeKey =
    "2c6c1d6c41e049c43e0e8e7067247e8a85b63d23dc303efd1d408d29a4ffc45d";

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
        row("slot secret", SlotSecret);
        row("key that unwraps the master key", SlotWrapKey);
        row("verification key", VerificationKey);
        row("key of what needs verification", VerificationSealKey);
        row("key of the body", BodyKey);
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
        row("master key", MasterKey);
        row("seal key", SealKey);
        row("state key", StateKey);
        row("hedge key", HedgeKey);
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
