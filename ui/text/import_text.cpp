// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/import_text.h"

#include "core/transfer/detect.h"
#include "ui/text/error_text.h"
#include "ui/text/note_text.h"
#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <array>

namespace ui::text {

namespace {

using transfer::Failure;
using transfer::Form;
using transfer::Obstacle;
using transfer::Refusal;
using transfer::Remark;

struct RefusalRow
{
    Refusal refusal;
    const char* message; ///< %1 is the program or kind of the file, %2, %3 the arguments
    const char* next;
};

constexpr std::array RefusalRows = {
    RefusalRow { Refusal::NoAccounts,
        QT_TRANSLATE_NOOP("ui::text", "No account in the file makes one-time codes."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Look in the other program whether it has any, and export them again.") },
    RefusalRow { Refusal::PassphraseNeeded,
        QT_TRANSLATE_NOOP("ui::text", "The file is encrypted: %1."),
        QT_TRANSLATE_NOOP("ui::text",
            "Give the passphrase that was set in the other program when the file was made.") },
    RefusalRow { Refusal::WrongPassphrase,
        QT_TRANSLATE_NOOP("ui::text", "The passphrase does not open the file: %1."),
        QT_TRANSLATE_NOOP("ui::text",
            "Try again; it is the one that was set in the other program when the file was made. "
            "Check the keyboard layout and caps lock.") },
    RefusalRow { Refusal::WrongPassphraseOrDamaged,
        QT_TRANSLATE_NOOP("ui::text",
            "The file does not open: the passphrase is wrong, the file is damaged, or it is "
            "something else than %1."),
        QT_TRANSLATE_NOOP("ui::text",
            "Try the passphrase again; if it is right, copy or export the file again.") },
    RefusalRow { Refusal::Damaged,
        QT_TRANSLATE_NOOP("ui::text", "The file is damaged or incomplete (%1: %2)."),
        QT_TRANSLATE_NOOP("ui::text",
            "Nothing was imported. Copy the file again, or export it again in the other "
            "program.") },
    RefusalRow { Refusal::TooExpensive,
        QT_TRANSLATE_NOOP("ui::text",
            "The file asks for more work than any program does (%2, at most %3): it is damaged, or "
            "made to harm."),
        QT_TRANSLATE_NOOP("ui::text", "It was not opened. Export it again in the other program.") },
    RefusalRow { Refusal::TooLarge,
        QT_TRANSLATE_NOOP("ui::text", "“%2” is larger than the limit of %3."),
        QT_TRANSLATE_NOOP("ui::text", "Nothing was imported. Export a part of it.") },
};

struct ObstacleRow
{
    Obstacle obstacle;
    const char* message; ///< %1 is the program or kind of the file, %2 the argument
    const char* next;
};

constexpr std::array ObstacleRows = {
    ObstacleRow { Obstacle::NewerSchema,
        QT_TRANSLATE_NOOP(
            "ui::text", "%1: the file is of version %2, which is newer than what is known here."),
        QT_TRANSLATE_NOOP("ui::text",
            "Install a newer version of this program, or export another kind of file in the other "
            "one, such as a list of links.") },
    ObstacleRow { Obstacle::OlderSchema,
        QT_TRANSLATE_NOOP(
            "ui::text", "%1: the file is of an older version, which is not known here."),
        QT_TRANSLATE_NOOP("ui::text",
            "Open it once in the present version of the other program, which brings it up to "
            "date, and try again.") },
    ObstacleRow { Obstacle::AccountRestricted,
        QT_TRANSLATE_NOOP("ui::text",
            "%1: the file is restricted to the account that it was made with, and nobody else can "
            "open it."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Export it again, and choose “password protected” for the encryption.") },
    ObstacleRow { Obstacle::BoundToMachine,
        QT_TRANSLATE_NOOP("ui::text",
            "%1: the file is protected by Windows or by a YubiKey, and only they can open it."),
        QT_TRANSLATE_NOOP("ui::text",
            "Remove that protection in the other program, protect the file with a password alone, "
            "and try again.") },
    ObstacleRow { Obstacle::UnknownCipher,
        QT_TRANSLATE_NOOP(
            "ui::text", "%1: the file is encrypted in a way that is not known here (%2)."),
        QT_TRANSLATE_NOOP("ui::text",
            "Choose AES or ChaCha20 for the encryption in the other program, save the file, and "
            "try again.") },
    ObstacleRow { Obstacle::NewerVault,
        QT_TRANSLATE_NOOP("ui::text", "A newer version of Countersign has written the file."),
        QT_TRANSLATE_NOOP("ui::text", "Install that version or a later one, and try again.") },
    ObstacleRow { Obstacle::OpenPgp,
        QT_TRANSLATE_NOOP(
            "ui::text", "The file is encrypted with OpenPGP, which is not known here."),
        QT_TRANSLATE_NOOP("ui::text",
            "Decrypt it with the program that has your OpenPGP key, and import what comes out; or "
            "export it again in the other program with a password or without.") },
    ObstacleRow { Obstacle::ServerWrapped,
        QT_TRANSLATE_NOOP("ui::text",
            "The file was copied from a Nextcloud server as it lies there, encrypted by the server "
            "itself."),
        QT_TRANSLATE_NOOP("ui::text",
            "Download it from Nextcloud in a browser or with its own program, which decrypts "
            "it.") },
    ObstacleRow { Obstacle::NoPassphraseSlot,
        QT_TRANSLATE_NOOP(
            "ui::text", "%1: only the keys of the phone open the file, not a passphrase."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Set a password in the other program and export the file again.") },
};

struct FormRow
{
    Form form;
    const char* plain;
    const char* encrypted;
};

constexpr std::array FormRows = {
    FormRow { Form::Links, QT_TRANSLATE_NOOP("ui::text", "links, one a line"),
        QT_TRANSLATE_NOOP("ui::text", "links, encrypted") },
    FormRow { Form::Json, QT_TRANSLATE_NOOP("ui::text", "JSON"),
        QT_TRANSLATE_NOOP("ui::text", "JSON, encrypted") },
    FormRow { Form::Csv, QT_TRANSLATE_NOOP("ui::text", "CSV"),
        QT_TRANSLATE_NOOP("ui::text", "CSV, encrypted") },
    FormRow { Form::Xml, QT_TRANSLATE_NOOP("ui::text", "XML"),
        QT_TRANSLATE_NOOP("ui::text", "XML, encrypted") },
    FormRow { Form::Html, QT_TRANSLATE_NOOP("ui::text", "HTML"),
        QT_TRANSLATE_NOOP("ui::text", "HTML, encrypted") },
    FormRow { Form::Sheet, QT_TRANSLATE_NOOP("ui::text", "sheet for paper (HTML)"),
        QT_TRANSLATE_NOOP("ui::text", "sheet for paper, encrypted") },
    FormRow { Form::Ini, QT_TRANSLATE_NOOP("ui::text", "settings file"),
        QT_TRANSLATE_NOOP("ui::text", "settings file, encrypted") },
    FormRow { Form::Zip, QT_TRANSLATE_NOOP("ui::text", "ZIP"),
        QT_TRANSLATE_NOOP("ui::text", "ZIP, encrypted") },
    FormRow { Form::Database, QT_TRANSLATE_NOOP("ui::text", "database"),
        QT_TRANSLATE_NOOP("ui::text", "database, encrypted") },
    FormRow { Form::Vault, QT_TRANSLATE_NOOP("ui::text", "vault or backup"),
        QT_TRANSLATE_NOOP("ui::text", "vault or backup, encrypted") },
    FormRow { Form::Picture, QT_TRANSLATE_NOOP("ui::text", "pictures of codes"),
        QT_TRANSLATE_NOOP("ui::text", "pictures of codes, encrypted") },
    FormRow { Form::Text, QT_TRANSLATE_NOOP("ui::text", "text"),
        QT_TRANSLATE_NOOP("ui::text", "text, encrypted") },
    FormRow { Form::Binary, QT_TRANSLATE_NOOP("ui::text", "file of its own kind"),
        QT_TRANSLATE_NOOP("ui::text", "file of its own kind, encrypted") },
};

QString titleOf(std::string_view id)
{
    const transfer::Format* const format = transfer::findFormat(transfer::importFormats(), id);
    return format ? formatTitle(*format)
                  : translated(QT_TRANSLATE_NOOP("ui::text", "an unknown kind of file"));
}

QString argument(const Failure& failure, std::size_t index)
{
    return index < failure.arguments.size()
        ? visibleText(QString::fromStdString(failure.arguments[index]), LongestShown)
        : QString();
}

/// Puts the values where the sentence has their numbers; it need not have all of them.
/// QString::arg() goes by the order of the numbers, and warns of values without a place. What was
/// put in is not looked at again.
QString withValues(const QString& sentence, const QStringList& values)
{
    QString out;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool isPlace = sentence[i] == u'%' && i + 1 < sentence.size();
        const int number = isPlace ? sentence[i + 1].digitValue() : 0;
        if (number < 1 || number > values.size()) {
            out += sentence[i];
            continue;
        }
        out += values[number - 1];
        ++i;
    }
    return out;
}

Explanation filled(const char* message, const char* next, const Failure& failure)
{
    return { withValues(translated(message),
                 { titleOf(failure.format), argument(failure, 0), argument(failure, 1) }),
        translated(next) };
}

/// The parts between quotation marks, as a list in a sentence.
QString partsOf(const Failure& failure)
{
    QStringList parts;
    for (std::size_t i = 0; i < failure.arguments.size(); ++i)
        parts << translated(QT_TRANSLATE_NOOP("ui::text", "“%1”")).arg(argument(failure, i));
    if (parts.size() < 2)
        return parts.join(QString());
    const QString last = parts.takeLast();
    return translated(QT_TRANSLATE_NOOP("ui::text", "%1 and %2"))
        .arg(parts.join(translated(QT_TRANSLATE_NOOP("ui::text", ", "))), last);
}

Explanation nearestGuess(const Failure& failure)
{
    const QString title = titleOf(failure.format);
    const QString next = translated(QT_TRANSLATE_NOOP(
        "ui::text", "Export it again in the other program, and leave the file as it is made."));
    if (failure.arguments.empty())
        return { translated(
                     QT_TRANSLATE_NOOP("ui::text",
                         "The file is not recognised. It looks most like this kind: %1. All of its "
                         "parts are there, but not where they belong."))
                     .arg(title),
            next };
    return {
        translated(
            QT_TRANSLATE_NOOP("ui::text",
                "The file is not recognised. It looks most like this kind: %1. What is missing "
                "from it: %2."))
            .arg(title, partsOf(failure)),
        next
    };
}

/// Nothing in the file tells what it is.
Explanation onlyToBeNamed(const Failure& failure)
{
    const QString title = titleOf(failure.format);
    if (failure.obstacle == Obstacle::WholeEncrypted)
        return {
            translated(
                QT_TRANSLATE_NOOP("ui::text",
                    "The file is not recognised: it is encrypted as a whole, perhaps a database of "
                    "a program's own, and nothing in it tells which. It may be of this kind: %1."))
                .arg(title),
            translated(QT_TRANSLATE_NOOP("ui::text",
                "Make an export in the program itself, and choose that file; or name the kind of "
                "file if you know it."))
        };
    return {
        translated(
            QT_TRANSLATE_NOOP("ui::text",
                "The file is not recognised: nothing in it tells what it is. It may be of this "
                "kind: %1."))
            .arg(title),
        translated(QT_TRANSLATE_NOOP("ui::text",
            "If you know which program made it, name the kind of file; else export it again, "
            "and choose that file."))
    };
}

Explanation notRecognised(const Failure& failure)
{
    if (failure.format.empty())
        return { translated(QT_TRANSLATE_NOOP("ui::text",
                     "The file is not recognised: nothing in it looks like an export of an "
                     "authenticator.")),
            translated(QT_TRANSLATE_NOOP("ui::text",
                "Make an export in the other program, and choose that file; screenshots of its "
                "codes work too.")) };
    return failure.obstacle == Obstacle::None ? nearestGuess(failure) : onlyToBeNamed(failure);
}

Explanation unsupported(const Failure& failure)
{
    const auto* const row =
        std::ranges::find(ObstacleRows, failure.obstacle, &ObstacleRow::obstacle);
    if (row != ObstacleRows.end())
        return filled(row->message, row->next, failure);
    return errorText({ base::ErrorCode::Unsupported });
}

} // namespace

Explanation importFailureText(const Failure& failure)
{
    switch (failure.refusal) {
    case Refusal::NotRecognised:
        return notRecognised(failure);
    case Refusal::Unsupported:
        return unsupported(failure);
    case Refusal::Cancelled:
        return errorText({ base::ErrorCode::Cancelled });
    case Refusal::Failed:
        return errorText(failure.cause);
    default:
        break;
    }
    const auto* const row = std::ranges::find(RefusalRows, failure.refusal, &RefusalRow::refusal);
    Explanation explanation = filled(row->message, row->next, failure);
    if (failure.obstacle == Obstacle::OtherFile)
        explanation.next += u' '
            + translated(QT_TRANSLATE_NOOP("ui::text",
                "If it is of Steam Desktop Authenticator, choose the folder it stands in, or the "
                "manifest.json beside it."));
    if (failure.obstacle == Obstacle::KeyFile)
        explanation.next += u' '
            + translated(QT_TRANSLATE_NOOP("ui::text",
                "A database that needs a key file opens with that besides. One that needs a "
                "hardware key is not opened here: take that off in the other program for the time "
                "of the import, or export CSV or XML."));
    return explanation;
}

Explanation leftText(const base::Error& reason)
{
    Explanation text = errorText(reason);
    if (reason.code == base::ErrorCode::Damaged)
        text.next = translated(QT_TRANSLATE_NOOP(
            "ui::text", "Export it again in the other program; or ask the site for a new code."));
    if (reason.code != base::ErrorCode::Unsupported || reason.arguments.empty()
        || reason.arguments.front().empty())
        return text;
    if (reason.arguments.front() == transfer::BoundAccount)
        return { translated(QT_TRANSLATE_NOOP("ui::text",
                     "It is protected by Windows or by a YubiKey, and only they can open it.")),
            translated(QT_TRANSLATE_NOOP("ui::text",
                "Remove that protection in the other program, protect the file with a password "
                "alone, and try again.")) };
    text.message =
        translated(QT_TRANSLATE_NOOP(
                       "ui::text", "This kind of code is known but cannot be used here (%1)."))
            .arg(visibleText(QString::fromStdString(reason.arguments.front()), LongestShown));
    return text;
}

QString formatTitle(const transfer::Format& format)
{
    const auto* const row = std::ranges::find(FormRows, format.form, &FormRow::form);
    const QString form = translated(format.isEncrypted ? row->encrypted : row->plain);
    if (format.program.empty())
        return form.left(1).toUpper() + form.mid(1);
    const QString program =
        QString::fromUtf8(format.program.data(), static_cast<qsizetype>(format.program.size()));
    return QStringLiteral("%1 (%2)").arg(program, form);
}

QString statusText(transfer::Status status)
{
    switch (status) {
    case transfer::Status::New:
        return translated(QT_TRANSLATE_NOOP("ui::text", "new"));
    case transfer::Status::Duplicate:
        return translated(QT_TRANSLATE_NOOP("ui::text", "there already"));
    case transfer::Status::Changed:
        return translated(QT_TRANSLATE_NOOP("ui::text", "differs from the one that is there"));
    case transfer::Status::Unsupported:
        return translated(QT_TRANSLATE_NOOP("ui::text", "not supported"));
    case transfer::Status::Invalid:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("ui::text", "cannot be used"));
}

QString remarkText(Remark remark)
{
    switch (remark) {
    case Remark::PictureLeft:
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "Its picture cannot be taken over; the account is."));
    case Remark::PinMissing:
        return translated(QT_TRANSLATE_NOOP(
            "ui::text", "The file does not hold its PIN: you are asked for it with each code."));
    case Remark::RegistrationLeft:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "Its push sign-ins stay in the other vault: only restoring the backup brings them."));
    case Remark::DigitsAssumed:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "The file does not say how many digits its codes have: six are assumed. Compare a code "
            "with the other program, where it may have seven or eight."));
    case Remark::Archived:
        break;
    }
    return translated(QT_TRANSLATE_NOOP(
        "ui::text", "It was archived in the other program; here it is among the others."));
}

