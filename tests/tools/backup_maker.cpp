// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/backup_store.h"
#include "core/backup/restore_drill.h"
#include "core/vault/backup_image.h"
#include "core/vault/opened_copy.h"
#include "tests/support/fixed_clock.h"

#include <cstdio>
#include <cstdlib>

namespace {

constexpr std::string_view Typed = "kept only for tests";
constexpr crypto::Argon2Costs CheapCosts { 64, 1, 1 };
constexpr std::int64_t FirstTime = 1'795'289'400;

struct Call
{
    std::string folder; ///< of vault, backups and state
    std::int64_t minute = 0;
    vault::Services services;

    std::string path() const { return folder + "/vault.countersign"; }
    std::string state() const { return folder + "/state"; }
};

base::Result<vault::Passphrase> passphrase()
{
    return vault::toPassphrase(base::bytesOf(Typed));
}

base::Result<vault::Vault> opened(const Call& call)
{
    base::Result<vault::Passphrase> typed = passphrase();
    if (!typed)
        return typed.error();
    return vault::Vault::open(call.path(), std::move(*typed), call.services);
}

backup::Place placeOf(const Call& call, const vault::Vault& vault)
{
    return backup::placeOf(vault.file(), vault.id(), {}, call.state());
}

base::Result<void> create(const Call& call)
{
    const base::Result<vault::Passphrase> typed = passphrase();
    if (!typed)
        return typed.error();
    base::Result<vault::Vault::Created> created =
        vault::Vault::create(call.path(), *typed, CheapCosts, call.services);
    if (!created)
        return created.error();
    base::Result<crypto::SecretBytes> secret =
        crypto::SecretBytes::copyOf(std::string_view("12345678901234567890"));
    if (!secret)
        return secret.error();
    otp::Entry entry;
    entry.secret = std::move(*secret);
    const auto added = created->vault.add({ &entry, 1 });
    return added ? base::Result<void>() : added.error();
}

base::Result<void> make(const Call& call)
{
    const base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    const base::Result<vault::BackupImage> image = vault->backupImage();
    if (!image)
        return image.error();
    const auto made = backup::make(placeOf(call, *vault), *image, call.services.clock.now());
    if (!made)
        return made.error();
    std::printf("%s\n", made->path.c_str());
    return {};
}

/// Whether the vault opens, then a line for each backup: its path and what a drill says of it.
base::Result<void> check(const Call& call)
{
    const base::Result<vault::Vault> vault = opened(call);
    if (!vault)
        return vault.error();
    const backup::Place place = placeOf(call, *vault);
    const auto backups = backup::list(place, backup::Reading::Whole);
    if (!backups)
        return backups.error();
    for (const backup::Backup& backup : *backups) {
        base::Result<vault::Passphrase> typed = passphrase();
        if (!typed)
            return typed.error();
        const auto copy = vault::OpenedCopy::open(backup.path, std::move(*typed));
        const auto content = vault->content();
        const auto compared = copy && content ? copy->compareWith(*content)
                                              : base::Result<vault::Comparison>(copy.error());
        const bool isGood = compared && compared->matching == 1;
        std::printf("%s %s %s\n", backup.path.c_str(), isGood ? "good" : "bad",
            backup.proof ? "proved" : "unknown");
    }
    return {};
}

} // namespace

/// backup_maker create|make|check FOLDER [MINUTE]: a vault in the folder, a backup of it beside it,
/// and what there is. The time is that minute after a fixed one. Errors go to standard error;
/// exit 1.
int main(int argc, char** argv)
{
    if (argc < 3)
        return 2;
    crypto::startSecureHeap();
    crypto::SystemRandom random;
    const std::int64_t minute = argc > 3 ? std::atoi(argv[3]) : 0;
    support::FixedClock clock { FirstTime + minute * 60 };
    vault::Id device;
    device.bytes.fill(0xde);
    const Call call { argv[2], minute, { clock, random, device } };
    const std::string_view verb = argv[1];
    const base::Result<void> done = verb == "create" ? create(call)
        : verb == "make"                             ? make(call)
                                                     : check(call);
    if (done)
        return 0;
    std::fprintf(stderr, "%s\n", done.error().context.c_str());
    return 1;
}
