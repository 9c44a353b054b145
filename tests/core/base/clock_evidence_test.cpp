// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/clock_evidence.h"

#include <QTest>

using base::ClockEvidence;
using base::ClockVerdict;
using namespace std::chrono_literals;

class ClockEvidenceTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
};

void ClockEvidenceTest::judges_data()
{
    QTest::addColumn<ClockEvidence>("evidence");
    QTest::addColumn<ClockVerdict>("verdict");
    const base::Time now = base::fromUnixSeconds(1'800'000'000);
    QTest::newRow("nothing is known") << ClockEvidence { now } << ClockVerdict::Plausible;
    QTest::newRow("all is well") << ClockEvidence { now, now - 1h, now - 1s, true }
                                 << ClockVerdict::Plausible;
    QTest::newRow("no time service")
        << ClockEvidence { now, now - 1h, now - 1s, false } << ClockVerdict::NotSynchronised;
    QTest::newRow("another computer's clock is four minutes ahead")
        << ClockEvidence { now, now - 1h, now + 4min, true } << ClockVerdict::Plausible;
    QTest::newRow("the last save is six minutes ahead")
        << ClockEvidence { now, now - 1h, now + 6min, true } << ClockVerdict::BehindLastSave;
    QTest::newRow("the last save is ahead, and no time service")
        << ClockEvidence { now, now - 1h, now + 6min, false } << ClockVerdict::BehindLastSave;
    QTest::newRow("made this morning in another time zone")
        << ClockEvidence { now, now + 23h, {}, true } << ClockVerdict::Plausible;
    QTest::newRow("made two days ahead")
        << ClockEvidence { now, now + 48h, {}, true } << ClockVerdict::BeforeProgram;
    QTest::newRow("before program and save")
        << ClockEvidence { now, now + 48h, now + 1h, false } << ClockVerdict::BeforeProgram;
}

void ClockEvidenceTest::judges()
{
    QFETCH(ClockEvidence, evidence);
    QFETCH(ClockVerdict, verdict);
    QCOMPARE(base::judge(evidence), verdict);
}

QTEST_GUILESS_MAIN(ClockEvidenceTest)
#include "clock_evidence_test.moc"
