// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/failure.h"

#include "app/cli/translated.h"
#include "ui/text/error_text.h"

#include <algorithm>
#include <array>

namespace cli {

namespace {

using base::ErrorCode;

/// A sign-in that the server ended, by OAuth's names and ours: what somebody has to decide first is
/// Refused, what does not fit or has trouble is Network.
bool isDecidedBySomebody(const base::Error& error)
{
    constexpr std::array Names { "access_denied", "unauthorized_client", "wrong_state",
        "other_issuer", "endpoint_elsewhere" };
    const std::string name = error.arguments.size() > 1 ? error.arguments[1] : std::string();
    return std::ranges::find(Names, name) != Names.end();
}

/// Whether the server was reached, and failed.
bool isOfServer(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ResponseTooLarge:
    case ErrorCode::NotUnderstood:
    case ErrorCode::ServerError:
    case ErrorCode::RateLimited:
    case ErrorCode::SignInFailed:
        return true;
    default:
        return false;
    }
}

/// Of what concerns servers and their requests. What another try may mend is Network; what
/// somebody has to decide first is Refused.
ExitStatus statusWithServers(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::NetworkTimeout:
    case ErrorCode::ProxyRefused:
    case ErrorCode::AnswerUnknown:
        return ExitStatus::Network;
    case ErrorCode::RequestExpired:
    case ErrorCode::AnsweredElsewhere:
        return ExitStatus::NotFound;
    case ErrorCode::TlsUntrusted:
    case ErrorCode::TlsChanged:
    case ErrorCode::NotEncrypted:
    case ErrorCode::RedirectRefused:
    case ErrorCode::ServerRefused:
    case ErrorCode::ConsentNeeded:
    case ErrorCode::SignatureRefused:
    case ErrorCode::RegistrationRemoved:
    case ErrorCode::RegistrationSuspended:
    case ErrorCode::ClockWrong:
        return ExitStatus::Refused;
    default:
        return isOfServer(code) ? ExitStatus::Network : ExitStatus::Failed;
    }
}

ExitStatus statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::PinNeeded:
    case ErrorCode::EmptyPassphrase:
    case ErrorCode::PassphraseTooLong:
    case ErrorCode::PassphraseNotText:
    case ErrorCode::WeakPassphrase:
    case ErrorCode::RecoveryKeyMistyped:
    case ErrorCode::WrongPassphrase:
    case ErrorCode::VerificationFailed:
    case ErrorCode::Locked:
        return ExitStatus::WrongPassphrase;
    case ErrorCode::Damaged:
        return ExitStatus::Damaged;
    case ErrorCode::NotRecognised:
    case ErrorCode::NoCodeFound:
    case ErrorCode::NoMatch:
    case ErrorCode::Ambiguous:
    case ErrorCode::NothingToDo:
        return ExitStatus::NotFound;
    case ErrorCode::LastSlot:
    case ErrorCode::OlderCopy:
    case ErrorCode::KeysChanged:
    case ErrorCode::UnknownKeys:
    case ErrorCode::OtherVault:
        return ExitStatus::Refused;
    case ErrorCode::Unsupported:
    case ErrorCode::NewerVersion:
        return ExitStatus::Unsupported;
    default:
        return statusWithServers(code);
    }
}

} // namespace

Failure failed(const base::Error& error, const QString& step)
{
    const ui::text::Explanation text = ui::text::errorText(error);
    const ExitStatus status = ui::text::isTooOften(error) ? ExitStatus::Network
        : error.code != ErrorCode::SignInFailed           ? statusOf(error.code)
        : isDecidedBySomebody(error)                      ? ExitStatus::Refused
                                                          : ExitStatus::Network;
    return { .status = status,
        .message = step.isEmpty() ? text.message : step + QStringLiteral(": ") + text.message,
        .next = text.next,
        .isOfServer = ui::text::isTooOften(error) || isOfServer(error.code) };
}

Failure usageError(const QString& message, const QString& next)
{
    return { .status = ExitStatus::Usage, .message = message, .next = next };
}

QString nextAfterDamage()
{
    return translated(QT_TRANSLATE_NOOP("cli",
        "Leave the file as it is. Make a new vault of a backup (see: countersign-cli backup list) "
        "or "
        "of the .previous file beside it: countersign-cli backup restore FILE. Where there is "
        "neither, the window (countersign) reads what is left of it."));
}

std::string_view codeName(const Failure& failure)
{
    switch (failure.status) {
    case ExitStatus::Usage:
        return "usage";
    case ExitStatus::WrongPassphrase:
        return "wrong-passphrase";
    case ExitStatus::Damaged:
        return "damaged";
    case ExitStatus::NotFound:
        return failure.isAmbiguous ? "ambiguous" : "not-found";
    case ExitStatus::Network:
        return failure.isOfServer ? "server" : "network";
    case ExitStatus::Refused:
        return "refused";
    case ExitStatus::Unsupported:
        return "unsupported";
    case ExitStatus::Done:
    case ExitStatus::Failed:
        break;
    }
    return "failed";
}

} // namespace cli
