// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_state.h"

#include <algorithm>
#include <cstdlib>

namespace vault {

namespace {

/// Later than everything seen, so that a clock that went wrong once does not win for ever.
Stamp nextStamp(const Body& body, const Services& services)
{
    std::int64_t latest = body.save.milliseconds - 1;
    for (const auto& [id, account] : body.accounts)
        latest = std::max({ latest, account.created.milliseconds, account.changed.milliseconds });
    for (const auto& [id, registration] : body.registrations)
        latest = std::max(latest, registration.changed.milliseconds);
    for (const auto& [id, entry] : body.moves)
        latest = std::max(latest, entry.changed.milliseconds);
    for (const auto& [id, stamp] : body.tombs)
        latest = std::max(latest, stamp.milliseconds);
    if (!body.changes.empty())
        latest = std::max(latest, body.changes.rbegin()->first.milliseconds);
    const std::int64_t now = boundedMilliseconds(services.clock.now());
    return { std::min(std::max(now, latest + 1), MaxMilliseconds), services.device };
}

} // namespace

std::string resolvedPath(const std::string& path)
{
    char* real = ::realpath(path.c_str(), nullptr);
    if (!real)
        return path;
    std::string result(real);
    ::free(real);
    return result;
}

Draft Vault::State::draft() const
{
    return { saved.header, saved.body, nextStamp(saved.body, services) };
}

SealContext Vault::State::sealContext() const
{
    return { keys.seal.view(), SealScheme::Unlocked, keys.hedge.view(), services.random };
}

base::Result<crypto::SecretBytes> Vault::State::unsealSecret(const Account& account) const
{
    if (!otp::makesCodes(account.credential))
        return otp::noCodes();
    return unseal(keys.seal.view(), SealScheme::Unlocked, { account.id, "secret" }, account.secret);
}

base::Result<crypto::SecretBytes> Vault::State::unsealPin(const Account& account) const
{
    if (account.pin.empty())
        return crypto::SecretBytes();
    return unseal(keys.seal.view(), SealScheme::Unlocked, { account.id, "pin" }, account.pin);
}

base::Result<const Account*> Vault::State::inUse(const Id& id) const
{
    const auto found = saved.body.accounts.find(id);
    if (found == saved.body.accounts.end() || found->second.trashed)
        return noSuchEntry(id);
    return &found->second;
}

base::Error noSuchEntry(const Id& id)
{
    return { base::ErrorCode::NoMatch, "no entry of this id", { id.toHex() } };
}

base::Error repeatedRandom()
{
    return { base::ErrorCode::RandomFailed, "the random source repeats itself" };
}

base::Result<Id> freshId(const Body& body, crypto::RandomSource& random)
{
    const base::Result<Id> id = Id::random(random);
    if (id
        && (body.accounts.contains(*id) || body.registrations.contains(*id)
            || body.moves.contains(*id) || body.tombs.contains(*id)))
        return repeatedRandom();
    return id;
}

QString slotLabel(SlotKind kind)
{
    if (kind == SlotKind::Keyring)
        return QStringLiteral("Keyring");
    return kind == SlotKind::Recovery ? QStringLiteral("Recovery key")
                                      : QStringLiteral("Passphrase");
}

base::Result<void> insertSlot(
    Draft& draft, const MadeSlot& made, const QString& label, std::int64_t created)
{
    std::vector<Slot>& slotList = draft.header.slotList;
    const auto passphrases = std::ranges::count(slotList, SlotKind::Passphrase, &Slot::kind);
    if (made.slot.kind == SlotKind::Passphrase
        && passphrases >= static_cast<std::ptrdiff_t>(MaxPassphraseSlots))
        return base::Error { base::ErrorCode::TooLarge, "slots",
            { "passphrases", std::to_string(MaxPassphraseSlots) } };
    if (slotList.size() >= MaxSlots)
        return base::Error { base::ErrorCode::TooLarge, "slots",
            { "slots", std::to_string(MaxSlots) } };
    const auto place = std::ranges::lower_bound(slotList, made.slot.id, {}, &Slot::id);
    const bool isTaken = (place != slotList.end() && place->id == made.slot.id)
        || draft.body.slotRecords.contains(made.slot.id);
    if (isTaken)
        return repeatedRandom();
    slotList.insert(place, made.slot);
    SlotRecord record;
    record.label = label;
    record.created = created;
    const bool isKeyring = made.slot.kind == SlotKind::Keyring;
    if (isKeyring)
        record.use = UseVault; // a backup that this computer opens by itself protects nobody
    draft.body.slotRecords.emplace(made.slot.id, std::move(record));
    if (!isKeyring)
        draft.body.verify.emplace(made.slot.id, made.verify);
    return {};
}

void eraseSlot(Draft& draft, const Id& id)
{
    draft.body.tombs[id] = draft.stamp;
    std::erase_if(draft.header.slotList, [&id](const Slot& slot) { return slot.id == id; });
    draft.body.slotRecords.erase(id);
    draft.body.verify.erase(id);
}

SlotInfo describe(const Slot& slot, const Body& body)
{
    const auto record = body.slotRecords.find(slot.id);
    SlotInfo info { slot.id, slot.kind, {}, {} };
    if (record != body.slotRecords.end()) {
        info.label = record->second.label;
        info.created = base::Time(std::chrono::milliseconds(record->second.created));
    }
    return info;
}

base::Result<void> insertFirstSlots(Draft& draft, const Generation& generation)
{
    for (const MadeSlot* made : { &generation.passphrase, &generation.recovery }) {
        const base::Result<void> inserted =
            insertSlot(draft, *made, slotLabel(made->slot.kind), draft.stamp.milliseconds);
        if (!inserted)
            return inserted;
    }
    return {};
}

std::int64_t boundedMilliseconds(base::Time time)
{
    return std::clamp<std::int64_t>(base::unixMilliseconds(time), 0, MaxMilliseconds);
}

} // namespace vault
