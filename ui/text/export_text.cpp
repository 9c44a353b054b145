// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/export_text.h"

#include "ui/text/error_text.h"
#include "ui/text/import_text.h"
#include "ui/text/translated.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui::text {

namespace {

/// What a kind of file is for. One that has no row here is said to be for its program.
struct Purpose
{
    std::string_view id;
    const char* text;
};

constexpr std::array Purposes = {
    Purpose { "aegis-json-encrypted",
        QT_TRANSLATE_NOOP("ui::text",
            "For Aegis on Android; Stratum, Ente Auth, Proton Authenticator and others read it, "
            "too. It takes every kind of code, with PINs, notes, tags and pictures.") },
    Purpose { "aegis-json",
        QT_TRANSLATE_NOOP("ui::text",
            "For Aegis on Android; 2FAS, Stratum, Ente Auth, Proton Authenticator, Bitwarden "
            "Authenticator and others read it, too. It takes every kind of code, with PINs, notes "
            "and tags.") },
    Purpose { "2fas-json-encrypted",
        QT_TRANSLATE_NOOP("ui::text",
            "For 2FAS on Android and iPhone; Aegis, Stratum, Ente Auth and Proton Authenticator "
            "read it, too. It takes the usual codes, and Steam.") },
    Purpose { "2fas-json",
        QT_TRANSLATE_NOOP("ui::text",
            "For 2FAS on Android and iPhone; most other programs read it, too. It takes the usual "
            "codes, and Steam.") },
    Purpose { "ente-encrypted",
        QT_TRANSLATE_NOOP("ui::text",
            "For Ente Auth. It takes the usual codes, Steam and Yandex, with notes and tags.") },
    Purpose { "ente-plain",
        QT_TRANSLATE_NOOP("ui::text",
            "For Ente Auth; Aegis, Stratum and Proton Authenticator read it, too. It takes the "
            "usual codes, Steam and Yandex, with notes and tags.") },
    Purpose { "otpauth-uri-list",
        QT_TRANSLATE_NOOP("ui::text",
            "One link a line, as sites put them into QR codes. Nearly every program reads it. It "
            "takes every kind of code.") },
    Purpose { "google-migration-uri",
        QT_TRANSLATE_NOOP("ui::text",
            "The texts of the QR codes by which Google Authenticator moves to another phone. It "
            "takes codes of 30 seconds and those that follow a counter.") },
    Purpose { "google-migration-qr",
        QT_TRANSLATE_NOOP("ui::text",
            "The QR codes by which Google Authenticator moves to another phone, to be scanned "
            "there from the screen or from pictures; several for many accounts. It takes codes of "
            "30 seconds and those that follow a counter.") },
    Purpose { "stratum-encrypted",
        QT_TRANSLATE_NOOP("ui::text",
            "For Stratum on Android, once Authenticator Pro. It takes nearly every kind of code, "
            "with PINs and tags.") },
    Purpose { "stratum-json",
        QT_TRANSLATE_NOOP("ui::text",
            "For Stratum on Android, once Authenticator Pro; Aegis reads it, too. It takes nearly "
            "every kind of code, with PINs and tags.") },
    Purpose { "proton-authenticator-encrypted",
        QT_TRANSLATE_NOOP("ui::text",
            "For Proton Authenticator. It takes codes by time, and Steam, with notes.") },
    Purpose { "proton-authenticator-json",
        QT_TRANSLATE_NOOP("ui::text",
            "For Proton Authenticator. It takes codes by time, and Steam, with notes.") },
    Purpose { "html-sheet",
        QT_TRANSLATE_NOOP("ui::text",
            "For paper: open the sheet in a browser and print it. It has every kind of code, each "
            "account as text and as a QR code that any program scans.") },
    Purpose { "bitwarden-json-encrypted",
        QT_TRANSLATE_NOOP("ui::text",
            "For Bitwarden, as logins with a code; KeePassXC, Stratum and Proton Authenticator "
            "read it, too. It takes codes by time, and Steam, with notes.") },
    Purpose { "bitwarden-json",
        QT_TRANSLATE_NOOP("ui::text",
            "For Bitwarden, as logins with a code; KeePassXC, Aegis, Stratum and others read it, "
            "too. It takes codes by time, and Steam, with notes.") },
    Purpose { "keepassxc-csv",
        QT_TRANSLATE_NOOP("ui::text",
            "For KeePassXC and its family, as a table: when you import it, say that the column "
            "TOTP is the one with the codes. It takes codes by time, and Steam, with notes.") },
    Purpose { "cxf-json",
        QT_TRANSLATE_NOOP("ui::text",
            "For password managers that know the Credential Exchange Format. It takes codes by "
            "time, with notes and tags.") },
};

using transfer::ExportFailure;
using transfer::Loss;
using transfer::Misfit;

/// The sentence with the value that does not fit, if it has a place for one.
const char* misfitSentence(Misfit::Kind kind)
{
    switch (kind) {
    case Misfit::Kind::NoCodes:
        return QT_TRANSLATE_NOOP(
            "ui::text", "it makes no codes, and keys of push sign-ins go into backups alone");
    case Misfit::Kind::Type:
        return QT_TRANSLATE_NOOP("ui::text", "type %1");
    case Misfit::Kind::Algorithm:
        return QT_TRANSLATE_NOOP("ui::text", "algorithm %1");
    case Misfit::Kind::Digits:
        return QT_TRANSLATE_NOOP("ui::text", "%1 digits");
    case Misfit::Kind::Period:
        return QT_TRANSLATE_NOOP("ui::text", "period %1 s");
    case Misfit::Kind::Counter:
        return QT_TRANSLATE_NOOP("ui::text", "counter %1");
    case Misfit::Kind::Secret:
        return QT_TRANSLATE_NOOP("ui::text", "a secret of another form");
    case Misfit::Kind::PinMissing:
        return QT_TRANSLATE_NOOP("ui::text", "its PIN is not kept here");
    case Misfit::Kind::Names:
        return QT_TRANSLATE_NOOP(
            "ui::text", "its names or parameters would be read as something else");
    case Misfit::Kind::IssuerMissing:
        return QT_TRANSLATE_NOOP(
            "ui::text", "it has no issuer, and the program takes none without");
    case Misfit::Kind::SameKey:
        return QT_TRANSLATE_NOOP("ui::text",
            "it has the secret of another account, and the program keeps one of such accounts");
    case Misfit::Kind::TooLong:
        break;
    }
    return QT_TRANSLATE_NOOP("ui::text", "too long: %1");
}

Explanation readBackText(const ExportFailure& failure)
{
    if (failure.position > 0) {
        return { translated(
                     QT_TRANSLATE_NOOP("ui::text",
                         "The file was written and read back, and account number %1 in it was not "
                         "the same. The file was removed."))
                     .arg(failure.position),
            translated(QT_TRANSLATE_NOOP(
                "ui::text", "Choose another format. This should not happen; please report it.")) };
    }
    return { translated(QT_TRANSLATE_NOOP("ui::text",
                 "The file was written, but could not be read back whole. It was removed.")),
        translated(QT_TRANSLATE_NOOP("ui::text", "Try again, in a folder on another disk.")) };
}

} // namespace

