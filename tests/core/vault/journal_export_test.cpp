// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_export.h"
#include "core/vault/journal_words.h"
#include "tests/support/answers.h"
#include "tests/support/fail_on_warning.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace vault;
using namespace Qt::StringLiterals;

namespace {

const Id Here = support::deviceFrom(0xe0);
const Id There = support::deviceFrom(0x10);

JournalReport reportOn(const Journal& journal, const std::vector<JournalAnchor>& anchors = {})
{
    return { base::fromUnixSeconds(1'767'312'000), linesOf(journal),
        *checkJournal(journal, anchors), headsOf(journal) };
}

Journal answered()
{
    support::Answers answers;
    answers.intent("a", JournalDecision::Approve);
    answers.result("a", JournalResult::Approved);
    answers.intent("b", JournalDecision::Report);
    answers.result("c", JournalResult::Expired);
    answers.note("restored", There);
    return answers.journal;
}

QJsonObject document(const JournalReport& report)
{
    const std::string text = exportJournal(report, JournalFormat::Json);
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

/// Members "device", "entries" and so on of the only or first head, replaced.
std::string withHead(const QString& member, const QJsonValue& value)
{
    QJsonObject changed = document(reportOn(answered()));
    QJsonArray heads = changed["heads"_L1].toArray();
    QJsonObject head = heads[0].toObject();
    head[member] = value;
    heads[0] = head;
    changed["heads"_L1] = heads;
    return QJsonDocument(changed).toJson().toStdString();
}

} // namespace

/// The journal as a file for programs and for keeping elsewhere.
class JournalExportTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theDocumentTellsEveryLine()
    {
        JournalReport report = reportOn(answered());
        report.lines.back().account = u"alice"_s;
        const QJsonObject told = document(report);
        QCOMPARE(told["entries"_L1].toArray().size(), 4);
        const QJsonObject approved { { u"time"_s, u"2026-01-01T00:00:01Z"_s },
            { u"kind"_s, u"answer"_s }, { u"account"_s, u"acadaeafb0b1b2b3b4b5b6b7b8b9babb"_s },
            { u"name"_s, u"alice"_s }, { u"service"_s, u"ACME"_s }, { u"decision"_s, u"approve"_s },
            { u"result"_s, u"approved"_s },
            { u"origin"_s,
                QJsonObject { { u"address"_s, u"203.0.113.9"_s }, { u"place"_s, u"Malmö"_s },
                    { u"client"_s, u"Firefox on Linux"_s }, { u"verdict"_s, u"elsewhere"_s } } },
            { u"via"_s, u"window"_s }, { u"device"_s, QString::fromStdString(Here.toHex()) },
            { u"entry"_s, 1 } };
        QCOMPARE(told["entries"_L1][3].toObject(), approved);
        QCOMPARE(told["entries"_L1][2]["result"_L1].toString(), u"unknown"_s);
        QCOMPARE(told["entries"_L1][1]["kind"_L1].toString(), u"end"_s);
        QVERIFY(!told["entries"_L1][1].toObject().contains("decision"_L1));
        QCOMPARE(told["entries"_L1][0]["topic"_L1].toString(), u"restored"_s);
        QVERIFY(!told["entries"_L1][0].toObject().contains("result"_L1));
        QCOMPARE(told["exported"_L1].toString(), u"2026-01-02T00:00:00Z"_s);
    }

    void theDocumentTellsHowTheChainsStand()
    {
        const Journal journal = answered();
        QJsonObject told = document(reportOn(journal));
        QCOMPARE(told["chain"_L1].toString(), u"intact"_s);
        QCOMPARE(told["chains"_L1][1]["state"_L1].toString(), u"no anchor"_s);
        QCOMPARE(told["chains"_L1][1]["entries"_L1].toInt(), 4);
        const JournalHead head = headsOf(journal).back();
        const JournalAnchor anchor { head, AnchorPlace::Backup,
            base::fromUnixSeconds(1'767'225'600) };
        told = document(reportOn(journal, { anchor }));
        QCOMPARE(told["chains"_L1][1]["state"_L1].toString(), u"intact"_s);
        QCOMPARE(told["chains"_L1][1]["anchor"_L1].toString(), u"2026-01-01T00:00:00Z"_s);
        QCOMPARE(told["chains"_L1][1]["anchorPlace"_L1].toString(), u"backup"_s);
        Journal cut = journal;
        cut.chains.at(Here).links.erase(std::prev(cut.chains.at(Here).links.end()));
        told = document(reportOn(cut, { anchor }));
        QCOMPARE(told["chain"_L1].toString(), u"broken at 4"_s);
        QCOMPARE(told["chains"_L1][1]["state"_L1].toString(), u"broken at 4"_s);
    }

    void anExportIsAnAnchor()
    {
        const Journal journal = answered();
        const auto anchors = anchorsOfExport(exportJournal(reportOn(journal), JournalFormat::Json));
        QVERIFY(anchors);
        QCOMPARE(anchors->size(), 2U);
        for (std::size_t i = 0; i < anchors->size(); ++i) {
            QVERIFY((*anchors)[i].head == headsOf(journal)[i]);
            QCOMPARE((*anchors)[i].place, AnchorPlace::Export);
            QVERIFY((*anchors)[i].time == base::fromUnixSeconds(1'767'312'000));
        }
        Journal cut = journal;
        cut.chains.at(Here).links.erase(std::prev(cut.chains.at(Here).links.end()));
        QVERIFY(!brokenChain(*checkJournal(journal, *anchors)));
        QCOMPARE(brokenChain(*checkJournal(cut, *anchors))->at, 4U);
    }

    void refusesWhatIsNoExport_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        row("empty", "");
        row("a table", exportJournal(reportOn(answered()), JournalFormat::Csv));
        row("another document", "{\"accounts\":[]}");
        row("no time", "{\"heads\":[]}");
        row("heads are no list", "{\"heads\":{},\"exported\":\"2026-01-02T00:00:00Z\"}");
        row("short device", withHead(u"device"_s, u"e0"_s));
        row("short hash", withHead(u"head"_s, u"e0"_s));
        row("no hash", withHead(u"head"_s, 3));
        row("no entries", withHead(u"entries"_s, 0));
        row("entries below none", withHead(u"entries"_s, -1));
        row("more entries than there can be", withHead(u"entries"_s, 1e17));
        row("entries in words", withHead(u"entries"_s, u"4"_s));
    }
    void refusesWhatIsNoExport()
    {
        QFETCH(const QByteArray, text);
        const auto anchors = anchorsOfExport(text.toStdString());
        QVERIFY(!anchors);
        QCOMPARE(anchors.error().code, base::ErrorCode::NotRecognised);
    }

    void aFileIsForTheOwnerAloneAndReadsBack()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(u"kept.json"_s).toStdString();
        const mode_t mask = ::umask(0);
        const bool isWritten =
            writeJournalExport(path, reportOn({}), JournalFormat::Json).has_value();
        const bool isReplaced =
            writeJournalExport(path, reportOn(answered()), JournalFormat::Json).has_value();
        ::umask(mask);
        QVERIFY(isWritten && isReplaced);
        struct stat status = {};
        QCOMPARE(::stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList { u"kept.json"_s });
        const auto anchors = readJournalExport(path);
        QVERIFY(anchors);
        QCOMPARE(anchors->size(), 2U);
        QCOMPARE(readJournalExport(path + "x").error().code, base::ErrorCode::CannotRead);
        QVERIFY(!writeJournalExport(
            folder.path().toStdString() + "/no/x", reportOn({}), JournalFormat::Csv));
    }

    void theTableHasALineForEachAndTheEnds()
    {
        const QStringList rows =
            QString::fromStdString(exportJournal(reportOn(answered()), JournalFormat::Csv))
                .split(u"\r\n"_s);
        QCOMPARE(rows.size(), 1 + 4 + 2 + 1);
        QCOMPARE(rows[0],
            u"time,kind,account,name,service,decision,result,address,place,client,verdict,via,"
            "topic,device,entry,head"_s);
        QCOMPARE(rows[4],
            u"2026-01-01T00:00:01Z,answer,acadaeafb0b1b2b3b4b5b6b7b8b9babb,,ACME,approve,approved,"
            "203.0.113.9,Malmö,Firefox on Linux,elsewhere,window,,"_s
                + QString::fromStdString(Here.toHex()) + u",1,"_s);
        for (const QString& row : rows.mid(0, 7))
            QCOMPARE(row.count(u','), 15);
        const JournalHead head = headsOf(answered()).back();
        QVERIFY(rows[6].startsWith(u"2026-01-02T00:00:00Z,head,"_s));
        QVERIFY(rows[6].endsWith(u",4,"_s + QString::fromStdString(base::toHex(head.hash))));
        QVERIFY(rows.last().isEmpty());
    }

    void aTableBeginsNoFormula_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("cell");
        QTest::newRow("=") << u"=HYPERLINK(\"http://a.test\")"_s
                           << u",\"'=HYPERLINK(\"\"http://a.test\"\")\","_s;
        QTest::newRow("+") << u"+1"_s << u",'+1,"_s;
        QTest::newRow("-") << u"-1"_s << u",'-1,"_s;
        QTest::newRow("@") << u"@SUM(A1)"_s << u",'@SUM(A1),"_s;
        QTest::newRow("comma and quote") << u"a,\"b"_s << u",\"a,\"\"b\","_s;
        QTest::newRow("line breaks") << u"a\r\nb"_s << u",a\\u{D}\\u{A}b,"_s;
        QTest::newRow("right to left") << u"a\u202Eb"_s << u",a\\u{202E}b,"_s;
    }
    void aTableBeginsNoFormula()
    {
        QFETCH(const QString, place);
        QFETCH(const QString, cell);
        JournalReport report = reportOn(answered());
        report.lines.back().entry.origin->place = place;
        const auto csv = QString::fromStdString(exportJournal(report, JournalFormat::Csv));
        QVERIFY2(csv.contains(cell), qPrintable(csv));
        QCOMPARE(csv.count(u"\r\n"_s), 7);
    }

    void theDocumentTurnsNoDirection()
    {
        JournalReport report = reportOn(answered());
        const QString text = QString::fromUcs4(U"a\u202Eb\u0085c\n\"\\\U000E0041");
        report.lines.back().entry.origin->client = text;
        const std::string json = exportJournal(report, JournalFormat::Json);
        QVERIFY(json.find("a\\u202eb\\u0085c\\u000a\\\"\\\\\\udb40\\udc41") != std::string::npos);
        QCOMPARE(document(report)["entries"_L1][3]["origin"_L1]["client"_L1].toString(), text);
    }

    void everyValueHasAWordThatLeadsBack()
    {
        for (const auto kind : { JournalKind::Intent, JournalKind::Result, JournalKind::Merge,
                 JournalKind::Cut, JournalKind::Note })
            QCOMPARE(kindOf(wordOf(kind)), kind);
        for (const auto decision :
            { JournalDecision::Approve, JournalDecision::Deny, JournalDecision::Report })
            QCOMPARE(decisionOf(wordOf(decision)), decision);
        for (int i = 0; i <= static_cast<int>(JournalResult::NotSent); ++i)
            QCOMPARE(resultOf(wordOf(static_cast<JournalResult>(i))), JournalResult(i));
        for (const auto via : { JournalVia::Window, JournalVia::CommandLine })
            QCOMPARE(viaOf(wordOf(via)), via);
        for (const auto verdict :
            { OriginVerdict::ThisComputer, OriginVerdict::ThisNetwork, OriginVerdict::Elsewhere })
            QCOMPARE(verdictOf(wordOf(verdict)), verdict);
        // In the vault it is absent, so that there is one spelling.
        QVERIFY(!verdictOf(wordOf(OriginVerdict::Unknown)));
        QVERIFY(!decisionOf("delegate"));
    }
};

QTEST_GUILESS_MAIN(JournalExportTest)
#include "journal_export_test.moc"
