// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/hmac.h"
#include "core/transfer/key_file.h"
#include "tests/support/fail_on_warning.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using base::ErrorCode;

namespace {

const QByteArray Key = QByteArrayLiteral("0123456789abcdefghijklmnopqrstuv");

QByteArray xml(const char* version, const QByteArray& data)
{
    return QByteArray("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<KeyFile><Meta><Version>")
        + version + "</Version></Meta><Key>" + data + "</Key></KeyFile>\n";
}

QByteArray hashOf(const QByteArray& bytes)
{
    const auto hash = crypto::digest(crypto::Hash::Sha256, base::bytesOf(bytes));
    const std::string_view text = base::textOf(hash->view());
    return { text.data(), static_cast<qsizetype>(text.size()) };
}

/// The digits of the key, in groups as KeePass writes them.
QByteArray spacedHex()
{
    return "\n\t\t" + Key.toHex(' ').toUpper() + "\n\t";
}

} // namespace

/// What opens databases of KeePass besides a passphrase.
class KeyFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void standsForAKey_data();
    void standsForAKey();
    void isDamaged_data();
    void isDamaged();
    void isReadFromAFile();
    void isNoLargerThanAMebibyte();
    void cannotBeRead();
};

void KeyFileTest::standsForAKey_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char* name, const QByteArray& file, const QByteArray& key) {
        QTest::newRow(name) << file << key;
    };
    const QByteArray told = hashOf(Key).left(4).toHex();
    row("XML 1", xml("1.00", "<Data>" + Key.toBase64() + "</Data>"), Key);
    row("XML 1, byte order mark",
        "\xef\xbb\xbf" + xml("1.0", "<Data>" + Key.toBase64() + "</Data>"), Key);
    row("XML 2", xml("2.0", "<Data Hash=\"" + told.toUpper() + "\">" + spacedHex() + "</Data>"),
        Key);
    row("XML 2 without a hash", xml("2.0", "<Data>" + spacedHex() + "</Data>"), Key);
    row("32 bytes", Key, Key);
    row("64 digits", Key.toHex(), Key);
    row("64 digits, capitals", Key.toHex().toUpper(), Key);
    const QByteArray cut = xml("1.00", "<Data>" + Key.toBase64() + "</Data>").chopped(5);
    for (const auto& [name, file] : { std::pair("31 bytes", Key.left(31)),
             std::pair("64 that are no digits", QByteArray(64, 'x')),
             std::pair("64 with a blank", QByteArray(Key.toHex().left(63) + ' ')),
             std::pair("a picture", QByteArray("\x89PNG\r\n\x1a\n and so on")),
             std::pair("broken XML", cut),
             std::pair("XML without a key", xml("1.00", "<Other>x</Other>")),
             std::pair("other XML", QByteArray("<html><Key><Data>x</Data></Key></html>")) })
        row(name, file, hashOf(file));
}

void KeyFileTest::standsForAKey()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, key);
    const auto found = transfer::keyOfKeyFile(base::bytesOf(file));
    QVERIFY(found);
    QVERIFY(found->text() == base::textOf(base::bytesOf(key)));
}

void KeyFileTest::isDamaged_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("part");
    const QString key = QStringLiteral("key in the key file");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("key file");
    QTest::newRow("another hash") << xml(
        "2.0", "<Data Hash=\"00000000\">" + spacedHex() + "</Data>")
                                  << QStringLiteral("hash in the key file");
    QTest::newRow("half a hash") << xml(
        "2.0", "<Data Hash=\"" + hashOf(Key).left(2).toHex() + "\">" + spacedHex() + "</Data>")
                                 << QStringLiteral("hash in the key file");
    QTest::newRow("no digits") << xml("2.0", "<Data>" + Key.toBase64() + "</Data>") << key;
    QTest::newRow("a digit more") << xml("2.0", "<Data>" + Key.toHex() + "0</Data>") << key;
    QTest::newRow("a digit less") << xml("2.0", "<Data>" + Key.toHex().chopped(1) + "</Data>")
                                  << key;
    QTest::newRow("no Base64") << xml("1.00", "<Data>?</Data>") << key;
    QTest::newRow("31 bytes") << xml("1.00", "<Data>" + Key.left(31).toBase64() + "</Data>") << key;
    QTest::newRow("33 bytes") << xml("1.00", "<Data>" + (Key + 'x').toBase64() + "</Data>") << key;
    QTest::newRow("version 3") << xml("3.0", "<Data>" + spacedHex() + "</Data>")
                               << QStringLiteral("version of the key file");
}

void KeyFileTest::isDamaged()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, part);
    const auto found = transfer::keyOfKeyFile(base::bytesOf(file));
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Damaged);
    QCOMPARE(QString::fromStdString(found.error().arguments.at(0)), part);
}

void KeyFileTest::isReadFromAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("key")));
    QVERIFY(file.open(QFile::WriteOnly) && file.write(Key) == Key.size());
    file.close();
    const std::size_t before = crypto::secureHeapInUse();
    {
        const auto key = transfer::readKeyFile(file.fileName().toStdString());
        QVERIFY(key);
        QVERIFY(key->text() == base::textOf(base::bytesOf(Key)));
    }
    QCOMPARE(crypto::secureHeapInUse(), before);
}

void KeyFileTest::isNoLargerThanAMebibyte()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("key")));
    QVERIFY(file.open(QFile::WriteOnly));
    QVERIFY(file.resize(transfer::LargestKeyFile));
    QVERIFY(transfer::readKeyFile(file.fileName().toStdString()));
    QVERIFY(file.resize(transfer::LargestKeyFile + 1));
    const auto key = transfer::readKeyFile(file.fileName().toStdString());
    QVERIFY(!key);
    QCOMPARE(key.error().code, ErrorCode::TooLarge);
    QCOMPARE(key.error().arguments,
        (std::vector { file.fileName().toStdString(), std::string("1 MiB") }));
}

void KeyFileTest::cannotBeRead()
{
    const QTemporaryDir folder;
    for (const QString& path : { folder.path(), folder.filePath(QStringLiteral("none")) }) {
        const auto key = transfer::readKeyFile(path.toStdString());
        QVERIFY(!key);
        QCOMPARE(key.error().code, ErrorCode::CannotRead);
        QCOMPARE(key.error().arguments.at(0), path.toStdString());
    }
}

QTEST_GUILESS_MAIN(KeyFileTest)
#include "key_file_test.moc"
