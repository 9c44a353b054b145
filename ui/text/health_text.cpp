// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/health_text.h"

#include "ui/text/error_text.h"
#include "ui/text/translated.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace ui::text {

namespace {

using backup::Reason;

struct HealthRow
{
    Reason reason;
    const char* words;
    const char* message; ///< %1 is the time of the newest backup
    const char* next;
};

constexpr std::array HealthRows = {
    HealthRow { Reason::AttemptFailed, QT_TRANSLATE_NOOP("ui::text", "Backup failed"),
        QT_TRANSLATE_NOOP("ui::text", "The last backup could not be made."), nullptr },
    HealthRow { Reason::Damaged, QT_TRANSLATE_NOOP("ui::text", "Newest backup damaged"),
        QT_TRANSLATE_NOOP("ui::text", "The newest backup is damaged: it does not read whole."),
        QT_TRANSLATE_NOOP("ui::text",
            "Make a new one now. If that happens again, choose a folder on another disk.") },
    HealthRow { Reason::NoneYet, QT_TRANSLATE_NOOP("ui::text", "No backup yet"),
        QT_TRANSLATE_NOOP("ui::text", "There is no backup of this vault yet."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Make one now, and test it with your passphrase or recovery key.") },
    HealthRow { Reason::Gone, QT_TRANSLATE_NOOP("ui::text", "Backups are gone"),
        QT_TRANSLATE_NOOP(
            "ui::text", "The backups that were made are not in their folder any more."),
        QT_TRANSLATE_NOOP("ui::text", "Make one now, or choose the folder where they are.") },
    HealthRow { Reason::FolderMissing, QT_TRANSLATE_NOOP("ui::text", "Backup folder missing"),
        QT_TRANSLATE_NOOP("ui::text", "The chosen folder for backups is not there."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Plug in the disk or stick it is on, or choose another folder.") },
    HealthRow { Reason::FolderUnreadable, QT_TRANSLATE_NOOP("ui::text", "Backup folder unreadable"),
        QT_TRANSLATE_NOOP("ui::text", "The folder of the backups cannot be read."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Check the disk and the permissions of the folder, or choose another.") },
    HealthRow { Reason::Outdated, QT_TRANSLATE_NOOP("ui::text", "Backup out of date"),
        QT_TRANSLATE_NOOP("ui::text",
            "Changes have been waiting for a backup for more than a day. The newest one is of %1."),
        QT_TRANSLATE_NOOP("ui::text", "Make one now.") },
    HealthRow { Reason::FormerKeys, QT_TRANSLATE_NOOP("ui::text", "No backup with the new keys"),
        QT_TRANSLATE_NOOP("ui::text",
            "The newest backup is from before the vault got new keys: it opens with the old "
            "passphrase."),
        QT_TRANSLATE_NOOP("ui::text", "Make one now; then delete the old ones.") },
    HealthRow { Reason::OlderDamaged, QT_TRANSLATE_NOOP("ui::text", "An older backup is damaged"),
        QT_TRANSLATE_NOOP("ui::text", "An older backup is damaged; the newest one, of %1, is not."),
        QT_TRANSLATE_NOOP("ui::text", "Have an eye on the disk of the folder.") },
    HealthRow { Reason::NeverDrilled, QT_TRANSLATE_NOOP("ui::text", "Backup not tested yet"),
        QT_TRANSLATE_NOOP("ui::text",
            "The newest backup is of %1. None has been opened by a passphrase or recovery key "
            "yet."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Test one now, so that you know it opens on the day you need it.") },
    HealthRow { Reason::CheapSlot, QT_TRANSLATE_NOOP("ui::text", "Backup easier to guess"),
        QT_TRANSLATE_NOOP("ui::text",
            "The newest backup, of %1, makes guessing its passphrase cheaper than it should be."),
        QT_TRANSLATE_NOOP("ui::text",
            "Unlock the vault with its passphrase once more; the next backup is better.") },
    HealthRow { Reason::FolderShared, QT_TRANSLATE_NOOP("ui::text", "Backup folder is shared"),
        QT_TRANSLATE_NOOP(
            "ui::text", "Others can write into the folder of the backups, and remove them."),
        QT_TRANSLATE_NOOP("ui::text", "Choose a folder of your own.") },
};

QString timeOf(const backup::Health& health)
{
    if (!health.newest)
        return {};
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(health.newest->time)).toLocalTime(),
        QLocale::ShortFormat);
}

const HealthRow& rowOf(Reason reason)
{
    const auto* const row = std::ranges::find(HealthRows, reason, &HealthRow::reason);
    Q_ASSERT(row != HealthRows.end());
    return *row;
}

/// Why the last attempt failed; the arguments of the error, a path among them, are not kept.
Explanation failureText(const backup::Failure& failure)
{
    using base::ErrorCode;
    const char* message = nullptr;
    const char* next = QT_TRANSLATE_NOOP(
        "ui::text", "It is tried again by itself. Check the folder, or choose another one.");
    switch (failure.code) {
    case ErrorCode::DiskFull:
        message = QT_TRANSLATE_NOOP(
            "ui::text", "The last backup could not be made: the disk of its folder is full.");
        next = QT_TRANSLATE_NOOP(
            "ui::text", "Make room there, or choose another folder. It is tried again by itself.");
        break;
    case ErrorCode::ReadOnly:
        message = QT_TRANSLATE_NOOP(
            "ui::text", "The last backup could not be made: its folder cannot be written to.");
        break;
    case ErrorCode::Damaged:
    case ErrorCode::CannotRead:
        message = QT_TRANSLATE_NOOP("ui::text",
            "The last backup could not be made: what was written did not read back whole.");
        next = QT_TRANSLATE_NOOP("ui::text", "Do not trust this disk; choose another folder.");
        break;
    default:
        message = QT_TRANSLATE_NOOP("ui::text", "The last backup could not be made.");
        break;
    }
    return { translated(message), translated(next) };
}

struct FieldRow
{
    std::string_view field;
    const char* text;
};

constexpr std::array Fields = {
    FieldRow { "issuer", QT_TRANSLATE_NOOP("ui::text", "issuer") },
    FieldRow { "name", QT_TRANSLATE_NOOP("ui::text", "name") },
    FieldRow { "label", QT_TRANSLATE_NOOP("ui::text", "label") },
    FieldRow { "note", QT_TRANSLATE_NOOP("ui::text", "note") },
    FieldRow { "tags", QT_TRANSLATE_NOOP("ui::text", "tags") },
    FieldRow { "pinned", QT_TRANSLATE_NOOP("ui::text", "pin in the list") },
    FieldRow { "picture", QT_TRANSLATE_NOOP("ui::text", "picture") },
    FieldRow { "type", QT_TRANSLATE_NOOP("ui::text", "kind of code") },
    FieldRow { "algorithm", QT_TRANSLATE_NOOP("ui::text", "algorithm") },
    FieldRow { "digits", QT_TRANSLATE_NOOP("ui::text", "number of digits") },
    FieldRow { "period", QT_TRANSLATE_NOOP("ui::text", "period") },
    FieldRow { "counter", QT_TRANSLATE_NOOP("ui::text", "counter") },
    FieldRow { "secret", QT_TRANSLATE_NOOP("ui::text", "secret") },
    FieldRow { "pin", QT_TRANSLATE_NOOP("ui::text", "PIN") },
    FieldRow { "parameters", QT_TRANSLATE_NOOP("ui::text", "further parameters") },
    FieldRow { "trash", QT_TRANSLATE_NOOP("ui::text", "in or out of the trash") },
    FieldRow { "push", QT_TRANSLATE_NOOP("ui::text", "push registrations") },
    FieldRow { "history", QT_TRANSLATE_NOOP("ui::text", "older versions") },
    FieldRow { "checklist", QT_TRANSLATE_NOOP("ui::text", "its line on the checklist") },
    FieldRow { "missing", QT_TRANSLATE_NOOP("ui::text", "not in both") },
    FieldRow { "added", QT_TRANSLATE_NOOP("ui::text", "comes back") },
    FieldRow { "deleted", QT_TRANSLATE_NOOP("ui::text", "deleted here") },
    FieldRow { "broken", QT_TRANSLATE_NOOP("ui::text", "broken in the backup") },
};

} // namespace

Explanation reasonText(Reason reason, const backup::Health& health)
{
    if (reason == Reason::AttemptFailed && health.failure)
        return failureText(*health.failure);
    const HealthRow& row = rowOf(reason);
    const QString message = translated(row.message);
    return { message.contains(QLatin1String("%1")) ? message.arg(timeOf(health)) : message,
        row.next ? translated(row.next) : QString() };
}

Explanation healthText(const backup::Health& health)
{
    if (!health.reasons.empty())
        return reasonText(health.reasons.front(), health);
    return { translated(QT_TRANSLATE_NOOP("ui::text", "All is well: the newest backup is of %1."))
                 .arg(timeOf(health)),
        {} };
}

QString healthWords(const backup::Health& health)
{
    return health.reasons.empty() ? translated(QT_TRANSLATE_NOOP("ui::text", "Backups are well"))
                                  : translated(rowOf(health.reasons.front()).words);
}

QString matchText(const vault::Comparison& comparison)
{
    return translated(QT_TRANSLATE_NOOP("ui::text", "%1 of %2 accounts match."))
        .arg(comparison.matching)
        .arg(comparison.accounts);
}

QString fieldText(const std::string& field)
{
    const auto* const row = std::ranges::find(Fields, std::string_view(field), &FieldRow::field);
    return row == Fields.end() ? QString::fromStdString(field) : translated(row->text);
}

} // namespace ui::text
