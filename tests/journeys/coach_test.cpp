// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/moves.h"
#include "tests/journeys/unlocked.h"
#include "tests/support/page_picture.h"

#include <QApplication>
#include <QClipboard>

using namespace Qt::StringLiterals;
using support::Person;

namespace {

const QString List = u"Checklist"_s;
const QString Names = u"Accounts that you have there"_s;
constexpr auto CtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

} // namespace

/// Somebody comes from a program that has no export.
class CoachTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_computer.emplace();
        QVERIFY(journeys::unlock(*m_computer));
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(u"coach-failed"_s);
        m_computer.reset();
    }

    void accountByAccountFromTheImportPage();
    void severalCodesAtOnceLeaveTheListToTheUser();
    void afterwardsAddingIsAddingAgain();

private:
    vault::Vault& vault() { return m_computer->program().session().vault(); }
    std::vector<vault::MoveEntry> entries() { return vault::Moves(vault()).all(); }
    void writeDown(const QString& lines);
    /// A picture of the page when everything has found its place.
    static bool shoot(const QString& name);
    static void showCodes(const std::vector<std::string_view>& links);

    std::optional<journeys::Computer> m_computer;
};

void CoachTest::writeDown(const QString& lines)
{
    QTRY_COMPARE(Person::focused(), Names);
    QApplication::clipboard()->setText(lines);
    Person::key(Qt::Key_V, Qt::ControlModifier);
    Person::key(Qt::Key_Return);
}

bool CoachTest::shoot(const QString& name)
{
    QCoreApplication::processEvents();
    return Person::saveShot(name);
}

/// The site's page is copied, and pasted here.
void CoachTest::showCodes(const std::vector<std::string_view>& links)
{
    QApplication::clipboard()->setImage(support::pagePicture(links));
    Person::key(Qt::Key_V, Qt::ControlModifier);
}

void CoachTest::accountByAccountFromTheImportPage()
{
    Person::key(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(Person::tabTo(u"Move account by account…"_s));
    QVERIFY(shoot(u"coach-1-import"_s));
    Person::key(Qt::Key_Space);
    QTRY_COMPARE(Person::focused(), Names);
    QVERIFY(Person::sees(u"No current app of Authy has an export."_s));
    QVERIFY(shoot(u"coach-2-why"_s));
    writeDown(u"GitHub: alice\nSavings bank\nOld forum: alice"_s);
    QTRY_VERIFY(Person::sees(u"0 of 3 moved"_s));
    QVERIFY(Person::tabTo(List));
    QVERIFY(shoot(u"coach-3-list"_s));

    Person::key(Qt::Key_Return); // Add account now
    QTRY_VERIFY(Person::sees(u"For GitHub (alice) on the checklist"_s));
    QVERIFY(shoot(u"coach-4-add"_s));
    showCodes({ support::GitHubLink });
    QTRY_VERIFY(Person::sees(u"Try it at the site"_s));
    QVERIFY(shoot(u"coach-5-card"_s));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"GitHub (alice), added here, not tested yet"_s));
    QTRY_COMPARE(Person::focused(), List);
    QVERIFY(shoot(u"coach-6-added"_s));
    QCOMPARE(vault().accounts().size(), std::size_t { 2 });
    QVERIFY(vault().find(*entries().front().account)->issuer == u"GitHub"_s);

    Person::key(Qt::Key_Return); // a code was taken
    QTRY_VERIFY(Person::sees(u"GitHub (alice), tested, the old one is still there"_s));
    Person::key(Qt::Key_Return); // the old one is removed
    QTRY_VERIFY(Person::sees(u"1 of 3 moved"_s));
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Down);
    QVERIFY(Person::tabTo(u"still to be moved"_s));
    Person::key(Qt::Key_End);
    QTRY_VERIFY(Person::sees(u"1 of 3 moved, 1 cannot be"_s));
    QVERIFY(shoot(u"coach-7-moved"_s));

    // It is in the vault: the lock and another start lose nothing.
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(u"Unlock your vault"_s));
    QVERIFY(!Person::sees(u"Old forum"_s));
    Person::type(QLatin1String(journeys::Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"GitHub, alice, code"_s), 30'000);
    Person::key(Qt::Key_M, CtrlShift);
    QTRY_COMPARE(Person::focused(), List);
    QVERIFY(Person::sees(u"1 of 3 moved, 1 cannot be"_s));

    // Change by change it can be taken back.
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(u"Change of the checklist undone: Old forum (alice)."_s));
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(u"GitHub (alice), added here, not tested yet"_s));
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(u"Adding undone: "_s));
    QVERIFY(Person::sees(u"GitHub (alice), still to be moved"_s));
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::sees(QLatin1String(journeys::Code)));
}

void CoachTest::severalCodesAtOnceLeaveTheListToTheUser()
{
    Person::key(Qt::Key_M, CtrlShift);
    writeDown(u"GitHub"_s);
    QTRY_VERIFY(Person::sees(u"0 of 1 moved"_s));
    QVERIFY(Person::tabTo(List));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"For GitHub on the checklist"_s));
    showCodes({ support::GitHubLink, support::BankLink });
    QTRY_VERIFY(Person::sees(u"Save 2 accounts"_s));
    QVERIFY(Person::press(u"Save 2 accounts"_s));
    QTRY_COMPARE(Person::focused(), List);
    QCOMPARE(vault().accounts().size(), std::size_t { 3 });
    QCOMPARE(entries().front().state, vault::MoveState::Waiting);
}

/// Also when nothing was added.
void CoachTest::afterwardsAddingIsAddingAgain()
{
    Person::key(Qt::Key_M, CtrlShift);
    writeDown(u"GitHub"_s);
    QTRY_VERIFY(Person::sees(u"0 of 1 moved"_s));
    QVERIFY(Person::tabTo(List));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"For GitHub on the checklist"_s));
    Person::key(Qt::Key_Escape);
    QTRY_COMPARE(Person::focused(), List);
    Person::key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(u"Scan the screen"_s));
    QVERIFY(!Person::sees(u"on the checklist"_s));
    showCodes({ support::BankLink });
    QTRY_VERIFY(Person::sees(u"Try it at the site"_s));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"Bank, alice, code"_s));
    QCOMPARE(entries().front().state, vault::MoveState::Waiting);
}

QTEST_MAIN(CoachTest)
#include "coach_test.moc"
