// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/own_format.h"

#include "app/cli/backups.h"
#include "app/cli/translated.h"
#include "core/backup/backup_store.h"
#include "core/vault/backup_image.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

void writeDocument(JsonWriter& json, const QString& out, const vault::BackupImage& image)
{
    json.beginObject();
    json.member("format", OwnFormat);
    json.member("file", out);
    json.member("written", image.accounts());
    json.key("left").beginArray();
    json.endArray();
    json.key("loses").beginArray();
    json.endArray();
    json.endObject();
}

/// To standard output, and what else is told to standard error.
void send(Session& session, const vault::BackupImage& image)
{
    session.sendFile(image.file());
    if (!session.isJson())
        return;
    WipedText document;
    JsonWriter json(document);
    writeDocument(json, u"-"_s, image);
    document << "\n";
    std::fwrite(document.view().data(), 1, document.view().size(), stderr);
}

} // namespace

Outcome<void> exportOwn(Session& session, const Arguments& arguments, const QString& out)
{
    if (arguments.has("file-passphrase-file"_L1))
        return usageError(translated(QT_TRANSLATE_NOOP("cli",
                              "A backup opens with what opens the vault, not with a passphrase of "
                              "its file.")),
            translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli export --help")));
    Outcome<OpenVault> opened = session.openToVerify();
    if (!opened)
        return opened.error();
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Exporting"));
    // As with every backup: somebody would take it for the present state.
    if (opened->vault.standing() == vault::Standing::Older)
        return failed({ base::ErrorCode::OlderCopy }, step);
    putSlotsRight(session, *opened);
    const base::Result<vault::BackupImage> image = opened->vault.backupImage();
    if (!image)
        return failed(image.error(), step);
    if (out == u"-") {
        send(session, *image);
        return {};
    }
    if (const auto made = backup::makeAt(absolutePath(out), *image); !made)
        return failed(made.error(), step);
    if (session.isJson())
        writeDocument(session.json(), out, *image);
    else
        session.out() << translated(QT_TRANSLATE_NOOP("cli", "Accounts written and read back: %1"))
                             .arg(image->accounts())
                      << "\n";
    return {};
}

} // namespace cli
