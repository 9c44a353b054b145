// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/visible_text.h"

#include <QList>

namespace base {

namespace {

/// Characters that are not seen but change what is seen.
bool isDeceptive(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        // The joiner and non-joiner shape words and emoji in several scripts.
        return character != 0x200C && character != 0x200D && character != 0x00AD;
    default:
        return false;
    }
}

} // namespace

QString visibleText(const QString& text)
{
    QString visible;
    visible.reserve(text.size());
    for (const uint character : text.toUcs4()) {
        if (isDeceptive(character))
            visible += QStringLiteral("\\u{%1}").arg(QString::number(character, 16).toUpper());
        else
            visible += QChar::fromUcs4(character);
    }
    return visible;
}

QString visibleText(const QString& text, int limit)
{
    if (text.size() <= limit)
        return visibleText(text);
    qsizetype end = limit;
    if (text.at(end - 1).isHighSurrogate())
        --end;
    return visibleText(text.left(end)) + QChar(0x2026);
}

} // namespace base
