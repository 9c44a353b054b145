// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/intake.h"
#include "core/vault/moves.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "ui/coach/coach_page.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using support::Person;
using ui::coach::CoachPage;
using vault::MoveEntry;
using vault::Moves;
using vault::MoveState;
using vault::NewMove;

namespace {

const QString Names = u"Accounts that you have there"_s;
const QString List = u"Checklist"_s;

struct CoachScene
{
    support::OpenSession open;
    std::optional<CoachPage> page;

    /// With lines on the checklist from before.
    explicit CoachScene(
        const std::vector<NewMove>& lines = {}, std::string_view program = vault::moveFrom::Authy)
    {
        if (!Moves(open.session.vault()).add(program, lines))
            qFatal("cannot write them down");
        page.emplace(open.session);
        page->resize(480, 700);
        page->show();
        page->activateWindow();
        page->setFocus();
        if (!QTest::qWaitForWindowActive(&*page))
            qFatal("the page does not come up");
    }
    std::vector<MoveEntry> entries() { return Moves(open.session.vault()).all(); }
    MoveState stateOfFirst() { return entries().front().state; }
};

const std::vector<NewMove> TwoLines { { u"GitHub"_s, u"alice"_s }, { u"Bank"_s } };

} // namespace

class CoachPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void explainsWhyThereIsNoExport_data();
    void explainsWhyThereIsNoExport();
    void takesLinesByEnter();
    void takesSeveralPastedLines();
    void aLineThatIsTooLongStaysInTheField();
    void goesFromStepToStepByEnter();
    void anyStateCanBeChosen();
    void countsWhatIsMoved();
    void tellsOfAnAccountThatHasGone();
    void aLineIsTakenOffByAKey();
    void theLineAtHandStaysWhenOthersChangeTheList();
    void showsTheLinesOfOneProgram();
    void opensWithTheProgramThatIsInProgress();
    void showsWhatANewerProgramHasWrittenDown();
    void howItGoesIsShownAgainByAButton();
    void namesAreShownAsTheyAre();
    void escapeLeaves();
    void reachesEverythingByTab();
    void aLineThatHasGoneIsSaidSo();
    void fitsANarrowWindow();
};

void CoachPageTest::explainsWhyThereIsNoExport_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("why");
    QTest::newRow("Authy") << 0 << u"Authy"_s << u"No current app of Authy has an export."_s;
    QTest::newRow("Microsoft") << 1 << u"Microsoft Authenticator"_s
                               << u"“I want to use a different authenticator app”"_s;
    QTest::newRow("Duo") << 2 << u"Duo Mobile"_s << u"hold no secret for codes"_s;
}

void CoachPageTest::explainsWhyThereIsNoExport()
{
    QFETCH(const int, place);
    QFETCH(const QString, program);
    QFETCH(const QString, why);
    CoachScene scene;
    QCOMPARE(Person::focused(), Names);
    QVERIFY(Person::tabTo(u"Authy"_s));
    for (int i = 0; i < place; ++i)
        Person::key(Qt::Key_Down);
    QVERIFY(Person::sees(program));
    QVERIFY(Person::sees(why));
    QVERIFY(Person::sees(u"at the service and in %1."_s.arg(program)));
}

void CoachPageTest::takesLinesByEnter()
{
    CoachScene scene;
    QVERIFY(!Person::sees(List));
    Person::type(u"GitHub: alice"_s);
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(u"GitHub (alice), still to be moved"_s));
    QCOMPARE(Person::focused(), Names);
    Person::type(u"Bank"_s);
    Person::key(Qt::Key_Return, Qt::ShiftModifier);
    Person::type(u"Mail"_s);
    QVERIFY(Person::press(u"Put on the list"_s));
    QVERIFY(Person::sees(u"Mail, still to be moved"_s));
    QCOMPARE(scene.entries().size(), std::size_t { 3 });
    QCOMPARE(scene.entries().front().user, u"alice"_s);
    QCOMPARE(scene.entries().front().program, std::string("authy"));
}

void CoachPageTest::takesSeveralPastedLines()
{
    CoachScene scene;
    QApplication::clipboard()->setText(u"GitHub: alice\nBank\n\nMail\n"_s);
    Person::key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(scene.entries().empty()); // to be looked at first
    Person::key(Qt::Key_Return);
    QCOMPARE(scene.entries().size(), std::size_t { 3 });
    QVERIFY(Person::sees(u"0 of 3 moved"_s));
    Person::key(Qt::Key_Return); // nothing is typed
    QCOMPARE(scene.entries().size(), std::size_t { 3 });
}

