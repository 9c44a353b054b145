// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/settings/app_settings.h"
#include "tests/support/fail_on_warning.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using settings::AppSettings;

class AppSettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void beginsWithoutAFolder()
    {
        QVERIFY(AppSettings(file("none.ini")).backupFolder().empty());
        QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("none.ini"))));
    }

    void keepsTheFolder_data()
    {
        QTest::addColumn<QByteArray>("chosen");
        QTest::newRow("plain") << QByteArray("/media/stick");
        QTest::newRow("commas and blanks, which make lists") << QByteArray("/media/a, b/c;d");
        QTest::newRow("other scripts") << QByteArray("/media/\xd7\x93\xd7\x9f/\xc3\xbc");
        QTest::newRow("percent and backslash") << QByteArray("/media/100%\\n");
    }
    void keepsTheFolder()
    {
        QFETCH(const QByteArray, chosen);
        const std::string folder = chosen.toStdString();
        QVERIFY(AppSettings(file("kept.ini")).setBackupFolder(folder));
        QCOMPARE(AppSettings(file("kept.ini")).backupFolder(), folder);
        QVERIFY(AppSettings(file("kept.ini")).setBackupFolder({}));
        QVERIFY(AppSettings(file("kept.ini")).backupFolder().empty());
    }

    void tellsAChangeOnce()
    {
        AppSettings settings(file("told.ini"));
        const QSignalSpy told(&settings, &AppSettings::backupFolderChanged);
        QVERIFY(settings.setBackupFolder("/media/stick"));
        QVERIFY(settings.setBackupFolder("/media/stick"));
        QCOMPARE(told.count(), 1);
    }

    void seesWhatTheOtherProgramWrote()
    {
        const AppSettings settings(file("other.ini"));
        QVERIFY(settings.backupFolder().empty());
        QFile other(m_folder.filePath(QStringLiteral("other.ini")));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("[backup]\nfolder=/media/stick\n");
        other.close();
        QCOMPARE(settings.backupFolder(), std::string("/media/stick"));
    }

    void isForTheOwnerOnly()
    {
        const mode_t mask = ::umask(0);
        const auto set = AppSettings(file("config/own.ini")).setBackupFolder("/media/stick");
        ::umask(mask);
        QVERIFY(set);
        struct stat status = {};
        QCOMPARE(::stat(file("config/own.ini").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QCOMPARE(::stat(file("config").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
    }

    void keepsQuietHours()
    {
        using std::chrono::minutes;
        const settings::DailyHours night { minutes(22 * 60), minutes(7 * 60 + 5) };
        QVERIFY(!AppSettings(file("quiet.ini")).quietHours());
        QVERIFY(AppSettings(file("quiet.ini")).setQuietHours(night));
        QVERIFY(AppSettings(file("quiet.ini")).quietHours() == night);
        QVERIFY(contents("quiet.ini").contains("quietFrom=22:00\nquietUntil=07:05\n"));
        QVERIFY(AppSettings(file("quiet.ini")).setQuietHours(std::nullopt));
        QVERIFY(!AppSettings(file("quiet.ini")).quietHours());
        QVERIFY(!contents("quiet.ini").contains("quiet"));
    }

    void takesNoHoursThatThereAreNot_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("half of it") << QByteArray("quietFrom=22:00\n");
        QTest::newRow("no time") << QByteArray("quietFrom=22:00\nquietUntil=later\n");
        QTest::newRow("25 o'clock") << QByteArray("quietFrom=25:00\nquietUntil=07:00\n");
    }
    void takesNoHoursThatThereAreNot()
    {
        QFETCH(const QByteArray, written);
        write("odd.ini", "[push]\n" + written);
        QVERIFY(!AppSettings(file("odd.ini")).quietHours());
    }

    void keepsSilences()
    {
        const settings::Silences two { { "0a0b", 1'767'225'600 }, { "ff00", 1'767'229'200 } };
        QVERIFY(AppSettings(file("silent.ini")).silences().empty());
        QVERIFY(AppSettings(file("silent.ini")).setSilences(two));
        QCOMPARE(AppSettings(file("silent.ini")).silences(), two);
        QVERIFY(AppSettings(file("silent.ini")).setSilences({}));
        QVERIFY(AppSettings(file("silent.ini")).silences().empty());
        write("odd.ini", "[push]\nsilent=0a0b:soon ff00 :7 aa:1:2 cc:12\n");
        const settings::Silences whole { { "cc", 12 } };
        QCOMPARE(AppSettings(file("odd.ini")).silences(), whole);
    }

    void staysAsItWasWhereItCannotBeSaved()
    {
        // A folder that is a file: nobody, the administrator neither, writes below it.
        QFile blocker(m_folder.filePath(QStringLiteral("blocker")));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        AppSettings settings(file("blocker/countersign.ini"));
        const QSignalSpy told(&settings, &AppSettings::backupFolderChanged);
        QVERIFY(!settings.setSilences({ { "0a0b", 1 } }));
        QVERIFY(settings.silences().empty());
        const auto set = settings.setBackupFolder("/media/stick");
        QVERIFY(!set);
        QCOMPARE(set.error().code, base::ErrorCode::CannotWrite);
        QVERIFY(settings.backupFolder().empty());
        QCOMPARE(told.count(), 0);
    }

private:
    QByteArray contents(const char* name) const
    {
        QFile written(m_folder.filePath(QLatin1String(name)));
        return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
    }
    void write(const char* name, const QByteArray& contents) const
    {
        QFile written(m_folder.filePath(QLatin1String(name)));
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(contents);
    }
    std::string file(const char* name) const
    {
        return m_folder.filePath(QLatin1String(name)).toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(AppSettingsTest)
#include "app_settings_test.moc"
