// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/code_text.h"

#include <QFontMetrics>
#include <QList>
#include <QPainter>

#include <algorithm>

namespace ui::widgets {

namespace {

constexpr QChar Dot(0x2022);

/// The lengths of the groups of a code.
QList<qsizetype> groupsOf(qsizetype length)
{
    if (length <= 5)
        return { length };
    if (length == 9)
        return { 3, 3, 3 };
    return { length / 2, length - length / 2 };
}

/// The room of a character: digits all get that of the widest one, letters what they need.
int cellWidth(const QFontMetrics& metrics, QChar character)
{
    if (!character.isDigit() && character != Dot)
        return metrics.horizontalAdvance(character) + metrics.averageCharWidth() / 8;
    int widest = 0;
    for (const QChar digit : QStringLiteral("0123456789"))
        widest = std::max(widest, metrics.horizontalAdvance(digit));
    return widest;
}

int gapWidth(const QFontMetrics& metrics)
{
    return cellWidth(metrics, QLatin1Char('0')) / 2;
}

} // namespace

QString groupedCode(const QString& code)
{
    QString grouped;
    qsizetype at = 0;
    for (const qsizetype length : groupsOf(code.size())) {
        if (at > 0)
            grouped += QLatin1Char(' ');
        grouped += QStringView(code).mid(at, length);
        at += length;
    }
    return grouped;
}

QString hiddenCode(const QString& code)
{
    return groupedCode(QString(code.size(), Dot));
}

int codeWidth(const QFont& font, const QString& grouped)
{
    const QFontMetrics metrics(font);
    int width = 0;
    for (const QChar character : grouped)
        width += character == QLatin1Char(' ') ? gapWidth(metrics) : cellWidth(metrics, character);
    return width;
}

void paintCode(QPainter& painter, const QRect& rect, const QFont& font, const QString& grouped)
{
    painter.save();
    painter.setFont(font);
    painter.setLayoutDirection(Qt::LeftToRight);
    const QFontMetrics metrics(font);
    int x = rect.left();
    for (const QChar character : grouped) {
        if (character == QLatin1Char(' ')) {
            x += gapWidth(metrics);
            continue;
        }
        const int width = cellWidth(metrics, character);
        painter.drawText(QRect(x, rect.top(), width, rect.height()), Qt::AlignCenter, character);
        x += width;
    }
    painter.restore();
}

} // namespace ui::widgets
