// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_clock.h"
#include "ui/accounts/code_ticker.h"

#include <QSignalSpy>

using ui::accounts::CodeTicker;

class CodeTickerTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void sleepsUntilItIsWoken()
    {
        support::FixedClock clock(1'000);
        CodeTicker ticker(clock);
        QVERIFY(!ticker.isAwake());
        QSignalSpy ticked(&ticker, &CodeTicker::ticked);
        ticker.setAwake(true);
        QVERIFY(ticker.isAwake());
        QCOMPARE(ticked.count(), 1); // what is shown was drawn some time ago
        ticker.setAwake(true);
        QCOMPARE(ticked.count(), 1);
        ticker.setAwake(false);
        QVERIFY(!ticker.isAwake());
    }

    void ticksAtTheNextFullSecondOfItsClock()
    {
        support::FixedClock clock(1'000);
        clock.time += std::chrono::milliseconds(990);
        CodeTicker ticker(clock);
        QSignalSpy ticked(&ticker, &CodeTicker::ticked);
        ticker.setAwake(true);
        // 10 ms are left of this second, and the clock stands: it ticks again and again, each time
        // from "now".
        QTRY_VERIFY(ticked.count() >= 4);
    }
};

QTEST_GUILESS_MAIN(CodeTickerTest)
#include "code_ticker_test.moc"
