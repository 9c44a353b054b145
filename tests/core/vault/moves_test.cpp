// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/check_up.h"
#include "core/vault/intake.h"
#include "core/vault/moves.h"
#include "core/vault/opened_copy.h"
#include "tests/support/broken_entries.h"
#include "tests/support/damaged_vault.h"
#include "tests/support/fail_on_warning.h"

using namespace Qt::StringLiterals;
using base::ErrorCode;
using vault::MoveEntry;
using vault::Moves;
using vault::MoveState;
using vault::NewMove;

namespace {

const std::array TwoAccounts = { NewMove { u"GitHub"_s, u"alice"_s }, NewMove { u"Bank"_s } };

/// An open vault with two accounts on the checklist.
struct Scene
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;

    Scene()
    {
        if (!Moves(vault).add(vault::moveFrom::Authy, TwoAccounts))
            qFatal("cannot write them down");
    }
    MoveEntry first() { return Moves(vault).all().front(); }
    vault::Id addFor(const vault::Id& move)
    {
        std::vector<vault::Incoming> incoming(1);
        incoming[0].entry = support::entryOf("GitHub", "alice");
        incoming[0].move = move;
        const auto ids = vault::Intake(vault).takeChosen(incoming);
        return ids ? ids->front() : vault::Id();
    }
};

/// As a program has them that opens the vault now.
std::vector<MoveEntry> onDisk(support::VaultHome& home)
{
    auto vault = home.open();
    return Moves(*vault).all();
}

QStringList servicesOf(vault::Vault& vault)
{
    QStringList services;
    for (const MoveEntry& entry : Moves(vault).all())
        services << entry.service;
    return services;
}

} // namespace

