// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/trust.h"
#include "tests/support/certificates.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using base::ErrorCode;
using net::Trust;
using support::Certificate;

namespace {

base::Bytes bytes(const QByteArray& text)
{
    return base::Bytes(text.begin(), text.end());
}

} // namespace

class TrustTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void noCertificatesAreNotTheSystems()
    {
        QVERIFY(Trust::system().isSystem());
        QVERIFY(!Trust::only({}).isSystem());
        QVERIFY(Trust::only({}) != Trust::system());
        QVERIFY(Trust::only({ { 1 } }) == Trust::only({ { 1 } }));
    }

    void fingerprintsAreForComparingByEye()
    {
        // SHA-256 of nothing (FIPS 180-4)
        QCOMPARE(net::fingerprintText(net::fingerprintOf({})),
            std::string("E3B0 C442 98FC 1C14 9AFB F4C8 996F B924 27AE 41E4 649B 934C A495 991B "
                        "7852 B855"));
    }

    void readsFilesOfCertificates()
    {
        const auto one = net::readCertificates(bytes(m_root.pem()));
        QVERIFY(one);
        QCOMPARE(one->size(), std::size_t { 1 });
        QCOMPARE(one->front(), m_root.der());
        const auto der = net::readCertificates(m_root.der());
        QVERIFY(der);
        QCOMPARE(der->front(), m_root.der());
        const auto two =
            net::readCertificates(bytes("Root\n" + m_root.pem() + "\n" + m_leaf.pem()));
        QVERIFY(two);
        QCOMPARE(*two, (std::vector { m_root.der(), m_leaf.der() }));
    }

    void refusesFilesOfOtherThings_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& file, ErrorCode code) {
            QTest::newRow(name) << file << static_cast<int>(code);
        };
        row("nothing", {}, ErrorCode::NotRecognised);
        row("text", "hello", ErrorCode::NotRecognised);
        row("a key", m_root.keyPem(), ErrorCode::NotRecognised);
        row("cut short", m_root.pem().first(300), ErrorCode::NotRecognised);
        row("17 certificates", m_root.pem().repeated(17), ErrorCode::TooLarge);
        row("larger than 256 KiB", QByteArray((256 << 10) + 1, ' '), ErrorCode::TooLarge);
    }
    void refusesFilesOfOtherThings()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, code);
        const auto read = net::readCertificates(base::bytesOf(file));
        QVERIFY(!read);
        QCOMPARE(static_cast<int>(read.error().code), code);
    }

    void pinsTheSelfSignedTopOfAChain()
    {
        const Certificate middle = m_root.sign({ .name = "Middle", .isAuthority = true });
        const Certificate deep = middle.sign({ .name = "server", .hosts = "DNS:a.example" });
        const Certificate alone =
            Certificate::selfSigned({ .name = "a", .hosts = "DNS:a.example" });
        QCOMPARE(net::pinnable({ alone.der() }), alone.der());
        QCOMPARE(net::pinnable({ m_leaf.der(), m_root.der() }), m_root.der());
        QCOMPARE(net::pinnable({ deep.der(), middle.der(), m_root.der() }), m_root.der());
        QVERIFY(!net::pinnable({ m_leaf.der() })); // the authority is absent
        QVERIFY(!net::pinnable({ deep.der(), middle.der() }));
        QVERIFY(!net::pinnable({ m_leaf.der(), alone.der() })); // not of the chain
        QVERIFY(!net::pinnable({}));
    }

private:
    const Certificate m_root = Certificate::selfSigned({ .name = "Root", .isAuthority = true });
    const Certificate m_leaf = m_root.sign({ .name = "server", .hosts = "DNS:a.example" });
};

QTEST_GUILESS_MAIN(TrustTest)
#include "trust_test.moc"
