// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/looks.h"
#include "tests/support/person.h"
#include "tests/ui/push/journal_scene.h"
#include "ui/push/guard_keeper.h"
#include "ui/push/quiet_dialog.h"
#include "ui/widgets/edged_style.h"

#include <QApplication>

using support::JournalScene;
using support::Person;

/// The journal's page and the dialog of quiet hours in the looks that people use: nothing is cut
/// off, lies on something else or has an edge that cannot be seen; and pictures, to be looked at.
class JournalLooksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new ui::widgets::EdgedStyle); }
    void init() { support::failOnWarning(); }
    void everythingFits_data() { support::addLooks(AsItOpens); }
    void everythingFits();

private:
    static constexpr int AsItOpens = 480;

    static void look(const char* what, const support::Look& worn)
    {
        const QStringList faults =
            support::faultsSeen(QStringLiteral("journal-") + QLatin1String(what), worn.leastEdge());
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }
};

void JournalLooksTest::everythingFits()
{
    const support::Look worn;
    const QSize size(worn.width(), 680);

    JournalScene scene;
    scene.show(size);
    QTRY_VERIFY(!Person::sees(QStringLiteral("Comparing with the backups…")));
    look("empty", worn);
    const base::Bytes former = scene.file();
    scene.answerAll();
    scene.backUp();
    scene.show(size);
    QTRY_VERIFY(Person::sees(QStringLiteral("The journal is intact.")));
    look("answers", worn);

    settings::AppSettings settings(scene.folder.path().toStdString() + "/settings.ini");
    base::QtTimers timers;
    inbox::Guard guard;
    ui::push::GuardKeeper keeper(guard, settings, scene.open.clock(), timers);
    QVERIFY(keeper.setQuietHours(inbox::QuietHours {}));
    QVERIFY(keeper.silence(scene.alice, std::chrono::hours(1)));
    (new ui::push::QuietDialog(keeper, scene.open.session, scene.page.get()))->open();
    look("quiet", worn);
    Person::key(Qt::Key_Escape);

    scene.page.reset();
    scene.goBackTo(former);
    scene.answer("5", vault::JournalDecision::Deny, vault::JournalResult::Denied, scene.alice);
    scene.show(size);
    QTRY_VERIFY(Person::sees(QStringLiteral("The journal is broken at entry 3.")));
    look("broken", worn);
}

QTEST_MAIN(JournalLooksTest)
#include "journal_looks_test.moc"
