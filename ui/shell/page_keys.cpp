// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/page_keys.h"

#include "ui/accounts/accounts_page.h"
#include "ui/accounts/trash_page.h"
#include "ui/backup/backup_page.h"
#include "ui/coach/coach_page.h"
#include "ui/push/inbox_page.h"
#include "ui/transfer/export_page.h"
#include "ui/transfer/import_page.h"
#include "ui/unlock/ways_in.h"

#include <QCoreApplication>

namespace ui::shell {

namespace {

QString pageText(const char* text)
{
    return QCoreApplication::translate("ui::shell::PageKeys", text);
}

KeyRow row(Qt::Key key, const char* action)
{
    return { { QKeySequence(key) }, pageText(action) };
}

KeySection keysOfList(const accounts::AccountsPage& page)
{
    const QList<KeyRow> rows {
        row(Qt::Key_Down,
            QT_TRANSLATE_NOOP("ui::shell::PageKeys", "From the search into the list")),
        row(Qt::Key_Return, QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Copy the code")),
        row(Qt::Key_Space, QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Show a hidden code")),
    };
    return { pageText(QT_TRANSLATE_NOOP("ui::shell::PageKeys", "In the list")),
        rows + keyRows(page.keyActions()) };
}

} // namespace

std::optional<KeySection> keysOfPage(const QWidget& page)
{
    if (const auto* list = qobject_cast<const accounts::AccountsPage*>(&page))
        return keysOfList(*list);
    if (qobject_cast<const backup::BackupPage*>(&page)) {
        return KeySection { pageText(QT_TRANSLATE_NOOP("ui::shell::PageKeys", "In the backups")),
            { row(Qt::Key_Return,
                QT_TRANSLATE_NOOP("ui::shell::PageKeys", "In the list: test the backup")) } };
    }
    if (qobject_cast<const accounts::TrashPage*>(&page)) {
        return KeySection {
            pageText(QT_TRANSLATE_NOOP("ui::shell::PageKeys", "In the trash")),
            { row(Qt::Key_Return, QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Restore")),
                row(Qt::Key_Delete, QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Delete for good")) }
        };
    }
    if (qobject_cast<const unlock::WaysIn*>(&page)) {
        return KeySection { pageText(QT_TRANSLATE_NOOP("ui::shell::PageKeys", "In the ways in")),
            { row(Qt::Key_Delete, QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Remove")) } };
    }
    if (qobject_cast<const push::InboxPage*>(&page)) {
        return KeySection { pageText(QT_TRANSLATE_NOOP(
                                "ui::shell::PageKeys", "In the sign-in requests")),
            { row(Qt::Key_D, QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Deny")) } };
    }
    if (qobject_cast<const transfer::ImportPage*>(&page)) {
        return KeySection { pageText(QT_TRANSLATE_NOOP(
                                "ui::shell::PageKeys", "In the preview of an import")),
            { row(Qt::Key_Space,
                QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Take the entry over, or leave it")) } };
    }
    if (qobject_cast<const coach::CoachPage*>(&page)) {
        return KeySection { pageText(QT_TRANSLATE_NOOP("ui::shell::PageKeys", "On the checklist")),
            { row(Qt::Key_Return, QT_TRANSLATE_NOOP("ui::shell::PageKeys", "The next step")),
                row(Qt::Key_Delete,
                    QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Take the line off the list")) } };
    }
    if (qobject_cast<const transfer::ExportPage*>(&page)) {
        return KeySection { pageText(QT_TRANSLATE_NOOP(
                                "ui::shell::PageKeys", "Among the accounts of an export")),
            { row(Qt::Key_Space,
                QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Write the account, or leave it out")) } };
    }
    return std::nullopt;
}

QList<KeySection> keysOn(const QWidget& page, const QList<QAction*>& actions)
{
    QList<KeySection> sections;
    if (const auto ofPage = keysOfPage(page))
        sections << *ofPage;
    const QList<KeyRow> always {
        row(Qt::Key_Return,
            QT_TRANSLATE_NOOP("ui::shell::PageKeys", "The main action of the page")),
        row(Qt::Key_Escape, QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Back")),
    };
    sections << KeySection { pageText(QT_TRANSLATE_NOOP("ui::shell::PageKeys", "Everywhere")),
        keyRows(actions) + always };
    return sections;
}

} // namespace ui::shell
