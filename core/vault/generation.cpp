// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/generation.h"

#include "core/vault/history.h"
#include "core/vault/record.h"
#include "core/vault/recovery_key.h"
#include "core/vault/vault_codec.h"

#include <algorithm>

namespace vault {

namespace {

/// The part of `whole` that a reader has shown.
base::MutableByteView within(base::MutableByteView whole, base::ByteView part)
{
    return whole.subspan(static_cast<std::size_t>(part.data() - whole.data()), part.size());
}

} // namespace

base::Result<Generation> makeGeneration(const Id& vault, const Passphrase& passphrase,
    const crypto::Argon2Costs& costs, crypto::RandomSource& random)
{
    const base::Result<Id> key = Id::random(random);
    if (!key)
        return key.error();
    base::Result<crypto::SecretBytes> master = random.secret(KeySize);
    if (!master)
        return master.error();
    base::Result<crypto::SecretBytes> verification = random.secret(KeySize);
    if (!verification)
        return verification.error();
    base::Result<RecoveryKey> recoveryKey = newRecoveryKey(random);
    if (!recoveryKey)
        return recoveryKey.error();
    const base::Bytes ids = joinIds(vault, *key);
    base::Result<MasterKeys> keys = MasterKeys::from(std::move(*master), ids);
    if (!keys)
        return keys.error();
    const SlotKeys wrapped { ids, keys->master.view(), verification->view() };
    const base::Result<MadeSlot> typed =
        makeSlot({ SlotKind::Passphrase, costs }, passphrase.bytes.view(), wrapped, random);
    if (!typed)
        return typed.error();
    const base::Result<MadeSlot> recovery =
        makeSlot({ SlotKind::Recovery, {} }, recoveryKey->bytes.view(), wrapped, random);
    if (!recovery)
        return recovery.error();
    return Generation { *key, std::move(*keys), std::move(*verification), *typed, *recovery,
        std::move(*recoveryKey) };
}

base::Result<RetirementProof> retirementProof(base::ByteView master, base::ByteView ids)
{
    const base::Result<crypto::SecretBytes> derived = derive(master, {}, "retired", ids);
    if (!derived)
        return derived.error();
    RetirementProof proof = {};
    std::ranges::copy(derived->view(), proof.begin());
    return proof;
}

base::Result<SealKeys> SealKeys::from(
    base::ByteView sealKey, base::ByteView verification, base::ByteView ids)
{
    base::Result<crypto::SecretBytes> unlocked = crypto::SecretBytes::copyOf(sealKey);
    if (!unlocked)
        return unlocked.error();
    base::Result<crypto::SecretBytes> verified = derive(verification, {}, "seal-verify", ids);
    if (!verified)
        return verified.error();
    return SealKeys { std::move(*unlocked), std::move(*verified) };
}

Resealer::Resealer(const SealKeys& former, const SealKeys& later, base::ByteView hedgeKey,
    crypto::RandomSource& random)
    : m_former(former),
      m_later(later),
      m_hedgeKey(hedgeKey),
      m_random(random)
{ }

base::Result<void> Resealer::reseal(Body& body)
{
    // As encoded, so that members which this program does not know are reached, too. A secret
    // sealed again is as long as before.
    base::Result<crypto::WipedBytes> encoded = writeBody(body);
    if (!encoded)
        return encoded.error();
    if (const base::Result<void> walked = walk(*encoded, {}); !walked)
        return walked;
    base::Result<Body> resealed = readBody(*encoded);
    if (!resealed)
        return resealed.error();
    std::map<Id, Counter> counters;
    for (const auto& [former, later] : m_again) {
        const auto counter = body.counters.find(counterKey(former));
        if (counter != body.counters.end())
            counters.emplace(counterKey(later), counter->second);
    }
    // One of a secret that is nowhere in the body is of no use: it cannot come back.
    resealed->counters = std::move(counters);
    markUnusable(*resealed);
    body = std::move(*resealed);
    return {};
}

void Resealer::markUnusable(Body& body) const
{
    std::set<SealedSecret> usable;
    for (const auto& [former, later] : m_again)
        usable.insert(later);
    for (auto& [id, registration] : body.registrations) {
        const bool isUsable = std::ranges::all_of(registration.secrets,
            [&usable](const auto& secret) { return usable.contains(secret.second); });
        if (!isUsable && registration.state != RegistrationState::Removed)
            registration.state = RegistrationState::EnrolAgain;
    }
}

base::Result<void> Resealer::walk(base::MutableByteView item, Place place)
{
    cbor::Reader reader(item);
    if (const std::optional<base::ByteView> bytes = reader.bytes())
        return walkBytes(within(item, *bytes), place);
    const std::optional<std::size_t> pairs = reader.map();
    const std::size_t items = pairs ? *pairs : reader.array().value_or(0);
    for (std::size_t i = 0; i < items; ++i) {
        Place inner = place;
        if (pairs) {
            const base::ByteView key = reader.item();
            inner.owner = readId(key).value_or(place.owner);
            inner.field = cbor::Reader(key).text().value_or(place.field);
        }
        const base::ByteView value = reader.item();
        if (const base::Result<void> walked = walk(within(item, value), inner); !walked)
            return walked;
        // In a list of ids and values an id says whose the next value is.
        place.owner = pairs ? place.owner : readId(value).value_or(place.owner);
    }
    return {};
}

base::Result<void> Resealer::walkBytes(base::MutableByteView bytes, const Place& place)
{
    for (const SealScheme scheme : { SealScheme::Unlocked, SealScheme::Verified }) {
        if (isSealed(bytes, scheme))
            return sealAgain(bytes, scheme, place);
    }
    // Older versions of accounts are encoded by themselves; there are none within a version.
    const bool isVersion = !place.isInVersion && cbor::Reader(bytes).map() && cbor::check(bytes);
    return isVersion ? walk(bytes, { place.owner, {}, true }) : base::Result<void>();
}

base::Result<void> Resealer::sealAgain(
    base::MutableByteView sealed, SealScheme scheme, const Place& place)
{
    const SealedSecret former(sealed.begin(), sealed.end());
    auto again = m_again.find(former);
    if (again == m_again.end()) {
        const bool isVerified = scheme == SealScheme::Verified;
        const SealPlace where { place.owner, place.field };
        const base::Result<crypto::SecretBytes> secret = unseal(
            (isVerified ? m_former.verified : m_former.unlocked).view(), scheme, where, former);
        if (!secret && secret.error().code == base::ErrorCode::Damaged)
            return {};
        if (!secret)
            return secret.error();
        base::Result<SealedSecret> later =
            seal({ (isVerified ? m_later.verified : m_later.unlocked).view(), scheme, m_hedgeKey,
                     m_random },
                where, secret->view());
        if (!later)
            return later.error();
        again = m_again.emplace(former, std::move(*later)).first;
    }
    std::ranges::copy(again->second, sealed.begin());
    return {};
}

} // namespace vault
