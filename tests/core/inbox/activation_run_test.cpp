// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/activation_run.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_timers.h"

#include <QPointer>
#include <QTest>

using base::ErrorCode;
using inbox::ActivationRun;

namespace {

const vault::Id Same { { 1 } };
const vault::Id Other { { 2 } };

/// A procedure that does what the test says.
class Scripted : public push::Procedure
{
public:
    Scripted() { m_consent.sameName = { Same }; }

    const push::Consent& consent() const override { return m_consent; }
    void start(const push::ActivationChoice& choice) override { starts.push_back(choice); }

    std::vector<push::ActivationChoice> starts;

private:
    push::Consent m_consent;
};

struct Flow
{
    support::FixedClock clock { 1'767'268'800 };
    support::FixedTimers timers { clock };
    crypto::SystemRandom random;
    push::Services services { clock, random, timers, [] { return nullptr; }, [] {},
        [] { return push::OwnPlace {}; } };
    push::Protocols protocols;
    inbox::Polling polling { services, protocols };
    QPointer<Scripted> procedure = new Scripted;
    ActivationRun run { services, polling, std::unique_ptr<push::Procedure>(procedure.data()) };
    std::vector<push::Registered> made;
    std::vector<ErrorCode> errors;

    Flow()
    {
        QObject::connect(&run, &ActivationRun::finished, &run,
            [this](const push::Registered& registered) { made.push_back(registered); });
        QObject::connect(&run, &ActivationRun::failed, &run,
            [this](const base::Error& error) { errors.push_back(error.code); });
    }
};

} // namespace

class ActivationRunTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void nothingStartsBeforeTheUserAgrees()
    {
        Flow flow;
        flow.timers.advance(std::chrono::minutes(9));
        QVERIFY(flow.procedure->starts.empty());
        QVERIFY(flow.run.agree({ Same }));
        QCOMPARE(flow.procedure->starts.size(), 1U);
        QVERIFY(flow.procedure->starts[0].replaces == Same);
        QVERIFY(!flow.run.agree({})); // once
        QCOMPARE(flow.procedure->starts.size(), 1U);
    }

    void replacesOnlyWhatWasShown()
    {
        Flow flow;
        const auto agreed = flow.run.agree({ Other });
        QVERIFY(!agreed);
        QCOMPARE(agreed.error().code, ErrorCode::InvalidField);
        QVERIFY(flow.procedure->starts.empty());
    }

    void endsAtTheDeadline_data()
    {
        QTest::addColumn<bool>("agrees");
        QTest::newRow("while it asks") << false;
        QTest::newRow("while it runs") << true;
    }
    void endsAtTheDeadline()
    {
        QFETCH(bool, agrees);
        Flow flow;
        QCOMPARE(flow.run.deadline() - flow.clock.time, ActivationRun::Deadline);
        if (agrees)
            QVERIFY(flow.run.agree({}));
        flow.timers.advance(ActivationRun::Deadline);
        QVERIFY(flow.errors == std::vector { ErrorCode::RequestExpired });
        QTRY_VERIFY(!flow.procedure);
        QVERIFY(!flow.run.agree({}));
    }

    void isCalledOff()
    {
        Flow flow;
        QVERIFY(flow.run.agree({}));
        flow.run.cancel();
        flow.run.cancel();
        QVERIFY(flow.errors == std::vector { ErrorCode::Cancelled });
        emit flow.procedure->finished({ Same, Same }); // too late
        QVERIFY(flow.made.empty());
        QTRY_VERIFY(!flow.procedure);
        QCOMPARE(flow.timers.running(), 0U);
    }

    void tellsTheEndOnce()
    {
        Flow flow;
        QVERIFY(flow.run.agree({}));
        emit flow.procedure->finished({ Same, Other });
        QCOMPARE(flow.made.size(), 1U);
        QCOMPARE(flow.made[0].account, Other);
        flow.timers.advance(ActivationRun::Deadline);
        QVERIFY(flow.errors.empty());
    }

    void tellsAFailureOfTheProcedure()
    {
        Flow flow;
        QVERIFY(flow.run.agree({}));
        emit flow.procedure->failed({ ErrorCode::ServerRefused, "told to" });
        QVERIFY(flow.errors == std::vector { ErrorCode::ServerRefused });
        QVERIFY(!flow.run.isRunning());
    }
};

QTEST_GUILESS_MAIN(ActivationRunTest)
#include "activation_run_test.moc"
