// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/find_request.h"
#include "app/cli/push_work.h"
#include "app/cli/request_output.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "app/cli/verification_input.h"
#include "core/push/verification_wish.h"
#include "ui/text/push_text.h"
#include "ui/text/visible_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr qint64 LongestWait = 3'600;

/// An open vault whose servers were asked.
Outcome<std::unique_ptr<PushWork>> askedWork(Session& session)
{
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    auto work = std::make_unique<PushWork>(session, std::move(*opened));
    if (const Outcome<void> asked = work->ask(); !asked)
        return asked.error();
    return work;
}

/// A request that is to be answered, and the work that found it.
struct Asked
{
    std::unique_ptr<PushWork> work;
    push::Challenge challenge;
};

/// The request that the operand means; one that can mean none is told before anybody is asked.
Outcome<Asked> askedRequest(Session& session, const Arguments& arguments)
{
    const QString& typed = arguments.operands.front();
    if (const Outcome<void> checked = checkRequestId(typed); !checked)
        return checked.error();
    Outcome<std::unique_ptr<PushWork>> work = askedWork(session);
    if (!work)
        return work.error();
    const Outcome<push::Challenge> challenge =
        findRequest((*work)->vault(), (*work)->watch().inbox().waiting(), typed);
    if (!challenge)
        return challenge.error();
    return Asked { std::move(*work), *challenge };
}

/// Going without a verification that the service would like is for the user to say.
Outcome<void> checkVerification(const push::Challenge& challenge, const push::Decision& decision)
{
    if (decision.verification || !push::asksForVerification(challenge))
        return {};
    Failure failure;
    failure.status = ExitStatus::WrongPassphrase;
    if (!push::canGoUnverified(challenge)) {
        failure.message = translated(
            QT_TRANSLATE_NOOP("cli", "The service asks for verification of this answer."));
        failure.next = translated(QT_TRANSLATE_NOOP(
            "cli", "Give the passphrase once more with --verify-passphrase-file FILE."));
        return failure;
    }
    if (decision.withoutVerification)
        return {};
    failure.message =
        translated(QT_TRANSLATE_NOOP("cli", "The service would rather have this answer verified."));
    failure.next = translated(QT_TRANSLATE_NOOP("cli",
        "Give the passphrase once more with --verify-passphrase-file FILE, or say that it is to go "
        "without: --without-verification."));
    return failure;
}

/// An approval that lacks something is told so, and nothing is sent.
Outcome<void> checkApproval(const push::Challenge& challenge, const push::Decision& decision)
{
    if (const Outcome<void> checked = checkVerification(challenge, decision); !checked)
        return checked;
    const push::NumberMode mode = challenge.number.mode;
    const bool asks = mode == push::NumberMode::Choose || mode == push::NumberMode::Type;
    if (asks && decision.number.isEmpty()) {
        return usageError(
            translated(QT_TRANSLATE_NOOP("cli", "The page that asked shows a number.")),
            translated(QT_TRANSLATE_NOOP("cli", "Give it with --number N.")));
    }
    if (mode == push::NumberMode::Choose
        && std::find(
               challenge.number.choices.begin(), challenge.number.choices.end(), decision.number)
            == challenge.number.choices.end()) {
        return usageError(
            translated(QT_TRANSLATE_NOOP("cli", "The request does not offer the number “%1”."))
                .arg(ui::text::visibleText(decision.number, 60)),
            translated(QT_TRANSLATE_NOOP(
                "cli", "Nothing was sent. Give the number that the page shows.")));
    }
    return {};
}

const char* nameOf(vault::JournalResult result)
{
    switch (result) {
    case vault::JournalResult::Approved:
        return "approved";
    case vault::JournalResult::Denied:
        return "denied";
    case vault::JournalResult::Reported:
        return "reported";
    case vault::JournalResult::Expired:
        return "expired";
    case vault::JournalResult::AnsweredElsewhere:
        return "answered-elsewhere";
    case vault::JournalResult::Refused:
        return "refused";
    case vault::JournalResult::NotSent:
        break;
    }
    return "not-sent";
}

bool isTaken(const push::AnswerOutcome& outcome)
{
    return outcome.result == vault::JournalResult::Approved
        || outcome.result == vault::JournalResult::Denied
        || outcome.result == vault::JournalResult::Reported;
}

/// An answer that the server did not take as it was meant.
Failure answerFailed(const push::Challenge& challenge, const push::AnswerOutcome& outcome)
{
    const base::Error error =
        outcome.error.value_or(base::Error { base::ErrorCode::AnswerUnknown, "answer" });
    Failure failure = failed(error, translated(QT_TRANSLATE_NOOP("cli", "Sending the answer")));
    if (outcome.result == vault::JournalResult::Expired
        || outcome.result == vault::JournalResult::AnsweredElsewhere)
        failure.status = ExitStatus::NotFound;
    else if (outcome.result == vault::JournalResult::Refused)
        failure.status = ExitStatus::Refused;
    failure.besideError = [id = push::requestId(challenge), outcome](JsonWriter& json) {
        json.member("id", std::string_view(id));
        if (outcome.result)
            json.member("result", nameOf(*outcome.result));
    };
    return failure;
}

