// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/footed_page.h"

#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using ui::widgets::FootedPage;

namespace {

struct FootedScene
{
    FootedPage page;
    QPushButton* first = new QPushButton(QStringLiteral("First"));
    QPushButton* last = new QPushButton(QStringLiteral("Last"));
    QPushButton* act = new QPushButton(QStringLiteral("Act"));

    explicit FootedScene(int between)
    {
        page.column()->addWidget(first);
        page.column()->addSpacing(between);
        page.column()->addWidget(last);
        page.foot()->addWidget(act);
        page.resize(300, 300);
        page.show();
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
    /// Whether all of it is to be seen.
    bool sees(const QWidget* part) const
    {
        QRect seen = part->rect();
        for (const QWidget* at = part; at != &page; at = at->parentWidget())
            seen = seen.translated(at->pos()) & at->parentWidget()->rect();
        return seen.size() == part->size();
    }
    /// The line above the foot, in a place where nothing else is.
    QRgb edge()
    {
        const int y = act->mapTo(&page, QPoint()).y();
        const QImage picture = page.grab().toImage();
        QRgb found = picture.pixel(5, 5);
        for (int above = y - 30; above < y; ++above) {
            if (picture.pixel(5, above) != picture.pixel(5, 5))
                found = picture.pixel(5, above);
        }
        return found;
    }
    QRgb ground() { return page.grab().toImage().pixel(5, 5); }
};

} // namespace

/// A page of which what it is there for stays in sight.
class FootedPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theFootIsInSightHoweverMuchThereIs()
    {
        FootedScene scene(1'000);
        QVERIFY(!scene.sees(scene.last));
        QVERIFY(scene.sees(scene.act));
    }

    void aLinePartsWhatScrollsFromTheFoot()
    {
        FootedScene little(10);
        QCOMPARE(little.edge(), little.ground());
        FootedScene much(1'000);
        QVERIFY(much.edge() != much.ground());
    }

    void tabScrollsToWhatIsBeforeTheFoot()
    {
        FootedScene scene(1'000);
        scene.act->setFocus();
        QTest::keyClick(scene.act, Qt::Key_Backtab);
        QVERIFY(scene.last->hasFocus());
        QVERIFY(scene.sees(scene.last));
        scene.act->setFocus();
        QTest::keyClick(scene.act, Qt::Key_Tab);
        QVERIFY(scene.first->hasFocus());
        QVERIFY(scene.sees(scene.first));
    }

    void goesBackToTheTop()
    {
        FootedScene scene(1'000);
        scene.act->setFocus();
        QTest::keyClick(scene.act, Qt::Key_Backtab);
        QVERIFY(!scene.sees(scene.first));
        scene.page.scrollToTop();
        QVERIFY(scene.sees(scene.first));
    }

    void anEmptyFootTakesNoRoomButThatOfAMargin()
    {
        FootedScene scene(10);
        scene.act->hide();
        QCoreApplication::processEvents();
        const QWidget* const viewport = scene.first->parentWidget()->parentWidget();
        QVERIFY(viewport->height() >= scene.page.height() - 20);
    }
};

QTEST_MAIN(FootedPageTest)
#include "footed_page_test.moc"
