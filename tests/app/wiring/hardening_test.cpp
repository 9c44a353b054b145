// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/hardening.h"

#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

class HardeningTest : public QObject
{
    Q_OBJECT

private slots:
    void stopsCoreDumps();
    void startsTheSecureHeap();
    void stopsInspection();
};

void HardeningTest::stopsCoreDumps()
{
    wiring::hardenProcess();
    struct rlimit limit = {};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
    QVERIFY(limit.rlim_cur <= 1);
    QVERIFY(limit.rlim_max <= 1);
}

void HardeningTest::startsTheSecureHeap()
{
    QVERIFY(wiring::hardenProcess() != crypto::SecureHeap::Unavailable);
    QVERIFY(crypto::SecretBytes::ofSize(32));
}

void HardeningTest::stopsInspection()
{
    QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);
    wiring::forbidInspection();
    QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
}

QTEST_GUILESS_MAIN(HardeningTest)
#include "hardening_test.moc"
