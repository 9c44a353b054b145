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

/// One line per account: name and next counter; then those of the trash. Fails if a secret does not
/// open, or if saves are missing that this computer has seen.
base::Result<void> list(const Call& call)
{
    const base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    if (vault->standing() == vault::Standing::Older)
        return base::Error { base::ErrorCode::OlderCopy, "older copy" };
    for (const vault::Account& account : vault->accounts()) {
        if (const auto code = vault->code(account.id, call.services.clock.now()); !code)
            return code.error();
        std::printf("%s %llu\n", qUtf8Printable(account.name),
            static_cast<unsigned long long>(counterOf(account)));
    }
    for (const vault::Account& account : vault->trash())
        std::printf("%s trashed\n", qUtf8Printable(account.name));
    return {};
}

/// Opens, verifies with the same passphrase, and does something that takes both.
template <typename Deed> base::Result<void> verified(const Call& call, Deed deed)
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
    const auto done = deed(*vault, *verification, std::get<vault::Passphrase>(opener));
    return done ? base::Result<void>() : done.error();
}

/// New keys, with the passphrase that it had.
base::Result<void> rekey(const Call& call)
{
    return verified(call,
        [](vault::Vault& vault, const vault::Verification& verification,
            const vault::Passphrase& passphrase) {
            return vault.changeKeys(verification, passphrase, CheapCosts);
        });
}

/// A new slot for the passphrase that it had.
base::Result<void> passphrase(const Call& call)
{
    return verified(call,
        [](vault::Vault& vault, const vault::Verification& verification,
            const vault::Passphrase& passphrase) {
            return vault.changePassphrase(verification, passphrase, CheapCosts);
        });
}

/// Opens and does something with the account of that name.
template <typename Deed> base::Result<void> withAccount(const Call& call, Deed deed)
{
    base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    for (const vault::Account& account : vault->accounts()) {
        if (account.name == call.name)
            return deed(*vault, account.id);
    }
    return base::Error { base::ErrorCode::NoMatch };
}

/// The next code and its counter.
base::Result<void> advance(const Call& call)
{
    return withAccount(call, [](vault::Vault& vault, const vault::Id& id) -> base::Result<void> {
        const auto code = vault.nextHotpCode(id);
        if (!code)
            return code.error();
        std::printf("%s %llu\n", code->text.c_str(),
            static_cast<unsigned long long>(code->counter.value_or(0)));
        return {};
    });
}

base::Result<void> changeName(const Call& call)
{
    return withAccount(call, [&call](vault::Vault& vault, const vault::Id& id) {
        vault::AccountEdit edit;
        edit.name = call.name + QStringLiteral("-renamed");
        return vault.edit(id, edit);
    });
}

base::Result<void> trash(const Call& call)
{
    return withAccount(
        call, [](vault::Vault& vault, const vault::Id& id) { return vault.moveToTrash(id); });
}

base::Result<void> undo(const Call& call)
{
    base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    const auto undone = vault->undo();
    return undone ? base::Result<void>() : undone.error();
}

} // namespace

/// vault_saver create|list|rekey|passphrase|undo FILE, or add|advance|rename|trash FILE NAME: one
/// change of a vault, or what is in it. The passphrase is fixed, what this computer has seen is
/// kept in the folder "state" beside the vault, and a lock that is held is not waited for. Errors
/// go to standard error as their number and context; exit 1.
int main(int argc, char** argv)
{
    const std::map<std::string, std::function<base::Result<void>(const Call&)>> verbs {
        { "create", create }, { "add", add }, { "list", list }, { "advance", advance },
        { "rekey", rekey }, { "passphrase", passphrase }, { "rename", changeName },
        { "trash", trash }, { "undo", undo }
    };
    const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
    if (argc < 3 || !verbs.contains(arguments[1]))
        return 2;
    crypto::startSecureHeap();
    base::SystemClock clock;
    crypto::SystemRandom random;
    const vault::Id device { { 1, 2, 3 } };
    const std::string path = arguments[2];
    const vault::Services services { clock, random, device,
        path.substr(0, path.rfind('/')) + "/state", std::chrono::milliseconds(0) };
    const Call call { path, QString::fromUtf8(argc > 3 ? arguments[3] : ""), services };
    const base::Result<void> done = verbs.at(arguments[1])(call);
    if (done)
        return 0;
    std::fprintf(
        stderr, "%d: %s\n", static_cast<int>(done.error().code), done.error().context.c_str());
    return 1;
}
