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

void filterCategories(QLoggingCategory* category)
{
    const bool isNetwork = qstrncmp(category->categoryName(), "qt.network", 10) == 0;
    for (const QtMsgType type : { QtDebugMsg, QtInfoMsg })
        category->setEnabled(type, !isNetwork && category->isEnabled(type) && type != QtDebugMsg);
}

} // namespace

void installLogging()
{
    QLoggingCategory::installFilter(filterCategories);
    qInstallMessageHandler(writeMessage);
}

} // namespace base