/// The checklist of an open vault.
class MovesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void isEmptyInAVaultThatKnowsNothingOfIt()
    {
        support::VaultHome home;
        vault::Vault vault = home.create().vault;
        QVERIFY(Moves(vault).all().empty());
        QVERIFY(!Moves(vault).find(vault::Id()));
    }

    void staysInTheVaultInTheOrderOfTheLines()
    {
        Scene scene;
        const std::vector<MoveEntry> entries = onDisk(scene.home);
        QCOMPARE(entries.size(), std::size_t { 2 });
        QCOMPARE(entries[0].service, u"GitHub"_s);
        QCOMPARE(entries[0].user, u"alice"_s);
        QCOMPARE(entries[0].program, std::string("authy"));
        QCOMPARE(entries[0].state, MoveState::Waiting);
        QVERIFY(!entries[0].account);
        QCOMPARE(entries[1].service, u"Bank"_s);
        QVERIFY(Moves(scene.vault).find(entries[1].id) == entries[1]);
    }

    void nothingIsSavedForNoLines()
    {
        Scene scene;
        const vault::Id save = scene.vault.lastSave();
        QVERIFY(Moves(scene.vault).add(vault::moveFrom::Duo, {}));
        QVERIFY(Moves(scene.vault).setState(scene.first().id, MoveState::Waiting));
        QVERIFY(scene.vault.lastSave() == save);
    }

    void hasAThousandLinesAndNoMore()
    {
        Scene scene;
        std::vector<NewMove> lines(998, NewMove { u"x"_s });
        QVERIFY(Moves(scene.vault).add(vault::moveFrom::Duo, lines));
        const base::Bytes file = support::contentsOf(scene.home.path());
        const auto refused = Moves(scene.vault).add(vault::moveFrom::Duo, { lines.data(), 1 });
        QCOMPARE(refused.error().code, ErrorCode::TooLarge);
        QCOMPARE(refused.error().arguments, (std::vector<std::string> { "checklist", "1000" }));
        QCOMPARE(support::contentsOf(scene.home.path()), file);
        QCOMPARE(onDisk(scene.home).size(), std::size_t { 1'000 });
    }

    void refusesWhatCouldNotBeReadAgain_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QByteArray>("member");
        QTest::newRow("no service") << QString() << u"alice"_s << QByteArray("service");
        QTest::newRow("a long service")
            << QString(1025, u'x') << QString() << QByteArray("service");
        QTest::newRow("a long user") << u"x"_s << QString(513, u'ä') << QByteArray("user");
    }
    void refusesWhatCouldNotBeReadAgain()
    {
        QFETCH(const QString, service);
        QFETCH(const QString, user);
        QFETCH(const QByteArray, member);
        Scene scene;
        const std::array lines = { NewMove { u"good"_s }, NewMove { service, user } };
        const auto refused = Moves(scene.vault).add(vault::moveFrom::Authy, lines);
        QVERIFY(!refused);
        QCOMPARE(refused.error().arguments.front(), member.toStdString());
        QCOMPARE(Moves(scene.vault).all().size(), std::size_t { 2 });
    }

    void theLongestNamesFit()
    {
        Scene scene;
        const NewMove line { QString(1024, u'x'), QString(512, u'ä') };
        QVERIFY(Moves(scene.vault).add(vault::moveFrom::Authy, { &line, 1 }));
        QCOMPARE(onDisk(scene.home).back().user, line.user);
    }

    void anEntryGoesFromStateToState()
    {
        Scene scene;
        // The last line, whose stamp lies beyond that of the change that wrote it down.
        const vault::Id id = Moves(scene.vault).all().back().id;
        for (const MoveState state : { MoveState::Stays, MoveState::Added, MoveState::Tested,
                 MoveState::Done, MoveState::Waiting }) {
            const vault::Stamp before = Moves(scene.vault).find(id)->changed;
            QVERIFY(Moves(scene.vault).setState(id, state));
            QCOMPARE(onDisk(scene.home).back().state, state);
            QVERIFY(Moves(scene.vault).find(id)->changed > before);
        }
        QCOMPARE(servicesOf(scene.vault), (QStringList { u"GitHub"_s, u"Bank"_s }));
        QCOMPARE(Moves(scene.vault).setState(vault::Id(), MoveState::Done).error().code,
            ErrorCode::NoMatch);
        QCOMPARE(Moves(scene.vault).remove(vault::Id()).error().code, ErrorCode::NoMatch);
    }

    void anAccountThatIsAddedForItIsLinkedInTheSameStep()
    {
        Scene scene;
        const vault::Id id = scene.first().id;
        const vault::Id account = scene.addFor(id);
        QVERIFY(scene.vault.find(account));
        QCOMPARE(scene.first().state, MoveState::Added);
        QVERIFY(scene.first().account == account);
        QVERIFY(Moves(scene.vault).setState(id, MoveState::Tested));
        QVERIFY(scene.first().account == account);
        QVERIFY(Moves(scene.vault).setState(id, MoveState::Waiting));
        QVERIFY(!scene.first().account);
    }

    void oneUndoTakesBothBack()
    {
        Scene scene;
        const MoveEntry before = scene.first();
        const vault::Id account = scene.addFor(before.id);
        const auto undone = scene.vault.undo();
        QVERIFY(undone);
        QCOMPARE(undone->kind, std::string("add"));
        QCOMPARE(undone->accounts.size(), std::size_t { 1 });
        QCOMPARE(undone->moves.size(), std::size_t { 1 });
        QVERIFY(scene.vault.find(account)->trashed);
        QCOMPARE(scene.first().state, MoveState::Waiting);
        QVERIFY(!scene.first().account);
        QVERIFY(scene.first().changed > before.changed);
    }

    void anAccountIsAddedAlsoWhereItsLineHasGone()
    {
        Scene scene;
        const vault::Id id = scene.first().id;
        QVERIFY(Moves(scene.vault).remove(id));
        QVERIFY(scene.vault.find(scene.addFor(id)));
        QCOMPARE(servicesOf(scene.vault), QStringList { u"Bank"_s });
    }

    void undoGoesBackChangeByChange()
    {
        Scene scene;
        const vault::Id id = scene.first().id;
        QVERIFY(Moves(scene.vault).setState(id, MoveState::Done));
        QVERIFY(Moves(scene.vault).remove(id));
        QCOMPARE(servicesOf(scene.vault), QStringList { u"Bank"_s });

        const auto undone = scene.vault.undo();
        QVERIFY(undone);
        QCOMPARE(undone->kind, std::string(vault::changeKind::Checklist));
        QVERIFY(undone->accounts.empty());
        QCOMPARE(undone->moves.front().service, u"GitHub"_s);
        QCOMPARE(scene.first().state, MoveState::Done);
        QVERIFY(scene.vault.undo());
        QCOMPARE(scene.first().state, MoveState::Waiting);
        QCOMPARE(scene.vault.undo()->moves.size(), std::size_t { 2 });
        QVERIFY(onDisk(scene.home).empty());
        QCOMPARE(scene.vault.undo().error().code, ErrorCode::NothingToDo);
    }

    void anotherProgramUndoesWhatThisOneDid()
    {
        Scene scene;
        QVERIFY(Moves(scene.vault).remove(scene.first().id));
        auto other = vault::Vault::open(scene.home.path(), support::passphrase("secret words"),
            { scene.home.clock, scene.home.random, support::idFrom(0x01) });
        QVERIFY(other->undo());
        QVERIFY(scene.vault.refresh());
        QCOMPARE(servicesOf(scene.vault), (QStringList { u"GitHub"_s, u"Bank"_s }));
    }

    void aBackupHasItAndAMergeBringsItBack()
    {
        Scene scene;
        const std::string copy = scene.home.folder() + "/copy.countersign";
        QVERIFY(
            QFile::copy(QString::fromStdString(scene.home.path()), QString::fromStdString(copy)));
        const vault::Id id = scene.first().id;
        const NewMove line { u"Mail"_s };
        auto elsewhere = vault::Vault::open(copy, support::passphrase("secret words"),
            { scene.home.clock, scene.home.random, support::idFrom(0x01) });
        QVERIFY(Moves(*elsewhere).add(vault::moveFrom::Duo, { &line, 1 }));
        QVERIFY(Moves(*elsewhere).setState(id, MoveState::Tested));

        const auto opened = vault::OpenedCopy::open(copy, support::passphrase("secret words"));
        QVERIFY(opened);
        const auto preview = opened->previewOfMerge(*scene.vault.content());
        QVERIFY(preview);
        QCOMPARE(preview->differences.size(), std::size_t { 2 });
        for (const vault::Difference& difference : preview->differences)
            QCOMPARE(difference.field, std::string("checklist"));
        scene.home.clock.time += std::chrono::minutes(1);
        QVERIFY(scene.vault.mergeCopy(*opened));
        QCOMPARE(servicesOf(scene.vault), (QStringList { u"GitHub"_s, u"Bank"_s, u"Mail"_s }));
        QCOMPARE(scene.first().state, MoveState::Tested);
        const auto undone = scene.vault.undo();
        QVERIFY(undone);
        QCOMPARE(undone->moves.size(), std::size_t { 2 });
        QCOMPARE(servicesOf(scene.vault), (QStringList { u"GitHub"_s, u"Bank"_s }));
        QCOMPARE(scene.first().state, MoveState::Waiting);
    }

    void aLineThatCannotBeReadIsNamedAsBroken()
    {
        support::VaultHome home;
        const vault::Id id = support::idFrom(0x40);
        home.write(support::alteredGoldenFile(
            [&id](vault::Body& body) { body.unreadMoves.insert(support::brokenEntry(id)); }));
        const auto vault =
            vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(vault);
        QCOMPARE(vault->brokenEntries().size(), std::size_t { 1 });
        QVERIFY(vault->brokenEntries().front().id == id);
        QCOMPARE(vault->brokenEntries().front().reason, std::string("checklist"));
        const auto copy = vault::OpenedCopy::open(home.path(), support::goldenPassphrase());
        QCOMPARE(copy->brokenEntries().size(), std::size_t { 1 });
        QCOMPARE(copy->brokenEntries().front().reason, std::string("checklist"));
        const auto inner =
            vault::checkUpInside(home.path(), home.folder(), support::goldenPassphrase());
        QVERIFY(inner);
        QCOMPARE(inner->brokenEntries, std::size_t { 1 });
    }

    void aDamagedFileKeepsWhatCanBeReadOfIt()
    {
        support::DamagedVault damaged;
        {
            auto vault = damaged.home.open();
            QVERIFY(Moves(*vault).add(vault::moveFrom::Authy, TwoAccounts));
            QVERIFY(Moves(*vault).setState(Moves(*vault).all().back().id, MoveState::Done));
            damaged.load();
        }
        damaged.flip(support::DamagedVault::Note);
        damaged.home.clock.time += std::chrono::minutes(1); // nothing is dated later than now
        const auto salvage = damaged.read();
        QVERIFY(salvage);
        auto created = damaged.saveNew(*salvage);
        QVERIFY(created);
        QCOMPARE(servicesOf(created->vault), (QStringList { u"GitHub"_s, u"Bank"_s }));
        QCOMPARE(Moves(created->vault).all().back().state, MoveState::Done);
    }

    void whatIsRemovedDoesNotComeBackFromACopy()
    {
        Scene scene;
        const std::string copy = scene.home.folder() + "/copy.countersign";
        QVERIFY(
            QFile::copy(QString::fromStdString(scene.home.path()), QString::fromStdString(copy)));
        QVERIFY(Moves(scene.vault).remove(scene.first().id));
        QVERIFY(scene.vault.undo());
        QVERIFY(scene.vault.undo()); // now what was written down
        QVERIFY(Moves(scene.vault).all().empty());
        const auto opened = vault::OpenedCopy::open(copy, support::passphrase("secret words"));
        QVERIFY(opened);
        QVERIFY(scene.vault.mergeCopy(*opened));
        QVERIFY(Moves(scene.vault).all().empty());
    }

    void outlivesNewKeys()
    {
        Scene scene;
        const vault::Id account = scene.addFor(scene.first().id);
        QVERIFY(scene.vault.changeKeys(*scene.home.verify(scene.vault),
            support::passphrase("secret words"), support::SmallCosts));
        QVERIFY(scene.first().account == account);
        QVERIFY(scene.vault.undo());
        QCOMPARE(scene.first().state, MoveState::Waiting);
    }
};

QTEST_GUILESS_MAIN(MovesTest)
#include "moves_test.moc"
