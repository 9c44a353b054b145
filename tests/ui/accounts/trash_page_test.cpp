// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "ui/accounts/trash_page.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QVBoxLayout>

using support::Person;
using ui::accounts::TrashPage;

namespace {

struct TrashScene
{
    support::OpenSession open;
    TrashPage page { open.session, open.clock() };

    TrashScene()
    {
        for (const char* issuer : { "GitHub", "Bank" }) {
            const vault::Id id = open.add(support::entryOf(issuer, "alice"));
            if (!open.session.vault().moveToTrash(id))
                qFatal("cannot move to the trash");
        }
        open.session.notifyChanged();
        page.resize(420, 500);
        page.show();
        page.activateWindow();
        page.setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
};

} // namespace

class TrashPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysHowLongAnAccountStays()
    {
        TrashScene scene;
        QVERIFY(Person::sees(QStringLiteral("deleted for good in 30 day(s)")));
        scene.open.clock().time += std::chrono::hours(24 * 9 + 1);
        scene.open.session.notifyChanged();
        QVERIFY(Person::sees(QStringLiteral("deleted for good in 21 day(s)")));
    }

    void listsWhatCameWhileNobodySawIt()
    {
        TrashScene scene;
        scene.page.hide();
        const vault::Id id = scene.open.add(support::entryOf("Shop", "alice"));
        QVERIFY(scene.open.session.vault().moveToTrash(id));
        scene.open.session.notifyChanged();
        scene.page.show();
        QVERIFY(Person::sees(QStringLiteral("Shop")));
        QVERIFY(Person::sees(QStringLiteral("GitHub")));
    }

    void restoresTheAccountAtHand()
    {
        TrashScene scene;
        Person::key(Qt::Key_Down);
        QVERIFY(Person::press(QStringLiteral("Restore")));
        QCOMPARE(scene.open.session.vault().accounts().front().issuer, QStringLiteral("Bank"));
        QVERIFY(Person::sees(QStringLiteral("GitHub")));
        QVERIFY(!Person::sees(QStringLiteral("Bank")));
        QVERIFY(Person::press(QStringLiteral("Restore")));
        QVERIFY(Person::sees(QStringLiteral("The trash is empty.")));
    }

    void deletesForGoodOnlyAfterAQuestion()
    {
        TrashScene scene;
        QVERIFY(Person::press(QStringLiteral("Empty the trash…")));
        QVERIFY(Person::sees(QStringLiteral("Delete 2 account(s) for good?")));
        Person::key(Qt::Key_Return); // the default is to keep them
        QCOMPARE(scene.open.session.vault().trash().size(), std::size_t { 2 });
        QVERIFY(Person::press(QStringLiteral("Empty the trash…")));
        QVERIFY(Person::press(QStringLiteral("Delete 2 account(s)")));
        QVERIFY(scene.open.session.vault().trash().empty());
        QVERIFY(Person::sees(QStringLiteral("The trash is empty.")));
    }

    void deletesTheAccountAtHandAloneAfterAQuestion()
    {
        TrashScene scene;
        Person::key(Qt::Key_Down);
        QVERIFY(Person::press(QStringLiteral("Delete for good…")));
        QVERIFY(Person::sees(QStringLiteral("Delete Bank · alice for good?")));
        Person::key(Qt::Key_Escape);
        QCOMPARE(scene.open.session.vault().trash().size(), std::size_t { 2 });
        Person::key(Qt::Key_Delete);
        QVERIFY(Person::sees(QStringLiteral("Delete Bank · alice for good?")));
        QVERIFY(Person::press(QStringLiteral("Delete for good")));
        QCOMPARE(scene.open.session.vault().trash().size(), std::size_t { 1 });
        QCOMPARE(scene.open.session.vault().trash().front().issuer, QStringLiteral("GitHub"));
        QVERIFY(!Person::sees(QStringLiteral("Bank")));
    }

    void aQuestionEndsWithTheLock()
    {
        TrashScene scene;
        QVERIFY(Person::press(QStringLiteral("Delete for good…")));
        scene.open.session.lock();
        QTRY_VERIFY(!Person::sees(QStringLiteral("for good?")));
    }

    void leadsBack()
    {
        TrashScene scene;
        QSignalSpy closed(&scene.page, &TrashPage::closed);
        Person::key(Qt::Key_Escape);
        QVERIFY(Person::press(QStringLiteral("Back to the accounts")));
        QCOMPARE(closed.count(), 2);
    }

    void leadsBackByEscapeFromAnEmptyTrash()
    {
        // As in the window, where something else than the page can have the focus, too.
        QWidget window;
        TrashScene scene;
        QVBoxLayout column(&window);
        QPushButton other(QStringLiteral("Other"));
        column.addWidget(&scene.page);
        column.addWidget(&other);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        scene.page.setFocus();
        QSignalSpy closed(&scene.page, &TrashPage::closed);
        Person::key(Qt::Key_Return); // restores the account at hand
        Person::key(Qt::Key_Return);
        QVERIFY(Person::sees(QStringLiteral("The trash is empty.")));
        Person::key(Qt::Key_Escape);
        QCOMPARE(closed.count(), 1);
    }

    void showsNothingWhileLocked()
    {
        TrashScene scene;
        scene.open.session.lock();
        QVERIFY(!Person::sees(QStringLiteral("GitHub")));
    }

    void reachesEverythingByTab()
    {
        const TrashScene scene;
        QCOMPARE(Person::tabOrder(),
            QStringList({ QStringLiteral("Accounts in the trash"), QStringLiteral("Restore"),
                QStringLiteral("Delete for good…"), QStringLiteral("Empty the trash…"),
                QStringLiteral("Back to the accounts") }));
    }
};

QTEST_MAIN(TrashPageTest)
#include "trash_page_test.moc"
