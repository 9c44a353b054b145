// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/push_text.h"

#include "ui/text/error_text.h"
#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace ui::text {

namespace {

using ::push::ApprovalBar;
using ::push::OriginEvidence;
using ::push::WarningKind;
using ::vault::JournalResult;
using ::vault::OriginVerdict;

constexpr int LongestFact = 60; ///< of services, applications, places and addresses
constexpr int LongestClient = 120; ///< user agents are long
constexpr int LongestWord = 40;
constexpr int LongestTransaction = 4'000;

template <typename Key> struct Sentence
{
    Key key;
    const char* sentence;
};

constexpr std::array Verdicts = {
    Sentence<OriginVerdict> {
        OriginVerdict::ThisComputer, QT_TRANSLATE_NOOP("ui::text", "From this computer") },
    Sentence<OriginVerdict> {
        OriginVerdict::ThisNetwork, QT_TRANSLATE_NOOP("ui::text", "From this network") },
    Sentence<OriginVerdict> {
        OriginVerdict::Elsewhere, QT_TRANSLATE_NOOP("ui::text", "From elsewhere") },
    Sentence<OriginVerdict> {
        OriginVerdict::Unknown, QT_TRANSLATE_NOOP("ui::text", "From where is not known") },
};

constexpr std::array Evidence = {
    Sentence<OriginEvidence> { OriginEvidence::None,
        QT_TRANSLATE_NOOP("ui::text", "The service tells nothing that can be compared.") },
    Sentence<OriginEvidence> { OriginEvidence::NoAddress,
        QT_TRANSLATE_NOOP("ui::text", "The service tells no address that could be compared.") },
    Sentence<OriginEvidence> { OriginEvidence::OpenedHere,
        QT_TRANSLATE_NOOP(
            "ui::text", "It was opened by a link on this computer; check that you started it.") },
    Sentence<OriginEvidence> { OriginEvidence::OurAddress,
        QT_TRANSLATE_NOOP("ui::text", "The address is one of this computer's own.") },
    Sentence<OriginEvidence> { OriginEvidence::ReportedAddress,
        QT_TRANSLATE_NOOP(
            "ui::text", "The address is the one under which the service sees this computer.") },
    Sentence<OriginEvidence> { OriginEvidence::OtherAddress,
        QT_TRANSLATE_NOOP(
            "ui::text", "The service sees this computer under another address than that.") },
    Sentence<OriginEvidence> { OriginEvidence::NotLoopback,
        QT_TRANSLATE_NOOP(
            "ui::text", "The service is on this computer, and was asked from another one.") },
    Sentence<OriginEvidence> { OriginEvidence::OtherSystem,
        QT_TRANSLATE_NOOP("ui::text", "Whoever asked uses another system than this computer.") },
};

constexpr std::array Warnings = {
    Sentence<WarningKind> { WarningKind::HighRisk,
        QT_TRANSLATE_NOOP("ui::text", "The service finds this sign-in risky: %1.") },
    Sentence<WarningKind> { WarningKind::UnusualDevice,
        QT_TRANSLATE_NOOP("ui::text", "The service finds the device unusual for you.") },
    Sentence<WarningKind> { WarningKind::UnusualPlace,
        QT_TRANSLATE_NOOP("ui::text", "The service finds the place unusual for you.") },
    Sentence<WarningKind> { WarningKind::Unusual,
        QT_TRANSLATE_NOOP("ui::text", "The service finds something unusual: %1.") },
    Sentence<WarningKind> { WarningKind::NotEncrypted,
        QT_TRANSLATE_NOOP("ui::text",
            "The connection to the service is not encrypted; it does not leave this computer.") },
    Sentence<WarningKind> { WarningKind::ClockOff,
        QT_TRANSLATE_NOOP(
            "ui::text", "The clocks of this computer and of the service differ by %1 s.") },
};

struct BarRow
{
    ApprovalBar bar;
    const char* message;
    const char* next;
};

constexpr std::array Bars = {
    BarRow { ApprovalBar::NumberCheck,
        QT_TRANSLATE_NOOP("ui::text",
            "It cannot be approved here: the service wants a number, and does not say how to give "
            "it."),
        QT_TRANSLATE_NOOP("ui::text", "Approve it on another device, or deny it.") },
    BarRow { ApprovalBar::VerificationKey,
        QT_TRANSLATE_NOOP("ui::text",
            "It cannot be approved here: the service wants a key that only your passphrase opens, "
            "and this account has none."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Set the account up again with such a key, or use another device.") },
    BarRow { ApprovalBar::Signature,
        QT_TRANSLATE_NOOP(
            "ui::text", "It cannot be approved: nothing proves that it comes from the service."),
        QT_TRANSLATE_NOOP("ui::text", "Deny it if you did not expect it.") },
    BarRow { ApprovalBar::NotSupported,
        QT_TRANSLATE_NOOP("ui::text",
            "It cannot be approved here: this account was not set up for requests of this kind."),
        QT_TRANSLATE_NOOP("ui::text", "Approve it on another device, or deny it.") },
};

constexpr const char* ChangePassword = QT_TRANSLATE_NOOP("ui::text",
    "If you did not sign in, somebody may know your password: change it at the service.");

template <typename Rows, typename Key> QString sentenceOf(const Rows& rows, Key key)
{
    const auto* const row =
        std::find_if(rows.begin(), rows.end(), [key](const auto& one) { return one.key == key; });
    Q_ASSERT(row != rows.end());
    return translated(row->sentence);
}

QString inOne(const Explanation& explanation)
{
    return explanation.next.isEmpty() ? explanation.message
                                      : explanation.message + u' ' + explanation.next;
}

/// %1 is the service.
const char* outcomeSentence(const ::push::AnswerOutcome& outcome)
{
    if (!outcome.result)
        return QT_TRANSLATE_NOOP(
            "ui::text", "The answer to %1 was sent, but whether it arrived is not known.");
    switch (*outcome.result) {
    case JournalResult::Approved:
        return QT_TRANSLATE_NOOP("ui::text", "The request of %1 is approved.");
    case JournalResult::Denied:
        return outcome.reportedHereOnly
            ? QT_TRANSLATE_NOOP(
                "ui::text", "The request of %1 is denied, and noted here as not yours.")
            : QT_TRANSLATE_NOOP("ui::text", "The request of %1 is denied.");
    case JournalResult::Reported:
        return QT_TRANSLATE_NOOP(
            "ui::text", "The request of %1 is denied, and reported there as not yours.");
    case JournalResult::Expired:
        return QT_TRANSLATE_NOOP("ui::text", "The request of %1 has run out without an answer.");
    case JournalResult::AnsweredElsewhere:
        return QT_TRANSLATE_NOOP(
            "ui::text", "The request of %1 was answered elsewhere, or withdrawn.");
    case JournalResult::Refused:
        return QT_TRANSLATE_NOOP("ui::text", "%1 did not accept the answer.");
    case JournalResult::NotSent:
        return QT_TRANSLATE_NOOP("ui::text", "No answer was sent to %1.");
    }
    return nullptr;
}

/// Nobody asks why a request ran out or was answered elsewhere; for the rest the error says it.
QString whatToDo(const ::push::AnswerOutcome& outcome)
{
    if (!outcome.displayCode.isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::text", "Type this code at the service: %1"))
            .arg(visibleText(outcome.displayCode, LongestWord));
    if (outcome.result == JournalResult::Expired)
        return translated(QT_TRANSLATE_NOOP("ui::text", "Sign in again to get a new one."));
    if (outcome.result == JournalResult::AnsweredElsewhere)
        return {};
    if (outcome.reportedHereOnly || outcome.result == JournalResult::Reported)
        return translated(ChangePassword);
    if (!outcome.result)
        return errorText({ base::ErrorCode::AnswerUnknown }).next;
    return outcome.error ? inOne(errorText(*outcome.error)) : QString();
}

} // namespace

QString serviceText(const ::push::Challenge& challenge)
{
    return visibleText(challenge.service, LongestFact);
}

QString questionText(const ::push::Challenge& challenge)
{
    if (challenge.question == push::QuestionKind::Transaction)
        return translated(QT_TRANSLATE_NOOP("ui::text", "Do you agree to this?"));
    if (challenge.application.isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::text", "Are you signing in?"));
    return translated(QT_TRANSLATE_NOOP("ui::text", "Are you signing in to “%1”?"))
        .arg(visibleText(challenge.application, LongestFact));
}

QString transactionText(const ::push::Challenge& challenge)
{
    return visibleText(challenge.text, LongestTransaction);
}

QString placeText(const ::push::ChallengeOrigin& origin)
{
    QStringList parts;
    for (const QString& part : { origin.place, origin.address }) {
        if (!part.isEmpty())
            parts << visibleText(part, LongestFact);
    }
    return parts.isEmpty() ? translated(QT_TRANSLATE_NOOP("ui::text", "The service does not say."))
                           : parts.join(QStringLiteral(", "));
}

QString clientText(const ::push::ChallengeOrigin& origin)
{
    if (origin.clientIsUnnamed) {
        const QString unnamed =
            translated(QT_TRANSLATE_NOOP("ui::text", "a program that does not say its name"));
        return origin.client.isEmpty()
            ? unnamed
            : unnamed + QStringLiteral(", ") + visibleText(origin.client, LongestClient);
    }
    return visibleText(origin.client, LongestClient);
}

QString verdictText(OriginVerdict verdict)
{
    return sentenceOf(Verdicts, verdict);
}

QString evidenceText(OriginEvidence evidence)
{
    return sentenceOf(Evidence, evidence);
}

QString signatureText(::push::SignatureState signature)
{
    switch (signature) {
    case push::SignatureState::Verified:
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "Signed by the service, with a key known here."));
    case push::SignatureState::NotSigned:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "Not signed: that it comes from the service rests on the connection alone."));
    case push::SignatureState::Refused:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("ui::text", "Its signature is not one of the service's."));
}

