// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/enroll/recognise.h"

#include "core/base/link.h"
#include "core/enroll/unsupported.h"
#include "core/push/duo/link.h"
#include "core/push/okta/link.h"
#include "core/push/privacyidea/link.h"
#include "core/push/tiqr/link.h"

#include <array>

namespace enroll {

namespace {

using base::Error;
using base::ErrorCode;

constexpr std::size_t MaximumText = 65536;

/// What one recogniser makes of a text: an offer, the error of a broken text of its kind, or a
/// TextOffer where the text is none of its business.
using Recognised = base::Result<Offer>;

Recognised nothing()
{
    return Offer(TextOffer {});
}

Recognised unsupported(UnsupportedKind kind)
{
    return Offer(UnsupportedOffer { kind });
}

ActivationOffer activation(const char* protocol, const QString& server, const QString& account)
{
    return { .protocol = QString::fromLatin1(protocol), .server = server, .account = account };
}

Recognised recogniseOkta(std::string_view text)
{
    const auto link = push::okta::readLink(text);
    if (!link)
        return link.error();
    if (const auto* found = std::get_if<push::okta::Activation>(&*link))
        return Offer(activation("okta", found->server, found->account));
    if (std::holds_alternative<push::okta::SameDevice>(*link))
        return unsupported(UnsupportedKind::OktaSameDevice);
    return nothing();
}

Recognised recogniseDuo(std::string_view text)
{
    const auto link = push::duo::readLink(text);
    if (!link)
        return link.error();
    if (const auto* found = std::get_if<push::duo::Activation>(&*link))
        return Offer(activation("duo", found->server, {}));
    return nothing();
}

Recognised recognisePrivacyIdea(std::string_view text)
{
    using push::privacyidea::OtherCode;
    const auto link = push::privacyidea::readLink(text);
    if (!link)
        return link.error();
    if (const auto* found = std::get_if<push::privacyidea::Activation>(&*link))
        return Offer(activation("privacyidea", found->server, found->account));
    if (const auto* other = std::get_if<OtherCode>(&*link)) {
        switch (*other) {
        case OtherCode::Container:
            return unsupported(UnsupportedKind::PrivacyIdeaContainer);
        case OtherCode::TwoStep:
            return unsupported(UnsupportedKind::TwoStepEnrollment);
        case OtherCode::DayPassword:
            return unsupported(UnsupportedKind::DayPassword);
        }
    }
    return nothing();
}

Recognised recogniseTiqr(std::string_view text)
{
    const auto link = push::tiqr::readLink(text);
    if (!link)
        return link.error();
    if (const auto* found = std::get_if<push::tiqr::Activation>(&*link))
        return Offer(activation("tiqr", found->server, {}));
    if (const auto* found = std::get_if<push::tiqr::SignIn>(&*link))
        return Offer(SignInOffer { .protocol = QStringLiteral("tiqr"),
            .service = found->service,
            .account = found->account });
    return nothing();
}

Recognised recogniseMigration(std::string_view text)
{
    auto part = otp::readMigration(text);
    if (!part && part.error().code == ErrorCode::NotRecognised)
        return nothing();
    if (!part)
        return part.error();
    return Offer(AccountsOffer { .entries = std::move(part->entries),
        .failures = std::move(part->failures),
        .batchSize = part->batchSize,
        .batchIndex = part->batchIndex,
        .batchId = part->batchId,
        .isMigration = true });
}

Recognised recogniseOtpauth(std::string_view text)
{
    auto entry = otp::readOtpauth(text);
    if (entry) {
        AccountsOffer offer;
        offer.entries.push_back(*std::move(entry));
        return Offer(std::move(offer));
    }
    if (entry.error().code == ErrorCode::NotRecognised)
        return nothing();
    if (entry.error().code == ErrorCode::Unsupported)
        return unsupported(UnsupportedKind::OtherOtpType);
    return entry.error();
}

Recognised recogniseUnsupported(std::string_view text)
{
    if (const auto kind = unsupportedKindOf(text))
        return unsupported(*kind);
    return nothing();
}

/// In this order: Okta and privacyIDEA have links that look like otpauth, and no secret is ever
/// taken for a naked one before Duo has seen it.
constexpr std::array<Recognised (*)(std::string_view), 7> Recognisers = { recogniseOkta,
    recogniseDuo, recognisePrivacyIdea, recogniseTiqr, recogniseMigration, recogniseOtpauth,
    recogniseUnsupported };

/// Whether a line is a link of its own, rather than a part of one that was broken at its end.
bool beginsWithScheme(std::string_view line)
{
    constexpr std::string_view SchemeCharacters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.";
    const std::size_t end = line.find_first_not_of(SchemeCharacters);
    return end != 0 && end != std::string_view::npos && line.substr(end).starts_with("://");
}

/// The next line of the text, which is taken away from it.
std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    const std::string_view line = base::trimmedLink(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

/// Classifies a line, which may hold several links: old exports of Ente join them by commas, which
/// are written %2C everywhere else.
void recogniseLine(
    std::string_view content, int line, const std::function<void(LineResult& line)>& take)
{
    constexpr std::string_view Joint = ",otpauth://";
    while (true) {
        const std::size_t joint = content.find(Joint);
        const std::string_view link = content.substr(0, joint);
        LineResult result { line, recognise(link), link };
        take(result);
        if (joint == std::string_view::npos)
            return;
        content.remove_prefix(joint + 1);
    }
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
    // The reader of these names the part of a link that is too long.
    const bool isOtpauth = base::startsWithIgnoringCase(trimmed, "otpauth://");
    if (trimmed.size() > MaximumText && isOtpauth) {
        const auto entry = otp::readOtpauth(trimmed);
        if (!entry)
            return entry.error();
    }
    if (trimmed.size() > MaximumText)
        return Error { ErrorCode::TooLarge, "text", { "text", std::to_string(MaximumText) } };
    for (const auto recogniser : Recognisers) {
        auto offer = recogniser(trimmed);
        if (!offer)
            return offer.error();
        if (!std::holds_alternative<TextOffer>(*offer))
            return offer;
    }
    return Offer(TextOffer {});
}

std::vector<std::string_view> linksIn(std::string_view text)
{
    std::vector<std::string_view> lines;
    std::size_t links = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view line = takeLine(rest);
        if (line.empty())
            continue;
        lines.push_back(line);
        links += beginsWithScheme(line) ? 1 : 0;
    }
    if (links < 2)
        return { text };
    return lines;
}

std::vector<LineResult> recogniseLines(std::string_view text)
{
    std::vector<LineResult> results;
    recogniseEach(text, [&results](LineResult& line) { results.push_back(std::move(line)); });
    return results;
}

void recogniseEach(std::string_view text, const std::function<void(LineResult& line)>& take)
{
    // What zbarimg prints before the text of a code.
    constexpr std::string_view ReaderPrefix = "QR-Code:";
    for (int line = 1; !text.empty(); ++line) {
        std::string_view content = takeLine(text);
        if (content.starts_with(ReaderPrefix))
            content.remove_prefix(ReaderPrefix.size());
        if (!content.empty() && content.front() != '#')
            recogniseLine(content, line, take);
    }
}

} // namespace enroll
