// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/session.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/base/atomic_file.h"
#include "ui/text/undo_text.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr std::size_t LongestNote = std::size_t { 64 } * 1024;

/// Opens the vault and finds the account in use that the first operand means.
struct Found
{
    OpenVault opened;
    vault::Account account;
};
Outcome<Found> openAndFind(Session& session, const Arguments& arguments)
{
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    Outcome<vault::Account> account =
        findAccount(opened->vault.accounts(), arguments.operands.front());
    if (!account)
        return account.error();
    return Found { std::move(*opened), std::move(*account) };
}

/// Tells about the account as it is after the change.
void writeChanged(
    Session& session, vault::Vault& vault, const vault::Account& account, const QString& sentence)
{
    if (session.isJson())
        writeAccountDocument(session.json(), vault, account);
    else
        session.out() << sentence.arg(accountTitle(account)) << "\n";
}

Outcome<void> edit(
    Session& session, Found& found, const vault::AccountEdit& change, const QString& sentence)
{
    if (const base::Result<void> saved = found.opened.vault.edit(found.account.id, change); !saved)
        return failed(saved.error(), translated(QT_TRANSLATE_NOOP("cli", "Saving the change")));
    vault::Vault& vault = found.opened.vault;
    writeChanged(session, vault, vault.find(found.account.id).value_or(found.account), sentence);
    session.handOver({ std::move(found.opened), Deed::Changed });
    return {};
}

