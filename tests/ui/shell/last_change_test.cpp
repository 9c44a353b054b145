// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "ui/shell/last_change.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using ui::shell::LastChange;

namespace {

/// An open vault into which four accounts came one after another.
struct UndoScene
{
    support::OpenSession open;
    std::vector<vault::Id> saves; ///< the vault's state after each
    LastChange change { open.session };
    QSignalSpy told { &change, &LastChange::told };

    UndoScene()
    {
        for (const char* name : { "one", "two", "three", "four" }) {
            open.add(support::entryOf("ACME", name));
            saves.push_back(open.session.vault().lastSave());
        }
    }
    ~UndoScene() { QThreadPool::globalInstance()->waitForDone(); }

    QStringList names() const
    {
        QStringList names;
        for (const vault::Account& account : open.session.vault().accounts())
            names << account.name;
        return names;
    }
    QStringList sentences() const
    {
        QStringList sentences;
        for (const auto& signal : told)
            sentences << signal.first().toString();
        return sentences;
    }
    /// Locked and opened again, as fast as nobody is.
    void reopen()
    {
        open.session.lock();
        auto again = open.home.open();
        if (!again)
            qFatal("cannot open the vault again");
        open.session.open(std::move(*again));
    }
};

/// Everything that was asked of the thread pool is answered.
void settle()
{
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

QString addingUndone(const char* name)
{
    return u"Adding undone: ACME %1 is in the trash."_s.arg(QLatin1String(name));
}

const QString Changed =
    u"Something else was changed since. Ctrl+Z takes one change back after another."_s;

} // namespace

/// Changes are taken back off the window's thread, whatever happens meanwhile.
class LastChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void threeAtOnceAreDoneOneAfterAnother();
    void theVaultIsThereMeanwhile();
    void theLockEndsThoseThatHaveNotBegun();
    void oneThatIsAskedForBehindTheLockWaitsItsTurn();
    void anotherVaultIsLeftAlone();
    void takesOneSaveBackUnlessAnotherFollowed();
    void oneThatIsUnderWayCountsAsAnother();
    void nothingHappensWhileLocked();
};

void LastChangeTest::threeAtOnceAreDoneOneAfterAnother()
{
    UndoScene scene;
    for (int i = 0; i < 3; ++i)
        scene.change.undo();
    QTRY_COMPARE(scene.told.count(), 3);
    QCOMPARE(scene.sentences(),
        (QStringList { addingUndone("four"), addingUndone("three"), addingUndone("two") }));
    QCOMPARE(scene.names(), QStringList { u"one"_s });
    const auto saved = scene.open.home.open();
    QVERIFY(saved);
    QCOMPARE(saved->accounts().size(), std::size_t { 1 });
    QCOMPARE(saved->trash().size(), std::size_t { 3 });
}

void LastChangeTest::theVaultIsThereMeanwhile()
{
    UndoScene scene;
    scene.change.undo();
    QCOMPARE(scene.told.count(), 0); // it is done elsewhere
    QCOMPARE(scene.names().size(), 4);
    QTRY_COMPARE(scene.told.count(), 1);
    QCOMPARE(scene.names().size(), 3);
}

/// Locked and opened again before the turn of the second could come.
void LastChangeTest::theLockEndsThoseThatHaveNotBegun()
{
    UndoScene scene;
    for (int i = 0; i < 3; ++i)
        scene.change.undo();
    scene.reopen();
    settle();
    settle(); // a second one would be on its way to the disk by now
    QCOMPARE(scene.told.count(), 0);
    // The first was.
    QCOMPARE(scene.names(), (QStringList { u"one"_s, u"two"_s, u"three"_s }));
}

void LastChangeTest::oneThatIsAskedForBehindTheLockWaitsItsTurn()
{
    UndoScene scene;
    for (int i = 0; i < 3; ++i)
        scene.change.undo();
    scene.reopen();
    scene.change.undo();
    QTRY_COMPARE(scene.told.count(), 1);
    settle();
    QCOMPARE(scene.sentences(), QStringList { addingUndone("three") });
    QCOMPARE(scene.names(), (QStringList { u"one"_s, u"two"_s }));
}

/// Locked while a change was being taken back, and another vault opened in that moment.
void LastChangeTest::anotherVaultIsLeftAlone()
{
    support::VaultHome another;
    UndoScene scene;
    for (int i = 0; i < 2; ++i)
        scene.change.undo();
    scene.open.session.lock();
    scene.open.session.open(std::move(another.create().vault));
    const vault::Id id = scene.open.session.vault().id();
    scene.open.add(support::entryOf("Other", "eve"));
    settle();
    QVERIFY(scene.open.session.vault().id() == id);
    QCOMPARE(scene.names(), QStringList { u"eve"_s });
    QCOMPARE(scene.told.count(), 0);
}

void LastChangeTest::takesOneSaveBackUnlessAnotherFollowed()
{
    UndoScene scene;
    scene.change.undo(scene.saves[2]);
    QCOMPARE(scene.sentences(), QStringList { Changed });
    QCOMPARE(scene.names().size(), 4);
    scene.change.undo(scene.saves[3]);
    QTRY_COMPARE(scene.told.count(), 2);
    QCOMPARE(scene.sentences().last(), addingUndone("four"));
    QCOMPARE(scene.names().size(), 3);
}

/// Else two presses on one button would take back two changes.
void LastChangeTest::oneThatIsUnderWayCountsAsAnother()
{
    UndoScene scene;
    scene.change.undo(scene.saves[3]);
    scene.change.undo(scene.saves[3]);
    QTRY_COMPARE(scene.told.count(), 2);
    settle();
    QCOMPARE(scene.sentences(), (QStringList { Changed, addingUndone("four") }));
    QCOMPARE(scene.names().size(), 3);
}

void LastChangeTest::nothingHappensWhileLocked()
{
    UndoScene scene;
    scene.open.session.lock();
    scene.change.undo();
    scene.change.undo(scene.saves[3]);
    settle();
    QCOMPARE(scene.told.count(), 0);
    scene.reopen();
    settle();
    QCOMPARE(scene.names().size(), 4);
    scene.change.undo();
    QTRY_COMPARE(scene.told.count(), 1);
    settle();
    QCOMPARE(scene.names().size(), 3); // and not one for each that was asked for
}

QTEST_MAIN(LastChangeTest)
#include "last_change_test.moc"
