// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/enrolment.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_desk.h"

using base::ErrorCode;
using support::OktaDesk;
using support::OktaService;

namespace {

bool isEnrolment(const OktaService::Request& request)
{
    return request.method == "POST" && request.path == "/idp/myaccount/app-authenticators";
}

bool isList(const OktaService::Request& request)
{
    return request.path.endsWith("/push/notifications");
}

} // namespace

/// Where tokens go, and where they do not.
class OktaTokenPlacesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    /// What the server once named as the place of the list counts as long as it is its own.
    void aListElsewhereIsNotAskedFor()
    {
        OktaDesk desk;
        const OktaService other(desk.home.clock);
        QVERIFY(desk.enrol(desk.organisationRequest()));
        auto enrolment = push::okta::readEnrolment(base::textOf(desk.registration().details));
        QVERIFY(enrolment);
        enrolment->pendingAddress = other.origin() + "/push/notifications";
        QVERIFY(
            vault::Registrations(desk.vault)
                .update(desk.made->registration, { .details = push::okta::detailsOf(*enrolment) }));
        desk.service.challenge(desk.service.enrolment());
        QCOMPARE(desk.poll().challenges.size(), 1U);
        QVERIFY(other.requests.empty());
    }

    /// That one could do far more than ask.
    void theTokenOfTheSignInIsForTheEnrolmentAlone()
    {
        OktaDesk desk;
        QVERIFY(desk.enrol(desk.organisationRequest()));
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult polled = desk.poll();
        QVERIFY(desk.answer(polled.challenges.at(0), OktaDesk::denial()).result
            == vault::JournalResult::Denied);
        QByteArray token;
        int lists = 0;
        for (const OktaService::Request& request : desk.service.requests) {
            if (isEnrolment(request))
                token = request.header("authorization");
        }
        QVERIFY(token.startsWith("Bearer "));
        for (const OktaService::Request& request : desk.service.requests) {
            QVERIFY(isEnrolment(request) || request.header("authorization") != token);
            lists += isList(request) ? 1 : 0;
        }
        QCOMPARE(lists, 1);
    }

    void aRedirectIsNotFollowed_data()
    {
        QTest::addColumn<QByteArray>("status");
        for (const char* const status :
            { "301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent" })
            QTest::newRow(status) << QByteArray(status);
    }
    void aRedirectIsNotFollowed()
    {
        QFETCH(QByteArray, status);
        OktaDesk desk;
        const OktaService other(desk.home.clock);
        QVERIFY(desk.enrol(desk.organisationRequest()));
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult polled = desk.poll();
        desk.service.instead = [&](const OktaService::Request&) {
            return std::optional(support::HttpServer::reply(
                status, "{}", "Location: " + QByteArray::fromStdString(other.origin()) + "/x\r\n"));
        };
        const push::PollResult away = desk.poll();
        const auto error = away.error ? away.error : away.standings.at(0).error;
        QVERIFY(error && error->code == ErrorCode::RedirectRefused);
        const auto outcome = desk.answer(polled.challenges.at(0), OktaDesk::approval());
        QVERIFY(outcome.result != vault::JournalResult::Approved);
        QVERIFY(outcome.error && outcome.error->code == ErrorCode::RedirectRefused);
        QVERIFY(other.requests.empty());
    }

    /// The status says yes, and the body is none: it is not known under which name.
    void anEnrolmentThatIsNoJsonIsNotOne_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("page of a proxy") << QByteArray("<html>Sign in to the network</html>");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another thing") << QByteArray("[]");
    }
    void anEnrolmentThatIsNoJsonIsNotOne()
    {
        QFETCH(QByteArray, body);
        OktaDesk desk;
        desk.service.instead = [&](const OktaService::Request& request) {
            return isEnrolment(request) ? std::optional(
                       support::HttpServer::reply("200 OK", body, "Content-Type: text/html\r\n"))
                                        : std::nullopt;
        };
        QVERIFY(!desk.enrol(desk.organisationRequest()));
        QCOMPARE(desk.refused->code, ErrorCode::NotUnderstood);
        const auto all = vault::Registrations(desk.vault).all();
        QCOMPARE(all.size(), 1U); // whether it was taken nobody knows
        QVERIFY(all[0].state == vault::RegistrationState::Pending);
    }
};

QTEST_GUILESS_MAIN(OktaTokenPlacesTest)
#include "token_places_test.moc"
