// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/salvage_scan.h"

#include <algorithm>

namespace vault {

namespace {

constexpr std::uint8_t IdHead = 0x50; ///< CBOR: a byte string of 16
constexpr int DeepestItem = 16;

} // namespace

Head headAt(base::ByteView bytes)
{
    if (bytes.empty())
        return {};
    const int type = bytes[0] >> 5;
    const std::uint8_t info = bytes[0] & 31;
    if (info < 24)
        return { type, info, 1 };
    const std::size_t width = std::size_t { 1 } << (info - 24);
    if (info > 27 || bytes.size() < 1 + width)
        return {};
    std::uint64_t value = 0;
    for (std::size_t i = 1; i <= width; ++i)
        value = value << 8 | bytes[i];
    return { type, value, 1 + width };
}

std::size_t itemSize(base::ByteView bytes, Steps& left, int depth)
{
    const Head head = headAt(bytes);
    if (head.size == 0 || depth > DeepestItem || left == 0)
        return 0;
    --left;
    if (head.type == 2 || head.type == 3)
        return head.value <= bytes.size() - head.size
            ? head.size + static_cast<std::size_t>(head.value)
            : 0;
    std::size_t items = 0;
    if (head.type == 4 || head.type == 5) {
        if (head.value > bytes.size())
            return 0;
        items = static_cast<std::size_t>(head.value) * (head.type == 5 ? 2 : 1);
    }
    std::size_t size = head.size;
    for (std::size_t i = 0; i < items; ++i) {
        const std::size_t inner = itemSize(bytes.subspan(size), left, depth + 1);
        if (inner == 0)
            return 0;
        size += inner;
    }
    return size;
}

bool mayBegin(base::ByteView bytes)
{
    return bytes.size() > 1 + IdSize && bytes[0] == IdHead && bytes[1 + IdSize] >> 5 == 5;
}

bool mayBeginWith(base::ByteView bytes, std::string_view key)
{
    if (!mayBegin(bytes))
        return false;
    const base::ByteView map = bytes.subspan(1 + IdSize);
    const base::ByteView members = map.subspan(headAt(map).size);
    return base::textOf(members.first(std::min(members.size(), key.size()))) == key;
}

} // namespace vault
