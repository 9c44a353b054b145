// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Push registrations in the plaintext of a damaged body.

#include "core/vault/generation.h"
#include "core/vault/registration_codec.h"
#include "core/vault/salvage.h"
#include "core/vault/salvage_scan.h"

#include <algorithm>
#include <map>
#include <set>

namespace vault {

namespace {

/// More than one can have: certificates, details, secrets.
constexpr std::size_t LargestRegistration = std::size_t { 2 } * 1024 * 1024;

/// The one whose id stands at the beginning, if it can be read as a whole.
std::optional<PushRegistration> registrationAt(base::ByteView bytes, Steps& left)
{
    if (!mayBeginWith(bytes, "estate")) // the shortest of its members' names, with its head
        return {};
    Id id;
    std::ranges::copy(bytes.subspan(1, IdSize), id.bytes.begin());
    base::ByteView value = bytes.subspan(1 + IdSize);
    value = value.first(std::min(value.size(), LargestRegistration));
    const std::size_t size = itemSize(value, left);
    if (size == 0 || !cbor::check(value.first(size)))
        return {};
    base::Result<PushRegistration> read = readRegistration(id, value.first(size));
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

/// How many of its secrets are as they were saved.
std::size_t intactSecrets(const PushRegistration& registration, const SealKeys& keys)
{
    std::size_t intact = 0;
    for (const auto& [role, sealed] : registration.secrets) {
        const bool isVerified = isSealed(sealed, SealScheme::Verified);
        const SealScheme scheme = isVerified ? SealScheme::Verified : SealScheme::Unlocked;
        const base::ByteView key = (isVerified ? keys.verified : keys.unlocked).view();
        intact += unseal(key, scheme, { registration.id, role }, sealed) ? 1 : 0;
    }
    return intact;
}

/// What stands for an account that was not found.
SalvagedAccount namedByServer(const PushRegistration& registration)
{
    SalvagedAccount made;
    made.account.id = registration.account;
    made.account.issuer = QString::fromStdString(registration.server);
    made.account.credential = otp::NoCode {};
    made.account.created = registration.created;
    made.account.changed = registration.changed;
    made.isAltered = true;
    return made;
}

} // namespace

void salvageRegistrations(
    std::vector<SalvagedAccount>& accounts, base::ByteView plaintext, const SealKeys& keys)
{
    std::map<Id, std::size_t> places;
    for (std::size_t i = 0; i < accounts.size(); ++i)
        places.emplace(accounts[i].account.id, i);
    std::set<Id> known;
    Steps left = StepsPerByte * plaintext.size();
    for (std::size_t at = 0; at < plaintext.size() && left > 0; ++at) {
        const auto found = registrationAt(plaintext.subspan(at), left);
        if (!found || known.contains(found->id) || known.size() >= MaxRegistrations)
            continue;
        const std::size_t intact = intactSecrets(*found, keys);
        if (intact == 0)
            continue;
        known.insert(found->id);
        const auto [place, isNew] = places.emplace(found->account, accounts.size());
        if (isNew)
            accounts.push_back(namedByServer(*found));
        SalvagedAccount& account = accounts[place->second];
        if (!otp::makesCodes(account.account.credential))
            account.hasSecret = true;
        account.isAltered = account.isAltered || intact < found->secrets.size();
        account.registrations.push_back(*found);
    }
}

} // namespace vault
