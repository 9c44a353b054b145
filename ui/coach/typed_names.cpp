// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/coach/typed_names.h"

#include <QRegularExpression>
#include <QStringList>

namespace ui::coach {

namespace {

vault::NewMove moveTyped(const QString& line)
{
    const qsizetype colon = line.indexOf(u':');
    // That of an address parts nothing.
    const bool parts = colon > 0 && line.indexOf(u'/', colon) != colon + 1
        && !line.mid(colon + 1).trimmed().isEmpty();
    if (!parts)
        return { line };
    return { line.left(colon).trimmed(), line.mid(colon + 1).trimmed() };
}

} // namespace

std::vector<vault::NewMove> movesTyped(const QString& lines)
{
    static const QRegularExpression LineEnd(QStringLiteral("[\\r\\n\\x{2028}\\x{2029}]"));
    std::vector<vault::NewMove> moves;
    for (const QString& line : lines.split(LineEnd)) {
        const QString names = line.simplified();
        if (!names.isEmpty())
            moves.push_back(moveTyped(names));
    }
    return moves;
}

} // namespace ui::coach