QString codeKindText(const otp::Credential& credential)
{
    if (std::holds_alternative<otp::Totp>(credential))
        return translated(QT_TRANSLATE_NOOP("ui::text", "by time (TOTP)"));
    if (std::holds_alternative<otp::Hotp>(credential))
        return translated(QT_TRANSLATE_NOOP("ui::text", "by counter (HOTP)"));
    if (std::holds_alternative<otp::Steam>(credential))
        return QStringLiteral("Steam");
    if (std::holds_alternative<otp::Motp>(credential))
        return QStringLiteral("Mobile-OTP");
    if (std::holds_alternative<otp::Yandex>(credential))
        return QStringLiteral("Yandex");
    return {};
}

QStringList remarksOn(const transfer::ImportedAccount& account)
{
    QStringList remarks;
    for (const otp::EntryNote note : account.entry.notes)
        remarks.append(noteText(note, account.entry));
    for (const Remark remark : account.remarks)
        remarks.append(remarkText(remark));
    if (account.isTrashed)
        remarks.append(translated(QT_TRANSLATE_NOOP(
            "ui::text", "It goes into the trash, where it lay in the other program.")));
    return remarks;
}

QString notEncryptedText(const QString& file)
{
    return translated(QT_TRANSLATE_NOOP("ui::text",
                          "“%1” is not encrypted: whoever can read it has every secret in it. It "
                          "was left as it is."))
        .arg(visibleText(file));
}

