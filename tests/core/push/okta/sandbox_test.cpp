// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/activation_api.h"
#include "tests/app/sandbox/sandbox_client.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

#include <QUrlQuery>

using support::OktaDesk;
using support::SandboxClient;
using vault::JournalDecision;
using vault::JournalResult;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

/// The window's half and the service's half, which share no line of the protocol.
struct Scene
{
    SandboxClient sandbox { SandboxClient::today() };
    OktaDesk desk;
    QString factors;
    QString factor;

    Scene()
    {
        desk.home.clock.time = sandbox.clock().time;
        factors = text("/api/v1/users/") + sandbox.alice().id + text("/factors");
    }
    std::string origin() { return sandbox.world().httpsOrigin.toStdString(); }
    vault::PushTrust trust()
    {
        const QByteArray pem = sandbox.service().caCertificate();
        return { *net::readCertificates(base::bytesOf(pem)) };
    }
    /// The sign-in page shows a code; it is read and agreed to.
    bool activate(const vault::PushTrust& trusted)
    {
        const auto made = sandbox.api("POST", factors,
            { { text("factorType"), text("push") }, { text("provider"), text("OKTA") } });
        factor = made.object()[text("id")].toString();
        push::ActivationRequest request;
        request.link = std::move(*crypto::SecretBytes::copyOf(sandbox::activationLink(
            sandbox.world(), sandbox.world().state.factors.at(factor), sandbox.alice())
                                                                  .toStdString()));
        request.trust = trusted;
        desk.prepare(std::move(request));
        if (desk.procedure)
            desk.procedure->start({});
        return QTest::qWaitFor([this] { return desk.hasEnded(); }, 20'000) && desk.made;
    }
    /// Somebody enrols by the name of the organisation, and agrees on its page.
    bool enrol()
    {
        sandbox.world().settings.exactRedirect = false;
        sandbox.trustService();
        push::ActivationRequest request;
        request.server = origin();
        request.client = sandbox::ClientId;
        request.trust = trust();
        desk.prepare(std::move(request));
        return desk.procedure && run();
    }

    /// Goes on to the end, with a sign-in on the service's page where one is asked for.
    bool run()
    {
        desk.procedure->start({});
        if (!QTest::qWaitFor(
                [this] { return desk.hasEnded() || !desk.signInAddress.isEmpty(); }, 20'000))
            return false;
        if (!desk.signInAddress.isEmpty()) {
            QUrlQuery form(desk.signInAddress.query(QUrl::FullyEncoded));
            form.addQueryItem(text("user"), sandbox.alice().id);
            form.addQueryItem(text("page_token"), sandbox.world().pageToken);
            const auto answer =
                sandbox.send("POST", sandbox.world().httpsOrigin + text("/oauth2/v1/authorize"),
                    form.toString(QUrl::FullyEncoded).toLatin1(),
                    { { "Content-Type", "application/x-www-form-urlencoded" } });
            const auto back = answer.headers.find("location");
            if (answer.status != 303 || back == answer.headers.end())
                return false;
            support::visit(back->second);
        }
        return QTest::qWaitFor([this] { return desk.hasEnded(); }, 20'000) && desk.made;
    }

    bool change(push::ChangeKind kind)
    {
        push::RegistrationChange wish { kind };
        if (kind == push::ChangeKind::RenewVerification)
            wish.verification = std::move(*desk.home.verify(desk.vault));
        auto procedure =
            desk.client.change(vault::Registrations(desk.vault).all().front().id, std::move(wish));
        if (!procedure)
            return false;
        desk.watch(std::move(*procedure));
        return run();
    }

    const sandbox::Enrolment& enrolment()
    {
        return sandbox.world().state.enrolments.begin()->second;
    }

    /// Somebody signs in; where to ask what became of it.
    QString signIn(const QJsonObject& body = {})
    {
        const auto answer =
            sandbox.api("POST", factors + text("/") + factor + text("/verify"), body);
        return answer.object()[text("_links")][text("poll")][text("href")].toString();
    }
    QString outcome(const QString& address)
    {
        return sandbox.api("GET", QUrl(address).path()).object()[text("factorResult")].toString();
    }
};

} // namespace

class OktaSandboxTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void enrolsApprovesAndDenies()
    {
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        const auto status = scene.sandbox.api("GET", scene.factors + text("/") + scene.factor);
        QCOMPARE(status.object()[text("status")].toString(), text("ACTIVE"));
        const QString first = scene.signIn();
        QCOMPARE(scene.outcome(first), text("WAITING"));
        push::PollResult polled = scene.desk.poll();
        QVERIFY(!polled.error);
        QCOMPARE(polled.challenges.size(), 1U);
        const auto approved = scene.desk.answer(polled.challenges[0], OktaDesk::approval());
        QVERIFY(approved.result == JournalResult::Approved);
        QCOMPARE(scene.outcome(first), text("SUCCESS"));
        const QString second = scene.signIn();
        polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        QVERIFY(scene.desk.answer(polled.challenges[0], OktaDesk::denial()).result
            == JournalResult::Denied);
        QCOMPARE(scene.outcome(second), text("REJECTED"));
        QVERIFY(scene.desk.poll().challenges.empty());
    }

    void choosesTheNumberOnThePage()
    {
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        const auto started =
            scene.sandbox.api("POST", scene.factors + text("/") + scene.factor + text("/verify"),
                { { text("useNumberMatchingChallenge"), true } });
        const QString address =
            started.object()[text("_links")][text("poll")][text("href")].toString();
        const push::PollResult polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        const push::Challenge& card = polled.challenges[0];
        QVERIFY(card.number.mode == push::NumberMode::Choose);
        // The page shows it when the device has the request.
        const auto waiting = scene.sandbox.api("GET", QUrl(address).path()).object();
        const int number =
            waiting[text("_embedded")][text("challenge")][text("correctAnswer")].toInt(-1);
        const QByteArray chosen = QByteArray::number(number);
        QVERIFY(scene.desk.answer(card, OktaDesk::approval(chosen.constData())).result
            == JournalResult::Approved);
        QCOMPARE(scene.outcome(address), text("SUCCESS"));
    }

    void changesItsKeyAndItsConsentThere()
    {
        Scene scene;
        QVERIFY(scene.enrol());
        QVERIFY(!scene.enrolment().isFamilyB);
        QVERIFY(!scene.enrolment().keys.contains(text("userVerification")));
        QVERIFY(scene.change(push::ChangeKind::RenewVerification));
        const QString first =
            scene.enrolment().keys[text("userVerification")].toObject()[text("kid")].toString();
        QVERIFY(!first.isEmpty());
        QVERIFY(scene.change(push::ChangeKind::RenewVerification));
        QVERIFY(scene.enrolment().keys[text("userVerification")].toObject()[text("kid")].toString()
            != first);

        // The service asks for verification, and holds the answer to the new key.
        scene.sandbox.world().settings.userVerification = text("REQUIRED");
        scene.factor = scene.enrolment().factorId;
        const QString signIn = scene.signIn();
        const push::PollResult polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        push::Decision decision = OktaDesk::approval();
        decision.verification = std::move(*scene.desk.home.verify(scene.desk.vault));
        QVERIFY(scene.desk.answer(polled.challenges[0], std::move(decision)).result
            == JournalResult::Approved);
        QCOMPARE(scene.outcome(signIn), text("SUCCESS"));

        QVERIFY(scene.change(push::ChangeKind::RefuseTransactions));
        QCOMPARE(scene.enrolment().transactionTypes, QStringList { text("LOGIN") });
        QVERIFY(scene.change(push::ChangeKind::TakeTransactions));
        QCOMPARE(scene.enrolment().transactionTypes, QStringList({ text("LOGIN"), text("CIBA") }));
        QVERIFY(scene.change(push::ChangeKind::RemoveVerification));
        QVERIFY(!scene.enrolment().keys.contains(text("userVerification")));
    }

    void aServerThatNobodyVouchesForIsRefused()
    {
        Scene scene;
        QVERIFY(!scene.activate({}));
        QCOMPARE(scene.desk.refused->code, base::ErrorCode::TlsUntrusted);
        QVERIFY(vault::Registrations(scene.desk.vault).all().empty());
    }

    void nothingThatIsWrongCanBeApproved_data()
    {
        QTest::addColumn<QJsonObject>("faults");
        const auto row = [](const char* name, const QJsonObject& faults) {
            QTest::newRow(name) << faults;
        };
        row("signature", { { text("signature"), text("bad") } });
        row("no algorithm", { { text("algorithm"), text("none") } });
        row("a MAC", { { text("algorithm"), text("HS256") } });
        row("audience", { { text("audience"), text("wrong") } });
        row("issuer", { { text("issuer"), text("wrong") } });
        row("expired", { { text("expired"), true } });
        row("member twice", { { text("duplicateMember"), true } });
        row("ten megabytes", { { text("oversize"), true } });
        row("redirect", { { text("redirect"), text("http://127.0.0.2/") } });
        row("no answer", { { text("drop"), true } });
        row("HTML", { { text("html"), true } });
    }
    void nothingThatIsWrongCanBeApproved()
    {
        QFETCH(QJsonObject, faults);
        Scene scene;
        QVERIFY(scene.activate(scene.trust()));
        const auto before = scene.desk.vault.accounts();
        const vault::PushRegistration registration = scene.desk.registration();
        const auto set = scene.sandbox.post(text("/sandbox/faults"), faults,
            { { "Authorization", "SSWS " + scene.sandbox.world().apiToken.toLatin1() } });
        QCOMPARE(set.status, 200);
        scene.sandbox.api("POST", scene.factors + text("/") + scene.factor + text("/verify"));
        const push::PollResult polled = scene.desk.poll();
        QVERIFY(polled.challenges.empty());
        QVERIFY(scene.desk.vault.accounts() == before);
        QVERIFY(scene.desk.registration() == registration);
    }
};

QTEST_GUILESS_MAIN(OktaSandboxTest)
#include "sandbox_test.moc"
