// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/entry_list.h"

namespace vault {

/// What the format can hold of an entry: one beyond it could not be read again. TooLarge,
/// MissingField, InvalidField, each with the member.
base::Result<void> checkMove(const MoveEntry& entry);

/// One entry of `moves` from its encoded, checked value. Damaged; the argument is the member that
/// is missing, wrong or too large.
base::Result<MoveEntry> readMove(const Id& id, base::ByteView value);
void writeMove(cbor::Writer& out, const MoveEntry& entry);

/// Whether a tombstone is as late as its last change.
bool isBuried(const MoveEntry& entry, const std::map<Id, Stamp>& tombs);

constexpr EntryList<MoveEntry> MoveList {
    .member = "moves",
    .unreadMember = "unreadMoves",
    .entries = &Body::moves,
    .unread = &Body::unreadMoves,
    .most = MaxMoves,
    .read = readMove,
    .write = writeMove,
    .isBuried = isBuried,
};

/// The first member of an encoded entry, with its head.
constexpr std::string_view FirstOfMove = "duser";

} // namespace vault
