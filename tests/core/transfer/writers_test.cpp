// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"

using namespace Qt::StringLiterals;
using base::json::Value;
using support::ExportScene;
using support::textOf;
using transfer::Misfit;

namespace {

std::optional<Misfit> misfit(std::string_view id, otp::Entry entry, bool withPin = true)
{
    ExportScene scene;
    if (withPin && otp::needsPin(entry.credential))
        entry.pin = *crypto::SecretBytes::copyOf(std::string_view("1"));
    scene.add(std::move(entry));
    return scene.plan(support::exportFormat(id)).lines().front().misfit;
}

} // namespace

/// What stands in the files, letter by letter where other programs look: what our readers forgive
/// they may not.
class WritersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void linksAreSpelledInFull();
    void aegisHasEveryFieldOfItsOwn();
    void aegisSealsAsItsDocumentSays();
    void aegisTakesNoOtherCodes();
    void accountsKeepTheirIds();
    void twoFasHasEveryFieldThatPhonesRequire();
    void twoFasSealsServicesAndReferenceApart();
    void enteHasNoCommaInIt();
    void enteSealsItsLinksForAPhone();
    void bitwardenHasLoginsWithLinks();
    void bitwardenSealsAsItsExportDoes();
    void keepassxcHasItsOwnLinks();
    void cxfSaysItsAlgorithmInLowerCase();
    void stratumHasEveryFieldOfItsOwn();
    void stratumIsGivenNothingItWouldRefuse();
    void stratumSealsAsItsDocumentSays();
    void protonHasLinksAndItsOwnForSteam();
    void protonIsGivenNothingItWouldRefuse();
    void protonSealsWithItsOwnName();
};

void WritersTest::linksAreSpelledInFull()
{
    ExportScene scene;
    scene.add(support::entryOf("A:B Ltd", "a b:c", "12345678901234567890"));
    scene.add(support::entryOf("", "alone", "1", otp::Hotp { .counter = 5 }));
    scene.add(support::entryOf("Steam", "s", "12345678901234567890", otp::Steam {}));
    scene.add(support::entryOf("M", "m", support::MotpSecret, otp::Motp {}));
    otp::Entry yandex = support::entryOf("Y", "y", support::YandexSecret, otp::Yandex {});
    yandex.pin = *crypto::SecretBytes::copyOf(std::string_view("7315"));
    scene.add(std::move(yandex));
    const std::string expected =
        "otpauth://totp/A%3AB%20Ltd:a%20b%3Ac?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=A%3AB%20Ltd&algorithm=SHA1&digits=6&period=30\n"
        "otpauth://hotp/alone?secret=GE&algorithm=SHA1&digits=6&counter=5\n"
        "otpauth://steam/Steam:s?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Steam"
        "&algorithm=SHA1&digits=5&period=30\n"
        "motp://M:m?secret=d20a028660d67c73\n"
        "otpauth://yaotp/Y:y?secret=GAYTEMZUGU3DOOBZMFRGGZDFMY&issuer=Y&pin=G4ZTCNI\n";
    QVERIFY(textOf(scene, "otpauth-uri-list") == expected);
}

