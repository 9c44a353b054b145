// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/drop_area.h"

#include <QTest>

using ui::widgets::DropArea;

namespace {

struct AreaScene
{
    DropArea area { QStringLiteral("Drop a <b>file</b> here.") };

    AreaScene()
    {
        QPalette palette(Qt::white, Qt::white);
        palette.setColor(QPalette::WindowText, Qt::black);
        palette.setColor(QPalette::Highlight, Qt::blue);
        area.setPalette(palette);
        area.resize(400, 120);
    }

    /// The colours along the upper edge, without the round corners.
    QList<QColor> edge()
    {
        const QImage picture = area.grab().toImage();
        QList<QColor> colours;
        for (int x = 20; x < picture.width() - 20; ++x)
            colours.append(picture.pixelColor(x, 1));
        return colours;
    }
};

/// How often along a line something follows nothing.
qsizetype beginnings(const QList<QColor>& line)
{
    qsizetype count = 0;
    for (qsizetype i = 1; i < line.size(); ++i)
        count += line[i - 1] == Qt::white && line[i] != Qt::white ? 1 : 0;
    return count;
}

} // namespace

/// Where a page says that something can be dropped on it.
class DropAreaTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void hasADashedEdge()
    {
        AreaScene scene;
        QVERIFY(beginnings(scene.edge()) > 10);
    }

    void tellsByAWholeEdgeThatSomethingHovers()
    {
        AreaScene scene;
        scene.area.setHovering(true);
        const QList<QColor> edge = scene.edge();
        QVERIFY(!edge.contains(QColor(Qt::white)));
        QVERIFY(edge.front().blue() > edge.front().red());
        scene.area.setHovering(false);
        QVERIFY(beginnings(scene.edge()) > 10);
    }

    void takesItsTextForNoMarkup()
    {
        const AreaScene scene;
        QCOMPARE(scene.area.textFormat(), Qt::PlainText);
        QVERIFY(scene.area.minimumHeight() >= 6 * scene.area.fontMetrics().height());
    }
};

QTEST_MAIN(DropAreaTest)
#include "drop_area_test.moc"
