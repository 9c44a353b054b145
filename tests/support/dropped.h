// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace support {

/// Drops files on a widget, as a file manager does; false if it does not take them.
inline bool dropFiles(QWidget& target, const QStringList& paths)
{
    QMimeData contents;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    contents.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &contents, Qt::LeftButton, {});
    enter.ignore();
    QApplication::sendEvent(&target, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &contents, Qt::LeftButton, {});
    QApplication::sendEvent(&target, &drop);
    return true;
}

} // namespace support
