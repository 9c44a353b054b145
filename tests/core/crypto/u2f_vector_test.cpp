// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/base64.h"
#include "core/crypto/ecdsa_der.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <algorithm>
#include <array>

namespace {

constexpr const char* AppId = "https://localhost:3000";
constexpr std::size_t PointAt = 1;
constexpr std::size_t PointSize = 65;
constexpr std::size_t HandleAt = PointAt + PointSize + 1;
constexpr std::size_t HandleSize = 64;
constexpr std::size_t CertificateAt = HandleAt + HandleSize;
constexpr std::size_t CertificateSize = 288;
constexpr std::size_t AssertionHead = 5; ///< user presence and counter

constexpr const char* RegistrationData =
    "BQTEMUyOM8h1TiZG4DL-RdMr-tYgTYSf62Y52AmwEFTiSYWIRVO5L-MwWdRJOthmV3J3JrqpmGfmFb820-aw"
    "x1YIQFlTvkMhxItHlpkzahEqicpw7SIH9yMfTn2kaDcC6JaLKPfV5ds0vzuxF1JJj3gCM01bRC-HWI4nCVgc"
    "-zaaoRgwggEcMIHDoAMCAQICCwD52fCSMoNczORdMAoGCCqGSM49BAMCMBUxEzARBgNVBAMTClUyRiBJc3N1"
    "ZXIwGhcLMDAwMTAxMDAwMFoXCzAwMDEwMTAwMDBaMBUxEzARBgNVBAMTClUyRiBEZXZpY2UwWTATBgcqhkjO"
    "PQIBBggqhkjOPQMBBwNCAAQFKJupuUgPQcRHUphaW5JPfLvkkwlEwlHKk_ntSp7MS4aTHJyGnpziqncrjiTC"
    "_oUVtb-wN-y_t_IMIjueGkhxMAoGCCqGSM49BAMCA0gAMEUCIQDBo6aOLxanIUYnBX9iu3KMngPnobpi0EZS"
    "TkVtLC8_cwIgC1945RGqGBKfbyNtkhMifZK05n7fU-gW37Bdnci5D94wRQIhAJv3VvclbRkHAQhaUR8rr8qF"
    "Tg9iF-GtHoXU95vWaQdyAiAbEr-440U4dQAZF-Sj8G2fxgh5DkgkkWpyUHZhz7N9ew";
constexpr const char* RegistrationClient =
    "eyJ0eXAiOiJuYXZpZ2F0b3IuaWQuZmluaXNoRW5yb2xsbWVudCIsImNoYWxsZW5nZSI6IlhxR0h0RTBoUkxu"
    "VEoxYUF5U1oyIiwib3JpZ2luIjoiaHR0cHM6Ly9sb2NhbGhvc3Q6MzAwMCIsImNpZF9wdWJrZXkiOiJ1bnVz"
    "ZWQifQ";
constexpr const char* AssertionData =
    "AQAAACYwRgIhAKPktdpH0T5mlPSm_9uGW5w-VaUy-LhI9tIacexpgItkAiEAncRVZURVPOq7zDwIw-OM5LtS"
    "kdAxOkfv0ZDVUx3UFHc";
constexpr const char* AssertionClient =
    "eyJ0eXAiOiJuYXZpZ2F0b3IuaWQuZ2V0QXNzZXJ0aW9uIiwiY2hhbGxlbmdlIjoiS2NCLXRqUFU0NDY0ZThu"
    "VFBudXIiLCJvcmlnaW4iOiJodHRwczovL2xvY2FsaG9zdDozMDAwIiwiY2lkX3B1YmtleSI6InVudXNlZCJ9";

base::Bytes bytesOf(const char* text)
{
    const auto bytes = base::decodeBase64Url(text);
    return bytes ? *bytes : base::Bytes();
}

/// A point as U2F and certificates write it: 04, x, y.
crypto::EcPublicKey pointAt(base::ByteView bytes)
{
    crypto::EcPublicKey key;
    std::ranges::copy(bytes.subspan(1, 32), key.x.begin());
    std::ranges::copy(bytes.subspan(33, 32), key.y.begin());
    return key;
}

/// The key in the certificate. Its dates are without seconds, which strict parsers refuse, and say
/// nothing here: the point is what ends the one BIT STRING of 66 bytes.
crypto::EcPublicKey keyOfCertificate(base::ByteView certificate)
{
    constexpr std::array<std::uint8_t, 4> Start = { 0x03, 0x42, 0x00, 0x04 };
    const auto found = std::ranges::search(certificate, Start);
    return pointAt(certificate.subspan(
        static_cast<std::size_t>(found.begin() - certificate.begin()) + 3, PointSize));
}

void append(base::Bytes& bytes, base::ByteView more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

void appendDigest(base::Bytes& bytes, base::ByteView of)
{
    const auto digest = crypto::digest(crypto::Hash::Sha256, of);
    append(bytes, digest ? digest->view() : base::ByteView());
}

/// Everything of one registration and one assertion that a change must spoil.
struct Ceremony
{
    base::Bytes appId { AppId, AppId + std::char_traits<char>::length(AppId) };
    base::Bytes registration = bytesOf(RegistrationData);
    base::Bytes registrationClient = bytesOf(RegistrationClient);
    base::Bytes assertion = bytesOf(AssertionData);
    base::Bytes assertionClient = bytesOf(AssertionClient);

    bool registers() const
    {
        const base::ByteView data = registration;
        base::Bytes message { 0 };
        appendDigest(message, appId);
        appendDigest(message, registrationClient);
        append(message, data.subspan(HandleAt, HandleSize));
        append(message, data.subspan(PointAt, PointSize));
        const auto raw = crypto::rawFromDer(data.subspan(CertificateAt + CertificateSize));
        return raw
            && crypto::verifyEs256(
                keyOfCertificate(data.subspan(CertificateAt, CertificateSize)), message, *raw);
    }
    bool asserts() const
    {
        const base::ByteView data = assertion;
        base::Bytes message;
        appendDigest(message, appId);
        append(message, data.first(AssertionHead));
        appendDigest(message, assertionClient);
        const auto raw = crypto::rawFromDer(data.subspan(AssertionHead));
        return raw
            && crypto::verifyEs256(
                pointAt(base::ByteView(registration).subspan(PointAt, PointSize)), message, *raw);
    }
};

} // namespace

/// One registration and one assertion of U2F that the vendor has published, for the signatures that
/// everything is made of.
class U2fVectorTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void isWhatThePageDescribes()
    {
        const Ceremony ceremony;
        QCOMPARE(ceremony.registration.size(), std::size_t { 490 });
        QVERIFY(ceremony.registration[0] == 0x05);
        QVERIFY(ceremony.registration[PointAt + PointSize] == HandleSize);
        QCOMPARE(base::toHex(base::ByteView(ceremony.registration).subspan(PointAt, PointSize)),
            std::string("04c4314c8e33c8754e2646e032fe45d32bfad6204d849feb6639d809b01054e2"
                        "4985884553b92fe33059d4493ad86657727726baa99867e615bf36d3e6b0c75608"));
        QCOMPARE(base::toHex(base::ByteView(ceremony.assertion).first(AssertionHead)),
            std::string("0100000026"));
    }

