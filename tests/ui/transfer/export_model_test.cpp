// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"
#include "ui/transfer/export_filter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::transfer::ExportFate;
using ui::transfer::ExportFilter;
using ui::transfer::ExportModel;

namespace {

/// A whole account, one with a note and a tag, one that does not fit; and a model that is checked
/// all the time.
struct ModelScene
{
    support::ExportScene accounts;
    std::optional<transfer::ExportPlan> plan;
    ExportModel model;
    QAbstractItemModelTester tester { &model };

    ModelScene()
    {
        accounts.add(support::entryOf("ACME", "whole"));
        accounts.add(support::entryOf("ACME", "noted"));
        accounts.add(
            support::entryOf("ACME", "odd", "12345678901234567890", otp::Totp { .period = 20 }));
        vault::AccountEdit edit;
        edit.note = u"a note"_s;
        edit.tags = QStringList { u"Work"_s };
        if (!accounts.vault.edit(accounts.vault.accounts()[1].id, edit))
            qFatal("cannot edit");
        plan = accounts.plan(support::exportFormat("2fas-json"));
        model.setPlan(&*plan);
    }
    QString text(int row, ExportModel::Column column) const
    {
        return model.index(row, column).data().toString();
    }
    QVariant tickOf(int row) const { return model.index(row, 0).data(Qt::CheckStateRole); }
};

} // namespace

/// The rows of an export.
class ExportModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void saysWhatBecomesOfEach();
    void aTickIsTheChoiceOfThePlan();
    void whatDoesNotFitHasNoTick();
    void ticksSeveralAtOnce();
    void oneOfTwoThatAreAlikeTakesTheOthersPlace();
    void isEmptyWithoutAPlan();
    void looksForNamesAndTags();
    void showsThoseOfOneFate();
};

void ExportModelTest::saysWhatBecomesOfEach()
{
    ModelScene scene;
    QCOMPARE(scene.text(0, ExportModel::AccountColumn), u"ACME (whole)"_s);
    QCOMPARE(scene.text(0, ExportModel::OutcomeColumn), u"whole"_s);
    QCOMPARE(scene.text(1, ExportModel::OutcomeColumn), u"without its note"_s);
    QCOMPARE(scene.text(2, ExportModel::OutcomeColumn), u"does not fit: period 20 s"_s);
    const QModelIndex odd = scene.model.index(2, 0);
    QCOMPARE(
        odd.data(Qt::AccessibleTextRole).toString(), u"ACME (odd), does not fit: period 20 s"_s);
    QVERIFY(odd.data(ExportModel::AboutRole).toString().contains(u"it would make wrong codes"_s));
    QCOMPARE(scene.model.countOf(ExportFate::Whole), 1);
    QCOMPARE(scene.model.countOf(ExportFate::Losing), 1);
    QCOMPARE(scene.model.countOf(ExportFate::LeftOut), 1);
}

void ExportModelTest::aTickIsTheChoiceOfThePlan()
{
    ModelScene scene;
    QSignalSpy changed(&scene.model, &ExportModel::choiceChanged);
    QCOMPARE(scene.model.chosenCount(), 2);
    QCOMPARE(scene.tickOf(1).toInt(), static_cast<int>(Qt::Checked));
    QVERIFY(scene.model.setData(scene.model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(scene.tickOf(1).toInt(), static_cast<int>(Qt::Unchecked));
    QCOMPARE(scene.text(1, ExportModel::OutcomeColumn), u"left out"_s);
    QVERIFY(!scene.plan->lines()[1].isWritten());
    QCOMPARE(scene.model.chosenCount(), 1);
    QVERIFY(!scene.model.setData(scene.model.index(1, 1), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!scene.model.setData(scene.model.index(1, 0), u"other"_s, Qt::EditRole));
}

void ExportModelTest::whatDoesNotFitHasNoTick()
{
    ModelScene scene;
    QVERIFY(!scene.tickOf(2).isValid());
    QVERIFY(!scene.model.setData(scene.model.index(2, 0), Qt::Checked, Qt::CheckStateRole));
    scene.model.tick({ 0, 1, 2 }, true);
    QCOMPARE(scene.model.chosenCount(), 2);
}

void ExportModelTest::ticksSeveralAtOnce()
{
    ModelScene scene;
    QSignalSpy changed(&scene.model, &ExportModel::choiceChanged);
    scene.model.tick({ 0, 1 }, false);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(scene.model.chosenCount(), 0);
    scene.model.tick({ 0 }, true);
    QCOMPARE(scene.model.chosenCount(), 1);
}

/// Their secret is the same, and this kind of file has one account for a secret.
void ExportModelTest::oneOfTwoThatAreAlikeTakesTheOthersPlace()
{
    support::ExportScene accounts;
    for (const char* name : { "first", "second" })
        accounts.add(support::entryOf("ACME", name));
    accounts.add(support::entryOf("ACME", "other", "98765432109876543210"));
    auto plan = accounts.plan(support::exportFormat("stratum-json"));
    ExportModel model;
    model.setPlan(&plan);
    ExportFilter whole;
    whole.setSourceModel(&model);
    whole.setFate(ExportFate::Whole);
    QCOMPARE(whole.shownRows(), (std::vector<int> { 0, 2 }));
    QVERIFY(!model.canBeTicked(1));
    QSignalSpy changed(&model, &ExportModel::dataChanged);
    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    std::vector<int> rows;
    for (const auto& signal : changed)
        rows.push_back(signal.first().toModelIndex().row());
    QCOMPARE(rows, (std::vector<int> { 0, 1 }));
    QCOMPARE(model.index(1, ExportModel::OutcomeColumn).data().toString(), u"whole"_s);
    QVERIFY(model.canBeTicked(1));
    QCOMPARE(model.chosenCount(), 2);
    QCOMPARE(model.countOf(ExportFate::LeftOut), 0);
    QCOMPARE(whole.shownRows(), (std::vector<int> { 0, 1, 2 }));
    changed.clear();
    QVERIFY(model.setData(model.index(2, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(changed.count(), 1);
}

void ExportModelTest::isEmptyWithoutAPlan()
{
    ModelScene scene;
    scene.model.setPlan(nullptr);
    QCOMPARE(scene.model.rowCount(), 0);
    QCOMPARE(scene.model.chosenCount(), 0);
    QCOMPARE(scene.model.countOf(ExportFate::Whole), 0);
    scene.model.setPlan(&*scene.plan);
    QCOMPARE(scene.model.rowCount(), 3);
}

void ExportModelTest::looksForNamesAndTags()
{
    ModelScene scene;
    ExportFilter filter;
    filter.setSourceModel(&scene.model);
    filter.setWords(u"acme wORK"_s);
    QCOMPARE(filter.shownRows(), std::vector<int> { 1 });
    filter.setWords(u"nothing"_s);
    QCOMPARE(filter.rowCount(), 0);
    filter.setWords({});
    QCOMPARE(filter.rowCount(), 3);
}

void ExportModelTest::showsThoseOfOneFate()
{
    ModelScene scene;
    ExportFilter filter;
    filter.setSourceModel(&scene.model);
    filter.setFate(ExportFate::LeftOut);
    QCOMPARE(filter.shownRows(), std::vector<int> { 2 });
    filter.setFate(ExportFate::Losing);
    QCOMPARE(filter.shownRows(), std::vector<int> { 1 });
    filter.setFate({});
    QCOMPARE(filter.rowCount(), 3);
}

QTEST_MAIN(ExportModelTest)
#include "export_model_test.moc"
