// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/counters.h"

namespace vault {

void markCountersMaybeBehind(Body& body)
{
    for (auto& [id, account] : body.accounts) {
        if (std::holds_alternative<otp::Hotp>(account.credential))
            account.counterDoubt |= 1;
    }
    for (auto& [key, counter] : body.counters)
        counter.doubt |= 1;
}

bool settleCounter(Account& account)
{
    const bool wasDoubtful = account.counterMayBeBehind();
    account.counterDoubt += wasDoubtful ? 1 : 0;
    return wasDoubtful;
}

} // namespace vault
