// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/privacyidea/link.h"

#include "core/base/link.h"
#include "core/base/origin.h"

#include <algorithm>

namespace push::privacyidea {

namespace {

using base::Error;
using base::ErrorCode;
using Parameters = std::vector<base::LinkParameter>;

QString accountOf(std::string_view path)
{
    const QString label =
        QString::fromStdString(base::percentDecoded(path, base::Plus::IsPlus)).trimmed();
    return label.mid(label.indexOf(u':') + 1).trimmed();
}

base::Result<Link> readPush(const base::Link& link)
{
    const Parameters parameters = base::linkParameters(link.query);
    const auto url = base::singleValue(parameters, "url", base::Plus::IsPlus);
    const auto version = base::singleValue(parameters, "v", base::Plus::IsPlus);
    const auto serial = base::singleValue(parameters, "serial", base::Plus::IsPlus);
    for (const auto* value : { &url, &version, &serial }) {
        if (!*value)
            return value->error();
    }
    // Whoever has the enrolment credential can enrol: it is not decoded here.
    if (const auto checked = base::checkSingle(parameters, "enrollment_credential"); !checked)
        return checked.error();
    if (*version != "1")
        return Error { ErrorCode::InvalidField, "version of a push code",
            { "v", base::shownPart(*version), "1" } };
    const auto origin = base::originOf(*url);
    if (!origin)
        return Error { ErrorCode::InvalidField, "server of a push code",
            { "url", base::shownPart(*url), "https://" } };
    return Link(Activation { QString::fromStdString(*origin), accountOf(link.path) });
}

bool isTwoStep(std::string_view query)
{
    return std::ranges::any_of(base::linkParameters(query),
        [](const base::LinkParameter& p) { return p.name.starts_with("2step_"); });
}

} // namespace

base::Result<Link> readLink(std::string_view text)
{
    const auto link = base::splitLink(base::trimmedLink(text));
    if (!link || (link->scheme != "otpauth" && link->scheme != "pia"))
        return Link();
    const std::string host = base::asciiLower(link->authority);
    if (host == "pipush")
        return readPush(*link);
    if (host == "container")
        return Link(OtherCode::Container);
    if (host == "daypassword")
        return Link(OtherCode::DayPassword);
    if ((host == "totp" || host == "hotp") && isTwoStep(link->query))
        return Link(OtherCode::TwoStep);
    return Link();
}

} // namespace push::privacyidea