QString warningText(const ::push::Warning& warning)
{
    const QString sentence = sentenceOf(Warnings, warning.kind);
    return sentence.contains(QLatin1String("%1"))
        ? sentence.arg(visibleText(warning.text, LongestWord))
        : sentence;
}

Explanation barText(ApprovalBar bar)
{
    const auto* const row = std::ranges::find(Bars, bar, &BarRow::bar);
    return row == Bars.end() ? Explanation {}
                             : Explanation { translated(row->message), translated(row->next) };
}

Explanation outcomeText(const ::push::Challenge& challenge, const ::push::AnswerOutcome& outcome)
{
    return { translated(outcomeSentence(outcome)).arg(serviceText(challenge)), whatToDo(outcome) };
}

Explanation refusalText(const ::push::Refusal& refusal, const QString& account)
{
    // The sentence of that error is about codes.
    const bool isOfOtherKind = refusal.error.code == base::ErrorCode::Unsupported;
    return { translated(QT_TRANSLATE_NOOP(
                            "ui::text", "A request for %1 was refused; it cannot be answered."))
                 .arg(account),
        isOfOtherKind ? translated(QT_TRANSLATE_NOOP("ui::text",
            "The service asks in a way for which this account was not set up, or "
            "which this program does not know. Answer it on another device."))
                      : inOne(errorText(refusal.error)) };
}

Explanation burstText(const QString& account)
{
    return { translated(QT_TRANSLATE_NOOP("ui::text",
                            "Many requests for %1 in a few minutes: somebody may know your "
                            "password."))
                 .arg(account),
        translated(QT_TRANSLATE_NOOP("ui::text",
            "Deny what you did not start yourself, and change the password at the service.")) };
}

} // namespace ui::text
