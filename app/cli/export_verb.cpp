// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/export_lines.h"
#include "app/cli/own_format.h"
#include "app/cli/session.h"
#include "app/cli/terminal.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/transfer/export_plan.h"
#include "ui/text/export_text.h"
#include "ui/text/sheet_text.h"
#include "ui/text/visible_text.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using transfer::ExportFormat;
using transfer::ExportPlan;

/// Where to, and as what.
struct Wish
{
    const ExportFormat* format = nullptr;
    QString out;

    bool isPipe() const { return out == u"-"; }
};

Failure severalFiles()
{
    return usageError(
        translated(QT_TRANSLATE_NOOP(
            "cli", "This format may take several files, which cannot go to standard output.")),
        translated(QT_TRANSLATE_NOOP("cli", "Name a file with --out: the others are numbered.")));
}

Failure notEncrypted()
{
    return { .status = ExitStatus::Refused,
        .message = translated(QT_TRANSLATE_NOOP("cli",
            "This format is not encrypted: whoever can read the file has every secret in it.")),
        .next = translated(QT_TRANSLATE_NOOP("cli",
            "Say --plain-ok if that is wanted, or choose an encrypted format (see: "
            "countersign-cli formats).")) };
}

/// What can be told from the options alone.
Outcome<Wish> wishOf(const Arguments& arguments)
{
    const std::optional<QString> id = arguments.value("format"_L1);
    const std::optional<QString> out = arguments.value("out"_L1);
    if (!id || !out || out->isEmpty())
        return usageError(
            translated(QT_TRANSLATE_NOOP("cli", "Both --format and --out are needed.")),
            translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli export --help")));
    const ExportFormat* const format =
        transfer::findFormat(transfer::exportFormats(), id->toStdString());
    if (!format)
        return usageError(translated(QT_TRANSLATE_NOOP("cli", "There is no format “%1” to export."))
                              .arg(ui::text::visibleText(*id, 60)),
            translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli formats")));
    const bool isEncrypted = format->format->isEncrypted;
    if (!isEncrypted && arguments.has("file-passphrase-file"_L1))
        return usageError(translated(QT_TRANSLATE_NOOP("cli",
                              "This format is not encrypted, so its file has no passphrase.")),
            translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli formats")));
    if (!isEncrypted && !arguments.has("plain-ok"_L1))
        return notEncrypted();
    Wish wish { format, *out };
    if (wish.isPipe() && format->writeFiles && !format->isSplitByNeed)
        return severalFiles();
    return wish;
}

Outcome<crypto::SecretBytes> typedPassphrase()
{
    if (!canAsk())
        return Failure { .status = ExitStatus::WrongPassphrase,
            .message = translated(QT_TRANSLATE_NOOP("cli", "A passphrase for the file is needed.")),
            .next = translated(QT_TRANSLATE_NOOP("cli",
                "Give it with --file-passphrase-file, or start this in a terminal to be "
                "asked.")) };
    auto first = askSecret(translated(
        QT_TRANSLATE_NOOP("cli", "Passphrase for the file (another one than the vault's)")));
    if (!first)
        return failed(first.error());
    const auto second = askSecret(translated(QT_TRANSLATE_NOOP("cli", "The same again")));
    if (!second)
        return failed(second.error());
    if (crypto::equalInConstantTime(first->view(), second->view()))
        return std::move(*first);
    return Failure { .status = ExitStatus::WrongPassphrase,
        .message = translated(QT_TRANSLATE_NOOP("cli", "The two passphrases are not equal.")),
        .next = translated(QT_TRANSLATE_NOOP("cli", "Nothing was written. Start again.")) };
}

/// The passphrase that opens the file, as it was typed: never by itself the vault's.
Outcome<crypto::SecretBytes> filePassphrase(Session& session, const Arguments& arguments)
{
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Reading the passphrase of the file"));
    const auto file = arguments.value("file-passphrase-file"_L1);
    Outcome<crypto::SecretBytes> passphrase =
        file ? session.readSecret(*file, step) : typedPassphrase();
    if (!passphrase)
        return passphrase;
    const auto normalised = vault::toPassphrase(passphrase->view());
    if (!normalised && normalised.error().code == base::ErrorCode::EmptyPassphrase)
        return failed(normalised.error(), step);
    if (normalised && vault::estimateStrength(*normalised) == vault::Strength::Weak) {
        session.warn(translated(QT_TRANSLATE_NOOP("cli",
            "warning: the passphrase is easy to guess; whoever gets the file can try many")));
    }
    return passphrase;
}

bool isAscii(const crypto::SecretBytes& text)
{
    return std::ranges::all_of(
        text.text(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void tellCautions(
    const Session& session, const ExportFormat& format, const crypto::SecretBytes& passphrase)
{
    for (const transfer::Caution caution : format.cautions) {
        if (caution != transfer::Caution::AsciiPassphrase || !isAscii(passphrase))
            session.warn(ui::text::cautionText(caution));
    }
}

void writeDocument(
    JsonWriter& json, vault::Vault& vault, const ExportPlan& plan, const QStringList& files)
{
    json.beginObject();
    json.member("format", plan.format().format->id);
    json.member("file", files.first());
    if (files.size() > 1) {
        json.key("files").beginArray();
        for (const QString& file : files)
            json.value(file);
        json.endArray();
    }
    json.member("written", plan.fitting());
    writeLines(json, vault, plan);
    json.endObject();
}

/// Of a file that goes to standard output this goes to standard error.
void tellDone(Session& session, vault::Vault& vault, const ExportPlan& plan, const Wish& wish,
    const QStringList& files)
{
    WipedText aside;
    JsonWriter asideJson(aside);
    JsonWriter& json = wish.isPipe() ? asideJson : session.json();
    WipedText& out = wish.isPipe() ? aside : session.out();
    if (session.isJson()) {
        writeDocument(json, vault, plan, files);
        if (wish.isPipe())
            aside << "\n";
    } else {
        out << translated(QT_TRANSLATE_NOOP("cli", "Accounts written and read back: %1"))
                   .arg(plan.fitting())
            << "\n";
        for (const QString& file : files.size() > 1 ? files : QStringList())
            out << ui::text::visibleText(file) << "\n";
    }
    if (!aside.view().empty())
        std::fwrite(aside.view().data(), 1, aside.view().size(), stderr);
}

/// The files that it became.
Outcome<QStringList> write(
    Session& session, const ExportPlan& plan, const Wish& wish, const transfer::Sealing& sealing)
{
    if (wish.isPipe()) {
        const auto bytes = plan.text(sealing);
        if (!bytes)
            return exportFailure(bytes.error());
        session.sendFile(*bytes);
        return QStringList { wish.out };
    }
    const auto written = plan.writeFiles(
        QFile::encodeName(wish.out).toStdString(), sealing, transfer::Existing::Refuse);
    if (!written)
        return exportFailure(written.error());
    QStringList files;
    for (const std::string& name : *written)
        files.append(QFile::decodeName(QByteArray::fromStdString(name)));
    return files;
}

} // namespace

Outcome<void> runExport(Session& session, const Arguments& arguments)
{
    const std::optional<QString> own = arguments.value("out"_L1);
    if (own && !own->isEmpty() && arguments.value("format"_L1) == QLatin1StringView(OwnFormat))
        return exportOwn(session, arguments, *own);
    const Outcome<Wish> wish = wishOf(arguments);
    if (!wish)
        return wish.error();
    Outcome<OpenVault> opened = session.openToVerify();
    if (!opened)
        return opened.error();
    const Outcome<vault::Verification> verification = verified(*opened);
    if (!verification)
        return verification.error();
    Outcome<crypto::SecretBytes> passphrase = crypto::SecretBytes();
    if (wish->format->format->isEncrypted)
        passphrase = filePassphrase(session, arguments);
    if (!passphrase)
        return passphrase.error();
    const auto plan = ExportPlan::make(opened->vault, *verification, *wish->format);
    if (!plan)
        return failed(plan.error(), translated(QT_TRANSLATE_NOOP("cli", "Exporting")));
    tellCautions(session, *wish->format, *passphrase);
    tellLines(session, *plan);
    const transfer::SheetWords words = ui::text::sheetWords(session.machine().clock().now());
    const transfer::Sealing sealing { &*passphrase, session.machine().random(), &words };
    const Outcome<QStringList> files = write(session, *plan, *wish, sealing);
    if (!files)
        return files.error();
    tellDone(session, opened->vault, *plan, *wish, *files);
    return {};
}

} // namespace cli
