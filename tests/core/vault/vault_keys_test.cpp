// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aead.h"
#include "core/vault/keys.h"
#include "core/vault/sealed_secret.h"
#include "core/vault/slots.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;

/// Every key of the golden vault, computed here from what its makers published
/// (docs/vault-format.md).
class VaultKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void derivesTheKeysOfTheGoldenVault_data()
    {
        QTest::addColumn<QString>("label");
        QTest::addColumn<int>("inputFrom");
        QTest::addColumn<QString>("key");
        const auto row = [](const char* label, int inputFrom, const char* key) {
            QTest::newRow(label) << QString::fromLatin1(label) << inputFrom
                                 << QString::fromLatin1(key);
        };
        row("seal", 0x80, "7834d4019142c7f9776d7c935e502020ceee6cd20bde39ca3b0840906ceb05bf");
        row("seal-verify", 0xa0,
            "e155a346b0eaa785f602e3c934e30b5dba03f991692a4a84ad449e7568427cb0");
        row("seen", 0x80, "45624384cf02d7e14990af5d87f47c5bb191d4cc0d049a16fdee7e3fcac57c14");
        row("hedge", 0x80, "2c6c1d6c41e049c43e0e8e7067247e8a85b63d23dc303efd1d408d29a4ffc45d");
    }
    void derivesTheKeysOfTheGoldenVault()
    {
        QFETCH(const QString, label);
        QFETCH(const int, inputFrom);
        QFETCH(const QString, key);
        const auto input = support::ascending<32>(static_cast<std::uint8_t>(inputFrom));
        const auto derived = vault::derive(input, {}, label.toStdString(), ids());
        QVERIFY(derived);
        QCOMPARE(base::toHex(derived->view()), key.toStdString());
    }

    void derivesTheBodyKey()
    {
        const auto derived = vault::derive(
            support::ascending<32>(0x80), support::ascending<32>(0xc0), "body", ids(), 64);
        QCOMPARE(base::toHex(derived->view()),
            std::string("3d9e50fc823f3c68e47dc2385558f91b2a49f822be4944f9a5eac3ae2b2ec2bd"
                        "c63e11945ceb54ad1703a1a61f4fee2ca111ce8adf3cfad969f190cdbd470fe7"));
    }

    void derivesTheSlotSecretOfAPassphrase()
    {
        vault::Slot slot;
        slot.kind = vault::SlotKind::Passphrase;
        slot.costs = { 256, 2, 2 };
        slot.salt = support::ascending<32>(0x50);
        const auto passphrase = support::goldenPassphrase();
        const auto secret = vault::slotSecret(slot, passphrase.bytes.view());
        QVERIFY(secret);
        QCOMPARE(base::toHex(secret->view()),
            std::string("19fa8e6b03e7552adb697d997973af1b0663b897c55ecd3ad9a97644e951e961"));
    }

    void opensTheSealedSecretsOfTheVectors()
    {
        const vault::Id owner = support::repeatedId(0xac);
        const auto secret = vault::unseal(
            key("seal", 0x80), vault::SealScheme::Unlocked, { owner, "secret" }, sealedSecret());
        QVERIFY(secret);
        QCOMPARE(secret->text(), std::string_view("12345678901234567890"));
        const auto verified = vault::unseal(key("seal-verify", 0xa0), vault::SealScheme::Verified,
            { owner, "uv" },
            *base::fromHex("020c0d0e0f10111213141516178ac26f6c31ec0d2e64e11ee2b68fe1c50cb16790740a"
                           "c941e23de0c863102f268a7a2bb66054658ad56a2dc7c812a279"));
        QVERIFY(verified);
        QVERIFY(std::ranges::equal(verified->view(), base::Bytes(32, 0x77)));
    }

    void aSealedSecretOpensNowhereElse()
    {
        const vault::Id owner = support::repeatedId(0xac);
        const vault::Id other = support::repeatedId(0xad);
        const auto unlocked = vault::SealScheme::Unlocked;
        const base::Bytes seal = key("seal", 0x80);
        const auto damaged = [](const base::Result<crypto::SecretBytes>& opened) {
            return !opened && opened.error().code == ErrorCode::Damaged
                && opened.error().arguments == std::vector<std::string> { "secret" };
        };
        QVERIFY(damaged(vault::unseal(seal, unlocked, { other, "secret" }, sealedSecret())));
        QVERIFY(damaged(vault::unseal(seal, unlocked, { owner, "pin" }, sealedSecret())));
        QVERIFY(damaged(
            vault::unseal(seal, vault::SealScheme::Verified, { owner, "secret" }, sealedSecret())));
        QVERIFY(damaged(
            vault::unseal(key("seal", 0x81), unlocked, { owner, "secret" }, sealedSecret())));
    }

    void everyFlipAndTruncationOfASealedSecretIsDamage()
    {
        const vault::Id owner = support::repeatedId(0xac);
        const base::Bytes seal = key("seal", 0x80);
        const base::Bytes sealed = sealedSecret();
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            base::Bytes flipped = sealed;
            flipped[i] ^= 0x10;
            QVERIFY(
                !vault::unseal(seal, vault::SealScheme::Unlocked, { owner, "secret" }, flipped));
            QVERIFY(!vault::unseal(seal, vault::SealScheme::Unlocked, { owner, "secret" },
                base::ByteView(sealed).first(i)));
        }
    }

    void repeatedRandomBytesGiveEachSecretItsOwnNonce()
    {
        support::FixedRandom repeating;
        const vault::Id owner = support::idFrom(1);
        const vault::Id other = support::idFrom(2);
        const base::Bytes seal = key("seal", 0x80);
        const base::Bytes hedge = key("hedge", 0x80);
        const vault::SealContext context { seal, vault::SealScheme::Unlocked, hedge, repeating };
        const auto nonce = [&](const vault::SealPlace& place, std::string_view secret) {
            const auto sealed = vault::seal(context, place, base::bytesOf(secret));
            return base::Bytes(sealed->begin() + 1, sealed->begin() + 13);
        };
        const base::Bytes first = nonce({ owner, "secret" }, "a");
        QVERIFY(first == nonce({ owner, "secret" }, "a")); // the same message: nothing is lost
        QVERIFY(first != nonce({ owner, "secret" }, "b"));
        QVERIFY(first != nonce({ other, "secret" }, "a"));
        QVERIFY(first != nonce({ owner, "pin" }, "a"));
    }

    void aRandomSourceThatFailsSealsNothing()
    {
        support::FixedRandom failing;
        failing.failing = true;
        const vault::Id owner;
        const base::Bytes seal = key("seal", 0x80);
        const auto sealed = vault::seal(
            { seal, vault::SealScheme::Unlocked, seal, failing }, { owner, "secret" }, {});
        QVERIFY(!sealed);
        QCOMPARE(sealed.error().code, ErrorCode::RandomFailed);
    }

    void boundsOfTheCosts_data()
    {
        QTest::addColumn<quint32>("memoryKiB");
        QTest::addColumn<quint32>("passes");
        QTest::addColumn<quint32>("lanes");
        QTest::addColumn<bool>("bearable");
        QTest::newRow("smallest") << 8U << 1U << 1U << true;
        QTest::newRow("below 8 KiB a lane") << 7U << 1U << 1U << false;
        QTest::newRow("16 lanes") << 128U << 1U << 16U << true;
        QTest::newRow("17 lanes") << 136U << 1U << 17U << false;
        QTest::newRow("no lane") << 128U << 1U << 0U << false;
        QTest::newRow("no pass") << 128U << 0U << 1U << false;
        QTest::newRow("1 GiB, 16 passes") << 1'048'576U << 16U << 4U << true;
        QTest::newRow("1 GiB, 17 passes") << 1'048'576U << 17U << 4U << false;
        QTest::newRow("1 GiB and one") << 1'048'577U << 1U << 4U << false;
        QTest::newRow("8 KiB, 2^21 passes") << 8U << 2'097'152U << 1U << true;
        QTest::newRow("8 KiB, 2^21 + 1 passes") << 8U << 2'097'153U << 1U << false;
        QTest::newRow("all ones") << ~0U << ~0U << ~0U << false;
    }
    void boundsOfTheCosts()
    {
        QFETCH(const quint32, memoryKiB);
        QFETCH(const quint32, passes);
        QFETCH(const quint32, lanes);
        QFETCH(const bool, bearable);
        QCOMPARE(vault::areCostsBearable({ memoryKiB, passes, lanes }), bearable);
    }

    void aSlotOfAnUnknownKindIsKeptAndSkipped()
    {
        vault::Header header =
            vault::parseVaultFile(support::contentsOf(support::GoldenPath))->header;
        std::string text = vault::writeHeader(header);
        const std::string kind = "\"kind\":\"recovery\"";
        text.replace(
            text.find(kind), kind.size(), "\"kind\":\"hardware\",\"more\":[1,{\"a\":\"b\"}]");
        const auto read = vault::readHeader(text);
        QVERIFY(read);
        QCOMPARE(vault::writeHeader(*read), text);
        QVERIFY(vault::openSlots(*read, support::goldenPassphrase()));
        const auto opened = vault::openSlots(*read, support::goldenRecoveryKey());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::WrongPassphrase);
    }

private:
    static base::Bytes ids()
    {
        return vault::joinIds(support::idFrom(0x10), support::idFrom(0x20));
    }
    static base::Bytes key(const char* label, std::uint8_t inputFrom)
    {
        const auto derived = vault::derive(support::ascending<32>(inputFrom), {}, label, ids());
        return { derived->view().begin(), derived->view().end() };
    }
    static base::Bytes sealedSecret()
    {
        return *base::fromHex("01000102030405060708090a0b827668caf785962dcc133e88f46bb0932218d121b8"
                              "b278a7f92e79a9b8b51da3be44a28e");
    }
};

QTEST_GUILESS_MAIN(VaultKeysTest)
#include "vault_keys_test.moc"
