// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/backup_log.h"
#include "core/base/atomic_file.h"
#include "tests/support/fail_on_warning.h"

#include <QTemporaryDir>
#include <QTest>

using backup::Log;

/// What a computer remembers of a vault's backups.
class BackupLogTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void itComesBackAsItWas()
    {
        for (const Log& log : { Log {}, fullLog() }) {
            const auto again = backup::decodeLog(backup::encodeLog(log));
            QVERIFY(again);
            QVERIFY(*again == log);
        }
    }

    void everyTruncationIsRefused()
    {
        const std::string text = backup::encodeLog(fullLog());
        for (std::size_t size = 0; size < text.size(); ++size)
            QVERIFY2(!backup::decodeLog(text.substr(0, size)), std::to_string(size).c_str());
    }

    void wrongMembersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("another format") << QByteArray("countersign-backups") << QByteArray("other");
        QTest::newRow("a short mark") << QByteArray("0707070707070707") << QByteArray("07");
        QTest::newRow("no number")
            << QByteArray("\"accounts\":42") << QByteArray("\"accounts\":\"\"");
        QTest::newRow("a time beyond all")
            << QByteArray("1000}") << QByteArray("9007199254740993}");
    }
    void wrongMembersAreRefused()
    {
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QByteArray text = QByteArray::fromStdString(backup::encodeLog(fullLog()));
        QVERIFY(text.contains(from));
        text.replace(from, to);
        QVERIFY(!backup::decodeLog(text.toStdString()));
    }

    void aLogThatIsDamagedIsAnEmptyOne()
    {
        QTemporaryDir folder;
        const backup::Place place = placeIn(folder);
        QVERIFY(backup::readLog(place) == Log {});
        QVERIFY(backup::changeLog(place, [](Log& log) { log = fullLog(); }));
        QVERIFY(backup::readLog(place) == fullLog());
        QVERIFY(base::replaceFile(place.logFile, base::bytesOf(std::string_view("{"))));
        QVERIFY(backup::readLog(place) == Log {});
        QVERIFY(backup::changeLog(place, [](Log& log) { log = fullLog(); }));
        QVERIFY(backup::readLog(place) == fullLog());
    }

    void theOldestProofsGoButNeverThatOfTheLast()
    {
        QTemporaryDir folder;
        const backup::Place place = placeIn(folder);
        const auto markOf = [](int number) {
            backup::FileMark mark = {};
            mark[0] = static_cast<std::uint8_t>(number);
            mark[1] = static_cast<std::uint8_t>(number >> 8);
            return mark;
        };
        QVERIFY(backup::changeLog(place, [&](Log& log) {
            for (int i = 0; i < 300; ++i)
                log.proofs[markOf(i)].made = base::fromUnixSeconds(i);
            log.last = markOf(0);
        }));
        const Log log = backup::readLog(place);
        QCOMPARE(log.proofs.size(), std::size_t { 200 });
        QVERIFY(log.proofs.contains(markOf(0)));
        QVERIFY(!log.proofs.contains(markOf(1)));
        QVERIFY(log.proofs.contains(markOf(299)));
    }

    void withoutAStateFolderNothingIsRemembered()
    {
        const backup::Place place = backup::placeOf("/nowhere/v.countersign", {}, {}, {});
        QVERIFY(backup::changeLog(place, [](Log& log) { log = fullLog(); }));
        QVERIFY(backup::readLog(place) == Log {});
    }

private:
    static backup::Place placeIn(const QTemporaryDir& folder)
    {
        return backup::placeOf("/v.countersign", {}, {}, folder.path().toStdString() + "/state");
    }
    static Log fullLog()
    {
        Log log;
        backup::FileMark mark;
        mark.fill(7);
        log.proofs[mark] = { base::fromUnixSeconds(1), base::fromUnixSeconds(2),
            base::fromUnixSeconds(3), 42 };
        log.proofs[{}] = { base::fromUnixSeconds(4), base::fromUnixSeconds(5), {}, 0 };
        log.last = mark;
        log.lastState.save.bytes.fill(8);
        log.lastState.content.fill(9);
        log.failure = backup::Failure { base::fromUnixSeconds(6), base::ErrorCode::DiskFull };
        log.waitingSince = base::fromUnixSeconds(1);
        return log;
    }
};

QTEST_GUILESS_MAIN(BackupLogTest)
#include "backup_log_test.moc"
