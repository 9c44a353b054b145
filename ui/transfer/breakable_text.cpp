// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/breakable_text.h"

#include <QStringList>

namespace ui::transfer {

namespace {

constexpr qsizetype LongWord = 24;
constexpr qsizetype Piece = 12;

QString inPieces(const QString& word)
{
    QString pieces;
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (i > 0 && i % Piece == 0 && !word[i].isLowSurrogate() && !word[i].isMark())
            pieces += QChar::fromUcs2(0x200b);
        pieces += word[i];
    }
    return pieces;
}

} // namespace

QString breakable(const QString& text)
{
    QStringList words = text.split(u' ');
    for (QString& word : words) {
        if (word.size() > LongWord)
            word = inPieces(word);
    }
    return words.join(u' ');
}

} // namespace ui::transfer
