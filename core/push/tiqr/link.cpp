// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/tiqr/link.h"

#include "core/base/link.h"
#include "core/base/origin.h"

#include <algorithm>

namespace push::tiqr {

namespace {

using base::Error;
using base::ErrorCode;
using base::Plus;
using Parameters = std::vector<base::LinkParameter>;

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

Error missing(std::string_view part)
{
    return { ErrorCode::MissingField, "tiqr link", { std::string(part) } };
}

base::Result<Link> readMetadataAddress(std::string_view address)
{
    const auto origin = base::originOf(address);
    if (!origin) {
        // The query of the address is a key for enrolling.
        const std::string_view shown = address.substr(0, address.find('?'));
        return Error { ErrorCode::InvalidField, "metadata address",
            { "metadata", base::shownPart(shown), "https://" } };
    }
    return Link(Activation { text(*origin) });
}

/// `rest` is the metadata address as it is, but for the colon that URL classes drop.
base::Result<Link> readEnrolment(std::string_view rest)
{
    rest = rest.substr(0, rest.find('?')); // what follows is a key for enrolling
    for (const std::string_view scheme : { "https", "http" }) {
        const std::string withoutColon = std::string(scheme) + "//";
        if (base::startsWithIgnoringCase(rest, withoutColon))
            return readMetadataAddress(
                std::string(scheme) + "://" + std::string(rest.substr(withoutColon.size())));
    }
    return readMetadataAddress(rest);
}

/// [user@]service/session/challenge[/sp[/version]]; cut before decoding, because the name of the
/// service provider often holds encoded slashes.
base::Result<Link> readSignIn(std::string_view rest)
{
    const std::size_t first = rest.find('/');
    const std::string_view identity = rest.substr(0, first);
    const std::size_t at = identity.rfind('@');
    const bool hasUser = at != std::string_view::npos;
    const std::string_view service = hasUser ? identity.substr(at + 1) : identity;
    if (service.empty())
        return missing("service");
    const std::string_view session =
        first == std::string_view::npos ? std::string_view() : rest.substr(first + 1);
    const std::size_t second = session.find('/');
    if (session.empty() || second == 0)
        return missing("session");
    if (second == std::string_view::npos || second + 1 == session.size()
        || session[second + 1] == '/')
        return missing("challenge");
    return Link(SignIn { text(std::string(service)),
        hasUser ? text(base::percentDecoded(identity.substr(0, at), Plus::IsBlank)) : QString() });
}

base::Result<Link> readWebSignIn(const Parameters& parameters)
{
    const auto service = base::singleValue(parameters, "i", Plus::IsBlank);
    if (!service)
        return service.error();
    for (const std::string_view name : { "s", "q" }) {
        if (const auto checked = base::checkSingle(parameters, name); !checked)
            return checked.error();
    }
    const auto user = base::singleValue(parameters, "u", Plus::IsBlank);
    if (!user && user.error().code == ErrorCode::ConflictingField)
        return user.error();
    return Link(SignIn { text(*service), user ? text(*user) : QString() });
}

/// The host of these addresses is the link domain of an app, not the service; a page that happens
/// to have such a path but none of the parameters is not tiqr's.
base::Result<Link> readWebAddress(const base::Link& link)
{
    const std::string_view path =
        link.path.ends_with('/') ? link.path.substr(0, link.path.size() - 1) : link.path;
    if (path != "tiqrenroll" && path != "tiqrauth")
        return Link();
    const Parameters parameters = base::linkParameters(link.query);
    if (path == "tiqrauth") {
        const bool hasAny = base::findParameter(parameters, "s")
            || base::findParameter(parameters, "q") || base::findParameter(parameters, "i");
        return hasAny ? readWebSignIn(parameters) : Link();
    }
    if (!base::findParameter(parameters, "metadata"))
        return Link();
    const auto metadata = base::singleValue(parameters, "metadata", Plus::IsBlank);
    if (!metadata)
        return metadata.error();
    return readMetadataAddress(*metadata);
}

} // namespace

base::Result<Link> readLink(std::string_view givenText)
{
    const std::string_view trimmed = base::trimmedLink(givenText);
    const auto link = base::splitLink(trimmed);
    if (!link)
        return Link();
    if (link->scheme == "tiqrenroll" || link->scheme == "eduidenroll")
        return readEnrolment(trimmed.substr(link->scheme.size() + 3));
    if (link->scheme == "tiqrauth" || link->scheme == "eduidauth")
        return readSignIn(link->beforeQuery);
    if (link->scheme == "https")
        return readWebAddress(*link);
    return Link();
}

} // namespace push::tiqr
