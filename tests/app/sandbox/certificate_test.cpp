// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/app/sandbox/sandbox_client.h"
#include "tests/support/fail_on_warning.h"

#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QSslConfiguration serverWith(const sandbox::Identity& identity, const QByteArray& authority)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(
        QSslCertificate::fromData(identity.certificate + authority));
    configuration.setPrivateKey(QSslKey(identity.privateKey, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace

class CertificateTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void isTrustedByWhoeverTakesItsAuthority()
    {
        support::SandboxClient client(support::SandboxClient::today());
        const QString address = client.world().httpsOrigin + u"/.well-known/okta-organization"_s;
        QCOMPARE(client.get(address).error, QNetworkReply::SslHandshakeFailedError);
        client.trustService();
        const support::Answer answer = client.get(address);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.object()["id"_L1].toString(), QLatin1String(sandbox::OrgId));
    }

    void isAnotherAuthorityAtEachStart()
    {
        support::SandboxClient client(support::SandboxClient::today());
        client.trustService();
        support::SandboxClient other(support::SandboxClient::today());
        QVERIFY(other.service().caCertificate() != client.service().caCertificate());
        QCOMPARE(client.get(other.world().httpsOrigin + u"/"_s).error,
            QNetworkReply::SslHandshakeFailedError);
    }

    void lastsSevenDays()
    {
        support::SandboxClient client;
        const auto made = QSslCertificate::fromData(client.service().caCertificate());
        QCOMPARE(made.size(), 1);
        const QDateTime start =
            QDateTime::fromSecsSinceEpoch(support::SandboxClient::Start, Qt::UTC);
        QCOMPARE(start.secsTo(made.first().expiryDate()), 7 * 24 * 3600);
        QCOMPARE(start.secsTo(made.first().effectiveDate()), -60);
    }

    void saysCriticallyWhatItMaySign()
    {
        support::SandboxClient client;
        const auto made = QSslCertificate::fromData(client.service().caCertificate());
        std::map<QString, QSslCertificateExtension> byName;
        for (const QSslCertificateExtension& extension : made.first().extensions())
            byName.emplace(extension.name(), extension);
        QVERIFY(byName["basicConstraints"_L1].isCritical());
        const QVariantMap basic = byName["basicConstraints"_L1].value().toMap();
        QVERIFY(basic["ca"_L1].toBool());
        QCOMPARE(basic["pathLenConstraint"_L1].toInt(), 0);
        QVERIFY(byName["nameConstraints"_L1].isCritical());
    }

    void isWorthlessForOtherHosts_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("its own address") << u"IP:127.0.0.1"_s << true;
        QTest::newRow("its own address and a bank") << u"IP:127.0.0.1,DNS:bank.example"_s << false;
        QTest::newRow("two addresses") << u"IP:127.0.0.1,IP:127.0.0.2"_s << false;
    }
    /// A leaf that this authority did sign, for a name beyond its constraints, is refused although
    /// the address that is asked for is right and in it.
    void isWorthlessForOtherHosts()
    {
        QFETCH(QString, name);
        const base::SystemClock clock;
        const auto authority = sandbox::CertificateAuthority::make(clock.now());
        QVERIFY(authority);
        const auto identity = authority->issue({ name }, clock.now());
        QVERIFY(identity);
        QSslServer server;
        server.setSslConfiguration(serverWith(*identity, authority->certificate()));
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QSslSocket socket;
        QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
        trust.setCaCertificates(QSslCertificate::fromData(authority->certificate()));
        socket.setSslConfiguration(trust);
        QSignalSpy encrypted(&socket, &QSslSocket::encrypted);
        QSignalSpy failed(&socket, &QSslSocket::errorOccurred);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, server.serverPort());
        QTRY_VERIFY(encrypted.count() + failed.count() > 0);
        QTEST(encrypted.count() == 1, "isGood");
    }
};

QTEST_GUILESS_MAIN(CertificateTest)
#include "certificate_test.moc"
