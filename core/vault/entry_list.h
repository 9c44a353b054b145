// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"
#include "core/vault/cbor.h"
#include "core/vault/record.h"

#include <algorithm>

namespace vault {

/// A list of things of one kind in the body, by their ids: how its two members are called and what
/// is to be known of an entry. One that cannot be understood is kept as it is in the second member,
/// and a program that can (this one may be newer) takes it in again. There is no history of them.
template <typename Entry> struct EntryList
{
    std::string_view member;
    std::string_view unreadMember;
    std::map<Id, Entry> Body::*entries;
    std::set<base::Bytes> Body::*unread; ///< key and value of each, encoded
    std::size_t most = 0; ///< entries, those that are not understood among them
    base::Result<Entry> (*read)(const Id& id, base::ByteView value) = nullptr;
    void (*write)(cbor::Writer& out, const Entry& entry) = nullptr;
    /// Whether a tombstone is as late as its last change.
    bool (*isBuried)(const Entry& entry, const std::map<Id, Stamp>& tombs) = nullptr;
};

/// As the body has it, without its id.
template <typename Entry> base::Bytes encodedEntry(const EntryList<Entry>& list, const Entry& entry)
{
    cbor::Writer out;
    list.write(out, entry);
    return { out.view().begin(), out.view().end() };
}

/// The one with the later change; of one moment always the same one.
template <typename Entry>
const Entry& laterEntry(const EntryList<Entry>& list, const Entry& a, const Entry& b)
{
    if (a.changed != b.changed)
        return a.changed > b.changed ? a : b;
    return encodedEntry(list, a) < encodedEntry(list, b) ? b : a;
}

/// The id of one that could not be read; zeros if that is what is wrong.
inline Id idOfUnread(base::ByteView entry)
{
    return readId(cbor::Reader(entry).item()).value_or(Id());
}

template <typename Entry> void buryEntries(const EntryList<Entry>& list, Body& body)
{
    std::erase_if(body.*list.entries,
        [&](const auto& entry) { return list.isBuried(entry.second, body.tombs); });
}

/// Takes an entry in, if it is understood, and keeps it otherwise; of one id the later.
template <typename Entry>
void takeEntryIn(const EntryList<Entry>& list, Body& body, const cbor::Members::Member& member)
{
    const std::optional<Id> id = readId(member.key);
    base::Result<Entry> read = id
        ? list.read(*id, member.value)
        : base::Result<Entry>(base::Error { base::ErrorCode::Damaged, "an entry", { "id" } });
    if (!read) {
        base::Bytes kept(member.key.begin(), member.key.end());
        base::append(kept, member.value);
        (body.*list.unread).insert(std::move(kept));
        return;
    }
    const auto [place, isNew] = (body.*list.entries).emplace(*id, *read);
    if (!isNew)
        place->second = Entry(laterEntry(list, place->second, *read));
}

/// Reads both members, where they are there. The tombstones have been read before.
template <typename Entry> void readEntries(Record& record, const EntryList<Entry>& list, Body& body)
{
    if (const std::optional<base::ByteView> value = record.take(list.member)) {
        const std::optional<cbor::Members> members = cbor::Members::of(*value);
        if (!members || members->all().size() > list.most)
            return record.fail(list.member);
        for (const cbor::Members::Member& entry : members->all())
            takeEntryIn(list, body, entry);
    }
    if (const std::optional<base::ByteView> value = record.take(list.unreadMember)) {
        cbor::Reader reader(*value); // key, value, key, value…
        const std::size_t count = reader.array().value_or(0);
        if (count == 0 || count % 2 != 0 || count / 2 > list.most)
            return record.fail(list.unreadMember);
        for (std::size_t i = 0; i < count; i += 2) {
            const base::ByteView key = reader.item();
            takeEntryIn(list, body, { key, reader.item() });
        }
    }
    // Whatever was read from where, so that a body that is written and read again is the same.
    buryEntries(list, body);
    if ((body.*list.entries).size() + (body.*list.unread).size() > list.most)
        record.fail(list.member);
}

/// Nothing where there are none.
template <typename Entry>
void writeEntries(cbor::MapWriter& map, const EntryList<Entry>& list, const Body& body)
{
    const std::map<Id, Entry>& entries = body.*list.entries;
    if (!entries.empty()) {
        cbor::Writer& out = map.member(list.member);
        out.map(entries.size());
        for (const auto& [id, entry] : entries) {
            out.bytes(id.view());
            list.write(out, entry);
        }
    }
    const std::set<base::Bytes>& unread = body.*list.unread;
    if (unread.empty())
        return;
    cbor::Writer& out = map.member(list.unreadMember);
    out.array(2 * unread.size());
    for (const base::Bytes& entry : unread)
        out.encoded(entry);
}

/// Of both, by id the later whole, without those that a tombstone of the merged body covers.
template <typename Entry>
void mergeEntries(const EntryList<Entry>& list, Body& merged, const Body& ours, const Body& theirs)
{
    merged.*list.entries = ours.*list.entries;
    merged.*list.unread = ours.*list.unread;
    for (const auto& [id, entry] : theirs.*list.entries) {
        const auto [place, isNew] = (merged.*list.entries).emplace(id, entry);
        if (!isNew)
            place->second = Entry(laterEntry(list, place->second, entry));
    }
    const std::set<base::Bytes>& unread = theirs.*list.unread;
    (merged.*list.unread).insert(unread.begin(), unread.end());
    buryEntries(list, merged);
}

} // namespace vault
