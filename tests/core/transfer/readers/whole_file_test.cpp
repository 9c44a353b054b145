// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/stored_zip.h"
#include "tests/support/test_files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using transfer::Refusal;

namespace {

transfer::Outcome<transfer::ReadFile> read(const transfer::Content& content)
{
    const auto formats = transfer::detect(content, transfer::importFormats());
    if (!formats)
        return formats.error();
    return transfer::read(content, *formats, {});
}

transfer::Outcome<transfer::ReadFile> read(const QByteArray& text)
{
    return read(transfer::Content({ text.begin(), text.end() }));
}

/// "issuer/name" of the accounts, in their order.
QStringList namesIn(const transfer::Outcome<transfer::ReadFile>& file)
{
    QStringList names;
    if (!file)
        return names;
    for (const transfer::ImportedAccount& account : file->imported.accounts)
        names << account.entry.issuer + u'/' + account.entry.name;
    return names;
}

const QByteArray Link = "otpauth://totp/I:n?secret=GEZDGNBVGY3TQOJQ";

bool put(const QString& path, const QByteArray& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

/// What is read of a file where a part of it is broken, stands in an archive or in other files.
class WholeFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void isNotHiddenByOneEntryThatIsBroken_data();
    void isNotHiddenByOneEntryThatIsBroken();
    void tellsATokenOfFreeOtpThatIsBroken();
    void readsAFolderByItsManifest();
    void findsTheManifestBesideAFile();
    void tellsAFolderWithoutAManifest();
    void namesSeveralCodesOfAnItemApart();
    void readsAnExportWithAttachments();
    void asksForThePassphraseOfAnExportWithAttachments();
    void passesOverFoldersInAnArchive();
    void tellsAnArchiveThatIsDamaged();
    void keepsTheOrderThatEnteShows();
    void readsEntesOtherForm();
    void readsLastPassWithoutTheNameOfThePhone();
    void takesFiveDigitsOfSteamForSteams_data();
    void takesFiveDigitsOfSteamForSteams();
    void isNotLostByAHalfCharacter();
};

void WholeFileTest::isNotHiddenByOneEntryThatIsBroken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("Proton Authenticator")
        << QByteArray(R"({"version":1,"entries":[{"content":{"name":"b"}},{"content":{"uri":")")
            + Link + R"("}}]})"
        << QByteArray("proton-authenticator-json");
    QTest::newRow("andOTP") << QByteArray(
        R"([{"secret":"GEZDGNBVGY3TQOJQ","issuer":"b","label":null,"type":5},)"
        R"({"secret":"GEZDGNBVGY3TQOJQ","issuer":"I","label":"n","type":"TOTP"}])")
                            << QByteArray("andotp-json");
    QTest::newRow("LastPass Authenticator") << QByteArray(
        R"({"localDeviceId":"d","accounts":[{"issuerName":"b","timeStep":30},)"
        R"({"issuerName":"I","userName":"n","secret":"GEZDGNBVGY3TQOJQ","timeStep":30}]})")
                                            << QByteArray("lastpass-authenticator-json");
    QTest::newRow("Raivo OTP") << QByteArray(
        R"([{"issuer":"b"},{"issuer":"I","account":"n","secret":"GEZDGNBVGY3TQOJQ",)"
        R"("timer":"30","kind":"TOTP"}])")
                               << QByteArray("raivo-json");
    QTest::newRow("Duo Mobile") << QByteArray(
        R"([{"name":"b"},)"
        R"({"name":"n","accountType":"x","otpGenerator":{"otpSecret":"GEZDGNBVGY3TQOJQ"}}])")
                                << QByteArray("duo-json");
}

void WholeFileTest::isNotHiddenByOneEntryThatIsBroken()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, format);
    const auto file = read(text);
    QVERIFY(file);
    QCOMPARE(QByteArray(file->format->id.data(), std::ssize(file->format->id)), format);
    QCOMPARE(file->imported.accounts.size(), std::size_t { 1 });
    QCOMPARE(file->imported.accounts[0].entry.name, u"n"_s);
    QCOMPARE(file->imported.left.size(), std::size_t { 1 });
}

