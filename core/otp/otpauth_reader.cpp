// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/link.h"
#include "core/otp/label.h"
#include "core/otp/link_credential.h"
#include "core/otp/link_secret.h"
#include "core/otp/otpauth_uri.h"
#include "core/otp/winauth_data.h"

#include <QUtf8StringView>

#include <algorithm>
#include <array>
#include <optional>

namespace otp {

namespace {

using base::Error;
using base::ErrorCode;
using base::LinkParameter;

/// A link cut up, with the type its host, scheme or parameters name.
struct Source
{
    LinkKind kind;
    std::string host; ///< lower-case; empty for steam:// and motp://
    std::string_view label; ///< percent-encoded
    std::string_view secretInPlaceOfHost; ///< steam:// only
    Parameters parameters;
};

/// Whether a TOTP link means Steam's codes, for which there is no agreed spelling.
bool meansSteam(const Parameters& parameters, const QString& issuer)
{
    if (const auto encoder = valueOf(parameters, "encoder");
        encoder && base::asciiLower(*encoder) == "steam")
        return true;
    const LinkParameter* steam = base::findParameter(parameters, "steam");
    if (steam && !steam->hasValue)
        return true;
    const std::optional<std::string> digits = valueOf(parameters, "digits");
    return issuer == u"Steam" && (!digits || *digits == "5");
}

base::Result<LinkSecret> decodeSecret(LinkKind kind, std::string_view encoded)
{
    switch (kind) {
    case LinkKind::Motp:
        return readMotpSecret(encoded);
    case LinkKind::Yandex:
        return readYandexSecret(encoded);
    default:
        return readBase32Secret(encoded);
    }
}

/// The secret a Steam link of WinAuth carries beside the one in its place; empty if there is none.
base::Result<crypto::SecretBytes> steamDataOf(const Source& source)
{
    const LinkParameter* data = base::findParameter(source.parameters, "data");
    if (!data || source.kind != LinkKind::Steam)
        return crypto::SecretBytes();
    return winAuthSecret(data->value);
}

/// The secret; where it is given several times, all must say the same.
base::Result<LinkSecret> secretOf(const Source& source)
{
    if (!source.secretInPlaceOfHost.empty())
        return decodeSecret(source.kind, source.secretInPlaceOfHost);
    auto steamData = steamDataOf(source);
    if (!steamData)
        return steamData.error();
    if (!steamData->isEmpty() && steamData->size() <= MaximumSecretSize)
        return LinkSecret { .bytes = *std::move(steamData), .canonical = true };
    const LinkParameter* first = base::findParameter(source.parameters, "secret");
    if (!first)
        return Error { ErrorCode::MissingField, "no secret in the link", { "secret" } };
    auto secret = decodeSecret(source.kind, first->value);
    if (!secret)
        return secret;
    for (const LinkParameter& parameter : source.parameters) {
        if (parameter.name != "secret" || &parameter == first)
            continue;
        const auto other = decodeSecret(source.kind, parameter.value);
        if (!other || !crypto::equalInConstantTime(secret->bytes.view(), other->bytes.view()))
            return Error { ErrorCode::ConflictingField, "two secrets", { "secret" } };
    }
    return secret;
}

/// The PIN of the kinds that have one; Ente's `yandex` and mOTP's links carry it in clear.
base::Result<crypto::SecretBytes> pinOf(const Source& source)
{
    const LinkParameter* pin = base::findParameter(source.parameters, "pin");
    if (!pin || (source.kind != LinkKind::Motp && source.kind != LinkKind::Yandex))
        return crypto::SecretBytes();
    return source.host == "yaotp" ? readBase32Pin(pin->value) : readPin(pin->value);
}

Names namesIn(const Source& source)
{
    const LinkParameter* parameter = base::findParameter(source.parameters, "issuer");
    Names names = namesOf(
        source.label, parameter ? QString::fromStdString(decodedValue(*parameter)) : QString());
    const auto nameParameter = valueOf(source.parameters, "name");
    if (source.kind == LinkKind::Yandex && names.name.isEmpty() && nameParameter)
        names.name = QString::fromStdString(*nameParameter);
    if (!names.issuer.isEmpty() || parameter)
        return names;
    // Links of these kinds come from one service each and rarely say so.
    if (source.kind == LinkKind::Yandex)
        names.issuer = QStringLiteral("Yandex");
    if (source.kind == LinkKind::Steam && !source.secretInPlaceOfHost.empty())
        names.issuer = QStringLiteral("Steam");
    return names;
}

/// Text that is not UTF-8, with replacement characters: the vault holds text.
std::string validUtf8(const std::string& text)
{
    const bool isValid =
        QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
    return isValid ? text : QString::fromStdString(text).toStdString();
}

std::vector<std::pair<std::string, std::string>> otherParametersOf(const Source& source)
{
    std::vector<std::pair<std::string, std::string>> others;
    for (const LinkParameter& parameter : source.parameters) {
        if (isUnderstood(parameter, source.kind) || carriesSecret(parameter))
            continue;
        const std::string name = validUtf8(parameter.nameAsWritten);
        const auto isSame = [lower = base::asciiLower(name)](const auto& other) {
            return base::asciiLower(other.first) == lower;
        };
        if (std::ranges::none_of(others, isSame))
            others.emplace_back(name, validUtf8(decodedValue(parameter)));
    }
    return others;
}

std::vector<EntryNote> notesOn(const Source& source, const Names& names, bool isCanonical)
{
    std::vector<EntryNote> notes;
    if (source.kind == LinkKind::Hotp && !valueOf(source.parameters, "counter"))
        notes.push_back(EntryNote::CounterMissing);
    if (!isCanonical)
        notes.push_back(EntryNote::SecretNotCanonical);
    if (!names.labelIssuer.isEmpty())
        notes.push_back(EntryNote::IssuersDiffer);
    if (names.issuer.isEmpty() && names.name.isEmpty())
        notes.push_back(EntryNote::NameMissing);
    if (base::findParameter(source.parameters, "enrollment_tx_id"))
        notes.push_back(EntryNote::PushTicketIgnored);
    return notes;
}

/// Kind, label and parameters of a link, by its scheme and host.
base::Result<Source> sourceOf(const base::Link& link)
{
    Source source { .kind = LinkKind::Totp,
        .host = {},
        .label = link.path,
        .secretInPlaceOfHost = {},
        .parameters = base::linkParameters(link.query) };
    if (link.scheme == "motp") {
        source.kind = LinkKind::Motp;
        source.label = link.beforeQuery;
        return source;
    }
    if (link.scheme == "steam") {
        // The game client's own links (steam://run/440) have a path.
        if (link.authority.empty() || !link.path.empty())
            return Error { ErrorCode::NotRecognised, "steam link without a secret" };
        source.kind = LinkKind::Steam;
        source.label = {};
        source.secretInPlaceOfHost = link.authority;
        return source;
    }
    source.host = base::asciiLower(link.authority);
    static constexpr std::array<std::pair<std::string_view, LinkKind>, 6> Hosts = {
        { { "totp", LinkKind::Totp }, { "hotp", LinkKind::Hotp }, { "steam", LinkKind::Steam },
            { "motp", LinkKind::Motp }, { "yaotp", LinkKind::Yandex },
            { "yandex", LinkKind::Yandex } }
    };
    const auto host =
        std::ranges::find(Hosts, source.host, &std::pair<std::string_view, LinkKind>::first);
    if (host == Hosts.end())
        return Error { ErrorCode::Unsupported, "otpauth type", { source.host.substr(0, 64) } };
    source.kind = host->second;
    return source;
}

/// What of the link is too long, so that the user finds it.
base::Result<void> checkSizes(const base::Link& link, std::size_t size)
{
    const auto tooLarge = [](std::string_view what, std::size_t limit) {
        return Error { ErrorCode::TooLarge, "otpauth link",
            { std::string(what), std::to_string(limit) } };
    };
    if (link.beforeQuery.size() > MaximumLabelSize)
        return tooLarge("label", MaximumLabelSize);
    for (std::string_view rest = link.query; rest.size() > MaximumLabelSize;) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        if (end > MaximumLabelSize && base::startsWithIgnoringCase(rest, "issuer="))
            return tooLarge("issuer", MaximumLabelSize);
        if (end > MaximumLabelSize && base::startsWithIgnoringCase(rest, "secret="))
            return tooLarge("secret", MaximumSecretSize);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (size > MaximumLinkSize)
        return tooLarge("link", MaximumLinkSize);
    if (std::ranges::count(link.query, '&') >= static_cast<std::ptrdiff_t>(MaximumParameters))
        return tooLarge("parameters", MaximumParameters);
    return {};
}

/// The first half of a secret (privacyIDEA's two-step enrolment) makes codes, but wrong ones.
bool isTwoStep(const Parameters& parameters)
{
    return std::ranges::any_of(parameters,
        [](const LinkParameter& parameter) { return parameter.name.starts_with("2step_"); });
}

base::Result<Entry> readSource(Source source)
{
    const Names names = namesIn(source);
    if (source.kind == LinkKind::Totp && meansSteam(source.parameters, names.issuer))
        source.kind = LinkKind::Steam;
    auto secret = secretOf(source);
    if (!secret)
        return secret.error();
    const auto credential = credentialOf(source.kind, source.parameters);
    if (!credential)
        return credential.error();
    auto pin = pinOf(source);
    if (!pin)
        return pin.error();
    return Entry { .issuer = names.issuer,
        .name = names.name,
        .labelIssuer = names.labelIssuer,
        .credential = *credential,
        .secret = std::move(secret->bytes),
        .pin = *std::move(pin),
        .otherParameters = otherParametersOf(source),
        .notes = notesOn(source, names, secret->canonical) };
}

} // namespace

base::Result<Entry> readOtpauth(std::string_view uri)
{
    static constexpr std::array<std::string_view, 5> Schemes = { "otpauth", "apple-otpauth", "pia",
        "steam", "motp" };
    const std::string_view text = base::trimmedLink(uri);
    const std::optional<base::Link> link = base::splitLink(text);
    if (!link || std::ranges::find(Schemes, link->scheme) == Schemes.end())
        return Error { ErrorCode::NotRecognised, "not an otpauth link" };
    if (const auto checked = checkSizes(*link, text.size()); !checked)
        return checked.error();
    auto source = sourceOf(*link);
    if (!source)
        return source.error();
    if (isTwoStep(source->parameters))
        return Error { ErrorCode::Unsupported, "two-step enrolment", { "2step" } };
    return readSource(*std::move(source));
}

} // namespace otp