void WritersTest::aegisHasEveryFieldOfItsOwn()
{
    ExportScene scene;
    scene.add(support::everyKind());
    const std::string text = textOf(scene, "aegis-json");
    const auto file = base::json::read(text);
    QVERIFY(file);
    QCOMPARE(file->names, (std::vector<std::string> { "version", "header", "db" }));
    QCOMPARE(file->member("header")->member("slots")->kind, base::json::Kind::Null);
    const Value& db = *file->member("db");
    QCOMPARE(*db.member("version")->integer(), 3);
    const std::vector<Value>& groups = db.member("groups")->items;
    QCOMPARE(groups.size(), std::size_t { 2 });
    const std::vector<Value>& entries = db.member("entries")->items;
    QCOMPARE(entries.size(), std::size_t { 5 });
    for (const Value& entry : entries) {
        QCOMPARE(entry.names,
            (std::vector<std::string> {
                "type", "uuid", "name", "issuer", "note", "favorite", "icon", "info", "groups" }));
        QCOMPARE(entry.member("groups")->items[0].text(), groups[0].member("uuid")->text());
    }
    const auto info = [&entries](std::size_t i) { return entries[i].member("info")->names; };
    using Names = std::vector<std::string>;
    QCOMPARE(info(0), (Names { "secret", "algo", "digits", "period" }));
    QCOMPARE(info(1), (Names { "secret", "algo", "digits", "counter" }));
    QCOMPARE(info(2), (Names { "secret", "algo", "digits", "period" }));
    QCOMPARE(info(3), (Names { "secret", "algo", "digits", "period", "pin" }));
    QCOMPARE(info(4), (Names { "secret", "algo", "digits", "period", "pin" }));
    const Value& motp = *entries[3].member("info");
    QCOMPARE(base::json::textOf(motp, "algo"), std::string("MD5"));
    QCOMPARE(base::json::textOf(motp, "secret"), std::string("2IFAFBTA2Z6HG"));
    QCOMPARE(*motp.member("period")->integer(), 10);
    QCOMPARE(base::json::textOf(*entries[4].member("info"), "algo"), std::string("SHA256"));
}

void WritersTest::aegisSealsAsItsDocumentSays()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    const std::string text = textOf(scene, "aegis-json-encrypted");
    const auto file = base::json::read(text);
    QVERIFY(file);
    QVERIFY(text.find("GEZDGNBV") == std::string::npos);
    const Value& slot = file->member("header")->member("slots")->items.front();
    const auto number = [&slot](const char* name) { return slot.member(name)->integer(); };
    QCOMPARE(number("type"), 1);
    QCOMPARE(number("n"), 32768);
    QCOMPARE(number("r"), 8);
    QCOMPARE(number("p"), 1);
    QCOMPARE(slot.member("repaired")->boolean(), true);
    QCOMPARE(slot.member("is_backup")->boolean(), false);
    QCOMPARE(base::json::textOf(slot, "salt").size(), std::size_t { 64 });
    QCOMPARE(base::json::textOf(slot, "key").size(), std::size_t { 64 });
    const Value& params = *file->member("header")->member("params");
    for (const Value* one : { slot.member("key_params"), &params }) {
        QCOMPARE(base::json::textOf(*one, "nonce").size(), std::size_t { 24 });
        QCOMPARE(base::json::textOf(*one, "tag").size(), std::size_t { 32 });
    }
    QVERIFY(base::json::textOf(params, "nonce")
        != base::json::textOf(*slot.member("key_params"), "nonce"));
    QVERIFY(textOf(scene, "aegis-json-encrypted") != text); // another salt, another key
    // It opens with its own passphrase and no other.
    const transfer::Content content(crypto::WipedBytes(text.begin(), text.end()));
    const auto wrong = *crypto::SecretBytes::copyOf(std::string_view("of the File"));
    const auto read = transfer::read(content,
        { support::exportFormat("aegis-json-encrypted").format }, { .passphrase = &wrong });
    QVERIFY(!read);
    QCOMPARE(read.error().refusal, transfer::Refusal::WrongPassphrase);
}

void WritersTest::aegisTakesNoOtherCodes()
{
    using Kind = Misfit::Kind;
    constexpr std::string_view Id = "aegis-json";
    const auto kind = [](const otp::Credential& credential, std::string_view secret) {
        const auto found = misfit(Id, support::entryOf("I", "n", secret, credential));
        return found ? std::optional(found->kind) : std::nullopt;
    };
    constexpr std::string_view Secret = "12345678901234567890";
    QVERIFY(!kind(otp::Totp { .digits = 10, .period = 86400 }, Secret));
    QVERIFY(!kind(otp::Totp { .digits = 1, .period = 1 }, Secret));
    QCOMPARE(kind(otp::Totp { .algorithm = crypto::Hash::Sha224 }, Secret), Kind::Algorithm);
    QCOMPARE(kind(otp::Steam { .digits = 6 }, Secret), Kind::Digits);
    QCOMPARE(kind(otp::Motp { .period = 30 }, support::MotpSecret), Kind::Period);
    QCOMPARE(kind(otp::Motp {}, "not hexadecimal"), Kind::Secret);
    QCOMPARE(kind(otp::Motp {}, "abc"), Kind::Secret); // half a byte
    QCOMPARE(kind(otp::Hotp { .counter = std::uint64_t { 1 } << 63 }, Secret), Kind::Counter);
    otp::Entry entry = support::entryOf("I", "n", support::MotpSecret, otp::Motp {});
    QCOMPARE(misfit(Id, std::move(entry), false)->kind, Kind::PinMissing);
}

