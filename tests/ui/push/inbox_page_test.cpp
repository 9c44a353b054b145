// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/ui/push/inbox_scene.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QVBoxLayout>

using support::InboxScene;
using support::Person;
using ui::push::InboxPage;
using vault::JournalDecision;
using vault::JournalResult;

namespace {

const QString Approve = QStringLiteral("Approve");
const QString Deny = QStringLiteral("Deny");

/// Where each button of an answer is in the window.
QList<QRect> placesOfButtons()
{
    QList<QRect> places;
    for (const QString& name : { Deny, Approve, QStringLiteral("Not me") }) {
        const QWidget* const button = support::findControl(name);
        places << (button ? QRect(button->mapTo(button->window(), QPoint()), button->size())
                          : QRect());
    }
    return places;
}

bool isInvisible(QChar character)
{
    // A place where a line may break, which this program has put there itself.
    return character != QChar(0x200b) && character != u'\n'
        && (character.category() == QChar::Other_Control
            || character.category() == QChar::Other_Format);
}

} // namespace

class InboxPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed() && Person::window())
            Person::saveShot(QStringLiteral("inbox-page-failed"));
    }

    void saysThatNothingWaits();
    void approvesWhatWasLookedAt();
    void deniesByOneKeyAtOnce();
    void deniesByThatKeyWhereverTheFocusIs();
    void deniesByThatKeyBesideThePageToo();
    void keepsTheFocusWhileAnAnswerIsSent();
    void aKeyHeldDownAnswersOne();
    void deniesWhatIsNotMineAndSaysWhatToDo();
    void whatArrivesDoesNotTakeThePlaceOfTheOneOnView();
    void theNextOneBeginsAnew();
    void anotherContentBeginsAnew();
    void showsTheOneThatIsAskedFor();
    void saysWhatRanOutAndWhatWasAnsweredElsewhere();
    void aFloodThatEndsIsToldOnce();
    void keepsARequestThatWasNotSent();
    void hostileTextMovesNoButton();
    void twoHundredAtOnceAreListedAndAnswered();
    void aBurstSaysThatSomebodyMayKnowThePassword();
    void aBurstBeginsTheOneOnViewAnew();
    void silencesAnAccountAndEndsIt();
    void whatRanOutWhileAsleepIsNotSent();
    void saysThatNobodyKnowsWhetherAnAnswerArrived();
    void saysWhatWasRefused();
    void showsNoNameOnceLocked();
    void leadsElsewhere();
    void reachesEverythingByTab();
};

void InboxPageTest::saysThatNothingWaits()
{
    const InboxScene scene;
    QVERIFY(Person::sees(QStringLiteral("No sign-in request waits.")));
    QVERIFY(!support::findControl(Deny));
    QCOMPARE(Person::focused(), QStringLiteral("Back to the accounts"));
}

void InboxPageTest::approvesWhatWasLookedAt()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    QVERIFY(Person::sees(QStringLiteral("ACME")));
    QVERIFY(Person::sees(QStringLiteral("alice@acme.test")));
    QVERIFY(Person::sees(QStringLiteral("Signed by the service")));
    QVERIFY(Person::sees(QStringLiteral("Are you signing in to “Mail”?")));
    QVERIFY(Person::sees(QStringLiteral("From: Berlin, Germany, 203.0.113.9")));
    QVERIFY(Person::sees(QStringLiteral("With: Firefox on Linux")));
    QVERIFY(Person::sees(QStringLiteral("At: 00:00:00")));
    QVERIFY(Person::sees(QStringLiteral("From this network")));
    QVERIFY(Person::sees(QStringLiteral("under which the service sees this computer")));
    QVERIFY(Person::sees(QStringLiteral("5 min 0 s left")));
    scene.look();
    QVERIFY(Person::press(Approve));
    QCOMPARE(scene.answers().size(), std::size_t { 1 });
    QCOMPARE(scene.answers().front().decision, JournalDecision::Approve);
    QVERIFY(Person::sees(QStringLiteral("Sending the answer")));
    QVERIFY(!Person::press(Deny));
    QVERIFY(!Person::press(Approve));
    scene.desk.conclude(JournalResult::Approved);
    scene.settle();
    QVERIFY(Person::sees(QStringLiteral("The request of ACME is approved.")));
    QVERIFY(Person::sees(QStringLiteral("No sign-in request waits.")));
}

