// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/journey.h"

#include "core/vault/recovery_key.h"

namespace journeys {

QString makeVault(Computer& computer, std::string_view passphrase)
{
    auto words = vault::toPassphrase(base::bytesOf(passphrase));
    auto created = vault::Vault::create(
        computer.vaultPath(), *words, vault::SmallestCosts, computer.services());
    if (!created)
        qFatal("cannot make a vault: %s", created.error().context.c_str());
    otp::Entry entry;
    entry.issuer = QStringLiteral("Example");
    entry.name = QStringLiteral("alice@example.com");
    entry.credential = otp::Totp {};
    entry.secret = std::move(*crypto::SecretBytes::copyOf("12345678901234567890"));
    std::vector<otp::Entry> entries;
    entries.push_back(std::move(entry));
    if (!created->vault.add(entries))
        qFatal("cannot add an account");
    const auto text = vault::formatRecoveryKey(created->recoveryKey);
    return QString::fromLatin1(text->text().data(), static_cast<qsizetype>(text->size()));
}

} // namespace journeys
