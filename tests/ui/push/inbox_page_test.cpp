// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/push_desk.h"
#include "ui/push/answer_bar.h"
#include "ui/push/inbox_page.h"

#include <QSignalSpy>

using support::Person;
using ui::push::AnswerBar;
using ui::push::InboxPage;
using vault::JournalDecision;
using vault::JournalResult;

namespace {

struct PageScene
{
    support::PushDesk desk;
    InboxPage page { desk.watch, desk.open.session, desk.open.clock() };

    explicit PageScene(int accounts = 1) : desk(accounts)
    {
        page.resize(480, 680);
        page.show();
        page.activateWindow();
        page.setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
    /// Until approving is possible.
    void look() { desk.timers.advance(AnswerBar::Pause); }
    void settle() { desk.timers.advance(std::chrono::milliseconds(0)); }
    const std::vector<support::ScriptedProtocol::Answer>& answers() const
    {
        return desk.protocol->answers;
    }
};

const QString Approve = QStringLiteral("Approve");
const QString Deny = QStringLiteral("Deny");

} // namespace

class InboxPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("inbox-page-failed"));
    }

    void saysThatNothingWaits()
    {
        const PageScene scene;
        QVERIFY(Person::sees(QStringLiteral("No sign-in request waits.")));
        QVERIFY(!support::findControl(Deny));
        QCOMPARE(Person::focused(), QStringLiteral("Back to the accounts"));
    }

    void approvesWhatWasLookedAt()
    {
        PageScene scene;
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
        QVERIFY(Person::sees(QStringLiteral("ACME")));
        QVERIFY(Person::sees(QStringLiteral("alice@acme.test")));
        QVERIFY(Person::sees(QStringLiteral("Are you signing in to “Mail”?")));
        QVERIFY(Person::sees(QStringLiteral("Berlin, Germany, 203.0.113.9")));
        QVERIFY(Person::sees(QStringLiteral("5 min 0 s left")));
        scene.look();
        QVERIFY(Person::press(Approve));
        QCOMPARE(scene.answers().size(), std::size_t { 1 });
        QCOMPARE(scene.answers().front().decision, JournalDecision::Approve);
        QVERIFY(Person::sees(QStringLiteral("Sending the answer")));
        QVERIFY(!Person::press(Deny));
        scene.desk.conclude(JournalResult::Approved);
        scene.settle();
        QVERIFY(Person::sees(QStringLiteral("The request of ACME is approved.")));
        QVERIFY(Person::sees(QStringLiteral("No sign-in request waits.")));
    }

    void deniesByOneKeyAtOnce()
    {
        PageScene scene;
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
        Person::key(Qt::Key_D);
        QCOMPARE(scene.answers().size(), std::size_t { 1 });
        QCOMPARE(scene.answers().front().decision, JournalDecision::Deny);
        scene.desk.conclude(JournalResult::Denied);
        scene.settle();
        QVERIFY(Person::sees(QStringLiteral("The request of ACME is denied.")));
    }
};

QTEST_MAIN(InboxPageTest)
#include "inbox_page_test.moc"