void WritersTest::accountsKeepTheirIds()
{
    ExportScene scene;
    scene.add(support::everyKind());
    QVERIFY(textOf(scene, "aegis-json") == textOf(scene, "aegis-json"));
    const vault::Id id { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff } };
    QCOMPARE(transfer::uuidOf(id), std::string("ffffffff-ffff-4fff-bfff-ffffffffffff"));
    QVERIFY(*transfer::uuidOf(u"Work"_s) != *transfer::uuidOf(u"work"_s));
}

void WritersTest::twoFasHasEveryFieldThatPhonesRequire()
{
    ExportScene scene;
    scene.add(support::everyKind());
    scene.add(support::entryOf("", "alone"));
    const std::string text = textOf(scene, "2fas-json");
    const auto file = base::json::read(text);
    QVERIFY(file);
    QCOMPARE(*file->member("schemaVersion")->integer(), 4);
    QCOMPARE(base::json::textOf(*file, "appOrigin"), std::string("android"));
    const std::vector<Value>& groups = file->member("groups")->items;
    QCOMPARE(groups.size(), std::size_t { 1 });
    QCOMPARE(
        groups[0].names, (std::vector<std::string> { "id", "name", "isExpanded", "updatedAt" }));
    const std::vector<Value>& services = file->member("services")->items;
    QCOMPARE(services.size(), std::size_t { 4 });
    for (std::size_t i = 0; i < services.size(); ++i) {
        const Value& service = services[i];
        QVERIFY(!base::json::textOf(service, "name").empty());
        QCOMPARE(
            service.member("order")->member("position")->integer(), static_cast<std::int64_t>(i));
        QCOMPARE(service.member("otp")->names,
            (std::vector<std::string> { "label", "account", "issuer", "digits", "period",
                "algorithm", "counter", "tokenType", "source" }));
        const Value& icon = *service.member("icon");
        QCOMPARE(base::json::textOf(icon, "selected"), std::string("Label"));
        QVERIFY(base::json::textOf(*icon.member("label"), "text").size() >= 2);
        QCOMPARE(base::json::textOf(*icon.member("iconCollection"), "id"),
            std::string("a5b3fb65-4ec5-43e6-8ec1-49e24ca9e7ad"));
    }
    QCOMPARE(base::json::textOf(services[0], "groupId"), base::json::textOf(groups[0], "id"));
    QCOMPARE(services[3].member("groupId")->kind, base::json::Kind::Null);
    QCOMPARE(base::json::textOf(*services[1].member("otp"), "tokenType"), std::string("HOTP"));
    QCOMPARE(services[1].member("otp")->member("period")->integer(), 30);
    QCOMPARE(base::json::textOf(services[3], "name"), std::string("alone"));
}

void WritersTest::twoFasSealsServicesAndReferenceApart()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    const std::string text = textOf(scene, "2fas-json-encrypted");
    const auto file = base::json::read(text);
    QVERIFY(file);
    QVERIFY(file->member("services")->items.empty());
    QByteArrayList services =
        QByteArray::fromStdString(base::json::textOf(*file, "servicesEncrypted")).split(':');
    QByteArrayList reference =
        QByteArray::fromStdString(base::json::textOf(*file, "reference")).split(':');
    QCOMPARE(services.size(), 3);
    QCOMPARE(reference.size(), 3);
    QVERIFY(services[1] == reference[1]); // one salt
    QVERIFY(services[2] != reference[2]); // two nonces
    QCOMPARE(QByteArray::fromBase64(services[1]).size(), 256);
    QCOMPARE(QByteArray::fromBase64(reference[0]).size(), 256 + 16);
    QCOMPARE(QByteArray::fromBase64(services[2]).size(), 12);
}

