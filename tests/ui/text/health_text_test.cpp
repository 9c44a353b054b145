// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/text/health_text.h"

#include <QSet>
#include <QTest>

using backup::Reason;

class HealthTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void everyReasonHasWordsOfItsOwnAndANextStep()
    {
        QSet<QString> words;
        QSet<QString> sentences;
        for (const Reason reason : All) {
            backup::Health health;
            health.reasons = { reason };
            health.newest.emplace().time = base::fromUnixSeconds(1'767'225'600);
            health.failure = backup::Failure {};
            const auto text = ui::text::healthText(health);
            QVERIFY(!text.message.isEmpty() && !text.next.isEmpty());
            QVERIFY2(!text.message.contains(u'%'), qPrintable(text.message));
            words << ui::text::healthWords(health);
            sentences << text.message;
        }
        QCOMPARE(words.size(), static_cast<qsizetype>(std::size(All)));
        QCOMPARE(sentences.size(), static_cast<qsizetype>(std::size(All)));
    }

    void saysWhyAnAttemptFailed()
    {
        backup::Health health;
        health.reasons = { Reason::AttemptFailed };
        health.failure = backup::Failure { {}, base::ErrorCode::DiskFull };
        QVERIFY(ui::text::healthText(health).message.contains(QStringLiteral("is full")));
        health.failure->code = base::ErrorCode::ReadOnly;
        QVERIFY(ui::text::healthText(health).message.contains(QStringLiteral("be written to")));
        health.failure->code = base::ErrorCode::Damaged;
        QVERIFY(ui::text::healthText(health).message.contains(QStringLiteral("read back whole")));
    }

    void saysTheWorstReasonFirst()
    {
        backup::Health health;
        health.reasons = { Reason::Gone, Reason::NeverDrilled };
        QCOMPARE(ui::text::healthWords(health), QStringLiteral("Backups are gone"));
        health.reasons.clear();
        QCOMPARE(ui::text::healthWords(health), QStringLiteral("Backups are well"));
    }

    void countsWhatMatches()
    {
        QCOMPARE(ui::text::matchText({ 42, 41, {} }), QStringLiteral("41 of 42 accounts match."));
    }

    void namesAFieldOfANewerProgramAsItIs()
    {
        QCOMPARE(ui::text::fieldText("secret"), QStringLiteral("secret"));
        QCOMPARE(ui::text::fieldText("pinned"), QStringLiteral("pin in the list"));
        QCOMPARE(ui::text::fieldText("colour"), QStringLiteral("colour"));
    }

private:
    static constexpr Reason All[] = { Reason::AttemptFailed, Reason::Damaged, Reason::NoneYet,
        Reason::Gone, Reason::FolderMissing, Reason::FolderUnreadable, Reason::Outdated,
        Reason::FormerKeys, Reason::OlderDamaged, Reason::NeverDrilled, Reason::CheapSlot,
        Reason::FolderShared };
};

QTEST_GUILESS_MAIN(HealthTextTest)
#include "health_text_test.moc"
