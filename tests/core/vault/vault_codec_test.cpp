// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aead.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using vault::cbor::MapWriter;
using vault::cbor::Writer;

/// Body ↔ values: what a newer program wrote survives, what is broken stays apart.
class VaultCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void unknownMembersSurviveAtEachLevel()
    {
        const base::Bytes before = bodyWith(newerAccount());
        const auto body = vault::readBody(before);
        QVERIFY(body);
        QVERIFY(body->quarantined.empty());
        const auto written = vault::writeBody(*body);
        QVERIFY(written);
        QVERIFY(std::ranges::equal(*written, before));
    }

    void unknownMembersSurviveASaveThroughTheWholeVault()
    {
        support::VaultHome home;
        home.write(fileOf(bodyWith(newerAccount())));
        const auto before = vault::readBody(bodyWith(newerAccount()));
        auto opened = vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(opened);
        vault::AccountEdit edit;
        edit.name = QStringLiteral("renamed");
        QVERIFY(opened->edit(support::idFrom(1), edit));
        const auto after = bodyOf(home.path());
        QVERIFY(after);
        QVERIFY(after->unknown == before->unknown && !after->unknown.empty());
        QVERIFY(after->save.unknown == before->save.unknown && !after->save.unknown.empty());
        QVERIFY(after->journal == before->journal && !after->journal.unknown.empty());
        QVERIFY(after->slotRecords == before->slotRecords);
        const vault::Account& account = after->accounts.at(support::idFrom(1));
        const vault::Account& old = before->accounts.at(support::idFrom(1));
        QVERIFY(account.unknown == old.unknown && !account.unknown.empty());
        QVERIFY(account.unknownOfCredential == old.unknownOfCredential
            && !account.unknownOfCredential.empty());
        QCOMPARE(account.name, QStringLiteral("renamed"));
    }

    void aBrokenEntryIsSetApartAndKept_data()
    {
        QTest::addColumn<QString>("spoiled");
        QTest::addColumn<QString>("reason");
        QTest::newRow("not a map") << "value"
                                   << "map";
        QTest::newRow("no name") << "name"
                                 << "name";
        QTest::newRow("a name that is bytes") << "name-type"
                                              << "name";
        QTest::newRow("no credential") << "cred"
                                       << "cred";
        QTest::newRow("type of a newer program") << "type"
                                                 << "cred.type";
        QTest::newRow("11 digits") << "digits"
                                   << "cred.digits";
        QTest::newRow("secret too short to be sealed") << "secret"
                                                       << "cred.secret";
        QTest::newRow("secret under the verification key") << "scheme"
                                                           << "cred.secret";
        QTest::newRow("stamp of three parts") << "created"
                                              << "created";
        QTest::newRow("stamp beyond the year 287,000") << "changed"
                                                       << "changed";
        QTest::newRow("tags that are numbers") << "tags"
                                               << "tags";
        QTest::newRow("mark of a tag later than the account") << "tagMarks"
                                                              << "tagMarks";
        QTest::newRow("history of texts") << "history"
                                          << "history";
    }
    void aBrokenEntryIsSetApartAndKept()
    {
        QFETCH(const QString, spoiled);
        QFETCH(const QString, reason);
        const base::Bytes before = bodyWith(plainAccount(spoiled.toStdString()));
        support::VaultHome home;
        home.write(fileOf(before));
        auto opened = vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(opened);
        QVERIFY(opened->accounts().empty());
        const std::vector<vault::BrokenEntry> broken = opened->brokenEntries();
        QCOMPARE(broken.size(), std::size_t { 1 });
        QCOMPARE(broken[0].id, support::idFrom(1));
        QCOMPARE(QString::fromStdString(broken[0].reason), reason);

        const otp::Entry entry = support::entryOf("I", "works");
        QVERIFY(opened->add({ &entry, 1 })); // the rest is usable
        const auto after = bodyOf(home.path());
        QVERIFY(after);
        QVERIFY(after->quarantined == vault::readBody(before)->quarantined);
        QCOMPARE(after->accounts.size(), std::size_t { 1 });
    }

    void anAccountDeletedOutOfTheTrashLeavesATombstone()
    {
        support::VaultHome home;
        home.write(fileOf(bodyWith(plainAccount())));
        auto opened = vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
        QVERIFY(opened);
        QVERIFY(opened->moveToTrash(support::idFrom(1)));
        QVERIFY(!bodyOf(home.path())->tombs.contains(support::idFrom(1)));
        QVERIFY(opened->deleteFromTrash(support::idFrom(1)));
        QVERIFY(bodyOf(home.path())->tombs.contains(support::idFrom(1)));
    }

    void anEntryWithoutAnIdIsSetApart()
    {
        MapWriter accounts;
        accounts.member("short id").unsignedNumber(1);
        Writer value;
        accounts.finish(value);
        const auto body = vault::readBody(bodyWithAccounts(value.view()));
        QVERIFY(body);
        QCOMPARE(body->quarantined.size(), std::size_t { 1 });
        QCOMPARE(body->quarantined[0].reason, std::string("id"));
        const auto written = vault::writeBody(*body);
        QVERIFY(std::ranges::equal(*written, bodyWithAccounts(value.view())));
    }

    void aBodyWithoutItsMembersIsDamaged_data()
    {
        QTest::addColumn<QString>("member");
        for (const char* member :
            { "save", "devices", "accounts", "tombs", "slots", "verify", "journal" })
            QTest::newRow(member) << QString::fromLatin1(member);
    }
    void aBodyWithoutItsMembersIsDamaged()
    {
        QFETCH(const QString, member);
        const base::Bytes whole = bodyWith(plainAccount());
        QVERIFY(vault::readBody(whole));
        auto members = vault::cbor::Members::of(whole);
        QVERIFY(members->take(member.toStdString()));
        MapWriter map;
        map.members(members->rest());
        Writer out;
        map.finish(out);
        const auto body = vault::readBody(out.view());
        QVERIFY(!body);
        QCOMPARE(body.error().code, ErrorCode::Damaged);
        QCOMPARE(body.error().arguments, std::vector<std::string> { "body" });
    }

    void aChangeThatCannotBeUnderstoodIsDamage_data()
    {
        QTest::addColumn<QString>("spoiled");
        for (const char* spoiled : { "kind", "before", "stamp", "order", "count" })
            QTest::newRow(spoiled) << QString::fromLatin1(spoiled);
    }
    void aChangeThatCannotBeUnderstoodIsDamage()
    {
        QFETCH(const QString, spoiled);
        QVERIFY(vault::readBody(bodyWithChanges({})));
        QVERIFY(!vault::readBody(bodyWithChanges(spoiled.toStdString())));
    }

    void everyTruncationOfABodyIsDamaged()
    {
        const base::Bytes whole = bodyWith(newerAccount());
        for (std::size_t size = 0; size < whole.size(); ++size) {
            const auto body = vault::readBody(base::ByteView(whole).first(size));
            QVERIFY2(!body, qPrintable(QString::number(size)));
            QCOMPARE(body.error().code, ErrorCode::Damaged);
        }
    }

    void readsItsLargestNumberOfAccountsAndNoMore()
    {
        vault::Body body;
        vault::Account account =
            vault::readBody(bodyWith(plainAccount()))->accounts.begin()->second;
        for (std::uint32_t i = 0; i < vault::MaxAccounts + 1; ++i) {
            for (std::size_t byte = 0; byte < 4; ++byte)
                account.id.bytes[byte] = static_cast<std::uint8_t>(i >> (8 * byte));
            body.accounts.emplace(account.id, account);
        }
        const auto more = vault::writeBody(body);
        QVERIFY(!more);
        QCOMPARE(more.error().code, ErrorCode::VaultFull);
        body.accounts.erase(body.accounts.begin());
        const auto most = vault::writeBody(body);
        QVERIFY(most);
        const auto read = vault::readBody(*most);
        QVERIFY(read);
        QCOMPARE(read->accounts.size(), vault::MaxAccounts);
        QVERIFY(read->quarantined.empty());
    }

