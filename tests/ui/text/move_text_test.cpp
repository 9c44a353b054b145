// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/moves.h"
#include "tests/support/fail_on_warning.h"
#include "ui/text/move_text.h"
#include "ui/text/undo_text.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using vault::MoveState;

class MoveTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void everyStateHasWordsAndANextStepOfItsOwn()
    {
        QSet<QString> words;
        QSet<QString> steps;
        for (const MoveState state : { MoveState::Waiting, MoveState::Added, MoveState::Tested,
                 MoveState::Done, MoveState::Stays }) {
            vault::MoveEntry entry;
            entry.program = vault::moveFrom::Duo;
            entry.service = u"GitHub"_s;
            entry.state = state;
            words << ui::text::moveStateText(state);
            const QString step = ui::text::nextOfMoveText(entry);
            QVERIFY2(step.contains(u"GitHub") && !step.contains(u'%'), qPrintable(step));
            steps << step;
        }
        QCOMPARE(words.size(), 5);
        QCOMPARE(steps.size(), 5);
    }

    void everyProgramIsExplained()
    {
        QSet<QString> reasons;
        for (const std::string_view program :
            { vault::moveFrom::Authy, vault::moveFrom::Microsoft, vault::moveFrom::Duo }) {
            QVERIFY(ui::text::whyNoExportText(program).contains(
                ui::text::moveProgramText(program).section(u' ', 0, 0)));
            QVERIFY(ui::text::moveStepsText(program).contains(ui::text::moveProgramText(program)));
            reasons << ui::text::whyNoExportText(program);
        }
        QCOMPARE(reasons.size(), 3);
    }

    void aProgramOfALaterVersionIsCalledByItsId()
    {
        QCOMPARE(ui::text::moveProgramText("later"), u"later"_s);
        QVERIFY(ui::text::whyNoExportText("later").isEmpty());
        QVERIFY(ui::text::moveStepsText("later").contains(u"in later."));
    }

    void anUndoneChangeIsTold()
    {
        vault::MoveEntry entry;
        entry.service = u"GitHub"_s;
        entry.user = u"ali\u202Ece"_s;
        vault::Undone undone { std::string(vault::changeKind::Checklist), {}, { entry } };
        QCOMPARE(ui::text::undoneText(undone),
            u"Change of the checklist undone: GitHub (ali\\u{202E}ce)."_s);
        undone.moves.push_back(entry);
        QCOMPARE(ui::text::undoneText(undone), u"Change of the checklist undone: 2 lines."_s);
        // With an account it is the account that is told.
        vault::Account account;
        account.issuer = u"Bank"_s;
        undone = { std::string(vault::changeKind::Add), { account }, { entry } };
        QVERIFY(ui::text::undoneText(undone).contains(u"Bank"));
    }
};

QTEST_GUILESS_MAIN(MoveTextTest)
#include "move_text_test.moc"
