// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/quiet_text.h"

#include "ui/text/translated.h"

#include <QDateTime>
#include <QLocale>

namespace ui::text {

namespace {

QDateTime onTheWall(base::Time time)
{
    return QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time)).toLocalTime();
}

} // namespace

QString clockText(base::Time time, base::Time now)
{
    const QDateTime wall = onTheWall(time);
    const QString clock = QLocale().toString(wall.time(), QLocale::ShortFormat);
    if (wall.date() == onTheWall(now).date())
        return clock;
    //: %1 is a day of the week, %2 a time of that day
    return translated(QT_TRANSLATE_NOOP("ui::text", "%1 %2"))
        .arg(QLocale().dayName(wall.date().dayOfWeek(), QLocale::ShortFormat), clock);
}

QString quietWords(const inbox::Guard& guard, base::Time now)
{
    if (const std::optional<base::Time> until = guard.quietUntil(now))
        return translated(QT_TRANSLATE_NOOP("ui::text", "Quiet until %1"))
            .arg(clockText(*until, now));
    const std::size_t silent = guard.silences(now).size();
    if (silent == 0)
        return {};
    if (silent == 1)
        return translated(QT_TRANSLATE_NOOP("ui::text", "One account is silent"));
    return translated(QT_TRANSLATE_NOOP("ui::text", "%1 accounts are silent")).arg(silent);
}

} // namespace ui::text