void WritersTest::enteHasNoCommaInIt()
{
    ExportScene scene;
    std::vector<vault::Incoming> all = support::everyKind();
    all[0].note = u"a, b\nc"_s;
    all[0].tags = { u"x, y"_s };
    scene.add(std::move(all));
    const std::string text = textOf(scene, "ente-plain");
    QVERIFY(text.starts_with("otpauth://totp/"));
    QVERIFY(text.find(',') == std::string::npos);
    QCOMPARE(std::ranges::count(text, '\n'), 4);
    QVERIFY(text.find("&codeDisplay=%7B%22pinned%22%3Atrue%2C%22trashed%22%3Afalse%2C"
                      "%22lastUsedAt%22%3A0%2C%22tapCount%22%3A0%2C%22tags%22%3A%5B")
        != std::string::npos);
    QVERIFY(text.find("otpauth://yandex/") != std::string::npos);
    QVERIFY(text.find("&pin=7315&") != std::string::npos);
}

void WritersTest::enteSealsItsLinksForAPhone()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    const std::string text = textOf(scene, "ente-encrypted");
    const auto file = base::json::read(text);
    QVERIFY(file);
    using Names = std::vector<std::string>;
    QCOMPARE(file->names, (Names { "version", "kdfParams", "encryptedData", "encryptionNonce" }));
    QCOMPARE(file->member("version")->integer(), 1);
    const Value& params = *file->member("kdfParams");
    QCOMPARE(params.names, (Names { "memLimit", "opsLimit", "salt" }));
    QCOMPARE(params.member("memLimit")->integer(), 256 * 1024 * 1024);
    QCOMPARE(params.member("opsLimit")->integer(), 4);
    const auto bytes = [](const Value& object, const char* name) {
        return QByteArray::fromBase64(QByteArray::fromStdString(base::json::textOf(object, name)));
    };
    QCOMPARE(bytes(params, "salt").size(), 16);
    QCOMPARE(bytes(*file, "encryptionNonce").size(), 24);
    // The list of the plain export, one message of it.
    const qsizetype plain = static_cast<qsizetype>(textOf(scene, "ente-plain").size());
    QCOMPARE(bytes(*file, "encryptedData").size(), plain + 17);
}

