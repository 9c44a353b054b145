// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

/// The vault of format 1 that every later version opens.
class GoldenTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void opensByPassphrase()
    {
        support::VaultHome home;
        const auto vault =
            vault::Vault::open(support::GoldenPath, support::goldenPassphrase(), home.services());
        QVERIFY(vault);
        QCOMPARE(vault->openedBy(), vault::SlotKind::Passphrase);
        checkAccount(*vault);
    }

    void opensByRecoveryKey()
    {
        support::VaultHome home;
        const auto vault =
            vault::Vault::open(support::GoldenPath, support::goldenRecoveryKey(), home.services());
        QVERIFY(vault);
        QCOMPARE(vault->openedBy(), vault::SlotKind::Recovery);
        checkAccount(*vault);
    }

    void showsItsSlots()
    {
        support::VaultHome home;
        const auto vault =
            vault::Vault::open(support::GoldenPath, support::goldenPassphrase(), home.services());
        QVERIFY(vault);
        const std::vector<vault::SlotInfo> list = vault->slotList();
        QCOMPARE(list.size(), std::size_t { 2 });
        QCOMPARE(list[0].id, support::idFrom(0x30));
        QCOMPARE(list[0].kind, vault::SlotKind::Passphrase);
        QCOMPARE(list[0].label, QStringLiteral("Passphrase"));
        QCOMPARE(base::unixSeconds(list[0].created), support::GoldenTime);
        QCOMPARE(list[1].id, support::idFrom(0x40));
        QCOMPARE(list[1].kind, vault::SlotKind::Recovery);
        QCOMPARE(list[1].label, QStringLiteral("Recovery key"));
    }

    void givesItsVerificationKeyToEitherOpener()
    {
        support::VaultHome home;
        const auto vault =
            vault::Vault::open(support::GoldenPath, support::goldenPassphrase(), home.services());
        QVERIFY(vault);
        const auto byPassphrase = vault->verify(support::goldenPassphrase());
        QVERIFY(byPassphrase);
        const auto entry = vault->reveal(support::repeatedId(0xac), *byPassphrase);
        QVERIFY(entry);
        QCOMPARE(entry->secret.text(), std::string_view("12345678901234567890"));
        QVERIFY(vault->verify(support::goldenRecoveryKey()));
    }

    void writesItsBodyToTheByte()
    {
        const auto file = vault::parseVaultFile(support::contentsOf(support::GoldenPath));
        QVERIFY(file);
        const auto cbor = vault::decryptBody(*file, support::ascending<32>(0x80));
        QVERIFY(cbor);
        QCOMPARE(cbor->size(), std::size_t { 628 });
        const auto digest = crypto::digest(crypto::Hash::Sha256, *cbor);
        QCOMPARE(base::toHex(digest->view()),
            std::string("bb99e9050eed9125c9dc9d00a87800face42af5394d51a98303dc2200756fcc1"));
        const auto body = vault::readBody(*cbor);
        QVERIFY(body);
        QVERIFY(body->quarantined.empty());
        const auto written = vault::writeBody(*body);
        QVERIFY(written);
        QVERIFY(*written == *cbor);
    }

    void writesItsHeaderToTheByte()
    {
        const base::Bytes bytes = support::contentsOf(support::GoldenPath);
        const auto file = vault::parseVaultFile(bytes);
        QVERIFY(file);
        const std::string text = vault::writeHeader(file->header);
        QCOMPARE(text.size(), std::size_t { 1031 });
        const auto digest =
            crypto::digest(crypto::Hash::Sha256, base::bytesOf(std::string_view(text)));
        QCOMPARE(base::toHex(digest->view()),
            std::string("1ced60e0ba1a6b290b04c7daaaafb84be67d7f6c31f5a088511f8983e740ccc2"));
    }

private:
    static void checkAccount(const vault::Vault& vault)
    {
        const std::vector<vault::Account> accounts = vault.accounts();
        QCOMPARE(accounts.size(), std::size_t { 1 });
        QCOMPARE(accounts[0].id, support::repeatedId(0xac));
        QCOMPARE(accounts[0].issuer, QStringLiteral("ACME"));
        QCOMPARE(accounts[0].name, QStringLiteral("alice"));
        const auto code = vault.code(accounts[0].id, base::fromUnixSeconds(59));
        QVERIFY(code);
        QCOMPARE(code->text, std::string("287082"));
    }
};

QTEST_GUILESS_MAIN(GoldenTest)
#include "golden_test.moc"
