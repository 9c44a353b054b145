// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "tests/journeys/journey.h"

namespace journeys {

constexpr char Passphrase[] = "seven quiet lanterns drift upstream";

/// Unlocks the vault of makeVault by typing; true when the list is there.
inline bool unlock(Computer& computer)
{
    makeVault(computer, Passphrase);
    if (!computer.start())
        return false;
    support::Person::type(QLatin1String(Passphrase));
    support::Person::key(Qt::Key_Return);
    return QTest::qWaitFor([] { return support::Person::sees(QLatin1String(Code)); }, 30'000);
}

/// "123 456" of the account with that issuer, as the list shows it, made by the vault.
inline QString codeOf(Computer& computer, const QString& issuer)
{
    auto& vault = computer.program().session().vault();
    for (const vault::Account& account : vault.accounts()) {
        if (account.issuer != issuer)
            continue;
        const auto code = vault.code(account.id, computer.clock().now());
        const QString text = code ? QString::fromLatin1(code->text) : QString();
        return text.left(text.size() / 2) + QLatin1Char(' ') + text.mid(text.size() / 2);
    }
    return {};
}

} // namespace journeys
