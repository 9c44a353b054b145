// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/ui/push/journal_scene.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSignalSpy>
#include <QThreadPool>

#include <sys/stat.h>

using support::JournalScene;
using support::Person;
using ui::push::JournalPage;
using namespace Qt::StringLiterals;

namespace {

bool choose(const QString& name, const QString& entry)
{
    for (auto* box : Person::window()->findChildren<QComboBox*>()) {
        if (box->accessibleName() != name || !box->isVisible() || box->findText(entry) < 0)
            continue;
        box->setCurrentIndex(box->findText(entry));
        return true;
    }
    return false;
}

/// Answers the file dialog that a press of this button opens.
bool giveFile(const QString& button, const QString& file)
{
    if (!Person::press(button))
        return false;
    if (!QTest::qWaitFor([] { return QApplication::activeModalWidget() != nullptr; }))
        return false;
    auto* name = QApplication::activeModalWidget()->findChild<QLineEdit*>();
    if (!name)
        return false;
    name->setText(file);
    QTest::keyClick(name, Qt::Key_Return);
    return QTest::qWaitFor([] { return QApplication::activeModalWidget() == nullptr; });
}

QByteArray read(const QString& file)
{
    QFile written(file);
    return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
}

} // namespace

class JournalPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anEmptyOneSaysWhatItIsFor()
    {
        JournalScene scene;
        scene.show();
        QVERIFY(Person::sees(u"Nothing was answered yet."_s));
        QVERIFY(!Person::press(u"Export…"_s));
        QVERIFY(!support::findControl(u"Search the journal"_s));
    }

    void listsAnswersTheLatestFirst()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        QCOMPARE(Person::focused(), u"Search the journal"_s);
        QVERIFY(Person::sees(u"4 entries"_s));
        const QString seen = Person::everythingSeen().join(u'\n');
        const qsizetype first = seen.indexOf(u"Ran out without an answer. ACME (alice)"_s);
        const qsizetype second = seen.indexOf(u"Reported as not me. Bank (bob)"_s);
        const qsizetype third = seen.indexOf(u"Denial: outcome unknown. ACME (alice)"_s);
        const qsizetype fourth = seen.indexOf(u"Approved. ACME (alice)"_s);
        QVERIFY2(
            first >= 0 && first < second && second < third && third < fourth, qPrintable(seen));
        QVERIFY(Person::sees(u"203.0.113.9 · Malmö · Firefox on Linux · elsewhere"_s));
    }

    void showsWhatIsAskedFor()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        QVERIFY(choose(u"Account"_s, u"Bank (bob)"_s));
        QVERIFY(Person::sees(u"1 of 4 entries"_s));
        QVERIFY(!Person::sees(u"Approved. ACME"_s));
        QVERIFY(choose(u"Account"_s, u"All accounts"_s));
        QVERIFY(choose(u"What was decided"_s, u"Approvals"_s));
        QVERIFY(Person::sees(u"1 of 4 entries"_s));
        QVERIFY(Person::sees(u"Approved. ACME"_s));
        QVERIFY(choose(u"What was decided"_s, u"Everything"_s));
        Person::type(u"alice unknown"_s);
        QVERIFY(Person::sees(u"1 of 4 entries"_s));
        QVERIFY(Person::sees(u"Denial: outcome unknown"_s));
        Person::type(u"zebra"_s);
        QVERIFY(Person::sees(u"Nothing in the journal fits."_s));
        QVERIFY(Person::press(u"Show all"_s));
        QVERIFY(Person::sees(u"4 entries"_s));
    }

    void showsTheTimeThatIsAskedFor()
    {
        JournalScene scene;
        scene.answer(
            "old", vault::JournalDecision::Approve, vault::JournalResult::Approved, scene.alice);
        scene.answers.now += std::chrono::hours(24 * 8);
        scene.answer(
            "new", vault::JournalDecision::Deny, vault::JournalResult::Denied, scene.alice);
        scene.open.clock().time = scene.answers.now;
        scene.show();
        QVERIFY(Person::sees(u"2 entries"_s));
        for (const QString& period : { u"Today"_s, u"Last 7 days"_s }) {
            QVERIFY(choose(u"Time"_s, period));
            QVERIFY(Person::sees(u"1 of 2 entries"_s));
            QVERIFY(Person::sees(u"Denied. ACME"_s));
        }
        QVERIFY(choose(u"Time"_s, u"Last 30 days"_s));
        QVERIFY(Person::sees(u"2 entries"_s));
    }

    void followsWhatIsAnswered()
    {
        JournalScene scene;
        scene.show();
        scene.record(scene.answers.entry("a", vault::JournalDecision::Approve, scene.alice));
        QVERIFY(Person::sees(u"Approval: outcome unknown. ACME (alice)"_s));
        QVERIFY(choose(u"Account"_s, u"ACME (alice)"_s));
        scene.record(scene.answers.ending("a", vault::JournalResult::Approved, scene.alice));
        QVERIFY(Person::sees(u"Approved. ACME (alice)"_s));
        scene.record(scene.answers.entry("b", vault::JournalDecision::Deny, scene.bob));
        QVERIFY(Person::sees(u"1 of 2 entries"_s)); // what was chosen stays
    }

    void readsOnlyWhileItIsSeen()
    {
        JournalScene scene;
        scene.show();
        QTRY_VERIFY(!Person::sees(u"Comparing with the backups…"_s));
        scene.page->hide();
        const QSignalSpy read(
            scene.page->findChild<ui::push::JournalReader*>(), &ui::push::JournalReader::changed);
        scene.answerAll();
        QCOMPARE(read.count(), 0);
        scene.page->show();
        QTRY_VERIFY(read.count() > 0);
        QTRY_VERIFY(Person::sees(u"4 entries"_s));
    }

    void theWindowDoesNotWaitForTheReading()
    {
        JournalScene scene;
        scene.answerAll();
        scene.begin();
        // What was read arrives in a turn of the event loop, and there was none yet.
        QVERIFY(!scene.reader().isRead());
        QVERIFY(Person::sees(u"Reading the journal…"_s));
        QVERIFY(!Person::sees(u"Nothing was answered yet."_s));
        QTRY_VERIFY(Person::sees(u"4 entries"_s));
        QTRY_VERIFY(!Person::sees(u"Reading the journal…"_s));
        QTRY_COMPARE(Person::focused(), u"Search the journal"_s);
    }

    void whatIsSavedDuringAReadingIsReadAfterIt()
    {
        JournalScene scene;
        scene.show();
        for (const char* name : { "a", "b" }) {
            QVERIFY(scene.vault().record(
                scene.answers.entry(name, vault::JournalDecision::Approve, scene.alice)));
            scene.open.session.notifyChanged();
        }
        QTRY_VERIFY(Person::sees(u"2 entries"_s));
    }

    void comparesWithTheBackups()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        QVERIFY(Person::sees(u"nothing elsewhere to compare them with"_s));
        QTRY_VERIFY(!Person::sees(u"Comparing with the backups…"_s));
        scene.backUp();
        scene.show();
        QTRY_VERIFY(Person::sees(u"The journal is intact."_s));
        QVERIFY(Person::sees(u"This computer: all 6 entries are as in the backup of "_s));
        QVERIFY(Person::sees(u"Whoever can open the vault can write a new journal."_s));
    }

    void saysWhereItIsBroken()
    {
        JournalScene scene;
        scene.answer(
            "1", vault::JournalDecision::Approve, vault::JournalResult::Approved, scene.alice);
        const base::Bytes former = scene.file();
        scene.answer("2", vault::JournalDecision::Deny, vault::JournalResult::Denied, scene.bob);
        scene.backUp();
        scene.goBackTo(former);
        scene.show();
        QTRY_VERIFY(Person::sees(u"The journal is broken at entry 3."_s));
        QVERIFY(Person::sees(u"the entries from there on, which are in the backup of "_s));
        QVERIFY(Person::sees(u"Somebody who could open the vault changed it"_s));
    }

    void exportsADocumentForTheOwnerAlone()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        const QString file = scene.folder.filePath(u"kept.json"_s);
        const mode_t mask = ::umask(0);
        QVERIFY(choose(u"Account"_s, u"Bank (bob)"_s)); // it is all of it all the same
        QVERIFY(giveFile(u"Export…"_s, file));
        QTRY_VERIFY(Person::sees(u"All 4 entries are exported."_s));
        ::umask(mask);
        struct stat status = {};
        QCOMPARE(::stat(qPrintable(file), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        const QJsonObject document = QJsonDocument::fromJson(read(file)).object();
        QCOMPARE(document["entries"_L1].toArray().size(), 4);
        QCOMPARE(document["heads"_L1].toArray().size(), 1);
        QCOMPARE(document["entries"_L1][3]["name"_L1].toString(), u"alice"_s);
    }

    void exportsATable()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        const QString file = scene.folder.filePath(u"kept.csv"_s);
        QVERIFY(giveFile(u"Export…"_s, file));
        QTRY_VERIFY(Person::sees(u"All 4 entries are exported."_s));
        const QByteArray table = read(file);
        QVERIFY(table.startsWith("time,kind,account,name,"));
        QCOMPARE(table.count("\r\n"), 1 + 4 + 1);
    }

    void theEndingFollowsTheKind()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        QVERIFY(Person::press(u"Export…"_s));
        QTRY_VERIFY(QApplication::activeModalWidget());
        QWidget* const dialog = QApplication::activeModalWidget();
        auto* name = dialog->findChild<QLineEdit*>();
        QCOMPARE(name->text(), u"countersign-journal-2026-01-01.json"_s);
        auto* kind = dialog->findChild<QComboBox*>(u"fileTypeCombo"_s);
        QVERIFY(kind);
        QTest::keyClick(kind, Qt::Key_Down);
        QCOMPARE(name->text(), u"countersign-journal-2026-01-01.csv"_s);
        QTest::keyClick(kind, Qt::Key_Up);
        QCOMPARE(name->text(), u"countersign-journal-2026-01-01.json"_s);
    }

    void saysWhyAnExportFails()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        QVERIFY(QDir(scene.folder.path()).mkdir(u"taken.json"_s));
        scene.page->findChild<ui::push::JournalReader*>()->exportTo(
            (scene.folder.path() + u"/taken.json"_s).toStdString(), vault::JournalFormat::Json);
        QTRY_VERIFY(Person::sees(u"taken.json"_s));
        QVERIFY(!Person::sees(u"are exported."_s));
    }

    void comparesWithAnExport()
    {
        JournalScene scene;
        scene.answer(
            "1", vault::JournalDecision::Approve, vault::JournalResult::Approved, scene.alice);
        const base::Bytes former = scene.file();
        scene.answer("2", vault::JournalDecision::Deny, vault::JournalResult::Denied, scene.bob);
        scene.show();
        const QString file = scene.folder.filePath(u"kept.json"_s);
        QVERIFY(giveFile(u"Export…"_s, file));
        QTRY_VERIFY(QFile::exists(file));
        QVERIFY(giveFile(u"Compare…"_s, file));
        QTRY_VERIFY(Person::sees(u"The journal is compared with the export, too."_s));
        QVERIFY(Person::sees(u"This computer: all 4 entries are as in the export of "_s));

        scene.page.reset();
        scene.goBackTo(former);
        scene.show();
        QVERIFY(giveFile(u"Compare…"_s, file));
        QTRY_VERIFY(Person::sees(u"The journal is broken at entry 3."_s));
        QVERIFY(Person::sees(u"which are in the export of "_s));
    }

    void saysThatAFileIsNoExport()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        QFile other(scene.folder.filePath(u"other.json"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("{}");
        other.close();
        QVERIFY(giveFile(u"Compare…"_s, other.fileName()));
        QTRY_VERIFY(Person::sees(u"This file is no export of a journal."_s));
    }

    void theLockTakesTheDialogAway()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        QVERIFY(Person::press(u"Export…"_s));
        QTRY_VERIFY(QApplication::activeModalWidget());
        scene.open.session.lock();
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }

    void goesWhileTheBackupsAreRead()
    {
        JournalScene scene;
        scene.answerAll();
        scene.backUp();
        scene.show();
        scene.page.reset();
        scene.open.session.lock();
        QTRY_COMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
    }

    void leadsBack()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        QSignalSpy closed(scene.page.get(), &JournalPage::closed);
        Person::key(Qt::Key_Escape);
        QVERIFY(Person::press(u"Back"_s));
        QCOMPARE(closed.count(), 2);
    }

    void reachesEverythingByTab()
    {
        JournalScene scene;
        scene.answerAll();
        scene.show();
        const QStringList expected { u"Search the journal"_s, u"All accounts"_s, u"Everything"_s,
            u"Any time"_s, u"Answers, the latest first"_s, u"Export…"_s, u"Compare…"_s, u"Back"_s };
        const QStringList order = Person::tabOrder();
        QVERIFY2(order == expected, qPrintable(order.join(u" | "_s)));
    }
};

QTEST_MAIN(JournalPageTest)
#include "journal_page_test.moc"
