// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/merge.h"
#include "core/vault/move_codec.h"
#include "core/vault/salvage.h"
#include "core/vault/undo.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using namespace Qt::StringLiterals;
using vault::Body;
using vault::MoveEntry;
using vault::MoveState;
using vault::Stamp;

namespace {

Stamp at(std::int64_t milliseconds, std::uint8_t device = 1)
{
    return { milliseconds, support::repeatedId(device) };
}

MoveEntry entryAt(const Stamp& stamp, MoveState state = MoveState::Added)
{
    MoveEntry entry;
    entry.id = support::repeatedId(0x70);
    entry.program = "authy";
    entry.service = u"GitHub"_s;
    entry.user = u"alice"_s;
    entry.state = state;
    entry.account = support::repeatedId(0x20);
    entry.created = at(1);
    entry.changed = stamp;
    return entry;
}

Body with(const MoveEntry& entry)
{
    Body body;
    body.moves.emplace(entry.id, entry);
    return body;
}

base::Bytes written(const Body& body)
{
    const auto bytes = vault::writeBody(body);
    return bytes ? base::Bytes { bytes->begin(), bytes->end() } : base::Bytes();
}

/// A body with this member besides.
base::Bytes bodyWith(std::string_view member, base::ByteView value)
{
    const base::Bytes plain = written({});
    vault::cbor::MapWriter map;
    map.members(vault::cbor::Members::of(plain)->rest());
    map.member(member).encoded(value);
    vault::cbor::Writer out;
    map.finish(out);
    return { out.view().begin(), out.view().end() };
}

/// One entry of the map: the id and this value.
base::Bytes mapWith(base::ByteView value)
{
    vault::cbor::Writer out;
    out.map(1);
    out.bytes(support::repeatedId(0x70).view());
    out.encoded(value);
    return { out.view().begin(), out.view().end() };
}

/// The entry with one member put in another's place, or left out.
base::Bytes altered(std::string_view member, std::optional<base::Bytes> value)
{
    const base::Bytes whole = encodedEntry(vault::MoveList, entryAt(at(5)));
    auto members = *vault::cbor::Members::of(whole);
    Q_UNUSED(members.take(member));
    vault::cbor::MapWriter map;
    map.members(members.rest());
    if (value)
        map.member(member).encoded(*value);
    vault::cbor::Writer out;
    map.finish(out);
    return { out.view().begin(), out.view().end() };
}

QByteArray bytesOf(const base::Bytes& bytes)
{
    return { reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()) };
}

} // namespace

