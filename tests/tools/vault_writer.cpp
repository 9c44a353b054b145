// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// vault_writer VAULT RECOVERY_KEY_FILE BACKUP: a vault with the passphrase "secret words" and an
// account of each type, and a backup of it, for programs that are not ours to open.

#include "core/base/atomic_file.h"
#include "core/vault/backup_image.h"
#include "core/vault/recovery_key.h"
#include "core/vault/registrations.h"
#include "core/vault/slot_upkeep.h"
#include "core/vault/vault.h"

#include <cstdio>
#include <string>

namespace {

int fail(const base::Error& error)
{
    std::fprintf(stderr, "%d: %s\n", static_cast<int>(error.code), error.context.c_str());
    return 1;
}

vault::Passphrase passphrase()
{
    return { std::move(*crypto::SecretBytes::copyOf("secret words")) };
}

otp::Entry entry(const char* name, const otp::Credential& credential)
{
    otp::Entry entry;
    entry.issuer = QStringLiteral("ACME");
    entry.name = QString::fromUtf8(name);
    entry.credential = credential;
    entry.secret = std::move(*crypto::SecretBytes::copyOf("12345678901234567890"));
    return entry;
}

/// A backup that opens by a slot of its own, for the same passphrase.
base::Result<void> backUp(vault::Vault& vault, const std::string& path)
{
    const auto change = vault.slotUpkeep({}).run(passphrase());
    if (!change)
        return change.error();
    if (const auto taken = vault.take(*change); !taken)
        return taken.error();
    const auto image = vault.backupImage();
    return image ? base::createFile(path, image->file()) : image.error();
}

/// An account that answers sign-in requests, and nothing else.
base::Result<vault::Id> beginRegistration(vault::Vault& vault)
{
    const auto verification = vault.verify(passphrase());
    base::Result<crypto::SecretBytes> pop = crypto::SecretBytes::copyOf(std::string_view("one"));
    base::Result<crypto::SecretBytes> uv = crypto::SecretBytes::copyOf(std::string_view("two"));
    if (!verification || !pop || !uv)
        return base::Error { base::ErrorCode::VerificationFailed };
    vault::NewRegistration made { .protocol = "okta", .server = "https://acme.test" };
    made.secrets.emplace("pop", std::move(*pop));
    made.verifiedSecrets.emplace("uv", std::move(*uv));
    return vault::Registrations(vault).begin(
        vault::NewAccount { QStringLiteral("ACME"), QStringLiteral("asked") }, made,
        &*verification);
}

int create(const std::string& path, const std::string& recoveryFile, const std::string& backup,
    const vault::Services& services)
{
    base::Result<vault::Vault::Created> created =
        vault::Vault::create(path, passphrase(), { 256, 2, 2 }, services);
    if (!created)
        return fail(created.error());
    std::vector<otp::Entry> entries;
    entries.push_back(entry("alice", otp::Totp {}));
    entries.push_back(entry("b\xc3\xb6rje", otp::Totp { crypto::Hash::Sha256, 8, 60 }));
    entries.push_back(entry("counter", otp::Hotp {}));
    entries.push_back(entry("gamer", otp::Steam {}));
    entries.push_back(entry("russian", otp::Yandex {}));
    if (const auto added = created->vault.add(entries); !added)
        return fail(added.error());
    if (const auto begun = beginRegistration(created->vault); !begun)
        return fail(begun.error());
    if (const auto made = backUp(created->vault, backup); !made)
        return fail(made.error());
    const base::Result<crypto::SecretBytes> text = vault::formatRecoveryKey(created->recoveryKey);
    if (!text)
        return fail(text.error());
    const base::Result<void> written = base::createFile(recoveryFile, text->view());
    return written ? 0 : fail(written.error());
}

} // namespace

int main(int argc, char** argv)
{
    crypto::startSecureHeap();
    base::SystemClock clock;
    crypto::SystemRandom random;
    const vault::Services services { clock, random, vault::Id {} };
    return argc == 4 ? create(argv[1], argv[2], argv[3], services) : 2;
}