void InboxPageTest::deniesByOneKeyAtOnce()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    Person::key(Qt::Key_D);
    QCOMPARE(scene.answers().size(), std::size_t { 1 });
    QCOMPARE(scene.answers().front().decision, JournalDecision::Deny);
    scene.desk.conclude(JournalResult::Denied);
    scene.settle();
    QVERIFY(Person::sees(QStringLiteral("The request of ACME is denied.")));
}

void InboxPageTest::deniesByThatKeyWhereverTheFocusIs()
{
    InboxScene scene;
    push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
    request.number = { push::NumberMode::Type, {}, 2 };
    request.text = QStringLiteral("Pay");
    scene.desk.poll({ request, scene.desk.challenge(QStringLiteral("Files")) });
    scene.page.showRequest(request.hash);
    const QString field = QStringLiteral("Number that the page shows");
    // The number is what is missing: typing goes there at once.
    QCOMPARE(Person::focused(), field);
    std::size_t answers = 0;
    for (const QString& name : { field, QStringLiteral("What the service asks"),
             QStringLiteral("Waiting requests, the newest first"), QStringLiteral("Not me"),
             QStringLiteral("Back to the accounts") }) {
        QVERIFY2(Person::tabTo(name), qPrintable(name));
        Person::key(Qt::Key_D);
        QCOMPARE(scene.answers().size(), ++answers);
        support::ScriptedProtocol::Answer(scene.answers().back()).conclude(JournalResult::NotSent);
        QVERIFY(scene.answers().back().challenge.hash == request.hash);
    }
}

namespace {

/// A window with the page, and with something else below it.
struct Neighbours
{
    QWidget window;
    QPushButton* below = new QPushButton(QStringLiteral("Below"));

    explicit Neighbours(QWidget& page)
    {
        auto* column = new QVBoxLayout(&window);
        column->addWidget(&page);
        column->addWidget(below);
        window.resize(480, 740);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not come up");
    }
    ~Neighbours() { window.layout()->itemAt(0)->widget()->setParent(nullptr); }
};

} // namespace

void InboxPageTest::deniesByThatKeyBesideThePageToo()
{
    InboxScene scene;
    const Neighbours beside(scene.page);
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    beside.below->setFocus();
    QCOMPARE(Person::focused(), QStringLiteral("Below"));
    Person::key(Qt::Key_D);
    QCOMPARE(scene.answers().size(), std::size_t { 1 });
    scene.desk.conclude(JournalResult::Denied);
    const QSignalSpy closed(&scene.page, &ui::push::InboxPage::closed);
    Person::key(Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
    // Nobody denies what they do not see.
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Files")) });
    scene.page.hide();
    Person::key(Qt::Key_D);
    QCOMPARE(scene.answers().size(), std::size_t { 1 });
}

void InboxPageTest::keepsTheFocusWhileAnAnswerIsSent()
{
    InboxScene scene;
    const Neighbours beside(scene.page);
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    scene.look();
    QVERIFY(Person::tabTo(QStringLiteral("Approve")));
    Person::key(Qt::Key_Space);
    QCOMPARE(scene.answers().size(), std::size_t { 1 });
    QVERIFY(scene.page.isAncestorOf(QApplication::focusWidget()));
    scene.desk.conclude(JournalResult::Approved);
    scene.settle();
    QVERIFY(scene.page.isAncestorOf(QApplication::focusWidget()));
}

void InboxPageTest::aKeyHeldDownAnswersOne()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")),
        scene.desk.challenge(QStringLiteral("Files")) });
    Person::key(Qt::Key_D);
    scene.desk.conclude(JournalResult::Denied);
    QKeyEvent again(QEvent::KeyPress, Qt::Key_D, Qt::NoModifier, QStringLiteral("d"), true);
    QApplication::sendEvent(scene.page.focusWidget(), &again);
    QCOMPARE(scene.answers().size(), std::size_t { 1 });
    Person::key(Qt::Key_D);
    QCOMPARE(scene.answers().size(), std::size_t { 2 });
}

