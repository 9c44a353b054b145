// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/transfer/tick_filter.h"
#include "ui/transfer/tick_model.h"
#include "ui/transfer/tick_preview.h"
#include "ui/transfer/tick_table.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using support::Person;
using ui::transfer::TickFilter;
using ui::transfer::TickModel;
using ui::transfer::TickPreview;
using ui::transfer::TickTable;

namespace {

const QString All = u"All that are shown"_s;
const QString Search = u"Search the trees"_s;
const QString Table = u"Trees"_s;

/// Trees, of which those with a leaf can be ticked; with the oak goes the elm.
class Trees : public TickModel
{
public:
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_names.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : 1;
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const QString& name = m_names[index.row()];
        switch (role) {
        case Qt::DisplayRole:
        case SearchRole:
            return name;
        case AboutRole:
            return u"About the "_s + name;
        case Qt::CheckStateRole:
            return canBeTicked(index.row())
                ? QVariant(m_ticked.contains(name) ? Qt::Checked : Qt::Unchecked)
                : QVariant();
        default:
            return {};
        }
    }
    bool canBeTicked(int row) const override { return m_names[row] != u"fir"_s; }
    int tickedCount() const { return static_cast<int>(m_ticked.size()); }

    void grow(const QString& name)
    {
        beginInsertRows({}, rowCount(), rowCount());
        m_names << name;
        endInsertRows();
        emit choiceChanged();
    }

protected:
    void set(int row, bool isTicked) override
    {
        m_ticked.removeAll(m_names[row]);
        if (isTicked && canBeTicked(row))
            m_ticked << m_names[row];
    }
    std::vector<int> rowsOfTick(int row) const override
    {
        return row == 0 ? std::vector { 0, 2 } : std::vector { row };
    }

private:
    QStringList m_names { u"oak"_s, u"fir"_s, u"elm"_s };
    QStringList m_ticked;
};

class TreesShown : public TickFilter
{
protected:
    bool isAskedFor(const QModelIndex& /*row*/) const override { return true; }
};

class TreesTable : public TickTable
{
public:
    TreesTable() : TickTable(Table) { }

protected:
    void shareWidth(int /*width*/) override { }
};

class TreesPreview : public TickPreview
{
public:
    explicit TreesPreview(Trees& trees) : TickPreview(trees, nullptr), m_trees(trees)
    {
        auto* const choice = new QHBoxLayout;
        choice->addWidget(words());
        choice->addWidget(m_kinds);
        build({ .filter = new TreesShown,
            .table = new TreesTable,
            .head = { m_head },
            .choice = choice,
            .wordsName = Search,
            .emptyText = u"No tree."_s });
    }

protected:
    void tellOfModel() override
    {
        m_head->setText(u"%1 ticked"_s.arg(m_trees.tickedCount()));
        offer(m_kinds, { u"All (%1)"_s.arg(m_trees.rowCount()) });
    }

private:
    Trees& m_trees;
    QLabel* m_head = new QLabel;
    QComboBox* m_kinds = newBox(u"Which trees"_s);
};

struct TreesScene
{
    Trees trees;
    QAbstractItemModelTester tester { &trees };
    TreesPreview preview { trees };
    QSignalSpy confirmed { &preview, &TickPreview::confirmed };

    TreesScene()
    {
        preview.resize(400, 500);
        preview.show();
        preview.activateWindow();
        if (!QTest::qWaitForWindowActive(&preview))
            qFatal("the preview does not come up");
        preview.setFocus();
    }
    bool search(const QString& words) const
    {
        auto* const field = qobject_cast<QLineEdit*>(support::findControl(Search));
        if (field)
            field->setText(words);
        return field != nullptr;
    }
    /// Whether nothing, not even an empty place, is below these words.
    bool isLast(const QString& words) const
    {
        for (const QLabel* label : preview.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text() == words)
                return label->geometry().bottom() >= preview.height() - 1;
        }
        return false;
    }
    Qt::CheckState all() const { return preview.findChild<QCheckBox*>()->checkState(); }
};

} // namespace

