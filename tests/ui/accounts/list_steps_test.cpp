// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/accounts/list_steps.h"

#include <QObject>

#include <numeric>
#include <random>

using Kind = ui::accounts::ListStep::Kind;
using List = std::vector<int>;

namespace {

/// What a model does with the steps.
List applied(List list, const List& target, const std::vector<ui::accounts::ListStep>& steps)
{
    for (const auto& step : steps) {
        const auto first = list.begin() + step.first;
        if (step.kind == Kind::Remove)
            list.erase(first, list.begin() + step.last + 1);
        else if (step.kind == Kind::Insert)
            list.insert(first, target.begin() + step.first, target.begin() + step.last + 1);
        else if (step.to > step.first)
            std::rotate(first, first + 1, list.begin() + step.to + 1);
        else
            std::rotate(list.begin() + step.to, first, first + 1);
    }
    return list;
}

} // namespace

class ListStepsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void takesFewSteps_data()
    {
        QTest::addColumn<QList<int>>("from");
        QTest::addColumn<QList<int>>("to");
        QTest::addColumn<int>("steps");
        using L = QList<int>;
        QTest::newRow("nothing changed") << L { 1, 2, 3 } << L { 1, 2, 3 } << 0;
        QTest::newRow("all new") << L {} << L { 1, 2, 3 } << 1;
        QTest::newRow("all gone") << L { 1, 2, 3 } << L {} << 1;
        QTest::newRow("one gone") << L { 1, 2, 3 } << L { 1, 3 } << 1;
        QTest::newRow("a run gone and one") << L { 1, 2, 3, 4, 5 } << L { 1, 4 } << 2;
        QTest::newRow("a run in the middle") << L { 1, 4 } << L { 1, 2, 3, 4 } << 1;
        QTest::newRow("last to first") << L { 1, 2, 3, 4 } << L { 4, 1, 2, 3 } << 1;
        QTest::newRow("first to last") << L { 1, 2, 3, 4 } << L { 2, 3, 4, 1 } << 1;
        QTest::newRow("first to the middle") << L { 1, 2, 3, 4 } << L { 2, 3, 1, 4 } << 1;
        QTest::newRow("gone, come and moved") << L { 1, 2, 3, 4, 5 } << L { 5, 1, 9, 3, 4 } << 3;
    }
    void takesFewSteps()
    {
        QFETCH(QList<int>, from);
        QFETCH(QList<int>, to);
        const List before(from.begin(), from.end());
        const List after(to.begin(), to.end());
        const auto steps = ui::accounts::listSteps(before, after);
        QTEST(static_cast<int>(steps.size()), "steps");
        QCOMPARE(applied(before, after, steps), after);
    }

    void arrivesFromAnyListAtAnyOther()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 500; ++round) {
            List all(20);
            std::iota(all.begin(), all.end(), 0);
            std::shuffle(all.begin(), all.end(), random);
            const List from(all.begin(), all.begin() + static_cast<int>(random() % 20));
            std::shuffle(all.begin(), all.end(), random);
            const List to(all.begin(), all.begin() + static_cast<int>(random() % 20));
            QCOMPARE(applied(from, to, ui::accounts::listSteps(from, to)), to);
        }
    }
};

QTEST_GUILESS_MAIN(ListStepsTest)
#include "list_steps_test.moc"
