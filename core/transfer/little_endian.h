// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace transfer {

/// Takes bytes and little-endian numbers from the front of a file, as long as there are any.
class LittleEndian
{
public:
    explicit LittleEndian(base::ByteView bytes) : m_rest(bytes) { }

    base::ByteView rest() const { return m_rest; }

    std::optional<base::ByteView> take(std::uint64_t size)
    {
        if (size > m_rest.size())
            return std::nullopt;
        const base::ByteView taken = m_rest.first(static_cast<std::size_t>(size));
        m_rest = m_rest.subspan(taken.size());
        return taken;
    }

    /// A number of so many bytes, at most eight.
    std::optional<std::uint64_t> number(std::size_t size)
    {
        const std::optional<base::ByteView> bytes = take(size);
        return bytes ? std::optional(valueOf(*bytes)) : std::nullopt;
    }

    static std::uint64_t valueOf(base::ByteView bytes)
    {
        std::uint64_t value = 0;
        for (std::size_t i = bytes.size(); i > 0; --i)
            value = (value << 8) | bytes[i - 1];
        return value;
    }

private:
    base::ByteView m_rest;
};

} // namespace transfer
