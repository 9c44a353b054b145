// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/edged_style.h"

#include <QApplication>
#include <QCheckBox>
#include <QPushButton>
#include <QTest>

using ui::widgets::EdgedStyle;

namespace {

/// Sets the size of letters until it is destroyed.
class Letters
{
public:
    explicit Letters(double times) : m_usual(QApplication::font())
    {
        QFont font = m_usual;
        font.setPointSizeF(font.pointSizeF() * times);
        QApplication::setFont(font);
    }
    ~Letters() { QApplication::setFont(m_usual); }
    Letters(const Letters&) = delete;
    Letters& operator=(const Letters&) = delete;

private:
    QFont m_usual;
};

int markOf(const QCheckBox& box)
{
    return box.style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, &box);
}

} // namespace

/// What the program adds to the style of the desktop.
class EdgedStyleTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new EdgedStyle); }
    void init() { support::failOnWarning(); }

    void aBoxToTickIsAsLargeAsTheLettersBesideIt()
    {
        const Letters large(3);
        const QCheckBox box(QStringLiteral("Text"));
        QVERIFY(markOf(box) >= box.fontMetrics().ascent());
        QCOMPARE(box.style()->pixelMetric(QStyle::PM_IndicatorHeight, nullptr, &box), markOf(box));
    }

    void andNoSmallerThanTheDesktopHasIt()
    {
        const Letters small(0.5);
        const QCheckBox box(QStringLiteral("Text"));
        const EdgedStyle style;
        QCOMPARE(
            markOf(box), style.baseStyle()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, &box));
    }

    void thereIsRoomOnBothSidesOfTheTextOfAButton()
    {
        const Letters large(2);
        const QPushButton button(QStringLiteral("A rather long name of a button"));
        const QFontMetrics metrics = button.fontMetrics();
        QVERIFY(button.sizeHint().width()
            >= metrics.horizontalAdvance(button.text()) + metrics.height());
    }
};

QTEST_MAIN(EdgedStyleTest)
#include "edged_style_test.moc"
