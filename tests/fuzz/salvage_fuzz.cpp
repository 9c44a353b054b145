// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/salvage.h"

#include <array>
#include <cstdlib>
#include <set>

/// A plaintext that nothing vouches for. The secrets of the corpus are sealed with the key of
/// zeros.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::array<std::uint8_t, 32> Key = {};
    std::set<vault::Id> ids;
    for (const vault::SalvagedAccount& found :
        vault::salvageAccounts(base::ByteView(data, size), Key)) {
        if (!ids.insert(found.account.id).second)
            std::abort();
        // What is said to be intact is sealed, and nothing is said of what is not there.
        if ((found.hasSecret && found.account.secret.empty())
            || (found.hasPin && found.account.pin.empty()))
            std::abort();
    }
    return 0;
}