void WritersTest::bitwardenHasLoginsWithLinks()
{
    ExportScene scene;
    scene.add(support::everyKind());
    scene.add(support::entryOf("", "alone"));
    const std::string text = textOf(scene, "bitwarden-json");
    const auto file = base::json::read(text);
    QVERIFY(file);
    QCOMPARE(file->member("encrypted")->boolean(), false);
    const std::vector<Value>& items = file->member("items")->items;
    QCOMPARE(items.size(), std::size_t { 3 });
    QCOMPARE(base::json::textOf(items[0], "folderId"),
        base::json::textOf(file->member("folders")->items.front(), "id"));
    QCOMPARE(items[0].member("type")->integer(), 1);
    QCOMPARE(base::json::textOf(*items[0].member("login"), "totp"),
        std::string("otpauth://totp/ACME%3A%20Gr%C3%B6%C3%9Fe:totp?secret="
                    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME%3A%20Gr%C3%B6%C3%9Fe"
                    "&algorithm=SHA1&digits=6&period=30"));
    QCOMPARE(base::json::textOf(*items[1].member("login"), "totp"),
        std::string("steam://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    QCOMPARE(base::json::textOf(items[2], "name"), std::string("alone"));
    QCOMPARE(items[2].member("folderId")->kind, base::json::Kind::Null);
    QCOMPARE(items[2].member("notes")->kind, base::json::Kind::Null);
}

void WritersTest::bitwardenSealsAsItsExportDoes()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    const std::string text = textOf(scene, "bitwarden-json-encrypted");
    const auto file = base::json::read(text);
    QVERIFY(file);
    QCOMPARE(file->member("passwordProtected")->boolean(), true);
    QCOMPARE(file->member("kdfType")->integer(), 0);
    QCOMPARE(file->member("kdfIterations")->integer(), 600'000);
    QCOMPARE(base::json::textOf(*file, "salt").size(), std::size_t { 24 });
    const QByteArray proof =
        QByteArray::fromStdString(base::json::textOf(*file, "encKeyValidation_DO_NOT_EDIT"));
    QVERIFY(proof.startsWith("2."));
    const QByteArrayList parts = proof.sliced(2).split('|');
    QCOMPARE(parts.size(), 3);
    QCOMPARE(QByteArray::fromBase64(parts[0]).size(), 16);
    QCOMPARE(QByteArray::fromBase64(parts[1]).size(), 48); // 36 letters of a UUID
    QCOMPARE(QByteArray::fromBase64(parts[2]).size(), 32);
}

void WritersTest::keepassxcHasItsOwnLinks()
{
    ExportScene scene;
    std::vector<vault::Incoming> all(3);
    all[0].entry = support::entryOf("A \"B\"", "a,b", "12345678901234567890",
        otp::Totp { .algorithm = crypto::Hash::Sha256, .digits = 8, .period = 60 });
    all[0].note = u"two\nlines"_s;
    all[0].tags = { u"Work"_s, u"Other"_s };
    all[1].entry = support::entryOf("", "alone");
    all[2].entry = support::entryOf("Steam", "", "12345678901234567890", otp::Steam {});
    scene.add(std::move(all));
    QByteArray text = QByteArray::fromStdString(textOf(scene, "keepassxc-csv"));
    const QByteArray secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    QVERIFY(text.startsWith("\"Group\",\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\","
                            "\"TOTP\",\"Icon\",\"Last Modified\",\"Created\"\n"));
    QVERIFY(text.contains("\n\"Root/Work\",\"A \"\"B\"\"\",\"a,b\",\"\",\"\",\"two\nlines\","
                          "\"otpauth://totp/A%20%22B%22:a%2Cb?secret="
        + secret + "&period=60&digits=8&issuer=A%20%22B%22&algorithm=SHA256\",\"0\","));
    QVERIFY(text.contains("\n\"Root\",\"\",\"alone\",\"\",\"\",\"\","
                          "\"otpauth://totp/KeePassXC:alone?secret="
        + secret + "&period=30&digits=6&issuer=KeePassXC\","));
    QVERIFY(text.contains("\"otpauth://totp/Steam:none?secret=" + secret
        + "&period=30&digits=5&issuer=Steam&encoder=steam\","));
}

void WritersTest::cxfSaysItsAlgorithmInLowerCase()
{
    ExportScene scene;
    std::vector<vault::Incoming> all(1);
    all[0] = support::fullAccount(support::entryOf(
        "I", "n", "12345678901234567890", otp::Totp { .algorithm = crypto::Hash::Sha512 }));
    scene.add(std::move(all));
    const std::string text = textOf(scene, "cxf-json");
    const auto file = base::json::read(text);
    QVERIFY(file);
    QCOMPARE(file->member("version")->member("major")->integer(), 1);
    const Value& owner = file->member("accounts")->items.front();
    const Value& item = owner.member("items")->items.front();
    QCOMPARE(base::json::textOf(item, "id").size(), std::size_t { 22 });
    QCOMPARE(item.member("credentials")->items.size(), std::size_t { 2 });
    const Value& code = item.member("credentials")->items.front();
    QCOMPARE(code.names,
        (std::vector<std::string> {
            "type", "secret", "period", "digits", "username", "algorithm", "issuer" }));
    QCOMPARE(base::json::textOf(code, "algorithm"), std::string("sha512"));
    QVERIFY(textOf(scene, "cxf-json") == text); // the same ids in every export
}

void WritersTest::stratumHasEveryFieldOfItsOwn()
{
    ExportScene scene;
    scene.add(support::everyKind());
    scene.add(support::entryOf("alone", "", "other secret",
        otp::Totp { .algorithm = crypto::Hash::Sha512, .digits = 8, .period = 60 }));
    const std::string text = textOf(scene, "stratum-json");
    const auto file = base::json::read(text);
    QVERIFY(file);
    using Names = std::vector<std::string>;
    QCOMPARE(file->names,
        (Names { "Authenticators", "Categories", "AuthenticatorCategories", "CustomIcons" }));
    const std::vector<Value>& entries = file->member("Authenticators")->items;
    // Three of the kinds have one secret, of which the program keeps one.
    QCOMPARE(entries.size(), std::size_t { 4 });
    std::vector<std::int64_t> types;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        QCOMPARE(entries[i].names,
            (Names { "Type", "Icon", "Issuer", "Username", "Secret", "Pin", "Algorithm", "Digits",
                "Period", "Counter", "CopyCount", "Ranking" }));
        QCOMPARE(entries[i].member("Ranking")->integer(), static_cast<std::int64_t>(i));
        types.push_back(*entries[i].member("Type")->integer());
    }
    QCOMPARE(types, (std::vector<std::int64_t> { 2, 3, 5, 2 }));
    QCOMPARE(base::json::textOf(entries[1], "Secret"), std::string(support::MotpSecret));
    QCOMPARE(base::json::textOf(entries[1], "Pin"), std::string("7315"));
    QCOMPARE(entries[1].member("Digits")->integer(), 6);
    QCOMPARE(entries[1].member("Period")->integer(), 10);
    QCOMPARE(entries[2].member("Digits")->integer(), 8);
    QCOMPARE(entries[0].member("Pin")->kind, base::json::Kind::Null);
    QCOMPARE(entries[3].member("Username")->kind, base::json::Kind::Null);
    QCOMPARE(entries[3].member("Algorithm")->integer(), 2);
    QCOMPARE(entries[3].member("Period")->integer(), 60);
    // The beginning of SHA-1("Work"), which sha1sum says, too.
    const std::vector<Value>& categories = file->member("Categories")->items;
    QCOMPARE(categories.size(), std::size_t { 2 });
    QCOMPARE(base::json::textOf(categories[0], "Id"), std::string("00040bab"));
    QCOMPARE(file->member("AuthenticatorCategories")->items.size(), std::size_t { 6 });
}

/// It validates each account before it restores any (Authenticator.cs).
void WritersTest::stratumIsGivenNothingItWouldRefuse()
{
    using Kind = Misfit::Kind;
    constexpr std::string_view Id = "stratum-json";
    constexpr std::string_view Secret = "12345678901234567890";
    const auto kind = [](const otp::Credential& credential, std::string_view secret,
                          const char* issuer = "I") {
        const auto found = misfit(Id, support::entryOf(issuer, "n", secret, credential));
        return found ? std::optional(found->kind) : std::nullopt;
    };
    QVERIFY(!kind(otp::Hotp { .digits = 8 }, Secret));
    QCOMPARE(kind(otp::Hotp { .digits = 9 }, Secret), Kind::Digits);
    QCOMPARE(kind(otp::Totp { .digits = 5 }, Secret), Kind::Digits);
    QVERIFY(!kind(otp::Totp { .digits = 10 }, Secret));
    QCOMPARE(kind(otp::Totp {}, Secret, ""), Kind::IssuerMissing);
    QVERIFY(!kind(otp::Motp {}, "no-hexadecimal-text"));
    QVERIFY(!kind(otp::Motp {}, "d20a028660d67c73"));
    QCOMPARE(kind(otp::Motp {}, "d20a028660d67c7"), Kind::Secret);
    QCOMPARE(misfit(Id, support::entryOf("I", "n", support::MotpSecret, otp::Motp {}), false)->kind,
        Kind::PinMissing);
}

void WritersTest::stratumSealsAsItsDocumentSays()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    const std::string file = textOf(scene, "stratum-encrypted");
    QVERIFY(file.starts_with("AUTHENTICATORPRO"));
    // Header, salt, nonce, and the plain export with its tag.
    const std::size_t plain = textOf(scene, "stratum-json").size();
    QCOMPARE(file.size(), 16 + 16 + 12 + plain + 16);
    QVERIFY(file.find("GEZDGNBV") == std::string::npos);
    QVERIFY(textOf(scene, "stratum-encrypted").substr(16, 28) != file.substr(16, 28));
}

