// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/error_text.h"

#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace ui::text {

namespace {

using base::ErrorCode;

/// One code's sentences. %1, %2 … are the error's arguments.
struct ErrorRow
{
    ErrorCode code;
    const char* message;
    const char* next;
};

constexpr std::array ErrorRows = {
    ErrorRow { ErrorCode::InvalidField,
        QT_TRANSLATE_NOOP("ui::text", "The field “%1” holds “%2”, which cannot be used."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Check the code or the link, or get a new one from the site.") },
    ErrorRow { ErrorCode::MissingField, QT_TRANSLATE_NOOP("ui::text", "The field “%1” is missing."),
        QT_TRANSLATE_NOOP("ui::text", "Get a complete code or link from the site.") },
    ErrorRow { ErrorCode::ConflictingField,
        QT_TRANSLATE_NOOP("ui::text", "The field “%1” is given twice, with different values."),
        QT_TRANSLATE_NOOP("ui::text", "Get a new code or link from the site.") },
    ErrorRow { ErrorCode::NotRecognised,
        QT_TRANSLATE_NOOP("ui::text", "This is not an authenticator code or link."),
        QT_TRANSLATE_NOOP("ui::text",
            "Use the code the site shows for an authenticator app, or type the account in.") },
    ErrorRow { ErrorCode::Unsupported,
        QT_TRANSLATE_NOOP("ui::text", "This kind of code is known but cannot be used here."),
        QT_TRANSLATE_NOOP("ui::text", "Ask the site for a code for any authenticator app.") },
    ErrorRow { ErrorCode::TooLarge,
        QT_TRANSLATE_NOOP("ui::text", "“%1” is larger than the limit of %2."),
        QT_TRANSLATE_NOOP("ui::text", "Use a smaller one.") },
    ErrorRow { ErrorCode::PinNeeded,
        QT_TRANSLATE_NOOP("ui::text", "The codes of this account are made with a PIN."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Give the PIN that was chosen when the account was set up.") },
    ErrorRow { ErrorCode::EmptyPassphrase,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase is empty."),
        QT_TRANSLATE_NOOP("ui::text", "Choose a passphrase of several words.") },
    ErrorRow { ErrorCode::PassphraseTooLong,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase is longer than 1,024 bytes."),
        QT_TRANSLATE_NOOP("ui::text", "Choose a shorter passphrase.") },
    ErrorRow { ErrorCode::PassphraseNotText,
        QT_TRANSLATE_NOOP(
            "ui::text", "The passphrase holds bytes or characters that are not known text."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Use letters, digits and signs that every keyboard can type again.") },
    ErrorRow { ErrorCode::WeakPassphrase,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase is easy to guess."),
        QT_TRANSLATE_NOOP("ui::text", "Choose four or more words that do not belong together.") },
    ErrorRow { ErrorCode::RecoveryKeyMistyped,
        QT_TRANSLATE_NOOP("ui::text", "The recovery key has a typing error."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Compare it with the printed key, group by group, and type it again.") },
    ErrorRow { ErrorCode::PictureUnreadable,
        QT_TRANSLATE_NOOP("ui::text", "The picture could not be read."),
        QT_TRANSLATE_NOOP("ui::text", "Use a complete PNG, JPEG, WebP, SVG, GIF or BMP picture.") },
    ErrorRow { ErrorCode::PictureTooLarge,
        QT_TRANSLATE_NOOP("ui::text", "The picture has %1 megapixels; at most %2 are read."),
        QT_TRANSLATE_NOOP("ui::text", "Cut out the part with the code and try again.") },
    ErrorRow { ErrorCode::NoCodeFound,
        QT_TRANSLATE_NOOP("ui::text", "There is no readable QR code in the picture."),
        QT_TRANSLATE_NOOP("ui::text",
            "Make sure the whole code with its light border is in the picture, larger if "
            "possible.") },
    ErrorRow { ErrorCode::CaptureFailed,
        QT_TRANSLATE_NOOP("ui::text", "No picture could be taken from the screen or clipboard."),
        QT_TRANSLATE_NOOP("ui::text", "Save a screenshot as a file and use that.") },
    ErrorRow { ErrorCode::CaptureRefused,
        QT_TRANSLATE_NOOP(
            "ui::text", "The desktop no longer lets this window take a picture of the screen."),
        QT_TRANSLATE_NOOP("ui::text",
            "Lock and start anew, or save a screenshot as a file and use that. Nothing is lost.") },
    ErrorRow { ErrorCode::NoMatch, QT_TRANSLATE_NOOP("ui::text", "Nothing matches “%1”."),
        QT_TRANSLATE_NOOP("ui::text", "Look at the list of accounts and try a part of a name.") },
    ErrorRow { ErrorCode::Ambiguous,
        QT_TRANSLATE_NOOP("ui::text", "More than one account matches “%1”."),
        QT_TRANSLATE_NOOP("ui::text", "Give a longer part of the name, or the id.") },
    ErrorRow {
        ErrorCode::NothingToDo, QT_TRANSLATE_NOOP("ui::text", "There is nothing to do."), nullptr },
    ErrorRow { ErrorCode::WrongPassphrase,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase or recovery key does not open the vault."),
        QT_TRANSLATE_NOOP("ui::text",
            "Try again; check the keyboard layout and caps lock. The recovery key opens it too.") },
    ErrorRow { ErrorCode::VerificationFailed,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase or recovery key is not right."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was shown or changed. Type it again.") },
    ErrorRow { ErrorCode::Damaged, QT_TRANSLATE_NOOP("ui::text", "The data is damaged (%1)."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Leave the file as it is and use its previous copy or a backup.") },
    ErrorRow { ErrorCode::NewerVersion,
        QT_TRANSLATE_NOOP("ui::text", "The vault was made by a newer version of this program."),
        QT_TRANSLATE_NOOP("ui::text", "Install the newer version to open it.") },
    ErrorRow { ErrorCode::VaultExists, QT_TRANSLATE_NOOP("ui::text", "There is a vault already."),
        QT_TRANSLATE_NOOP("ui::text", "Use it, or choose another file for the new one.") },
    ErrorRow { ErrorCode::VaultMissing, QT_TRANSLATE_NOOP("ui::text", "There is no vault yet."),
        QT_TRANSLATE_NOOP("ui::text", "Create one first, or choose the file where it is.") },
    ErrorRow { ErrorCode::LastSlot,
        QT_TRANSLATE_NOOP("ui::text", "This is the last passphrase or recovery key."),
        QT_TRANSLATE_NOOP("ui::text", "Add another one before this one is removed.") },
    ErrorRow { ErrorCode::CounterExhausted,
        QT_TRANSLATE_NOOP("ui::text", "The counter of this account is at its end."),
        QT_TRANSLATE_NOOP("ui::text", "Set the account up again at the site.") },
    ErrorRow { ErrorCode::Locked, QT_TRANSLATE_NOOP("ui::text", "The vault is locked."),
        QT_TRANSLATE_NOOP("ui::text", "Unlock it first.") },
    ErrorRow { ErrorCode::Busy,
        QT_TRANSLATE_NOOP("ui::text", "Another program is saving the vault just now."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was changed. Try again in a moment.") },
    ErrorRow { ErrorCode::OlderCopy,
        QT_TRANSLATE_NOOP(
            "ui::text", "This is an older copy of the vault: changes saved later are not in it."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was changed. Put the newer file back, or open the window to choose or merge "
            "copies.") },
    ErrorRow { ErrorCode::KeysChanged,
        QT_TRANSLATE_NOOP("ui::text", "The vault was given new keys by another program."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Nothing was changed. Unlock it again with its present passphrase.") },
    ErrorRow { ErrorCode::UnknownKeys,
        QT_TRANSLATE_NOOP("ui::text",
            "This computer knows the vault with other keys: who knew a former passphrase could "
            "have made this file."),
        QT_TRANSLATE_NOOP("ui::text",
            "It was not opened. Put the right file back, or restore this one like a backup into a "
            "new vault and compare.") },
    ErrorRow { ErrorCode::OtherVault,
        QT_TRANSLATE_NOOP("ui::text", "Another vault stands in the place of this one."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was changed. Put the right file back, or lock and open the other one.") },
    ErrorRow { ErrorCode::VaultFull,
        QT_TRANSLATE_NOOP(
            "ui::text", "A vault holds %1 accounts at most, those in the trash counted."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was saved. Take over fewer of them, delete some for good, or make another "
            "vault.") },
    ErrorRow { ErrorCode::CannotRead, QT_TRANSLATE_NOOP("ui::text", "“%1” could not be read: %2."),
        QT_TRANSLATE_NOOP("ui::text", "Check that the file is there and may be read by you.") },
    ErrorRow { ErrorCode::CannotWrite,
        QT_TRANSLATE_NOOP("ui::text", "“%1” could not be saved: %2."),
        QT_TRANSLATE_NOOP("ui::text", "The old state stands. Check the folder and try again.") },
    ErrorRow { ErrorCode::DiskFull,
        QT_TRANSLATE_NOOP("ui::text", "“%1” could not be saved: the disk is full."),
        QT_TRANSLATE_NOOP("ui::text", "The old state stands. Make room and try again.") },
    ErrorRow { ErrorCode::ReadOnly,
        QT_TRANSLATE_NOOP("ui::text", "“%1” could not be saved: the folder cannot be written."),
        QT_TRANSLATE_NOOP("ui::text", "The old state stands. Check who may write to the folder.") },
    ErrorRow { ErrorCode::FileExists, QT_TRANSLATE_NOOP("ui::text", "“%1” exists already."),
        QT_TRANSLATE_NOOP("ui::text", "Choose another name; nothing is written over.") },
    ErrorRow { ErrorCode::NetworkUnreachable,
        QT_TRANSLATE_NOOP(
            "ui::text", "The server “%1” cannot be reached, or the connection broke off."),
        QT_TRANSLATE_NOOP("ui::text", "Check the connection to the network and try again.") },
    ErrorRow { ErrorCode::NetworkTimeout,
        QT_TRANSLATE_NOOP("ui::text", "The server “%1” did not answer in time."),
        QT_TRANSLATE_NOOP("ui::text", "Try again in a moment.") },
    ErrorRow { ErrorCode::ProxyRefused,
        QT_TRANSLATE_NOOP(
            "ui::text", "The proxy on the way to the network does not let this program through."),
        QT_TRANSLATE_NOOP("ui::text",
            "Check the proxy in the settings of the system, or ask who looks after the network.") },
    ErrorRow { ErrorCode::TlsUntrusted,
        QT_TRANSLATE_NOOP("ui::text", "The certificate of “%1” cannot be trusted."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was sent. Ask the administrator of the server.") },
    ErrorRow { ErrorCode::TlsChanged,
        QT_TRANSLATE_NOOP("ui::text",
            "“%1” shows another certificate than the one that is trusted: %3 instead of %2."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Ask the administrator whether it was replaced before you trust "
            "it.") },
    ErrorRow { ErrorCode::NotEncrypted,
        QT_TRANSLATE_NOOP(
            "ui::text", "The address of “%1” is not encrypted, so nothing was sent to it."),
        QT_TRANSLATE_NOOP("ui::text", "Use an address that begins with https.") },
    ErrorRow { ErrorCode::RedirectRefused,
        QT_TRANSLATE_NOOP(
            "ui::text", "“%1” points to another address (%2), which is not followed."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Check the address of the server, or ask its administrator.") },
    ErrorRow { ErrorCode::ResponseTooLarge,
        QT_TRANSLATE_NOOP("ui::text", "“%1” sent more than the limit of %2."),
        QT_TRANSLATE_NOOP("ui::text",
            "It was not read. Check the address of the server, or ask its administrator.") },
    ErrorRow { ErrorCode::NotUnderstood,
        QT_TRANSLATE_NOOP("ui::text", "The answer of “%1” was not understood."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Check the address of the server; ask its administrator if it stays.") },
    ErrorRow { ErrorCode::ServerError,
        QT_TRANSLATE_NOOP("ui::text", "The server reports a failure of its own (%1: %2)."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Try again later; ask the administrator of the server if it stays.") },
    ErrorRow { ErrorCode::ServerRefused,
        QT_TRANSLATE_NOOP("ui::text", "The server refused (%1: %2)."),
        QT_TRANSLATE_NOOP("ui::text", "Ask the administrator of the server what is allowed.") },
    ErrorRow { ErrorCode::RateLimited,
        QT_TRANSLATE_NOOP(
            "ui::text", "The server had too many requests and wants a pause of %1 s."),
        QT_TRANSLATE_NOOP("ui::text", "Wait that long and try again.") },
    ErrorRow { ErrorCode::SignInFailed,
        QT_TRANSLATE_NOOP("ui::text", "The sign-in in the browser did not succeed: %1."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was set up. Start again, or ask the administrator of the server.") },
    ErrorRow { ErrorCode::PortsBusy,
        QT_TRANSLATE_NOOP("ui::text",
            "The answer of the browser cannot be received: other programs use the ports %1."),
        QT_TRANSLATE_NOOP("ui::text", "End the other program and start again.") },
    ErrorRow { ErrorCode::ConsentNeeded,
        QT_TRANSLATE_NOOP(
            "ui::text", "This works by a protocol that its vendor has not documented."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Nothing was sent. Read what it means, and consent if you want it.") },
    ErrorRow { ErrorCode::SignatureRefused,
        QT_TRANSLATE_NOOP(
            "ui::text", "The request does not prove that it comes from the service (%1)."),
        QT_TRANSLATE_NOOP("ui::text",
            "It was not shown as real and nothing was answered. Tell the administrator if you did "
            "not expect it.") },
    ErrorRow { ErrorCode::RequestExpired, QT_TRANSLATE_NOOP("ui::text", "The request has expired."),
        QT_TRANSLATE_NOOP("ui::text", "Sign in again to get a new one.") },
    ErrorRow { ErrorCode::AnsweredElsewhere,
        QT_TRANSLATE_NOOP(
            "ui::text", "The request was answered already, on another device or at the service."),
        nullptr },
    ErrorRow { ErrorCode::AnswerUnknown,
        QT_TRANSLATE_NOOP("ui::text", "The answer was sent, but whether it arrived is not known."),
        QT_TRANSLATE_NOOP("ui::text",
            "Look at the page where you are signing in; ask for a new request if it still "
            "waits.") },
    ErrorRow { ErrorCode::RegistrationRemoved,
        QT_TRANSLATE_NOOP("ui::text", "The service has removed the registration of this device."),
        QT_TRANSLATE_NOOP("ui::text", "Remove it here too, or set it up again at the service.") },
    ErrorRow { ErrorCode::RegistrationSuspended,
        QT_TRANSLATE_NOOP("ui::text", "The service has suspended the registration of this device."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Nothing is asked until it is active again. Ask the administrator.") },
    ErrorRow { ErrorCode::ClockWrong,
        QT_TRANSLATE_NOOP("ui::text", "The clock of this computer is wrong by %1 s."),
        QT_TRANSLATE_NOOP("ui::text",
            "Set the date and time of the computer, best by itself from the network.") },
    ErrorRow { ErrorCode::OutOfMemory,
        QT_TRANSLATE_NOOP(
            "ui::text", "There is not enough memory to make the key from the passphrase."),
        QT_TRANSLATE_NOOP("ui::text", "Close other programs and try again.") },
    ErrorRow { ErrorCode::SecureHeapFull,
        QT_TRANSLATE_NOOP("ui::text", "The protected memory for secrets is full."),
        QT_TRANSLATE_NOOP("ui::text", "Do it in smaller parts, or start the program again.") },
    ErrorRow { ErrorCode::RandomFailed,
        QT_TRANSLATE_NOOP("ui::text", "The system gave no random numbers."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Nothing was saved. Try again; restart the computer if it stays.") },
    ErrorRow { ErrorCode::CryptoFailed,
        QT_TRANSLATE_NOOP("ui::text", "A step of the encryption failed."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was saved. Try again and report it if it stays.") },
    ErrorRow { ErrorCode::Cancelled,
        QT_TRANSLATE_NOOP("ui::text", "Cancelled; nothing was changed."), nullptr },
};

/// What is wrong with a certificate, by the second argument of TlsUntrusted. %1 is the host.
struct FlawRow
{
    std::string_view flaw;
    const char* message;
    const char* next;
};

constexpr std::array FlawRows = {
    FlawRow { "self-signed",
        QT_TRANSLATE_NOOP(
            "ui::text", "“%1” vouches for itself: no authority has signed its certificate."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Ask the administrator for the file of the certificate to trust.") },
    FlawRow { "unknown-authority",
        QT_TRANSLATE_NOOP("ui::text",
            "The certificate of “%1” comes from an authority that is not trusted for it."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Ask the administrator for the file of the authority to trust.") },
    FlawRow { "wrong-host",
        QT_TRANSLATE_NOOP("ui::text", "The certificate that “%1” shows belongs to another server."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Check the address, or ask the administrator of the server.") },
    FlawRow { "expired", QT_TRANSLATE_NOOP("ui::text", "The certificate of “%1” has expired."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Check the date of this computer; if it is right, the administrator "
            "must renew the certificate.") },
    FlawRow { "not-yet-valid",
        QT_TRANSLATE_NOOP("ui::text", "The certificate of “%1” is not valid yet."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Check the date of this computer, or ask the administrator of the "
            "server.") },
    FlawRow { "not-permitted",
        QT_TRANSLATE_NOOP("ui::text",
            "The authority that signed the certificate of “%1” is not permitted to vouch for it."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Ask the administrator for a certificate of the right authority.") },
    FlawRow { "revoked",
        QT_TRANSLATE_NOOP("ui::text", "The certificate of “%1” has been withdrawn."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was sent. Ask the administrator of the server.") },
    FlawRow { "old-encryption",
        QT_TRANSLATE_NOOP(
            "ui::text", "“%1” offers no encryption that is safe today (TLS 1.2 or newer)."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Ask the administrator to bring the server up to date.") },
    FlawRow { "no-encryption",
        QT_TRANSLATE_NOOP("ui::text", "No encrypted connection to “%1” came about."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was sent. Check the address, or ask the administrator of the server.") },
};

/// What ended a sign-in in the browser, by the second argument of SignInFailed: OAuth's names and
/// those of our own checks. Another one is shown with the server's words.
struct SignInRow
{
    std::string_view name;
    const char* message;
    const char* next;
};

constexpr auto AskAboutSettings =
    QT_TRANSLATE_NOOP("ui::text", "Ask the administrator of the organisation to allow it.");
constexpr auto DoesNotFit =
    QT_TRANSLATE_NOOP("ui::text", "This program does not fit the settings of the organisation.");
constexpr auto HasTrouble =
    QT_TRANSLATE_NOOP("ui::text", "The server of the organisation has trouble of its own.");
constexpr auto NotOfThis = QT_TRANSLATE_NOOP(
    "ui::text", "The answer to the sign-in does not come from where it was asked.");
constexpr auto StartAgain = QT_TRANSLATE_NOOP("ui::text",
    "Nothing was set up. Start again; tell the administrator if you did not expect it.");
constexpr auto TryLater = QT_TRANSLATE_NOOP("ui::text", "Try again later.");

constexpr std::array SignInRows = {
    SignInRow { "access_denied",
        QT_TRANSLATE_NOOP("ui::text", "The sign-in was refused, by you or by the organisation."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was set up. Start again if you did not mean it.") },
    SignInRow { "unauthorized_client",
        QT_TRANSLATE_NOOP("ui::text", "This program is not allowed to sign in there."),
        AskAboutSettings },
    SignInRow { "login_required", QT_TRANSLATE_NOOP("ui::text", "Nobody was signed in there."),
        QT_TRANSLATE_NOOP("ui::text", "Start again and sign in.") },
    SignInRow { "consent_required",
        QT_TRANSLATE_NOOP("ui::text", "The organisation wants your consent first."),
        QT_TRANSLATE_NOOP("ui::text", "Start again, sign in and agree.") },
    SignInRow { "unsupported_response_mode", DoesNotFit, AskAboutSettings },
    SignInRow { "unsupported_response_type", DoesNotFit, AskAboutSettings },
    SignInRow { "invalid_scope", DoesNotFit, AskAboutSettings },
    SignInRow { "invalid_client", DoesNotFit, AskAboutSettings },
    SignInRow { "missing_scope", DoesNotFit, AskAboutSettings },
    SignInRow { "server_error", HasTrouble, TryLater },
    SignInRow { "temporarily_unavailable", HasTrouble, TryLater },
    SignInRow { "wrong_state", NotOfThis, StartAgain },
    SignInRow { "other_issuer", NotOfThis, StartAgain },
    SignInRow { "endpoint_elsewhere", NotOfThis, StartAgain },
};

// A code without sentences does not compile; the test checks that no row stands twice.
static_assert(ErrorRows.size() == static_cast<std::size_t>(ErrorCode::Cancelled) + 1);

/// Puts the arguments in the places of %1 to %9, each once: an argument that itself holds "%2"
/// stays as it is, which QString::arg in a row would not guarantee.
QString filled(const QString& sentence, const std::vector<std::string>& arguments)
{
    QString result;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const int digit =
            i + 1 < sentence.size() && sentence[i] == u'%' ? sentence[i + 1].digitValue() : -1;
        if (digit < 1) {
            result += sentence[i];
            continue;
        }
        ++i;
        const auto index = static_cast<std::size_t>(digit - 1);
        if (index < arguments.size())
            result += visibleText(QString::fromStdString(arguments[index]), LongestShown);
    }
    return result;
}

const std::string* argument(const base::Error& error, std::size_t index)
{
    return index < error.arguments.size() && !error.arguments[index].empty()
        ? &error.arguments[index]
        : nullptr;
}

/// The value of a secret is never told, only what is wrong with it; the range only where there is
/// one.
QString invalidField(const base::Error& error)
{
    const bool isSecret = argument(error, 0) && error.arguments[0] == "secret";
    QString message = argument(error, 1) && isSecret
        ? translated(QT_TRANSLATE_NOOP("ui::text", "The field “%1” cannot be used (%2)."))
        : argument(error, 1)
        ? translated(
            QT_TRANSLATE_NOOP("ui::text", "The field “%1” holds “%2”, which cannot be used."))
        : translated(QT_TRANSLATE_NOOP("ui::text", "The field “%1” cannot be used."));
    if (argument(error, 2))
        message += u' ' + translated(QT_TRANSLATE_NOOP("ui::text", "Allowed: %3."));
    return message;
}

/// Of what a link carries, not of a file of ours.
bool isOfLink(const base::Error& error)
{
    return error.code == ErrorCode::Damaged && argument(error, 0) && error.arguments[0] == "data";
}

bool isBackup(const base::Error& error)
{
    return error.code == ErrorCode::Unsupported && argument(error, 0)
        && error.arguments[0] == "backup";
}

const FlawRow* flawOf(const base::Error& error)
{
    if (error.code != ErrorCode::TlsUntrusted || !argument(error, 1))
        return nullptr;
    const auto* row = std::ranges::find(FlawRows, error.arguments[1], &FlawRow::flaw);
    return row == FlawRows.end() ? nullptr : row;
}

const SignInRow* signInOf(const base::Error& error)
{
    if (error.code != ErrorCode::SignInFailed || !argument(error, 1))
        return nullptr;
    const auto* row = std::ranges::find(SignInRows, error.arguments[1], &SignInRow::name);
    return row == SignInRows.end() ? nullptr : row;
}

/// The server's words, or where it has none the name of the error.
QString signInText(const ErrorRow& row, const base::Error& error)
{
    if (const SignInRow* const known = signInOf(error))
        return translated(known->message);
    return argument(error, 0) ? translated(row.message)
                              : translated(QT_TRANSLATE_NOOP(
                                  "ui::text", "The sign-in in the browser did not succeed (%2)."));
}

/// What the server says in its own words, where it says something.
QString withServersText(const ErrorRow& row, const base::Error& error)
{
    if (argument(error, 1))
        return translated(row.message);
    return row.code == ErrorCode::ServerError
        ? translated(QT_TRANSLATE_NOOP("ui::text", "The server reports a failure of its own (%1)."))
        : translated(QT_TRANSLATE_NOOP("ui::text", "The server refused (%1)."));
}

/// Codes are asked of an account that only answers sign-in requests.
bool isWithoutCodes(const base::Error& error)
{
    return error.code == ErrorCode::Unsupported && argument(error, 0)
        && error.arguments[0] == "push";
}

/// The message of a code whose sentence depends on which arguments came along.
QString messageTemplate(const ErrorRow& row, const base::Error& error)
{
    if (row.code == ErrorCode::InvalidField)
        return invalidField(error);
    if (row.code == ErrorCode::RecoveryKeyMistyped && argument(error, 0))
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "The recovery key has a typing error: %1."));
    if (isBackup(error))
        return translated(QT_TRANSLATE_NOOP("ui::text", "This file is a backup of a vault."));
    if (const FlawRow* const flaw = flawOf(error))
        return translated(flaw->message);
    if (row.code == ErrorCode::SignInFailed)
        return signInText(row, error);
    if (isTooOften(error))
        return translated(QT_TRANSLATE_NOOP("ui::text", "The server was asked too often (%1)."));
    if (row.code == ErrorCode::ServerError || row.code == ErrorCode::ServerRefused)
        return withServersText(row, error);
    if (row.code == ErrorCode::NotUnderstood && !argument(error, 0))
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "The answer of the server was not understood."));
    if (isWithoutCodes(error))
        return translated(QT_TRANSLATE_NOOP("ui::text", "This account makes no codes."));
    if (isOfLink(error))
        return translated(QT_TRANSLATE_NOOP(
            "ui::text", "The code or link is damaged: what it carries is cut short or altered."));
    if (row.code == ErrorCode::Damaged && !argument(error, 0))
        return translated(QT_TRANSLATE_NOOP("ui::text", "The data is damaged."));
    return translated(row.message);
}

const char* nextStep(const ErrorRow& row, const base::Error& error)
{
    if (isBackup(error))
        return QT_TRANSLATE_NOOP(
            "ui::text", "Restore it: that makes a new vault, which can be opened.");
    if (isOfLink(error))
        return QT_TRANSLATE_NOOP("ui::text",
            "Show the code once more in the program it comes from, and scan it or copy all of it.");
    if (isTooOften(error))
        return QT_TRANSLATE_NOOP("ui::text", "Wait a few minutes and try again.");
    if (const SignInRow* const signIn = signInOf(error))
        return signIn->next;
    const FlawRow* const flaw = flawOf(error);
    return flaw ? flaw->next : row.next;
}

} // namespace

bool isTooOften(const base::Error& error)
{
    return error.code == ErrorCode::ServerRefused && !error.arguments.empty()
        && error.arguments.front() == "429";
}

Explanation errorText(const base::Error& error)
{
    const auto* row = std::ranges::find(ErrorRows, error.code, &ErrorRow::code);
    Q_ASSERT(row != ErrorRows.end());
    return { filled(messageTemplate(*row, error), error.arguments),
        translated(nextStep(*row, error)) };
}

} // namespace ui::text
