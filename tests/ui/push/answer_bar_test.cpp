// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/push_desk.h"
#include "ui/push/answer_bar.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace std::chrono_literals;
using support::Person;
using ui::push::AnswerBar;
using ui::push::GivenAnswer;
using vault::JournalDecision;

namespace {

const QString Approve = QStringLiteral("Approve");
const QString Deny = QStringLiteral("Deny");
const QString Field = QStringLiteral("Number that the page shows");

struct BarScene
{
    support::PushDesk desk;
    QWidget window;
    AnswerBar* bar = new AnswerBar(desk.timers, desk.open.clock(), &window);
    std::vector<GivenAnswer> given;

    BarScene()
    {
        window.resize(480, 400);
        bar->setGeometry(window.rect());
        QObject::connect(bar, &AnswerBar::answered, bar,
            [this](const GivenAnswer& answer) { given.push_back(answer); });
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not come up");
    }
    void show(const push::NumberCheck& number = {})
    {
        push::Challenge challenge = desk.challenge(QStringLiteral("Mail"));
        challenge.number = number;
        bar->showRequest(challenge);
        // A field that has just come is in its place after a turn of the event loop.
        QCoreApplication::processEvents();
    }
};

push::NumberCheck choose(std::vector<QString> choices)
{
    return { push::NumberMode::Choose, std::move(choices) };
}

} // namespace

class AnswerBarTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void approvingRestsForAMoment()
    {
        BarScene scene;
        scene.show();
        QVERIFY(!Person::press(Approve));
        scene.desk.timers.advance(AnswerBar::Pause - 1ms);
        QVERIFY(!Person::press(Approve));
        QVERIFY(scene.given.empty());
        scene.desk.timers.advance(1ms);
        QVERIFY(Person::press(Approve));
        QCOMPARE(scene.given.size(), std::size_t { 1 });
        QCOMPARE(scene.given.front().answer, JournalDecision::Approve);
    }

    void theMomentBeginsWhenItIsSeen()
    {
        BarScene scene;
        scene.window.hide();
        scene.show();
        scene.desk.timers.advance(10s);
        scene.window.show();
        QVERIFY(QTest::qWaitForWindowActive(&scene.window));
        QVERIFY(!Person::press(Approve));
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(Person::press(Approve));
    }

    void comingToTheFrontBeginsItAnew()
    {
        BarScene scene;
        scene.show();
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(support::findControl(Approve));
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        scene.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&scene.window));
        QVERIFY(!Person::press(Approve));
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(Person::press(Approve));
    }

    void denyingNeverWaits()
    {
        BarScene scene;
        scene.show();
        QVERIFY(Person::press(Deny));
        QVERIFY(Person::press(QStringLiteral("Not me")));
        QCOMPARE(scene.given.size(), std::size_t { 2 });
        QCOMPARE(scene.given.front().answer, JournalDecision::Deny);
        QCOMPARE(scene.given.back().answer, JournalDecision::Report);
    }

    void enterApprovesNothing()
    {
        BarScene scene;
        scene.show({ push::NumberMode::Type, {}, 2 });
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(Person::fill(Field, QStringLiteral("42")));
        for (const QString& name : { Field, Approve, Deny }) {
            QWidget* const control = support::findControl(name);
            QVERIFY(control);
            control->setFocus();
            Person::key(Qt::Key_Return);
            Person::key(Qt::Key_Enter);
            const auto* button = qobject_cast<const QPushButton*>(control);
            QVERIFY(!button || (!button->isDefault() && !button->autoDefault()));
        }
        QVERIFY(scene.given.empty());
    }

    void theNumberIsChosen()
    {
        BarScene scene;
        // "07" is not "7".
        scene.show(choose({ QStringLiteral("17"), QStringLiteral("07"), QStringLiteral("7") }));
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(!Person::press(Approve));
        for (const auto* button : scene.bar->findChildren<QPushButton*>())
            QVERIFY(!button->isChecked());
        QVERIFY(Person::press(QStringLiteral("Number 07")));
        QVERIFY(Person::press(Approve));
        QCOMPARE(scene.given.back().number, QStringLiteral("07"));
        QVERIFY(Person::press(QStringLiteral("Number 7")));
        QVERIFY(Person::press(Approve));
        QCOMPARE(scene.given.back().number, QStringLiteral("7"));
        // What was chosen for one request is not chosen for the next.
        scene.show(choose({ QStringLiteral("17"), QStringLiteral("07"), QStringLiteral("7") }));
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(!Person::press(Approve));
    }

    void theNumberIsChosenByKeys()
    {
        BarScene scene;
        scene.show(choose({ QStringLiteral("17"), QStringLiteral("07"), QStringLiteral("82") }));
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(Person::tabTo(QStringLiteral("Number 17")));
        Person::key(Qt::Key_Right);
        QCOMPARE(Person::focused(), QStringLiteral("Number 07"));
        Person::key(Qt::Key_Space);
        QVERIFY(Person::tabTo(Approve));
        Person::key(Qt::Key_Space);
        QCOMPARE(scene.given.size(), std::size_t { 1 });
        QCOMPARE(scene.given.back().number, QStringLiteral("07"));
    }

    void theNumberIsTyped()
    {
        BarScene scene;
        scene.show({ push::NumberMode::Type, {}, 3 });
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(!Person::press(Approve));
        QVERIFY(Person::fill(Field, QStringLiteral("0a4")));
        QVERIFY(!Person::press(Approve));
        Person::type(QStringLiteral("29"));
        QVERIFY(Person::press(Approve));
        QCOMPARE(scene.given.back().number, QStringLiteral("042"));
    }

    void aNumberOfUnknownLengthIsTyped()
    {
        BarScene scene;
        scene.show({ push::NumberMode::Type });
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(!Person::press(Approve));
        QVERIFY(Person::fill(Field, QStringLiteral("5")));
        QVERIFY(Person::press(Approve));
        QCOMPARE(scene.given.back().number, QStringLiteral("5"));
    }

    void aNumberIsShown()
    {
        BarScene scene;
        scene.show({ push::NumberMode::Show, {}, 0, QStringLiteral("493817") });
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(Person::sees(QStringLiteral("493 817")));
        QVERIFY(Person::press(Approve));
        QVERIFY(scene.given.back().number.isEmpty());
    }

    void manyLongChoicesMoveNoButton()
    {
        BarScene scene;
        scene.show(choose({ QStringLiteral("17"), QStringLiteral("82"), QStringLiteral("40"),
            QStringLiteral("91"), QStringLiteral("55"), QStringLiteral("66") }));
        const QRect deny = support::findControl(Deny)->geometry();
        std::vector<QString> many;
        for (int i = 0; i < 300; ++i)
            many.push_back(QStringLiteral("\u202E%1").arg(i) + QString(4'000, u'W'));
        scene.show(choose(many));
        QCOMPARE(support::findControl(Deny)->geometry(), deny);
        QVERIFY(Person::sees(QStringLiteral("\\u{202E}0WWWWWW…")));
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(!Person::press(Approve));
    }

    void whatCannotBeApprovedCanBeDenied_data()
    {
        QTest::addColumn<push::ApprovalBar>("bar");
        QTest::newRow("number") << push::ApprovalBar::NumberCheck;
        QTest::newRow("key") << push::ApprovalBar::VerificationKey;
        QTest::newRow("signature") << push::ApprovalBar::Signature;
        QTest::newRow("kind") << push::ApprovalBar::NotSupported;
    }
    void whatCannotBeApprovedCanBeDenied()
    {
        QFETCH(const push::ApprovalBar, bar);
        BarScene scene;
        push::Challenge challenge = scene.desk.challenge(QStringLiteral("Mail"));
        challenge.bar = bar;
        challenge.number = choose({ QStringLiteral("17"), QStringLiteral("82") });
        scene.bar->showRequest(challenge);
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(!Person::press(Approve));
        QVERIFY(!Person::sees(QStringLiteral("17")));
        QVERIFY(Person::press(Deny));
    }

    void goingUnverifiedIsOfferedOnlyWhereThatIsEnough_data()
    {
        QTest::addColumn<push::VerificationWish>("wish");
        QTest::addColumn<bool>("hasKey");
        QTest::addColumn<QString>("approve");
        QTest::addColumn<bool>("isOffered");
        using push::VerificationWish;
        const QString asks = QStringLiteral("Approve…");
        QTest::newRow("none") << VerificationWish::None << true << Approve << false;
        QTest::newRow("preferred, a key") << VerificationWish::Preferred << true << asks << true;
        QTest::newRow("preferred, no key")
            << VerificationWish::Preferred << false << Approve << false;
        QTest::newRow("required") << VerificationWish::Required << true << asks << false;
        QTest::newRow("required of us") << VerificationWish::Required << false << asks << false;
    }
    void goingUnverifiedIsOfferedOnlyWhereThatIsEnough()
    {
        QFETCH(const push::VerificationWish, wish);
        QFETCH(const bool, hasKey);
        QFETCH(const QString, approve);
        QFETCH(const bool, isOffered);
        BarScene scene;
        push::Challenge challenge = scene.desk.challenge(QStringLiteral("Mail"));
        challenge.verification = wish;
        challenge.hasVerifiedKey = hasKey;
        scene.bar->showRequest(challenge);
        QCoreApplication::processEvents();
        const QString unverified = QStringLiteral("Approve unconfirmed");
        QVERIFY(!Person::press(unverified));
        scene.desk.timers.advance(AnswerBar::Pause);
        QVERIFY(Person::press(approve));
        QVERIFY(!scene.given.back().withoutVerification);
        QCOMPARE(Person::press(unverified), isOffered);
        QCOMPARE(scene.given.back().withoutVerification, isOffered);
    }

    void nothingIsPressedWhileAnAnswerIsOnItsWay()
    {
        BarScene scene;
        scene.show();
        scene.desk.timers.advance(AnswerBar::Pause);
        scene.bar->setSending(true);
        scene.bar->deny();
        for (const QString& name : { Approve, Deny, QStringLiteral("Not me") })
            QVERIFY(!Person::press(name));
        QVERIFY(scene.given.empty());
        scene.bar->setSending(false);
        QVERIFY(Person::press(Approve));
    }

    void countsTheSecondsFromTheClock()
    {
        BarScene scene;
        scene.show();
        QVERIFY(Person::sees(QStringLiteral("5 min 0 s left")));
        scene.desk.timers.advance(1s);
        QVERIFY(Person::sees(QStringLiteral("4 min 59 s left")));
        scene.desk.timers.advance(240s);
        QVERIFY(Person::sees(QStringLiteral("59 s left")));
        // The clock jumps, as after sleep: at the next look it is over.
        scene.desk.open.clock().time += 1h;
        scene.desk.timers.advance(1s);
        QVERIFY(Person::sees(QStringLiteral("0 s left")));
        QCOMPARE(scene.desk.timers.running(), std::size_t { 0 });
    }

    void sleepsWhileHidden()
    {
        BarScene scene;
        scene.show();
        scene.window.hide();
        QCOMPARE(scene.desk.timers.running(), std::size_t { 0 });
        scene.window.show();
        scene.bar->clear();
        QCOMPARE(scene.desk.timers.running(), std::size_t { 0 });
    }
};

QTEST_MAIN(AnswerBarTest)
#include "answer_bar_test.moc"