/// The checklist as bytes of a vault's body, and in a merge.
class MoveCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aBodyWithoutAnyHasNoMemberForThem()
    {
        const base::Bytes bytes = written({});
        auto members = *vault::cbor::Members::of(bytes);
        QVERIFY(!members.take("moves"));
        QVERIFY(!members.take("unreadMoves"));
        QVERIFY(vault::readBody(bytes)->moves.empty());
    }

    void comesOutAsItWentIn()
    {
        for (const MoveState state : { MoveState::Waiting, MoveState::Added, MoveState::Tested,
                 MoveState::Done, MoveState::Stays }) {
            MoveEntry entry = entryAt(at(5), state);
            entry.unknown = { 0x61, 'x', 0x01 }; // a newer program's
            if (state == MoveState::Waiting) {
                entry.account.reset();
                entry.user.clear();
            }
            const Body body = with(entry);
            const auto again = vault::readBody(written(body));
            QVERIFY(again);
            QVERIFY(*again == body);
        }
    }

    void salvageFindsItsFirstMember()
    {
        const base::Bytes whole = encodedEntry(vault::MoveList, entryAt(at(5)));
        QCOMPARE(bytesOf(whole).mid(1, qsizetype(vault::FirstOfMove.size())),
            QByteArray(vault::FirstOfMove.data(), qsizetype(vault::FirstOfMove.size())));
    }

    void whatCannotBeReadIsKeptAsItIs_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* member, std::optional<base::Bytes> value) {
            const base::Bytes bytes = altered(member, std::move(value));
            QTest::addRow("%s, %d bytes", member, static_cast<int>(bytes.size()))
                << bytesOf(bytes) << QByteArray(member);
        };
        for (const char* member : { "program", "service", "user", "state", "created", "changed" })
            row(member, {});
        row("state", base::Bytes { 0x61, 'z' });
        row("account", base::Bytes { 0x41, 1 });
        row("program", base::Bytes { 0x61, ' ' });
        row("service", base::Bytes { 0x60 });
        base::Bytes tooLong { 0x79, 0x04, 0x01 };
        tooLong.resize(3 + 1025, 'x');
        row("service", tooLong);
        row("user", tooLong);
    }
    void whatCannotBeReadIsKeptAsItIs()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, reason);
        const base::ByteView bytes(
            reinterpret_cast<const std::uint8_t*>(value.data()), std::size_t(value.size()));
        const auto refused = vault::readMove(support::repeatedId(0x70), bytes);
        QVERIFY(!refused);
        QCOMPARE(refused.error().arguments.front(), reason.toStdString());

        const auto body = vault::readBody(bodyWith("moves", mapWith(bytes)));
        QVERIFY(body);
        QVERIFY(body->moves.empty());
        QCOMPARE(body->unreadMoves.size(), std::size_t { 1 });
        QVERIFY(*vault::readBody(written(*body)) == *body);
        // Another copy keeps it too, beside one of the same id that can be read.
        const Body merged = vault::merge(*body, with(entryAt(at(5))));
        QCOMPARE(merged.moves.size(), std::size_t { 1 });
        QVERIFY(merged.unreadMoves == body->unreadMoves);
        QVERIFY(*vault::readBody(written(merged)) == merged);
    }

    void whatAnOlderProgramCouldNotReadIsTakenIn()
    {
        vault::cbor::Writer unread;
        unread.array(2);
        unread.bytes(support::repeatedId(0x70).view());
        unread.encoded(encodedEntry(vault::MoveList, entryAt(at(5))));
        const auto body = vault::readBody(bodyWith("unreadMoves", unread.view()));
        QVERIFY(body);
        QVERIFY(body->unreadMoves.empty());
        QVERIFY(body->moves.at(support::repeatedId(0x70)) == entryAt(at(5)));
    }

    void aMemberOfAnotherTypeIsDamage()
    {
        QVERIFY(!vault::readBody(bodyWith("moves", base::Bytes { 0x01 })));
        QVERIFY(!vault::readBody(bodyWith("unreadMoves", base::Bytes { 0x81, 0x01 })));
    }

    void tenThousandFitAndNoMore()
    {
        Body body;
        MoveEntry entry = entryAt(at(5));
        for (std::size_t i = 0; i < vault::MaxMoves; ++i) {
            entry.id.bytes[0] = static_cast<std::uint8_t>(i);
            entry.id.bytes[1] = static_cast<std::uint8_t>(i >> 8);
            body.moves.emplace(entry.id, entry);
        }
        QVERIFY(vault::readBody(written(body)));
        body.unreadMoves.insert({ 0x01, 0x02 });
        const auto refused = vault::writeBody(body);
        QCOMPARE(refused.error().code, base::ErrorCode::TooLarge);
        QCOMPARE(refused.error().arguments.front(), std::string("checklist"));
    }

    void theLaterChangeHoldsInEitherOrder()
    {
        const Body early = with(entryAt(at(5), MoveState::Done));
        const Body late = with(entryAt(at(6), MoveState::Tested));
        QVERIFY(vault::merge(early, late).moves == late.moves);
        QVERIFY(vault::merge(late, early).moves == late.moves);
        // Of one moment always the same one.
        const Body other = with(entryAt(at(6), MoveState::Stays));
        QVERIFY(vault::merge(other, late) == vault::merge(late, other));
    }

    void aTombstoneCoversWhatWasChangedBeforeIt()
    {
        Body gone;
        gone.tombs[support::repeatedId(0x70)] = at(6);
        for (const std::int64_t changed : { 5, 6 }) {
            QVERIFY(vault::merge(gone, with(entryAt(at(changed)))).moves.empty());
            QVERIFY(vault::merge(with(entryAt(at(changed))), gone).moves.empty());
        }
        QCOMPARE(vault::merge(gone, with(entryAt(at(7)))).moves.size(), std::size_t { 1 });
    }

    void aChangeKeepsWhatItWasBeforeAlsoInAMerge()
    {
        Body body;
        const MoveEntry before = entryAt(at(5));
        vault::recordMove(body, at(6), "checklist", before.id, &before);
        body.tombs[before.id] = at(6); // it was removed
        QVERIFY(*vault::readBody(written(body)) == body);
        const Body merged = vault::merge(body, with(before));
        QCOMPARE(merged.changes.at(at(6)).moves.size(), std::size_t { 1 });
        QVERIFY(merged.moves.empty());
        // What one side has taken back the other does not take back again.
        Body takenBack = body;
        takenBack.changes.at(at(6)).clear();
        QVERIFY(vault::merge(body, takenBack).changes.at(at(6)).isTakenBack());
        QVERIFY(vault::merge(takenBack, body).changes.at(at(6)).isTakenBack());
    }

    void aChangeWithAnEmptyListOfThemIsDamage()
    {
        vault::cbor::MapWriter change;
        change.member("kind").text("checklist");
        vault::cbor::Writer& stamp = change.member("stamp");
        stamp.array(2);
        stamp.unsignedNumber(6);
        stamp.bytes(support::repeatedId(1).view());
        change.member("before").map(0);
        change.member("moves").map(0);
        vault::cbor::Writer out;
        out.array(1);
        change.finish(out);
        QVERIFY(!vault::readBody(bodyWith("changes", out.view())));
    }

    void salvageFindsWhatCanBeReadAsAWhole()
    {
        Body body = with(entryAt(at(5)));
        MoveEntry other = entryAt(at(50));
        other.id = support::repeatedId(0x71);
        other.service = u"Bank"_s;
        body.moves.emplace(other.id, other);
        base::Bytes plaintext = written(body);
        QCOMPARE(vault::salvageMoves(plaintext).size(), std::size_t { 2 });
        const QByteArray name("GitHub");
        const auto found =
            std::search(plaintext.begin(), plaintext.end(), name.begin(), name.end());
        *std::prev(found) = 0xff; // the head of that text
        const std::vector<MoveEntry> left = vault::salvageMoves(plaintext);
        QCOMPARE(left.size(), std::size_t { 1 });
        QVERIFY(left.front() == other);

        // Nothing is dated later than now, and nothing is said of an account that is not there.
        const base::Time now = base::Time(std::chrono::milliseconds(20));
        const Body saved = vault::salvagedBody({}, left, now);
        QVERIFY(saved.moves.at(other.id).changed == at(20));
        QVERIFY(!saved.moves.at(other.id).account);
        QVERIFY(*vault::readBody(written(saved)) == saved);
    }
};

QTEST_GUILESS_MAIN(MoveCodecTest)
#include "move_codec_test.moc"
