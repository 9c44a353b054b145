// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/enroll/recognise.h"

#include "core/base/link.h"
#include "core/otp/otpauth_uri.h"

namespace enroll {

namespace {

using base::Error;
using base::ErrorCode;

constexpr std::size_t MaximumText = 65536;

base::Result<Offer> recogniseOtpauth(std::string_view text)
{
    auto entry = otp::readOtpauth(text);
    if (!entry && entry.error().code == ErrorCode::NotRecognised)
        return Offer(TextOffer {});
    if (!entry && entry.error().code == ErrorCode::Unsupported)
        return Offer(UnsupportedOffer { UnsupportedKind::OtherOtpType });
    if (!entry)
        return entry.error();
    AccountsOffer offer;
    offer.entries.push_back(*std::move(entry));
    return Offer(std::move(offer));
}

} // namespace

std::string_view kindName(const Offer& offer)
{
    if (const auto* accounts = std::get_if<AccountsOffer>(&offer))
        return accounts->isMigration ? "migration" : "otp";
    constexpr std::string_view Names[] = { "otp", "activation", "signin", "unsupported", "text" };
    static_assert(std::size(Names) == std::variant_size_v<Offer>);
    return Names[offer.index()];
}

base::Result<Offer> recognise(std::string_view text)
{
    const std::string_view trimmed = base::trimmedLink(text);
    if (trimmed.size() > MaximumText && !base::startsWithIgnoringCase(trimmed, "otpauth://"))
        return Error { ErrorCode::TooLarge, "text", { "text", std::to_string(MaximumText) } };
    return recogniseOtpauth(trimmed);
}

std::vector<LineResult> recogniseLines(std::string_view text)
{
    std::vector<LineResult> results;
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = text.find('\n');
        const std::string_view content = base::trimmedLink(text.substr(0, end));
        if (!content.empty() && content.front() != '#')
            results.push_back({ line, recognise(content) });
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return results;
}

} // namespace enroll
