// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "ui/accounts/trash_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::accounts::TrashModel;

namespace {

struct ModelScene
{
    support::OpenSession open;
    TrashModel model { open.session, open.clock() };
    QAbstractItemModelTester tester { &model };

    vault::Id trash(const char* issuer, const char* name)
    {
        const vault::Id id = open.add(support::entryOf(issuer, name));
        if (!open.session.vault().moveToTrash(id))
            qFatal("cannot move to the trash");
        model.reload();
        return id;
    }
    QString text(int row, int role = Qt::DisplayRole) const
    {
        return model.index(row).data(role).toString();
    }
};

} // namespace

class TrashModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysWhatLiesThereAndForHowLong()
    {
        ModelScene scene;
        const vault::Id id = scene.trash("GitHub", "alice");
        QCOMPARE(scene.model.rowCount(), 1);
        QCOMPARE(scene.text(0), u"GitHub · alice\ndeleted for good in 30 day(s)"_s);
        QCOMPARE(scene.text(0, Qt::AccessibleTextRole),
            u"GitHub · alice, deleted for good in 30 day(s)"_s);
        QCOMPARE(scene.text(0, Qt::ToolTipRole), u"GitHub · alice"_s);
        QCOMPARE(scene.text(0, TrashModel::NameRole), u"GitHub · alice"_s);
        QVERIFY(scene.model.index(0).data(TrashModel::IdRole).value<vault::Id>() == id);
        scene.open.clock().time += std::chrono::hours(24 * 9 + 1);
        QCOMPARE(scene.text(0, Qt::AccessibleTextRole),
            u"GitHub · alice, deleted for good in 21 day(s)"_s);
        scene.open.clock().time += std::chrono::hours(24 * 90);
        QVERIFY(scene.text(0).endsWith(u"deleted for good in 0 day(s)"_s));
    }

    void makesHiddenCharactersVisible()
    {
        ModelScene scene;
        scene.trash("A\u202Eb", "");
        QCOMPARE(scene.text(0, TrashModel::NameRole), u"A\\u{202E}b"_s);
    }

    void takesOverWhatIsThereWhenToldTo()
    {
        ModelScene scene;
        const vault::Id id = scene.trash("GitHub", "alice");
        scene.trash("Bank", "alice");
        QCOMPARE(scene.model.rowCount(), 2);
        QVERIFY(scene.open.session.vault().restoreFromTrash(id));
        scene.model.reload();
        QCOMPARE(scene.model.rowCount(), 1);
        QCOMPARE(scene.text(0, TrashModel::NameRole), u"Bank · alice"_s);
        scene.open.session.lock();
        scene.model.reload();
        QCOMPARE(scene.model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TrashModelTest)
#include "trash_model_test.moc"
