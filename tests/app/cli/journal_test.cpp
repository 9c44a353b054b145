// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/device_id.h"
#include "core/vault/vault_codec.h"
#include "tests/support/answers.h"
#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QDirIterator>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using vault::JournalDecision;
using vault::JournalResult;

namespace {

/// The golden vault, whose keys are known, with answers of this computer in its journal.
struct Scene
{
    support::CliHome home;
    support::Answers answers;
    const vault::Id account = support::repeatedId(0xac);
    vault::MasterKeys keys = std::move(*vault::MasterKeys::from(
        std::move(*crypto::SecretBytes::copyOf(base::ByteView(support::ascending<32>(0x80)))),
        vault::joinIds(support::idFrom(0x10), support::idFrom(0x20))));

    Scene()
    {
        home.copyGoldenVault();
        if (home.runByKey({ u"list"_s }).status != 0) // makes the device's id
            qFatal("cannot list");
    }

    /// The id under which the command line saves here.
    vault::Id here() const
    {
        QDirIterator files(
            home.path({}), { u"device"_s }, QDir::Files, QDirIterator::Subdirectories);
        files.next();
        return **vault::knownDeviceId(QFileInfo(files.filePath()).path().toStdString());
    }
    void record(const vault::JournalEntry& entry) const
    {
        support::FixedClock clock { support::GoldenTime };
        crypto::SystemRandom random;
        auto vault = vault::Vault::open(home.vaultPath().toStdString(),
            support::goldenRecoveryKey(), { clock, random, here() });
        if (!vault || !vault->record(entry))
            qFatal("cannot record");
    }
    void intent(std::string_view name, JournalDecision decision)
    {
        record(answers.entry(name, decision, account));
    }
    void ending(std::string_view name, JournalResult result)
    {
        record(answers.ending(name, result, account));
    }
    /// One answer of each kind: approved, unknown, run out.
    void answer()
    {
        intent("first", JournalDecision::Approve);
        ending("first", JournalResult::Approved);
        intent("second", JournalDecision::Deny);
        ending("third", JournalResult::Expired);
    }

    vault::Body body() const
    {
        const auto file =
            vault::parseVaultFile(support::contentsOf(home.vaultPath().toStdString()));
        return *vault::readBody(*vault::decryptBody(*file, keys.master.view()));
    }
    /// As somebody would write it who has the keys.
    void write(const vault::Body& body) const
    {
        const std::string path = home.vaultPath().toStdString();
        crypto::SystemRandom random;
        vault::Header header = vault::parseVaultFile(support::contentsOf(path))->header;
        if (!base::replaceFile(
                path, *vault::encryptVaultFile(header, keys, random, *vault::writeBody(body))))
            qFatal("cannot write");
    }
    void cutTheTail() const
    {
        vault::Body cut = body();
        auto& links = cut.journal.chains.at(here()).links;
        links.erase(std::prev(links.end()));
        write(cut);
    }
    /// What this computer has noted of the vault is lost, but not who it is.
    void forget() const
    {
        QDirIterator files(
            home.path({}), { u"*.seen"_s }, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            QFile::remove(files.next());
    }

    support::Ended journal(const QStringList& options = {}) const
    {
        return home.runByKey(QStringList { u"journal"_s } + options);
    }
    QJsonObject document(const QStringList& options = {}) const
    {
        return journal(QStringList { u"--json"_s } + options).json();
    }
};

} // namespace

/// The record of answers on the command line.
class JournalTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anEmptyJournalSaysSo()
    {
        const Scene scene;
        const auto text = scene.journal({ u"--verify"_s });
        QCOMPARE(text.status, 0);
        QVERIFY(text.out.startsWith("The journal is empty.\n"));
        const QJsonObject told = scene.document();
        QVERIFY(told["entries"_L1].isArray() && told["entries"_L1].toArray().isEmpty());
        QVERIFY(told["chains"_L1].isArray() && told["chains"_L1].toArray().isEmpty());
        QCOMPARE(told["chain"_L1].toString(), u"intact"_s);
    }

