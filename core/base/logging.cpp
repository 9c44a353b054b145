// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/logging.h"

#include <QLoggingCategory>
#include <QString>

#include <cstdio>

namespace base {

namespace {

void writeMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const char* level = "debug";
    if (type == QtInfoMsg)
        level = "info";
    else if (type == QtWarningMsg)
        level = "warning";
    else if (type == QtCriticalMsg || type == QtFatalMsg)
        level = "error";
    std::fprintf(stderr, "%s: %s: %s\n", level, context.category ? context.category : "default",
        qUtf8Printable(message));
}

/// It applies its defaults and the user's rules.
QLoggingCategory::CategoryFilter qtsOwnFilter = nullptr;

void filterCategories(QLoggingCategory* category)
{
    qtsOwnFilter(category);
    if (qstrncmp(category->categoryName(), "qt.network", qstrlen("qt.network")) != 0)
        return;
    // After Qt's filter, so that no rule of the environment can switch them on again.
    for (const QtMsgType type : { QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg })
        category->setEnabled(type, false);
}

} // namespace

void installLogging()
{
    // Asked for nothing it goes back to Qt's own filter, and then tells which that is.
    QLoggingCategory::installFilter(nullptr);
    qtsOwnFilter = QLoggingCategory::installFilter(nullptr);
    QLoggingCategory::installFilter(filterCategories);
    qInstallMessageHandler(writeMessage);
}

} // namespace base
