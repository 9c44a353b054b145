// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// A list of links from its file into a vault: reading it, comparing it with the vault, and saving,
// with 10,000 accounts and with ten times as many, which is the limit. Each step should take ten
// times as long then. Times are those of the processor, in which a busy machine does not show.

#include "core/transfer/detect.h"
#include "core/transfer/import_plan.h"
#include "tests/bench/bench.h"
#include "tests/support/many_links.h"
#include "tests/support/vault_home.h"

#include <QFile>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

constexpr int Steps = 6;
constexpr std::array<const char*, Steps> Names = { "reading the file", "comparing with the vault",
    "saving", "unlocking again, without the key", "comparing again: all are there",
    "memory of what was read, KiB" };
using Times = std::array<double, Steps>; ///< milliseconds, but for the last

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

double now()
{
    return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

/// What the process has in memory now, KiB.
double resident()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        fail("no /proc");
    constexpr double PageKiB = 4;
    return PageKiB * file.readAll().split(' ').at(1).toDouble();
}

transfer::ReadFile read(const QByteArray& links)
{
    const transfer::Content content(crypto::WipedBytes(links.begin(), links.end()));
    const auto formats = transfer::detect(content, transfer::importFormats());
    if (!formats)
        fail("not recognised");
    auto file = transfer::read(content, *formats, {});
    if (!file)
        fail("not read");
    return std::move(*file);
}

transfer::ImportPlan planOf(vault::Vault& vault, transfer::ReadFile file)
{
    std::vector<transfer::Imported> files;
    files.push_back(std::move(file.imported));
    return transfer::ImportPlan::make(vault, std::move(files));
}

Times measured(int count)
{
    const QByteArray links = support::manyLinks(count);
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    Times times = {};
    const double before = resident();
    const double begin = now();
    transfer::ReadFile file = read(links);
    times[0] = now() - begin;
    times[5] = resident() - before;
    transfer::ImportPlan plan = planOf(vault, std::move(file));
    times[1] = now() - begin - times[0];
    const double saving = now();
    if (!plan.apply(vault))
        fail("not saved");
    times[2] = now() - saving;
    const double unlocking = now();
    auto opened = home.open();
    if (!opened)
        fail("not opened");
    times[3] = now() - unlocking;
    transfer::ReadFile again = read(links);
    const double comparing = now();
    const transfer::ImportPlan second = planOf(*opened, std::move(again));
    times[4] = now() - comparing;
    if (second.entries().back().status != transfer::Status::Duplicate)
        fail("not the same");
    return times;
}

} // namespace

int main(int argc, char** argv)
{
    const int few = bench::isQuick(argc, argv) ? 50 : 10'000;
    const Times some = measured(few);
    const Times most = measured(10 * few);
    std::printf("%34s | %9d | %9d | ratio\n", "accounts", few, 10 * few);
    for (std::size_t i = 0; i < Steps; ++i)
        std::printf("%34s | %9.1f | %9.1f | %5.1f\n", Names[i], some[i], most[i],
            most[i] / std::max(some[i], 0.001));
    return 0;
}
