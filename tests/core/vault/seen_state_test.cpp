// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/seen_state.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/journals.h"
#include "tests/support/vault_home.h"

#include <sys/stat.h>

using base::ErrorCode;

namespace {

const vault::Id VaultId = support::idFrom(0x10);
const vault::Id KeyId = support::idFrom(0x20);
const vault::Id Here = support::idFrom(0xe0);
const vault::Id There = support::idFrom(0x01);
const auto Key = support::ascending<32>(0x40);

vault::SeenState someState()
{
    return { VaultId, KeyId, support::ascending<32>(0x70),
        { { Here, { 7, support::idFrom(0xf0) } } }, 2,
        { { { Here, 12, support::ascending<32>(0x11) }, vault::AnchorPlace::StateFile,
            base::fromUnixSeconds(support::GoldenTime) } } };
}

} // namespace

class SeenStateTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void comesBackAsWritten()
    {
        QTemporaryDir home;
        const std::string folder = home.filePath(QStringLiteral("state")).toStdString();
        const std::string path = vault::seenStatePath(folder, VaultId, "/somewhere/v");
        const auto none = vault::readSeenState(path, Key, VaultId, KeyId);
        QVERIFY(none && !none->has_value());
        QVERIFY(vault::writeSeenState(path, Key, someState()));
        const auto read = vault::readSeenState(path, Key, VaultId, KeyId);
        QVERIFY(read && read->has_value());
        QVERIFY(**read == someState());
        struct stat status = {};
        QCOMPARE(::stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QCOMPARE(::stat(folder.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
    }

    void hasANameForEachVaultAndPlace()
    {
        const std::string name = vault::seenStatePath("/s", VaultId, "/a/v");
        QVERIFY(name != vault::seenStatePath("/s", VaultId, "/b/v"));
        QVERIFY(name != vault::seenStatePath("/s", support::idFrom(0x11), "/a/v"));
        QVERIFY(name.find("/a/v") == std::string::npos);
    }

    void everyFlippedByteAndEveryTruncationIsNoticed()
    {
        const base::Bytes file = *vault::encodeSeenState(Key, someState());
        for (std::size_t i = 0; i < file.size(); ++i) {
            base::Bytes flipped = file;
            flipped[i] ^= 1;
            QCOMPARE(vault::decodeSeenState(Key, KeyId, flipped).error().code, ErrorCode::Damaged);
            const base::ByteView shorter = base::ByteView(file).first(i);
            QCOMPARE(vault::decodeSeenState(Key, KeyId, shorter).error().code, ErrorCode::Damaged);
        }
        QCOMPARE(vault::decodeSeenState(support::ascending<32>(0x41), KeyId, file).error().code,
            ErrorCode::Damaged);
    }

    void anotherVaultsStateIsNotOurs()
    {
        QTemporaryDir home;
        const std::string path = home.filePath(QStringLiteral("x.seen")).toStdString();
        QVERIFY(vault::writeSeenState(path, Key, someState()));
        QCOMPARE(vault::readSeenState(path, Key, support::idFrom(0x11), KeyId).error().code,
            ErrorCode::Damaged);
    }

    /// Made before there were anchors: {"key", "vault", "devices", "failures", "retirement"}.
    void aStateWithoutAnchorsIsStillRead()
    {
        vault::SeenState former = someState();
        former.journal.clear();
        const base::Bytes file = *vault::encodeSeenState(Key, former);
        const std::string_view text = base::textOf(file);
        QVERIFY(text.find("journal") == std::string_view::npos);
        QVERIFY(*vault::decodeSeenState(Key, KeyId, file) == former);
    }

    void remembersWhatAJournalHasLost()
    {
        vault::Journal journal;
        QVERIFY(support::appendPlain(journal, Here, 1, 3));
        QVERIFY(support::appendPlain(journal, There, 1, 1));
        const base::Time before = base::fromUnixSeconds(support::GoldenTime);
        const base::Time now = before + std::chrono::hours(1);
        const auto first = vault::anchorsOf(journal, {}, before);
        QCOMPARE(first.size(), std::size_t { 2 });

        vault::Journal cut = journal;
        cut.chains.erase(There);
        const auto second = vault::anchorsOf(cut, first, now);
        QCOMPARE(second.size(), std::size_t { 2 });
        QVERIFY(second[0].head.device == There && second[0].time == before);
        QVERIFY(second[1].head.device == Here && second[1].time == now);
        // What came back is an end like any other.
        QVERIFY(vault::anchorsOf(journal, second, now) == vault::anchorsOf(journal, {}, now));
    }

    void coversWhatHasAllItsSaves_data()
    {
        using Marks = vault::DeviceMarks;
        const vault::Id save = support::idFrom(0xf0);
        const vault::Id other = support::idFrom(0xf1);
        const Marks base { { Here, { 2, save } } };
        QTest::addColumn<Marks>("newer");
        QTest::addColumn<Marks>("older");
        QTest::addColumn<bool>("covers");
        QTest::newRow("itself") << base << base << true;
        QTest::newRow("nothing seen") << base << Marks {} << true;
        QTest::newRow("one save more") << Marks { { Here, { 3, other } } } << base << true;
        QTest::newRow("one save less") << Marks { { Here, { 1, other } } } << base << false;
        QTest::newRow("same number, another save")
            << Marks { { Here, { 2, other } } } << base << false;
        QTest::newRow("a device is missing") << Marks { { There, { 9, save } } } << base << false;
        QTest::newRow("a device more")
            << Marks { { Here, { 2, save } }, { There, { 9, save } } } << base << true;
    }
    void coversWhatHasAllItsSaves()
    {
        QFETCH(vault::DeviceMarks, newer);
        QFETCH(vault::DeviceMarks, older);
        QFETCH(bool, covers);
        QCOMPARE(vault::covers(newer, older), covers);
    }
};

QTEST_GUILESS_MAIN(SeenStateTest)
#include "seen_state_test.moc"