void WholeFileTest::tellsATokenOfFreeOtpThatIsBroken()
{
    const QByteArray text = "<map><string name='A:a'>{\"secret\":[1],\"label\":\"a\"}</string>"
                            "<string name='B:b'>{\"algo\":\"SHA1\",\"sec</string>"
                            "<string name='C:c'>gone</string><string name='language'>en</string>"
                            "<string name='tokenOrder'>[\"A:a\",\"C:c\"]</string></map>";
    const auto file = read(text);
    QVERIFY(file);
    QCOMPARE(namesIn(file), QStringList { u"/a"_s });
    QStringList left;
    for (const transfer::Left& one : file->imported.left)
        left << one.name;
    QCOMPARE(left, (QStringList { u"B:b"_s, u"C:c"_s }));
}

void WholeFileTest::readsAFolderByItsManifest()
{
    const QTemporaryDir folder;
    QVERIFY(put(folder.filePath(u"manifest.json"_s),
        R"({"encrypted":false,"entries":[{"filename":"1.maFile","steamid":1}]})"));
    QVERIFY(put(folder.filePath(u"1.maFile"_s),
        R"({"shared_secret":"AAECAwQFBgcICQoLDA0ODxAREhM=","account_name":"a"})"));
    for (const char* const end : { "", "/" }) {
        const auto content =
            transfer::readContent(QFile::encodeName(folder.path()).toStdString() + end);
        QVERIFY(content);
        QCOMPARE(namesIn(read(*content)), QStringList { u"Steam/a"_s });
    }
}

void WholeFileTest::findsTheManifestBesideAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"1.maFile"_s);
    QVERIFY(put(path, QByteArray(96, 'x').toBase64()));
    const auto readIt = [&path] {
        const auto content = transfer::readContent(QFile::encodeName(path).toStdString());
        return content ? read(*content) : content.error();
    };
    const auto formatOf = [&readIt] { return QByteArray(readIt().error().format.data()); };
    QCOMPARE(formatOf(), QByteArray("totp-authenticator")); // nothing else tells it from that
    const QByteArray seal = R"("encryption_iv":"AAAAAAAAAAAAAAAAAAAAAA==","encryption_salt":)"
                            R"("AAAAAAAAAAA=","steamid":1,"filename":)";
    const QString manifest = folder.filePath(u"manifest.json"_s);
    QVERIFY(put(manifest, R"({"entries":[{)" + seal + R"("2.maFile"}]})"));
    QCOMPARE(formatOf(), QByteArray("totp-authenticator")); // it is of another one
    QVERIFY(
        put(manifest, R"({"entries":[{)" + seal + R"("2.maFile"},{)" + seal + R"("1.maFile"}]})"));
    QCOMPARE(formatOf(), QByteArray("steam-mafile-encrypted"));
    QCOMPARE(readIt().error().refusal, Refusal::PassphraseNeeded);
}

void WholeFileTest::tellsAFolderWithoutAManifest()
{
    const QTemporaryDir folder;
    const auto content = transfer::readContent(QFile::encodeName(folder.path()).toStdString());
    QVERIFY(!content);
    QCOMPARE(content.error().refusal, Refusal::Failed);
    QCOMPARE(content.error().cause.arguments.back(), std::string("Is a directory"));
    // Neither is one that is called so, and no file.
    QVERIFY(QDir(folder.path()).mkdir(u"manifest.json"_s));
    QVERIFY(!transfer::readContent(QFile::encodeName(folder.path()).toStdString()));
}