void CoachPageTest::aLineThatIsTooLongStaysInTheField()
{
    CoachScene scene;
    QApplication::clipboard()->setText(QString(1025, u'x'));
    Person::key(Qt::Key_V, Qt::ControlModifier);
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(u"“service” is larger than the limit of 1024."_s));
    QVERIFY(Person::sees(QString(1025, u'x')));
    QVERIFY(scene.entries().empty());
}

void CoachPageTest::goesFromStepToStepByEnter()
{
    CoachScene scene(TwoLines);
    QCOMPARE(Person::focused(), List);
    QVERIFY(Person::sees(u"Sign in at GitHub, have it add or replace"_s));
    QSignalSpy addWanted(&*scene.page, &CoachPage::addWanted);
    Person::key(Qt::Key_Return);
    QCOMPARE(addWanted.count(), 1);
    QVERIFY(addWanted[0][0].value<vault::Id>() == scene.entries().front().id);
    QCOMPARE(addWanted[0][1].toString(), u"GitHub (alice)"_s);
    QVERIFY(Person::press(u"Add account now…"_s));
    QCOMPARE(addWanted.count(), 2);

    const vault::Id id = scene.entries().front().id;
    QVERIFY(Moves(scene.open.session.vault()).setState(id, MoveState::Added));
    scene.open.session.notifyChanged();
    QVERIFY(Person::sees(u"GitHub (alice), added here, not tested yet"_s));
    QVERIFY(Person::sees(u"A code was taken"_s));
    Person::key(Qt::Key_Return);
    QCOMPARE(scene.stateOfFirst(), MoveState::Tested);
    QVERIFY(Person::sees(u"then the account in Authy."_s));
    QVERIFY(Person::press(u"The old one is removed"_s));
    QCOMPARE(scene.stateOfFirst(), MoveState::Done);
    QVERIFY(Person::sees(u"GitHub (alice), moved"_s));
    QCOMPARE(Person::focused(), List); // the button has gone
    Person::key(Qt::Key_Return);
    QCOMPARE(scene.stateOfFirst(), MoveState::Done);
    QCOMPARE(addWanted.count(), 2);
}

void CoachPageTest::anyStateCanBeChosen()
{
    CoachScene scene(TwoLines);
    QVERIFY(Person::tabTo(u"still to be moved"_s));
    Person::key(Qt::Key_End);
    QCOMPARE(scene.stateOfFirst(), MoveState::Stays);
    QVERIFY(Person::sees(u"Keep Authy for GitHub"_s));
    Person::key(Qt::Key_Up);
    QCOMPARE(scene.stateOfFirst(), MoveState::Done);
    Person::key(Qt::Key_Home);
    QCOMPARE(scene.stateOfFirst(), MoveState::Waiting);
    QCOMPARE(scene.entries().back().state, MoveState::Waiting);
}

void CoachPageTest::countsWhatIsMoved()
{
    CoachScene scene({ { u"a"_s }, { u"b"_s }, { u"c"_s } });
    QVERIFY(Person::sees(u"0 of 3 moved"_s));
    Moves moves(scene.open.session.vault());
    QVERIFY(moves.setState(scene.entries()[0].id, MoveState::Done));
    QVERIFY(moves.setState(scene.entries()[1].id, MoveState::Tested));
    QVERIFY(moves.setState(scene.entries()[2].id, MoveState::Stays));
    scene.open.session.notifyChanged();
    QVERIFY(Person::sees(u"1 of 3 moved, 1 cannot be"_s));
}

void CoachPageTest::tellsOfAnAccountThatHasGone()
{
    CoachScene scene(TwoLines);
    vault::Vault& vault = scene.open.session.vault();
    std::vector<vault::Incoming> incoming(1);
    incoming[0].entry = support::entryOf("GitHub", "alice");
    incoming[0].move = scene.entries().front().id;
    const vault::Id account = vault::Intake(vault).takeChosen(incoming)->front();
    QVERIFY(vault.moveToTrash(account));
    scene.open.session.notifyChanged();
    QVERIFY(Person::sees(u"not tested yet (but the account is in the trash)"_s));
    QVERIFY(vault.emptyTrash());
    scene.open.session.notifyChanged();
    QVERIFY(Person::sees(u"not tested yet (but the account is deleted)"_s));
}

void CoachPageTest::aLineIsTakenOffByAKey()
{
    CoachScene scene(TwoLines);
    Person::key(Qt::Key_Delete);
    QCOMPARE(scene.entries().size(), std::size_t { 1 });
    QVERIFY(!Person::sees(u"GitHub"_s));
    QCOMPARE(Person::focused(), List);
    QVERIFY(Person::press(u"Take off the list"_s));
    QVERIFY(scene.entries().empty());
    QVERIFY(!Person::sees(List));
    QCOMPARE(Person::focused(), Names);
    QVERIFY(scene.open.session.vault().undo());
    scene.open.session.notifyChanged();
    QVERIFY(Person::sees(u"Bank, still to be moved"_s));
}

