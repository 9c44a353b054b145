// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace otp {

/// Damaged ("data"): what the bytes should be and are not.
base::Error damagedMessage(const char* what);

/// One field of a protocol buffers message.
struct ProtobufField
{
    std::uint32_t number = 0;
    bool isNumber = false; ///< a varint; otherwise bytes, or a fixed number nobody here asks for
    std::uint64_t value = 0; ///< of a varint
    base::ByteView bytes; ///< of a length-delimited field; into the message
};

/// Reads the wire format of protocol buffers (protobuf.dev, "Encoding"), field by field. Groups,
/// unknown wire types and lengths beyond the end are Damaged.
class ProtobufReader
{
public:
    explicit ProtobufReader(base::ByteView message) : m_rest(message) { }

    /// The next field; nullopt at the end.
    base::Result<std::optional<ProtobufField>> next();

private:
    base::Result<std::uint64_t> takeVarint();
    base::Result<base::ByteView> take(std::uint64_t size);

    base::ByteView m_rest;
};

/// Writes a message into memory the caller provides, which must be large enough: a secret then goes
/// from one locked buffer to another.
class ProtobufWriter
{
public:
    explicit ProtobufWriter(base::MutableByteView out) : m_out(out) { }

    void number(std::uint32_t field, std::uint64_t value);
    void bytes(std::uint32_t field, base::ByteView value);
    std::size_t size() const { return m_size; }

    /// The most bytes that a field with `size` bytes of content takes.
    static constexpr std::size_t roomFor(std::size_t size) { return size + 20; }

private:
    void varint(std::uint64_t value);

    base::MutableByteView m_out;
    std::size_t m_size = 0;
};

} // namespace otp
