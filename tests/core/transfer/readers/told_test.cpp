// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/stored_zip.h"
#include "tests/support/test_files.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

#include <optional>

using transfer::Refusal;

namespace {

transfer::Outcome<transfer::ReadFile> readText(const QByteArray& text, const char* words = nullptr)
{
    const transfer::Content content({ text.begin(), text.end() });
    const auto formats = transfer::detect(content, transfer::importFormats());
    if (!formats)
        return formats.error();
    const auto passphrase = crypto::SecretBytes::copyOf(std::string_view(words ? words : ""));
    return transfer::read(
        content, *formats, { .passphrase = words && passphrase ? &*passphrase : nullptr });
}

QByteArray fixture(const char* name)
{
    QFile file(QString::fromStdString(support::fixtureFile(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray bigEndian(std::uint32_t number)
{
    QByteArray bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> shift & 0xff);
    return bytes;
}

/// A database whose header says that its key takes a gibibyte of memory.
QByteArray databaseOfAGibibyte()
{
    QByteArray file = fixture("keepass-kdbx/version-4.kdbx");
    const auto hash = [&file](qsizetype size) {
        return QCryptographicHash::hash(file.first(size), QCryptographicHash::Sha256);
    };
    qsizetype end = 0; // of the header, behind which stands its hash
    while (end < file.size() && file.sliced(end, 32) != hash(end))
        ++end;
    const QByteArray name("\x05\x01\0\0\0M\x08\0\0\0", 10); // the memory, in bytes
    file.replace(file.indexOf(name) + name.size(), 8, QByteArray("\0\0\0\x40\0\0\0\0", 8));
    return file.replace(end, 32, hash(end));
}

} // namespace

/// What is told about a file beside its accounts.
class ToldTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void countsTheItemsThatWereLookedAt_data();
    void countsTheItemsThatWereLookedAt();
    void countsNothingWhereThereAreCodesAlone();
    void tellsOfMuchMemoryBeforeThePassphrase_data();
    void tellsOfMuchMemoryBeforeThePassphrase();
    void tellsThatAKeyFileMayBeNeeded();
    void tellsThatDigitsAreAssumed();
};

void ToldTest::countsTheItemsThatWereLookedAt_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray secret = "GEZDGNBVGY3TQOJQ";
    // Three items, of which one has a code and one a code that is broken.
    QTest::newRow("Bitwarden") << R"({"encrypted":false,"items":[{"name":"a","login":{"totp":")"
            + secret + R"("}},{"name":"b"},{"name":"c","login":{"totp":"1"}}]})";
    QTest::newRow("Bitwarden, CSV")
        << "type,name,login_username,login_totp\nlogin,a,u," + secret + "\nnote,b,,\nlogin,c,u,1\n";
    QTest::newRow("KeePass") << "<KeePassFile><Meta/><Root><Group><Entry><String><Key>otp</Key>"
                                "<Value>"
            + secret
            + "</Value></String></Entry><Group><Entry/><Entry><String><Key>otp</Key>"
              "<Value>1</Value></String></Entry></Group></Group></Root></KeePassFile>";
    QTest::newRow("1Password") << support::storedZip({ { "export.data",
        R"({"accounts":[{"vaults":[{"items":[{"details":{"sections":[{"fields":[{"value":{"totp":")"
            + secret
            + R"("}},{"value":{"totp":"MZXW6YTBOI"}}]}]}},{"details":{}},{"details":{"sections":)"
              R"([{"fields":[{"value":{"totp":"1"}}]}]}}]}]}]})" } });
    QTest::newRow("Proton Pass") << support::storedZip({ { "Proton Pass/data.json",
        R"({"vaults":{"v":{"items":[{"data":{"content":{"totpUri":")" + secret
            + R"("}}},{"data":{}},{"data":{"content":{"totpUri":"1"}}}]}}})" } });
    QTest::newRow("Credential Exchange Format")
        << R"({"exporterRpId":"r","accounts":[{"items":[{"credentials":[{"type":"totp","secret":")"
            + secret
            + R"("}]},{"credentials":[]},{"credentials":[{"type":"totp","secret":"1"}]}]}]})";
}

