// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Merging two copies of one vault that were used apart: every tenth account was renamed in one,
// every tenth in the other, and each has some new ones. Beside it: encoding and decoding one of the
// bodies.

#include "core/vault/merge.h"
#include "core/vault/vault_codec.h"
#include "tests/bench/bench.h"

#include <cstdio>
#include <cstdlib>

namespace {

constexpr std::int64_t Before = 1'767'225'600'000; ///< milliseconds since 1970

vault::Id idOf(std::uint8_t kind, int number)
{
    vault::Id id;
    id.bytes.fill(kind);
    for (int byte = 0; byte < 4; ++byte)
        id.bytes[static_cast<std::size_t>(byte)] = static_cast<std::uint8_t>(number >> (8 * byte));
    return id;
}

vault::Account account(std::uint8_t kind, int number)
{
    constexpr std::size_t SealedSize = 49; // of a secret of 20 bytes
    constexpr std::uint8_t Scheme = 1;
    vault::Account account;
    account.id = idOf(kind, number);
    account.issuer = QStringLiteral("Service number %1").arg(number);
    account.name = QStringLiteral("someone-%1@example.org").arg(number);
    account.credential = otp::Totp {};
    account.secret = vault::SealedSecret(SealedSize, static_cast<std::uint8_t>(number));
    account.secret.front() = Scheme;
    account.created = account.changed = { Before, idOf(0xd0, 0) };
    return account;
}

/// The copy of one device, from what both had in common.
vault::Body usedApart(vault::Body body, std::uint8_t device, int accounts)
{
    constexpr int Tenth = 10;
    for (int i = device % Tenth; i < accounts; i += Tenth) {
        vault::Account& renamed = body.accounts.at(idOf(0xa0, i));
        renamed.name += QStringLiteral(" renamed");
        renamed.changed = { Before + i + device, idOf(device, 0) };
    }
    for (int i = 0; i < accounts / Tenth; ++i)
        body.accounts.emplace(idOf(device, i), account(device, i));
    body.devices[idOf(device, 0)] = { 7, idOf(device, 1) };
    return body;
}

template <typename T> T need(base::Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().context.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

void run(int accounts, int rounds)
{
    vault::Body common;
    for (int i = 0; i < accounts; ++i)
        common.accounts.emplace(idOf(0xa0, i), account(0xa0, i));
    const vault::Body ours = usedApart(common, 0xb1, accounts);
    const vault::Body theirs = usedApart(common, 0xc2, accounts);
    std::vector<double> merging;
    std::vector<double> coding;
    std::size_t merged = 0;
    for (int i = 0; i < rounds; ++i) {
        merging.push_back(
            bench::milliseconds([&] { merged = vault::merge(ours, theirs).accounts.size(); }));
        coding.push_back(
            bench::milliseconds([&] { need(vault::readBody(need(vault::writeBody(ours)))); }));
    }
    std::printf("%8d | %8zu | %10.3f | %10.3f %6.2f\n", accounts, merged, bench::median(merging),
        bench::median(coding), bench::median(merging) / bench::median(coding));
}

} // namespace

int main(int argc, char** argv)
{
    const bool quick = bench::isQuick(argc, argv);
    std::printf(
        "%8s | %8s | %10s | %10s %6s\n", "accounts", "merged", "merge, ms", "code, ms", "ratio");
    for (const int accounts : { 10, 1'000, 10'000 }) {
        if (!quick || accounts <= 1'000)
            run(accounts, quick ? 1 : 25);
    }
    return 0;
}
