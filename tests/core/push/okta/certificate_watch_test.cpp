// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/certificate_watch.h"
#include "core/vault/journal_entry.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

#include <QScopeGuard>
#include <QSslConfiguration>

using base::ErrorCode;
using support::Certificate;
using support::OktaDesk;
using vault::RegistrationState;

namespace {

constexpr auto Here = "IP:127.0.0.1";

Certificate authority(const char* name)
{
    return Certificate::selfSigned({ .name = name, .isAuthority = true });
}

Certificate serverOf(const Certificate& authority)
{
    return authority.sign({ .name = "server", .hosts = Here });
}

/// Two authorities, and an organisation that shows a certificate of one of them.
struct Scene
{
    Certificate first = authority("First");
    Certificate second = authority("Second");
    OktaDesk desk;
    QSslConfiguration before = QSslConfiguration::defaultConfiguration();

    /// Those that the system trusts.
    explicit Scene(const std::vector<Certificate>& system = {})
    {
        QList<QSslCertificate> certificates;
        for (const Certificate& one : system)
            certificates << QSslCertificate(one.pem());
        QSslConfiguration playing = before;
        playing.setCaCertificates(certificates);
        QSslConfiguration::setDefaultConfiguration(playing);
    }
    ~Scene() { QSslConfiguration::setDefaultConfiguration(before); }

    void showCertificateOf(const Certificate& authority)
    {
        desk.service.encrypt({ serverOf(authority) });
    }

    bool activate(const vault::PushTrust& trust)
    {
        push::ActivationRequest request = desk.codeRequest();
        request.trust = trust;
        desk.prepare(std::move(request));
        desk.procedure->start({});
        return QTest::qWaitFor([this] { return desk.hasEnded(); }) && desk.made.has_value();
    }

    std::vector<std::string> notes() const
    {
        std::vector<std::string> topics;
        for (const auto& [device, chain] : desk.vault.journal().chains) {
            for (const vault::JournalLink& link : chain.links) {
                const auto entry = vault::readJournalEntry(link.entry);
                if (!entry || entry->kind != vault::JournalKind::Note)
                    continue;
                topics.push_back(entry->topic);
                if (entry->account != desk.made->account
                    || entry->service != QStringLiteral("127.0.0.1"))
                    topics.push_back("of another account");
            }
        }
        return topics;
    }
};

using Topics = std::vector<std::string>;

} // namespace

class OktaCertificateWatchTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void anotherAuthorityOfTheSystemIsAcceptedAndJournalled()
    {
        const Certificate first = authority("First");
        const Certificate second = authority("Second");
        Scene scene({ first, second });
        scene.showCertificateOf(first);
        QVERIFY(scene.activate({}));
        QVERIFY(!scene.desk.poll().error);
        QVERIFY(scene.notes().empty());
        // A new one of the same authority is none of anybody's business.
        scene.showCertificateOf(first);
        QVERIFY(!scene.desk.poll().error);
        QVERIFY(scene.notes().empty());
        scene.showCertificateOf(second);
        QVERIFY(!scene.desk.poll().error);
        QCOMPARE(scene.notes(), Topics { push::okta::AuthorityChanged });
        // Told once, also where the two take turns.
        QVERIFY(!scene.desk.poll().error);
        scene.showCertificateOf(first);
        QVERIFY(!scene.desk.poll().error);
        scene.showCertificateOf(second);
        QVERIFY(!scene.desk.poll().error);
        QCOMPARE(scene.notes(), Topics { push::okta::AuthorityChanged });
        QVERIFY(scene.desk.registration().state == RegistrationState::Active);
    }

    void aRenewedCertificateOfTheTrustedAuthorityIsAcceptedAndJournalled()
    {
        Scene scene;
        scene.showCertificateOf(scene.first);
        QVERIFY(scene.activate({ { scene.first.der() } }));
        QVERIFY(!scene.desk.poll().error);
        QVERIFY(scene.notes().empty());
        scene.showCertificateOf(scene.first);
        scene.desk.service.challenge(scene.desk.service.enrolment());
        const push::PollResult result = scene.desk.poll();
        QVERIFY(!result.error);
        QCOMPARE(result.challenges.size(), 1U);
        QCOMPARE(scene.notes(), Topics { push::okta::CertificateRenewed });
        QVERIFY(scene.desk.answer(result.challenges[0], OktaDesk::approval()).result
            == vault::JournalResult::Approved);
        QVERIFY(!scene.desk.poll().error);
        QCOMPARE(scene.notes(), Topics { push::okta::CertificateRenewed });
    }

    /// The system's word does not count where certain certificates are trusted.
    void anotherAuthorityThanTheTrustedOneIsRefused()
    {
        const Certificate stranger = authority("Second");
        Scene scene({ stranger });
        scene.showCertificateOf(scene.first);
        QVERIFY(scene.activate({ { scene.first.der() } }));
        QVERIFY(!scene.desk.poll().error);
        scene.desk.service.challenge(scene.desk.service.enrolment());
        const push::PollResult seen = scene.desk.poll();
        const vault::PushRegistration before = scene.desk.registration();
        scene.showCertificateOf(stranger);
        const std::size_t heard = scene.desk.service.requests.size();
        const push::PollResult result = scene.desk.poll();
        QVERIFY(result.error && result.error->code == ErrorCode::TlsChanged);
        const auto outcome = scene.desk.answer(seen.challenges.at(0), OktaDesk::approval());
        QVERIFY(outcome.result == vault::JournalResult::NotSent);
        QVERIFY(outcome.error && outcome.error->code == ErrorCode::TlsChanged);
        // Nothing was sent, nothing is believed.
        QCOMPARE(scene.desk.service.requests.size(), heard);
        QVERIFY(scene.notes().empty());
        QVERIFY(scene.desk.registration() == before);
    }

    void aSystemThatNoLongerTrustsAnAuthorityRefuses()
    {
        const Certificate first = authority("First");
        Scene scene({ first });
        scene.showCertificateOf(first);
        QVERIFY(scene.activate({}));
        scene.showCertificateOf(scene.second);
        const push::PollResult result = scene.desk.poll();
        QVERIFY(result.error && result.error->code == ErrorCode::TlsUntrusted);
        QVERIFY(scene.notes().empty());
    }

    void startsAnewWhereTheTrustWasChanged()
    {
        const Certificate first = authority("First");
        Scene scene({ first });
        scene.showCertificateOf(first);
        QVERIFY(scene.activate({}));
        QVERIFY(!scene.desk.poll().error);
        const auto verification = scene.desk.home.verify(scene.desk.vault);
        QVERIFY(
            vault::Registrations(scene.desk.vault)
                .changeTrust(scene.desk.made->registration, { { first.der() } }, *verification));
        QVERIFY(!scene.desk.poll().error);
        QVERIFY(scene.notes().empty()); // that was the user
        scene.showCertificateOf(first);
        QVERIFY(!scene.desk.poll().error);
        QCOMPARE(scene.notes(), Topics { push::okta::CertificateRenewed });
    }
};

QTEST_GUILESS_MAIN(OktaCertificateWatchTest)
#include "certificate_watch_test.moc"
