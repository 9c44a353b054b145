// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/sandbox_process.h"
#include "tests/support/fail_on_warning.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using desktop::SandboxPlace;
using desktop::SandboxProcess;

namespace {

QByteArray document(const char* singleQuoted)
{
    return QByteArray(singleQuoted).replace('\'', '"');
}

} // namespace

class SandboxProcessTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsWhatTheServiceSays()
    {
        const auto place = desktop::readSandboxLine(
            document("{'https':'https://127.0.0.1:1','signInPage':'http://127.0.0.1:2/',"
                     "'controlPage':'http://127.0.0.1:2/sandbox/','caFile':'/run/ca.pem'}"));
        QVERIFY(place);
        QCOMPARE(place->signInPage, QUrl(QStringLiteral("http://127.0.0.1:2/")));
        QCOMPARE(place->controlPage, QUrl(QStringLiteral("http://127.0.0.1:2/sandbox/")));
        QCOMPARE(place->authorityFile, QStringLiteral("/run/ca.pem"));
    }

    void anotherLineIsNotUnderstood_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no document") << QByteArray("ready");
        QTest::newRow("no authority")
            << document("{'signInPage':'http://a/','controlPage':'http://a/'}");
        QTest::newRow("no page") << document("{'caFile':'/a','controlPage':'http://a/'}");
    }
    void anotherLineIsNotUnderstood()
    {
        QFETCH(QByteArray, line);
        const auto place = desktop::readSandboxLine(line);
        QVERIFY(!place);
        QCOMPARE(place.error().code, base::ErrorCode::NotUnderstood);
    }

    void startsTheServiceAndEndsIt()
    {
        SandboxProcess process;
        QSignalSpy failed(&process, &SandboxProcess::failed);
        QSignalSpy ended(&process, &SandboxProcess::ended);
        QString authority;
        QObject::connect(&process, &SandboxProcess::ready, &process,
            [&](const SandboxPlace& place) { authority = place.authorityFile; });
        process.start(QStringLiteral(COUNTERSIGN_SANDBOX));
        QTRY_VERIFY_WITH_TIMEOUT(!authority.isEmpty(), 30'000);
        QVERIFY(QFile::exists(authority));
        QCOMPARE(ended.size(), 0);
        process.end();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
        QVERIFY(!QFile::exists(authority)); // it takes its files along
        QCOMPARE(failed.size(), 0);
    }

    void killsWhatDoesNotEnd()
    {
        SandboxProcess process;
        QSignalSpy ended(&process, &SandboxProcess::ended);
        const QTemporaryDir folder;
        const QString stubborn = folder.filePath(QStringLiteral("stubborn"));
        const QString begun = folder.filePath(QStringLiteral("begun"));
        QFile script(stubborn);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\n: >" + begun.toUtf8() + "\nexec tail -f /dev/null\n");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        script.close();
        process.start(stubborn);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(begun), 30'000);
        process.end();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
    }

    void endsWhatWasNeverStarted()
    {
        SandboxProcess process;
        QSignalSpy ended(&process, &SandboxProcess::ended);
        process.end();
        QTRY_COMPARE(ended.size(), 1);
    }

    void endsWhatCannotBeStarted()
    {
        SandboxProcess process;
        QSignalSpy ended(&process, &SandboxProcess::ended);
        process.start(QStringLiteral("/dev/null"));
        process.end(); // before it is known
        QTRY_COMPARE(ended.size(), 1);
    }

    void whatCannotBeStartedIsSaid_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("missing") << QStringLiteral("no-such-countersign-program")
                                 << QStringLiteral("is not installed");
        QTest::newRow("not a program")
            << QStringLiteral("/dev/null") << QStringLiteral("could not be started");
        QTest::newRow("ends at once")
            << QStringLiteral("/bin/true") << QStringLiteral("ended without a word");
        QTest::newRow("another program")
            << QStringLiteral("/bin/echo") << QStringLiteral("of another version");
    }
    void whatCannotBeStartedIsSaid()
    {
        QFETCH(QString, program);
        QFETCH(QString, sentence);
        SandboxProcess process;
        QSignalSpy ready(&process, &SandboxProcess::ready);
        QSignalSpy failed(&process, &SandboxProcess::failed);
        process.start(program);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
        const QString said = failed.front().front().toString();
        QVERIFY2(said.contains(sentence), qPrintable(said));
        QCOMPARE(ready.size(), 0);
    }
};

QTEST_GUILESS_MAIN(SandboxProcessTest)
#include "sandbox_process_test.moc"
