// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/merge.h"

#include "core/vault/account_codec.h"
#include "core/vault/history.h"
#include "core/vault/move_codec.h"
#include "core/vault/registration_codec.h"
#include "core/vault/slots.h"
#include "core/vault/tag_marks.h"
#include "core/vault/undo.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace vault {

namespace {

/// All of both maps; where both have one, what `choose` says of the two.
template <typename Map, typename Choose> Map united(const Map& a, const Map& b, Choose choose)
{
    Map all = a;
    for (const auto& [key, value] : b) {
        const auto [place, isNew] = all.emplace(key, value);
        if (!isNew)
            place->second = choose(place->second, value);
    }
    return all;
}

template <typename Map> Map united(const Map& a, const Map& b)
{
    return united(a, b, [](const auto& x, const auto& y) { return std::max(x, y); });
}

std::set<base::Bytes> unitedSets(std::set<base::Bytes> a, const std::set<base::Bytes>& b)
{
    a.insert(b.begin(), b.end());
    return a;
}

/// Of two values that have no order of their own the one with more bytes, then the later in the
/// alphabet: any rule would do that does not depend on whose is whose.
const base::Bytes& larger(const base::Bytes& a, const base::Bytes& b)
{
    const bool isFirst = a.size() == b.size() ? a > b : a.size() > b.size();
    return isFirst ? a : b;
}

/// Key, value, key, value… of both; of one key the larger value.
base::Bytes mergeUnknown(const base::Bytes& ours, const base::Bytes& theirs)
{
    if (ours == theirs)
        return ours;
    std::map<base::Bytes, base::Bytes> members;
    for (const base::Bytes* side : { &ours, &theirs }) {
        cbor::Reader reader(*side);
        while (!reader.isAtEnd()) {
            const base::ByteView key = reader.item();
            const base::ByteView value = reader.item();
            base::Bytes& kept = members[{ key.begin(), key.end() }];
            kept = larger(kept, { value.begin(), value.end() });
        }
    }
    base::Bytes merged;
    for (const auto& [key, value] : members) {
        base::append(merged, key);
        base::append(merged, value);
    }
    return merged;
}

SaveMark mergeSaves(const SaveMark& ours, const SaveMark& theirs)
{
    const auto rank = [](const SaveMark& save) {
        return std::tie(save.milliseconds, save.device, save.id, save.unknown);
    };
    SaveMark later = rank(ours) < rank(theirs) ? theirs : ours;
    later.revision = std::max(ours.revision, theirs.revision);
    return later;
}

DeviceMark furtherDevice(const DeviceMark& a, const DeviceMark& b)
{
    return std::tie(a.sequence, a.save) < std::tie(b.sequence, b.save) ? b : a;
}

SlotRecord laterRecord(const SlotRecord& a, const SlotRecord& b)
{
    const auto rank = [](const SlotRecord& record) {
        return std::tie(
            record.created, record.json, record.use, record.label, record.of, record.unknown);
    };
    return rank(a) < rank(b) ? b : a;
}

/// The latest version of an account that is not history, the one before it if they are of one
/// moment: by all that a version holds.
bool isLater(const Account& a, const Account& b)
{
    if (a.changed != b.changed)
        return a.changed > b.changed;
    const base::Bytes versionA = versionOf(a);
    const base::Bytes versionB = versionOf(b);
    if (versionA != versionB)
        return versionA > versionB;
    // Only in what a very large version leaves out.
    return std::tie(a.note, a.otherParameters, a.unknown, a.unknownOfCredential)
        > std::tie(b.note, b.otherParameters, b.unknown, b.unknownOfCredential);
}

void appendVersions(std::vector<base::Bytes>& versions, const Account& account)
{
    versions.push_back(versionOf(account));
    versions.insert(versions.end(), account.history.begin(), account.history.end());
}

/// One account of one or both sides (`b` may be null), without what its tombstone covers; absent
/// if that is all.
std::optional<Account> mergeAccount(const Account& a, const Account* b, const Stamp* tomb)
{
    if (!tomb && (!b || a == *b))
        return a;
    const Account& winner = b && isLater(*b, a) ? *b : a;
    if (tomb && winner.changed <= *tomb)
        return {};
    Account merged = winner;
    TagStates tags = tagStatesOf(a);
    std::vector<base::Bytes> versions;
    appendVersions(versions, a);
    if (b) {
        unite(tags, tagStatesOf(*b));
        appendVersions(versions, *b);
    }
    if (tomb) {
        std::erase_if(tags, [tomb](const auto& tag) { return tag.second.stamp <= *tomb; });
        std::erase_if(versions,
            [tomb](const base::Bytes& version) { return versionStamp(version) <= *tomb; });
    }
    uniteTags(merged, tags);
    versions = keptVersions(std::move(versions));
    const base::Bytes present = versionOf(merged);
    std::erase(versions, present);
    merged.history = std::move(versions);
    return merged;
}

void mergeAccounts(Body& merged, const Body& ours, const Body& theirs)
{
    const auto take = [&merged](const Account& account, const Account* other) {
        const auto tomb = merged.tombs.find(account.id);
        std::optional<Account> kept =
            mergeAccount(account, other, tomb == merged.tombs.end() ? nullptr : &tomb->second);
        if (kept)
            merged.accounts.emplace(account.id, std::move(*kept));
    };
    for (const auto& [id, account] : ours.accounts) {
        const auto other = theirs.accounts.find(id);
        take(account, other == theirs.accounts.end() ? nullptr : &other->second);
    }
    for (const auto& [id, account] : theirs.accounts) {
        if (!ours.accounts.contains(id))
            take(account, nullptr);
    }
}

/// The highest counter of each sealed secret: the accounts that use it have it, the others' is
/// kept. Deleted accounts count too, in case one comes back.
void mergeCounters(Body& merged, const Body& ours, const Body& theirs)
{
    merged.counters = united(ours.counters, theirs.counters);
    for (const Body* side : { &ours, &theirs }) {
        for (const auto& [id, account] : side->accounts)
            keepCounter(merged, account);
    }
    std::set<Id> used;
    for (auto& [id, account] : merged.accounts) {
        if (auto* hotp = std::get_if<otp::Hotp>(&account.credential)) {
            const Counter& counter = merged.counters.at(counterKey(account.secret));
            hotp->counter = counter.value;
            account.counterDoubt = counter.doubt;
            used.insert(counterKey(account.secret));
        }
    }
    std::erase_if(
        merged.counters, [&used](const auto& counter) { return used.contains(counter.first); });
}

/// Each once; one of each id can lie among the accounts, if there is no account of this id.
void mergeQuarantined(Body& merged, const Body& ours, const Body& theirs)
{
    merged.quarantined = ours.quarantined;
    merged.quarantined.insert(
        merged.quarantined.end(), theirs.quarantined.begin(), theirs.quarantined.end());
    std::ranges::stable_sort(merged.quarantined, {}, &Quarantined::member);
    const auto isRepeated = [](const Quarantined& a, const Quarantined& b) {
        return a.member == b.member;
    };
    merged.quarantined.erase(
        std::unique(merged.quarantined.begin(), merged.quarantined.end(), isRepeated),
        merged.quarantined.end());
    std::set<base::Bytes> keys;
    for (Quarantined& entry : merged.quarantined) {
        const base::ByteView key = cbor::Reader(entry.member).item();
        const bool isNewKey = keys.insert({ key.begin(), key.end() }).second;
        entry.isApart = !isNewKey || merged.accounts.contains(entry.id);
    }
}

void mergeSlotRecords(Body& merged, const Body& ours, const Body& theirs)
{
    const auto isGone = [&merged](const auto& entry) { return merged.tombs.contains(entry.first); };
    merged.slotRecords = united(ours.slotRecords, theirs.slotRecords, laterRecord);
    std::erase_if(merged.slotRecords, isGone);
    merged.verify = united(ours.verify, theirs.verify);
    std::erase_if(merged.verify, isGone);
}

/// Of one change what both can still take back; nothing of accounts deleted since.
void mergeChanges(Body& merged, const Body& ours, const Body& theirs)
{
    merged.changes = united(ours.changes, theirs.changes, commonOf);
    while (merged.changes.size() > MaxChanges)
        merged.changes.erase(merged.changes.begin());
    for (auto& entry : merged.changes) {
        const Stamp& stamp = entry.first; // no structured binding: Clang 14 cannot capture one
        ChangeRecord& change = entry.second;
        std::erase_if(change.before, [&merged, &stamp](const auto& touched) {
            const auto tomb = merged.tombs.find(touched.first);
            return tomb != merged.tombs.end() && stamp <= tomb->second;
        });
    }
}

} // namespace

