// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "core/vault/body.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/full_heap.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using transfer::Refusal;

namespace {

constexpr std::string_view TwoFas =
    R"({"schemaVersion":4,"services":[{"name":"I","secret":"GEZDGNBVGY3TQOJQ","otp":{"account":"n"}}]})";
constexpr std::string_view Link = "otpauth://totp/I:n?secret=GEZDGNBVGY3TQOJQ\n";

transfer::Content contentOf(std::string_view text)
{
    return transfer::Content({ text.begin(), text.end() });
}

transfer::Outcome<transfer::Formats> detected(std::string_view text)
{
    return transfer::detect(contentOf(text), transfer::importFormats());
}

std::string formatOf(std::string_view text)
{
    const auto formats = detected(text);
    return formats ? std::string(formats->front()->id) : std::string();
}

transfer::Outcome<transfer::ReadFile> read(std::string_view text)
{
    const transfer::Content content = contentOf(text);
    const auto formats = transfer::detect(content, transfer::importFormats());
    if (!formats)
        return formats.error();
    return transfer::read(content, *formats, {});
}

/// A format that tells how often it was read with a passphrase, and how often without.
struct Counted
{
    static inline int open = 0;
    static inline int sealed = 0;
    static inline bool isEncrypted = false;

    static transfer::Match match(const transfer::Content&) { return transfer::Match::Certain; }
    static transfer::Outcome<transfer::Imported> read(
        const transfer::Content&, const transfer::Request& request)
    {
        ++(request.passphrase ? sealed : open);
        if (isEncrypted && !request.passphrase)
            return transfer::Failure { .refusal = Refusal::PassphraseNeeded };
        transfer::Imported imported;
        imported.leave(u"I"_s, u"n"_s, { base::ErrorCode::MissingField, "test", { "secret" } });
        return imported;
    }
};

} // namespace

/// What a file is found to be, whatever it is called, and the limits that hold for all.
class DetectTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void looksAtContentAlone();
    void passesOverAByteOrderMark();
    void doesNotRecogniseWhatIsNothing_data();
    void doesNotRecogniseWhatIsNothing();
    void guessesTheNearest();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void namesNoMoreThanThree();
    void tellsWhatIsWrappedAroundAFile_data();
    void tellsWhatIsWrappedAroundAFile();
    void guessesAtWhatHasToBeNamed();
    void tellsDamageFromAnUnknownFile();
    void insistsOnlyWhereItCanBe();
    void readsNoDeeperThanSixtyFour();
    void leavesNamesThatAreTooLong();
    void leavesWhatTheVaultCouldNotHold();
    void leavesQuicklyWhatManyAccountsShare();
    void tidiesTagsThatManyAccountsShareOnce();
    void takesNoHalfOfAFileForAllOfIt();
    void countsWhatIsLeft();
    void keepsWhereSomethingWasLeft();
    void noAccountIsTold();
    void tidiesTagsAndNames();
    void readsOnceWhatNeedsNoPassphrase();
    void readsAFile();
    void tellsWhyAFileCannotBeRead();
    void tellsAFileThatIsTooLarge();
};

void DetectTest::looksAtContentAlone()
{
    QCOMPARE(formatOf(TwoFas), std::string("2fas-json"));
    QCOMPARE(formatOf(Link), std::string("otpauth-uri-list"));
    QCOMPARE(
        formatOf(std::string("# codes\n\nQR-Code:").append(Link)), std::string("otpauth-uri-list"));
    QCOMPARE(formatOf(std::string(Link).append("otpauth-migration://offline?data=AAAA")),
        std::string("google-migration-uri"));
    QCOMPARE(
        formatOf(R"({"version":1,"header":{"slots":null},"db":{}})"), std::string("aegis-json"));
    QCOMPARE(formatOf(R"({"version":1,"header":{"slots":[]},"db":"AAAA"})"),
        std::string("aegis-json-encrypted"));
    // A text that mentions a link is none of ours.
    QCOMPARE(
        formatOf(std::string("See\nhere\n").append(Link).append("or there\n")), std::string(""));
}

void DetectTest::passesOverAByteOrderMark()
{
    QCOMPARE(formatOf("\xef\xbb\xbf" + std::string(TwoFas)), std::string("2fas-json"));
    QCOMPARE(formatOf("\xef\xbb\xbf" + std::string(Link)), std::string("otpauth-uri-list"));
}

