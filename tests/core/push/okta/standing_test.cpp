// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

using support::OktaDesk;
using support::OktaService;
using vault::RegistrationState;

Q_DECLARE_METATYPE(vault::RegistrationState)

namespace {

/// One computer with four registrations: two of a user and one of another at one organisation, and
/// one at another organisation, where device and user happen to have the same names.
struct Scene
{
    OktaDesk desk;
    OktaService elsewhere { desk.home.clock };
    std::vector<vault::Id> ids;

    Scene()
    {
        add(desk.codeRequest());
        desk.service.oneTimeTokens = 1;
        add(desk.codeRequest());
        desk.service.oneTimeTokens = 1;
        desk.service.userId = QStringLiteral("00uOTHER");
        add(desk.codeRequest());
        push::ActivationRequest request;
        request.link = std::move(*crypto::SecretBytes::copyOf(elsewhere.activationCode()));
        add(std::move(request));
    }

    void add(push::ActivationRequest request)
    {
        desk.prepare(std::move(request));
        desk.procedure->start({});
        if (!QTest::qWaitFor([this] { return desk.hasEnded(); }) || !desk.made)
            qFatal("not enrolled");
        ids.push_back(desk.made->registration);
        desk.home.clock.time += std::chrono::seconds(1); // in the order they are begun
    }

    void refuseLists(const char* status, const char* code)
    {
        desk.service.instead = [status, code](const OktaService::Request& request) {
            return request.path.endsWith("/push/notifications")
                ? std::optional(OktaService::error(status, code))
                : std::nullopt;
        };
    }

    std::vector<RegistrationState> states()
    {
        std::vector<RegistrationState> states;
        for (const vault::Id& id : ids)
            states.push_back(vault::Registrations(desk.vault).find(id)->state);
        return states;
    }
};

} // namespace

/// What a server says of one registration, and whom it concerns beside that one.
class OktaStandingTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void concernsWhomThePageSays_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<RegistrationState>("state");
        QTest::addColumn<int>("concerned"); ///< of the first three, when the first is told
        const auto row = [](const char* code, const char* status, RegistrationState state,
                             int concerned) {
            QTest::newRow(code) << QByteArray(status) << state << concerned;
        };
        using enum RegistrationState;
        row("E0000152", "403 Forbidden", Suspended, 3); // the device
        row("E0000153", "410 Gone", Removed, 3);
        row("E0000155", "423 Locked", Suspended, 2); // the user
        row("E0000156", "410 Gone", Removed, 2);
        row("E0000154", "410 Gone", Removed, 1); // the enrolment
        row("E0000180", "423 Locked", Suspended, 1);
        row("E0000008", "404 Not Found", Removed, 1);
        row("E0000007", "404 Not Found", Active, 1);
        row("E0000006", "403 Forbidden", Active, 1);
    }
    void concernsWhomThePageSays()
    {
        QFETCH(QByteArray, status);
        QFETCH(RegistrationState, state);
        QFETCH(int, concerned);
        Scene scene;
        int told = 0;
        scene.desk.service.instead = [&](const OktaService::Request& request) {
            if (!request.path.endsWith("/push/notifications"))
                return std::optional<QByteArray>();
            return told++ == 0 ? std::optional(OktaService::error(status, QTest::currentDataTag()))
                               : std::optional<QByteArray>();
        };
        const push::PollResult result = scene.desk.poll();
        std::vector<RegistrationState> expected(4, RegistrationState::Active);
        std::fill_n(expected.begin(), concerned, state);
        QVERIFY(scene.states() == expected);
        // Nobody is asked again for what was said of all of them; everybody has a standing.
        QCOMPARE(scene.desk.service.count("GET", "/push/notifications"), 3 - (concerned - 1));
        QCOMPARE(scene.elsewhere.count("GET", "/push/notifications"), 1);
        QCOMPARE(result.standings.size(), 4U);
        for (const push::StandingOf& standing : result.standings) {
            const auto place = std::find(scene.ids.begin(), scene.ids.end(), standing.registration);
            const auto index = place - scene.ids.begin();
            QVERIFY(standing.state == expected.at(std::size_t(index)));
            QCOMPARE(standing.error.has_value(), index < concerned);
        }
    }

    void aDeviceThatIsNoLongerSuspendedIsAskedForAgain()
    {
        Scene scene;
        scene.refuseLists("403 Forbidden", "E0000152");
        (void)scene.desk.poll();
        QCOMPARE(scene.states().at(2), RegistrationState::Suspended);
        scene.desk.service.instead = nullptr;
        (void)scene.desk.poll();
        QVERIFY(scene.states() == std::vector<RegistrationState>(4, RegistrationState::Active));
    }

    void anAnswerTellsItOfAllOfThem()
    {
        Scene scene;
        scene.desk.service.challenge(scene.desk.service.enrolment());
        const push::PollResult polled = scene.desk.poll();
        scene.desk.service.instead = [](const OktaService::Request& request) {
            return request.path.endsWith("/verify")
                ? std::optional(OktaService::error("410 Gone", "E0000153"))
                : std::nullopt;
        };
        (void)scene.desk.answer(polled.challenges.at(0), OktaDesk::approval());
        using enum RegistrationState;
        QVERIFY(scene.states() == (std::vector { Removed, Removed, Removed, Active }));
    }

    void anEnrolmentTellsItOfTheEarlierOnes()
    {
        Scene scene;
        int refusals = 1;
        scene.desk.service.instead = [&](const OktaService::Request& request) {
            return request.path == "/idp/authenticators" && refusals-- > 0
                ? std::optional(OktaService::error("410 Gone", "E0000153"))
                : std::nullopt;
        };
        scene.desk.service.oneTimeTokens = 1;
        scene.add(scene.desk.codeRequest());
        using enum RegistrationState;
        QVERIFY(scene.states() == (std::vector { Removed, Removed, Removed, Active, Active }));
    }

    void aFeatureThatIsOffLeavesTheOrganisationAlone()
    {
        Scene scene;
        scene.refuseLists("401 Unauthorized", "E0000015");
        const push::PollResult result = scene.desk.poll();
        QCOMPARE(scene.desk.service.count("GET", "/push/notifications"), 1);
        QVERIFY(result.retryAfter == std::chrono::minutes(60));
        QVERIFY(result.error.has_value());
        QVERIFY(scene.states() == std::vector<RegistrationState>(4, RegistrationState::Active));
    }
};

QTEST_GUILESS_MAIN(OktaStandingTest)
#include "standing_test.moc"
