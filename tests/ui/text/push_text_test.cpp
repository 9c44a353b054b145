// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/text/push_text.h"

#include <QSet>
#include <QTest>

using namespace ui::text;
using push::WarningKind;
using vault::JournalResult;

namespace {

const QString Turned = QStringLiteral("\u202Eknab\u0007%1%2\n") + QString(4'000, u'x');

push::Challenge challengeOf(const QString& service)
{
    push::Challenge challenge;
    challenge.service = service;
    return challenge;
}

push::AnswerOutcome outcomeOf(std::optional<JournalResult> result)
{
    push::AnswerOutcome outcome;
    outcome.result = result;
    return outcome;
}

/// Nothing in it drives a terminal, turns the writing, or makes it endless.
bool isTame(const QString& text)
{
    return text.size() < 400 && !text.contains(QChar(0x202e)) && !text.contains(QChar(7))
        && !text.contains(u'\n');
}

} // namespace

class PushTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void everyVerdictAndEvidenceHasASentenceOfItsOwn()
    {
        QSet<QString> sentences;
        using vault::OriginVerdict;
        for (const auto verdict : { OriginVerdict::ThisComputer, OriginVerdict::ThisNetwork,
                 OriginVerdict::Elsewhere, OriginVerdict::Unknown })
            sentences << verdictText(verdict);
        using push::OriginEvidence;
        for (const auto evidence : { OriginEvidence::None, OriginEvidence::NoAddress,
                 OriginEvidence::OpenedHere, OriginEvidence::OurAddress,
                 OriginEvidence::ReportedAddress, OriginEvidence::OtherAddress,
                 OriginEvidence::NotLoopback, OriginEvidence::OtherSystem })
            sentences << evidenceText(evidence);
        using push::SignatureState;
        for (const auto signature :
            { SignatureState::Verified, SignatureState::NotSigned, SignatureState::Refused })
            sentences << signatureText(signature);
        QVERIFY(!sentences.contains(QString()));
        QCOMPARE(sentences.size(), 4 + 8 + 3);
    }

    void everyWarningAndBarHasASentenceOfItsOwn()
    {
        QSet<QString> sentences;
        for (const auto kind :
            { WarningKind::HighRisk, WarningKind::UnusualDevice, WarningKind::UnusualPlace,
                WarningKind::Unusual, WarningKind::NotEncrypted, WarningKind::ClockOff }) {
            const QString sentence = warningText({ kind, QStringLiteral("42") });
            QVERIFY2(!sentence.isEmpty() && !sentence.contains(u'%'), qPrintable(sentence));
            sentences << sentence;
        }
        using push::ApprovalBar;
        for (const auto bar : { ApprovalBar::NumberCheck, ApprovalBar::VerificationKey,
                 ApprovalBar::Signature, ApprovalBar::NotSupported }) {
            QVERIFY(!barText(bar).next.isEmpty());
            sentences << barText(bar).message;
        }
        QCOMPARE(sentences.size(), 6 + 4);
        QCOMPARE(barText(ApprovalBar::None), Explanation());
    }

    void everyOutcomeHasASentenceOfItsOwn()
    {
        QSet<QString> sentences;
        const auto challenge = challengeOf(QStringLiteral("ACME"));
        for (const auto result : { JournalResult::Approved, JournalResult::Denied,
                 JournalResult::Reported, JournalResult::Expired, JournalResult::AnsweredElsewhere,
                 JournalResult::Refused, JournalResult::NotSent }) {
            const QString sentence = outcomeText(challenge, outcomeOf(result)).message;
            QVERIFY2(sentence.contains(QStringLiteral("ACME")), qPrintable(sentence));
            sentences << sentence;
        }
        sentences << outcomeText(challenge, outcomeOf({})).message;
        push::AnswerOutcome here = outcomeOf(JournalResult::Denied);
        here.reportedHereOnly = true;
        sentences << outcomeText(challenge, here).message;
        QCOMPARE(sentences.size(), 9);
        QVERIFY(outcomeText(challenge, here).next.contains(QStringLiteral("password")));
        QVERIFY(!outcomeText(challenge, outcomeOf({})).next.isEmpty());
    }

