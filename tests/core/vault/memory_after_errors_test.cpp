// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/golden_keys.h"
#include "tests/support/vault_home.h"

#include <csignal>
#include <sys/resource.h>

using base::ErrorCode;
using support::keyOf;
using support::plain;
using support::ScrambledText;

namespace {

/// For one scope no file may be larger, as on a full disk.
class FileLimit
{
public:
    explicit FileLimit(rlim_t size)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit lower { size, m_before.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &lower);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileLimit(const FileLimit&) = delete;
    FileLimit& operator=(const FileLimit&) = delete;

private:
    rlimit m_before = {};
};

otp::Entry entryWith(const ScrambledText& secret)
{
    otp::Entry entry;
    entry.name = QStringLiteral("alice");
    entry.credential = otp::Hotp {};
    entry.secret = plain(secret);
    return entry;
}

/// All the blocks of the arena, so that no secret finds room.
std::vector<crypto::SecretBytes> filledArena()
{
    std::vector<crypto::SecretBytes> blocks;
    for (std::size_t size = std::size_t { 1 } << 19; size >= 32; size /= 2) {
        for (;;) {
            base::Result<crypto::SecretBytes> block = crypto::SecretBytes::ofSize(size);
            if (!block)
                break;
            blocks.push_back(std::move(*block));
        }
    }
    return blocks;
}

} // namespace

/// What must not be in memory is not there after something went wrong either, and a full secure
/// heap is an error.
class MemoryAfterErrorsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aDamagedBodyLeavesNoKey_data()
    {
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char* name, std::string_view hex) {
            QTest::newRow(name) << QByteArray(hex.data(), static_cast<qsizetype>(hex.size()));
        };
        row("master key", support::golden::MasterKey);
        row("verification key", support::golden::VerificationKey);
        row("slot secret", support::golden::SlotSecret);
        row("key that unwraps the master key", support::golden::SlotWrapKey);
        row("key of the body", support::golden::BodyKey);
        row("seal key", support::golden::SealKey);
        row("state key", support::golden::StateKey);
        row("hedge key", support::golden::HedgeKey);
    }
    void aDamagedBodyLeavesNoKey()
    {
        QFETCH(const QByteArray, key);
        const ScrambledText needle = keyOf(key.toStdString());
        const int before = needle.occurrencesUtf8();
        const std::size_t heap = crypto::secureHeapInUse();
        support::VaultHome home;
        base::Bytes file = support::contentsOf(support::GoldenPath);
        file[file.size() - 40] ^= 1; // in the body, which the slot's keys are made for before
        home.write(support::mended(file));
        const auto vault =
            vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(!vault);
        QCOMPARE(vault.error().code, ErrorCode::Damaged);
        QCOMPARE(needle.occurrencesUtf8(), before);
        QCOMPARE(crypto::secureHeapInUse(), heap);
    }

    void aSaveOnAFullDiskLeavesNoSeed()
    {
        support::VaultHome home;
        auto created = home.create();
        const ScrambledText seed("a seed that finds no disk");
        {
            const FileLimit limit(4'096);
            const otp::Entry entry = entryWith(seed);
            const auto added = created.vault.add({ &entry, 1 });
            QVERIFY(!added);
            QCOMPARE(added.error().code, ErrorCode::CannotWrite);
            QCOMPARE(seed.occurrencesUtf8(), 1); // the entry's own
        }
        QCOMPARE(seed.occurrencesUtf8(), 0);
        QCOMPARE(seed.occurrencesUtf16(), 0);
    }

    void aCodeWhoseSaveFailsLeavesNoSeed()
    {
        support::VaultHome home;
        auto created = home.create();
        const ScrambledText seed("a seed that was kept well");
        std::optional<vault::Id> id;
        {
            const otp::Entry entry = entryWith(seed);
            id = created.vault.add({ &entry, 1 })->front();
        }
        const FileLimit limit(4'096);
        QVERIFY(!created.vault.nextHotpCode(*id));
        QCOMPARE(seed.occurrencesUtf8(), 0);
    }

    void aThousandOperationsGiveAllLockedMemoryBack()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry entry = support::entryOf("I", "n");
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        const auto verification = home.verify(created.vault);
        QVERIFY(verification);
        const std::size_t before = crypto::secureHeapInUse();
        for (int i = 0; i < 1'000; ++i) {
            QVERIFY(created.vault.code(id, base::fromUnixSeconds(30 * i)));
            QVERIFY(created.vault.reveal(id, *verification));
            QVERIFY(created.vault.findDuplicate(entry));
            QCOMPARE(crypto::secureHeapInUse(), before);
        }
        for (int i = 0; i < 10; ++i) {
            QVERIFY(home.open());
            QVERIFY(created.vault.replace(id, entry));
            QCOMPARE(crypto::secureHeapInUse(), before);
        }
    }

    void aFullSecureHeapIsAnErrorAndNothingFallsBack()
    {
        support::VaultHome home;
        auto created = home.create();
        const ScrambledText seed("a seed without any room..");
        const otp::Entry entry = entryWith(seed);
        const vault::Id id = created.vault.add({ &entry, 1 })->front();
        const base::Bytes file = support::contentsOf(home.path());
        const vault::Opener opener = support::passphrase("secret words");
        {
            const std::vector<crypto::SecretBytes> blocks = filledArena();
            QCOMPARE(crypto::SecretBytes::ofSize(1).error().code, ErrorCode::SecureHeapFull);
            QCOMPARE(
                created.vault.code(id, home.clock.time).error().code, ErrorCode::SecureHeapFull);
            QCOMPARE(created.vault.nextHotpCode(id).error().code, ErrorCode::SecureHeapFull);
            QCOMPARE(created.vault.add({ &entry, 1 }).error().code, ErrorCode::SecureHeapFull);
            QCOMPARE(created.vault.verify(opener).error().code, ErrorCode::SecureHeapFull);
            const auto opened = vault::Vault::open(home.path(), opener, home.services());
            QCOMPARE(opened.error().code, ErrorCode::SecureHeapFull);
            QCOMPARE(seed.occurrencesUtf8(), 1); // the entry's own
        }
        QVERIFY(support::contentsOf(home.path()) == file);
        QVERIFY(created.vault.nextHotpCode(id));
    }
};

QTEST_GUILESS_MAIN(MemoryAfterErrorsTest)
#include "memory_after_errors_test.moc"
