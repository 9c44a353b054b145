// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/outgoing.h"

#include <cstdint>
#include <optional>
#include <span>

namespace transfer {

/// What of an account a format may have no place for, while its codes stay what they are.
enum class Loss {
    Note,
    Tags,
    OtherTags, ///< all but the first
    Favourite,
    Picture, ///< its icon
    MotpPin, ///< the PIN of mOTP, whose links do not carry it
    LinkParameters, ///< what its link said beyond the code, such as the name of an icon
    LongNames, ///< the end of an issuer or name longer than the program's own are
    NameColon, ///< in the program, what stands before the last colon of a name
    IssuerColon, ///< nothing of ours: many programs read such an issuer from a link differently
};

/// "notes", "tags", … as the documents name it.
std::string_view lossName(Loss loss);

/// Those of a format's losses that an account has.
std::vector<Loss> lossesOf(const OutgoingAccount& account, std::span<const Loss> losses);

/// Why an account does not fit into a format: written in altered form it would make wrong codes.
struct Misfit
{
    enum class Kind {
        NoCodes, ///< it has a push registration alone
        Type, ///< value: "hotp", …
        Algorithm, ///< value: "SHA384", …
        Digits, ///< value: how many
        Period, ///< value: seconds
        Counter, ///< too large; value: the counter
        Secret, ///< not of the form that the format has for it
        PinMissing, ///< the format needs the PIN, which is not kept here
        Names, ///< they would be read as other names, or the account as another one
        TooLong, ///< value: which text
        IssuerMissing, ///< the program takes none without
        SameKey, ///< its program would take it for another account that is written
    };

    Kind kind;
    std::string value = {};

    bool operator==(const Misfit&) const = default;
};

/// The codes that a format can hold.
struct CodeLimits
{
    std::span<const std::string_view> types; ///< as otp::typeName()
    std::span<const crypto::Hash> algorithms; ///< of TOTP and HOTP
    bool (*takesDigits)(int) = [](int) { return true; }; ///< of these, too
    bool (*takesPeriod)(int) = [](int) { return true; }; ///< of TOTP
    std::uint64_t largestCounter = INT64_MAX;
};

constexpr crypto::Hash CommonAlgorithms[] = { crypto::Hash::Sha1, crypto::Hash::Sha256,
    crypto::Hash::Sha512 };

/// What of a credential lies outside. Steam, mOTP and Yandex fit with the digits and the period
/// that they have everywhere: formats do not say them, or programs do not look.
std::optional<Misfit> misfitOf(const otp::Credential& credential, const CodeLimits& limits);

} // namespace transfer
