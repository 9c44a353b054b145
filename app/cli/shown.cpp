// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/shown.h"

#include "ui/text/visible_text.h"

#include <QDateTime>

namespace cli {

QString shown(const std::string& path)
{
    return ui::text::visibleText(QString::fromStdString(path));
}

QString isoTime(base::Time time)
{
    return QDateTime::fromSecsSinceEpoch(base::unixSeconds(time), Qt::UTC).toString(Qt::ISODate);
}

} // namespace cli