private:
    static void writeStampOf(Writer& out, std::uint64_t milliseconds, bool withThird = false)
    {
        out.array(withThird ? 3 : 2);
        out.unsignedNumber(milliseconds);
        out.bytes(support::idFrom(0xe0).view());
        if (withThird)
            out.unsignedNumber(0);
    }

    static base::Bytes bytesOf(MapWriter& map)
    {
        Writer out;
        map.finish(out);
        return { out.view().begin(), out.view().end() };
    }

    static base::Bytes credential(const std::string& spoiled, bool newer = false)
    {
        MapWriter map;
        map.member("type").text(spoiled == "type" ? "later" : "totp");
        map.member("digits").unsignedNumber(spoiled == "digits" ? 11 : 6);
        map.member("period").unsignedNumber(30);
        map.member("algorithm").text("SHA1");
        base::Bytes sealed(spoiled == "secret" ? 28 : 49, 0);
        sealed[0] = spoiled == "scheme" ? 2 : 1;
        map.member("secret").bytes(sealed);
        if (newer)
            map.member("salt").bytes(sealed);
        return bytesOf(map);
    }

    static base::Bytes plainAccount(const std::string& spoiled = {}, bool newer = false)
    {
        if (spoiled == "value")
            return { 0x01 };
        MapWriter map;
        if (spoiled == "name-type")
            map.member("name").bytes({});
        else if (spoiled != "name")
            map.member("name").text("alice");
        map.member("issuer").text("ACME");
        if (spoiled != "cred")
            map.member("cred").encoded(credential(spoiled, newer));
        writeStampOf(map.member("created"), 1, spoiled == "created");
        writeStampOf(map.member("changed"), spoiled == "changed" ? std::uint64_t { 1 } << 53 : 2);
        if (spoiled == "tags")
            map.member("tags").encoded(base::Bytes { 0x81, 0x07 }); // [7]
        if (spoiled == "tagMarks") {
            MapWriter marks;
            writeStampOf(marks.member("t"), 3); // the account: 2
            marks.finish(map.member("tagMarks"));
        }
        if (spoiled == "history")
            map.member("history").encoded(base::Bytes { 0x81, 0x61, 'x' });
        if (newer)
            writeNested(map.member("nested"));
        return bytesOf(map);
    }

    static base::Bytes newerAccount() { return plainAccount({}, true); }

    static void writeNested(Writer& out)
    {
        out.array(2);
        out.boolean(true);
        out.map(1);
        out.text("a");
        out.bytes(base::bytesOf(std::string_view("b")));
    }

    static base::Bytes bodyWith(const base::Bytes& account)
    {
        MapWriter accounts;
        accounts.member(support::idFrom(1).view()).encoded(account);
        return bodyWithAccounts(bytesOf(accounts));
    }

    static void writeSave(Writer& out)
    {
        MapWriter save;
        save.member("id").bytes(support::idFrom(0xf0).view());
        save.member("time").unsignedNumber(1767225600000);
        save.member("device").bytes(support::idFrom(0xe0).view());
        save.member("revision").unsignedNumber(41);
        save.member("reason").text("of a newer program");
        save.finish(out);
    }

    static void writeSlots(Writer& out)
    {
        MapWriter slot;
        slot.member("use").unsignedNumber(3);
        slot.member("label").text("Passphrase");
        slot.member("created").unsignedNumber(5);
        slot.member("json").text("{}");
        slot.member("colour").text("blue");
        out.map(1);
        out.bytes(support::idFrom(0x30).view());
        slot.finish(out);
    }

    static base::Bytes bodyWithAccounts(base::ByteView accounts)
    {
        MapWriter body;
        writeSave(body.member("save"));
        writeSlots(body.member("slots"));
        body.member("accounts").encoded(accounts);
        Writer& devices = body.member("devices");
        devices.map(1);
        devices.bytes(support::idFrom(0xe0).view());
        devices.array(2);
        devices.unsignedNumber(7);
        devices.bytes(support::idFrom(0xf0).view());
        Writer& tombs = body.member("tombs");
        tombs.map(1);
        tombs.bytes(support::idFrom(0x77).view());
        writeStampOf(tombs, 9);
        body.member("verify").map(0);
        writeNested(body.member("later"));
        Writer& journal = body.member("journal");
        journal.map(1);
        journal.text("x");
        journal.array(0);
        return bytesOf(body);
    }

    /// Changes of the stamps 50 … 1, and something wrong with one.
    static base::Bytes bodyWithChanges(const std::string& spoiled)
    {
        const base::Bytes plain = bodyWith(plainAccount());
        MapWriter body;
        body.members(vault::cbor::Members::of(plain)->rest());
        Writer& out = body.member("changes");
        const std::uint64_t count = spoiled == "count" ? 51 : 50;
        out.array(count);
        for (std::uint64_t stamp = count; stamp > 0; --stamp) {
            const bool isSpoiled = stamp == 7;
            MapWriter change;
            change.member("kind").text(isSpoiled && spoiled == "kind" ? "" : "edit");
            writeStampOf(change.member("stamp"), isSpoiled && spoiled == "order" ? 8 : stamp,
                isSpoiled && spoiled == "stamp");
            Writer& before = change.member("before");
            before.map(1);
            before.bytes(support::idFrom(1).view());
            if (isSpoiled && spoiled == "before")
                before.boolean(true);
            else
                before.bytes({});
            writeNested(change.member("reason"));
            change.finish(out);
        }
        return bytesOf(body);
    }

    static vault::MasterKeys keys()
    {
        return std::move(*vault::MasterKeys::from(
            std::move(*crypto::SecretBytes::copyOf(base::ByteView(support::ascending<32>(0x80)))),
            vault::joinIds(support::idFrom(0x10), support::idFrom(0x20))));
    }

    /// The golden file with another body.
    static base::Bytes fileOf(const base::Bytes& cbor)
    {
        vault::Header header =
            vault::parseVaultFile(support::contentsOf(support::GoldenPath))->header;
        crypto::SystemRandom random;
        return *vault::encryptVaultFile(header, keys(), random, cbor);
    }

    static base::Result<vault::Body> bodyOf(const std::string& path)
    {
        const auto file = vault::parseVaultFile(support::contentsOf(path));
        return vault::readBody(*vault::decryptBody(*file, support::ascending<32>(0x80)));
    }
};

QTEST_GUILESS_MAIN(VaultCodecTest)
#include "vault_codec_test.moc"
