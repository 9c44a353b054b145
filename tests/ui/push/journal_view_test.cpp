// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/answers.h"
#include "tests/support/fail_on_warning.h"
#include "ui/push/journal_model.h"
#include "ui/push/journal_view.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using ui::push::JournalModel;
using ui::push::JournalView;
using vault::JournalDecision;

namespace {

/// A list of an approval and, above it, a denial of unknown outcome.
struct Shown
{
    support::Answers answers;
    JournalModel model;
    JournalView view;

    explicit Shown(int width)
    {
        answers.intent("a", JournalDecision::Approve);
        answers.result("a", vault::JournalResult::Approved);
        answers.intent("b", JournalDecision::Deny);
        model.setLines(vault::linesOf(answers.journal));
        view.setModel(&model);
        view.resize(width, 400);
        view.show();
        if (!QTest::qWaitForWindowExposed(&view))
            qFatal("the list does not come up");
    }
    /// What stands where lights are.
    QImage lightOf(int row)
    {
        const QRect place = view.visualRect(model.index(row));
        const int unit = view.fontMetrics().height();
        const QRect light(place.left() + unit / 2, place.top(), unit * 3 / 2, place.height());
        return view.viewport()->grab(light).toImage();
    }
};

bool isPlain(const QImage& image)
{
    QImage plain(image.size(), image.format());
    plain.fill(image.pixelColor(0, 0));
    return plain == image;
}

} // namespace

class JournalViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theTimeGetsALineOfItsOwnWhereThereIsNoRoom()
    {
        const Shown wide(600);
        const Shown narrow(200);
        const int line = wide.view.fontMetrics().height();
        const auto height = [](const Shown& shown) {
            return shown.view.visualRect(shown.model.index(0)).height();
        };
        QCOMPARE(height(narrow) - height(wide), line);
    }

    void theHeightFollowsTheWidth()
    {
        Shown shown(600);
        const int before = shown.view.visualRect(shown.model.index(0)).height();
        shown.view.resize(200, 400);
        QTRY_VERIFY(shown.view.visualRect(shown.model.index(0)).height() > before);
    }

    void marksOnlyWhatIsDoubtful()
    {
        Shown shown(600);
        QVERIFY(!isPlain(shown.lightOf(0)));
        QVERIFY(isPlain(shown.lightOf(1)));
    }
};

QTEST_MAIN(JournalViewTest)
#include "journal_view_test.moc"
