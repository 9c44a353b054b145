// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/shown_path.h"

#include "ui/text/visible_text.h"

#include <QFile>

namespace ui::backup {

namespace {

constexpr int LongestPath = 200;

} // namespace

QString shownPath(const std::string& path)
{
    QString shown = text::visibleText(QFile::decodeName(path.c_str()), LongestPath);
    return shown.replace(u'/', QStringLiteral("/\u200b"));
}

} // namespace ui::backup
