// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/activation_picture.h"
#include "core/otp/code.h"
#include "tests/app/sandbox/sandbox_client.h"
#include "tests/app/sandbox/sandbox_device.h"
#include "tests/core/desk/okta/desk_scene.h"
#include "tests/support/fail_on_warning.h"

using base::ErrorCode;
using desk::okta::Activation;
using desk::okta::CodeVerdict;
using desk::okta::Factor;
using desk::okta::FactorKind;
using desk::okta::FactorResult;
using desk::okta::FactorStatus;
using desk::okta::Meaning;
using desk::okta::Transaction;
using support::codeOf;
using support::resultOf;
using support::verdictIn;
using namespace std::chrono_literals;

namespace {

const FactorKind Push { "push", "OKTA" };
const FactorKind VendorCodes { "token:software:totp", "OKTA" };
const FactorKind GoogleCodes { "token:software:totp", "GOOGLE" };

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

/// The service, and a desk at it that trusts its authority alone. The two share no line of the
/// protocol.
struct Scene
{
    support::SandboxClient sandbox { support::SandboxClient::today() };
    support::DeskScene desk { base::unixSeconds(sandbox.clock().time), organisation(),
        sandbox.world().apiToken.toStdString() };
    std::string user = sandbox.alice().id.toStdString();

    desk::okta::Organisation organisation()
    {
        const QByteArray pem = sandbox.service().caCertificate();
        return { sandbox.world().httpsOrigin.toStdString(),
            net::Trust::only(*net::readCertificates(base::bytesOf(pem))) };
    }
    /// From now on the service goes wrong.
    bool go(const QJsonObject& faults)
    {
        return sandbox
                   .post(text("/sandbox/faults"), faults,
                       { { "Authorization", "SSWS " + sandbox.world().apiToken.toLatin1() } })
                   .status
            == 200;
    }
    void pass(std::chrono::seconds time)
    {
        sandbox.clock().time += time;
        desk.clock.time += time;
    }
    Activation enrolled(const FactorKind& kind)
    {
        auto factor = desk.enroll(user, kind);
        return factor && factor->activation ? std::move(*factor->activation) : Activation();
    }
    /// What the code in an activation's picture says.
    std::string codeText(const Activation& activation)
    {
        const auto picture = desk.picture(activation);
        const auto read = picture ? desk::okta::codeTextIn(*picture)
                                  : base::Result<crypto::SecretBytes>(picture.error().error);
        return read ? std::string(read->text()) : std::string();
    }
    /// A device that has read the code of an activation enrols.
    bool enrolDevice(const std::string& link)
    {
        support::SandboxDevice device(sandbox);
        return device.activate(QString::fromStdString(link), { text("push") }).status == 200;
    }
    /// A push factor that is ready to be asked.
    Factor activePush()
    {
        sandbox.world().settings.plainActivation = true;
        const Activation activation = enrolled(Push);
        if (!enrolDevice(codeText(activation)))
            return {};
        auto list = desk.factors(user);
        return list && list->size() == 1 ? std::move(list->front()) : Factor();
    }
    /// Codes that are ready to be asked, activated with the one of now.
    Factor activeCodes(const Activation& activation)
    {
        auto reply = desk.activate(activation, codeNow(activation));
        auto* const factor = reply ? std::get_if<Factor>(&*reply) : nullptr;
        return factor ? std::move(*factor) : Factor();
    }
    std::string codeNow(const Activation& activation)
    {
        if (!activation.codes)
            return {};
        otp::Totp totp;
        totp.period = activation.codes->period;
        totp.digits = activation.codes->digits;
        const auto code =
            otp::codeAt(totp, activation.codes->secret.view(), {}, sandbox.clock().time);
        return code ? code->text : std::string();
    }
    /// What becomes of a user's answer, as the service has it.
    void end(sandbox::Outcome outcome)
    {
        for (auto& [id, transaction] : sandbox.world().state.transactions) {
            if (transaction.outcome == sandbox::Outcome::Waiting)
                transaction.outcome = outcome;
        }
    }
};

} // namespace