void InboxPageTest::deniesWhatIsNotMineAndSaysWhatToDo()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    QVERIFY(Person::press(QStringLiteral("Not me")));
    QCOMPARE(scene.answers().front().decision, JournalDecision::Report);
    scene.desk.conclude(JournalResult::Denied);
    scene.settle();
    QVERIFY(Person::sees(QStringLiteral("denied, and noted here as not yours")));
    QVERIFY(Person::sees(QStringLiteral("change it at the service")));
}

void InboxPageTest::whatArrivesDoesNotTakeThePlaceOfTheOneOnView()
{
    InboxScene scene(2);
    const auto first = scene.desk.challenge(QStringLiteral("Mail"));
    scene.desk.poll({ first });
    scene.look();
    const QList<QRect> places = placesOfButtons();
    const auto second = scene.desk.challenge(QStringLiteral("Files"), 1);
    scene.desk.poll({ second, first });
    QVERIFY(Person::sees(QStringLiteral("Sign-in requests: 2")));
    QVERIFY(Person::sees(QStringLiteral("“Mail”?")));
    QVERIFY(placesOfButtons() == places);
    QVERIFY(Person::press(Approve));
    QCOMPARE(scene.answers().front().challenge.application, QStringLiteral("Mail"));
}

void InboxPageTest::theNextOneBeginsAnew()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")),
        scene.desk.challenge(QStringLiteral("Files")) });
    scene.look();
    QVERIFY(Person::press(Approve));
    scene.desk.conclude(JournalResult::Approved);
    // Whoever presses twice has approved one.
    QVERIFY(!Person::press(Approve));
    QCOMPARE(scene.answers().size(), std::size_t { 1 });
    scene.look();
    QVERIFY(Person::press(Approve));
    QCOMPARE(scene.answers().size(), std::size_t { 2 });
}

void InboxPageTest::anotherContentBeginsAnew()
{
    InboxScene scene;
    push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
    scene.desk.poll({ request });
    scene.look();
    QVERIFY(support::findControl(Approve));
    scene.desk.poll({ request });
    QVERIFY(support::findControl(Approve));
    request.origin.place = QStringLiteral("Far away");
    scene.desk.poll({ request });
    QTRY_VERIFY(Person::sees(QStringLiteral("Far away")));
    QVERIFY(!Person::press(Approve));
    scene.look();
    QVERIFY(support::findControl(Approve));
}

void InboxPageTest::showsTheOneThatIsAskedFor()
{
    InboxScene scene;
    const auto older = scene.desk.challenge(QStringLiteral("Mail"));
    scene.desk.timers.advance(std::chrono::seconds(5));
    const auto newer = scene.desk.challenge(QStringLiteral("Files"));
    scene.desk.poll({ newer, older });
    QVERIFY(Person::sees(QStringLiteral("Are you signing in to “Files”?")));
    scene.page.showRequest(older.hash);
    Person::key(Qt::Key_D);
    QCOMPARE(scene.answers().front().challenge.hash, older.hash);
    scene.desk.conclude(JournalResult::Denied);
    scene.page.showRequest(older.hash);
    Person::key(Qt::Key_D);
    QCOMPARE(scene.answers().back().challenge.hash, newer.hash);
}

void InboxPageTest::saysWhatRanOutAndWhatWasAnsweredElsewhere()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    scene.desk.timers.advance(std::chrono::seconds(299));
    QVERIFY(Person::sees(QStringLiteral("1 s left")));
    scene.desk.timers.advance(std::chrono::seconds(1));
    QVERIFY(Person::sees(QStringLiteral("The request of ACME has run out without an answer.")));
    QVERIFY(!support::findControl(Deny));
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Files")) });
    scene.desk.poll({});
    scene.settle();
    QVERIFY(Person::sees(QStringLiteral("answered elsewhere, or withdrawn")));
    QVERIFY(scene.answers().empty());
}

void InboxPageTest::aFloodThatEndsIsToldOnce()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")),
        scene.desk.challenge(QStringLiteral("Files")),
        scene.desk.challenge(QStringLiteral("Notes")) });
    scene.desk.poll({});
    scene.settle();
    QVERIFY(Person::sees(QStringLiteral("answered elsewhere, or withdrawn")));
    QVERIFY(Person::sees(QStringLiteral("2 other(s) ended with it.")));
}

