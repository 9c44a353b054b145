// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/templates.h"

#include "app/sandbox/door.h"

#include <QFile>
#include <QRegularExpression>

// In a static library nothing else refers to the files. Qt wants this outside any namespace.
static void takeInPages()
{
    Q_INIT_RESOURCE(sandbox_pages);
}

namespace sandbox {

namespace {

QByteArray contentsOf(const char* file)
{
    takeInPages();
    QFile source(QStringLiteral(":/sandbox/") + QLatin1String(file));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

} // namespace

Reply page(const char* file, const Texts& texts, const Texts& markup)
{
    const QString source = QString::fromUtf8(contentsOf(file));
    static const QRegularExpression Place(QStringLiteral("\\{\\{(\\w+)\\}\\}"));
    QString out;
    qsizetype end = 0;
    // One pass over the file: what is put in is never looked at again.
    for (auto found = Place.globalMatch(source); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString name = match.captured(1);
        out += QStringView(source).sliced(end, match.capturedStart() - end);
        out += markup.contains(name) ? markup[name] : escaped(texts[name]);
        end = match.capturedEnd();
    }
    out += QStringView(source).sliced(end);
    return { .type = "text/html; charset=utf-8", .body = out.toUtf8() };
}

Reply asset(const char* file, const char* type)
{
    return { .type = type, .body = contentsOf(file) };
}

} // namespace sandbox