    void bothSignaturesHold()
    {
        QVERIFY(Ceremony().registers());
        QVERIFY(Ceremony().asserts());
    }

    void eachByteOfWhatIsSignedCounts()
    {
        const Ceremony good;
        Ceremony bad = good;
        const auto spoils = [&](base::Bytes Ceremony::*member, std::size_t from, std::size_t to,
                                bool (Ceremony::*step)() const) {
            for (std::size_t at = from; at < to; ++at) {
                bad = good;
                (bad.*member)[at] ^= 1U;
                if ((bad.*step)())
                    return false;
            }
            return true;
        };
        const auto registers = &Ceremony::registers;
        QVERIFY(spoils(&Ceremony::registration, PointAt, PointAt + PointSize, registers));
        QVERIFY(spoils(&Ceremony::registration, HandleAt, CertificateAt, registers));
        QVERIFY(spoils(&Ceremony::registration, CertificateAt + CertificateSize,
            good.registration.size(), registers));
        QVERIFY(
            spoils(&Ceremony::registrationClient, 0, good.registrationClient.size(), registers));
        QVERIFY(spoils(&Ceremony::appId, 0, good.appId.size(), registers));
        const auto asserts = &Ceremony::asserts;
        QVERIFY(spoils(&Ceremony::assertion, 0, good.assertion.size(), asserts));
        QVERIFY(spoils(&Ceremony::assertionClient, 0, good.assertionClient.size(), asserts));
        QVERIFY(spoils(&Ceremony::appId, 0, good.appId.size(), asserts));
    }

    void theOtherStepsTextIsRefused()
    {
        Ceremony ceremony;
        std::swap(ceremony.registrationClient, ceremony.assertionClient);
        QVERIFY(!ceremony.registers());
        QVERIFY(!ceremony.asserts());
    }

    void anotherAppIdIsRefused_data()
    {
        QTest::addColumn<QByteArray>("appId");
        for (const char* const appId :
            { "https://localhost", "localhost:3000", "http://localhost:3000", "" })
            QTest::newRow(appId) << QByteArray(appId);
    }
    void anotherAppIdIsRefused()
    {
        QFETCH(QByteArray, appId);
        Ceremony ceremony;
        ceremony.appId.assign(appId.begin(), appId.end());
        QVERIFY(!ceremony.registers());
        QVERIFY(!ceremony.asserts());
    }
};

QTEST_GUILESS_MAIN(U2fVectorTest)
#include "u2f_vector_test.moc"