/// The desk against the service of app/sandbox.
class DeskSandboxTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aPhoneIsEnrolledByItsPicture()
    {
        Scene scene;
        scene.sandbox.world().settings.plainActivation = true;
        const auto before = scene.desk.factors(scene.user);
        QVERIFY(before && before->empty());
        auto factor = scene.desk.enroll(scene.user, Push);
        QVERIFY(factor);
        QVERIFY(factor->status == FactorStatus::Pending);
        QVERIFY(factor->activation);
        auto waiting = scene.desk.poll(std::move(*factor->activation));
        QVERIFY(waiting);
        auto* const activation = std::get_if<Activation>(&*waiting);
        QVERIFY(activation && activation->result == FactorResult::Waiting);
        // The code of a push factor is a link that activates, and no secret of codes.
        const std::string link = scene.codeText(*activation);
        QVERIFY(!link.empty());
        QVERIFY(!link.starts_with("otpauth:"));
        QVERIFY(scene.enrolDevice(link));
        // The success is another shape.
        const auto done = scene.desk.poll(std::move(*activation));
        QVERIFY(done);
        const auto* const active = std::get_if<Factor>(&*done);
        QVERIFY(active && active->status == FactorStatus::Active);
        QCOMPARE(active->id, factor->id);
        QCOMPARE(active->account, scene.sandbox.alice().login);
        QCOMPARE(active->device, text("Desk 4"));
    }

    void anActivationThatRanOutBeginsAnew()
    {
        Scene scene;
        Activation activation = scene.enrolled(Push);
        scene.pass(601s);
        const auto reply = scene.desk.poll(std::move(activation));
        QVERIFY(reply);
        const auto* const ended = std::get_if<Activation>(&*reply);
        QVERIFY(ended && ended->result == FactorResult::Timeout);
        const auto again = scene.desk.activate(*ended, "");
        QVERIFY(again);
        const auto* const anew = std::get_if<Activation>(&*again);
        QVERIFY(anew && anew->result == FactorResult::Waiting);
        QVERIFY(anew->expires > scene.desk.clock.time);
        QVERIFY(!scene.codeText(*anew).empty());
    }

    void codesAreEnrolledByTheirSecret_data()
    {
        QTest::addColumn<bool>("isGoogle");
        QTest::newRow("the vendor's, with the picture beside the activation") << false;
        QTest::newRow("Google's, with the picture in it") << true;
    }
    void codesAreEnrolledByTheirSecret()
    {
        QFETCH(bool, isGoogle);
        Scene scene;
        const Activation activation = scene.enrolled(isGoogle ? GoogleCodes : VendorCodes);
        QVERIFY(activation.codes);
        QCOMPARE(activation.codes->digits, 6);
        QVERIFY(scene.codeText(activation).starts_with("otpauth://totp/"));
        const auto wrong = scene.desk.activate(activation, "0000000");
        QVERIFY(!wrong);
        QVERIFY(wrong.error().meaning == Meaning::WrongCode);
        const Factor factor = scene.activeCodes(activation);
        QVERIFY(factor.status == FactorStatus::Active);
        scene.pass(30s);
        const auto verdict = scene.desk.verify(factor, scene.codeNow(activation));
        QVERIFY(verdict && *verdict == CodeVerdict::Accepted);
    }

    /// The same code twice in a step is told from a wrong one.
    void aCodeIsGoodOnce()
    {
        Scene scene;
        const Activation activation = scene.enrolled(GoogleCodes);
        const Factor factor = scene.activeCodes(activation);
        scene.pass(30s);
        const std::string code = scene.codeNow(activation);
        QVERIFY(verdictIn(scene.desk.verify(factor, code)) == CodeVerdict::Accepted);
        QVERIFY(verdictIn(scene.desk.verify(factor, code)) == CodeVerdict::Used);
        QVERIFY(verdictIn(scene.desk.verify(factor, "0000000")) == CodeVerdict::Wrong);
    }

    void aCodeOfAnotherTimeIsNoReplay_data()
    {
        QTest::addColumn<bool>("secondCode");
        QTest::addColumn<int>("verdict");
        QTest::newRow("refused") << false << int(CodeVerdict::OutsideWindow);
        QTest::newRow("a fresh one is wanted") << true << int(CodeVerdict::FreshWanted);
    }
    void aCodeOfAnotherTimeIsNoReplay()
    {
        QFETCH(bool, secondCode);
        Scene scene;
        scene.sandbox.world().settings.secondCode = secondCode;
        const Activation activation = scene.enrolled(GoogleCodes);
        const Factor factor = scene.activeCodes(activation);
        scene.pass(60s);
        const std::string code = scene.codeNow(activation);
        scene.pass(150s);
        const auto verdict = scene.desk.verify(factor, code);
        QVERIFY(verdict);
        QTEST(int(*verdict), "verdict");
    }

    void aPushIsApprovedDeniedAndCancelled()
    {
        Scene scene;
        const Factor factor = scene.activePush();
        QVERIFY(factor.status == FactorStatus::Active);
        // Begun with 201.
        const auto first = scene.desk.startPush(factor);
        QVERIFY(first && first->result == FactorResult::Waiting && !first->correctAnswer);
        QVERIFY(first->poll.find("v2mst.") != std::string::npos);
        QVERIFY(resultOf(scene.desk.poll(*first)) == FactorResult::Waiting);
        scene.end(sandbox::Outcome::Success);
        QVERIFY(resultOf(scene.desk.poll(*first)) == FactorResult::Success);
        const auto second = scene.desk.startPush(factor);
        QVERIFY(second);
        scene.end(sandbox::Outcome::Rejected);
        // With 200.
        const auto rejected = scene.desk.poll(*second);
        QVERIFY(rejected && rejected->result == FactorResult::Rejected);
        QCOMPARE(rejected->account, scene.sandbox.alice().login);
        const auto third = scene.desk.startPush(factor);
        QVERIFY(third);
        // With 204 and no body.
        QVERIFY(scene.desk.cancel(*third));
        QVERIFY(resultOf(scene.desk.poll(*third)) == FactorResult::Cancelled);
        const auto fourth = scene.desk.startPush(factor);
        QVERIFY(fourth);
        scene.pass(301s);
        QVERIFY(resultOf(scene.desk.poll(*fourth)) == FactorResult::Timeout);
    }

    void theNumberIsThereWhileTheUserLooks()
    {
        Scene scene;
        const Factor factor = scene.activePush();
        const auto started = scene.desk.startPush(factor, true);
        QVERIFY(started && !started->correctAnswer);
        auto& transaction = scene.sandbox.world().state.transactions.begin()->second;
        transaction.wasFetched = true;
        transaction.answer = 0;
        const auto polled = scene.desk.poll(*started);
        QVERIFY(polled && polled->correctAnswer == text("0"));
    }

    /// Somebody who says no is no burglar; somebody who guesses is.
    void tenDenialsLockNobodyAndFiveWrongCodesDo()
    {
        Scene scene;
        const Factor push = scene.activePush();
        for (int i = 0; i < 10; ++i) {
            const auto started = scene.desk.startPush(push);
            QVERIFY(started);
            scene.end(sandbox::Outcome::Rejected);
            QVERIFY(resultOf(scene.desk.poll(*started)) == FactorResult::Rejected);
        }
        const Activation activation = scene.enrolled(GoogleCodes);
        const Factor codes = scene.activeCodes(activation);
        scene.pass(30s);
        QVERIFY(verdictIn(scene.desk.verify(codes, scene.codeNow(activation)))
            == CodeVerdict::Accepted);
        for (int i = 0; i < 5; ++i)
            QVERIFY(verdictIn(scene.desk.verify(codes, "0000000")) == CodeVerdict::Wrong);
        scene.pass(30s);
        QVERIFY(
            verdictIn(scene.desk.verify(codes, scene.codeNow(activation))) == CodeVerdict::Locked);
    }

    void pushDoesNotGoAlone()
    {
        Scene scene;
        const Factor push = scene.activePush();
        scene.activeCodes(scene.enrolled(VendorCodes));
        scene.activeCodes(scene.enrolled(GoogleCodes));
        const auto before = scene.desk.factors(scene.user);
        QVERIFY(before && before->size() == 3);
        const auto foretold = desk::okta::removedWith(*before, push);
        QCOMPARE(foretold.size(), std::size_t { 2 });
        QVERIFY(scene.desk.remove(push));
        const auto after = scene.desk.factors(scene.user);
        QVERIFY(after && after->size() == 1);
        QVERIFY(after->front().kind == GoogleCodes);
        QVERIFY(std::ranges::find(foretold, after->front().id) == foretold.end());
    }

    void aBadTokenIsTheDesks()
    {
        Scene scene;
        support::DeskScene stranger(
            base::unixSeconds(scene.desk.clock.time), scene.organisation(), "00WRONG");
        const auto list = stranger.factors(scene.user);
        QVERIFY(!list);
        QVERIFY(list.error().meaning == Meaning::BadApiToken);
        QVERIFY(!list.error().said.id.isEmpty());
    }

    void aUserThatIsUnknownIsNotFound()
    {
        Scene scene;
        const auto list = scene.desk.factors("nobody@sandbox.test");
        QVERIFY(!list);
        QVERIFY(list.error().meaning == Meaning::NotFound);
        QVERIFY(scene.desk.factors(scene.sandbox.alice().login.toStdString()));
    }

    void aServiceThatGoesWrongApprovesNobody_data()
    {
        QTest::addColumn<QJsonObject>("faults");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("meaning");
        const auto row = [](const char* name, const QJsonObject& faults, ErrorCode code,
                             Meaning meaning = Meaning::Other) {
            QTest::newRow(name) << faults << int(code) << int(meaning);
        };
        row("redirect to another host", { { text("redirect"), text("http://127.0.0.2/api/v1/x") } },
            ErrorCode::RedirectRefused);
        row("a page where JSON was to be", { { text("html"), true } }, ErrorCode::NotUnderstood);
        row("too many requests, told by a page",
            { { text("status"), 429 }, { text("html"), true } }, ErrorCode::RateLimited,
            Meaning::SlowDown);
        row("too many requests, with a time",
            { { text("status"), 429 }, { text("retryAfter"), 9 } }, ErrorCode::RateLimited,
            Meaning::SlowDown);
        row("trouble", { { text("status"), 503 } }, ErrorCode::ServerError, Meaning::TryLater);
        row("an additional challenge", { { text("errorCode"), text("E0000113") } },
            ErrorCode::ServerRefused, Meaning::ChallengeNeeded);
        row("too large", { { text("oversize"), true } }, ErrorCode::ResponseTooLarge);
        row("endless", { { text("endless"), true } }, ErrorCode::ResponseTooLarge);
        row("no answer", { { text("drop"), true } }, ErrorCode::NetworkUnreachable);
    }
    void aServiceThatGoesWrongApprovesNobody()
    {
        QFETCH(QJsonObject, faults);
        Scene scene;
        const Factor factor = scene.activePush();
        const auto started = scene.desk.startPush(factor);
        QVERIFY(started);
        QVERIFY(scene.go(faults));
        const auto polled = scene.desk.poll(*started);
        QVERIFY(!polled);
        QTEST(int(polled.error().error.code), "code");
        QTEST(int(polled.error().meaning), "meaning");
        QVERIFY(!scene.desk.verify(factor, "325812"));
        QVERIFY(scene.go({}));
        QVERIFY(resultOf(scene.desk.poll(*started)) == FactorResult::Waiting);
    }

    void aWordThatNobodyKnowsIsTheEnd()
    {
        Scene scene;
        const auto started = scene.desk.startPush(scene.activePush());
        Activation activation = scene.enrolled(Push);
        QVERIFY(started);
        QVERIFY(scene.go({ { text("factorResult"), text("MAYBE") } }));
        const auto polled = scene.desk.poll(*started);
        QVERIFY(polled && polled->result == FactorResult::Unknown);
        QVERIFY(desk::okta::isFinal(polled->result));
        QVERIFY(scene.go({ { text("factorResult"), text("SUCCESS") } }));
        const auto reply = scene.desk.poll(std::move(activation));
        QVERIFY(reply);
        // An activation has no such word, whoever says it.
        const auto* const ended = std::get_if<Activation>(&*reply);
        QVERIFY(ended && ended->result == FactorResult::Unknown);
    }

    /// Half a minute after the end nothing is waited for, whatever the service says.
    void aServiceThatWaitsForEverIsNotWaitedFor()
    {
        Scene scene;
        const auto started = scene.desk.startPush(scene.activePush());
        QVERIFY(started);
        QVERIFY(scene.go({ { text("factorResult"), text("WAITING") } }));
        scene.pass(329s);
        QVERIFY(resultOf(scene.desk.poll(*started)) == FactorResult::Waiting);
        scene.pass(2s);
        QVERIFY(resultOf(scene.desk.poll(*started)) == FactorResult::Timeout);
    }

    /// The service writes its links with the address that it was asked by.
    void aLinkOfAnotherAddressIsNotFollowed()
    {
        Scene scene;
        const Factor factor = scene.activePush();
        const auto started = scene.desk.startPush(factor);
        const Activation activation = scene.enrolled(Push);
        QVERIFY(started);
        support::DeskScene other(base::unixSeconds(scene.desk.clock.time),
            { scene.sandbox.world().httpOrigin.toStdString() },
            scene.sandbox.world().apiToken.toStdString());
        QVERIFY(other.factors(scene.user));
        int asked = 0;
        connect(&scene.sandbox.service(), &sandbox::Service::handled, this, [&] { ++asked; });
        QVERIFY(codeOf(other.poll(*started)) == ErrorCode::RedirectRefused);
        QVERIFY(codeOf(other.cancel(*started)) == ErrorCode::RedirectRefused);
        QVERIFY(codeOf(other.picture(activation)) == ErrorCode::RedirectRefused);
        QCOMPARE(asked, 0);
        QVERIFY(scene.desk.poll(*started));
        QCOMPARE(asked, 1);
    }

    /// 202 with an error object is no error: it waits.
    void waitingMayBeToldAsAnError()
    {
        Scene scene;
        const auto started = scene.desk.startPush(scene.activePush());
        QVERIFY(started);
        QVERIFY(scene.go({ { text("errorCode"), text("E0000070") } }));
        const auto polled = scene.desk.poll(*started);
        QVERIFY(polled && polled->result == FactorResult::Waiting);
        QCOMPARE(polled->poll, started->poll);
    }

    void aServiceThatNobodyVouchesForGetsNoToken()
    {
        Scene scene;
        support::DeskScene stranger(base::unixSeconds(scene.desk.clock.time),
            { scene.organisation().origin }, scene.sandbox.world().apiToken.toStdString());
        const auto list = stranger.factors(scene.user);
        QVERIFY(!list);
        QCOMPARE(int(list.error().error.code), int(ErrorCode::TlsUntrusted));
        QVERIFY(!list.error().mayHaveArrived);
    }
};

QTEST_GUILESS_MAIN(DeskSandboxTest)
#include "sandbox_test.moc"
