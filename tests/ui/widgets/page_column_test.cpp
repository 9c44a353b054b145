// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using ui::widgets::PageColumn;
using ui::widgets::PrimaryButton;

class PageColumnTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void staysNarrowAndInTheMiddleOfAWideWindow()
    {
        PageColumn page;
        const QLabel* title = page.addTitle(QStringLiteral("Title"));
        auto* button = new PrimaryButton(QStringLiteral("Go"));
        page.column()->addWidget(button);
        page.resize(1200, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QVERIFY(button->width() < 600);
        const int middle = button->mapTo(&page, button->rect().center()).x();
        QVERIFY2(qAbs(middle - 600) <= 2, qPrintable(QString::number(middle)));
        QVERIFY(title->font().pointSizeF() > page.font().pointSizeF());
    }

    void fitsThreeHundredAndSixtyPixelsAndScrollsWhatIsLong()
    {
        PageColumn page;
        for (int i = 0; i < 12; ++i)
            page.addText(QStringLiteral("A paragraph that is long enough to take several lines in "
                                        "a window as narrow as this one is."));
        page.resize(360, 300);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QCOMPARE(page.horizontalScrollBar()->maximum(), 0);
        QVERIFY(page.verticalScrollBar()->maximum() > 0);
    }

    void paragraphsArePlainText()
    {
        PageColumn page;
        QCOMPARE(page.addText(QStringLiteral("<b>x</b>"))->textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(PageColumnTest)
#include "page_column_test.moc"
