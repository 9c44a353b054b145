// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"

#include <optional>
#include <random>

/// Bodies as copies of one vault on several devices would hold them, made from choices, and what
/// merging them must keep to.
namespace support {

/// Where choices come from: a seeded generator, or the bytes of a fuzzer (then zeros).
class Choices
{
public:
    explicit Choices(std::uint32_t seed) : m_random(seed) { }
    explicit Choices(base::ByteView bytes) : m_bytes(bytes) { }

    /// Below `count`.
    std::size_t below(std::size_t count);
    bool oneIn(std::size_t count) { return below(count) == 0; }

private:
    std::optional<std::mt19937> m_random;
    base::ByteView m_bytes;
};

/// A body with few ids, devices, stamps, tags and secrets, so that two of them meet in all ways.
vault::Body generatedBody(Choices& choices);

/// A later state of the same copy: changes with stamps above all that any generatedBody has.
vault::Body evolved(const vault::Body& body, Choices& choices);

/// The first law of merging that these bodies break, in words; empty if they keep to all.
std::string brokenLaw(const vault::Body& a, const vault::Body& b, const vault::Body& c);

} // namespace support
