// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/import_files.h"

#include "app/cli/shown.h"
#include "app/cli/terminal.h"
#include "app/cli/translated.h"
#include "core/transfer/key_file.h"
#include "core/transfer/sqlite_log.h"
#include "ui/text/import_text.h"
#include "ui/text/visible_text.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using transfer::Refusal;

constexpr int Tries = 3;

ExitStatus statusOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::PassphraseNeeded:
    case Refusal::WrongPassphrase:
    case Refusal::WrongPassphraseOrDamaged:
        return ExitStatus::WrongPassphrase;
    case Refusal::Damaged:
        return ExitStatus::Damaged;
    case Refusal::NotRecognised:
    case Refusal::NoAccounts:
        return ExitStatus::NotFound;
    case Refusal::TooExpensive:
    case Refusal::TooLarge:
        return ExitStatus::Refused;
    case Refusal::Unsupported:
        return ExitStatus::Unsupported;
    case Refusal::Cancelled:
    case Refusal::Failed:
        break;
    }
    return ExitStatus::Failed;
}

Failure failureOf(const transfer::Failure& reason, const QString& path)
{
    const ui::text::Explanation text = ui::text::importFailureText(reason);
    Failure failure { .status = statusOf(reason.refusal),
        .message = ui::text::visibleText(path) + u": "_s + text.message,
        .next = text.next };
    if (reason.refusal == Refusal::PassphraseNeeded) {
        failure.next = translated(QT_TRANSLATE_NOOP("cli",
            "Give it with --file-passphrase-file, or start this in a terminal to be asked."));
    }
    if (reason.obstacle == transfer::Obstacle::KeyFile)
        failure.next += u' '
            + translated(QT_TRANSLATE_NOOP("cli", "A key file is given with --file-key-file."));
    if (!reason.format.empty()) {
        failure.moreMembers = [reason](JsonWriter& json) {
            json.member("format", reason.format);
            if (reason.refusal == Refusal::Unsupported)
                json.member("kind", reason.format);
            if (reason.refusal != Refusal::NotRecognised || reason.arguments.empty())
                return;
            json.key("missing").beginArray();
            for (const std::string& part : reason.arguments)
                json.value(std::string_view(part));
            json.endArray();
        };
    }
    return failure;
}

/// What the files are read with.
struct Means
{
    const transfer::Format* format = nullptr; ///< null: found by content
    std::optional<crypto::SecretBytes> passphrase = {};
    std::optional<crypto::SecretBytes> keyFile = {};
};

Outcome<Means> meansOf(Session& session, const Arguments& arguments)
{
    Means means;
    if (const auto id = arguments.value("format"_L1)) {
        means.format = transfer::findFormat(transfer::importFormats(), id->toStdString());
        if (!means.format)
            return usageError(
                translated(QT_TRANSLATE_NOOP("cli", "There is no format “%1” to import."))
                    .arg(ui::text::visibleText(*id, 60)),
                translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli formats")));
    }
    if (const auto file = arguments.value("file-passphrase-file"_L1)) {
        Outcome<crypto::SecretBytes> passphrase = session.readSecret(
            *file, translated(QT_TRANSLATE_NOOP("cli", "Reading the passphrase of the file")));
        if (!passphrase)
            return passphrase.error();
        means.passphrase = std::move(*passphrase);
    }
    if (const auto file = arguments.value("file-key-file"_L1)) {
        auto key = transfer::readKeyFile(QFile::encodeName(*file).toStdString());
        if (!key)
            return failed(
                key.error(), translated(QT_TRANSLATE_NOOP("cli", "Reading the key file")));
        means.keyFile = std::move(*key);
    }
    return means;
}

/// Reads content, and asks a person for the passphrase where it needs one that was not given.
transfer::Outcome<transfer::ReadFile> readAsking(const Session& session,
    const transfer::Content& content, const transfer::Formats& candidates, const Means& means,
    const QString& path)
{
    transfer::Request request;
    auto read = transfer::read(content, candidates, request);
    if (read || !transfer::isAboutPassphrase(read.error().refusal))
        return read;
    const crypto::SecretBytes noPassphrase;
    const crypto::SecretBytes* given = means.passphrase ? &*means.passphrase : nullptr;
    if (means.keyFile && candidates.front()->takesKeyFile) {
        request.keyFile = &*means.keyFile;
        if (!given && !canAsk())
            given = &noPassphrase;
    }
    if (const QString memory = ui::text::memoryText(read.error());
        !memory.isEmpty() && (given || canAsk()))
        session.warn(ui::text::visibleText(path) + u": "_s + memory);
    if (given) {
        request.passphrase = given;
        return transfer::read(content, candidates, request);
    }
    crypto::SecretBytes typed;
    for (int i = 0; i < Tries && !read && canAsk(); ++i) {
        if (!transfer::isAboutPassphrase(read.error().refusal))
            break;
        if (i > 0)
            session.warn(ui::text::importFailureText(read.error()).message);
        base::Result<crypto::SecretBytes> line = askSecret(
            translated(QT_TRANSLATE_NOOP("cli", "Passphrase of “%1” (the file's, not the vault's)"))
                .arg(ui::text::visibleText(path)));
        if (!line)
            return transfer::failed(line.error());
        typed = std::move(*line);
        request.passphrase = &typed;
        read = transfer::read(content, candidates, request);
    }
    return read;
}

Outcome<ImportFile> readOne(const Session& session, const QString& path, const Means& means)
{
    const auto content = transfer::readContent(QFile::encodeName(path).toStdString());
    if (!content)
        return failureOf(content.error(), path);
    const auto candidates = means.format ? transfer::insist(*content, *means.format)
                                         : transfer::detect(*content, transfer::importFormats());
    if (!candidates)
        return failureOf(candidates.error(), path);
    auto read = readAsking(session, *content, *candidates, means, path);
    if (!read)
        return failureOf(read.error(), path);
    const std::optional<transfer::LookedAt> lookedAt = read->imported.lookedAt;
    return ImportFile { path, read->format, std::move(read->imported), lookedAt, read->isOpen };
}

} // namespace

Outcome<std::vector<ImportFile>> readImportFiles(Session& session, const Arguments& arguments)
{
    const Outcome<Means> means = meansOf(session, arguments);
    if (!means)
        return means.error();
    std::vector<ImportFile> files;
    for (const QString& path : transfer::withoutSqliteLogs(arguments.operands)) {
        Outcome<ImportFile> file = readOne(session, path, *means);
        if (!file)
            return file.error();
        files.push_back(std::move(*file));
    }
    return files;
}

} // namespace cli
