// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/openpgp.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

/// What people encrypt a file of another program with.
class OpenPgpTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void tellsMessages_data();
    void tellsMessages();
    void looksNoFurtherThanTheFile();
};

void OpenPgpTest::tellsMessages_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isOne");
    const auto row = [](const char* name, const QByteArray& bytes, bool isOne = true) {
        QTest::newRow(name) << bytes << isOne;
    };
    const auto hex = [](const char* text) { return QByteArray::fromHex(text); };
    const QByteArray forPassphrase = hex("8c0d04090302112233445566778860");
    const QByteArray forPerson = hex("850010") + hex("03112233445566778801080011223344");
    const QByteArray data = hex("d24001") + QByteArray(63, '\x5a');
    row("for a passphrase", forPassphrase + data);
    row("for a person", forPerson + data);
    row("for two and a passphrase", forPerson + forPerson + forPassphrase + data);
    row("new lengths of one byte", hex("c30d0409030211223344556677886fd20201ff"));
    row("new lengths of two bytes", hex("c1c000") + hex("03") + QByteArray(191, 'k') + data);
    row("new lengths of five bytes",
        hex("c1ff00000010") + hex("03112233445566778801080011223344") + hex("d2ff0000100001")
            + QByteArray(9, 'x'));
    row("old lengths of four bytes",
        hex("860000000d04090302112233445566778860").replace(0, 1, "\x8e") + data);
    row("data in pieces", forPassphrase + hex("d2e901") + QByteArray(8, 'x'));
    row("data without an end", forPassphrase + hex("a7") + QByteArray(20, 'x'));
    row("AEAD of GnuPG", forPassphrase + hex("d44001") + QByteArray(8, 'x'));
    row("version 6", hex("c30d06090302112233445566778860d24002") + QByteArray(8, 'x'));
    row("no key before the data", data, false);
    row("a key alone", forPassphrase, false);
    row("a key that is cut off", forPassphrase.first(9), false);
    row("of no version that there is", hex("8c0d09090302112233445566778860") + data, false);
    row("data of no version that there is", forPassphrase + hex("d24009") + QByteArray(8, 'x'),
        false);
    row("data that is empty", forPassphrase + hex("d200"), false);
    row("data of no bytes before others", forPassphrase + hex("d2000101"), false);
    row("a signature", forPassphrase + hex("c20d04") + QByteArray(12, 'x'), false);
    row("more keys than anybody has", forPassphrase.repeated(300) + data, false);
    row("a length of nothing", hex("8c00") + data, false);
    row("a length beyond the file", hex("8eff") + QByteArray(3, '\xff') + data, false);
}

void OpenPgpTest::tellsMessages()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isOne);
    QCOMPARE(transfer::isOpenPgpMessage(base::bytesOf(bytes)), isOne);
}

/// What stands behind it in memory would make a message of it.
void OpenPgpTest::looksNoFurtherThanTheFile()
{
    const QByteArray key = QByteArray::fromHex("8c0d04090302112233445566778860");
    const QByteArray whole = key + QByteArray::fromHex("d20901") + QByteArray(8, 'x');
    const std::size_t least = static_cast<std::size_t>(key.size()) + 3;
    const base::ByteView bytes = base::bytesOf(whole);
    for (std::size_t size = 0; size <= bytes.size(); ++size)
        QCOMPARE(transfer::isOpenPgpMessage(bytes.first(size)), size >= least);
}

QTEST_APPLESS_MAIN(OpenPgpTest)
#include "openpgp_test.moc"
