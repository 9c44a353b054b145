// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/backup/health_strip.h"
#include "ui/backup/light_of.h"

using ui::widgets::Light;

class HealthStripTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void isReadByAScreenReaderAndPressedByKey()
    {
        ui::backup::HealthStrip strip;
        strip.setHealth(Light::Attention, QStringLiteral("No backup yet"));
        strip.show();
        QVERIFY(QTest::qWaitForWindowActive(&strip));
        strip.setFocus();
        QVERIFY(support::Person::focused().startsWith(QStringLiteral("No backup yet. ")));
        const QSignalSpy pressed(&strip, &QPushButton::clicked);
        support::Person::key(Qt::Key_Space);
        QCOMPARE(pressed.count(), 1);
    }

    void lightsUpForWhatIsSaid()
    {
        using backup::Condition;
        backup::Health health;
        health.condition = Condition::Good;
        QCOMPARE(ui::backup::lightOf(health), Light::Good);
        health.condition = backup::conditionOf(backup::Reason::NeverDrilled);
        QCOMPARE(ui::backup::lightOf(health), Light::Attention);
        health.condition = Condition::Missing;
        QCOMPARE(ui::backup::lightOf(health), Light::Attention);
        health.condition = Condition::Failed;
        QCOMPARE(ui::backup::lightOf(health), Light::Bad);
    }
};

QTEST_MAIN(HealthStripTest)
#include "health_strip_test.moc"
