// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/enroll/unsupported.h"

#include "core/base/link.h"

#include <algorithm>

namespace enroll {

namespace {

struct Prefix
{
    std::string_view text; ///< lower-case
    UnsupportedKind kind;
};

constexpr Prefix Prefixes[] = {
    { "phonefactor://", UnsupportedKind::MicrosoftPush },
    { "com.rsa.securid://", UnsupportedKind::RsaSecurId },
    { "com.rsa.securid.iphone://", UnsupportedKind::RsaSecurId },
    { "http://127.0.0.1/securid/", UnsupportedKind::RsaSecurId },
    { "lpaauth-migration://", UnsupportedKind::LastPassTransfer },
};

bool consistsOf(std::string_view text, std::string_view allowed)
{
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

/// "FIDO:/" and digits: a passkey sign-in by a nearby phone (CTAP 2.2, hybrid transport).
bool isPasskeyHybrid(std::string_view text)
{
    constexpr std::string_view Start = "fido:/";
    return base::startsWithIgnoringCase(text, Start) && text.size() > Start.size()
        && consistsOf(text.substr(Start.size()), "0123456789");
}

/// RSA's token activation over CT-KIP: an address, sometimes within a link of its program's.
bool isCtkip(std::string_view text)
{
    return base::containsIgnoringCase(text, "/ctkip/services/ctkipservice");
}

/// What a YubiKey types: 32 or 44 characters of an alphabet that is the same on most keyboards.
bool isYubicoOtp(std::string_view text)
{
    return (text.size() == 32 || text.size() == 44)
        && consistsOf(text, "cbdefghijklnrtuvCBDEFGHIJKLNRTUV");
}

/// Whether blanks or dashes cut the text into groups of one length; the last may be shorter.
bool isEvenlyGrouped(std::string_view text)
{
    constexpr std::string_view Separators = " -";
    const std::size_t length = text.find_first_of(Separators);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(Separators), text.size());
        const bool isLast = end == text.size();
        if (isLast ? end == 0 || end > length : end != length)
            return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

/// A Base32 text of 16 to 64 characters in one case, as sites show it for typing: in one piece or
/// in groups.
bool isNakedSecret(std::string_view text)
{
    constexpr std::string_view Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::string_view Lower = "abcdefghijklmnopqrstuvwxyz234567";
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string characters(text);
    std::erase_if(characters, [](char c) { return c == ' ' || c == '-'; });
    const bool isBase32 = characters.size() >= 16 && characters.size() <= 64
        && (consistsOf(characters, Upper) || consistsOf(characters, Lower));
    const bool isSecret = isBase32 && isEvenlyGrouped(text);
    // The copy may have been a secret.
    crypto::cleanse({ reinterpret_cast<std::uint8_t*>(characters.data()), characters.size() });
    return isSecret;
}

} // namespace

std::optional<UnsupportedKind> unsupportedKindOf(std::string_view text)
{
    const auto* const prefix = std::ranges::find_if(Prefixes,
        [text](const Prefix& known) { return base::startsWithIgnoringCase(text, known.text); });
    if (prefix != std::end(Prefixes))
        return prefix->kind;
    if (isPasskeyHybrid(text))
        return UnsupportedKind::PasskeyHybrid;
    if (isCtkip(text))
        return UnsupportedKind::RsaDynamicProvisioning;
    if (isYubicoOtp(text))
        return UnsupportedKind::YubicoOtp;
    if (isNakedSecret(text))
        return UnsupportedKind::NakedSecret;
    return std::nullopt;
}

} // namespace enroll
