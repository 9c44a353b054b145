// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/end_signals.h"
#include "tests/support/fail_on_warning.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>

using desktop::EndSignals;

class EndSignalsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void tellsWhenItIsAskedToEnd_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("terminate") << SIGTERM;
        QTest::newRow("interrupt") << SIGINT;
        QTest::newRow("hang up") << SIGHUP;
    }
    void tellsWhenItIsAskedToEnd()
    {
        QFETCH(const int, signal);
        const EndSignals ends;
        QSignalSpy requested(&ends, &EndSignals::endRequested);
        QCOMPARE(::raise(signal), 0);
        QTRY_COMPARE(requested.count(), 1);
    }

    void theSecondTimeItIsNotAskedAnyMore()
    {
        const EndSignals ends;
        QCOMPARE(::raise(SIGTERM), 0);
        struct sigaction now = {};
        QCOMPARE(::sigaction(SIGTERM, nullptr, &now), 0);
        QVERIFY(now.sa_handler == SIG_DFL);
    }

    void whatWasIgnoredStaysSo()
    {
        std::signal(SIGHUP, SIG_IGN);
        {
            const EndSignals ends;
            QSignalSpy requested(&ends, &EndSignals::endRequested);
            QCOMPARE(::raise(SIGHUP), 0);
            QCOMPARE(::raise(SIGTERM), 0);
            QTRY_COMPARE(requested.count(), 1);
        }
        QVERIFY(std::signal(SIGHUP, SIG_DFL) == SIG_IGN);
    }
};

QTEST_GUILESS_MAIN(EndSignalsTest)
#include "end_signals_test.moc"
