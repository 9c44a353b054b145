// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/answers.h"
#include "tests/support/fail_on_warning.h"
#include "ui/push/journal_filter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using ui::push::JournalChoice;
using ui::push::JournalFilter;
using ui::push::JournalModel;
using ui::push::JournalSubject;
using vault::JournalDecision;
using vault::JournalResult;
using namespace Qt::StringLiterals;

namespace {

/// A model of a journal and its filter, both under Qt's checks.
struct Shown
{
    support::Answers answers;
    JournalModel model;
    JournalFilter filter;
    QAbstractItemModelTester modelTester { &model };
    QAbstractItemModelTester filterTester { &filter };

    Shown() { filter.setSourceModel(&model); }

    void take() { model.setLines(vault::linesOf(answers.journal)); }
    QStringList deeds() const
    {
        QStringList deeds;
        for (int row = 0; row < filter.rowCount(); ++row)
            deeds << filter.index(row, 0).data(JournalModel::DeedRole).toString();
        return deeds;
    }
    QStringList choose(const JournalChoice& choice)
    {
        filter.setChoice(choice);
        return deeds();
    }
};

} // namespace

class JournalModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void whatIsNewComesInAbove()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        shown.take();
        const QSignalSpy reset(&shown.model, &JournalModel::modelReset);
        const QSignalSpy inserted(&shown.model, &JournalModel::rowsInserted);
        shown.answers.intent("b", JournalDecision::Deny);
        shown.answers.result("c", JournalResult::Expired);
        shown.take();
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted[0][1].toInt(), 0);
        QCOMPARE(inserted[0][2].toInt(), 1);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(shown.deeds(),
            (QStringList { u"Ran out without an answer"_s, u"Denial: outcome unknown"_s,
                u"Approval: outcome unknown"_s }));
    }

    void aResultChangesItsRowAlone()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        shown.answers.intent("b", JournalDecision::Deny);
        shown.take();
        const QSignalSpy reset(&shown.model, &JournalModel::modelReset);
        const QSignalSpy inserted(&shown.model, &JournalModel::rowsInserted);
        const QSignalSpy changed(&shown.model, &JournalModel::dataChanged);
        shown.answers.result("a", JournalResult::Approved);
        shown.take();
        QCOMPARE(reset.count() + inserted.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(shown.deeds(), (QStringList { u"Denial: outcome unknown"_s, u"Approved"_s }));
        shown.take(); // nothing new
        QCOMPARE(changed.count(), 1);
    }

    void otherLinesAreLaidOutAnew()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        shown.take();
        const QSignalSpy reset(&shown.model, &JournalModel::modelReset);
        shown.model.setLines({});
        QCOMPARE(reset.count(), 1);
        QCOMPARE(shown.model.rowCount(), 0);
    }

    void saysARowInOneForScreenReaders()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Report);
        shown.take();
        const QModelIndex row = shown.model.index(0);
        const QString spoken = row.data(Qt::AccessibleTextRole).toString();
        QVERIFY(spoken.startsWith(u"Not me: outcome unknown. ACME. "_s));
        QVERIFY(spoken.endsWith(u"elsewhere · in the window"_s));
        QVERIFY(row.data(JournalModel::IsDoubtfulRole).toBool());
    }

    void takesNothingForMarkup()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Deny);
        auto lines = vault::linesOf(shown.answers.journal);
        lines.front().entry.origin->place = u"<img src=x>"_s;
        shown.model.setLines(lines);
        const QString tip = shown.model.index(0).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.startsWith(u"<p>Denial: outcome unknown. ACME. "_s));
        QVERIFY(tip.contains(u"&lt;img src=x&gt;"_s) && !tip.contains(u"<img"_s));
    }

    void marksWhatIsWorthASecondLook()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        shown.answers.result("a", JournalResult::Approved);
        shown.answers.intent("b", JournalDecision::Deny);
        shown.answers.result("b", JournalResult::NotSent);
        shown.answers.result("c", JournalResult::Expired);
        shown.answers.note("restored", support::deviceFrom(0xe0));
        shown.take();
        QList<bool> marks;
        for (int row = 0; row < shown.model.rowCount(); ++row)
            marks << shown.model.index(row).data(JournalModel::IsDoubtfulRole).toBool();
        QCOMPARE(marks, (QList<bool> { true, false, true, false }));
    }

    void choosesByDecision()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        shown.answers.intent("b", JournalDecision::Deny);
        shown.answers.intent("c", JournalDecision::Report);
        shown.answers.result("d", JournalResult::Expired);
        shown.answers.note("restored", support::deviceFrom(0xe0));
        shown.take();
        const auto chosen = [&shown](JournalSubject subject) {
            return shown.choose({ .subject = subject }).join(u'|');
        };
        QCOMPARE(chosen(JournalSubject::Approval), u"Approval: outcome unknown"_s);
        QCOMPARE(chosen(JournalSubject::Denial), u"Denial: outcome unknown"_s);
        QCOMPARE(chosen(JournalSubject::NotMe), u"Not me: outcome unknown"_s);
        QCOMPARE(chosen(JournalSubject::Unanswered), u"Ran out without an answer"_s);
        QCOMPARE(chosen(JournalSubject::OfTheVault), u"Restored from a backup"_s);
        QCOMPARE(shown.choose({}).size(), 5);
    }

    void choosesByAccount()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        shown.answers.note("restored", support::deviceFrom(0xe0));
        shown.take();
        QCOMPARE(shown.choose({ .account = support::deviceFrom(0xac) }),
            QStringList { u"Approval: outcome unknown"_s });
        QCOMPARE(shown.choose({ .account = support::deviceFrom(0xad) }), QStringList());
    }

    void choosesByWords_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("count");
        QTest::newRow("a word of the deed") << u"denial"_s << 1;
        QTest::newRow("a part of the address") << u"203.0"_s << 2;
        QTest::newRow("of the service, in other case") << u"acme"_s << 2;
        QTest::newRow("every word counts") << u"acme denial"_s << 1;
        QTest::newRow("in any order") << u"denial  acme"_s << 1;
        QTest::newRow("nothing") << u"denial approval"_s << 0;
        QTest::newRow("blanks") << u"  "_s << 3;
    }
    void choosesByWords()
    {
        QFETCH(const QString, typed);
        QFETCH(const int, count);
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        shown.answers.intent("b", JournalDecision::Deny);
        shown.answers.note("restored", support::deviceFrom(0xe0));
        shown.take();
        QCOMPARE(shown.choose({ .text = typed }).size(), count);
    }

    void choosesByTime()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        const base::Time first = shown.answers.now;
        shown.answers.now += std::chrono::hours(24);
        shown.answers.intent("b", JournalDecision::Deny);
        shown.take();
        const QDateTime then = QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(first));
        QCOMPARE(shown.choose({ .since = then }).size(), 2);
        QCOMPARE(shown.choose({ .since = then.addSecs(1) }).size(), 1);
        QCOMPARE(shown.choose({ .since = then.addDays(2) }).size(), 0);
    }

    void whatIsNewIsChosenToo()
    {
        Shown shown;
        shown.answers.intent("a", JournalDecision::Approve);
        shown.take();
        QCOMPARE(shown.choose({ .text = u"outcome"_s }).size(), 1);
        shown.answers.result("a", JournalResult::Approved);
        shown.take();
        QCOMPARE(shown.deeds().size(), 0);
        shown.answers.intent("b", JournalDecision::Deny);
        shown.take();
        QCOMPARE(shown.deeds().size(), 1);
    }
};

QTEST_GUILESS_MAIN(JournalModelTest)
#include "journal_model_test.moc"