void WholeFileTest::namesSeveralCodesOfAnItemApart()
{
    const QByteArray field = R"({"title":"%1","value":{"totp":"%2"}})";
    const auto code = [&field](const char* title, const QByteArray& value) {
        return QByteArray(field).replace("%1", title).replace("%2", value);
    };
    const auto item = [](const QByteArray& user, const QByteArray& fields) {
        return R"({"overview":{"title":"T"},"details":{"loginFields":[{"designation":"username",)"
               R"("value":")"
            + user + R"("}],"sections":[{"fields":[)" + fields + "]}]}}";
    };
    const QByteArray data = R"({"accounts":[{"vaults":[{"items":[)"
        + item("u",
            code("one", "GEZDGNBVGY3TQOJQ") + "," + code("broken", "1") + ","
                + code("two", "MZXW6YTBOI======") + "," + code("other", Link))
        + "," + item("v", code("same", "GEZDGNBVGY3TQOJQ") + "," + code("same", "MZXW6YTBOI======"))
        + "," + item("", code("one", "GEZDGNBVGY3TQOJQ") + "," + code("", "MZXW6YTBOI======")) + ","
        + item("u", code("one", "GEZDGNBVGY3TQOJQ")) + "]}]}]}";
    const auto file = read(support::storedZip({ { "export.data", data } }));
    // What has names of its own, stands alone in its item or is not told apart by its title is
    // called as it was.
    QCOMPARE(namesIn(file),
        (QStringList { u"T/u (one)"_s, u"T/u (two)"_s, u"I/n"_s, u"T/v"_s, u"T/v"_s, u"T/one"_s,
            u"T/"_s, u"T/u"_s }));
}

void WholeFileTest::readsAnExportWithAttachments()
{
    const QByteArray data = R"({"encrypted":false,"items":[{"name":"I","login":{"username":"n",)"
                            R"("totp":"GEZDGNBVGY3TQOJQ"}}]})";
    const auto file =
        read(support::storedZip({ { "data.json", data }, { "attachments/1/a.txt", "a" } }));
    QCOMPARE(namesIn(file), QStringList { u"I/n"_s });
    QCOMPARE(file->format->id, std::string_view("bitwarden-json"));
    const auto other = read(support::storedZip({ { "data.json", "{\"a\":1}" } }));
    QVERIFY(!other);
    QCOMPARE(other.error().refusal, Refusal::NotRecognised);
    const auto broken = read(support::storedZip({ { "data.json", data.chopped(2) } }));
    QVERIFY(!broken);
    QCOMPARE(broken.error().refusal, Refusal::Damaged);
}

void WholeFileTest::asksForThePassphraseOfAnExportWithAttachments()
{
    QFile sealed(
        QString::fromStdString(support::fixtureFile("bitwarden-json-encrypted/pbkdf2.json")));
    QVERIFY(sealed.open(QIODevice::ReadOnly));
    const auto file = read(support::storedZip({ { "data.json", sealed.readAll() } }));
    QVERIFY(!file);
    QCOMPARE(file.error().refusal, Refusal::PassphraseNeeded);
}

void WholeFileTest::passesOverFoldersInAnArchive()
{
    QCOMPARE(namesIn(read(support::storedZip({ { "out/", {} }, { "out/codes.txt", Link } }))),
        QStringList { u"I/n"_s });
    const auto empty = read(support::storedZip({ { "out/", {} } }));
    QVERIFY(!empty);
    QCOMPARE(empty.error().refusal, Refusal::NotRecognised);
}

void WholeFileTest::tellsAnArchiveThatIsDamaged()
{
    const QByteArray whole = support::storedZip({ { "codes.txt", Link } });
    QVERIFY(read(whole));
    const auto cut = read(whole.chopped(30));
    QVERIFY(!cut);
    QCOMPARE(cut.error().refusal, Refusal::Damaged);
    QCOMPARE(cut.error().arguments, std::vector<std::string> { "ZIP" });
}