QString misfitText(const Misfit& misfit)
{
    const QString sentence = translated(misfitSentence(misfit.kind));
    return misfit.value.empty() ? sentence : sentence.arg(QString::fromStdString(misfit.value));
}

QString lossText(Loss loss)
{
    switch (loss) {
    case Loss::Note:
        return translated(QT_TRANSLATE_NOOP("ui::text", "its note"));
    case Loss::Tags:
        return translated(QT_TRANSLATE_NOOP("ui::text", "its tags"));
    case Loss::OtherTags:
        return translated(QT_TRANSLATE_NOOP("ui::text", "all tags but the first"));
    case Loss::Favourite:
        return translated(QT_TRANSLATE_NOOP("ui::text", "that it is pinned"));
    case Loss::Picture:
        return translated(QT_TRANSLATE_NOOP("ui::text", "its picture"));
    case Loss::MotpPin:
        return translated(QT_TRANSLATE_NOOP("ui::text", "its PIN"));
    case Loss::LinkParameters:
        return translated(QT_TRANSLATE_NOOP(
            "ui::text", "parameters of its link that no program makes codes with"));
    case Loss::LongNames:
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "in the program the end of a long issuer or name"));
    case Loss::NameColon:
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "in the program what stands before a colon in its name"));
    case Loss::IssuerColon:
        break;
    }
    return translated(
        QT_TRANSLATE_NOOP("ui::text", "in some programs an issuer that has a colon in it"));
}

QString cautionText(transfer::Caution caution)
{
    switch (caution) {
    case transfer::Caution::AsciiPassphrase:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "On some phones the program takes only letters without accents, digits and signs of "
            "ASCII for a passphrase."));
    case transfer::Caution::WeakDerivation:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "The format makes trying passphrases cheap: choose a long one, and delete the file "
            "when the program has it."));
    case transfer::Caution::TagsReadable:
        return translated(QT_TRANSLATE_NOOP(
            "ui::text", "The names of tags can be read in the file without the passphrase."));
    case transfer::Caution::OneOfEqualSecrets:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "Of several accounts with the same secret the program keeps one on some phones."));
    case transfer::Caution::EncryptedElsewhere:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("ui::text",
        "KeePassXC also reads Bitwarden's encrypted file (bitwarden-json-encrypted), which brings "
        "the same to it."));
}

QStringList exportFormatText(const transfer::ExportFormat& format)
{
    const auto* const row = std::ranges::find(Purposes, format.format->id, &Purpose::id);
    QStringList sentences;
    if (row != Purposes.end())
        sentences << translated(row->text);
    else
        //: %1 is a kind of file, such as "Aegis (JSON)"
        sentences << translated(QT_TRANSLATE_NOOP("ui::text", "For programs that read this: %1."))
                         .arg(formatTitle(*format.format));
    QStringList losses;
    for (const Loss loss : format.losses)
        losses << lossText(loss);
    if (!losses.isEmpty())
        sentences << translated(
            QT_TRANSLATE_NOOP("ui::text", "What stays behind, where an account has it: %1."))
                         .arg(losses.join(u", "_s));
    for (const transfer::Caution caution : format.cautions) {
        if (caution != transfer::Caution::AsciiPassphrase)
            sentences << cautionText(caution);
    }
    return sentences;
}

QString exportStepText(ExportFailure::Step step)
{
    switch (step) {
    case ExportFailure::Step::Making:
        return translated(QT_TRANSLATE_NOOP("ui::text", "Making the file"));
    case ExportFailure::Step::Writing:
        return translated(QT_TRANSLATE_NOOP("ui::text", "Writing the file"));
    case ExportFailure::Step::ReadingBack:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("ui::text", "Reading the file back"));
}

Explanation exportFailureText(const ExportFailure& failure)
{
    if (failure.cause.code == base::ErrorCode::NothingToDo) {
        return { translated(
                     QT_TRANSLATE_NOOP("ui::text", "No account fits into a file of this kind.")),
            translated(QT_TRANSLATE_NOOP("ui::text", "Choose another format.")) };
    }
    const bool isDifferent = failure.cause.code == base::ErrorCode::Damaged;
    if (failure.step == ExportFailure::Step::ReadingBack && isDifferent)
        return readBackText(failure);
    return errorText(failure.cause);
}

} // namespace ui::text