void InboxPageTest::keepsARequestThatWasNotSent()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    scene.look();
    QVERIFY(Person::press(Approve));
    support::ScriptedProtocol::Answer(scene.answers().back())
        .conclude(JournalResult::NotSent,
            base::Error { base::ErrorCode::NetworkUnreachable, "test", { "acme.test" } });
    QVERIFY(Person::sees(QStringLiteral("No answer was sent to ACME.")));
    QVERIFY(Person::sees(QStringLiteral("“acme.test” cannot be reached")));
    QVERIFY(Person::press(Deny));
    QCOMPARE(scene.answers().size(), std::size_t { 2 });
}

void InboxPageTest::hostileTextMovesNoButton()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    scene.look();
    const QList<QRect> places = placesOfButtons();
    QVERIFY(!places.contains(QRect()));
    scene.desk.poll({ scene.hostile() });
    scene.look();
    QTRY_VERIFY(Person::sees(QStringLiteral("WWWWWWWWWW")));
    QVERIFY(placesOfButtons() == places);
    // Nor the verdict out of sight.
    QVERIFY(Person::sees(QStringLiteral("From this network")));
    QVERIFY(Person::sees(QStringLiteral("under which the service sees this computer")));
    QCOMPARE(scene.page.width(), 480);
    const QStringList seen = Person::everythingSeen();
    QVERIFY(Person::sees(QStringLiteral("\\u{202E}moc.knab\\u{202C}\\u{7}\\u{D}\\u{A}")));
    for (const QString& text : seen) {
        const auto* const found = std::find_if(text.cbegin(), text.cend(), isInvisible);
        QVERIFY2(found == text.cend(), qPrintable(text));
    }
    // The page scrolls no further than a few windows, and never sideways.
    for (const QScrollBar* bar : scene.page.findChildren<QScrollBar*>()) {
        if (bar->orientation() == Qt::Horizontal && bar->isVisible())
            QCOMPARE(bar->maximum(), 0);
    }
    QVERIFY(Person::press(Deny));
    QCOMPARE(scene.answers().size(), std::size_t { 1 });
}

void InboxPageTest::twoHundredAtOnceAreListedAndAnswered()
{
    InboxScene scene(4);
    std::vector<push::Challenge> flood;
    for (int i = 0; i < 200; ++i)
        flood.push_back(scene.desk.challenge(
            QStringLiteral("Mail %1").arg(i), static_cast<std::size_t>(i % 4)));
    scene.desk.poll({ flood.front() });
    const QList<QRect> places = placesOfButtons();
    scene.desk.poll(flood);
    QCOMPARE(scene.desk.inbox().count(), std::size_t { 200 });
    QVERIFY(Person::sees(QStringLiteral("Sign-in requests: 200")));
    QVERIFY(placesOfButtons() == places);
    QVERIFY(Person::sees(QStringLiteral("“Mail 0”?")));
    Person::key(Qt::Key_D);
    QCOMPARE(scene.answers().back().challenge.application, QStringLiteral("Mail 0"));
}

