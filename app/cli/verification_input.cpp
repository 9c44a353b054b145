// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/verification_input.h"

#include "app/cli/translated.h"
#include "core/vault/passphrase.h"

using namespace Qt::StringLiterals;

namespace cli {

Outcome<std::optional<vault::Verification>> givenVerification(
    const Session& session, const Arguments& arguments, vault::Vault& vault)
{
    const std::optional<QString> file = arguments.value("verify-passphrase-file"_L1);
    if (!file)
        return std::optional<vault::Verification>();
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Verifying you"));
    Outcome<crypto::SecretBytes> typed = session.readSecret(*file, step);
    if (!typed)
        return typed.error();
    const base::Result<vault::Opener> opener = vault::toOpener(typed->view());
    if (!opener)
        return failed(opener.error(), step);
    base::Result<vault::Verification> verification = vault.verify(*opener);
    vault.countVerification(verification.has_value());
    if (!verification)
        return failed(verification.error(), step);
    return std::optional(std::move(*verification));
}

} // namespace cli
