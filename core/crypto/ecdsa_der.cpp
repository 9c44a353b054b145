// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/ecdsa_der.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::uint8_t DerSequence = 0x30;
constexpr std::uint8_t DerInteger = 0x02;
constexpr std::size_t DerNumberSize = sizeof(P256Number);

/// The content of the element at the start of `der`, which becomes what follows it. All lengths
/// here are below 128 and hence one byte.
std::optional<base::ByteView> takeElement(base::ByteView& der, std::uint8_t tag)
{
    if (der.size() < 2 || der[0] != tag || der[1] >= 0x80)
        return {};
    const std::size_t size = der[1];
    if (der.size() - 2 < size)
        return {};
    const base::ByteView content = der.subspan(2, size);
    der = der.subspan(2 + size);
    return content;
}

bool takeNumber(base::ByteView& der, std::span<std::uint8_t, DerNumberSize> out)
{
    const std::optional<base::ByteView> content = takeElement(der, DerInteger);
    if (!content || content->empty())
        return false;
    base::ByteView digits = *content;
    const bool isNegative = digits[0] >= 0x80;
    const bool isPadded = digits.size() > 1 && digits[0] == 0 && digits[1] < 0x80;
    if (isNegative || isPadded)
        return false;
    if (digits.size() > 1 && digits[0] == 0)
        digits = digits.subspan(1);
    if (digits.size() > DerNumberSize)
        return false;
    std::ranges::fill(out, std::uint8_t { 0 });
    std::ranges::copy(digits, out.end() - static_cast<std::ptrdiff_t>(digits.size()));
    return true;
}

void appendNumber(base::Bytes& out, base::ByteView number)
{
    while (number.size() > 1 && number[0] == 0)
        number = number.subspan(1);
    const bool needsZero = number[0] >= 0x80;
    out.push_back(DerInteger);
    out.push_back(static_cast<std::uint8_t>(number.size() + (needsZero ? 1 : 0)));
    if (needsZero)
        out.push_back(0);
    base::append(out, number);
}

} // namespace

std::optional<EcSignature> rawFromDer(base::ByteView der)
{
    std::optional<base::ByteView> numbers = takeElement(der, DerSequence);
    EcSignature raw = {};
    const std::span<std::uint8_t, 2 * DerNumberSize> out(raw);
    if (!numbers || !der.empty() || !takeNumber(*numbers, out.first<DerNumberSize>())
        || !takeNumber(*numbers, out.last<DerNumberSize>()) || !numbers->empty())
        return {};
    return raw;
}

std::optional<base::Bytes> derFromRaw(base::ByteView raw)
{
    if (raw.size() != 2 * DerNumberSize)
        return {};
    base::Bytes numbers;
    appendNumber(numbers, raw.first(DerNumberSize));
    appendNumber(numbers, raw.last(DerNumberSize));
    base::Bytes der = { DerSequence, static_cast<std::uint8_t>(numbers.size()) };
    base::append(der, numbers);
    return der;
}

} // namespace crypto
