// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/ui/push/inbox_scene.h"

#include <QApplication>

using support::InboxScene;
using support::Person;
using vault::JournalDecision;
using vault::JournalResult;

namespace {

const QString Approve = QStringLiteral("Approve…");
const QString Field = QStringLiteral("Passphrase or recovery key");

/// A request that wants the user verified, looked at.
struct VerifiedScene : InboxScene
{
    push::Challenge request = desk.challenge(QStringLiteral("Mail"));

    explicit VerifiedScene(push::VerificationWish wish)
    {
        request.verification = wish;
        request.hasVerifiedKey = true;
        desk.poll({ request });
        QCoreApplication::processEvents(); // the buttons have their places
        look();
    }
    static bool isAsked() { return QApplication::activeModalWidget() != nullptr; }
};

} // namespace

/// Answers on their way from the page to the inbox, with the user verified where the service
/// wishes.
class RequestAnswersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void verifiesForThisOneAnswer()
    {
        VerifiedScene scene(push::VerificationWish::Required);
        QVERIFY(Person::press(Approve));
        QVERIFY(scene.answers().empty());
        QVERIFY(Person::sees(QStringLiteral("The request of ACME will be approved.")));
        QVERIFY(Person::fill(Field, QStringLiteral("secret words")));
        Person::key(Qt::Key_Return);
        QTRY_COMPARE(scene.answers().size(), std::size_t { 1 });
        QVERIFY(scene.answers().front().isVerified);
        QCOMPARE(scene.answers().front().decision, JournalDecision::Approve);
        scene.desk.conclude(JournalResult::Approved);
        QTRY_VERIFY(!VerifiedScene::isAsked());
        // The next one asks again.
        scene.desk.poll({ [&] {
            push::Challenge next = scene.request;
            next.hash[0] ^= 1;
            return next;
        }() });
        scene.page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&scene.page));
        QCoreApplication::processEvents();
        scene.look();
        QVERIFY(Person::press(Approve));
        QVERIFY(VerifiedScene::isAsked());
        QCOMPARE(scene.answers().size(), std::size_t { 1 });
    }

    void wrongWordsSendNothing()
    {
        VerifiedScene scene(push::VerificationWish::Required);
        QVERIFY(Person::press(Approve));
        QVERIFY(Person::fill(Field, QStringLiteral("wrong words")));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("not right")));
        Person::key(Qt::Key_Escape);
        QTRY_VERIFY(!VerifiedScene::isAsked());
        QVERIFY(scene.answers().empty());
        QCOMPARE(scene.desk.inbox().count(), std::size_t { 1 });
    }

    void threeWrongOnesLockAndSendNothing()
    {
        VerifiedScene scene(push::VerificationWish::Required);
        QVERIFY(Person::press(Approve));
        for (int i = 0; i < 3; ++i) {
            QTRY_VERIFY(support::findControl(Field));
            QVERIFY(Person::fill(Field, QStringLiteral("wrong words")));
            Person::key(Qt::Key_Return);
            QTRY_VERIFY(
                !scene.desk.open.session.isOpen() || Person::sees(QStringLiteral("not right")));
        }
        QVERIFY(!scene.desk.open.session.isOpen());
        QVERIFY(scene.answers().empty());
        QTRY_VERIFY(!VerifiedScene::isAsked());
        QVERIFY(!Person::sees(QStringLiteral("ACME")));
    }

    void goesUnverifiedWhereTheServiceOnlyPrefersIt()
    {
        VerifiedScene scene(push::VerificationWish::Preferred);
        QVERIFY(Person::press(QStringLiteral("Approve unconfirmed")));
        QVERIFY(!VerifiedScene::isAsked());
        QCOMPARE(scene.answers().size(), std::size_t { 1 });
        QVERIFY(!scene.answers().front().isVerified);
    }

    void denyingAsksNobody()
    {
        VerifiedScene scene(push::VerificationWish::Required);
        Person::key(Qt::Key_D);
        QVERIFY(!VerifiedScene::isAsked());
        QCOMPARE(scene.answers().size(), std::size_t { 1 });
    }

    void whatEndsMeanwhileIsNotAskedAboutAnyLonger()
    {
        VerifiedScene scene(push::VerificationWish::Required);
        QVERIFY(Person::press(Approve));
        QVERIFY(VerifiedScene::isAsked());
        scene.desk.timers.advance(std::chrono::minutes(5));
        QTRY_VERIFY(!VerifiedScene::isAsked());
        QVERIFY(Person::sees(QStringLiteral("has run out")));
        QVERIFY(scene.answers().empty());
    }

    void whatChangesMeanwhileIsNotAskedAboutAnyLonger()
    {
        VerifiedScene scene(push::VerificationWish::Required);
        QVERIFY(Person::press(Approve));
        scene.desk.poll({ scene.request });
        QVERIFY(VerifiedScene::isAsked());
        push::Challenge changed = scene.request;
        changed.application = QStringLiteral("Payroll");
        scene.desk.poll({ changed });
        QTRY_VERIFY(!VerifiedScene::isAsked());
        QVERIFY(scene.answers().empty());
    }

    void aVerificationUnderWayWhenItEndsSendsNothing()
    {
        VerifiedScene scene(push::VerificationWish::Required);
        QVERIFY(Person::press(Approve));
        QVERIFY(Person::fill(Field, QStringLiteral("secret words")));
        Person::key(Qt::Key_Return);
        // The words are being checked on another thread; its answer has not been taken yet.
        scene.desk.poll({});
        QTRY_VERIFY(!VerifiedScene::isAsked());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(scene.answers().empty());
    }

    void thePageMayBeGoneWhenTheAnswerComes()
    {
        support::PushDesk desk;
        auto page =
            std::make_unique<ui::push::InboxPage>(desk.watch, desk.open.session, desk.open.clock());
        page->show();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        desk.poll({ desk.challenge(QStringLiteral("Mail")) });
        page->setFocus();
        Person::key(Qt::Key_D);
        QCOMPARE(desk.protocol->answers.size(), std::size_t { 1 });
        page.reset();
        desk.conclude(JournalResult::NotSent);
        QCOMPARE(desk.inbox().count(), std::size_t { 1 });
    }
};

QTEST_MAIN(RequestAnswersTest)
#include "request_answers_test.moc"