void WholeFileTest::keepsTheOrderThatEnteShows()
{
    const auto line = [](const QByteArray& name, const QByteArray& display) {
        return "otpauth://totp/" + name
            + "?secret=GEZDGNBVGY3TQOJQ&codeDisplay=" + display.toPercentEncoding() + "\n";
    };
    const QByteArray lines = line("c", "{\"position\":2}") + line("a", "{\"position\":0}")
        + line("b", "{\"position\":0}");
    QCOMPARE(namesIn(read(lines)), (QStringList { u"/a"_s, u"/b"_s, u"/c"_s }));
    // Where it is not said of each, the file has an order of its own.
    QCOMPARE(namesIn(read(lines + line("d", "{}"))),
        (QStringList { u"/c"_s, u"/a"_s, u"/b"_s, u"/d"_s }));
}

void WholeFileTest::readsEntesOtherForm()
{
    const QByteArray text = R"({"items":[{"rawData":")" + Link
        + R"(","display":{"pinned":true,"note":"hello","tags":["t"],"position":1}},)"
          R"({"rawData":"steam://GEZDGNBVGY3TQOJQ","display":{"trashed":true,"position":0}},)"
          R"({"display":{}},{"rawData":"otpauth://totp/I:broken?secret=1"}]})";
    const auto file = read(text);
    QVERIFY(file);
    QCOMPARE(file->format->id, std::string_view("ente-plain"));
    QCOMPARE(namesIn(file), (QStringList { u"Steam/"_s, u"I/n"_s }));
    QVERIFY(file->imported.accounts[0].isTrashed);
    const transfer::ImportedAccount& account = file->imported.accounts[1];
    QVERIFY(account.isFavourite);
    QCOMPARE(account.note, u"hello"_s);
    QCOMPARE(account.tags, QStringList { u"t"_s });
    QCOMPARE(file->imported.left.size(), std::size_t { 2 });
    QCOMPARE(file->imported.left[1].name, u"broken"_s);
}

void WholeFileTest::readsLastPassWithoutTheNameOfThePhone()
{
    const auto file = read(QByteArray(R"({"accounts":[{"issuerName":"I","userName":"n",)"
                                      R"("secret":"GEZDGNBVGY3TQOJQ","timeStep":30}]})"));
    QVERIFY(file);
    QCOMPARE(file->format->id, std::string_view("lastpass-authenticator-json"));
}

void WholeFileTest::takesFiveDigitsOfSteamForSteams_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("LastPass Authenticator") << QByteArray(
        R"({"accounts":[{"issuerName":"%1","userName":"u","secret":"GEZDGNBVGY3TQOJQ",)"
        R"("timeStep":30,"digits":%2,"algorithm":"SHA1"}]})");
    QTest::newRow("Raivo OTP") << QByteArray(
        R"([{"issuer":"%1","account":"u","secret":"GEZDGNBVGY3TQOJQ","kind":"TOTP",)"
        R"("timer":"30","digits":"%2","algorithm":"SHA1"}])");
}

void WholeFileTest::takesFiveDigitsOfSteamForSteams()
{
    QFETCH(QByteArray, file);
    const auto isSteam = [&file](const char* issuer, const char* digits) {
        const auto made = read(QByteArray(file).replace("%1", issuer).replace("%2", digits));
        return made
            && std::holds_alternative<otp::Steam>(made->imported.accounts.at(0).entry.credential);
    };
    QVERIFY(isSteam("Steam", "5"));
    QVERIFY(!isSteam("Steam", "6"));
    QVERIFY(!isSteam("steam", "5"));
}

void WholeFileTest::isNotLostByAHalfCharacter()
{
    // As programs write it that cut a name after so many units of UTF-16.
    const auto file = read(QByteArray(R"({"version":1,"header":{"slots":null},"db":{"version":3,)"
                                      R"("entries":[{"type":"totp","issuer":"I","name":"n\ud83d",)"
                                      R"("info":{"secret":"GEZDGNBVGY3TQOJQ"}}]}})"));
    QCOMPARE(namesIn(file), QStringList { u"I/n\ufffd"_s });
}

QTEST_APPLESS_MAIN(WholeFileTest)
#include "whole_file_test.moc"
