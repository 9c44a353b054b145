// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/passphrase.h"

#include <zxcvbn.h>

#include <algorithm>

namespace vault {

namespace {

/// Bits of guessing work. With the smallest costs a slot may have, one guess takes a fast machine
/// about 50 ms: 2^40 of them are some 1,700 years of it.
constexpr double FairBits = 40;
constexpr double StrongBits = 60;

/// The estimator's work grows faster than the text; what is longer is strong or a repetition.
constexpr std::size_t MaxEstimatedBytes = 100;

/// The text as the estimator counts it fairly: it takes each byte for a choice among many, so
/// UTF-8 would double the worth of every letter outside ASCII. Lead bytes hardly vary within one
/// script and are left out; the following bytes count as a letter each. Zero-terminated.
base::Result<crypto::SecretBytes> estimatorText(base::ByteView utf8)
{
    base::Result<crypto::SecretBytes> text = crypto::SecretBytes::ofSize(MaxEstimatedBytes + 1);
    if (!text)
        return text;
    std::size_t length = 0;
    for (const std::uint8_t byte : utf8) {
        if (length == MaxEstimatedBytes)
            break;
        if (byte < 0x80)
            text->bytes()[length++] = byte;
        else if (byte < 0xC0)
            text->bytes()[length++] = static_cast<std::uint8_t>('a' + (byte & 0x3F) % 26);
    }
    return text;
}

} // namespace

Strength estimateStrength(const Passphrase& passphrase)
{
    const base::Result<crypto::SecretBytes> text = estimatorText(passphrase.bytes.view());
    if (!text)
        return Strength::Weak; // without an estimate nobody is told that it is good
    const char* const first = reinterpret_cast<const char*>(text->view().data());
    // No match list is asked for: it would tell the parts of the passphrase. Without one nothing of
    // the text stays in the library's memory (the test searches for it).
    const double bits = ZxcvbnMatch(first, nullptr, nullptr);
    if (bits >= StrongBits)
        return Strength::Strong;
    return bits >= FairBits ? Strength::Fair : Strength::Weak;
}

} // namespace vault
