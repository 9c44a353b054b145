// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/slots.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QFile>

using base::ErrorCode;

/// Files that were cut, flipped or forged. Accidents are told from a wrong passphrase; whatever an
/// attacker changes, with a checksum that fits, the file does not open.
class DamageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void everyFlippedByteIsDamage()
    {
        support::VaultHome home;
        base::Bytes file = support::contentsOf(support::GoldenPath);
        home.write(file);
        QFile onDisk(QString::fromStdString(home.path()));
        QVERIFY(onDisk.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        for (std::size_t i = 0; i < file.size(); ++i) {
            const auto flipped = static_cast<char>(file[i] ^ (1U << (i % 8)));
            put(onDisk, i, flipped);
            const auto opened = open(home);
            QVERIFY2(!opened, qPrintable(QString::number(i)));
            QCOMPARE(opened.error().code, ErrorCode::Damaged);
            put(onDisk, i, static_cast<char>(file[i]));
        }
        QVERIFY(support::contentsOf(home.path()) == file);
        QVERIFY(open(home));
    }

    void everyTruncationIsDamage()
    {
        const base::Bytes file = support::contentsOf(support::GoldenPath);
        for (std::size_t size = 0; size < file.size(); ++size) {
            const auto parsed = vault::parseVaultFile(base::ByteView(file).first(size));
            QVERIFY2(!parsed, qPrintable(QString::number(size)));
            QCOMPARE(parsed.error().code, ErrorCode::Damaged);
        }
    }

    void aFileCutOnDiskIsDamageAndLeftAlone_data()
    {
        QTest::addColumn<qint64>("size");
        for (const qint64 size : { 0, 1, 55, 56, 1087, 17'486 })
            QTest::addRow("%d bytes left", static_cast<int>(size)) << size;
    }
    void aFileCutOnDiskIsDamageAndLeftAlone()
    {
        QFETCH(const qint64, size);
        support::VaultHome home;
        const base::Bytes file = support::contentsOf(support::GoldenPath);
        home.write(base::ByteView(file).first(static_cast<std::size_t>(size)));
        const auto opened = open(home);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Damaged);
        QCOMPARE(opened.error().arguments, std::vector<std::string> { "file" });
        QCOMPARE(support::contentsOf(home.path()).size(), static_cast<std::size_t>(size));
    }

    void oneByteMoreIsDamage()
    {
        base::Bytes file = support::contentsOf(support::GoldenPath);
        file.push_back(0);
        QCOMPARE(vault::parseVaultFile(file).error().code, ErrorCode::Damaged);
        QCOMPARE(vault::parseVaultFile(support::mended(file)).error().code, ErrorCode::Damaged);
    }

    void aFileTooLargeToBeAVaultIsDamageWithoutBeingRead()
    {
        support::VaultHome home;
        QFile sparse(QString::fromStdString(home.path()));
        QVERIFY(sparse.open(QIODevice::WriteOnly));
        QVERIFY(sparse.resize(qint64 { 1 } << 40));
        const auto opened = open(home);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Damaged);
        QCOMPARE(opened.error().arguments, std::vector<std::string> { "file" });
    }

    void noFlipWithAMendedChecksumOpens()
    {
        const base::Bytes file = support::contentsOf(support::GoldenPath);
        const auto master = support::ascending<32>(0x80);
        for (std::size_t i = 0; i < file.size(); ++i) {
            if (i >= 24 && i < 56)
                continue; // the checksum itself
            base::Bytes changed = file;
            changed[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
            const base::Result<void> opened = openWithMaster(support::mended(changed), master);
            QVERIFY2(!opened, qPrintable(QString::number(i)));
            const ErrorCode code = opened.error().code;
            QVERIFY2(code == ErrorCode::Damaged || code == ErrorCode::NewerVersion,
                qPrintable(QString::number(i)));
        }
    }

    void noHeaderFlipWithAMendedChecksumOpensByAnOpener_data()
    {
        QTest::addColumn<bool>("byRecoveryKey");
        QTest::newRow("passphrase") << false;
        QTest::newRow("recovery key") << true;
    }
    void noHeaderFlipWithAMendedChecksumOpensByAnOpener()
    {
        QFETCH(const bool, byRecoveryKey);
        const base::Bytes file = support::contentsOf(support::GoldenPath);
        for (std::size_t i = 56; i < 56 + 1031; ++i) {
            base::Bytes changed = file;
            changed[i] ^= static_cast<std::uint8_t>(1U << (i % 7));
            const base::Result<void> opened =
                openWithOpener(support::mended(changed), byRecoveryKey);
            QVERIFY2(!opened, qPrintable(QString::number(i)));
            const ErrorCode code = opened.error().code;
            QVERIFY2(code == ErrorCode::Damaged || code == ErrorCode::NewerVersion
                    || code == ErrorCode::WrongPassphrase,
                qPrintable(QString::number(i)));
        }
    }

    void forgeriesOfTheHeader_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QString>("argument");
        const QString header = QStringLiteral("header");
        const auto damaged = ErrorCode::Damaged;
        QTest::newRow("a blank") << QByteArray("\"kind\":\"vault\"")
                                 << QByteArray("\"kind\": \"vault\"") << damaged << header;
        QTest::newRow("duplicate member")
            << QByteArray("\"kind\":\"vault\",")
            << QByteArray("\"kind\":\"vault\",\"kind\":\"vault\",") << damaged << header;
        QTest::newRow("a point") << QByteArray("\"lanes\":2") << QByteArray("\"lanes\":2.0")
                                 << damaged << header;
        QTest::newRow("an exponent")
            << QByteArray("\"lanes\":2") << QByteArray("\"lanes\":2e0") << damaged << header;
        QTest::newRow("a sign") << QByteArray("\"lanes\":2") << QByteArray("\"lanes\":-2")
                                << damaged << header;
        QTest::newRow("a leading zero")
            << QByteArray("\"lanes\":2") << QByteArray("\"lanes\":02") << damaged << header;
        QTest::newRow("an escape") << QByteArray("\"alg\":\"A256GCM\"")
                                   << QByteArray("\"\\u0061lg\":\"A256GCM\"") << damaged << header;
        QTest::newRow("upper-case hex")
            << QByteArray("cfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf")
            << QByteArray("CFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF") << damaged << header;
        QTest::newRow("members not sorted")
            << QByteArray("\"lanes\":2,\"memoryKiB\":256")
            << QByteArray("\"memoryKiB\":256,\"lanes\":2") << damaged << header;
        QTest::newRow("a missing member")
            << QByteArray("\"kind\":\"vault\",") << QByteArray() << damaged << header;
        QTest::newRow("another format")
            << QByteArray("\"countersign\"") << QByteArray("\"countersigm\"") << damaged << header;
        QTest::newRow("an unknown member")
            << QByteArray("\"kind\":\"vault\",") << QByteArray("\"kind\":\"vault\",\"later\":1,")
            << ErrorCode::NewerVersion << QString();
        QTest::newRow("an unknown member of a slot")
            << QByteArray("\"kind\":\"recovery\",")
            << QByteArray("\"kind\":\"recovery\",\"later\":1,") << ErrorCode::NewerVersion
            << QString();
        QTest::newRow("1 TiB of memory")
            << QByteArray("\"memoryKiB\":256") << QByteArray("\"memoryKiB\":1073741824") << damaged
            << QStringLiteral("costs");
        QTest::newRow("memory beyond 64 bits")
            << QByteArray("\"memoryKiB\":256") << QByteArray("\"memoryKiB\":18446744073709551872")
            << damaged << header;
        QTest::newRow("512 KiB instead of 256")
            << QByteArray("\"memoryKiB\":256") << QByteArray("\"memoryKiB\":512")
            << ErrorCode::WrongPassphrase << QString();
        QTest::newRow("another commitment")
            << QByteArray("\"commit\":\"a5786967") << QByteArray("\"commit\":\"b5786967")
            << ErrorCode::WrongPassphrase << QString();
        QTest::newRow("right commitment, altered wrap")
            << QByteArray("\"wrapped\":\"fd904398") << QByteArray("\"wrapped\":\"fd904399")
            << damaged << QStringLiteral("slot");
        QTest::newRow("altered recovery slot, right passphrase")
            << QByteArray("\"wrapped\":\"c833ac48") << QByteArray("\"wrapped\":\"c833ac49")
            << damaged << QStringLiteral("body");
        QTest::newRow("another commitment of the body")
            << QByteArray("\"commit\":\"c63e1194") << QByteArray("\"commit\":\"c63e1195") << damaged
            << QStringLiteral("body");
    }
    void forgeriesOfTheHeader()
    {
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QFETCH(const base::ErrorCode, code);
        QFETCH(const QString, argument);
        support::VaultHome home;
        const base::Bytes forged = withHeaderChange(from, to);
        home.write(forged);
        const auto opened = open(home);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, code);
        if (!argument.isEmpty())
            QCOMPARE(QString::fromStdString(opened.error().arguments.at(0)), argument);
        QVERIFY(support::contentsOf(home.path()) == forged);
    }

    /// Also where the slot with those costs would never be tried.
    void impossibleCostsAreDamageForTheRecoveryKeyToo()
    {
        const base::Bytes forged = withHeaderChange(
            QByteArray("\"memoryKiB\":256"), QByteArray("\"memoryKiB\":1073741824"));
        const base::Result<void> opened = openWithOpener(forged, true);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Damaged);
        QCOMPARE(opened.error().arguments, std::vector<std::string> { "costs" });
    }

    void aNewerVersionIsSaidToBeOne_data()
    {
        QTest::addColumn<std::size_t>("offset");
        QTest::newRow("version 2") << std::size_t { 9 };
        QTest::newRow("version 257") << std::size_t { 8 };
        QTest::newRow("reserved bits") << std::size_t { 11 };
    }
    void aNewerVersionIsSaidToBeOne()
    {
        QFETCH(const std::size_t, offset);
        base::Bytes file = support::contentsOf(support::GoldenPath);
        file[offset] = offset == 9 ? 2 : 1;
        QCOMPARE(
            vault::parseVaultFile(file).error().arguments, std::vector<std::string> { "checksum" });
        const auto parsed = vault::parseVaultFile(support::mended(file));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::NewerVersion);
    }

    void aWrongPassphraseIsNotDamage()
    {
        support::VaultHome home;
        home.write(support::contentsOf(support::GoldenPath));
        for (const char* wrong : { "Ubung 42",
                 "\xc3\x9c"
                 "bung 43",
                 "\xc3\x9c"
                 "bung 42 ",
                 "x" }) {
            const auto opened = home.open(wrong);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, ErrorCode::WrongPassphrase);
        }
        auto key = support::goldenRecoveryKey();
        key.bytes.bytes()[15] ^= 1;
        const auto opened = vault::Vault::open(home.path(), std::move(key), home.services());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::WrongPassphrase);
    }

    void aMissingFileIsSaidToBeMissing()
    {
        support::VaultHome home;
        const auto opened = home.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::VaultMissing);
        QCOMPARE(opened.error().arguments, std::vector { home.path() });
    }

    void aFolderIsNoVault()
    {
        support::VaultHome home;
        const auto opened =
            vault::Vault::open(home.folder(), support::goldenPassphrase(), home.services());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::CannotRead);
    }