void InboxPageTest::aBurstSaysThatSomebodyMayKnowThePassword()
{
    InboxScene scene(2);
    const auto other = scene.desk.challenge(QStringLiteral("Files"), 1);
    std::vector<push::Challenge> flood { scene.desk.challenge(QStringLiteral("Mail 1")),
        scene.desk.challenge(QStringLiteral("Mail 2")), other };
    scene.desk.poll(flood);
    QVERIFY(!Person::sees(QStringLiteral("somebody may know your password")));
    flood.push_back(scene.desk.challenge(QStringLiteral("Mail 3")));
    scene.desk.poll(flood);
    QVERIFY(Person::sees(
        QStringLiteral("Many requests for ACME alice@acme.test in a few minutes: somebody may")));
    QVERIFY(Person::sees(QStringLiteral("change the password at the service")));
    QTRY_VERIFY(support::findControl(QStringLiteral("Not mine: deny all 3")));
    QVERIFY(Person::press(QStringLiteral("Not mine: deny all 3")));
    // One after another, so that the window goes on.
    scene.desk.timers.advance(std::chrono::milliseconds(0));
    QCOMPARE(scene.answers().size(), std::size_t { 3 });
    for (const auto& answer : scene.answers()) {
        QCOMPARE(answer.decision, JournalDecision::Report);
        QCOMPARE(answer.challenge.account, scene.desk.accounts.front());
        support::ScriptedProtocol::Answer(answer).conclude(JournalResult::Denied);
    }
    scene.settle();
    QCOMPARE(scene.desk.inbox().count(), std::size_t { 1 });
    QTRY_VERIFY(Person::sees(QStringLiteral("“Files”?")));
    // Five minutes later it is over.
    scene.desk.timers.advance(inbox::SpanOfABurst + std::chrono::seconds(30));
    QVERIFY(!Person::sees(QStringLiteral("somebody may know your password:")));
    QVERIFY(!Person::sees(QStringLiteral("Many requests")));
}

void InboxPageTest::aBurstBeginsTheOneOnViewAnew()
{
    InboxScene scene;
    std::vector<push::Challenge> flood { scene.desk.challenge(QStringLiteral("Mail 1")),
        scene.desk.challenge(QStringLiteral("Mail 2")) };
    scene.desk.poll(flood);
    scene.look();
    QVERIFY(support::findControl(Approve));
    flood.push_back(scene.desk.challenge(QStringLiteral("Mail 3")));
    scene.desk.poll(flood);
    // Somebody may know the password: that is to be read first.
    QVERIFY(!Person::press(Approve));
    QVERIFY(Person::sees(QStringLiteral("“Mail 1”?")));
    scene.look();
    QVERIFY(Person::press(Approve));
}

void InboxPageTest::whatRanOutWhileAsleepIsNotSent()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    scene.look();
    // Timers stand still in sleep; the clock does not.
    scene.desk.open.clock().time += std::chrono::hours(8);
    QVERIFY(Person::press(Approve));
    QVERIFY(scene.answers().empty());
    scene.settle();
    QVERIFY(Person::sees(QStringLiteral("has run out without an answer")));
    QVERIFY(!support::findControl(Approve));
}

void InboxPageTest::saysThatNobodyKnowsWhetherAnAnswerArrived()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    scene.look();
    QVERIFY(Person::press(Approve));
    support::ScriptedProtocol::Answer(scene.answers().back())
        .conclude(std::nullopt, base::Error { base::ErrorCode::AnswerUnknown, "test" });
    scene.settle();
    QVERIFY(Person::sees(QStringLiteral("whether it arrived is not known")));
    QVERIFY(Person::sees(QStringLiteral("Look at the page where you are signing in")));
}

void InboxPageTest::silencesAnAccountAndEndsIt()
{
    InboxScene scene;
    const QSignalSpy changes(&scene.page, &InboxPage::silencesChanged);
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail 1")),
        scene.desk.challenge(QStringLiteral("Mail 2")),
        scene.desk.challenge(QStringLiteral("Mail 3")) });
    QTRY_VERIFY(support::findControl(QStringLiteral("Silence for an hour")));
    QVERIFY(Person::press(QStringLiteral("Silence for an hour")));
    const auto& account = scene.desk.accounts.front();
    QVERIFY(scene.desk.watch.guard().silentUntil(account, scene.desk.now()));
    QVERIFY(Person::sees(QStringLiteral("call for no attention until")));
    QCOMPARE(changes.count(), 1);
    QVERIFY(Person::press(QStringLiteral("End the silence")));
    QVERIFY(!scene.desk.watch.guard().silentUntil(account, scene.desk.now()));
    QVERIFY(!Person::sees(QStringLiteral("call for no attention until")));
    QCOMPARE(changes.count(), 2);
}

