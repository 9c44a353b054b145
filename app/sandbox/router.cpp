// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/router.h"

#include "app/sandbox/errors.h"

#include <QUrl>

#include <optional>

namespace sandbox {

namespace {

std::optional<QStringList> matched(const QStringList& pattern, const QStringList& steps)
{
    if (pattern.size() != steps.size())
        return std::nullopt;
    QStringList arguments;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == QStringLiteral("*"))
            arguments.append(QUrl::fromPercentEncoding(steps[i].toUtf8()));
        else if (pattern[i] != steps[i])
            return std::nullopt;
    }
    return arguments;
}

} // namespace

void Router::on(const char* method, const char* pattern, Handler handler)
{
    m_routes.push_back({ method, QString::fromLatin1(pattern).split(u'/'), std::move(handler) });
}

Reply Router::answer(const Request& request) const
{
    const QByteArray method = request.method == "HEAD" ? QByteArray("GET") : request.method;
    const QStringList steps = request.path.split(u'/');
    bool known = false;
    for (const Route& route : m_routes) {
        const std::optional<QStringList> arguments = matched(route.steps, steps);
        if (!arguments)
            continue;
        if (route.method == method)
            return route.handler(request, *arguments);
        known = true;
    }
    return known ? refused("E0000022") : refused("E0000008");
}

} // namespace sandbox
