// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/rsa_private_key.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::uint8_t IntegerTag = 0x02;
constexpr std::uint8_t OctetStringTag = 0x04;
constexpr std::uint8_t SequenceTag = 0x30;

/// Version 0 of either structure.
constexpr std::array<std::uint8_t, 3> VersionZero = { IntegerTag, 1, 0 };
/// SEQUENCE { rsaEncryption (1.2.840.113549.1.1.1), NULL }
constexpr std::array<std::uint8_t, 15> Algorithm = { SequenceTag, 13, 0x06, 9, 0x2a, 0x86, 0x48,
    0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0 };

base::ByteView withoutLeadingZeros(base::ByteView number)
{
    while (number.size() > 1 && number[0] == 0)
        number = number.subspan(1);
    return number;
}

/// With the zero byte that keeps a number positive.
std::size_t contentSize(base::ByteView number)
{
    const base::ByteView digits = withoutLeadingZeros(number);
    return digits.size() + (digits.empty() || digits[0] >= 0x80 ? 1 : 0);
}

std::size_t headSize(std::size_t content)
{
    if (content < 0x80)
        return 2;
    return content < 0x100 ? 3 : 4;
}

std::size_t elementSize(std::size_t content)
{
    return headSize(content) + content;
}

/// Writes into memory that was measured before.
class Writer
{
public:
    explicit Writer(base::MutableByteView out) : m_rest(out) { }

    void head(std::uint8_t tag, std::size_t content)
    {
        byte(tag);
        if (headSize(content) == 4)
            byte(0x82);
        if (headSize(content) == 4)
            byte(static_cast<std::uint8_t>(content >> 8));
        if (headSize(content) == 3)
            byte(0x81);
        byte(static_cast<std::uint8_t>(content));
    }
    void bytes(base::ByteView bytes)
    {
        std::ranges::copy(bytes, m_rest.begin());
        m_rest = m_rest.subspan(bytes.size());
    }
    void number(base::ByteView number)
    {
        const base::ByteView digits = withoutLeadingZeros(number);
        head(IntegerTag, contentSize(number));
        if (contentSize(number) > digits.size())
            byte(0);
        bytes(digits);
    }
    bool isFull() const { return m_rest.empty(); }

private:
    void byte(std::uint8_t value)
    {
        m_rest[0] = value;
        m_rest = m_rest.subspan(1);
    }

    base::MutableByteView m_rest;
};

class Reader
{
public:
    explicit Reader(base::ByteView der) : m_rest(der) { }

    bool take(base::ByteView expected)
    {
        if (m_rest.size() < expected.size()
            || !std::ranges::equal(m_rest.first(expected.size()), expected))
            return false;
        m_rest = m_rest.subspan(expected.size());
        return true;
    }

    /// The content of the next element; absent for another tag or a length in a longer spelling
    /// than it needs.
    std::optional<base::ByteView> element(std::uint8_t tag)
    {
        if (m_rest.size() < 2 || m_rest[0] != tag)
            return {};
        std::size_t size = m_rest[1];
        if (size >= 0x80) {
            const std::size_t digits = size - 0x80;
            if (digits < 1 || digits > 2 || m_rest.size() < 2 + digits)
                return {};
            size = digits == 1 ? m_rest[2] : base::readU16(m_rest.subspan(2, 2));
            if (headSize(size) != 2 + digits)
                return {};
        }
        if (m_rest.size() - headSize(size) < size)
            return {};
        const base::ByteView content = m_rest.subspan(headSize(size), size);
        m_rest = m_rest.subspan(elementSize(size));
        return content;
    }

    std::optional<base::ByteView> number()
    {
        const std::optional<base::ByteView> content = element(IntegerTag);
        if (!content || content->empty() || (*content)[0] >= 0x80
            || (content->size() > 1 && (*content)[0] == 0 && (*content)[1] < 0x80))
            return {};
        return withoutLeadingZeros(*content);
    }

    bool isAtEnd() const { return m_rest.empty(); }

private:
    base::ByteView m_rest;
};

} // namespace

base::Result<SecretBytes> rsaPkcs8(const RsaNumbers& numbers)
{
    std::size_t keyContent = VersionZero.size();
    for (const base::ByteView number : numbers)
        keyContent += elementSize(contentSize(number));
    const std::size_t key = elementSize(keyContent);
    const std::size_t content = VersionZero.size() + Algorithm.size() + elementSize(key);
    base::Result<SecretBytes> pkcs8 = SecretBytes::ofSize(elementSize(content));
    if (!pkcs8)
        return pkcs8;
    Writer writer(pkcs8->bytes());
    writer.head(SequenceTag, content);
    writer.bytes(VersionZero);
    writer.bytes(Algorithm);
    writer.head(OctetStringTag, key);
    writer.head(SequenceTag, keyContent);
    writer.bytes(VersionZero);
    for (const base::ByteView number : numbers)
        writer.number(number);
    Q_ASSERT(writer.isFull());
    return pkcs8;
}

std::optional<RsaNumbers> rsaNumbers(base::ByteView pkcs8)
{
    Reader outside(pkcs8);
    const std::optional<base::ByteView> content = outside.element(SequenceTag);
    if (!content || !outside.isAtEnd())
        return {};
    Reader inside(*content);
    if (!inside.take(VersionZero) || !inside.take(Algorithm))
        return {};
    const std::optional<base::ByteView> key = inside.element(OctetStringTag);
    if (!key || !inside.isAtEnd())
        return {};
    Reader keyReader(*key);
    const std::optional<base::ByteView> keyContent = keyReader.element(SequenceTag);
    if (!keyContent || !keyReader.isAtEnd())
        return {};
    Reader numbersReader(*keyContent);
    if (!numbersReader.take(VersionZero))
        return {};
    RsaNumbers numbers;
    for (base::ByteView& number : numbers) {
        const std::optional<base::ByteView> read = numbersReader.number();
        if (!read)
            return {};
        number = *read;
    }
    if (!numbersReader.isAtEnd())
        return {};
    return numbers;
}

} // namespace crypto
