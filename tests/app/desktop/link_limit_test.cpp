// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/link_limit.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using namespace std::chrono_literals;

class LinkLimitTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void tenInAMinute()
    {
        desktop::LinkLimit limit;
        const base::Time start = base::fromUnixSeconds(1'000);
        for (int i = 0; i < 10; ++i)
            QVERIFY(limit.admits(start + i * 1s));
        for (int i = 0; i < 100; ++i)
            QVERIFY(!limit.admits(start + 10s));
        QVERIFY(!limit.admits(start + 60s - 1ms));
        QVERIFY(limit.admits(start + 60s));
        QVERIFY(!limit.admits(start + 60s));
    }

    void clockSetBackDoesNotShutTheDoor()
    {
        desktop::LinkLimit limit;
        const base::Time start = base::fromUnixSeconds(1'000'000);
        for (int i = 0; i < 10; ++i)
            QVERIFY(limit.admits(start));
        QVERIFY(limit.admits(start - 24h));
    }
};

QTEST_GUILESS_MAIN(LinkLimitTest)
#include "link_limit_test.moc"
