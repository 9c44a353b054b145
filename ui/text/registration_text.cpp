// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/registration_text.h"

#include "ui/text/error_text.h"
#include "ui/text/offer_text.h"
#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace ui::text {

namespace {

using base::ErrorCode;

constexpr int LongestRole = 32;

/// What a code means while a registration is being set up. Where an argument stands, the row is for
/// errors with this first argument alone; without a message it is that of errorText().
struct RegistrationRow
{
    ErrorCode code;
    std::string_view argument;
    const char* message;
    const char* next;
};

constexpr std::array RegistrationRows = {
    RegistrationRow { ErrorCode::VerificationFailed, {},
        QT_TRANSLATE_NOOP("ui::text",
            "The organisation wants a key for approvals that only your passphrase opens."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was set up. Tick that key and agree again.") },
    RegistrationRow { ErrorCode::RequestExpired, {},
        QT_TRANSLATE_NOOP("ui::text", "The time for setting this up is over."),
        QT_TRANSLATE_NOOP("ui::text", "Get a new code from the site and start again.") },
    RegistrationRow { ErrorCode::ServerRefused, {}, nullptr,
        QT_TRANSLATE_NOOP("ui::text",
            "A code is good once and for minutes: get a new one from the site. If that is refused, "
            "too, ask the administrator what is allowed.") },
    RegistrationRow { ErrorCode::Unsupported, "push",
        QT_TRANSLATE_NOOP("ui::text", "The organisation offers no push sign-ins to this program."),
        QT_TRANSLATE_NOOP("ui::text", "Ask its administrator to switch them on.") },
    RegistrationRow { ErrorCode::Unsupported, "hardware-keys",
        QT_TRANSLATE_NOOP(
            "ui::text", "The organisation accepts only keys that are kept in special hardware."),
        QT_TRANSLATE_NOOP("ui::text",
            "This program has none. Ask the administrator for another kind of sign-in.") },
    RegistrationRow { ErrorCode::Unsupported, "certified-keys",
        QT_TRANSLATE_NOOP(
            "ui::text", "The organisation accepts only keys of certified modules (FIPS 140)."),
        QT_TRANSLATE_NOOP("ui::text",
            "This program makes none. Ask the administrator for another kind of sign-in.") },
    RegistrationRow { ErrorCode::Unsupported, "registered-already",
        QT_TRANSLATE_NOOP("ui::text", "This computer is registered there for you already."),
        QT_TRANSLATE_NOOP("ui::text",
            "Remove the earlier registration first, here or at the service, and start again.") },
    RegistrationRow { ErrorCode::Unsupported, "okta-classic",
        QT_TRANSLATE_NOOP(
            "ui::text", "The organisation is of an older kind that cannot be set up by its name."),
        QT_TRANSLATE_NOOP("ui::text", "Use the QR code or link that it shows.") },
    RegistrationRow { ErrorCode::Unsupported, {},
        QT_TRANSLATE_NOOP("ui::text", "This code is of a kind that cannot be set up here."),
        QT_TRANSLATE_NOOP("ui::text", "Ask the site for a code for any authenticator app.") },
    RegistrationRow { ErrorCode::Cancelled, {},
        QT_TRANSLATE_NOOP("ui::text", "The setting up was cancelled."),
        QT_TRANSLATE_NOOP("ui::text",
            "If the server had been asked already, it may list this computer: look at your account "
            "there.") },
};

const RegistrationRow* rowOf(const base::Error& error)
{
    const std::string_view argument =
        error.arguments.empty() ? std::string_view() : std::string_view(error.arguments.front());
    const auto* const found =
        std::ranges::find_if(RegistrationRows, [&](const RegistrationRow& row) {
            return row.code == error.code && (row.argument.empty() || row.argument == argument);
        });
    return found == RegistrationRows.end() ? nullptr : found;
}

} // namespace

QString phaseText(::push::Phase phase)
{
    switch (phase) {
    case ::push::Phase::Asking:
        return translated(QT_TRANSLATE_NOOP("ui::text", "Asking the server what it offers…"));
    case ::push::Phase::SigningIn:
        return translated(QT_TRANSLATE_NOOP("ui::text", "Waiting for your sign-in…"));
    case ::push::Phase::Saving:
        return translated(QT_TRANSLATE_NOOP("ui::text", "Making and saving the keys…"));
    case ::push::Phase::Registering:
        return translated(QT_TRANSLATE_NOOP("ui::text", "Registering the keys at the server…"));
    case ::push::Phase::Changing:
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "Changing the registration at the server…"));
    case ::push::Phase::Removing:
        return translated(QT_TRANSLATE_NOOP("ui::text", "Removing at the server…"));
    }
    return {};
}

