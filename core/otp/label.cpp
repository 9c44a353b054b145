// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/label.h"

#include "core/base/link.h"
#include "core/base/percent.h"

#include <QStringView>

namespace otp {

namespace {

QString decoded(std::string_view text)
{
    return QString::fromStdString(base::percentDecoded(text, base::Plus::IsPlus));
}

/// Without blanks at the ends and byte-order marks at the beginning: nobody sees the mark, and a
/// name that begins with it would lose it wherever it is read again.
QString tidied(QString text)
{
    text = text.trimmed();
    while (text.startsWith(QChar(QChar::ByteOrderMark)))
        text = text.sliced(1).trimmed();
    return text;
}

struct SplitLabel
{
    bool hasColon = false;
    QString prefix = {};
    QString name = {};
};

SplitLabel splitLabel(std::string_view label)
{
    std::size_t colon = label.find(':');
    std::size_t length = 1;
    if (colon == std::string_view::npos) {
        colon = base::asciiLower(label).find("%3a");
        length = 3;
    }
    if (colon == std::string_view::npos)
        return { .name = tidied(decoded(label)) };
    return { .hasColon = true,
        .prefix = tidied(decoded(label.substr(0, colon))),
        .name = tidied(decoded(label.substr(colon + length))) };
}

bool isSameIssuer(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

Names sorted(const QString& whole, const SplitLabel& split, QString issuer)
{
    if (!issuer.isEmpty() && whole.startsWith(issuer + u':'))
        return {
            .issuer = issuer, .name = whole.mid(issuer.size() + 1).trimmed(), .labelIssuer = {}
        };
    if (split.hasColon && issuer == u"null")
        issuer.clear();
    if (issuer.isEmpty())
        return { .issuer = split.prefix, .name = split.name, .labelIssuer = {} };
    const bool differ = !split.prefix.isEmpty() && !isSameIssuer(split.prefix, issuer);
    return {
        .issuer = issuer, .name = split.name, .labelIssuer = differ ? split.prefix : QString()
    };
}

} // namespace

Names namesOf(std::string_view label, const QString& issuerParameter)
{
    return sorted(tidied(decoded(label)), splitLabel(label), tidied(issuerParameter));
}

Names namesOfText(const QString& label, const QString& issuer)
{
    return namesOf(base::percentEncoded(label.toStdString()), issuer);
}

std::string labelOf(const QString& issuer, const QString& name)
{
    const std::string account = base::percentEncoded(name.toStdString());
    // Without an issuer a colon in the name would split it, were there no other before.
    if (issuer.isEmpty() && !name.contains(u':'))
        return account;
    return base::percentEncoded(issuer.toStdString()) + ':' + account;
}

} // namespace otp