    void listsAnswersTheLatestFirst()
    {
        Scene scene;
        scene.answer();
        const QJsonObject told = scene.document();
        const QJsonArray entries = told["entries"_L1].toArray();
        QCOMPARE(entries.size(), 3);
        QCOMPARE(entries[0]["result"_L1].toString(), u"expired"_s);
        QVERIFY(!entries[0].toObject().contains("decision"_L1));
        QCOMPARE(entries[1]["decision"_L1].toString(), u"deny"_s);
        QCOMPARE(entries[1]["result"_L1].toString(), u"unknown"_s);
        QCOMPARE(entries[2]["decision"_L1].toString(), u"approve"_s);
        QCOMPARE(entries[2]["result"_L1].toString(), u"approved"_s);
        QCOMPARE(entries[2]["time"_L1].toString(), u"2026-01-01T00:00:01Z"_s);
        QCOMPARE(
            entries[2]["account"_L1].toString(), QString::fromStdString(scene.account.toHex()));
        QCOMPARE(entries[2]["name"_L1].toString(), u"alice"_s);
        QCOMPARE(entries[2]["service"_L1].toString(), u"ACME"_s);
        QCOMPARE(entries[2]["origin"_L1]["address"_L1].toString(), u"203.0.113.9"_s);
        QCOMPARE(entries[2]["origin"_L1]["verdict"_L1].toString(), u"elsewhere"_s);

        const QList<QByteArray> lines = scene.journal().out.split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[1].contains("Denial: outcome unknown  ACME (alice)"));
        QVERIFY(lines[2].startsWith("2026-01-01T00:00:01Z  Approved  ACME (alice)  203.0.113.9"));
        QVERIFY(lines[2].endsWith("elsewhere  in the window"));
    }

    void readingChangesNothing()
    {
        Scene scene;
        scene.answer();
        const QByteArray before = scene.home.read(scene.home.vaultPath());
        QCOMPARE(scene.journal({ u"--verify"_s }).status, 0);
        QCOMPARE(scene.home.read(scene.home.vaultPath()), before);
    }

    void whatOthersWroteDrivesNoTerminal()
    {
        Scene scene;
        auto entry = scene.answers.entry("a", JournalDecision::Deny, scene.account);
        entry.origin->place = u"\u001b[2J\u202Eplace"_s;
        scene.record(entry);
        const auto text = scene.journal();
        QVERIFY(text.out.contains("\\u{1B}[2J\\u{202E}place"));
        QVERIFY(!text.out.contains('\x1b'));
        const auto json = scene.journal({ u"--json"_s });
        QVERIFY(json.out.contains("\\u001b[2J\\u202eplace"));
    }

    void saysWithWhatItWasCompared()
    {
        Scene scene;
        scene.answer();
        scene.forget();
        QJsonObject told = scene.document();
        QCOMPARE(told["chains"_L1][0]["state"_L1].toString(), u"no anchor"_s);
        QVERIFY(!told["chains"_L1][0].toObject().contains("anchor"_L1));
        // That call has noted what it saw.
        told = scene.document();
        QCOMPARE(told["chains"_L1][0]["state"_L1].toString(), u"intact"_s);
        QCOMPARE(told["chains"_L1][0]["anchorPlace"_L1].toString(), u"this-computer"_s);
        scene.forget();
        QCOMPARE(scene.home.runByKey({ u"backup"_s, u"create"_s }).status, 0);
        scene.forget();
        told = scene.document({ u"--verify"_s });
        QCOMPARE(told["chains"_L1][0]["state"_L1].toString(), u"intact"_s);
        QCOMPARE(told["chains"_L1][0]["anchorPlace"_L1].toString(), u"backup"_s);
        QCOMPARE(told["chains"_L1][0]["entries"_L1].toInt(), 4);
        scene.forget();
        const auto text = scene.journal({ u"--verify"_s });
        QVERIFY(text.out.contains("This computer: all 4 entries are as in the backup of "));
        QVERIFY(text.out.contains("Whoever can open the vault can write a new journal."));
    }

    void aCutTailIsToldByABackup()
    {
        Scene scene;
        scene.answer();
        QCOMPARE(scene.home.runByKey({ u"backup"_s, u"create"_s }).status, 0);
        scene.cutTheTail();
        scene.forget();
        QCOMPARE(scene.document()["chain"_L1].toString(), u"intact"_s); // nothing to compare with
        const auto verified = scene.journal({ u"--verify"_s, u"--json"_s });
        QCOMPARE(verified.status, 4);
        QCOMPARE(verified.json()["chain"_L1].toString(), u"broken at 4"_s);
        QCOMPARE(verified.json()["chains"_L1][0]["state"_L1].toString(), u"broken at 4"_s);
        QVERIFY(verified.err.contains("The journal is broken at entry 4"));
        const auto text = scene.journal({ u"--verify"_s });
        QCOMPARE(text.status, 4);
        QVERIFY(text.out.contains(
            "This computer: broken at entry 4: the entries from there on, which are in the "
            "backup of "));
    }

    void anAlteredEntryIsToldWithoutAnything()
    {
        Scene scene;
        scene.answer();
        vault::Body altered = scene.body();
        auto& links = altered.journal.chains.at(scene.here()).links;
        vault::JournalLink link = *std::next(links.begin());
        links.erase(std::next(links.begin()));
        auto entry = *vault::readJournalEntry(link.entry);
        entry.result = JournalResult::Denied;
        link.entry = *vault::writeJournalEntry(entry);
        links.insert(link);
        scene.write(altered);
        const auto listed = scene.journal({ u"--json"_s });
        QCOMPARE(listed.status, 0);
        QCOMPARE(listed.json()["chain"_L1].toString(), u"broken at 2"_s);
        QVERIFY(listed.err.contains("journal --verify tells where"));
        QCOMPARE(scene.journal({ u"--verify"_s }).status, 4);
    }

    void anExportIsCompared()
    {
        Scene scene;
        scene.answer();
        const QString kept = scene.home.write(u"kept"_s, scene.journal({ u"--json"_s }).out);
        scene.forget();
        QCOMPARE(scene.journal({ u"--verify"_s, u"--against"_s, kept }).status, 0);
        scene.forget();
        const QJsonObject told = scene.document({ u"--verify"_s, u"--against"_s, kept });
        QCOMPARE(told["chains"_L1][0]["anchorPlace"_L1].toString(), u"export"_s);
        scene.cutTheTail();
        scene.forget();
        QCOMPARE(scene.journal({ u"--verify"_s }).status, 0);
        scene.forget();
        QCOMPARE(scene.journal({ u"--verify"_s, u"--against"_s, kept }).status, 4);
    }

    void refusesWhatIsNoExport()
    {
        const Scene scene;
        const QString other = scene.home.write(u"other"_s, "{\"accounts\":[]}");
        const auto ended = scene.journal({ u"--verify"_s, u"--against"_s, other, u"--json"_s });
        QCOMPARE(ended.status, 5);
        QVERIFY(ended.error(u"message"_s).contains(u"Reading the export"_s));
        QCOMPARE(scene.journal({ u"--verify"_s, u"--against"_s, u"/missing"_s }).status, 1);
        QCOMPARE(scene.journal({ u"--against"_s, other }).status, 2);
    }

    void needsWhatOpensTheVault()
    {
        const Scene scene;
        QCOMPARE(scene.home.run({ u"journal"_s }).status, 3);
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