QString missingPartsText(const transfer::MissingParts& missing)
{
    constexpr std::size_t MostNamed = 20;
    QStringList numbers;
    for (std::size_t i = 0; i < std::min(missing.indexes.size(), MostNamed); ++i)
        numbers << QString::number(missing.indexes[i]);
    if (missing.indexes.size() > MostNamed)
        numbers << QStringLiteral("…");
    return translated(
        QT_TRANSLATE_NOOP("ui::text",
            "This is %1 of %2 parts of an export; import the other codes too. Missing "
            "are the parts: %3."))
        .arg(missing.size - static_cast<int>(missing.indexes.size()))
        .arg(missing.size)
        .arg(numbers.join(QStringLiteral(", ")));
}

QString lookedAtText(const transfer::LookedAt& lookedAt)
{
    return translated(QT_TRANSLATE_NOOP("ui::text", "items looked at: %1, with codes: %2"))
        .arg(lookedAt.items)
        .arg(lookedAt.withCodes);
}

QString memoryText(const Failure& failure)
{
    if (failure.refusal != Refusal::PassphraseNeeded || failure.arguments.empty())
        return {};
    return translated(QT_TRANSLATE_NOOP("ui::text",
                          "Opening it takes %1 MiB of memory for a while: that is how the other "
                          "program protects it."))
        .arg(argument(failure, 0));
}

} // namespace ui::text
