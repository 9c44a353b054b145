// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/cbor.h"
#include "core/vault/journal_record.h"
#include "tests/support/fixed_random.h"

namespace support {

inline vault::Id deviceFrom(std::uint8_t first)
{
    vault::Id id;
    std::iota(id.bytes.begin(), id.bytes.end(), first);
    return id;
}

/// {"a": number}, the entry of the format's vectors: valid, and of no known kind.
inline base::Bytes plainEntry(std::uint64_t number)
{
    vault::cbor::Writer out;
    out.map(1);
    out.text("a");
    out.unsignedNumber(number);
    return { out.view().begin(), out.view().end() };
}

/// Appends entries {"a": first}, {"a": first + 1}…; false if one was refused.
inline bool appendPlain(
    vault::Journal& journal, const vault::Id& device, std::uint64_t first, std::uint64_t count)
{
    FixedRandom random;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (!vault::appendEntry(journal, device, plainEntry(first + i), random))
            return false;
    }
    return true;
}

/// The journal without one of its links, or with another in its place.
inline vault::Journal replaced(vault::Journal journal, const vault::Id& device, std::uint64_t index,
    const std::optional<vault::JournalLink>& by)
{
    auto& links = journal.chains.at(device).links;
    std::erase_if(links, [index](const vault::JournalLink& link) { return link.index == index; });
    if (by)
        links.insert(*by);
    return journal;
}

} // namespace support