void DetectTest::doesNotRecogniseWhatIsNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \n\t\r\n");
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe{\0}\0", 6);
    QTest::newRow("another JSON") << QByteArray(R"({"hello":"world"})");
    QTest::newRow("a list of numbers") << QByteArray("[1,2,3]");
    QTest::newRow("prose") << QByteArray("Dear Sir or Madam,\n");
    QTest::newRow("a web address") << QByteArray("https://example.org/\n");
}

void DetectTest::doesNotRecogniseWhatIsNothing()
{
    QFETCH(QByteArray, bytes);
    const auto formats = detected(base::textOf(base::bytesOf(bytes)));
    QVERIFY(!formats);
    QCOMPARE(formats.error().refusal, Refusal::NotRecognised);
    QCOMPARE(formats.error().format, std::string_view());
}

void DetectTest::tellsWhatIsWrappedAroundAFile_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("obstacle");
    QTest::newRow("OpenPGP") << QByteArray("-----BEGIN PGP MESSAGE-----\n\nhQEM")
                             << QByteArray("openpgp")
                             << static_cast<int>(transfer::Obstacle::OpenPgp);
    QTest::newRow("OpenPGP behind a mark and a blank line")
        << QByteArray("\xef\xbb\xbf\r\n-----BEGIN PGP MESSAGE-----\n\nhQEM")
        << QByteArray("openpgp") << static_cast<int>(transfer::Obstacle::OpenPgp);
    QTest::newRow("OpenPGP that is no text")
        << QByteArray::fromHex("8c0d04090302112233445566778860d23f01") << QByteArray("openpgp")
        << static_cast<int>(transfer::Obstacle::OpenPgp);
    QTest::newRow("Nextcloud") << QByteArray(
        "HBEGIN:oc_encryption_module:OC_DEFAULT_MODULE:HEND---")
                               << QByteArray("nextcloud-server-encryption")
                               << static_cast<int>(transfer::Obstacle::ServerWrapped);
}

void DetectTest::tellsWhatIsWrappedAroundAFile()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, kind);
    QFETCH(int, obstacle);
    const auto formats = detected(begin.toStdString());
    QVERIFY(!formats);
    QCOMPARE(formats.error().refusal, Refusal::Unsupported);
    QCOMPARE(QByteArray(formats.error().format.data(),
                 static_cast<qsizetype>(formats.error().format.size())),
        kind);
    QCOMPARE(static_cast<int>(formats.error().obstacle), obstacle);
}

void DetectTest::guessesTheNearest()
{
    // Whole JSON, but without what makes it one of 2FAS.
    const auto formats =
        detected(R"({"services":[{"otp":{"tokenType":"TOTP"}}],"appVersionCode":1})");
    QVERIFY(!formats);
    QCOMPARE(formats.error().refusal, Refusal::NotRecognised);
    QCOMPARE(formats.error().format, std::string_view("2fas-json"));
    QCOMPARE(formats.error().arguments, std::vector<std::string> { "schemaVersion" });
}

void DetectTest::namesWhatIsMissing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("missing"); ///< with spaces between
    const auto row = [](const char* format, const char* missing, const char* text) {
        QTest::newRow(format) << QByteArray(text) << QByteArray(format) << QByteArray(missing);
    };
    row("aegis-json", "db",
        R"({"version":1,"header":{"slots":null,"params":null},"data":{"entries":[]}})");
    row("aegis-json-encrypted", "db",
        R"({"version":1,"header":{"slots":[{"key_params":{"nonce":"00"}}]},"data":"AAAA"})");
    row("2fas-json", "schemaVersion",
        R"({"services":[{"otp":{"tokenType":"TOTP"}}],"appVersionCode":1})");
    row("2fas-json-encrypted", "schemaVersion",
        R"({"servicesEncrypted":"a:b:c","reference":"d:e:f","appVersionCode":1})");
    row("bitwarden-json-encrypted", "encrypted",
        R"({"passwordProtected":true,"kdfIterations":1,"encKeyValidation_DO_NOT_EDIT":"2.a"})");
    row("cxf-json", "exporterRpId",
        R"({"exporterDisplayName":"x","accounts":[{"credentials":[]}]})");
    row("ente-encrypted", "kdfParams",
        R"({"encryptedData":"AA","encryptionNonce":"AA","params":{"memLimit":1}})");
    row("authy-api-json", "authenticator_tokens",
        R"({"tokens":[{"encrypted_seed":"AA","account_type":"github"}]})");
    row("freeotp-plus-json", "tokens",
        R"({"tokenOrder":[],"list":[{"issuerExt":"","algo":"SHA1"}]})");
    row("stratum-json", "Authenticators",
        R"({"Accounts":[{"Username":"n","Ranking":0}],"Categories":[]})");
    row("lastpass-authenticator-json", "issuerName",
        R"({"accounts":[{"userName":"n","timeStep":30}],"localDeviceId":"a"})");
    row("winauth-xml", "WinAuthAuthenticator",
        "<List><authenticatordata><secretdata>AA</secretdata></authenticatordata></List>");
    row("bitwarden-csv", "login_totp", "folder,type,login_username,code\n,login,n,AAAA\n");
}

