// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/settings/app_settings.h"

#include "core/base/atomic_file.h"

#include <QFile>
#include <QSettings>
#include <QStringList>
#include <QTime>

namespace settings {
namespace {

constexpr QLatin1String BackupFolder("backup/folder");
constexpr QLatin1String QuietFrom("push/quietFrom"); ///< 22:00
constexpr QLatin1String QuietUntil("push/quietUntil");
constexpr QLatin1String SilentAccounts("push/silent"); ///< ID:SECONDS, blanks between them

QString textOf(std::chrono::minutes minutes)
{
    return QTime(0, 0)
        .addSecs(static_cast<int>(std::chrono::seconds(minutes).count()))
        .toString(QStringLiteral("HH:mm"));
}

std::optional<std::chrono::minutes> minutesOf(const QVariant& text)
{
    const QTime time = QTime::fromString(text.toString(), QStringLiteral("HH:mm"));
    if (!time.isValid())
        return std::nullopt;
    return std::chrono::minutes(time.hour() * 60 + time.minute());
}

/// Qt makes the file with whatever mode the umask leaves, and keeps the mode of one that is there.
base::Result<void> makeForTheOwner(const std::string& file)
{
    if (QFile::exists(QFile::decodeName(file.c_str())))
        return {};
    const std::size_t slash = file.rfind('/');
    if (slash != std::string::npos && slash > 0) {
        if (const base::Result<void> made = base::makeFolder(file.substr(0, slash)); !made)
            return made;
    }
    const base::Result<void> made = base::createFile(file, {});
    const bool isThere = made || made.error().code == base::ErrorCode::FileExists;
    return isThere ? base::Result<void>() : made;
}

} // namespace

AppSettings::AppSettings(std::string file, QObject* parent)
    : QObject(parent),
      m_file(std::move(file))
{ }

QVariant AppSettings::value(QAnyStringView key) const
{
    const QSettings file(QFile::decodeName(m_file.c_str()), QSettings::IniFormat);
    return file.value(key.toString());
}

base::Result<void> AppSettings::write(const Values& values)
{
    if (const base::Result<void> made = makeForTheOwner(m_file); !made)
        return made;
    QSettings file(QFile::decodeName(m_file.c_str()), QSettings::IniFormat);
    const auto put = [&file](const Values& wanted) {
        for (const auto& [key, value] : wanted) {
            if (value.isValid())
                file.setValue(key, value);
            else
                file.remove(key);
        }
    };
    Values before;
    for (const auto& [key, value] : values)
        before[key] = file.value(key);
    put(values);
    file.sync();
    if (file.status() == QSettings::NoError)
        return {};
    // Qt keeps what it could not write for all that look at the file later.
    put(before);
    return base::Error { base::ErrorCode::CannotWrite, "saving the settings",
        { m_file, "not writable" } };
}

std::string AppSettings::backupFolder() const
{
    return QFile::encodeName(value(BackupFolder).toString()).toStdString();
}

base::Result<void> AppSettings::setBackupFolder(const std::string& folder)
{
    if (folder == backupFolder())
        return {};
    const QVariant wanted =
        folder.empty() ? QVariant() : QVariant(QFile::decodeName(folder.c_str()));
    if (const base::Result<void> written = write({ { BackupFolder, wanted } }); !written)
        return written;
    emit backupFolderChanged();
    return {};
}

std::optional<DailyHours> AppSettings::quietHours() const
{
    const std::optional<std::chrono::minutes> from = minutesOf(value(QuietFrom));
    const std::optional<std::chrono::minutes> until = minutesOf(value(QuietUntil));
    if (!from || !until)
        return std::nullopt;
    return DailyHours { *from, *until };
}

base::Result<void> AppSettings::setQuietHours(const std::optional<DailyHours>& hours)
{
    if (hours == quietHours())
        return {};
    return write({ { QuietFrom, hours ? textOf(hours->from) : QVariant() },
        { QuietUntil, hours ? textOf(hours->until) : QVariant() } });
}

Silences AppSettings::silences() const
{
    Silences silences;
    for (const QString& word : value(SilentAccounts).toString().split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = word.split(u':');
        bool isNumber = false;
        const qint64 until = parts.last().toLongLong(&isNumber);
        if (parts.size() == 2 && isNumber && !parts.first().isEmpty())
            silences[parts.first().toStdString()] = until;
    }
    return silences;
}

base::Result<void> AppSettings::setSilences(const Silences& silences)
{
    if (silences == this->silences())
        return {};
    QStringList words;
    for (const auto& [account, until] : silences)
        words << QStringLiteral("%1:%2").arg(QString::fromStdString(account)).arg(until);
    return write({ { SilentAccounts, words.isEmpty() ? QVariant() : QVariant(words.join(u' ')) } });
}

} // namespace settings