/// What the previews of import and export share.
class TickPreviewTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theFirstIsAtHandAndTold()
    {
        TreesScene scene;
        QCOMPARE(Person::focused(), Table);
        QCOMPARE(scene.preview.currentRow(), 0);
        QVERIFY(Person::sees(u"About the oak"_s));
        Person::key(Qt::Key_Down);
        QVERIFY(Person::sees(u"About the fir"_s));
        scene.preview.setCurrentRow(2);
        QVERIFY(Person::sees(u"About the elm"_s));
        QCOMPARE(scene.preview.currentRow(), 2);
    }

    void saysThatNothingFitsAndGoesBackToTheFirst()
    {
        TreesScene scene;
        QVERIFY(scene.search(u"palm"_s));
        QVERIFY(Person::sees(u"No tree."_s));
        QVERIFY(!Person::sees(u"About the"_s));
        QTRY_VERIFY(scene.isLast(u"No tree."_s)); // no room is kept for what is told of none
        QVERIFY(!support::findControl(Table));
        QCOMPARE(scene.preview.currentRow(), -1);
        scene.preview.setFocus();
        QCOMPARE(Person::focused(), Search);
        QVERIFY(scene.search({}));
        QVERIFY(!Person::sees(u"No tree."_s));
        QVERIFY(Person::sees(u"About the oak"_s));
        QCOMPARE(scene.preview.currentRow(), 0);
    }

    void enterGoesFromTheSearchToTheRowsAndOnFromThere()
    {
        TreesScene scene;
        QVERIFY(Person::tabTo(Search));
        Person::type(u"elm"_s);
        Person::key(Qt::Key_Return);
        QCOMPARE(Person::focused(), Table);
        QCOMPARE(scene.confirmed.count(), 0);
        QCOMPARE(scene.preview.currentRow(), 2);
        Person::key(Qt::Key_Return);
        QCOMPARE(scene.confirmed.count(), 1);
    }

    void oneBoxTicksAllThatAreShownAndTellsHowManyAre()
    {
        TreesScene scene;
        QCOMPARE(scene.all(), Qt::Unchecked);
        QVERIFY(Person::press(All));
        QCOMPARE(scene.all(), Qt::Checked);
        QVERIFY(Person::sees(u"2 ticked"_s));
        Person::key(Qt::Key_Space); // on the box
        QVERIFY(Person::sees(u"0 ticked"_s));
        QVERIFY(Person::tabTo(Table));
        Person::key(Qt::Key_Space);
        QVERIFY(Person::sees(u"1 ticked"_s));
        QCOMPARE(scene.all(), Qt::PartiallyChecked);
        QVERIFY(Person::press(All)); // of some it makes all
        QVERIFY(Person::sees(u"2 ticked"_s));
    }

    void whatIsNotShownKeepsItsTick()
    {
        TreesScene scene;
        QVERIFY(scene.search(u"elm"_s));
        QVERIFY(Person::press(All));
        QVERIFY(Person::sees(u"1 ticked"_s));
        QCOMPARE(scene.all(), Qt::Checked);
        QVERIFY(scene.search({}));
        QCOMPARE(scene.all(), Qt::PartiallyChecked);
    }

    void thereIsNothingToTickWhereNoneCanBe()
    {
        TreesScene scene;
        QVERIFY(scene.search(u"fir"_s));
        QVERIFY(!Person::press(All));
        QVERIFY(scene.search(u"oak"_s));
        QVERIFY(Person::press(All));
    }

    void followsItsModel()
    {
        TreesScene scene;
        QVERIFY(Person::sees(u"All (3)"_s));
        scene.trees.grow(u"ash"_s);
        QVERIFY(Person::sees(u"All (4)"_s));
        scene.trees.tick({ 3 }, true);
        QVERIFY(Person::sees(u"1 ticked"_s));
        QCOMPARE(scene.all(), Qt::PartiallyChecked);
    }

    void aTickTellsOfTheRowsThatChangeWithIt()
    {
        Trees trees;
        QSignalSpy changed(&trees, &TickModel::dataChanged);
        QVERIFY(trees.setData(trees.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(changed.count(), 2);
        QCOMPARE(changed[1].first().toModelIndex().row(), 2);
        QVERIFY(!trees.setData(trees.index(1, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(changed.count(), 2);
    }
};

QTEST_MAIN(TickPreviewTest)
#include "tick_preview_test.moc"