void DetectTest::namesWhatIsMissing()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, missing);
    const auto formats = detected(text.toStdString());
    QVERIFY(!formats);
    QCOMPARE(formats.error().refusal, Refusal::NotRecognised);
    QCOMPARE(std::string(formats.error().format), format.toStdString());
    std::string told;
    for (const std::string& part : formats.error().arguments)
        told.append(told.empty() ? "" : " ").append(part);
    QCOMPARE(told, missing.toStdString());
}

void DetectTest::namesNoMoreThanThree()
{
    const transfer::Format* const aegis =
        transfer::findFormat(transfer::importFormats(), "aegis-json");
    const auto named = transfer::insist(contentOf("{}"), *aegis);
    QVERIFY(!named);
    QCOMPARE(named.error().arguments, (std::vector<std::string> { "header", "db", "slots" }));
    QCOMPARE(named.error().arguments.size(), transfer::MostMissing);
}

void DetectTest::guessesAtWhatHasToBeNamed()
{
    std::string noise;
    for (int i = 0; i < 100; ++i)
        noise += static_cast<char>(0xff - i);
    const auto formats = detected(noise);
    QVERIFY(!formats);
    QCOMPARE(formats.error().refusal, Refusal::NotRecognised);
    QCOMPARE(formats.error().obstacle, transfer::Obstacle::NoSignature);
    QCOMPARE(formats.error().format, std::string_view("andotp-encrypted-old"));
    const auto named = transfer::insist(
        contentOf(noise), *transfer::findFormat(transfer::importFormats(), "andotp-encrypted-old"));
    QVERIFY(named);
    const auto read = transfer::read(contentOf(noise), *named, {});
    QVERIFY(!read);
    QCOMPARE(read.error().refusal, Refusal::PassphraseNeeded);
    // Nor a guess: too short, and a header with its many zeros.
    QCOMPARE(detected(noise.substr(0, 29)).error().obstacle, transfer::Obstacle::None);
    QCOMPARE(detected("\x89PNG" + std::string(8, '\0') + noise).error().obstacle,
        transfer::Obstacle::None);
    // It may as well begin with a number of iterations: both are tried.
    const auto both = detected(std::string("\0\x02\x22\xe0", 4) + noise);
    QVERIFY(both);
    QCOMPARE(both->size(), 2);
    QCOMPARE(both->front()->id, std::string_view("andotp-encrypted"));
}

void DetectTest::tellsDamageFromAnUnknownFile()
{
    const auto cut = detected(TwoFas.substr(0, TwoFas.size() - 2));
    QVERIFY(!cut);
    QCOMPARE(cut.error().refusal, Refusal::Damaged);
    QCOMPARE(cut.error().format, std::string_view("2fas-json"));
    QCOMPARE(detected("{\"a\":").error().refusal, Refusal::NotRecognised);
}

void DetectTest::insistsOnlyWhereItCanBe()
{
    const transfer::Format* aegis =
        transfer::findFormat(transfer::importFormats(), "aegis-json-encrypted");
    QVERIFY(aegis);
    const auto formats = transfer::insist(contentOf(TwoFas), *aegis);
    QVERIFY(!formats);
    QCOMPARE(formats.error().refusal, Refusal::NotRecognised);
    QCOMPARE(transfer::findFormat(transfer::importFormats(), "aegis"), nullptr);
}

void DetectTest::readsNoDeeperThanSixtyFour()
{
    const auto nested = [](std::size_t depth) {
        // The object and the array of services are two.
        return R"({"schemaVersion":4,"services":[)" + std::string(depth, '[')
            + std::string(depth, ']') + "]}";
    };
    QCOMPARE(formatOf(nested(62)), std::string("2fas-json"));
    QCOMPARE(formatOf(nested(63)), std::string(""));
    QCOMPARE(formatOf(nested(100'000)), std::string(""));
}

void DetectTest::leavesNamesThatAreTooLong()
{
    const auto withName = [](std::size_t size) {
        return R"({"schemaVersion":4,"services":[{"name":")" + std::string(size, 'x')
            + R"(","secret":"GEZDGNBVGY3TQOJQ"}]})";
    };
    const auto most = read(withName(transfer::LongestText));
    QVERIFY(most);
    QCOMPARE(most->imported.accounts.size(), 1);
    const auto more = read(withName(transfer::LongestText + 1));
    QVERIFY(more);
    QVERIFY(more->imported.accounts.empty());
    QCOMPARE(more->imported.left.size(), 1);
    QCOMPARE(more->imported.left.front().reason.code, base::ErrorCode::TooLarge);
    QCOMPARE(more->imported.left.front().name.size(), 0);
}

