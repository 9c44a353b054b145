// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/logging.h"

#include <QLoggingCategory>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <string_view>

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

/// Qt's that print addresses with signatures, the texts that a screen reader is told, what is typed
/// and what is in the clipboard.
bool tellsTooMuch(std::string_view category)
{
    constexpr std::string_view Families[] = { "qt.network", "qt.accessibility", "qt.qpa", "qt.text",
        "qt.xkb" };
    return std::ranges::any_of(
        Families, [category](std::string_view family) { return category.starts_with(family); });
}

void filterCategories(QLoggingCategory* category)
{
    qtsOwnFilter(category);
    if (!tellsTooMuch(category->categoryName()))
        return;
    // After Qt's filter, so that no rule of the environment can switch them on again.
    category->setEnabled(QtDebugMsg, false);
    category->setEnabled(QtInfoMsg, false);
    if (std::string_view(category->categoryName()).starts_with("qt.network")) {
        category->setEnabled(QtWarningMsg, false);
        category->setEnabled(QtCriticalMsg, false);
    }
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