void InboxPageTest::saysWhatWasRefused()
{
    InboxScene scene;
    push::PollResult result;
    const auto registration =
        vault::Registrations(scene.desk.open.session.vault()).all().front().id;
    for (std::uint8_t i = 0; i < 3; ++i) {
        push::Refusal refusal { registration,
            { base::ErrorCode::SignatureRefused, "test", { "alg" } } };
        refusal.what[0] = i;
        result.refusals.push_back(refusal);
    }
    scene.desk.inbox().take(result);
    QVERIFY(Person::sees(QStringLiteral("A request for ACME alice@acme.test was refused")));
    QVERIFY(Person::sees(QStringLiteral("does not prove that it comes from the service")));
    QVERIFY(Person::sees(QStringLiteral("So were 2 before it.")));
    QVERIFY(!support::findControl(Approve));
    QVERIFY(scene.page.hasRefusals());
    const QSignalSpy changes(&scene.page, &ui::push::InboxPage::refusalsChanged);
    QVERIFY(Person::press(QStringLiteral("Seen")));
    QVERIFY(!Person::sees(QStringLiteral("was refused")));
    QCOMPARE(changes.count(), 1);
    QVERIFY(!scene.page.hasRefusals());
}

void InboxPageTest::showsNoNameOnceLocked()
{
    InboxScene scene;
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail 1")),
        scene.desk.challenge(QStringLiteral("Mail 2")),
        scene.desk.challenge(QStringLiteral("Mail 3")) });
    QVERIFY(Person::sees(QStringLiteral("ACME")));
    scene.desk.open.session.lock();
    for (QWidget* widget : scene.page.findChildren<QWidget*>()) {
        const auto* label = qobject_cast<QLabel*>(widget);
        const QString all = widget->accessibleName() + widget->accessibleDescription()
            + (label ? label->text() : QString());
        QVERIFY2(!all.contains(QStringLiteral("ACME")) && !all.contains(QStringLiteral("Mail")),
            qPrintable(all));
    }
    scene.settle();
    QVERIFY(!Person::sees(QStringLiteral("ACME")));
    QVERIFY(!Person::sees(QStringLiteral("Mail")));
    QCOMPARE(scene.desk.inbox().count(), std::size_t { 3 });
}

void InboxPageTest::leadsElsewhere()
{
    InboxScene scene;
    QSignalSpy closed(&scene.page, &InboxPage::closed);
    QSignalSpy account(&scene.page, &InboxPage::accountWanted);
    QVERIFY(Person::press(QStringLiteral("Back to the accounts")));
    QVERIFY(!support::findControl(QStringLiteral("More")));
    scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
    Person::key(Qt::Key_Escape);
    QCOMPARE(closed.count(), 2);
    // Nothing was answered by that.
    QVERIFY(scene.answers().empty());
    QVERIFY(support::findControl(QStringLiteral("More")));
    QAction tool(QStringLiteral("Quiet hours…"));
    scene.page.addTool(&tool);
    const auto* menu = scene.page.findChild<QMenu*>();
    QCOMPARE(menu->actions().size(), 2);
    QCOMPARE(menu->actions().front()->text(), QStringLiteral("&Account…"));
    QCOMPARE(menu->actions().back(), &tool);
    menu->actions().front()->trigger();
    QCOMPARE(account.count(), 1);
    QCOMPARE(account.front().front().value<vault::Id>(), scene.desk.accounts.front());
    scene.desk.poll({});
    // The tool stays where nothing waits.
    QVERIFY(support::findControl(QStringLiteral("More")));
    QVERIFY(!menu->actions().front()->isVisible());
}

void InboxPageTest::reachesEverythingByTab()
{
    InboxScene scene;
    push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
    request.text = QStringLiteral("Pay");
    scene.desk.poll({ request, scene.desk.challenge(QStringLiteral("Files")) });
    scene.look();
    scene.page.showRequest(request.hash);
    scene.look();
    scene.page.setFocus();
    const QStringList expected { QStringLiteral("Sign-in request of ACME"),
        QStringLiteral("What the service asks"),
        QStringLiteral("Waiting requests, the newest first"), Deny, Approve,
        QStringLiteral("Not me"), QStringLiteral("Back to the accounts"), QStringLiteral("More") };
    const QStringList order = Person::tabOrder();
    QVERIFY2(order == expected, qPrintable(order.join(QStringLiteral(" | "))));
}

QTEST_MAIN(InboxPageTest)
#include "inbox_page_test.moc"
