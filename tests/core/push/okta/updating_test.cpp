// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/enrolment.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

using base::ErrorCode;
using push::ChangeKind;
using push::Phase;
using support::OktaDesk;
using support::OktaService;
using vault::JournalResult;
using vault::RegistrationState;

Q_DECLARE_METATYPE(push::ChangeKind)
Q_DECLARE_METATYPE(vault::RegistrationState)

namespace {

constexpr auto Role = "verification";

/// An enrolment of the documented kind, with a key for verified answers or without.
struct Scene
{
    OktaDesk desk;
    vault::Id id;

    explicit Scene(bool hasKey)
    {
        push::ActivationRequest request = desk.organisationRequest();
        if (hasKey)
            request.verification = std::move(*desk.home.verify(desk.vault));
        if (!desk.enrol(std::move(request)))
            qFatal("not enrolled");
        id = desk.made->registration;
    }

    vault::PushRegistration registration() { return *vault::Registrations(desk.vault).find(id); }
    push::okta::Enrolment enrolment()
    {
        return *push::okta::readEnrolment(base::textOf(registration().details));
    }
    push::ChangeOptions options() { return desk.client.changeOptions(registration()); }
    int changes() const { return desk.service.count("PATCH", "/idp/myaccount/"); }
    const OktaService::Request& lastChange() const
    {
        return *std::find_if(desk.service.requests.rbegin(), desk.service.requests.rend(),
            [](const auto& request) { return request.method == "PATCH"; });
    }

    /// Begins a change and signs in where that is asked for; whether it was made.
    bool change(ChangeKind kind)
    {
        push::RegistrationChange wish { kind };
        if (kind == ChangeKind::RenewVerification)
            wish.verification = std::move(*desk.home.verify(desk.vault));
        auto procedure = desk.client.change(id, std::move(wish));
        if (!procedure) {
            desk.refused = procedure.error();
            return false;
        }
        desk.watch(std::move(*procedure));
        desk.procedure->start({});
        if (!QTest::qWaitFor([this] { return desk.hasEnded() || !desk.signInAddress.isEmpty(); }))
            return false;
        if (!desk.signInAddress.isEmpty())
            support::visit(desk.signInAddress.toEncoded());
        return QTest::qWaitFor([this] { return desk.hasEnded(); }) && desk.made.has_value();
    }

    /// The server answers changes so, and changes nothing.
    void refuse(const QByteArray& reply)
    {
        desk.service.instead = [reply](const OktaService::Request& request) {
            return request.method == "PATCH" ? std::optional(reply) : std::nullopt;
        };
    }

    /// Whether a request that requires verification is approved with the key of now.
    bool verifies()
    {
        desk.service.challenge(desk.service.enrolment(),
            { { QStringLiteral("userVerification"), QStringLiteral("REQUIRED") } });
        const push::PollResult polled = desk.poll();
        if (polled.challenges.empty() || !polled.challenges[0].canBeApproved())
            return false;
        push::Decision decision = OktaDesk::approval();
        decision.verification = std::move(*desk.home.verify(desk.vault));
        const auto outcome = desk.answer(polled.challenges[0], std::move(decision));
        return outcome.result == JournalResult::Approved && desk.service.answers.back().isSigned
            && desk.service.answers.back().header[QLatin1String("kid")].toString()
            == desk.service.enrolment().verificationKeyId;
    }
};

} // namespace

class OktaUpdatingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void setsUpAVerificationKey()
    {
        Scene scene(false);
        QVERIFY(scene.options() == (push::ChangeOptions { true, false, true, true }));
        QVERIFY(!scene.verifies());
        QVERIFY(scene.change(ChangeKind::RenewVerification));
        QVERIFY(scene.options().hasVerification);
        QVERIFY(scene.desk.phases == (std::vector { Phase::SigningIn, Phase::Changing }));
        QCOMPARE(
            scene.desk.service.lastScope, QStringLiteral("okta.myAccount.appAuthenticator.manage"));
        QCOMPARE(scene.desk.service.enrolment().verificationKeyId.toStdString(),
            scene.enrolment().verificationKeyId);
        QVERIFY(!vault::Registrations(scene.desk.vault).secret(scene.id, Role));
        QVERIFY(scene.verifies());
    }

    void renewsAVerificationKey()
    {
        Scene scene(true);
        const std::string former = scene.enrolment().verificationKeyId;
        QVERIFY(!former.empty());
        QVERIFY(scene.change(ChangeKind::RenewVerification));
        QVERIFY(scene.enrolment().verificationKeyId != former);
        QVERIFY(scene.verifies());
        // Only that key is new.
        QCOMPARE(scene.lastChange().json()[QLatin1String("methods")].toObject().size(), 1);
        QVERIFY(!scene.lastChange().body.contains("proofOfPossession"));
    }

    void removesAVerificationKey()
    {
        Scene scene(true);
        QVERIFY(scene.change(ChangeKind::RemoveVerification));
        QCOMPARE(scene.lastChange().body,
            QByteArray(R"({"methods":{"push":{"keys":{"userVerification":null}}}})"));
        QVERIFY(scene.desk.service.enrolment().verificationKeyId.isEmpty());
        QVERIFY(scene.enrolment().verificationKeyId.empty());
        QVERIFY(!scene.registration().secrets.contains(Role));
        QVERIFY(!scene.options().hasVerification);
    }

    void withoutVerificationNothingIsSent()
    {
        Scene scene(false);
        const std::size_t before = scene.desk.service.requests.size();
        scene.desk.watch(
            std::move(*scene.desk.client.change(scene.id, { ChangeKind::RenewVerification })));
        scene.desk.procedure->start({});
        QVERIFY(scene.desk.refused && scene.desk.refused->code == ErrorCode::VerificationFailed);
        QCOMPARE(scene.desk.service.requests.size(), before);
    }

    void choosesWhetherTransactionsAreAskedAbout()
    {
        Scene scene(false);
        const QJsonObject transfer { { QStringLiteral("transactionType"), QStringLiteral("CIBA") },
            { QStringLiteral("bindingMessage"), QStringLiteral("300 EUR to supplier 42") } };
        QVERIFY(scene.change(ChangeKind::RefuseTransactions));
        QVERIFY(scene.desk.signInAddress.isEmpty()); // nobody has to sign in for that
        QCOMPARE(scene.lastChange().body,
            QByteArray(R"({"methods":{"push":{"capabilities":{"transactionTypes":["LOGIN"]}}}})"));
        QVERIFY(!scene.options().takesTransactions);
        scene.desk.service.challenge(scene.desk.service.enrolment(), {}, transfer);
        QVERIFY(scene.desk.poll().challenges.empty());

        QVERIFY(scene.change(ChangeKind::TakeTransactions));
        QCOMPARE(scene.desk.service.enrolment().transactionTypes,
            QStringList({ QStringLiteral("LOGIN"), QStringLiteral("CIBA") }));
        QVERIFY(scene.options().takesTransactions);
        const push::PollResult polled = scene.desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        QCOMPARE(polled.challenges[0].text, QStringLiteral("300 EUR to supplier 42"));
    }

    void maintainsWithATokenForThatAlone()
    {
        Scene scene(false);
        (void)scene.desk.poll(); // which has a token for reading
        QVERIFY(scene.change(ChangeKind::RefuseTransactions));
        const auto asked =
            std::find_if(scene.desk.service.requests.rbegin(), scene.desk.service.requests.rend(),
                [](const auto& request) { return request.path == "/oauth2/v1/token"; });
        QVERIFY(asked->body.contains("scope=okta.myAccount.appAuthenticator.maintenance.manage"));
        QVERIFY(!asked->body.contains("maintenance.read"));
    }

    void takesAnotherTokenOnce()
    {
        Scene scene(false);
        int refusals = 1;
        scene.desk.service.instead = [&](const OktaService::Request& request) {
            return request.method == "PATCH" && refusals-- > 0
                ? std::optional(OktaService::error("401 Unauthorized", "E0000011"))
                : std::nullopt;
        };
        QVERIFY(scene.change(ChangeKind::RefuseTransactions));
        QCOMPARE(scene.changes(), 2);
        refusals = 100;
        QVERIFY(!scene.change(ChangeKind::TakeTransactions));
        QCOMPARE(scene.changes(), 4); // and no loop
    }

    void whatTheServerRefusesChangesNoKey_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<RegistrationState>("state");
        const auto row = [](const char* code, const char* status, ErrorCode error,
                             RegistrationState state = RegistrationState::Active) {
            QTest::newRow(code) << OktaService::error(status, code) << error << state;
        };
        using enum RegistrationState;
        row("E0000001", "400 Bad Request", ErrorCode::ServerRefused);
        row("E0000006", "403 Forbidden", ErrorCode::ServerRefused);
        row("E0000007", "404 Not Found", ErrorCode::ServerRefused);
        row("E0000008", "404 Not Found", ErrorCode::RegistrationRemoved, Removed);
        row("E0000011", "401 Unauthorized", ErrorCode::ServerRefused);
        row("E0000015", "401 Unauthorized", ErrorCode::ServerRefused);
        row("E0000047", "429 Too Many Requests", ErrorCode::ServerRefused);
        row("E0000149", "406 Not Acceptable", ErrorCode::ServerRefused);
        row("E0000152", "403 Forbidden", ErrorCode::RegistrationSuspended, Suspended);
        row("E0000153", "410 Gone", ErrorCode::RegistrationRemoved, Removed);
        row("E0000154", "410 Gone", ErrorCode::RegistrationRemoved, Removed);
        row("E0000155", "423 Locked", ErrorCode::RegistrationSuspended, Suspended);
        row("E0000156", "410 Gone", ErrorCode::RegistrationRemoved, Removed);
        row("E0000158", "400 Bad Request", ErrorCode::ServerRefused);
        row("E0000159", "400 Bad Request", ErrorCode::ServerRefused);
        row("E0000180", "423 Locked", ErrorCode::RegistrationSuspended, Suspended);
        QTest::newRow("in trouble") << support::HttpServer::reply("503 Service Unavailable", {})
                                    << ErrorCode::ServerError << Active;
        QTest::newRow("cut off") << QByteArray() << ErrorCode::NetworkUnreachable << Active;
        QTest::newRow("of another") << support::HttpServer::reply("200 OK",
            R"({"id":"pfdOTHER","authenticatorId":"a","user":{"id":"u"},)"
            R"("device":{"id":"d","clientInstanceId":"c"},"methods":{"push":{"id":"o"}}})")
                                    << ErrorCode::NotUnderstood << Active;
    }
    void whatTheServerRefusesChangesNoKey()
    {
        QFETCH(QByteArray, reply);
        QFETCH(ErrorCode, code);
        QFETCH(RegistrationState, state);
        Scene scene(true);
        const vault::PushRegistration before = scene.registration();
        for (const ChangeKind kind :
            { ChangeKind::RenewVerification, ChangeKind::RemoveVerification }) {
            scene.refuse(reply);
            const int sent = scene.changes();
            QVERIFY(!scene.change(kind));
            QVERIFY(scene.desk.refused.has_value());
            QCOMPARE(scene.desk.refused->code, code);
            QCOMPARE(scene.changes(), sent + 1);
            const vault::PushRegistration after = scene.registration();
            QVERIFY(after.state == state);
            QVERIFY(after.secrets == before.secrets && after.details == before.details);
            QVERIFY(vault::Registrations(scene.desk.vault)
                        .setState({ scene.id }, RegistrationState::Active));
        }
    }

    void aKeyThatCannotBeSavedIsTakenBack()
    {
        Scene scene(true);
        const vault::PushRegistration before = scene.registration();
        scene.desk.service.afterwards = [&](const OktaService::Request& request) {
            // As when the vault is locked at this moment.
            if (request.method == "PATCH")
                scene.desk.isLocked = true;
            return std::nullopt;
        };
        QVERIFY(!scene.change(ChangeKind::RenewVerification));
        QCOMPARE(scene.desk.refused->code, ErrorCode::Locked);
        QCOMPARE(scene.changes(), 2);
        QCOMPARE(scene.lastChange().body,
            QByteArray(R"({"methods":{"push":{"keys":{"userVerification":null}}}})"));
        QVERIFY(scene.desk.service.enrolment().verificationKeyId.isEmpty());
        QVERIFY(scene.registration() == before);
    }

    void mendsWhatNewKeysOfTheVaultHaveLost()
    {
        Scene scene(true);
        QVERIFY(vault::Registrations(scene.desk.vault)
                    .setState({ scene.id }, RegistrationState::EnrolAgain));
        QVERIFY(scene.options().canRenewVerification);
        QVERIFY(!scene.options().canChooseTransactions);
        QVERIFY(scene.change(ChangeKind::RenewVerification));
        QVERIFY(scene.registration().state == RegistrationState::Active);
        QVERIFY(scene.verifies());
    }

    void whatTheVendorHasNotDocumentedIsNotChanged()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        QVERIFY(desk.client.changeOptions(desk.registration())
            == (push::ChangeOptions { false, false, false, false }));
        for (const ChangeKind kind : { ChangeKind::RenewVerification,
                 ChangeKind::RemoveVerification, ChangeKind::TakeTransactions }) {
            const auto change = desk.client.change(desk.made->registration, { kind });
            QCOMPARE(change.error().code, ErrorCode::Unsupported);
        }
        QCOMPARE(desk.client.change(vault::Id {}, {}).error().code, ErrorCode::NoMatch);
        desk.isLocked = true;
        QCOMPARE(desk.client.change(desk.made->registration, {}).error().code, ErrorCode::Locked);
    }
};

QTEST_GUILESS_MAIN(OktaUpdatingTest)
#include "updating_test.moc"
