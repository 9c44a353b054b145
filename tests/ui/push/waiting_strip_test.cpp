// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/push/waiting_strip.h"

#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using support::Person;
using ui::push::WaitingStrip;

class WaitingStripTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysHowManyWaitAndIsPressedByKey()
    {
        QWidget window;
        auto* strip = new WaitingStrip(&window);
        auto* column = new QVBoxLayout(&window);
        column->addWidget(strip);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(!strip->isVisible());
        strip->setStanding({ .count = 2 });
        QVERIFY(strip->isVisible());
        QVERIFY(Person::sees(QStringLiteral("2 sign-in request(s) wait")));
        QVERIFY(!Person::sees(QStringLiteral("password")));
        strip->setFocus();
        QCOMPARE(Person::focused(),
            QStringLiteral("2 sign-in request(s) wait. Show the sign-in requests"));
        const QSignalSpy pressed(strip, &QPushButton::clicked);
        Person::key(Qt::Key_Space);
        QCOMPARE(pressed.count(), 1);
        strip->setStanding({ .count = 3, .isBurst = true, .hasRefused = true });
        QVERIFY(Person::sees(QStringLiteral("3 sign-in request(s) wait: somebody may know")));
        strip->setStanding({ .hasRefused = true });
        QVERIFY(Person::sees(QStringLiteral("A sign-in request was refused")));
        strip->setStanding({ .isBurst = true });
        QVERIFY(!strip->isVisible());
    }
};

QTEST_MAIN(WaitingStripTest)
#include "waiting_strip_test.moc"
