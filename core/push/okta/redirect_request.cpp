// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/redirect_request.h"

#include <QList>
#include <QStringList>
#include <QUrlQuery>

namespace push::okta {

namespace {

constexpr qsizetype LongestDescription = 512;

/// The value of a header that occurs exactly once.
std::optional<QByteArray> onlyHeader(const QList<QByteArray>& lines, const QByteArray& name)
{
    std::optional<QByteArray> value;
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.left(colon).toLower() != name)
            continue;
        if (value)
            return std::nullopt;
        value = line.mid(colon + 1).trimmed();
    }
    return value;
}

QString parameter(const QUrlQuery& query, const char* name)
{
    // Said twice, it says nothing.
    const QStringList values = query.allQueryItemValues(QLatin1String(name), QUrl::FullyDecoded);
    return values.size() == 1 ? values.front() : QString();
}

/// '+' is a blank in what servers send here (RFC 6749, appendix B).
QUrlQuery partsOf(const QByteArray& query)
{
    return QUrlQuery(QString::fromUtf8(QByteArray(query).replace('+', "%20")));
}

} // namespace

Visit readVisit(const QByteArray& head, quint16 port)
{
    QList<QByteArray> lines = head.split('\n');
    for (QByteArray& line : lines)
        line = line.trimmed();
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1."))
        return { Visit::Kind::NotUnderstood };
    if (words[0] != "GET")
        return { Visit::Kind::WrongMethod };
    if (onlyHeader(lines, "host") != "127.0.0.1:" + QByteArray::number(port))
        return { Visit::Kind::WrongHost };
    const qsizetype mark = words[1].indexOf('?');
    const QByteArray path = words[1].left(mark < 0 ? words[1].size() : mark);
    if (path == SignedInPath)
        return { Visit::Kind::SignedIn };
    if (path != RedirectPath || mark < 0)
        return { Visit::Kind::Elsewhere };
    return { Visit::Kind::Answer, words[1].mid(mark + 1) };
}

std::string stateIn(const QByteArray& query)
{
    return parameter(partsOf(query), "state").toStdString();
}

std::optional<SignInReply> readSignInReply(const QByteArray& query)
{
    const QUrlQuery parts = partsOf(query);
    SignInReply reply;
    QByteArray code = parameter(parts, "code").toUtf8();
    auto kept = crypto::SecretBytes::copyOf(base::bytesOf(code));
    if (kept)
        reply.code = std::move(*kept);
    code.fill('\0');
    reply.error = parameter(parts, "error").toStdString();
    reply.description = parameter(parts, "error_description").left(LongestDescription);
    reply.issuer = parameter(parts, "iss").toStdString();
    if (reply.code.isEmpty() == reply.error.empty())
        return std::nullopt;
    return reply;
}

} // namespace push::okta