void WritersTest::protonHasLinksAndItsOwnForSteam()
{
    ExportScene scene;
    std::vector<vault::Incoming> all(2);
    all[0].entry = support::entryOf("A:B Ltd", "a b");
    all[1] = support::fullAccount(
        support::entryOf("Steam", "gamer", "12345678901234567890", otp::Steam {}));
    scene.add(std::move(all));
    const std::string text = textOf(scene, "proton-authenticator-json");
    const auto file = base::json::read(text);
    QVERIFY(file);
    using Names = std::vector<std::string>;
    QCOMPARE(file->names, (Names { "version", "entries" }));
    QCOMPARE(file->member("version")->integer(), 1);
    const std::vector<Value>& entries = file->member("entries")->items;
    QCOMPARE(entries.size(), std::size_t { 2 });
    for (const Value& entry : entries) {
        QCOMPARE(entry.names, (Names { "id", "content", "note" }));
        QCOMPARE(base::json::textOf(entry, "id").size(), std::size_t { 36 });
        QCOMPARE(entry.member("content")->names, (Names { "uri", "entry_type", "name" }));
    }
    const Value& totp = *entries[0].member("content");
    QCOMPARE(base::json::textOf(totp, "entry_type"), std::string("Totp"));
    QCOMPARE(base::json::textOf(totp, "uri"),
        std::string("otpauth://totp/A%3AB%20Ltd:a%20b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                    "&issuer=A%3AB%20Ltd&algorithm=SHA1&digits=6&period=30"));
    QCOMPARE(entries[0].member("note")->kind, base::json::Kind::Null);
    const Value& steam = *entries[1].member("content");
    QCOMPARE(base::json::textOf(steam, "entry_type"), std::string("Steam"));
    QCOMPARE(
        base::json::textOf(steam, "uri"), std::string("steam://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    QCOMPARE(base::json::textOf(steam, "name"), std::string("gamer"));
}

/// As it reads the numbers of a link (proton-pass-totp, queries.rs).
void WritersTest::protonIsGivenNothingItWouldRefuse()
{
    using Kind = Misfit::Kind;
    const auto kind = [](const otp::Credential& credential, const char* issuer = "I") {
        const auto found = misfit("proton-authenticator-json",
            support::entryOf(issuer, "n", "12345678901234567890", credential));
        return found ? std::optional(found->kind) : std::nullopt;
    };
    QVERIFY(!kind(otp::Totp { .digits = 9, .period = 65535 }));
    QCOMPARE(kind(otp::Totp { .digits = 10 }), Kind::Digits);
    QCOMPARE(kind(otp::Totp { .period = 65536 }), Kind::Period);
    QVERIFY(!kind(otp::Steam {}, "Steam"));
    QCOMPARE(kind(otp::Steam {}, "Valve"), Kind::Names);
    ExportScene scene;
    scene.add(support::entryOf("I", "team: ada"));
    const auto plan = scene.plan(support::exportFormat("proton-authenticator-json"));
    QCOMPARE(plan.lines().front().losses, std::vector { transfer::Loss::NameColon });
}

void WritersTest::protonSealsWithItsOwnName()
{
    ExportScene scene;
    scene.add(support::entryOf("I", "n"));
    const std::string text = textOf(scene, "proton-authenticator-encrypted");
    const auto file = base::json::read(text);
    QVERIFY(file);
    using Names = std::vector<std::string>;
    QCOMPARE(file->names, (Names { "version", "salt", "content" }));
    const auto bytes = [&file](const char* name) {
        return QByteArray::fromBase64(QByteArray::fromStdString(base::json::textOf(*file, name)));
    };
    QCOMPARE(bytes("salt").size(), 16);
    const auto plain = static_cast<qsizetype>(textOf(scene, "proton-authenticator-json").size());
    QCOMPARE(bytes("content").size(), 12 + plain + 16);
}

QTEST_GUILESS_MAIN(WritersTest)
#include "writers_test.moc"