/// What was answered, and how.
struct Answered
{
    const push::Challenge& challenge;
    const push::AnswerOutcome& outcome;
    std::optional<bool> isVerified; ///< absent where nobody asked for it
};

void writeAnswer(Session& session, const Answered& answered)
{
    const auto& [challenge, outcome, isVerified] = answered;
    if (!session.isJson()) {
        const ui::text::Explanation text = ui::text::outcomeText(challenge, outcome);
        session.out() << (text.message + u' ' + text.next).trimmed() << "\n";
        if (isVerified && !*isVerified)
            session.out() << translated(QT_TRANSLATE_NOOP(
                "cli", "It went without the verification that the service prefers."))
                          << "\n";
        if (!outcome.displayCode.isEmpty()) {
            session.out() << translated(QT_TRANSLATE_NOOP("cli", "Type this at the service: %1"))
                                 .arg(ui::text::visibleText(outcome.displayCode, 60))
                          << "\n";
        }
        return;
    }
    JsonWriter& json = session.json();
    json.beginObject();
    json.member("id", std::string_view(push::requestId(challenge)));
    json.member("result", nameOf(*outcome.result));
    if (isVerified)
        json.member("verified", *isVerified);
    if (outcome.reportedHereOnly)
        json.member("reported", "local");
    if (!outcome.displayCode.isEmpty())
        json.member("displayCode", outcome.displayCode);
    json.endObject();
}

Outcome<void> send(
    Session& session, PushWork& work, const push::Challenge& challenge, push::Decision decision)
{
    std::optional<push::AnswerOutcome> known;
    std::optional<bool> isVerified;
    if (decision.answer == vault::JournalDecision::Approve && push::asksForVerification(challenge))
        isVerified = decision.verification.has_value();
    work.watch().inbox().answer(
        challenge.hash, std::move(decision), [&](const push::AnswerOutcome& outcome) {
            known = outcome;
            work.finish();
        });
    work.wait();
    const bool isTakenByServer = isTaken(*known);
    if (isTakenByServer)
        writeAnswer(session, { challenge, *known, isVerified });
    session.handOver({ work.end(), Deed::Counted });
    if (!isTakenByServer)
        return answerFailed(challenge, *known);
    return {};
}

} // namespace

Outcome<void> runRequests(Session& session, const Arguments& arguments)
{
    const auto patience = numberValue(arguments, "wait"_L1, 0, LongestWait);
    if (!patience)
        return patience.error();
    Outcome<std::unique_ptr<PushWork>> work = askedWork(session);
    if (!work)
        return work.error();
    (*work)->awaitRequest(std::chrono::seconds(patience->value_or(0)));
    const std::vector<push::Challenge> waiting = (*work)->watch().inbox().waiting();
    if (session.isJson()) {
        session.json().beginObject();
        session.json().key("requests");
        writeRequests(session.json(), (*work)->vault(), waiting);
        session.json().endObject();
    } else if (waiting.empty()) {
        session.out() << translated(QT_TRANSLATE_NOOP("cli", "No request waits.")) << "\n";
    } else {
        for (const push::Challenge& challenge : waiting)
            session.out() << requestLines(challenge, session.machine().clock().now());
    }
    session.handOver({ (*work)->end(), Deed::Read });
    return {};
}

Outcome<void> runApprove(Session& session, const Arguments& arguments)
{
    if (arguments.has("without-verification"_L1) && arguments.has("verify-passphrase-file"_L1))
        return usageError(translated(QT_TRANSLATE_NOOP("cli",
            "Only one of --verify-passphrase-file and --without-verification can be meant.")));
    const Outcome<Asked> asked = askedRequest(session, arguments);
    if (!asked)
        return asked.error();
    Outcome<std::optional<vault::Verification>> verification =
        givenVerification(session, arguments, asked->work->vault());
    if (!verification)
        return verification.error();
    push::Decision decision;
    decision.answer = vault::JournalDecision::Approve;
    decision.number = arguments.value("number"_L1).value_or(QString());
    decision.verification = std::move(*verification);
    decision.withoutVerification = arguments.has("without-verification"_L1);
    decision.via = vault::JournalVia::CommandLine;
    if (const Outcome<void> checked = checkApproval(asked->challenge, decision); !checked)
        return checked;
    return send(session, *asked->work, asked->challenge, std::move(decision));
}

Outcome<void> runDeny(Session& session, const Arguments& arguments)
{
    const Outcome<Asked> asked = askedRequest(session, arguments);
    if (!asked)
        return asked.error();
    push::Decision decision;
    decision.answer =
        arguments.has("report"_L1) ? vault::JournalDecision::Report : vault::JournalDecision::Deny;
    decision.via = vault::JournalVia::CommandLine;
    return send(session, *asked->work, asked->challenge, std::move(decision));
}

} // namespace cli