void ToldTest::countsTheItemsThatWereLookedAt()
{
    QFETCH(QByteArray, file);
    const auto imported = readText(file);
    QVERIFY(imported);
    QVERIFY(imported->imported.lookedAt);
    QCOMPARE(imported->imported.lookedAt->items, std::size_t { 3 });
    QCOMPARE(imported->imported.lookedAt->withCodes, std::size_t { 2 });
}

void ToldTest::countsNothingWhereThereAreCodesAlone()
{
    const auto file = readText("otpauth://totp/I:n?secret=GEZDGNBVGY3TQOJQ");
    QVERIFY(file);
    QVERIFY(!file->imported.lookedAt);
}

void ToldTest::tellsOfMuchMemoryBeforeThePassphrase_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("Ente Auth")
        << R"({"kdfParams":{"memLimit":1073741824,"opsLimit":4,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},)"
           R"("encryptedData":")"
            + QByteArray(64, 'A') + R"(","encryptionNonce":")" + QByteArray(32, 'A') + R"("})";
    const QByteArray sealed = "2." + QByteArray(22, 'A') + "==|" + QByteArray(22, 'A') + "==|"
        + QByteArray(43, 'A') + "=";
    QTest::newRow("Bitwarden")
        << R"({"encrypted":true,"passwordProtected":true,"salt":"s","kdfType":1,"kdfIterations":3,)"
           R"("kdfMemory":1024,"kdfParallelism":4,"encKeyValidation_DO_NOT_EDIT":")"
            + sealed + R"(","data":")" + sealed + R"("})";
    QTest::newRow("OTPClient") << "OTPClient" + bigEndian(3) + QByteArray(48, 'x') + bigEndian(3)
            + bigEndian(1024 * 1024) + bigEndian(4) + QByteArray(32, 'x');
    QTest::newRow("Keysmith") << QByteArray(
        "[master-key]\nalgorithm=2\ncpu=4\nmemory=1073741824\nlength=32\n"
        "salt=AAAAAAAAAAAAAAAAAAAAAA==\n");
    QTest::newRow("Authenticator") << QByteArray(
        R"({"k":{"dataType":"Key","salt":"12345678","hash":"$argon2id$v=19$m=1048576,t=2,p=1$)"
        R"(AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},)"
        R"("e":{"dataType":"EncOTPStorage","data":"AAAA"}})");
    QTest::newRow("KeePass") << databaseOfAGibibyte();
}

void ToldTest::tellsOfMuchMemoryBeforeThePassphrase()
{
    QFETCH(QByteArray, file);
    const auto read = readText(file);
    QVERIFY(!read);
    QCOMPARE(read.error().refusal, Refusal::PassphraseNeeded);
    QCOMPARE(read.error().arguments, std::vector<std::string> { "1024" });
}

void ToldTest::tellsThatAKeyFileMayBeNeeded()
{
    for (const char* const name :
        { "keepass-kdbx/version-3.kdbx", "keepass-kdbx/version-4.kdbx" }) {
        const auto file = readText(fixture(name), "definitely wrong");
        QVERIFY(!file);
        QVERIFY(transfer::isAboutPassphrase(file.error().refusal));
        QCOMPARE(file.error().obstacle, transfer::Obstacle::KeyFile);
    }
}

void ToldTest::tellsThatDigitsAreAssumed()
{
    const auto file = readText(fixture("authy-gdpr-csv/every-kind.csv"), "kopia zapasowa");
    QVERIFY(file);
    QVERIFY(!file->imported.accounts.empty());
    for (const transfer::ImportedAccount& account : file->imported.accounts)
        QCOMPARE(
            account.remarks, std::vector<transfer::Remark> { transfer::Remark::DigitsAssumed });
}

QTEST_GUILESS_MAIN(ToldTest)
#include "told_test.moc"