Body merge(const Body& ours, const Body& theirs)
{
    Body merged;
    merged.save = mergeSaves(ours.save, theirs.save);
    merged.devices = united(ours.devices, theirs.devices, furtherDevice);
    merged.tombs = united(ours.tombs, theirs.tombs);
    mergeAccounts(merged, ours, theirs);
    mergeCounters(merged, ours, theirs);
    mergeQuarantined(merged, ours, theirs);
    mergeChanges(merged, ours, theirs);
    mergeSlotRecords(merged, ours, theirs);
    mergeEntries(RegistrationList, merged, ours, theirs);
    mergeEntries(MoveList, merged, ours, theirs);
    merged.pictures = united(ours.pictures, theirs.pictures);
    merged.retired = united(ours.retired, theirs.retired);
    merged.journal = mergeJournals(ours.journal, theirs.journal);
    merged.unreadJournals = unitedSets(ours.unreadJournals, theirs.unreadJournals);
    merged.forgotten = std::max(ours.forgotten, theirs.forgotten);
    merged.unknown = mergeUnknown(ours.unknown, theirs.unknown);
    return merged;
}

std::vector<Slot> mergeSlots(
    std::span<const Slot> ours, std::span<const Slot> theirs, const Body& merged)
{
    std::map<Id, Slot> all;
    for (const std::span<const Slot> side : { ours, theirs }) {
        for (const Slot& slot : side) {
            const auto [place, isNew] = all.emplace(slot.id, slot);
            // Slots never change; of two that share an id all the same any one will do.
            if (!isNew && place->second.commitment < slot.commitment)
                place->second = slot;
        }
    }
    std::vector<Slot> slotList;
    for (const auto& [id, slot] : all) {
        if (!merged.tombs.contains(id))
            slotList.push_back(slot);
    }
    const auto rank = [&merged](const Slot& slot) {
        const auto record = merged.slotRecords.find(slot.id);
        const std::int64_t created =
            record == merged.slotRecords.end() ? 0 : record->second.created;
        return std::tuple(isTyped(slot), created, slot.id);
    };
    std::ranges::sort(slotList, std::ranges::greater(), rank);
    std::size_t passphrases = 0;
    std::erase_if(slotList, [&passphrases](const Slot& slot) {
        return slot.kind == SlotKind::Passphrase && ++passphrases > MaxPassphraseSlots;
    });
    if (slotList.size() > MaxSlots)
        slotList.erase(slotList.begin() + MaxSlots, slotList.end());
    std::ranges::sort(slotList, {}, &Slot::id);
    return slotList;
}

} // namespace vault
