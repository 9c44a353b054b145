// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/sheet_text.h"

#include "ui/text/translated.h"

#include <QDateTime>
#include <QLocale>

namespace ui::text {

::transfer::SheetWords sheetWords(base::Time now)
{
    const QDate day =
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(now)).toLocalTime().date();
    return {
        .language = translated(
            //: The language of these sentences, as HTML names it.
            QT_TRANSLATE_NOOP("ui::text", "en")),
        .title = translated(QT_TRANSLATE_NOOP("ui::text", "Accounts of Countersign")),
        .warning = translated(QT_TRANSLATE_NOOP("ui::text",
            "This sheet holds every secret: whoever has it, or a picture of it, can make all of "
            "these codes. Keep it locked away, and tear it up when it is out of date.")),
        .made = translated(QT_TRANSLATE_NOOP("ui::text", "Made on %1."))
                    .arg(QLocale().toString(day, QLocale::LongFormat)),
        .secretLabel = translated(QT_TRANSLATE_NOOP("ui::text", "Secret")),
        .pin = translated(QT_TRANSLATE_NOOP("ui::text", "PIN")),
        .kind = translated(QT_TRANSLATE_NOOP("ui::text", "Kind of code")),
        .algorithm = translated(QT_TRANSLATE_NOOP("ui::text", "Algorithm")),
        .digits = translated(QT_TRANSLATE_NOOP("ui::text", "Digits")),
        .period = translated(QT_TRANSLATE_NOOP("ui::text", "Seconds")),
        .counter = translated(QT_TRANSLATE_NOOP("ui::text", "Counter")),
        .tags = translated(QT_TRANSLATE_NOOP("ui::text", "Tags")),
        .note = translated(QT_TRANSLATE_NOOP("ui::text", "Note")),
        .pinned = translated(QT_TRANSLATE_NOOP("ui::text", "Pinned")),
    };
}

} // namespace ui::text
