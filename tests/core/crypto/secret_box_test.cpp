// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/secret_box.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <algorithm>

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

// "Cryptography in NaCl" (D. J. Bernstein), sections 8 to 10: key, nonce, message and box.
const QByteArray Key = "1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389";
const QByteArray Nonce = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37";
const QByteArray Plain =
    "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61"
    "296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af"
    "1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705";
const QByteArray Box =
    "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a118"
    "6ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e5"
    "26ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654c"
    "b45a74e355a5";

std::string opened(const base::Bytes& sealed)
{
    const base::Bytes key = fromHex(Key);
    const base::Bytes nonce = fromHex(Nonce);
    base::Bytes out(sealed.size() - crypto::BoxOverhead, 0xee);
    const auto done = crypto::secretBoxOpen(base::ByteView(key).first<crypto::BoxKeySize>(),
        base::ByteView(nonce).first<crypto::BoxNonceSize>(), sealed, out);
    if (done)
        return base::toHex(out);
    const bool isWiped = std::ranges::all_of(out, [](std::uint8_t byte) { return byte == 0; });
    return isWiped && done.error().code == base::ErrorCode::Damaged ? "damaged" : "left behind";
}

} // namespace

class SecretBoxTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void opensTheBoxOfItsDescription() { QCOMPARE(opened(fromHex(Box)), Plain.toStdString()); }

    void opensNothingThatWasChanged()
    {
        const base::Bytes whole = fromHex(Box);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            base::Bytes changed = whole;
            changed[i] ^= 1;
            QCOMPARE(opened(changed), std::string("damaged"));
        }
        QCOMPARE(opened({ whole.begin(), whole.end() - 1 }), std::string("damaged"));
    }
};

QTEST_GUILESS_MAIN(SecretBoxTest)
#include "secret_box_test.moc"
