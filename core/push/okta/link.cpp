// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/link.h"

#include "core/base/link.h"
#include "core/base/origin.h"

namespace push::okta {

namespace {

using base::Error;
using base::ErrorCode;
using Parameters = std::vector<base::LinkParameter>;

QString decodedText(std::string_view encoded)
{
    return QString::fromStdString(base::percentDecoded(encoded, base::Plus::IsPlus)).trimmed();
}

base::Result<Link> activation(const Parameters& parameters, const QString& account)
{
    const auto server = base::singleValue(parameters, "s", base::Plus::IsPlus);
    if (!server)
        return server.error();
    const auto origin = base::originOf(*server);
    if (!origin)
        return Error { ErrorCode::InvalidField, "server of an Okta code",
            { "s", base::shownPart(*server), "https://" } };
    return Link(Activation { QString::fromStdString(*origin), account });
}

base::Result<Link> readIdentityEngine(const base::Link& link)
{
    const Parameters parameters = base::linkParameters(link.query);
    if (!base::findParameter(parameters, "t")) {
        if (link.authority == "bind")
            return Link(SameDevice {});
        return Error { ErrorCode::MissingField, "Okta code", { "t" } };
    }
    if (const auto checked = base::checkSingle(parameters, "t"); !checked)
        return checked.error();
    std::string_view user = link.beforeQuery;
    if (user.ends_with('/'))
        user.remove_suffix(1);
    return activation(parameters, decodedText(user));
}

base::Result<Link> readClassic(const base::Link& link)
{
    const Parameters parameters = base::linkParameters(link.query);
    for (const std::string_view name : { "t", "f", "s" }) {
        if (!base::findParameter(parameters, name))
            return Link();
    }
    if (base::findParameter(parameters, "secret"))
        return Link();
    const QString label = decodedText(link.path);
    return activation(parameters, label.mid(label.indexOf(u':') + 1).trimmed());
}

} // namespace

base::Result<Link> readLink(std::string_view text)
{
    const auto link = base::splitLink(base::trimmedLink(text));
    if (!link)
        return Link();
    if (link->scheme == "oktaverify")
        return readIdentityEngine(*link);
    if (link->scheme == "otpauth")
        return readClassic(*link);
    return Link();
}

} // namespace push::okta
