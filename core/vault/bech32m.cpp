// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/bech32m.h"

#include <algorithm>
#include <array>

namespace vault::bech32m {

namespace {

constexpr std::string_view Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
std::uint32_t lowered(char c)
{
    return static_cast<std::uint32_t>(isUpper(c) ? c - 'A' + 'a' : c);
}

/// The checksum of BIP 173 with the final constant of BIP 350.
class Checksum
{
public:
    explicit Checksum(std::string_view prefix)
    {
        for (const char c : prefix)
            add(lowered(c) >> 5);
        add(0);
        for (const char c : prefix)
            add(lowered(c) & 31);
    }

    void add(std::uint32_t value)
    {
        constexpr std::array<std::uint32_t, 5> Generator { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
            0x3d4233dd, 0x2a1462b3 };
        const std::uint32_t top = m_state >> 25;
        m_state = (m_state & 0x1ffffff) << 5 ^ value;
        for (std::size_t i = 0; i < Generator.size(); ++i) {
            if (top >> i & 1)
                m_state ^= Generator[i];
        }
    }

    bool isRight() const { return m_state == Final; }

    /// After the data and six zeros: what to write in place of the zeros.
    std::uint32_t toAppend() const { return m_state ^ Final; }

private:
    static constexpr std::uint32_t Final = 0x2bc830a3;
    std::uint32_t m_state = 1;
};

bool hasPossibleCharacters(std::string_view text)
{
    const bool inRange = std::ranges::all_of(text, [](char c) { return c >= '!' && c <= '~'; });
    const bool mixedCase = std::ranges::any_of(text, isUpper) && std::ranges::any_of(text, isLower);
    return inRange && !mixedCase;
}

} // namespace

std::optional<std::uint8_t> valueOf(char character)
{
    const std::size_t index = Alphabet.find(static_cast<char>(lowered(character)));
    if (index == std::string_view::npos)
        return std::nullopt;
    return static_cast<std::uint8_t>(index);
}

void encode(std::string_view prefix, base::ByteView values, std::span<char> out)
{
    Q_ASSERT(out.size() == encodedLength(prefix, values.size()));
    Checksum checksum(prefix);
    std::size_t position = prefix.copy(out.data(), prefix.size());
    out[position++] = '1';
    for (const std::uint8_t value : values) {
        checksum.add(value);
        out[position++] = Alphabet[value];
    }
    for (std::size_t i = 0; i < ChecksumSize; ++i)
        checksum.add(0);
    for (std::size_t i = ChecksumSize; i-- > 0;)
        out[position++] = Alphabet[checksum.toAppend() >> (5 * i) & 31];
}

std::optional<Decoded> decode(std::string_view text, base::MutableByteView out)
{
    Q_ASSERT(out.size() >= text.size());
    const std::size_t separator = text.rfind('1');
    if (text.size() > MaxLength || separator == std::string_view::npos || separator == 0
        || text.size() - separator - 1 < ChecksumSize || !hasPossibleCharacters(text))
        return std::nullopt;
    Checksum checksum(text.substr(0, separator));
    std::size_t count = 0;
    for (const char c : text.substr(separator + 1)) {
        const std::optional<std::uint8_t> value = valueOf(c);
        if (!value)
            return std::nullopt;
        checksum.add(*value);
        out[count++] = *value;
    }
    if (!checksum.isRight())
        return std::nullopt;
    return Decoded { separator, count - ChecksumSize };
}

} // namespace vault::bech32m