void CoachPageTest::theLineAtHandStaysWhenOthersChangeTheList()
{
    CoachScene scene({ { u"a"_s }, { u"b"_s }, { u"c"_s } });
    Person::key(Qt::Key_Down);
    QVERIFY(Person::sees(u"Sign in at b,"_s));
    QVERIFY(Moves(scene.open.session.vault()).remove(scene.entries().front().id));
    scene.open.session.notifyChanged();
    QVERIFY(Person::sees(u"Sign in at b,"_s));
    QCOMPARE(Person::focused(), List);
}

void CoachPageTest::showsTheLinesOfOneProgram()
{
    CoachScene scene(TwoLines);
    QVERIFY(Person::tabTo(u"Authy"_s));
    Person::key(Qt::Key_Down);
    QVERIFY(!Person::sees(u"GitHub (alice)"_s));
    QVERIFY(Person::sees(u"Microsoft Authenticator"_s));
    QVERIFY(Person::tabTo(Names));
    Person::type(u"Mail"_s);
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(u"0 of 1 moved"_s));
    QCOMPARE(scene.entries().back().program, std::string("microsoft"));
}

void CoachPageTest::opensWithTheProgramThatIsInProgress()
{
    CoachScene scene(TwoLines, vault::moveFrom::Duo);
    QVERIFY(Person::sees(u"Duo Mobile"_s));
    QVERIFY(Person::sees(u"GitHub (alice), still to be moved"_s));
}

void CoachPageTest::showsWhatANewerProgramHasWrittenDown()
{
    CoachScene scene(TwoLines, "later");
    QVERIFY(Person::sees(u"later"_s));
    QVERIFY(Person::sees(u"GitHub (alice), still to be moved"_s));
}

void CoachPageTest::howItGoesIsShownAgainByAButton()
{
    CoachScene scene(TwoLines);
    QVERIFY(!Person::sees(u"No current app of Authy"_s));
    QVERIFY(Person::press(u"How it goes"_s));
    QVERIFY(Person::sees(u"No current app of Authy"_s));
    QVERIFY(Person::press(u"How it goes"_s));
    QVERIFY(!Person::sees(u"No current app of Authy"_s));
}

void CoachPageTest::namesAreShownAsTheyAre()
{
    CoachScene scene({ { u"<b>bold</b>"_s, u"\u202Eecila"_s } });
    QVERIFY(Person::sees(u"<b>bold</b> (\\u{202E}ecila), still to be moved"_s));
}

void CoachPageTest::escapeLeaves()
{
    CoachScene scene(TwoLines);
    QSignalSpy closed(&*scene.page, &CoachPage::closed);
    Person::key(Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    QVERIFY(Person::tabTo(Names));
    Person::key(Qt::Key_Escape);
    QVERIFY(Person::press(u"Back to the accounts"_s));
    QCOMPARE(closed.count(), 3);
}

void CoachPageTest::reachesEverythingByTab()
{
    CoachScene scene;
    QCOMPARE(Person::tabOrder(),
        (QStringList { Names, u"Put on the list"_s, u"Back to the accounts"_s, u"Authy"_s }));
    CoachScene begun(TwoLines);
    QCOMPARE(Person::tabOrder(),
        (QStringList { List, u"Add account now…"_s, u"still to be moved"_s, u"Take off the list"_s,
            u"Back to the accounts"_s, u"Authy"_s, u"How it goes"_s, Names,
            u"Put on the list"_s }));
}

/// Another program removed it, and the page has not heard of it yet.
void CoachPageTest::aLineThatHasGoneIsSaidSo()
{
    CoachScene scene(TwoLines);
    QVERIFY(Moves(scene.open.session.vault()).remove(scene.entries().front().id));
    Person::key(Qt::Key_Delete);
    QVERIFY(Person::sees(u"Nothing matches"_s));
    QVERIFY(!Person::sees(u"GitHub (alice)"_s));
    QCOMPARE(scene.entries().size(), std::size_t { 1 });
}

void CoachPageTest::fitsANarrowWindow()
{
    CoachScene scene({ { QString(300, u'x'), QString(300, u'y') } });
    QVERIFY(scene.page->column()->parentWidget()->minimumSizeHint().width() <= 360);
}

QTEST_MAIN(CoachPageTest)
#include "coach_page_test.moc"
