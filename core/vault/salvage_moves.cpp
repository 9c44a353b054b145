// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The checklist in the plaintext of a damaged body.

#include "core/vault/move_codec.h"
#include "core/vault/salvage.h"
#include "core/vault/salvage_scan.h"

#include <set>

namespace vault {

namespace {

/// More than one can have, unless a newer program gave it more members.
constexpr std::size_t LargestMoveEntry = std::size_t { 8 } * 1024;

/// The one whose id stands at the beginning, if it can be read as a whole.
std::optional<MoveEntry> moveAt(base::ByteView bytes, Steps& left)
{
    if (!mayBeginWith(bytes, FirstOfMove))
        return {};
    Id id;
    std::ranges::copy(bytes.subspan(1, IdSize), id.bytes.begin());
    base::ByteView value = bytes.subspan(1 + IdSize);
    value = value.first(std::min(value.size(), LargestMoveEntry));
    const std::size_t size = itemSize(value, left);
    if (size == 0 || !cbor::check(value.first(size)))
        return {};
    base::Result<MoveEntry> read = readMove(id, value.first(size));
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

} // namespace

std::vector<MoveEntry> salvageMoves(base::ByteView plaintext)
{
    std::vector<MoveEntry> entries;
    std::set<Id> known;
    Steps left = StepsPerByte * plaintext.size();
    for (std::size_t at = 0; at < plaintext.size() && left > 0 && known.size() < MaxMoves; ++at) {
        std::optional<MoveEntry> found = moveAt(plaintext.subspan(at), left);
        if (found && known.insert(found->id).second)
            entries.push_back(std::move(*found));
    }
    return entries;
}

} // namespace vault
