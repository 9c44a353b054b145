// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/door.h"

#include "app/sandbox/errors.h"

#include <QStringList>

#include <algorithm>

namespace sandbox {

namespace {

QStringList hostsOf(const QList<quint16>& ports)
{
    QStringList hosts;
    for (const quint16 port : ports) {
        hosts.append(QStringLiteral("127.0.0.1:%1").arg(port));
        hosts.append(QStringLiteral("localhost:%1").arg(port));
    }
    return hosts;
}

bool isOwnOrigin(const QString& origin, const QStringList& hosts)
{
    return std::ranges::any_of(hosts, [&](const QString& host) {
        return origin == QStringLiteral("http://") + host
            || origin == QStringLiteral("https://") + host;
    });
}

/// Forms of our pages are urlencoded and carry a page token; OAuth's token request is a form by its
/// standard (RFC 6749) and carries what only the client knows.
bool mayBeForm(const Request& request)
{
    return request.path.startsWith(QStringLiteral("/oauth2/"));
}

bool hasGoodType(const Request& request)
{
    if (request.body.isEmpty())
        return true;
    const QByteArray type = request.header("Content-Type").split(';').first().trimmed().toLower();
    if (type == "application/json" || type == "application/merge-patch+json")
        return true;
    return type == "application/x-www-form-urlencoded" && mayBeForm(request);
}

Reply plainly(int status, const QByteArray& text)
{
    return { .status = status, .type = "text/plain; charset=utf-8", .body = text };
}

} // namespace

std::optional<Reply> refusedAtTheDoor(const Request& request, const QList<quint16>& ports)
{
    const QStringList hosts = hostsOf(ports);
    if (!hosts.contains(QString::fromLatin1(request.header("Host"))))
        return plainly(421, "This service answers to its own address only.\n");
    const bool fromPage = std::ranges::any_of(
        request.headers, [](const auto& header) { return header.first.toLower() == "origin"; });
    if (fromPage && !isOwnOrigin(QString::fromLatin1(request.header("Origin")), hosts))
        return plainly(403, "Pages of other sites may not use this service.\n");
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (!reads && !hasGoodType(request))
        return plainly(415, "The body has to be application/json.\n");
    return std::nullopt;
}

void addSafetyHeaders(Reply& reply, const QString& formTarget)
{
    const bool isSet = std::ranges::any_of(reply.headers,
        [](const auto& header) { return header.first == "Content-Security-Policy"; });
    if (isSet)
        return;
    QByteArray forms = "'self'";
    if (!formTarget.isEmpty())
        forms += ' ' + formTarget.toLatin1();
    reply.headers.append({ "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
        "'self'; "
        "base-uri 'none'; frame-ancestors 'none'; form-action "
            + forms });
    reply.headers.emplaceBack("X-Content-Type-Options", "nosniff");
    reply.headers.emplaceBack("Referrer-Policy", "same-origin");
    const bool mayBeKept = std::ranges::any_of(
        reply.headers, [](const auto& header) { return header.first == "Cache-Control"; });
    if (!mayBeKept)
        reply.headers.emplaceBack("Cache-Control", "no-store");
}

QString escaped(const QString& text)
{
    QString out = text.toHtmlEscaped(); // & < > "
    return out.replace(u'\'', QStringLiteral("&#39;"));
}

} // namespace sandbox