Explanation activationErrorText(const base::Error& error)
{
    const RegistrationRow* const row = rowOf(error);
    if (!row)
        return errorText(error);
    return { row->message ? translated(row->message) : errorText(error).message,
        translated(row->next) };
}

Explanation changeErrorText(const base::Error& error)
{
    Explanation explanation = errorText(error);
    if (error.code == ErrorCode::SignInFailed)
        explanation.next = translated(QT_TRANSLATE_NOOP("ui::text",
            "Nothing was changed. Start again, or ask the administrator of the server."));
    return explanation;
}

Explanation registrationText(vault::RegistrationState state)
{
    switch (state) {
    case vault::RegistrationState::Active:
        return { translated(QT_TRANSLATE_NOOP("ui::text", "Sign-in requests arrive here.")), {} };
    case vault::RegistrationState::Pending:
        return {
            translated(QT_TRANSLATE_NOOP(
                "ui::text", "Whether the server has taken this registration is not known.")),
            translated(QT_TRANSLATE_NOOP("ui::text",
                "Nothing is asked. Set the account up again, and remove this registration then.")),
        };
    case vault::RegistrationState::Suspended:
        return errorText({ ErrorCode::RegistrationSuspended });
    case vault::RegistrationState::Removed:
        return errorText({ ErrorCode::RegistrationRemoved });
    case vault::RegistrationState::EnrolAgain:
        return {
            translated(QT_TRANSLATE_NOOP(
                "ui::text", "The keys of this registration are of no use any more.")),
            translated(QT_TRANSLATE_NOOP("ui::text", "Set it up again at the service.")),
        };
    }
    return {};
}

QString keyText(const std::string& role, bool isVerified)
{
    const QString what = role == "client"
        ? translated(QT_TRANSLATE_NOOP("ui::text", "A key by which the server knows this computer"))
        : role == "possession"
        ? translated(QT_TRANSLATE_NOOP("ui::text", "A key that asks for requests and answers them"))
        : role == "verification" ? translated(QT_TRANSLATE_NOOP(
              "ui::text", "A key for approvals that have to be yours and nobody else's"))
                                 : translated(QT_TRANSLATE_NOOP("ui::text", "A key (%1)"))
                                       .arg(visibleText(QString::fromStdString(role), LongestRole));
    //: %1 says what a key is for
    return isVerified
        ? translated(
            QT_TRANSLATE_NOOP("ui::text", "%1: opens with your passphrase or recovery key only."))
              .arg(what)
        : translated(QT_TRANSLATE_NOOP("ui::text", "%1: opens while the vault is unlocked."))
              .arg(what);
}

QString kindText(const std::string& protocol, bool isDocumented)
{
    const QString title = protocolTitle(QString::fromStdString(protocol));
    if (!isDocumented)
        //: %1 is the name of a push system
        return translated(QT_TRANSLATE_NOOP("ui::text", "%1, not documented by its vendor"))
            .arg(title);
    // What the vendor documents is for the apps of its customers, which are not its own.
    const QString system = protocol == "okta" ? QStringLiteral("Okta") : title;
    //: %1 is the name of a push system
    return translated(QT_TRANSLATE_NOOP("ui::text", "%1, as its vendor documents it")).arg(system);
}

Explanation undocumentedText(const std::string& protocol)
{
    const QString title = protocolTitle(QString::fromStdString(protocol));
    return {
        translated(
            QT_TRANSLATE_NOOP("ui::text", "%1: its vendor has not documented how this is done."))
            .arg(title),
        translated(QT_TRANSLATE_NOOP("ui::text",
            "This program introduces itself by its own name. The vendor may change or block this "
            "at any time, and your organisation's rules may not allow it: keep another way to sign "
            "in.")),
    };
}

Explanation notEncryptedText()
{
    return {
        translated(QT_TRANSLATE_NOOP("ui::text", "The connection is not encrypted.")),
        translated(QT_TRANSLATE_NOOP("ui::text",
            "That is possible only with a server on this computer, such as one to try with.")),
    };
}

} // namespace ui::text
