// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "core/transfer/import_plan.h"
#include "core/vault/body.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/many_links.h"
#include "tests/support/vault_home.h"

using transfer::ImportPlan;

namespace {

transfer::Content contentOf(const QByteArray& text)
{
    return transfer::Content(crypto::WipedBytes(text.begin(), text.end()));
}

transfer::Outcome<transfer::ReadFile> readLinks(int count)
{
    const transfer::Content content = contentOf(support::manyLinks(count));
    const auto formats = transfer::detect(content, transfer::importFormats());
    if (!formats)
        return formats.error();
    return transfer::read(content, *formats, {});
}

ImportPlan planOf(vault::Vault& vault, int count)
{
    std::vector<transfer::Imported> files;
    files.push_back(std::move(readLinks(count)->imported));
    return ImportPlan::make(vault, std::move(files));
}

} // namespace

/// As many accounts as a file, and a vault, may have. Their secrets are more than locked memory
/// holds.
class ManyAccountsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsAsManyAsTheLimitAndNoMore()
    {
        const std::size_t before = crypto::secureHeapInUse();
        const auto most = readLinks(int { transfer::MostAccounts });
        QVERIFY(most);
        QCOMPARE(most->imported.accounts.size(), transfer::MostAccounts);
        QVERIFY(most->imported.left.empty());
        QVERIFY(crypto::secureHeapInUse() - before < 4096);
        const auto more = readLinks(int { transfer::MostAccounts } + 1);
        QVERIFY(!more);
        QCOMPARE(more.error().refusal, transfer::Refusal::TooLarge);
        QCOMPARE(more.error().arguments, (std::vector<std::string> { "accounts", "100000" }));
    }

    /// Each link of such a file is read for itself; a key for each of them would fill locked
    /// memory.
    void secretsOfOneFileWaitUnderOneKey()
    {
        constexpr int Items = 40'000;
        QByteArray items;
        for (int i = 0; i < Items; ++i) {
            items += items.isEmpty() ? "" : ",";
            items += R"({"rawData":"otpauth://totp/I:n?secret=GEZDGNBVGY3TQOJQ"})";
        }
        const transfer::Content content = contentOf(R"({"items":[)" + items + "]}");
        const std::size_t before = crypto::secureHeapInUse();
        const auto read =
            transfer::read(content, *transfer::detect(content, transfer::importFormats()), {});
        QVERIFY(read);
        QCOMPARE(read->imported.accounts.size(), std::size_t { Items });
        QVERIFY(crypto::secureHeapInUse() - before < 4096);
    }

    void savesThemWithOneUndo()
    {
        support::VaultHome home;
        vault::Vault vault = home.create().vault;
        ImportPlan plan = planOf(vault, int { transfer::MostAccounts });
        const auto ids = plan.apply(vault);
        QVERIFY(ids);
        QCOMPARE(ids->size(), vault::MaxAccounts);
        auto opened = home.open();
        QVERIFY(opened);
        QCOMPARE(opened->accounts().size(), vault::MaxAccounts);
        const auto code = opened->code(ids->back(), home.clock.now());
        QVERIFY(code);
        QCOMPARE(code->text, vault.code(ids->back(), home.clock.now())->text);
        QVERIFY(opened->undo());
        QVERIFY(opened->accounts().empty());
    }

    void saysHowManyAVaultHolds()
    {
        support::VaultHome home;
        vault::Vault vault = home.create().vault;
        QVERIFY(planOf(vault, 1).apply(vault));
        const base::Bytes before = support::contentsOf(home.path());
        std::vector<transfer::Imported> files;
        files.push_back(std::move(readLinks(int { transfer::MostAccounts })->imported));
        ImportPlan plan = ImportPlan::make(vault, std::move(files));
        QCOMPARE(plan.entries().front().status, transfer::Status::Duplicate);
        plan.choose(transfer::OnDuplicate::Keep); // one more than there is room for
        const auto refused = plan.apply(vault);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::VaultFull);
        QCOMPARE(refused.error().arguments, std::vector<std::string> { "100000" });
        QCOMPARE(support::contentsOf(home.path()), before);
        std::size_t asked = 0; // no more of them is sealed than there is room for
        const auto source = [&asked](std::size_t) -> base::Result<vault::Incoming> {
            ++asked;
            return vault::Incoming { .entry = support::entryOf("I", "n") };
        };
        QVERIFY(!vault::Intake(vault).take(2 * vault::MaxAccounts, source));
        QCOMPARE(asked, vault::MaxAccounts);
        plan.choose(transfer::OnDuplicate::Skip); // the same plan, tried again
        QVERIFY(plan.apply(vault));
        QCOMPARE(vault.accounts().size(), vault::MaxAccounts);
    }
};

QTEST_GUILESS_MAIN(ManyAccountsTest)
#include "many_accounts_test.moc"
