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

/// The room of one character: that of the widest digit, or of the widest letter where there are
/// letters.
int cellWidth(const QFontMetrics& metrics, const QString& grouped)
{
    int widest = 0;
    for (const QChar digit : QStringLiteral("0123456789") + grouped)
        widest = std::max(widest, metrics.horizontalAdvance(digit));
    return widest;
}

int gapWidth(int cell)
{
    return cell * 2 / 5;
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
    const int cell = cellWidth(QFontMetrics(font), grouped);
    const auto gaps = static_cast<int>(grouped.count(QLatin1Char(' ')));
    return cell * (static_cast<int>(grouped.size()) - gaps) + gapWidth(cell) * gaps;
}

void paintCode(QPainter& painter, const QRect& rect, const QFont& font, const QString& grouped)
{
    painter.save();
    painter.setFont(font);
    painter.setLayoutDirection(Qt::LeftToRight);
    const int cell = cellWidth(QFontMetrics(font), grouped);
    int x = rect.left();
    for (const QChar character : grouped) {
        if (character == QLatin1Char(' ')) {
            x += gapWidth(cell);
            continue;
        }
        painter.drawText(QRect(x, rect.top(), cell, rect.height()), Qt::AlignCenter, character);
        x += cell;
    }
    painter.restore();
}

} // namespace ui::widgets
