// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/journal_anchors.h"
#include "core/vault/opened_copy.h"
#include "tests/support/answers.h"
#include "tests/support/backup_home.h"
#include "tests/support/fail_on_warning.h"

#include <QFile>

using backup::journalAnchors;
using vault::ChainState;

namespace {

/// A vault with answers in its journal.
struct Scene
{
    support::BackupHome desk;
    support::Answers answers;
    vault::Id account = desk.addOne();

    void answer(std::string_view name)
    {
        const auto decided = answers.entry(name, vault::JournalDecision::Deny, account);
        if (!desk.vault().record(decided))
            qFatal("cannot record");
    }
    std::string backUp()
    {
        desk.wait(std::chrono::hours(1));
        const auto made = desk.make();
        return made ? made->path : std::string();
    }
    std::vector<vault::JournalAnchor> anchors()
    {
        return journalAnchors(desk.place(), desk.vault());
    }
};

} // namespace

/// Backups as witnesses of the journal.
class JournalAnchorsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void withoutBackupsThereAreNone()
    {
        Scene scene;
        scene.answer("a");
        QVERIFY(scene.anchors().empty());
    }

    void everyBackupRemembersTheJournalOfItsTime()
    {
        Scene scene;
        scene.answer("a");
        const base::Time saved = scene.desk.now();
        scene.backUp();
        scene.answer("b");
        scene.answer("c");
        scene.backUp();
        const auto anchors = scene.anchors(); // the newest backup first
        QCOMPARE(anchors.size(), 2U);
        QCOMPARE(anchors[0].head.length, 3U);
        QCOMPARE(anchors[1].head.length, 1U);
        QCOMPARE(anchors[1].place, vault::AnchorPlace::Backup);
        QVERIFY(anchors[1].time == saved); // of the save, not of the backup
        const auto verdicts = scene.desk.vault().checkJournal(anchors);
        QVERIFY(verdicts);
        QCOMPARE(verdicts->front().state, ChainState::Intact);
        QCOMPARE(verdicts->front().anchor->head.length, 3U);
        vault::Journal cut = scene.desk.vault().journal();
        auto& links = cut.chains.begin()->second.links;
        links.erase(std::prev(links.end()));
        const auto broken = vault::checkJournal(cut, anchors);
        QVERIFY(broken);
        QCOMPARE(broken->front().state, ChainState::Broken);
        QCOMPARE(broken->front().at, 3U);
    }

    void damagedOnesAndOthersSayNothing()
    {
        Scene scene;
        scene.answer("a");
        const std::string damaged = scene.backUp();
        scene.backUp();
        QFile file(QString::fromStdString(damaged));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() - 1));
        QVERIFY(file.putChar('x') && file.flush());
        QCOMPARE(scene.anchors().size(), 1U);
        QVERIFY(!vault::OpenedCopy::anchorsIn(damaged, scene.desk.vault()));

        Scene other;
        other.answer("a");
        const std::string foreign = other.backUp();
        const auto found = vault::OpenedCopy::anchorsIn(foreign, scene.desk.vault());
        QVERIFY(!found);
        QCOMPARE(found.error().code, base::ErrorCode::OtherVault);
    }

    void thoseOfFormerKeysSayNothing()
    {
        Scene scene;
        scene.answer("a");
        const std::string former = scene.backUp();
        QVERIFY(scene.desk.vault().changeKeys(*scene.desk.home.verify(scene.desk.vault()),
            support::passphrase("other words"), support::SmallCosts));
        QVERIFY(scene.anchors().empty());
        const auto found = vault::OpenedCopy::anchorsIn(former, scene.desk.vault());
        QVERIFY(!found);
        QCOMPARE(found.error().code, base::ErrorCode::KeysChanged);
    }
};

QTEST_GUILESS_MAIN(JournalAnchorsTest)
#include "journal_anchors_test.moc"
