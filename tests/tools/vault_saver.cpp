// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/clock.h"
#include "core/vault/vault.h"

#include <cstdio>
#include <functional>
#include <map>
#include <span>

namespace {

constexpr std::string_view Typed = "kept only for tests";
constexpr std::string_view Secret = "12345678901234567890"; // of RFC 4226
constexpr crypto::Argon2Costs CheapCosts { 256, 2, 2 };

struct Call
{
    std::string path;
    QString name; ///< of the account
    vault::Services services;
};

base::Result<vault::Vault> opened(const Call& call)
{
    base::Result<vault::Passphrase> passphrase = vault::toPassphrase(base::bytesOf(Typed));
    if (!passphrase)
        return passphrase.error();
    return vault::Vault::open(call.path, std::move(*passphrase), call.services);
}

base::Result<void> create(const Call& call)
{
    const base::Result<vault::Passphrase> passphrase = vault::toPassphrase(base::bytesOf(Typed));
    if (!passphrase)
        return passphrase.error();
    const auto created = vault::Vault::create(call.path, *passphrase, CheapCosts, call.services);
    return created ? base::Result<void>() : created.error();
}

base::Result<void> add(const Call& call)
{
    base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    base::Result<crypto::SecretBytes> secret = crypto::SecretBytes::copyOf(Secret);
    if (!secret)
        return secret.error();
    otp::Entry entry;
    entry.name = call.name;
    entry.credential = otp::Hotp {};
    entry.secret = std::move(*secret);
    const auto added = vault->add({ &entry, 1 });
    return added ? base::Result<void>() : added.error();
}

std::uint64_t counterOf(const vault::Account& account)
{
    return std::get<otp::Hotp>(account.credential).counter;
}

/// One line per account: name and next counter. Fails if a secret does not open.
base::Result<void> list(const Call& call)
{
    const base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    for (const vault::Account& account : vault->accounts()) {
        if (const auto code = vault->code(account.id, call.services.clock.now()); !code)
            return code.error();
        std::printf("%s %llu\n", qUtf8Printable(account.name),
            static_cast<unsigned long long>(counterOf(account)));
    }
    return {};
}

/// New keys, with the passphrase that it had.
base::Result<void> rekey(const Call& call)
{
    base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    base::Result<vault::Passphrase> passphrase = vault::toPassphrase(base::bytesOf(Typed));
    if (!passphrase)
        return passphrase.error();
    const vault::Opener opener = std::move(*passphrase);
    const base::Result<vault::Verification> verification = vault->verify(opener);
    if (!verification)
        return verification.error();
    const auto changed =
        vault->changeKeys(*verification, std::get<vault::Passphrase>(opener), CheapCosts);
    return changed ? base::Result<void>() : changed.error();
}

/// The next code and its counter.
base::Result<void> advance(const Call& call)
{
    base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    for (const vault::Account& account : vault->accounts()) {
        if (account.name != call.name)
            continue;
        const auto code = vault->nextHotpCode(account.id);
        if (!code)
            return code.error();
        std::printf("%s %llu\n", code->text.c_str(),
            static_cast<unsigned long long>(code->counter.value_or(0)));
        return {};
    }
    return base::Error { base::ErrorCode::NoMatch };
}

} // namespace

/// vault_saver create|add|list|advance|rekey FILE [NAME]: one change of a vault, or what is in it.
/// The passphrase is fixed. Errors go to standard error as their context; exit 1.
int main(int argc, char** argv)
{
    const std::map<std::string, std::function<base::Result<void>(const Call&)>> verbs {
        { "create", create }, { "add", add }, { "list", list }, { "advance", advance },
        { "rekey", rekey }
    };
    const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
    if (argc < 3 || !verbs.contains(arguments[1]))
        return 2;
    crypto::startSecureHeap();
    base::SystemClock clock;
    crypto::SystemRandom random;
    const vault::Id device { { 1, 2, 3 } };
    const Call call { arguments[2], QString::fromUtf8(argc > 3 ? arguments[3] : ""),
        { clock, random, device } };
    const base::Result<void> done = verbs.at(arguments[1])(call);
    if (done)
        return 0;
    std::fprintf(
        stderr, "%d: %s\n", static_cast<int>(done.error().code), done.error().context.c_str());
    return 1;
}
