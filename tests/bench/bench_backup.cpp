// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What a backup costs the thread of the vault (an image in memory) and the other one (writing,
// reading back, looking through the folder), and a drill by a recovery key, which needs no
// derivation. Beside it: writing and syncing as many bytes.

#include "core/backup/backup_store.h"
#include "core/backup/restore_drill.h"
#include "core/base/atomic_file.h"
#include "core/vault/backup_image.h"
#include "tests/bench/bench.h"
#include "tests/bench/bench_entries.h"

#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

namespace {

using bench::CheapCosts;
using bench::entry;
using bench::need;

struct Row
{
    std::vector<double> image;
    std::vector<double> make;
    std::vector<double> write;
    std::vector<double> drill;
};

void measure(Row& row, const vault::Vault& vault, const backup::Place& place,
    const vault::RecoveryKey& key, base::Time now)
{
    std::optional<vault::BackupImage> image;
    row.image.push_back(bench::milliseconds([&] { image = need(vault.backupImage()); }));
    backup::Made made;
    row.make.push_back(bench::milliseconds([&] { made = need(backup::make(place, *image, now)); }));
    row.write.push_back(bench::milliseconds([&] {
        if (!base::replaceFile(place.vaultFile + ".peer", image->file()))
            std::exit(1);
    }));
    const vault::Opener opener = vault::RecoveryKey { need(key.bytes.clone()) };
    row.drill.push_back(bench::milliseconds(
        [&] { need(backup::drill(place, made.path, opener, need(vault.content()), now)); }));
}

void run(int accounts, int rounds)
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("v.countersign")).toStdString();
    base::SystemClock clock;
    crypto::SystemRandom random;
    const vault::Services services { clock, random, {} };
    const vault::Passphrase passphrase { need(crypto::SecretBytes::copyOf("x")) };
    vault::Vault::Created created =
        need(vault::Vault::create(path, passphrase, CheapCosts, services));
    std::vector<otp::Entry> entries;
    for (int i = 0; i < accounts; ++i)
        entries.push_back(entry(i));
    need(created.vault.add(entries));
    const backup::Place place = backup::placeOf(
        created.vault.file(), created.vault.id(), {}, folder.path().toStdString() + "/state");
    Row row;
    for (int i = 0; i < rounds; ++i)
        measure(row, created.vault, place, created.recoveryKey, clock.now());
    std::printf("%8d | %10.2f | %10.2f %10.2f | %10.2f\n", accounts, bench::median(row.image),
        bench::median(row.make), bench::median(row.write), bench::median(row.drill));
}

} // namespace

int main(int argc, char** argv)
{
    crypto::startSecureHeap();
    const bool quick = bench::isQuick(argc, argv);
    std::printf("%8s | %10s | %10s %10s | %10s\n", "accounts", "image, ms", "make, ms", "write, ms",
        "drill, ms");
    for (const int accounts : { 10, 1'000, 10'000 }) {
        if (quick && accounts > 1'000)
            continue;
        run(accounts, quick ? 1 : 15);
    }
    return 0;
}
