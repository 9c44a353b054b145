// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/activation_source.h"
#include "app/cli/push_work.h"
#include "app/cli/request_output.h"
#include "app/cli/terminal.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "app/cli/verification_input.h"
#include "ui/text/registration_text.h"
#include "ui/text/visible_text.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using ui::text::visibleText;

QString activating()
{
    return translated(QT_TRANSLATE_NOOP("cli", "Activating"));
}

/// Some errors mean something else here than for a code that is read.
Failure activationFailed(const base::Error& error)
{
    Failure failure = failed(error, activating());
    const ui::text::Explanation told = ui::text::activationErrorText(error);
    failure.message = activating() + u": "_s + told.message;
    failure.next = error.code == base::ErrorCode::VerificationFailed ? translated(QT_TRANSLATE_NOOP(
                       "cli", "Give the passphrase once more with --verify-passphrase-file FILE."))
                                                                     : told.next;
    return failure;
}

/// What is about to be done, for somebody to agree to.
QString consentText(const push::Consent& consent)
{
    QStringList sentences;
    sentences << translated(QT_TRANSLATE_NOOP("cli", "Countersign is about to register at %1."))
                     .arg(visibleText(QString::fromStdString(consent.server)));
    if (!consent.isDocumented) {
        sentences << translated(QT_TRANSLATE_NOOP("cli",
            "The vendor does not document this way of activation; it may stop working, and your "
            "organisation may not want it."));
    }
    if (!consent.isEncrypted)
        sentences << translated(QT_TRANSLATE_NOOP("cli", "The connection is not encrypted."));
    if (consent.needsSignIn)
        sentences << translated(
            QT_TRANSLATE_NOOP("cli", "You will sign in there with your browser."));
    if (consent.bringsCodes)
        sentences << translated(
            QT_TRANSLATE_NOOP("cli", "The account will show one-time codes, too."));
    if (!consent.sameName.empty()) {
        sentences << (consent.account.isEmpty()
                ? translated(QT_TRANSLATE_NOOP("cli",
                    "An account of this organisation is there already; if you sign in with the "
                    "same one, the old one may stop working. Both are kept, unless --replace is "
                    "given."))
                : translated(QT_TRANSLATE_NOOP("cli",
                    "An account of this name is there already; the old one may stop working. Both "
                    "are kept, unless --replace is given.")));
    }
    return sentences.join(u' ');
}

/// Nothing is sent before somebody has agreed.
Outcome<void> agreed(Session& session, const Arguments& arguments, const push::Consent& consent)
{
    const QString text = consentText(consent);
    if (arguments.has("consent"_L1)) {
        session.warn(text);
        return {};
    }
    if (canAsk()) {
        const base::Result<QString> answer =
            askLine(text + u' ' + translated(QT_TRANSLATE_NOOP("cli", "Go on? [y/N] ")));
        if (answer && answer->startsWith(u'y', Qt::CaseInsensitive))
            return {};
    }
    Failure failure = failed({ base::ErrorCode::ConsentNeeded, "activation" }, text);
    failure.next = translated(
        QT_TRANSLATE_NOOP("cli", "Nothing was sent. To agree, give the option --consent."));
    return failure;
}

/// Runs an activation to its end, telling what the user has to do meanwhile.
Outcome<push::Registered> run(Session& session, PushWork& work, inbox::ActivationRun& run,
    const push::ActivationChoice& choice)
{
    base::Result<push::Registered> made = base::Error { base::ErrorCode::Cancelled, "activation" };
    QObject::connect(&run, &inbox::ActivationRun::signInWanted, &run, [&](const QUrl& address) {
        session.warn(
            translated(QT_TRANSLATE_NOOP("cli", "Open this address in your browser and sign in:"))
            + u'\n' + address.toString(QUrl::FullyEncoded));
    });
    QObject::connect(
        &run, &inbox::ActivationRun::finished, &run, [&](const push::Registered& registered) {
            made = registered;
            work.finish();
        });
    QObject::connect(&run, &inbox::ActivationRun::failed, &run, [&](const base::Error& error) {
        made = error;
        work.finish();
    });
    if (const base::Result<void> started = run.agree(choice); !started)
        return activationFailed(started.error());
    work.wait();
    if (!made)
        return activationFailed(made.error());
    return *made;
}

/// Which account of the same name is to go, where that is wished.
Outcome<push::ActivationChoice> choiceOf(const Arguments& arguments, const push::Consent& consent)
{
    if (!arguments.has("replace"_L1))
        return push::ActivationChoice {};
    if (consent.sameName.size() == 1)
        return push::ActivationChoice { consent.sameName.front() };
    return usageError(consent.sameName.empty()
            ? translated(QT_TRANSLATE_NOOP("cli", "There is no account that it could replace."))
            : translated(QT_TRANSLATE_NOOP("cli",
                "There are several accounts that it could replace, so --replace does not say "
                "which.")),
        translated(QT_TRANSLATE_NOOP("cli", "Leave --replace out.")));
}

void writeEnrolled(Session& session, PushWork& work, const push::Registered& made)
{
    const auto account = work.vault().find(made.account);
    const std::vector<push::Challenge> pending = work.watch().inbox().waiting();
    if (session.isJson()) {
        JsonWriter& json = session.json();
        json.beginObject();
        json.key("accounts");
        writeAccounts(
            json, work.vault(), account ? std::vector { *account } : std::vector<vault::Account>());
        json.key("pending");
        writeRequests(json, work.vault(), pending);
        json.endObject();
        return;
    }
    if (account)
        session.out()
            << translated(QT_TRANSLATE_NOOP("cli", "%1 is activated.")).arg(accountTitle(*account))
            << "\n";
    for (const push::Challenge& challenge : pending)
        session.out() << requestLines(challenge, session.machine().clock().now());
}

} // namespace

Outcome<void> runActivate(Session& session, const Arguments& arguments)
{
    Outcome<push::ActivationRequest> request = activationSource(session, arguments);
    if (!request)
        return request.error();
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    PushWork work(session, std::move(*opened));
    Outcome<std::optional<vault::Verification>> verification =
        givenVerification(session, arguments, work.vault());
    if (!verification)
        return verification.error();
    request->verification = std::move(*verification);
    auto activation = work.watch().activate(std::move(*request));
    if (!activation)
        return failed(activation.error(), activating());
    const push::Consent& consent = (*activation)->consent();
    const Outcome<push::ActivationChoice> choice = choiceOf(arguments, consent);
    if (!choice)
        return choice.error();
    if (const Outcome<void> yes = agreed(session, arguments, consent); !yes)
        return yes;
    const Outcome<push::Registered> made = run(session, work, **activation, *choice);
    if (!made)
        return made.error();
    // What is registered holds, whatever its server says next.
    if (const Outcome<void> asked = work.ask(); !asked)
        session.warn(asked.error().message);
    if (choice->replaces && *choice->replaces != made->account)
        session.warn(translated(QT_TRANSLATE_NOOP("cli",
            "This was not the sign-in of the account that --replace is about: that one is kept as "
            "it was, and this is one more.")));
    writeEnrolled(session, work, *made);
    activation->reset();
    session.handOver({ work.end(), Deed::Changed });
    return {};
}

} // namespace cli
