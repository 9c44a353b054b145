// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/generation.h"
#include "core/vault/salvage.h"
#include "core/vault/vault_codec.h"

#include <array>
#include <cstdlib>
#include <set>

namespace {

/// Keys of zeros. Never freed: the locked memory outlives every run.
const vault::SealKeys& keysOfZeros()
{
    static const auto* const Keys = [] {
        crypto::startSecureHeap();
        constexpr std::array<std::uint8_t, 32> Zeros = {};
        auto keys = vault::SealKeys::from(Zeros, Zeros, Zeros);
        if (!keys)
            std::abort();
        return new vault::SealKeys(std::move(*keys));
    }();
    return *Keys;
}

} // namespace

/// A plaintext that nothing vouches for. The secrets of the corpus are sealed with the key of
/// zeros.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::array<std::uint8_t, 32> Key = {};
    std::set<vault::Id> ids;
    const vault::SealKeys& keys = keysOfZeros();
    const base::ByteView plaintext(data, size);
    std::vector<vault::SalvagedAccount> accounts = vault::salvageAccounts(plaintext, Key);
    vault::salvageRegistrations(accounts, plaintext, keys);
    for (const vault::SalvagedAccount& found : accounts) {
        if (!ids.insert(found.account.id).second)
            std::abort();
        // What is said to be intact is sealed, and nothing is said of what is not there.
        const bool isPush = !otp::makesCodes(found.account.credential);
        if ((found.hasSecret
                && (isPush ? found.registrations.empty() : found.account.secret.empty()))
            || (found.hasPin && found.account.pin.empty()))
            std::abort();
    }
    // What is saved of it can be read again, every account.
    const base::Time now { std::chrono::hours(500'000) };
    const vault::Body body = vault::salvagedBody(accounts, vault::salvageMoves(plaintext), now);
    const base::Result<crypto::WipedBytes> written = vault::writeBody(body);
    if (!written)
        std::abort();
    const base::Result<vault::Body> read = vault::readBody(*written);
    if (!read || !(*read == body))
        std::abort();
    return 0;
}
