// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/export_text.h"

#include "ui/text/error_text.h"
#include "ui/text/translated.h"

namespace ui::text {

namespace {

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
