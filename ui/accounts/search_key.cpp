// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/search_key.h"

namespace ui::accounts {

QString foldedForSearch(const QString& text)
{
    QString folded;
    for (const QChar character : text.normalized(QString::NormalizationForm_KD)) {
        if (character.category() != QChar::Mark_NonSpacing)
            folded += character;
    }
    return folded.toCaseFolded();
}

QStringList searchWords(const QString& typed)
{
    return foldedForSearch(typed).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace ui::accounts