void DetectTest::leavesWhatTheVaultCouldNotHold()
{
    const auto withTags = [](std::size_t count) {
        std::string text = R"([{"secret":"GEZDGNBVGY3TQOJQ","issuer":"i","label":"l",)"
                           R"("type":"TOTP","algorithm":"SHA1","digits":6,"period":30,)"
                           R"("thumbnail":"Default","last_used":0,"tags":[)";
        for (std::size_t i = 0; i < count; ++i)
            text.append(i == 0 ? "\"" : ",\"").append(std::to_string(i)).append("\"");
        return text + "]}]";
    };
    const auto most = read(withTags(vault::MaxTags));
    QVERIFY(most);
    QCOMPARE(most->imported.accounts.size(), 1);
    const auto more = read(withTags(vault::MaxTags + 1));
    QVERIFY(more);
    QVERIFY(more->imported.accounts.empty());
    QCOMPARE(more->imported.left.front().reason.code, base::ErrorCode::TooLarge);
    QCOMPARE(more->imported.left.front().name, QStringLiteral("l"));
}

/// To encode, compare or copy it for each of them would take minutes.
void DetectTest::leavesQuicklyWhatManyAccountsShare()
{
    const transfer::Format format { .id = "shared",
        .program = "Test",
        .form = transfer::Form::Text,
        .isEncrypted = false,
        .match = Counted::match,
        .read = [](const transfer::Content&,
                    const transfer::Request&) -> transfer::Outcome<transfer::Imported> {
            const QString folder(30'000'000, u'x');
            transfer::Imported imported;
            for (int i = 0; i < 20'000; ++i) {
                transfer::ImportedAccount account;
                account.tags.append(folder);
                imported.take(std::move(account));
            }
            return imported;
        },
        .marks = {} };
    const auto read = transfer::read(contentOf("x"), { &format }, {});
    QVERIFY(read);
    QCOMPARE(read->imported.left.size(), std::size_t { 20'000 });
    QCOMPARE(read->imported.left[0].reason.code, base::ErrorCode::TooLarge);
}

/// A million tags for each of them would take hours.
void DetectTest::tidiesTagsThatManyAccountsShareOnce()
{
    const transfer::Format format { .id = "shared",
        .program = "Test",
        .form = transfer::Form::Text,
        .isEncrypted = false,
        .match = Counted::match,
        .read = [](const transfer::Content&,
                    const transfer::Request&) -> transfer::Outcome<transfer::Imported> {
            const QString tag(20'000, u'x');
            QStringList many;
            for (int i = 0; i < 100'000; ++i)
                many.append(tag);
            const QStringList others { u" a "_s, u"a"_s, {} };
            transfer::Imported imported;
            for (int i = 0; i < 20'000; ++i) {
                transfer::ImportedAccount account;
                account.tags = i % 2 == 0 ? many : others;
                imported.take(std::move(account));
            }
            return imported;
        },
        .marks = {} };
    const auto read = transfer::read(contentOf("x"), { &format }, {});
    QVERIFY(read);
    QCOMPARE(read->imported.accounts.size(), std::size_t { 20'000 });
    QCOMPARE(read->imported.accounts[0].tags, QStringList { QString(20'000, u'x') });
    QCOMPARE(read->imported.accounts[19'999].tags, QStringList { u"a"_s });
}

/// No account of it has room in locked memory.
void DetectTest::takesNoHalfOfAFileForAllOfIt()
{
    const std::size_t before = crypto::secureHeapInUse();
    std::optional<support::FullHeap> full { std::in_place };
    const auto file = read("otpauth://totp/a?secret=AAAA\notpauth://q/x?secret=AA\n");
    full.reset();
    QVERIFY(!file);
    QCOMPARE(file.error().refusal, Refusal::Failed);
    QCOMPARE(file.error().cause.code, base::ErrorCode::SecureHeapFull);
    QCOMPARE(crypto::secureHeapInUse(), before);
}

void DetectTest::countsWhatIsLeft()
{
    std::string text;
    for (std::size_t i = 0; i <= transfer::MostAccounts; ++i)
        text += "otpauth://q/x?secret=AA\n";
    const auto more = read(text);
    QVERIFY(!more);
    QCOMPARE(more.error().refusal, Refusal::TooLarge);
    text.resize(text.size() - 24);
    const auto most = read(text);
    QVERIFY(most);
    QCOMPARE(most->imported.left.size(), transfer::MostAccounts);
}

void DetectTest::keepsWhereSomethingWasLeft()
{
    const std::string bad = "otpauth://totp/Bad:b?secret=0\n";
    const auto some = read(bad + std::string(Link) + bad + bad);
    QVERIFY(some);
    QCOMPARE(some->imported.accounts.size(), 1);
    std::vector<std::size_t> positions;
    for (const transfer::Left& left : some->imported.left)
        positions.push_back(left.position);
    QCOMPARE(positions, (std::vector<std::size_t> { 0, 1, 1 }));
    QCOMPARE(some->imported.left.front().issuer, u"Bad"_s);
}

void DetectTest::noAccountIsTold()
{
    const auto none = read(R"({"schemaVersion":4,"services":[]})");
    QVERIFY(!none);
    QCOMPARE(none.error().refusal, Refusal::NoAccounts);
    QCOMPARE(none.error().format, std::string_view("2fas-json"));
}

void DetectTest::tidiesTagsAndNames()
{
    const auto some =
        read(R"({"schemaVersion":4,"groups":[{"id":"A","name":" work "},{"id":"b","name":"  "}],)"
             R"("services":[{"name":" I ","secret":"GEZDGNBVGY3TQOJQ","groupId":"a"},)"
             R"({"name":"J","secret":"GEZDGNBVGY3TQOJQ","groupId":"B"}]})");
    QVERIFY(some);
    QCOMPARE(some->imported.accounts[0].entry.issuer, u"I"_s);
    QCOMPARE(some->imported.accounts[0].tags, QStringList { u"work"_s });
    QCOMPARE(some->imported.accounts[1].tags, QStringList());
}

void DetectTest::readsOnceWhatNeedsNoPassphrase()
{
    const transfer::Format format { .id = "counted",
        .program = "Test",
        .form = transfer::Form::Text,
        .isEncrypted = true,
        .match = Counted::match,
        .read = Counted::read,
        .marks = {} };
    const auto passphrase = crypto::SecretBytes::copyOf("words");
    const transfer::Content content = contentOf("x");
    const auto open = transfer::read(content, { &format }, { .passphrase = &*passphrase });
    QVERIFY(open && open->isOpen);
    QCOMPARE(Counted::open, 1);
    QCOMPARE(Counted::sealed, 0);
    Counted::isEncrypted = true;
    const auto sealed = transfer::read(content, { &format }, { .passphrase = &*passphrase });
    QVERIFY(sealed && !sealed->isOpen);
    QCOMPARE(Counted::sealed, 1);
    QCOMPARE(transfer::read(content, { &format }, {}).error().refusal, Refusal::PassphraseNeeded);
}

void DetectTest::readsAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"picture.png"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(TwoFas.data(), static_cast<qint64>(TwoFas.size()));
    file.close();
    const auto content = transfer::readContent(file.fileName().toStdString());
    QVERIFY(content);
    QCOMPARE(content->path(), file.fileName().toStdString());
    QCOMPARE(transfer::detect(*content, transfer::importFormats())->front()->id,
        std::string_view("2fas-json"));
}

void DetectTest::tellsWhyAFileCannotBeRead()
{
    const QTemporaryDir folder;
    for (const QString& path : { folder.filePath(u"absent"_s), folder.path() }) {
        const auto content = transfer::readContent(path.toStdString());
        QVERIFY(!content);
        QCOMPARE(content.error().refusal, Refusal::Failed);
        QCOMPARE(content.error().cause.code, base::ErrorCode::CannotRead);
    }
}

void DetectTest::tellsAFileThatIsTooLarge()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"f"_s));
    QVERIFY(file.open(QFile::WriteOnly));
    QVERIFY(file.resize(static_cast<qint64>(transfer::LargestFile) + 1)); // takes no room
    const auto content = transfer::readContent(file.fileName().toStdString());
    QVERIFY(!content);
    QCOMPARE(content.error().refusal, Refusal::TooLarge);
}

QTEST_GUILESS_MAIN(DetectTest)
#include "detect_test.moc"
