// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

/// Deterministic CBOR (RFC 8949, section 4.2.1) as the body of a vault is written: shortest heads,
/// definite lengths, map keys ascending by their encoded bytes, valid UTF-8, no floats, no tags. A
/// buffer is checked once as a whole; readers of checked bytes then only ask for types.
namespace vault::cbor {

constexpr int MaxDepth = 16; ///< arrays and maps within each other, the outermost counted
constexpr std::size_t MaxItems = 1'000'000; ///< of an array or a map, its keys counted
constexpr std::size_t MaxTextSize = std::size_t { 64 } * 1024; ///< bytes of UTF-8
constexpr std::size_t MaxBytesSize = std::size_t { 1024 } * 1024;

/// That `bytes` are one item in the one permitted spelling and within the limits; else Damaged.
base::Result<void> check(base::ByteView bytes);

/// Walks over items one after another. An answer is absent when the next item is of another type
/// or the bytes are at their end; the position then stays. Never reads outside the bytes, but
/// only check() tells whether they are well formed.
class Reader
{
public:
    explicit Reader(base::ByteView bytes) : m_bytes(bytes) { }

    bool isAtEnd() const { return m_position >= m_bytes.size(); }
    std::optional<std::uint64_t> unsignedNumber();
    std::optional<base::ByteView> bytes();
    std::optional<std::string_view> text();
    std::optional<bool> boolean();
    std::optional<std::size_t> array(); ///< how many items follow
    std::optional<std::size_t> map(); ///< how many pairs follow
    /// The next item with all that is in it, as encoded; empty at the end.
    base::ByteView item();

private:
    std::optional<std::uint64_t> head(std::uint8_t majorType);
    std::optional<base::ByteView> string(std::uint8_t majorType);

    base::ByteView m_bytes;
    std::size_t m_position = 0;
};

/// Appends items to a buffer that is wiped when it goes. Texts are valid UTF-8.
class Writer
{
public:
    void unsignedNumber(std::uint64_t value) { head(0, value); }
    void bytes(base::ByteView value);
    void text(std::string_view value);
    void boolean(bool value);
    void array(std::size_t items) { head(4, items); }
    void map(std::size_t pairs) { head(5, pairs); }
    void encoded(base::ByteView items); ///< as they are

    void reserve(std::size_t bytes) { m_bytes.reserve(bytes); } ///< spares copies while growing
    std::size_t size() const { return m_bytes.size(); }
    base::ByteView view() const { return m_bytes; }

private:
    void head(std::uint8_t majorType, std::uint64_t value);

    crypto::WipedBytes m_bytes;
};

/// Collects the members of one map in any order; finish() writes them in the order of their
/// encoded keys.
class MapWriter
{
public:
    /// `expectedSize` of all members together, in bytes; any is right, a good one is fast.
    explicit MapWriter(std::size_t expectedSize = 256);

    /// Starts a member; its value is the one item written to the answer next.
    Writer& member(std::string_view key);
    Writer& member(base::ByteView key);
    /// Members as Members::rest() gave them: key, value, key, value…
    void members(base::ByteView encoded);
    void finish(Writer& out);

private:
    struct Member
    {
        std::size_t begin;
        std::size_t valueBegin;
    };

    Writer m_writer;
    std::vector<Member> m_members;
};

/// The members of one checked map, taken by name; what nobody took can be kept as it is.
class Members
{
public:
    /// Absent if the item is not a map.
    static std::optional<Members> of(base::ByteView item);

    /// The member's value, encoded; absent if there is none or it was taken.
    std::optional<base::ByteView> take(std::string_view key);
    /// Key, value, key, value… of all that was not taken, in order.
    base::Bytes rest() const;

    struct Member
    {
        base::ByteView key; ///< encoded
        base::ByteView value; ///< encoded
        bool taken = false;
    };
    const std::vector<Member>& all() const { return m_members; }

private:
    std::vector<Member> m_members;
};

} // namespace vault::cbor
