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
    void tellsWhatHolds();
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

void HardeningTest::tellsWhatHolds()
{
    using wiring::hardeningOf;
    wiring::hardenProcess();
    wiring::forbidInspection();
    const wiring::Hardening hardened = hardeningOf(crypto::SecureHeap::NotLocked);
    QCOMPARE(hardened.heap, crypto::SecureHeap::NotLocked);
    QVERIFY(hardened.stopsCoreFiles);
    QVERIFY(hardened.forbidsInspection);

    ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    QVERIFY(!hardeningOf(crypto::SecureHeap::Locked).forbidsInspection);
    struct rlimit limit = {};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
    QCOMPARE(hardeningOf(crypto::SecureHeap::Locked).stopsCrashHandlers, limit.rlim_cur == 1);
    limit.rlim_cur = 0; // anyone may lower it
    QCOMPARE(::setrlimit(RLIMIT_CORE, &limit), 0);
    QVERIFY(!hardeningOf(crypto::SecureHeap::Locked).stopsCrashHandlers);
    QVERIFY(hardeningOf(crypto::SecureHeap::Locked).stopsCoreFiles);
}

QTEST_GUILESS_MAIN(HardeningTest)
#include "hardening_test.moc"
