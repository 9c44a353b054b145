// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/error_text.h"

#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <array>

namespace ui::text {

namespace {

using base::ErrorCode;

constexpr int LongestArgument = 80;

/// One code's sentences. %1, %2 … are the error's arguments.
struct Row
{
    ErrorCode code;
    const char* message;
    const char* next;
};

constexpr std::array Rows = {
    Row { ErrorCode::InvalidField,
        QT_TRANSLATE_NOOP("ui::text", "The field “%1” holds “%2”, which cannot be used."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Check the code or the link, or get a new one from the site.") },
    Row { ErrorCode::MissingField, QT_TRANSLATE_NOOP("ui::text", "The field “%1” is missing."),
        QT_TRANSLATE_NOOP("ui::text", "Get a complete code or link from the site.") },
    Row { ErrorCode::ConflictingField,
        QT_TRANSLATE_NOOP("ui::text", "The field “%1” is given twice, with different values."),
        QT_TRANSLATE_NOOP("ui::text", "Get a new code or link from the site.") },
    Row { ErrorCode::NotRecognised,
        QT_TRANSLATE_NOOP("ui::text", "This is not an authenticator code or link."),
        QT_TRANSLATE_NOOP("ui::text",
            "Use the code the site shows for an authenticator app, or type the account in.") },
    Row { ErrorCode::Unsupported,
        QT_TRANSLATE_NOOP("ui::text", "This kind of code is known but cannot be used here."),
        QT_TRANSLATE_NOOP("ui::text", "Ask the site for a code for any authenticator app.") },
    Row { ErrorCode::TooLarge,
        QT_TRANSLATE_NOOP("ui::text", "“%1” is larger than the limit of %2."),
        QT_TRANSLATE_NOOP("ui::text", "Use a smaller one.") },
    Row { ErrorCode::PinNeeded,
        QT_TRANSLATE_NOOP("ui::text", "The codes of this account are made with a PIN."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Give the PIN that was chosen when the account was set up.") },
    Row { ErrorCode::EmptyPassphrase, QT_TRANSLATE_NOOP("ui::text", "The passphrase is empty."),
        QT_TRANSLATE_NOOP("ui::text", "Choose a passphrase of several words.") },
    Row { ErrorCode::PassphraseTooLong,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase is longer than 1,024 bytes."),
        QT_TRANSLATE_NOOP("ui::text", "Choose a shorter passphrase.") },
    Row { ErrorCode::PassphraseNotText,
        QT_TRANSLATE_NOOP(
            "ui::text", "The passphrase holds bytes or characters that are not known text."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Use letters, digits and signs that every keyboard can type again.") },
    Row { ErrorCode::WeakPassphrase,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase is easy to guess."),
        QT_TRANSLATE_NOOP("ui::text", "Choose four or more words that do not belong together.") },
    Row { ErrorCode::RecoveryKeyMistyped,
        QT_TRANSLATE_NOOP("ui::text", "The recovery key has a typing error."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Compare it with the printed key, group by group, and type it again.") },
    Row { ErrorCode::PictureUnreadable,
        QT_TRANSLATE_NOOP("ui::text", "The picture could not be read."),
        QT_TRANSLATE_NOOP("ui::text", "Use a complete PNG, JPEG, WebP, SVG, GIF or BMP picture.") },
    Row { ErrorCode::PictureTooLarge,
        QT_TRANSLATE_NOOP("ui::text", "The picture has %1 megapixels; at most %2 are read."),
        QT_TRANSLATE_NOOP("ui::text", "Cut out the part with the code and try again.") },
    Row { ErrorCode::NoCodeFound,
        QT_TRANSLATE_NOOP("ui::text", "There is no readable QR code in the picture."),
        QT_TRANSLATE_NOOP("ui::text",
            "Make sure the whole code with its light border is in the picture, larger if "
            "possible.") },
    Row { ErrorCode::CaptureFailed,
        QT_TRANSLATE_NOOP("ui::text", "No picture could be taken from the screen or clipboard."),
        QT_TRANSLATE_NOOP("ui::text", "Save a screenshot as a file and use that.") },
    Row { ErrorCode::NoMatch, QT_TRANSLATE_NOOP("ui::text", "Nothing matches “%1”."),
        QT_TRANSLATE_NOOP("ui::text", "Look at the list of accounts and try a part of a name.") },
    Row { ErrorCode::Ambiguous,
        QT_TRANSLATE_NOOP("ui::text", "More than one account matches “%1”."),
        QT_TRANSLATE_NOOP("ui::text", "Give a longer part of the name, or the id.") },
    Row {
        ErrorCode::NothingToDo, QT_TRANSLATE_NOOP("ui::text", "There is nothing to do."), nullptr },
    Row { ErrorCode::WrongPassphrase,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase or recovery key does not open the vault."),
        QT_TRANSLATE_NOOP("ui::text",
            "Try again; check the keyboard layout and caps lock. The recovery key opens it too.") },
    Row { ErrorCode::VerificationFailed,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase or recovery key is not right."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was shown or changed. Type it again.") },
    Row { ErrorCode::Damaged, QT_TRANSLATE_NOOP("ui::text", "The data is damaged (%1)."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Leave the file as it is and use its previous copy or a backup.") },
    Row { ErrorCode::NewerVersion,
        QT_TRANSLATE_NOOP("ui::text", "The vault was made by a newer version of this program."),
        QT_TRANSLATE_NOOP("ui::text", "Install the newer version to open it.") },
    Row { ErrorCode::VaultExists, QT_TRANSLATE_NOOP("ui::text", "There is a vault already."),
        QT_TRANSLATE_NOOP("ui::text", "Use it, or choose another file for the new one.") },
    Row { ErrorCode::VaultMissing, QT_TRANSLATE_NOOP("ui::text", "There is no vault yet."),
        QT_TRANSLATE_NOOP("ui::text", "Create one first, or choose the file where it is.") },
    Row { ErrorCode::LastSlot,
        QT_TRANSLATE_NOOP("ui::text", "This is the last passphrase or recovery key."),
        QT_TRANSLATE_NOOP("ui::text", "Add another one before this one is removed.") },
    Row { ErrorCode::CounterExhausted,
        QT_TRANSLATE_NOOP("ui::text", "The counter of this account is at its end."),
        QT_TRANSLATE_NOOP("ui::text", "Set the account up again at the site.") },
    Row { ErrorCode::Locked, QT_TRANSLATE_NOOP("ui::text", "The vault is locked."),
        QT_TRANSLATE_NOOP("ui::text", "Unlock it first.") },
    Row { ErrorCode::Busy,
        QT_TRANSLATE_NOOP("ui::text", "Another program is saving the vault just now."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was changed. Try again in a moment.") },
    Row { ErrorCode::OlderCopy,
        QT_TRANSLATE_NOOP(
            "ui::text", "This is an older copy of the vault: changes saved later are not in it."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was changed. Put the newer file back, or open the window to choose or merge "
            "copies.") },
    Row { ErrorCode::KeysChanged,
        QT_TRANSLATE_NOOP("ui::text", "The vault was given new keys by another program."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Nothing was changed. Unlock it again with its present passphrase.") },
    Row { ErrorCode::UnknownKeys,
        QT_TRANSLATE_NOOP("ui::text",
            "This computer knows the vault with other keys: who knew a former passphrase could "
            "have made this file."),
        QT_TRANSLATE_NOOP("ui::text",
            "It was not opened. Put the right file back, or restore this one like a backup into a "
            "new vault and compare.") },
    Row { ErrorCode::OtherVault,
        QT_TRANSLATE_NOOP("ui::text", "Another vault stands in the place of this one."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was changed. Put the right file back, or lock and open the other one.") },
    Row { ErrorCode::CannotRead, QT_TRANSLATE_NOOP("ui::text", "“%1” could not be read: %2."),
        QT_TRANSLATE_NOOP("ui::text", "Check that the file is there and may be read by you.") },
    Row { ErrorCode::CannotWrite, QT_TRANSLATE_NOOP("ui::text", "“%1” could not be saved: %2."),
        QT_TRANSLATE_NOOP("ui::text", "The old state stands. Check the folder and try again.") },
    Row { ErrorCode::DiskFull,
        QT_TRANSLATE_NOOP("ui::text", "“%1” could not be saved: the disk is full."),
        QT_TRANSLATE_NOOP("ui::text", "The old state stands. Make room and try again.") },
    Row { ErrorCode::ReadOnly,
        QT_TRANSLATE_NOOP("ui::text", "“%1” could not be saved: the folder cannot be written."),
        QT_TRANSLATE_NOOP("ui::text", "The old state stands. Check who may write to the folder.") },
    Row { ErrorCode::FileExists, QT_TRANSLATE_NOOP("ui::text", "“%1” exists already."),
        QT_TRANSLATE_NOOP("ui::text", "Choose another name; nothing is written over.") },
    Row { ErrorCode::OutOfMemory,
        QT_TRANSLATE_NOOP(
            "ui::text", "There is not enough memory to make the key from the passphrase."),
        QT_TRANSLATE_NOOP("ui::text", "Close other programs and try again.") },
    Row { ErrorCode::SecureHeapFull,
        QT_TRANSLATE_NOOP("ui::text", "The protected memory for secrets is full."),
        QT_TRANSLATE_NOOP("ui::text", "Do it in smaller parts, or start the program again.") },
    Row { ErrorCode::RandomFailed,
        QT_TRANSLATE_NOOP("ui::text", "The system gave no random numbers."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Nothing was saved. Try again; restart the computer if it stays.") },
    Row { ErrorCode::CryptoFailed,
        QT_TRANSLATE_NOOP("ui::text", "A step of the encryption failed."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was saved. Try again and report it if it stays.") },
    Row { ErrorCode::Cancelled, QT_TRANSLATE_NOOP("ui::text", "Cancelled; nothing was changed."),
        nullptr },
};

// A code without sentences does not compile; the test checks that no row stands twice.
static_assert(Rows.size() == static_cast<std::size_t>(ErrorCode::Cancelled) + 1);

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
            result += visibleText(QString::fromStdString(arguments[index]), LongestArgument);
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

bool isBackup(const base::Error& error)
{
    return error.code == ErrorCode::Unsupported && argument(error, 0)
        && error.arguments[0] == "backup";
}

/// The message of a code whose sentence depends on which arguments came along.
QString messageTemplate(const Row& row, const base::Error& error)
{
    if (row.code == ErrorCode::InvalidField)
        return invalidField(error);
    if (row.code == ErrorCode::RecoveryKeyMistyped && argument(error, 0))
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "The recovery key has a typing error: %1."));
    if (isBackup(error))
        return translated(QT_TRANSLATE_NOOP("ui::text", "This file is a backup of a vault."));
    if (row.code == ErrorCode::Damaged && !argument(error, 0))
        return translated(QT_TRANSLATE_NOOP("ui::text", "The data is damaged."));
    return translated(row.message);
}

} // namespace

Explanation errorText(const base::Error& error)
{
    const auto* row = std::ranges::find(Rows, error.code, &Row::code);
    Q_ASSERT(row != Rows.end());
    const char* const next = isBackup(error)
        ? QT_TRANSLATE_NOOP("ui::text", "Restore it: that makes a new vault, which can be opened.")
        : row->next;
    return { filled(messageTemplate(*row, error), error.arguments), translated(next) };
}

} // namespace ui::text
