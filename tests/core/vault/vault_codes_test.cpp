// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;

/// Codes come from sealed secrets; a counter is on disk before its code is known.
class VaultCodesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aTimeBasedCodeEqualsTheStandards()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = add(created.vault, otp::Totp { crypto::Hash::Sha1, 8, 30 });
        // RFC 6238, appendix B
        QCOMPARE(created.vault.code(id, base::fromUnixSeconds(59))->text, std::string("94287082"));
        QCOMPARE(created.vault.code(id, base::fromUnixSeconds(1111111109))->text,
            std::string("07081804"));
    }

    void aCounterIsOnDiskBeforeItsCodeIsShown()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = add(created.vault, otp::Hotp {});
        // RFC 4226, appendix D
        const std::array expected = { "755224", "287082", "359152", "969429" };
        for (std::uint64_t counter = 0; counter < expected.size(); ++counter) {
            const auto code = created.vault.nextHotpCode(id);
            QVERIFY(code);
            QCOMPARE(code->text, std::string(expected[counter]));
            QCOMPARE(*code->counter, counter);
            const auto onDisk = home.open()->find(id);
            QCOMPARE(std::get<otp::Hotp>(onDisk->credential).counter, counter + 1);
        }
    }

    void lookingAtTheNextCodeMovesNothing()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = add(created.vault, otp::Hotp {});
        const base::Bytes before = support::contentsOf(home.path());
        QCOMPARE(created.vault.code(id, {})->text, std::string("755224"));
        QCOMPARE(created.vault.code(id, {})->text, std::string("755224"));
        QVERIFY(support::contentsOf(home.path()) == before);
    }

    void aCounterAtItsEndGivesNoCode()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id =
            add(created.vault, otp::Hotp { crypto::Hash::Sha1, 6, 18'446'744'073'709'551'614U });
        QVERIFY(created.vault.nextHotpCode(id));
        const base::Bytes before = support::contentsOf(home.path());
        const auto last = created.vault.nextHotpCode(id);
        QVERIFY(!last);
        QCOMPARE(last.error().code, ErrorCode::CounterExhausted);
        QVERIFY(support::contentsOf(home.path()) == before);
    }

    void aCodeUsedIsNoChangeThatCouldWinAMerge()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = add(created.vault, otp::Hotp {});
        const vault::Stamp before = created.vault.find(id)->changed;
        QVERIFY(created.vault.nextHotpCode(id));
        QVERIFY(created.vault.find(id)->changed == before);
    }

    void onlyHotpHasANextCode()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = add(created.vault, otp::Totp {});
        const auto code = created.vault.nextHotpCode(id);
        QVERIFY(!code);
        QCOMPARE(code.error().code, ErrorCode::InvalidField);
        QCOMPARE(code.error().arguments, (std::vector<std::string> { "type", "totp", "hotp" }));
    }

    void aCounterThatCannotBeSavedGivesNoCode()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = add(created.vault, otp::Hotp {});
        const std::string hidden = home.folder() + "-moved";
        QCOMPARE(std::rename(home.folder().c_str(), hidden.c_str()), 0);
        const auto code = created.vault.nextHotpCode(id);
        QCOMPARE(std::rename(hidden.c_str(), home.folder().c_str()), 0);
        QVERIFY(!code);
        QCOMPARE(code.error().code, ErrorCode::CannotWrite);
        QCOMPARE(
            std::get<otp::Hotp>(created.vault.find(id)->credential).counter, std::uint64_t { 0 });
        QCOMPARE(created.vault.nextHotpCode(id)->text, std::string("755224"));
    }

    void aPinIsTypedOrKept()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry without =
            support::entryOf("I", "without", "0123456789abcdef", otp::Motp {});
        otp::Entry with = support::entryOf("I", "with", "0123456789abcdef", otp::Motp {});
        with.pin = std::move(*crypto::SecretBytes::copyOf("1234"));
        const vault::Id idWithout = created.vault.add({ &without, 1 })->front();
        const vault::Id idWith = created.vault.add({ &with, 1 })->front();
        const base::Time time = base::fromUnixSeconds(1'000'000'000);
        QCOMPARE(created.vault.code(idWithout, time).error().code, ErrorCode::PinNeeded);
        const auto kept = created.vault.code(idWith, time);
        QVERIFY(kept);
        QCOMPARE(created.vault.code(idWithout, time, base::bytesOf(std::string_view("1234")))->text,
            kept->text);
        QVERIFY(created.vault.code(idWith, time, base::bytesOf(std::string_view("4321")))->text
            != kept->text);
    }

    void codesLeaveNoSecretInTheHeap()
    {
        support::VaultHome home;
        auto created = home.create();
        const vault::Id id = add(created.vault, otp::Totp {});
        const std::size_t before = crypto::secureHeapInUse();
        for (int i = 0; i < 100; ++i)
            QVERIFY(created.vault.code(id, base::fromUnixSeconds(i)));
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

private:
    static vault::Id add(vault::Vault& vault, const otp::Credential& credential)
    {
        const otp::Entry entry =
            support::entryOf("ACME", "alice", "12345678901234567890", credential);
        return vault.add({ &entry, 1 })->front();
    }
};

QTEST_GUILESS_MAIN(VaultCodesTest)
#include "vault_codes_test.moc"