Outcome<QString> noteIn(const QString& file)
{
    const base::Result<base::Bytes> contents =
        base::readFile(QFile::encodeName(file).toStdString(), LongestNote);
    if (!contents)
        return failed(contents.error(), translated(QT_TRANSLATE_NOOP("cli", "Reading the note")));
    const std::string_view text = base::textOf(vault::withoutFinalNewline(*contents));
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

Outcome<void> runRemove(Session& session, const Arguments& arguments)
{
    Outcome<Found> found = openAndFind(session, arguments);
    if (!found)
        return found.error();
    const vault::Id id = found->account.id;
    if (const base::Result<int> gone = found->opened.vault.removeExpiredTrash(); !gone)
        return failed(gone.error(), translated(QT_TRANSLATE_NOOP("cli", "Emptying the trash")));
    if (const base::Result<void> moved = found->opened.vault.moveToTrash(id); !moved)
        return failed(moved.error(), translated(QT_TRANSLATE_NOOP("cli", "Saving the change")));
    writeChanged(session, found->opened.vault,
        found->opened.vault.find(id).value_or(found->account),
        translated(QT_TRANSLATE_NOOP("cli",
            "%1 is in the trash for 30 days. Bring it back with: countersign-cli trash restore "))
            + QString::fromStdString(id.toHex().substr(0, 8)));
    session.handOver({ std::move(found->opened), Deed::Changed });
    return {};
}

Outcome<void> runRename(Session& session, const Arguments& arguments)
{
    if (!arguments.hasAny({ "issuer"_L1, "name"_L1, "note-file"_L1 })) {
        return usageError(translated(QT_TRANSLATE_NOOP("cli", "What to change is missing.")),
            translated(QT_TRANSLATE_NOOP("cli", "Give --issuer, --name or --note-file.")));
    }
    vault::AccountEdit change { .issuer = arguments.value("issuer"_L1),
        .name = arguments.value("name"_L1) };
    if (const auto file = arguments.value("note-file"_L1)) {
        const Outcome<QString> note = noteIn(*file);
        if (!note)
            return note.error();
        change.note = *note;
    }
    Outcome<Found> found = openAndFind(session, arguments);
    if (!found)
        return found.error();
    return edit(session, *found, change, translated(QT_TRANSLATE_NOOP("cli", "Saved: %1")));
}

Outcome<void> runTag(Session& session, const Arguments& arguments)
{
    if (!arguments.hasAny({ "add"_L1, "remove"_L1, "pin"_L1, "unpin"_L1 })) {
        return usageError(translated(QT_TRANSLATE_NOOP("cli", "What to change is missing.")),
            translated(QT_TRANSLATE_NOOP("cli", "Give --add, --remove, --pin or --unpin.")));
    }
    if (arguments.has("pin"_L1) && arguments.has("unpin"_L1)) {
        return usageError(
            translated(QT_TRANSLATE_NOOP("cli", "--pin and --unpin exclude each other.")));
    }
    Outcome<Found> found = openAndFind(session, arguments);
    if (!found)
        return found.error();
    QStringList tags = found->account.tags;
    for (const QString& tag : arguments.values("remove"_L1))
        tags.removeAll(tag);
    for (const QString& tag : arguments.values("add"_L1)) {
        if (!tag.trimmed().isEmpty() && !tags.contains(tag.trimmed()))
            tags.append(tag.trimmed());
    }
    vault::AccountEdit change { .tags = tags };
    if (arguments.hasAny({ "pin"_L1, "unpin"_L1 }))
        change.pinned = arguments.has("pin"_L1);
    return edit(session, *found, change, translated(QT_TRANSLATE_NOOP("cli", "Saved: %1")));
}

Outcome<void> runUndo(Session& session, const Arguments&)
{
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    const base::Result<vault::Undone> undone = opened->vault.undo();
    if (!undone) {
        Failure failure =
            failed(undone.error(), translated(QT_TRANSLATE_NOOP("cli", "Undoing the last change")));
        if (undone.error().code == base::ErrorCode::NothingToDo)
            failure.next = translated(QT_TRANSLATE_NOOP("cli",
                "The last fifty changes of 30 days can be undone, but not counters, passphrases "
                "and "
                "what was deleted for good."));
        return failure;
    }
    if (session.isJson()) {
        session.json().beginObject();
        session.json().member("undone", QString::fromStdString(undone->kind));
        session.json().key("accounts");
        writeAccounts(session.json(), opened->vault, undone->accounts);
        session.json().endObject();
    } else {
        session.out() << ui::text::undoneText(*undone) << "\n";
    }
    session.handOver({ std::move(*opened), Deed::Changed });
    return {};
}

Outcome<void> runTrashList(Session& session, const Arguments&)
{
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    const std::vector<vault::Account> trash = opened->vault.trash();
    if (session.isJson()) {
        session.json().beginObject();
        session.json().key("accounts");
        writeAccounts(session.json(), opened->vault, trash);
        session.json().endObject();
        return {};
    }
    for (const vault::Account& account : trash) {
        session.out() << std::string_view(account.id.toHex()).substr(0, 8) << "  "
                      << accountTitle(account) << "\n";
    }
    if (trash.empty())
        session.out() << translated(QT_TRANSLATE_NOOP("cli", "The trash is empty.")) << "\n";
    return {};
}

Outcome<void> runTrashRestore(Session& session, const Arguments& arguments)
{
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    const Outcome<vault::Account> account =
        findAccount(opened->vault.trash(), arguments.operands.front());
    if (!account) {
        Failure failure = account.error();
        if (!failure.isAmbiguous)
            failure.next = translated(
                QT_TRANSLATE_NOOP("cli", "See what is there with: countersign-cli trash list"));
        return failure;
    }
    if (const auto restored = opened->vault.restoreFromTrash(account->id); !restored)
        return failed(restored.error(), translated(QT_TRANSLATE_NOOP("cli", "Saving the change")));
    writeChanged(session, opened->vault, opened->vault.find(account->id).value_or(*account),
        translated(QT_TRANSLATE_NOOP("cli", "%1 is back from the trash.")));
    session.handOver({ std::move(*opened), Deed::Changed });
    return {};
}

Outcome<void> runTrashEmpty(Session& session, const Arguments&)
{
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    const base::Result<int> removed = opened->vault.emptyTrash();
    if (!removed)
        return failed(removed.error(), translated(QT_TRANSLATE_NOOP("cli", "Saving the change")));
    session.handOver({ std::move(*opened), Deed::Changed });
    if (session.isJson()) {
        session.json().beginObject();
        session.json().member("removed", *removed);
        session.json().endObject();
        return {};
    }
    session.out() << translated(QT_TRANSLATE_NOOP("cli", "Deleted for good: %1")).arg(*removed)
                  << "\n";
    return {};
}

} // namespace cli
