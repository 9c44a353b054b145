// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/steam_content.h"

#include "core/transfer/json_fields.h"

namespace transfer::readers {

void takeSteamAccount(Imported& imported, const base::json::Value& account)
{
    ImportedAccount taken;
    taken.entry.issuer = QStringLiteral("Steam");
    taken.entry.name = stringOf(account, "account_name");
    taken.entry.credential = otp::Steam();
    auto secret =
        secretOf(account, "shared_secret", otp::SecretEncoding::Base64, taken.entry.credential);
    if (!secret) {
        imported.leave(taken.entry.issuer, taken.entry.name, secret.error());
        return;
    }
    taken.entry.secret = std::move(*secret);
    // The only way out of Steam Guard for somebody who has lost the phone.
    if (const QString code = stringOf(account, "revocation_code"); !code.isEmpty())
        taken.recoveryCodes.append(code);
    imported.take(std::move(taken));
}

} // namespace transfer::readers
