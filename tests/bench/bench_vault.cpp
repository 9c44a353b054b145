// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Unlocking without the key derivation (a recovery key needs none), a save, the list and one code,
// at growing numbers of accounts. Beside the save: writing as many bytes by the same atomic writer.

#include "core/base/atomic_file.h"
#include "core/vault/vault.h"
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
    std::vector<double> unlock;
    std::vector<double> save;
    std::vector<double> write;
    std::vector<double> list;
    std::vector<double> code;
};

void measure(
    Row& row, const std::string& path, vault::RecoveryKey key, const vault::Services& services)
{
    std::optional<vault::Vault> vault;
    row.unlock.push_back(bench::milliseconds(
        [&] { vault = need(vault::Vault::open(path, std::move(key), services)); }));
    std::vector<vault::Account> accounts;
    row.list.push_back(bench::milliseconds([&] { accounts = vault->accounts(); }));
    const vault::Id id = accounts.front().id;
    vault::AccountEdit edit;
    edit.note = QStringLiteral("changed");
    row.save.push_back(bench::milliseconds([&] {
        if (!vault->edit(id, edit))
            std::exit(1);
    }));
    const base::Bytes bytes = need(base::readFile(path, std::size_t { 1 } << 30));
    row.write.push_back(bench::milliseconds([&] {
        if (!base::replaceFile(path + ".peer", bytes))
            std::exit(1);
    }));
    row.code.push_back(
        bench::milliseconds([&] { need(vault->code(id, base::fromUnixSeconds(59))); }));
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
    Row row;
    for (int i = 0; i < rounds; ++i)
        measure(row, path, { need(created.recoveryKey.bytes.clone()) }, services);
    std::printf("%8d | %10.2f | %10.2f %10.2f | %8.2f | %8.4f\n", accounts,
        bench::median(row.unlock), bench::median(row.save), bench::median(row.write),
        bench::median(row.list), bench::median(row.code));
}

} // namespace

int main(int argc, char** argv)
{
    crypto::startSecureHeap();
    const bool quick = bench::isQuick(argc, argv);
    std::printf("%8s | %10s | %10s %10s | %8s | %8s\n", "accounts", "unlock, ms", "save, ms",
        "write, ms", "list, ms", "code, ms");
    for (const int accounts : { 10, 1'000, 10'000 }) {
        if (quick && accounts > 1'000)
            continue;
        run(accounts, quick ? 1 : 15);
    }
    return 0;
}
