// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/recovery_key.h"

#include "core/crypto/characters.h"
#include "core/vault/bech32m.h"

#include <algorithm>
#include <array>

namespace vault {

namespace {

constexpr std::string_view Prefix = "csr";
constexpr std::size_t RecoverySize = 16;
constexpr std::size_t ValueCount = (RecoverySize * 8 + 4) / 5;
constexpr std::size_t TextLength = bech32m::encodedLength(Prefix, ValueCount);
constexpr std::size_t GroupSize = 4;
constexpr std::size_t GroupCount = TextLength / GroupSize;
static_assert(TextLength == 36 && TextLength <= bech32m::MaxLength);

/// A mistyped key is still meant as one when up to four characters are missing or too many.
constexpr std::size_t LengthTolerance = 4;

base::Error mistyped(const char* what)
{
    return { base::ErrorCode::RecoveryKeyMistyped, std::string("recovery key: ") + what, { what } };
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (upper(c) >= 'A' && upper(c) <= 'Z');
}

/// Number of bytes to skip at the start of `rest`: blanks and hyphens, also the typographic ones
/// that come with a text copied from a document.
std::size_t separatorLength(std::string_view rest)
{
    constexpr std::string_view Ascii = " \t\r\n-";
    constexpr std::array<std::string_view, 5> Others { "\u00A0", "\u2010", "\u2011", "\u2012",
        "\u2013" };
    if (Ascii.find(rest.front()) != std::string_view::npos)
        return 1;
    for (const std::string_view other : Others) {
        if (rest.starts_with(other))
            return other.size();
    }
    return 0;
}

/// Calls `use` with each character that is no separator, until it returns false.
template <typename Use> void forEachSymbol(std::string_view typed, Use use)
{
    std::size_t i = 0;
    while (i < typed.size()) {
        if (const std::size_t skip = separatorLength(typed.substr(i)); skip > 0)
            i += skip;
        else if (!use(typed[i++]))
            return;
    }
}

/// The character meant: none of O, I, 1 and B is in the alphabet, each resembles one that is.
char withoutLookAlike(char c)
{
    switch (c) {
    case 'O':
        return '0';
    case 'I':
    case '1':
        return 'L';
    case 'B':
        return '8';
    default:
        return c;
    }
}

/// Exactly TextLength characters in upper case, look-alikes replaced after the prefix.
base::Result<crypto::SecretBytes> canonicalText(std::string_view typed)
{
    base::Result<crypto::SecretBytes> text = crypto::SecretBytes::ofSize(TextLength);
    if (!text)
        return text;
    std::size_t count = 0;
    bool possible = true;
    forEachSymbol(typed, [&](char c) {
        const bool inPrefix = count <= Prefix.size();
        const char meant = inPrefix ? upper(c) : withoutLookAlike(upper(c));
        possible = possible && (inPrefix || bech32m::valueOf(meant).has_value());
        if (count < TextLength)
            text->bytes()[count] = static_cast<std::uint8_t>(meant);
        return ++count <= TextLength;
    });
    if (!text->text().starts_with("CSR1"))
        return mistyped("prefix");
    if (count != TextLength)
        return mistyped("length");
    if (!possible)
        return mistyped("character");
    return text;
}

/// Groups of five bits, the last one filled up with zeros.
void splitIntoValues(base::ByteView key, base::MutableByteView values)
{
    std::ranges::fill(values, std::uint8_t { 0 });
    for (std::size_t bit = 0; bit < key.size() * 8; ++bit) {
        if (key[bit / 8] >> (7 - bit % 8) & 1)
            values[bit / 5] = static_cast<std::uint8_t>(values[bit / 5] | 16 >> bit % 5);
    }
}

/// The reverse; false if a bit beyond the key is set.
bool joinValues(base::ByteView values, base::MutableByteView key)
{
    std::ranges::fill(key, std::uint8_t { 0 });
    for (std::size_t bit = 0; bit < values.size() * 5; ++bit) {
        if ((values[bit / 5] >> (4 - bit % 5) & 1) == 0)
            continue;
        if (bit >= key.size() * 8)
            return false;
        key[bit / 8] = static_cast<std::uint8_t>(key[bit / 8] | 128 >> bit % 8);
    }
    return true;
}

} // namespace

base::Result<crypto::SecretBytes> formatRecoveryKey(const RecoveryKey& key)
{
    Q_ASSERT(key.bytes.size() == RecoverySize);
    base::Result<crypto::SecretBytes> values = crypto::SecretBytes::ofSize(ValueCount);
    base::Result<crypto::SecretBytes> plain = crypto::SecretBytes::ofSize(TextLength);
    base::Result<crypto::SecretBytes> text =
        crypto::SecretBytes::ofSize(TextLength + GroupCount - 1);
    if (!values || !plain || !text)
        return base::Error { base::ErrorCode::SecureHeapFull, "recovery key" };
    splitIntoValues(key.bytes.view(), values->bytes());
    bech32m::encode(Prefix, values->view(), charactersOf(*plain));
    std::size_t position = 0;
    for (std::size_t i = 0; i < TextLength; ++i) {
        if (i > 0 && i % GroupSize == 0)
            text->bytes()[position++] = '-';
        text->bytes()[position++] = static_cast<std::uint8_t>(upper(plain->text()[i]));
    }
    return text;
}

base::Result<RecoveryKey> parseRecoveryKey(std::string_view typed)
{
    const base::Result<crypto::SecretBytes> text = canonicalText(typed);
    if (!text)
        return text.error();
    base::Result<crypto::SecretBytes> values = crypto::SecretBytes::ofSize(TextLength);
    base::Result<crypto::SecretBytes> key = crypto::SecretBytes::ofSize(RecoverySize);
    if (!values || !key)
        return base::Error { base::ErrorCode::SecureHeapFull, "recovery key" };
    const std::optional<bech32m::Decoded> decoded = bech32m::decode(text->text(), values->bytes());
    if (!decoded)
        return mistyped("checksum");
    if (!joinValues(values->view().first(decoded->values), key->bytes()))
        return mistyped("padding");
    return RecoveryKey { std::move(*key) };
}

bool looksLikeRecoveryKey(std::string_view typed)
{
    constexpr std::string_view Separators = "1IL"; // what a '1' may have been read as
    std::size_t count = 0;
    bool possible = true;
    forEachSymbol(typed, [&](char c) {
        const char symbol = upper(c);
        if (count < Prefix.size())
            possible = symbol == upper(Prefix[count]);
        else if (count == Prefix.size())
            possible = Separators.find(symbol) != std::string_view::npos;
        else
            possible = isLetterOrDigit(symbol);
        ++count;
        return possible;
    });
    return possible && count + LengthTolerance >= TextLength
        && count <= TextLength + LengthTolerance;
}

base::Result<RecoveryKey> newRecoveryKey(crypto::RandomSource& random)
{
    base::Result<crypto::SecretBytes> bytes = random.secret(RecoverySize);
    if (!bytes)
        return bytes.error();
    return RecoveryKey { std::move(*bytes) };
}

} // namespace vault
