// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <string_view>

/// Looking through CBOR that may be damaged at any place, for salvage alone: all else checks a
/// buffer as a whole and reads it then.
namespace vault {

/// A head of CBOR: major type, value and how many bytes it takes; 0 bytes if it is none of ours.
struct Head
{
    int type = 0;
    std::uint64_t value = 0;
    std::size_t size = 0;
};
Head headAt(base::ByteView bytes);

/// Steps that may be taken yet, so that a file made for it cannot have one place looked at again
/// and again.
using Steps = std::size_t;
constexpr std::size_t StepsPerByte = 32;

/// How many bytes the item at the beginning takes; 0 if it does not end within them.
std::size_t itemSize(base::ByteView bytes, Steps& left, int depth = 0);

constexpr std::size_t IdSize = 16;

/// Whether an id and a map may begin here, as in `accounts`.
bool mayBegin(base::ByteView bytes);
/// The same, and the map's first member is called so; `key` is encoded.
bool mayBeginWith(base::ByteView bytes, std::string_view key);

} // namespace vault
