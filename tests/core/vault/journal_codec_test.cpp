// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_check.h"
#include "core/vault/journal_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/journals.h"

#include <QTest>

using base::ErrorCode;
using support::appendPlain;
using support::deviceFrom;
using namespace vault;

namespace {

const Id Device = deviceFrom(0xe0);

// One device, two entries {"a": 1} and {"a": 2} after a start of zeros and on.
const QByteArray DeviceKey = "50e0e1e2e3e4e5e6e7e8e9eaebecedeeef";
const QByteArray RunsKey = "6472756e73";
const QByteArray Start = "5820" + QByteArray("11").repeated(32);
const QByteArray First = "582040cc8904e025fbb6926492be04e285b4144bf9f79edbbe3d09201a331dcf40f1"
                         "44a1616101";
const QByteArray Second = "582077b4a31f87685059e2fdbd130dac55ce6b7cac33cef415517a2dfe8ed452237b"
                          "44a1616102";

base::Bytes bytes(const QByteArray& hex)
{
    const auto decoded = base::fromHex(hex.toStdString());
    return decoded ? *decoded : base::Bytes();
}

base::Bytes journalWith(const QByteArray& runs)
{
    return bytes("a1" + DeviceKey + "a1" + RunsKey + runs);
}

} // namespace

/// The member `journal` of a body ↔ chains.
class JournalCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anEmptyJournalIsOneByte()
    {
        const auto written = writeJournal({});
        QVERIFY(written && *written == bytes("a0"));
        QVERIFY(*readJournal(*written) == Journal {});
    }

    void readsAndWritesTheChainOfTheFormat()
    {
        const base::Bytes encoded = journalWith("818300" + Start + "84" + First + Second);
        const auto journal = readJournal(encoded);
        QVERIFY(journal);
        const std::vector<JournalHead> heads = headsOf(*journal);
        QCOMPARE(heads.size(), std::size_t { 1 });
        QVERIFY(heads[0].device == Device && heads[0].length == 2);
        QCOMPARE(checkJournal(*journal, {})->front().state, ChainState::NoAnchor);
        QVERIFY(*writeJournal(*journal) == encoded);
    }

    void aForkIsWrittenAsARunFromWhereItBegins()
    {
        Journal one;
        QVERIFY(appendPlain(one, Device, 1, 3));
        Journal two = one;
        QVERIFY(appendPlain(one, Device, 10, 2));
        QVERIFY(appendPlain(two, Device, 20, 2));
        const Journal both = mergeJournals(one, two);
        const auto written = writeJournal(both);
        QVERIFY(written);
        QVERIFY(written->size() < writeJournal(one)->size() + 3 * 39 + 40);
        QVERIFY(*readJournal(*written) == both);
    }

    void aPairTakenFromTheMiddleReadsAndShows()
    {
        Journal journal;
        QVERIFY(appendPlain(journal, Device, 1, 3));
        base::Bytes encoded = *writeJournal(journal);
        // head of the pairs' array, then pairs of 34 + 5 bytes at the end
        const auto end = encoded.end();
        encoded[encoded.size() - 3 * 39 - 1] = 0x84;
        encoded.erase(end - 2 * 39, end - 39);
        const auto read = readJournal(encoded);
        QVERIFY(read);
        const ChainVerdict verdict = checkJournal(*read, {})->front();
        QCOMPARE(verdict.state, ChainState::Broken);
        QCOMPARE(verdict.at, std::uint64_t { 2 });
    }

    void whatANewerProgramAddedSurvives()
    {
        const base::Bytes encoded = bytes("a2" + DeviceKey + "a3" + RunsKey + "818300" + Start
            + "82" + First + "656e6577657201" + "66666f726b656402" + "6178f5");
        const auto journal = readJournal(encoded);
        QVERIFY(journal);
        QCOMPARE(journal->chains.at(Device).forked, std::uint64_t { 2 });
        QVERIFY(*writeJournal(*journal) == encoded);
        QVERIFY(mergeJournals(*journal, {}) == *journal);
    }

    void refusesEveryOtherSpelling_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        const auto row = [](const char* name, const QByteArray& runs) {
            QTest::newRow(name) << QByteArray("a1" + DeviceKey + "a1" + RunsKey + runs);
        };
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("not a map") << QByteArray("80");
        QTest::newRow("chain is no map") << QByteArray("a1" + DeviceKey + "80");
        QTest::newRow("chain without runs") << QByteArray("a1" + DeviceKey + "a0");
        QTest::newRow("forked at 0") << QByteArray("a1" + DeviceKey + "a2" + RunsKey + "818300"
            + Start + "82" + First + "66666f726b656400");
        row("no run", "80");
        row("run without entries", "818300" + Start + "80");
        row("run of two parts", "818200" + Start);
        row("run of four parts", "818400" + Start + "82" + First + "00");
        row("half an entry", "818300" + Start + "81" + First.left(68));
        row("start of 31 bytes", "818300581f" + QByteArray("11").repeated(31) + "82" + First);
        row("entry that is no bytes", "818300" + Start + "82" + First.left(68) + "01");
        row("entry of 4,097 bytes",
            "818300" + Start + "82" + First.left(68) + "591001" + QByteArray("00").repeated(4097));
        row("index beyond 2^53", "81831b0020000000000000" + Start + "82" + First);
        row("the same run twice", "828300" + Start + "82" + First + "8300" + Start + "82" + First);
        row("two runs that are one",
            "828300" + Start + "82" + First + "8301" + First.left(68) + "82" + Second);
    }
    void refusesEveryOtherSpelling()
    {
        QFETCH(const QByteArray, encoded);
        const auto journal = readJournal(bytes(encoded));
        QVERIFY(!journal);
        QCOMPARE(journal.error().code, ErrorCode::Damaged);
        QCOMPARE(journal.error().arguments, std::vector<std::string> { "journal" });
    }

    void everyTruncationIsDamage()
    {
        const base::Bytes encoded = journalWith("818300" + Start + "84" + First + Second);
        for (std::size_t size = 0; size < encoded.size(); ++size)
            QVERIFY(!readJournal(base::ByteView(encoded).first(size)));
    }

    void moreThan256DevicesAreTooMany()
    {
        Journal one;
        Journal two;
        for (std::size_t i = 0; i < MaxJournalDevices; ++i) {
            Id id;
            id.bytes[0] = static_cast<std::uint8_t>(i);
            QVERIFY(appendPlain(one, id, 1, 1));
        }
        QVERIFY(writeJournal(one));
        QVERIFY(appendPlain(two, Device, 1, 1));
        const auto written = writeJournal(mergeJournals(one, two));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::TooLarge);
    }
};

QTEST_GUILESS_MAIN(JournalCodecTest)
#include "journal_codec_test.moc"
