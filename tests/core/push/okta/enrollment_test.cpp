// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

#include <QJsonArray>
#include <QJsonDocument>

using base::ErrorCode;
using push::Phase;
using support::OktaDesk;
using support::OktaService;
using vault::RegistrationState;

Q_DECLARE_METATYPE(base::ErrorCode)

namespace {

/// The devices of all enrolments that reached the service, as it was told.
std::vector<QJsonObject> devicesTold(const OktaDesk& desk)
{
    std::vector<QJsonObject> devices;
    for (const OktaService::Request& request : desk.service.requests) {
        const bool isEnrolment = request.path == "/idp/authenticators"
            || request.path == "/idp/myaccount/app-authenticators";
        if (request.method == "POST" && isEnrolment)
            devices.push_back(request.json()[QLatin1String("device")].toObject());
    }
    return devices;
}

QByteArray configurationOf(const char* organisation, const char* method, const char* protection)
{
    const auto text = [](const char* latin1) { return QString::fromLatin1(latin1); };
    const QJsonObject supported { { text("type"), text(method) },
        { text("status"), text("ACTIVE") },
        { text("settings"), QJsonObject { { text("keyProtection"), text(protection) } } } };
    return QJsonDocument(
        QJsonArray { QJsonObject { { text("authenticatorId"), text("autTESTAUTH000000001") },
            { text("orgId"), text(organisation) }, { text("key"), text("custom_app") },
            { text("supportedMethods"), QJsonArray { supported } } } })
        .toJson();
}

QByteArray endpoints(const std::string& authorization, const std::string& token)
{
    return QJsonDocument(
        QJsonObject { { QStringLiteral("authorization_endpoint"),
                          QString::fromStdString(authorization + "/a") },
            { QStringLiteral("token_endpoint"), QString::fromStdString(token + "/token") } })
        .toJson();
}

bool isEnrolment(const OktaService::Request& request)
{
    return request.method == "POST"
        && (request.path == "/idp/authenticators"
            || request.path == "/idp/myaccount/app-authenticators");
}

} // namespace

class OktaEnrollmentTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aCodeBringsPushAndCodes()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const auto account = desk.vault.find(desk.made->account);
        QVERIFY(account.has_value());
        QCOMPARE(account->issuer, QStringLiteral("127.0.0.1"));
        QCOMPARE(account->name, QStringLiteral("rin@acme.example.com"));
        const auto code = desk.vault.code(account->id, base::fromUnixSeconds(1'760'000'010));
        QVERIFY(code);
        QCOMPARE(QString::fromStdString(std::string(code->text)), QStringLiteral("793635"));
        QVERIFY(desk.registration().state == RegistrationState::Active);
        QVERIFY(desk.phases == std::vector({ Phase::Asking, Phase::Saving, Phase::Registering }));
    }

    void asksForConsentBeforeAnythingIsSent()
    {
        OktaDesk desk;
        desk.prepare(desk.codeRequest());
        const push::Consent& consent = desk.procedure->consent();
        QCOMPARE(consent.server, desk.service.origin());
        QCOMPARE(consent.account, QStringLiteral("rin@acme.example.com"));
        QVERIFY(!consent.isDocumented);
        QVERIFY(!consent.isEncrypted);
        QVERIFY(consent.sameName.empty());
        QTest::qWait(0);
        QVERIFY(desk.service.requests.empty());
        desk.prepare(desk.organisationRequest());
        QVERIFY(desk.procedure->consent().isDocumented);
        QVERIFY(desk.procedure->consent().needsSignIn);
        QVERIFY(desk.service.requests.empty());
    }

    void theKeysAreSavedBeforeTheServerSeesThem()
    {
        OktaDesk desk;
        int saved = 0;
        desk.service.instead = [&](const OktaService::Request& request) {
            if (isEnrolment(request)) {
                // What another program reads from the file.
                auto other = desk.home.open();
                const auto all = vault::Registrations(*other).all();
                if (all.size() == 1 && all[0].state == RegistrationState::Pending
                    && vault::Registrations(*other).secret(all[0].id, "possession"))
                    ++saved;
            }
            return std::nullopt;
        };
        QVERIFY(desk.activate());
        QCOMPARE(saved, 1);
    }

    void aRefusalLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("token used") << QByteArray("401 Unauthorized") << QByteArray("E0000011");
        QTest::newRow("session over") << QByteArray("403 Forbidden") << QByteArray("E0000005");
        QTest::newRow("FIPS keys") << QByteArray("400 Bad Request") << QByteArray("E0000159");
        QTest::newRow("verification") << QByteArray("400 Bad Request") << QByteArray("E0000158");
        QTest::newRow("active already") << QByteArray("400 Bad Request") << QByteArray("E0000132");
        QTest::newRow("server in trouble")
            << QByteArray("503 Service Unavailable") << QByteArray("");
    }
    void aRefusalLeavesNothing()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, code);
        OktaDesk desk;
        const otp::Entry entry = support::entryOf("ACME", "alice");
        QVERIFY(desk.vault.add(std::span(&entry, 1)));
        const auto before = desk.vault.accounts();
        desk.service.instead = [&](const OktaService::Request& request) {
            return isEnrolment(request)
                ? std::optional(OktaService::error(status, code.constData()))
                : std::nullopt;
        };
        QVERIFY(!desk.activate());
        QVERIFY(desk.refused.has_value());
        QVERIFY(vault::Registrations(desk.vault).all().empty());
        QVERIFY(desk.vault.accounts() == before);
    }

    void aLostReplyLeavesThePendingKeys()
    {
        OktaDesk desk;
        desk.service.afterwards = [](const OktaService::Request& request) {
            return isEnrolment(request) ? std::optional(QByteArray()) : std::nullopt;
        };
        QVERIFY(!desk.activate());
        const auto all = vault::Registrations(desk.vault).all();
        QCOMPARE(all.size(), 1U);
        QVERIFY(all[0].state == RegistrationState::Pending);
        QVERIFY(vault::Registrations(desk.vault).secret(all[0].id, "possession"));
    }

    void signsInWithABrowser()
    {
        OktaDesk desk;
        QVERIFY(desk.enrol(desk.organisationRequest()));
        QVERIFY(desk.registration().state == RegistrationState::Active);
        const auto account = desk.vault.find(desk.made->account);
        QCOMPARE(account->name, QStringLiteral("rin@acme.example.com"));
        QCOMPARE(desk.service.lastScope, QStringLiteral("okta.myAccount.appAuthenticator.manage"));
        QVERIFY(!desk.poll().error);
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult result = desk.poll();
        QVERIFY(desk.answer(result.challenges.at(0), OktaDesk::approval()).result
            == vault::JournalResult::Approved);
        // The token of the sign-in is not in the file.
        const auto file = support::contentsOf(desk.home.path());
        QVERIFY(base::textOf(file).find("access-token") == std::string_view::npos);
    }

    /// Who is asked by its own domain may sign by its canonical one.
    void theCanonicalDomainIsOfTheOrganisation()
    {
        OktaDesk desk;
        desk.service.instead = [&](const OktaService::Request& request) {
            return request.path == "/.well-known/okta-organization"
                ? std::optional(support::HttpServer::reply("200 OK",
                    "{\"id\":\"00oTEST\",\"pipeline\":\"idx\",\"_links\":{\"alternate\":{\"href\":"
                    "\"" + QByteArray::fromStdString(desk.service.origin())
                        + "\"},\"organization\":{\"href\":\"https://acme.okta.example\"}}}"))
                : std::nullopt;
        };
        QVERIFY(desk.enrol(desk.organisationRequest()));
        const QString canonical = QStringLiteral("https://acme.okta.example");
        desk.service.challenge(desk.service.enrolment(), { { QStringLiteral("iss"), canonical } });
        desk.service.challenge(desk.service.enrolment(),
            { { QStringLiteral("iss"), QStringLiteral("https://other.okta.example") } });
        const push::PollResult result = desk.poll();
        QCOMPARE(result.challenges.size(), 1U);
        QVERIFY(desk.answer(result.challenges[0], OktaDesk::approval()).result
            == vault::JournalResult::Approved);
        QCOMPARE(desk.service.answers.at(0).claims[QLatin1String("aud")].toString(), canonical);
    }

    void aRefusalSaysWhatCanBeDone_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QByteArray>("argument");
        QTest::newRow("E0000158") << ErrorCode::VerificationFailed << QByteArray();
        QTest::newRow("E0000159") << ErrorCode::Unsupported << QByteArray("certified-keys");
        QTest::newRow("E0000132") << ErrorCode::Unsupported << QByteArray("registered-already");
        QTest::newRow("E0000001") << ErrorCode::ServerRefused << QByteArray("400");
    }
    void aRefusalSaysWhatCanBeDone()
    {
        QFETCH(ErrorCode, code);
        QFETCH(QByteArray, argument);
        OktaDesk desk;
        desk.service.instead = [&](const OktaService::Request& request) {
            return isEnrolment(request)
                ? std::optional(OktaService::error("400 Bad Request", QTest::currentDataTag()))
                : std::nullopt;
        };
        for (const bool isByCode : { true, false }) {
            QVERIFY(isByCode ? !desk.activate() : !desk.enrol(desk.organisationRequest()));
            QCOMPARE(desk.refused->code, code);
            const auto& arguments = desk.refused->arguments;
            QCOMPARE(QByteArray::fromStdString(arguments.empty() ? std::string() : arguments[0]),
                argument);
        }
    }

    void theTokenReplysErrorEndsTheSignIn()
    {
        OktaDesk desk;
        desk.service.instead = [](const OktaService::Request& request) {
            return request.path == "/oauth2/v1/token"
                ? std::optional(support::HttpServer::reply("401 Unauthorized",
                    R"({"error":"invalid_client","error_description":"Not you."})"))
                : std::nullopt;
        };
        QVERIFY(!desk.enrol(desk.organisationRequest()));
        QCOMPARE(desk.refused->code, ErrorCode::SignInFailed);
        QCOMPARE(
            desk.refused->arguments, (std::vector<std::string> { "Not you.", "invalid_client" }));
        QCOMPARE(desk.service.enrolments(), 0U);
    }

    void aSignInWithoutTheScopeEnrolsNothing()
    {
        OktaDesk desk;
        desk.service.grantedScope = QStringLiteral("openid");
        QVERIFY(!desk.enrol(desk.organisationRequest()));
        QCOMPARE(desk.refused->code, ErrorCode::SignInFailed);
        QCOMPARE(desk.refused->arguments.at(1), std::string("missing_scope"));
        QVERIFY(vault::Registrations(desk.vault).all().empty());
        QCOMPARE(desk.service.enrolments(), 0U);
    }

    void aTokenAddressElsewhereIsRefused()
    {
        OktaDesk desk;
        desk.service.instead = [&](const OktaService::Request& request) {
            return request.path == "/.well-known/openid-configuration"
                ? std::optional(support::HttpServer::reply(
                    "200 OK", endpoints(desk.service.origin(), "https://evil.example")))
                : std::nullopt;
        };
        QVERIFY(!desk.enrol(desk.organisationRequest()));
        QCOMPARE(desk.refused->code, ErrorCode::SignInFailed);
        QVERIFY(desk.signInAddress.isEmpty());
    }

    void aPolicyThatCannotBeMetEndsBeforeTheSignIn_data()
    {
        QTest::addColumn<QByteArray>("configuration");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("no authenticator") << QByteArray("[]") << ErrorCode::NothingToDo;
        QTest::newRow("no push") << configurationOf("00oTEST", "totp", "ANY")
                                 << ErrorCode::Unsupported;
        QTest::newRow("keys in hardware")
            << configurationOf("00oTEST", "push", "HARDWARE") << ErrorCode::Unsupported;
        QTest::newRow("another organisation")
            << configurationOf("00oEVIL", "push", "ANY") << ErrorCode::NotUnderstood;
    }
    void aPolicyThatCannotBeMetEndsBeforeTheSignIn()
    {
        QFETCH(QByteArray, configuration);
        QFETCH(ErrorCode, code);
        OktaDesk desk;
        desk.service.instead = [&](const OktaService::Request& request) {
            return request.path.startsWith("/.well-known/app-authenticator-configuration")
                ? std::optional(support::HttpServer::reply("200 OK", configuration))
                : std::nullopt;
        };
        QVERIFY(!desk.enrol(desk.organisationRequest()));
        QCOMPARE(desk.refused->code, code);
        QVERIFY(desk.signInAddress.isEmpty());
    }

    void verificationThatIsRequiredIsAskedForBeforehand()
    {
        OktaDesk desk;
        desk.service.asksForVerification = true;
        QVERIFY(!desk.enrol(desk.organisationRequest()));
        QCOMPARE(desk.refused->code, ErrorCode::VerificationFailed);
        push::ActivationRequest request = desk.organisationRequest();
        request.verification = std::move(*desk.home.verify(desk.vault));
        QVERIFY(desk.enrol(std::move(request)));
        QVERIFY(!desk.service.enrolment().verificationKeyId.isEmpty());
        // That key opens with a verification only.
        QVERIFY(!vault::Registrations(desk.vault).secret(desk.made->registration, "verification"));
    }

    void aComputerThatIsKnownSaysSo()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        QVERIFY(desk.activate());
        const auto devices = devicesTold(desk);
        QCOMPARE(devices.size(), 2U);
        QVERIFY(devices[0].contains(QLatin1String("clientInstanceKey")));
        QVERIFY(!devices[1].contains(QLatin1String("clientInstanceKey")));
        QCOMPARE(devices[1][QLatin1String("id")].toString(), QStringLiteral("guoTEST"));
        QVERIFY(devices[1][QLatin1String("deviceAttestation")].toObject().contains(
            QLatin1String("clientInstanceKeyAttestation")));
    }

    void aComputerThatWasForgottenEnrolsOnceMoreAsNew()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        int refusals = 1;
        desk.service.instead = [&](const OktaService::Request& request) {
            return isEnrolment(request) && refusals-- > 0
                ? std::optional(OktaService::error("410 Gone", "E0000153"))
                : std::nullopt;
        };
        QVERIFY(desk.activate());
        auto devices = devicesTold(desk);
        QCOMPARE(devices.size(), 3U);
        QVERIFY(devices[2].contains(QLatin1String("clientInstanceKey")));
        QCOMPARE(vault::Registrations(desk.vault).all().size(), 2U);
        refusals = 100;
        QVERIFY(!desk.activate());
        devices = devicesTold(desk);
        QCOMPARE(devices.size(), 5U); // once more, and no loop
        QCOMPARE(vault::Registrations(desk.vault).all().size(), 2U);
    }

    void replacesWhatHadTheName()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const push::Registered first = *desk.made;
        desk.service.oneTimeTokens = 1;
        desk.prepare(desk.codeRequest());
        QVERIFY(desk.procedure->consent().sameName == std::vector { first.account });
        QVERIFY(desk.activate({ first.account }));
        QCOMPARE(desk.made->account, first.account);
        const auto all = vault::Registrations(desk.vault).all();
        QCOMPARE(all.size(), 1U);
        QCOMPARE(all[0].id, desk.made->registration);
        QCOMPARE(desk.vault.accounts().size(), 1U);
    }

    /// Whose sign-in it will be nobody tells before.
    void asksAboutAllAccountsOfAnOrganisationThatIsTyped()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const push::Registered first = *desk.made;
        const otp::Entry entries[] = { support::entryOf("Elsewhere", "rin@acme.example.com"),
            support::entryOf("127.0.0.1", "of the same issuer") };
        const auto added = desk.vault.add(entries);
        QVERIFY(added);
        QVERIFY(desk.vault.edit(first.account, { .issuer = QStringLiteral("ACME") }));
        desk.prepare(desk.organisationRequest());
        auto asked = desk.procedure->consent().sameName;
        std::vector expected { first.account, added->at(1) };
        std::ranges::sort(asked);
        std::ranges::sort(expected);
        QVERIFY(asked == expected);

        QVERIFY(desk.enrol(desk.organisationRequest(), { first.account }));
        QCOMPARE(desk.made->account, first.account);
        const auto all = vault::Registrations(desk.vault).all();
        QCOMPARE(all.size(), 1U);
        QCOMPARE(all[0].id, desk.made->registration);
        QCOMPARE(desk.vault.accounts().size(), 3U);
    }

    /// Whoever signs in is known when the keys are registered: what another user has stays.
    void keepsWhatIsAnotherUsers_data()
    {
        QTest::addColumn<bool>("isByCode");
        QTest::newRow("by a code") << true;
        QTest::newRow("by a sign-in") << false;
    }
    void keepsWhatIsAnotherUsers()
    {
        QFETCH(bool, isByCode);
        OktaDesk desk;
        QVERIFY(desk.activate());
        const push::Registered first = *desk.made;
        const auto before = desk.vault.find(first.account);
        const vault::PushRegistration registered = desk.registration();
        desk.service.userId = QStringLiteral("00uKIM");
        desk.service.userName = QStringLiteral("kim@acme.example.com");
        const push::ActivationChoice replacing { first.account };
        QVERIFY(isByCode ? desk.activate(replacing)
                         : desk.enrol(desk.organisationRequest(), replacing));
        QVERIFY(desk.made->account != first.account);
        vault::Registrations registrations(desk.vault);
        QVERIFY(desk.vault.find(first.account) == before);
        QVERIFY(registrations.find(first.registration) == registered);
        QVERIFY(registrations.secret(first.registration, "possession"));
        // The new one is whole, and there is no third.
        QCOMPARE(registrations.all().size(), 2U);
        QVERIFY(desk.registration().state == RegistrationState::Active);
        QVERIFY(registrations.secret(desk.made->registration, "possession"));
        const auto account = desk.vault.find(desk.made->account);
        QCOMPARE(account->name, desk.service.userName);
        QCOMPARE(otp::makesCodes(account->credential), isByCode);
        for (const int enrolment : { 0, 1 })
            desk.service.challenge(desk.service.enrolment(enrolment));
        QCOMPARE(desk.poll().challenges.size(), 2U);
    }

    void aUserWhomTheOrganisationMadeAnewIsTheSame()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        const push::Registered first = *desk.made;
        desk.service.userId = QStringLiteral("00uANEW");
        QVERIFY(desk.enrol(desk.organisationRequest(), { first.account }));
        QCOMPARE(desk.made->account, first.account);
        QVERIFY(!vault::Registrations(desk.vault).find(first.registration));
    }

    void knowsItsNameThereFromAnEarlierOne()
    {
        OktaDesk desk;
        QVERIFY(desk.activate()); // a code says nothing of it
        push::ActivationRequest request;
        request.server = desk.service.origin();
        desk.prepare(std::move(request));
        QVERIFY(desk.refused && desk.refused->code == ErrorCode::MissingField);
        QVERIFY(desk.enrol(desk.organisationRequest()));
        QVERIFY(vault::Registrations(desk.vault)
                    .update(desk.made->registration, { .state = RegistrationState::Removed }));
        request = {};
        request.server = desk.service.origin();
        QVERIFY(desk.enrol(std::move(request)));
        const auto enrolment = push::okta::readEnrolment(base::textOf(desk.registration().details));
        QVERIFY(enrolment);
        QCOMPARE(enrolment->clientId, desk.service.clientId.toStdString());
    }

    void keepsBothWhereThatIsWished()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        QVERIFY(desk.activate());
        QCOMPARE(vault::Registrations(desk.vault).all().size(), 2U);
        QCOMPARE(desk.vault.accounts().size(), 2U);
    }

    void endsWhenItIsDestroyed()
    {
        OktaDesk desk;
        desk.prepare(desk.organisationRequest());
        desk.procedure->start({});
        QTRY_VERIFY(!desk.signInAddress.isEmpty());
        const QUrl address = desk.signInAddress;
        desk.procedure.reset();
        (void)support::visit(address.toEncoded()); // nobody waits there any more
        QCOMPARE(desk.service.enrolments(), 0U);
        QVERIFY(vault::Registrations(desk.vault).all().empty());
    }

    void waitsFiveMinutesForTheBrowser()
    {
        OktaDesk desk;
        desk.prepare(desk.organisationRequest());
        desk.procedure->start({});
        QTRY_VERIFY(!desk.signInAddress.isEmpty());
        desk.timers.advance(std::chrono::seconds(299));
        QVERIFY(!desk.hasEnded());
        desk.timers.advance(std::chrono::seconds(1));
        QVERIFY(desk.refused && desk.refused->code == ErrorCode::NetworkTimeout);
    }

    void refusesWhatIsNoOrganisation()
    {
        OktaDesk desk;
        push::ActivationRequest request;
        request.server = "http://acme.example";
        request.client = "x";
        desk.prepare(std::move(request));
        QCOMPARE(desk.refused->code, ErrorCode::InvalidField);
        push::ActivationRequest nameless = desk.organisationRequest();
        nameless.client.clear();
        desk.prepare(std::move(nameless));
        QCOMPARE(desk.refused->code, ErrorCode::MissingField);
    }
};

QTEST_GUILESS_MAIN(OktaEnrollmentTest)
#include "enrollment_test.moc"
