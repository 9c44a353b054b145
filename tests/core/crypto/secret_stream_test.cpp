// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/secret_stream.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <algorithm>

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

// Made by the description of the format with Python's cryptography, without libsodium
// (tests/tools/fixture_makers/ente.py): key 00 to 1f, header 20 to 37.
const QByteArray Final = "c985a34e36daac043e3e4d1ce2ffc2cafe5d96140f29468bb0613153477226daab6f9a818"
                         "8981422dfd7754eb273c644fc";
const QByteArray NotFinal = "ca85a34e36daac043e3e4d1ce2ffc2cafe5d96140f29468bb0613153477226daabba9b"
                            "e341f76010ddc1be3ff20e2dfd52";
const QByteArray Plain = "6f6e65206d657373616765206f66206e696e657465656e20616e64206d6f7265";

base::Bytes counting(int first, int count)
{
    base::Bytes bytes;
    for (int i = 0; i < count; ++i)
        bytes.push_back(static_cast<std::uint8_t>(first + i));
    return bytes;
}

std::string opened(base::Bytes sealed)
{
    const base::Bytes key = counting(0, 32);
    const base::Bytes header = counting(32, 24);
    base::Bytes out(sealed.size() - crypto::StreamOverhead, 0xee);
    const auto done = crypto::secretStreamOpen(base::ByteView(key).first<crypto::StreamKeySize>(),
        base::ByteView(header).first<crypto::StreamHeaderSize>(), sealed, out);
    if (done)
        return base::toHex(out);
    const bool isWiped = std::ranges::all_of(out, [](std::uint8_t byte) { return byte == 0; });
    return isWiped && done.error().code == base::ErrorCode::Damaged ? "damaged" : "left behind";
}

} // namespace

class SecretStreamTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void opensAMessageOfEitherTag()
    {
        QCOMPARE(opened(fromHex(Final)), Plain.toStdString());
        QCOMPARE(opened(fromHex(NotFinal)), Plain.toStdString());
    }

    void sealsTheFinalMessage()
    {
        const base::Bytes key = counting(0, 32);
        const base::Bytes header = counting(32, 24);
        const base::Bytes plain = fromHex(Plain);
        base::Bytes out(plain.size() + crypto::StreamOverhead);
        QVERIFY(crypto::secretStreamSeal(base::ByteView(key).first<crypto::StreamKeySize>(),
            base::ByteView(header).first<crypto::StreamHeaderSize>(), plain, out));
        QCOMPARE(base::toHex(out), Final.toStdString());
    }

    void opensNothingThatWasChanged()
    {
        const base::Bytes whole = fromHex(Final);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            base::Bytes changed = whole;
            changed[i] ^= 1;
            QCOMPARE(opened(changed), std::string("damaged"));
        }
        QCOMPARE(opened({ whole.begin(), whole.end() - 1 }), std::string("damaged"));
    }
};

QTEST_GUILESS_MAIN(SecretStreamTest)
#include "secret_stream_test.moc"
