// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/row_view.h"

#include <QAbstractListModel>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::widgets::RowView;

namespace {

/// Rows of which the second is long, and which count how often they are asked for their text.
class CountingModel : public QAbstractListModel
{
public:
    explicit CountingModel(int rows) : m_rows(rows) { }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : m_rows;
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        ++asked;
        const QString title = index.row() == 1 ? u"a title of many words "_s.repeated(8) : u"a"_s;
        return ui::widgets::rowText(title, u"b"_s);
    }

    mutable int asked = 0;

private:
    int m_rows;
};

} // namespace

class RowViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aRowOfAFewHasRoomForItsWholeTitle()
    {
        CountingModel model(10);
        RowView view(u"Rows"_s);
        show(view, model);
        QVERIFY(heightOf(view, 1) > heightOf(view, 0));
    }

    /// Measuring each would stop the window: some twenty microseconds each.
    void ofThousandsOnlyThoseInSightAreAskedFor()
    {
        CountingModel model(10'000);
        RowView view(u"Rows"_s);
        show(view, model);
        QVERIFY(view.visualRect(model.index(9'999, 0)).isValid());
        QCOMPARE(heightOf(view, 1), heightOf(view, 0));
        QVERIFY2(model.asked < 500, qPrintable(QString::number(model.asked)));
    }

    void looksLikeTheListOfAFew()
    {
        const RowView view(u"Rows"_s);
        const ui::widgets::RowList list(u"Rows"_s);
        QCOMPARE(view.palette(), list.palette());
        QCOMPARE(view.spacing(), list.spacing());
        QCOMPARE(view.wordWrap(), list.wordWrap());
        QCOMPARE(view.accessibleName(), u"Rows"_s);
    }

private:
    static void show(RowView& view, CountingModel& model)
    {
        view.setModel(&model);
        view.resize(300, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(model.asked > 0);
    }
    static int heightOf(const RowView& view, int row)
    {
        return view.visualRect(view.model()->index(row, 0)).height();
    }
};

QTEST_MAIN(RowViewTest)
#include "row_view_test.moc"
