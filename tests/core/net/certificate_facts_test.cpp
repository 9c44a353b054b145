// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/certificate_facts.h"
#include "tests/support/certificates.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using base::ErrorCode;
using support::Certificate;

class CertificateFactsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anAuthorityIsSignedByItself()
    {
        const auto facts = net::certificateFacts(m_root.der());
        QVERIFY(facts);
        QCOMPARE(facts->name, QStringLiteral("ACME Root"));
        QCOMPARE(facts->issuer, QString());
        QCOMPARE(facts->fingerprint, net::fingerprintOf(m_root.der()));
        QCOMPARE(facts->until - facts->from, std::chrono::hours(25));
    }

    void aServersOwnNamesWhoSignedIt()
    {
        const auto facts = net::certificateFacts(m_leaf.der());
        QVERIFY(facts);
        QCOMPARE(facts->name, QStringLiteral("push.acme.example"));
        QCOMPARE(facts->issuer, QStringLiteral("ACME Root"));
    }

    void otherBytesAreNone()
    {
        QCOMPARE(net::certificateFacts({}).error().code, ErrorCode::NotRecognised);
        base::Bytes cut = m_root.der();
        cut.resize(cut.size() - 1);
        QCOMPARE(net::certificateFacts(cut).error().code, ErrorCode::NotRecognised);
    }

private:
    Certificate m_root = Certificate::selfSigned({ .name = "ACME Root", .isAuthority = true });
    Certificate m_leaf = m_root.sign({ .name = "push.acme.example" });
};

QTEST_GUILESS_MAIN(CertificateFactsTest)
#include "certificate_facts_test.moc"