    void saysWhyAnAnswerWasNotAccepted()
    {
        push::AnswerOutcome outcome = outcomeOf(JournalResult::Refused);
        outcome.error =
            base::Error { base::ErrorCode::ServerRefused, "test", { "403", "not allowed" } };
        const auto told = outcomeText(challengeOf(QStringLiteral("ACME")), outcome);
        QVERIFY(told.next.contains(QStringLiteral("403: not allowed")));
    }

    void givesTheCodeToTypeAtTheService()
    {
        push::AnswerOutcome outcome = outcomeOf(JournalResult::Approved);
        outcome.displayCode = QStringLiteral("123456");
        QVERIFY(outcomeText(challengeOf(QStringLiteral("ACME")), outcome)
                    .next.endsWith(QStringLiteral("123456")));
    }

    void asksWhatIsAsked()
    {
        push::Challenge challenge;
        QCOMPARE(questionText(challenge), QStringLiteral("Are you signing in?"));
        challenge.application = QStringLiteral("Mail");
        QCOMPARE(questionText(challenge), QStringLiteral("Are you signing in to “Mail”?"));
        challenge.question = push::QuestionKind::Transaction;
        QCOMPARE(questionText(challenge), QStringLiteral("Do you agree to this?"));
    }

    void saysWhatIsNotSaid()
    {
        push::ChallengeOrigin origin;
        QCOMPARE(placeText(origin), QStringLiteral("The service does not say."));
        QCOMPARE(clientText(origin), QString());
        origin.clientIsUnnamed = true;
        QVERIFY(clientText(origin).contains(QStringLiteral("does not say its name")));
        origin.client = QStringLiteral("Linux");
        QVERIFY(clientText(origin).endsWith(QStringLiteral(", Linux")));
    }

    void everyRefusalSaysWhyInASentence()
    {
        using base::ErrorCode;
        QSet<QString> reasons;
        for (const base::Error& error :
            { base::Error { ErrorCode::SignatureRefused, "", { "alg" } },
                base::Error { ErrorCode::RequestExpired, "" },
                base::Error { ErrorCode::Unsupported, "", { "newer version" } } }) {
            const auto told = refusalText({ {}, error }, QStringLiteral("ACME"));
            QVERIFY(told.message.startsWith(QStringLiteral("A request for ACME was refused")));
            QVERIFY(!told.next.contains(QStringLiteral("code")));
            reasons << told.next;
        }
        QCOMPARE(reasons.size(), 3);
    }

    void hostileTextIsTame()
    {
        push::Challenge challenge = challengeOf(Turned);
        challenge.application = Turned;
        challenge.text = Turned;
        challenge.origin = { Turned, Turned, Turned };
        push::AnswerOutcome outcome = outcomeOf(JournalResult::Approved);
        outcome.displayCode = Turned;
        const push::Refusal refusal { {},
            { base::ErrorCode::SignatureRefused, "test", { Turned.toStdString() } } };
        for (const QString& text :
            { serviceText(challenge), questionText(challenge), placeText(challenge.origin),
                clientText(challenge.origin), warningText({ WarningKind::HighRisk, Turned }),
                outcomeText(challenge, outcome).message, outcomeText(challenge, outcome).next,
                refusalText(refusal, serviceText(challenge)).message,
                burstText(serviceText(challenge)).message })
            QVERIFY2(isTame(text), qPrintable(text));
        // Arguments of errors are cut by errorText.
        const QString refused = refusalText(refusal, QStringLiteral("ACME")).next;
        QVERIFY(!refused.contains(QChar(0x202e)) && refused.size() < 1'000);
        // The text of a transaction may be long, but nothing in it is hidden.
        const QString all = transactionText(challenge);
        QVERIFY(all.startsWith(QStringLiteral("\\u{202E}knab\\u{7}%1%2\\u{A}xxx")));
        QVERIFY(all.size() < 4'100 && all.endsWith(QChar(0x2026)));
    }
};

QTEST_GUILESS_MAIN(PushTextTest)
#include "push_text_test.moc"
