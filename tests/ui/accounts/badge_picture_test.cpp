// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/icons.h"
#include "ui/accounts/badge_picture.h"

#include <QTest>

/// What a badge shows of an account's own picture.
class BadgePictureTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void isAlwaysASquare()
    {
        for (const QSize size : { QSize(48, 48), QSize(48, 20), QSize(7, 96) }) {
            const QImage badge =
                ui::accounts::badgePicture(support::icon(Qt::red, size.width(), size.height()));
            QCOMPARE(badge.width(), badge.height());
            QCOMPARE(badge.pixelColor(badge.rect().center()), QColor(Qt::red));
        }
    }

    void aDrawingStandsOnAGroundThatItCanBeSeenOn()
    {
        const auto cornerOf = [](const QColor& colour) {
            const QImage badge = ui::accounts::badgePicture(support::drawnIcon(colour));
            return badge.pixelColor(badge.width() / 2, badge.height() / 10);
        };
        QCOMPARE(cornerOf(Qt::black), QColor(Qt::white));
        QCOMPARE(cornerOf(QColor(0, 60, 200)), QColor(Qt::white));
        QVERIFY(cornerOf(Qt::white).lightness() < 80);
        QVERIFY(cornerOf(QColor(255, 230, 90)).lightness() < 80);
    }

    void anOpaqueSquareFillsIt()
    {
        const QImage badge = ui::accounts::badgePicture(support::icon(Qt::red, 40, 40));
        QCOMPARE(badge.size(), QSize(40, 40));
        QCOMPARE(badge.pixelColor(0, 0), QColor(Qt::red));
    }

    void isNullWhereItCannotBeRead()
    {
        QVERIFY(ui::accounts::badgePicture({}).isNull());
        QVERIFY(ui::accounts::badgePicture("\x89PNG no more").isNull());
        QVERIFY(ui::accounts::badgePicture(support::icon(Qt::red, 1100, 1000)).isNull());
    }
};

QTEST_GUILESS_MAIN(BadgePictureTest)
#include "badge_picture_test.moc"