private:
    static void put(QFile& file, std::size_t offset, char byte)
    {
        QVERIFY(file.seek(static_cast<qint64>(offset)));
        QCOMPARE(file.write(&byte, 1), qint64 { 1 });
    }

    static base::Result<vault::Vault> open(support::VaultHome& home)
    {
        return vault::Vault::open(home.path(), support::goldenPassphrase(), home.services());
    }

    static base::Result<void> openWithMaster(const base::Bytes& bytes, base::ByteView master)
    {
        const auto file = vault::parseVaultFile(bytes);
        if (!file)
            return file.error();
        const auto cbor = vault::decryptBody(*file, master);
        if (!cbor)
            return cbor.error();
        const auto body = vault::readBody(*cbor);
        if (!body)
            return body.error();
        return {};
    }

    static base::Result<void> openWithOpener(const base::Bytes& bytes, bool byRecoveryKey)
    {
        const auto file = vault::parseVaultFile(bytes);
        if (!file)
            return file.error();
        const auto opened = byRecoveryKey
            ? vault::openSlots(file->header, support::goldenRecoveryKey())
            : vault::openSlots(file->header, support::goldenPassphrase());
        if (!opened)
            return opened.error();
        return openWithMaster(bytes, opened->master.view());
    }

    /// The golden file with one change of its header, lengths and checksum to match.
    static base::Bytes withHeaderChange(const QByteArray& from, const QByteArray& to)
    {
        const base::Bytes file = support::contentsOf(support::GoldenPath);
        QByteArray header(reinterpret_cast<const char*>(file.data()) + 56, 1031);
        const qsizetype position = header.indexOf(from);
        if (position < 0)
            qFatal("the header has no %s", from.constData());
        header.replace(position, from.size(), to);
        base::Bytes changed(file.begin(), file.begin() + 12);
        base::appendU32(changed, static_cast<std::uint32_t>(header.size()));
        base::append(changed, base::ByteView(file).subspan(16, 40));
        base::append(changed, base::bytesOf(header));
        base::append(changed, base::ByteView(file).subspan(56 + 1031));
        return support::mended(changed);
    }
};

QTEST_GUILESS_MAIN(DamageTest)
#include "damage_test.moc"
