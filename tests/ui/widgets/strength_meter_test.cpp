// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/widgets/strength_meter.h"

using support::Person;
using ui::widgets::StrengthMeter;

class StrengthMeterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysInWordsWhatTheBarsShow_data()
    {
        QTest::addColumn<StrengthMeter::Level>("level");
        QTest::addColumn<QString>("word");
        QTest::newRow("nothing typed") << StrengthMeter::Level::None << QStringLiteral("words");
        QTest::newRow("weak") << StrengthMeter::Level::Weak << QStringLiteral("Weak");
        QTest::newRow("fair") << StrengthMeter::Level::Fair << QStringLiteral("Fair");
        QTest::newRow("strong") << StrengthMeter::Level::Strong << QStringLiteral("Strong");
    }
    void saysInWordsWhatTheBarsShow()
    {
        QFETCH(StrengthMeter::Level, level);
        QFETCH(QString, word);
        StrengthMeter meter;
        meter.resize(300, 60);
        meter.setLevel(level);
        meter.show();
        QVERIFY(QTest::qWaitForWindowExposed(&meter));
        QVERIFY2(Person::sees(word), qPrintable(Person::everythingSeen().join(u'\n')));
    }

    void eachLevelLooksDifferent()
    {
        StrengthMeter meter;
        meter.resize(300, 60);
        meter.setLevel(StrengthMeter::Level::Weak);
        const QImage weak = meter.grab().toImage();
        meter.setLevel(StrengthMeter::Level::Strong);
        QVERIFY(meter.grab().toImage() != weak);
    }
};

QTEST_MAIN(StrengthMeterTest)
#include "strength_meter_test.moc"
