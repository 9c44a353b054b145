// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/protobuf.h"

#include <algorithm>

namespace otp {

namespace {

enum WireType : std::uint32_t { Varint = 0, Fixed64 = 1, Length = 2, Fixed32 = 5 };

} // namespace

base::Error damagedMessage(const char* what)
{
    return { base::ErrorCode::Damaged, what, { "data" } };
}

base::Result<std::uint64_t> ProtobufReader::takeVarint()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (m_rest.empty())
            return damagedMessage("number cut short");
        const std::uint64_t byte = m_rest.front();
        m_rest = m_rest.subspan(1);
        if (shift == 63 && byte > 1)
            return damagedMessage("number beyond 64 bits");
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    return damagedMessage("number without end");
}

base::Result<base::ByteView> ProtobufReader::take(std::uint64_t size)
{
    if (size > m_rest.size())
        return damagedMessage("field runs past the end");
    const base::ByteView taken = m_rest.first(static_cast<std::size_t>(size));
    m_rest = m_rest.subspan(taken.size());
    return taken;
}

base::Result<std::optional<ProtobufField>> ProtobufReader::next()
{
    if (m_rest.empty())
        return std::optional<ProtobufField>();
    const auto key = takeVarint();
    if (!key)
        return key.error();
    ProtobufField field;
    if (*key >> 3 == 0 || *key >> 3 > 0x1fffffff)
        return damagedMessage("field number");
    field.number = static_cast<std::uint32_t>(*key >> 3);
    const std::uint64_t wireType = *key & 7;
    if (wireType != Varint && wireType != Fixed64 && wireType != Length && wireType != Fixed32)
        return damagedMessage("wire type");
    if (wireType == Varint || wireType == Length) {
        const auto number = takeVarint();
        if (!number)
            return number.error();
        field.value = *number;
    }
    field.isNumber = wireType == Varint;
    if (field.isNumber)
        return std::optional(field);
    const std::uint64_t size = wireType == Length ? field.value : wireType == Fixed64 ? 8 : 4;
    const auto bytes = take(size);
    if (!bytes)
        return bytes.error();
    field.bytes = *bytes;
    return std::optional(field);
}

void ProtobufWriter::varint(std::uint64_t value)
{
    while (value >= 0x80) {
        m_out[m_size++] = static_cast<std::uint8_t>(value | 0x80);
        value >>= 7;
    }
    m_out[m_size++] = static_cast<std::uint8_t>(value);
}

void ProtobufWriter::number(std::uint32_t field, std::uint64_t value)
{
    varint(std::uint64_t { field } << 3 | Varint);
    varint(value);
}

void ProtobufWriter::bytes(std::uint32_t field, base::ByteView value)
{
    varint(std::uint64_t { field } << 3 | Length);
    varint(value.size());
    std::ranges::copy(value, m_out.begin() + static_cast<std::ptrdiff_t>(m_size));
    m_size += value.size();
}

} // namespace otp
