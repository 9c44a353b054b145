// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/logged.h"
#include "tests/support/okta_desk.h"

using support::OktaDesk;
using vault::JournalResult;

namespace {

const QString First = QStringLiteral("ftFIRST");
const QString Second = QStringLiteral("ftSECOND");

/// A request of this name, whose token has another name.
void list(OktaDesk& desk, const QString& transaction, const QString& token)
{
    QJsonObject claims = desk.service.claimsFor(desk.service.enrolment(), transaction);
    claims[QLatin1String("jti")] = token;
    desk.service.list(desk.service.enrolment(), desk.service.sign(claims));
}

} // namespace

/// What was answered or refused, and comes again.
class OktaReplayTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void whatWasAnsweredIsNoNewRequest_data()
    {
        QTest::addColumn<QString>("transaction");
        QTest::addColumn<QString>("token");
        QTest::addColumn<bool>("isNew");
        QTest::newRow("the same") << First << QStringLiteral("jtFIRST") << false;
        QTest::newRow("the same transaction") << First << QStringLiteral("jtOTHER") << false;
        QTest::newRow("the same token id") << Second << QStringLiteral("jtFIRST") << false;
        QTest::newRow("transaction called as the token was")
            << QStringLiteral("jtFIRST") << QStringLiteral("jtOTHER") << false;
        QTest::newRow("another") << Second << QStringLiteral("jtSECOND") << true;
    }
    void whatWasAnsweredIsNoNewRequest()
    {
        QFETCH(QString, transaction);
        QFETCH(QString, token);
        QFETCH(bool, isNew);
        OktaDesk desk;
        QVERIFY(desk.activate());
        list(desk, First, QStringLiteral("jtFIRST"));
        const push::PollResult polled = desk.poll();
        QCOMPARE(polled.challenges.size(), 1U);
        // Seen and not answered: it is there again.
        QCOMPARE(desk.poll().challenges.size(), 1U);
        QVERIFY(
            desk.answer(polled.challenges[0], OktaDesk::denial()).result == JournalResult::Denied);
        list(desk, transaction, token);
        const push::PollResult again = desk.poll();
        QCOMPARE(again.challenges.size(), isNew ? 1U : 0U);
        QVERIFY(again.refusals.empty()); // nobody deceives with what is no request
    }

    void aSecondAnswerIsNotSent()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment());
        const push::PollResult polled = desk.poll();
        QVERIFY(desk.answer(polled.challenges.at(0), OktaDesk::denial()).result
            == JournalResult::Denied);
        const auto second = desk.answer(polled.challenges[0], OktaDesk::approval());
        QVERIFY(second.result == JournalResult::NotSent);
        QVERIFY(second.error && second.error->code == base::ErrorCode::AnsweredElsewhere);
        QCOMPARE(desk.service.answers.size(), 1U);
    }

    void anotherEnrolmentsRequestsHaveNamesOfTheirOwn()
    {
        OktaDesk desk;
        QVERIFY(desk.activate());
        QVERIFY(desk.activate());
        list(desk, First, First);
        const push::PollResult polled = desk.poll();
        QVERIFY(desk.answer(polled.challenges.at(0), OktaDesk::denial()).result
            == JournalResult::Denied);
        const auto& other = desk.service.enrolment(1);
        desk.service.list(other, desk.service.sign(desk.service.claimsFor(other, First)));
        QCOMPARE(desk.poll().challenges.size(), 1U);
    }

    void theLogSaysOnceWhyAndNothingElse_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("line");
        QTest::newRow("issuer") << QStringLiteral("iss") << QStringLiteral("https://evil.example")
                                << QStringLiteral("a request was refused: issuer");
        QTest::newRow("address") << QStringLiteral("verificationUri")
                                 << QStringLiteral("https://evil.example/v")
                                 << QStringLiteral("a request was refused: address of the answer");
        QTest::newRow("enrolment")
            << QStringLiteral("authenticatorEnrollmentId") << QStringLiteral("pfdOTHER")
            << QStringLiteral("a request is not for this vault: other registration");
        QTest::newRow("audience") << QStringLiteral("aud")
                                  << QStringLiteral("okta.3f6d2a90-4c1b-5e77-9a10-0d5c8b7e6f21")
                                  << QStringLiteral("a request is made out to another client");
        QTest::newRow("none") << QStringLiteral("appInstanceName") << QStringLiteral("x")
                              << QString();
    }
    void theLogSaysOnceWhyAndNothingElse()
    {
        QFETCH(QString, claim);
        QFETCH(QString, value);
        QFETCH(QString, line);
        OktaDesk desk;
        QVERIFY(desk.activate());
        desk.service.challenge(desk.service.enrolment(), { { claim, value } });
        const QByteArray lines = support::logged([&] {
            (void)desk.poll();
            (void)desk.poll();
        });
        QCOMPARE(lines,
            line.isEmpty() ? QByteArray()
                           : "info: countersign.push.okta: " + line.toLatin1() + '\n');
    }
};

QTEST_GUILESS_MAIN(OktaReplayTest)
#include "replay_test.moc"
