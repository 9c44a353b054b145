// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/backups.h"
#include "app/cli/recovery_output.h"
#include "app/cli/session.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/vault/calibration.h"
#include "ui/text/visible_text.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

std::string_view kindName(vault::SlotKind kind)
{
    switch (kind) {
    case vault::SlotKind::Passphrase:
        return "passphrase";
    case vault::SlotKind::Recovery:
        return "recovery";
    case vault::SlotKind::Keyring:
        return "keyring";
    case vault::SlotKind::Unknown:
        break;
    }
    return "unknown";
}

QString createdText(const vault::SlotInfo& slot)
{
    return QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(slot.created), Qt::UTC)
        .toString(Qt::ISODate);
}

void writeSlot(JsonWriter& json, const vault::SlotInfo& slot)
{
    json.beginObject();
    json.member("id", slot.id.toHex());
    json.member("kind", kindName(slot.kind));
    json.member("label", slot.label);
    json.member("created", createdText(slot));
    json.endObject();
}

void writeSlotLine(WipedText& out, const vault::SlotInfo& slot)
{
    out << slot.id.toHex() << "  " << kindName(slot.kind) << "  "
        << ui::text::visibleText(slot.label, 60) << "  " << createdText(slot) << "\n";
}

/// The slots that open the vault, or those that open its backups alone.
std::vector<vault::SlotInfo> slotsOf(const vault::Vault& vault, bool openVault)
{
    std::vector<vault::SlotInfo> chosen = vault.slotList();
    std::erase_if(
        chosen, [openVault](const vault::SlotInfo& slot) { return slot.opensVault != openVault; });
    return chosen;
}

void writeSlotArray(
    JsonWriter& json, std::string_view name, const std::vector<vault::SlotInfo>& infos)
{
    json.key(name).beginArray();
    for (const vault::SlotInfo& slot : infos)
        writeSlot(json, slot);
    json.endArray();
}

void writeSlots(Session& session, const vault::Vault& vault)
{
    const std::vector<vault::SlotInfo> ways = slotsOf(vault, true);
    const std::vector<vault::SlotInfo> ofBackups = slotsOf(vault, false);
    if (session.isJson()) {
        writeSlotArray(session.json(), "slots", ways);
        if (!ofBackups.empty())
            writeSlotArray(session.json(), "backupSlots", ofBackups);
        return;
    }
    for (const vault::SlotInfo& slot : ways)
        writeSlotLine(session.out(), slot);
    if (!ofBackups.empty())
        session.out() << translated(QT_TRANSLATE_NOOP("cli", "Only of backups:")) << "\n";
    for (const vault::SlotInfo& slot : ofBackups)
        writeSlotLine(session.out(), slot);
}

/// writeSlots() as all that is printed.
void writeOnlySlots(Session& session, const vault::Vault& vault)
{
    if (session.isJson())
        session.json().beginObject();
    writeSlots(session, vault);
    if (session.isJson())
        session.json().endObject();
}

Failure changingSlots(const base::Error& error)
{
    return failed(error, translated(QT_TRANSLATE_NOOP("cli", "Changing what opens the vault")));
}

/// Both ways to set a passphrase.
using SetPassphrase = base::Result<vault::SlotInfo> (vault::Vault::*)(
    const vault::Verification&, const vault::Passphrase&, const crypto::Argon2Costs&);

/// The new passphrase, and the open vault with the verification that setting it asks for.
struct Setting
{
    vault::Passphrase passphrase;
    vault::Vault vault;
    vault::Verification verification;
};
Outcome<Setting> prepareSetting(Session& session, const Arguments& arguments)
{
    const std::optional<QString> file = arguments.value("new-passphrase-file"_L1);
    if (!file) {
        return usageError(translated(QT_TRANSLATE_NOOP("cli", "The new passphrase is missing.")),
            translated(QT_TRANSLATE_NOOP("cli", "Give it with --new-passphrase-file.")));
    }
    Outcome<vault::Passphrase> passphrase = session.newPassphrase(*file);
    if (!passphrase)
        return passphrase.error();
    Outcome<OpenVault> opened = session.openToVerify();
    if (!opened)
        return opened.error();
    Outcome<vault::Verification> verification = verified(*opened);
    if (!verification)
        return verification.error();
    return Setting { std::move(*passphrase), std::move(opened->vault), std::move(*verification) };
}

struct PassphraseSet
{
    Handed handed;
    vault::SlotInfo slot;
};
Outcome<PassphraseSet> setPassphrase(
    Session& session, const Arguments& arguments, SetPassphrase set, Deed deed)
{
    Outcome<Setting> setting = prepareSetting(session, arguments);
    if (!setting)
        return setting.error();
    const crypto::Argon2Costs costs = vault::calibrateCosts();
    const base::Result<vault::SlotInfo> slot =
        (setting->vault.*set)(setting->verification, setting->passphrase, costs);
    if (!slot)
        return changingSlots(slot.error());
    return PassphraseSet {
        { { std::move(setting->vault), std::move(setting->passphrase) }, deed, costs }, *slot
    };
}

/// Copies of the vault that open with what opened it before, but for the one that goes by itself.
std::vector<std::string> formerCopies(const vault::Vault& vault, const backup::Present& present)
{
    base::Result<std::vector<std::string>> copies =
        backup::formerCopies(backupPlace(vault), present);
    if (!copies)
        return {}; // a folder that is not there; the sentence above the list names backups anyway
    std::erase(*copies, vault.file() + ".previous");
    return std::move(*copies);
}

void writeFormerCopies(Session& session, const std::vector<std::string>& copies)
{
    if (session.isJson()) {
        session.json().key("formerCopies").beginArray();
        for (const std::string& path : copies)
            session.json().value(QString::fromStdString(path));
        session.json().endArray();
        return;
    }
    if (copies.empty())
        return;
    session.out() << translated(QT_TRANSLATE_NOOP("cli",
        "These open with what opened the vault before. Delete them with rm, one by one, when the "
        "new backup is made:"))
                  << "\n";
    for (const std::string& path : copies)
        session.out() << "  " << ui::text::visibleText(QString::fromStdString(path)) << "\n";
}

void writeNewPassphrase(Session& session, const vault::Vault& vault)
{
    const std::vector<std::string> copies = formerCopies(vault, backup::presentOf(vault));
    if (session.isJson()) {
        session.json().beginObject();
        writeSlots(session, vault);
        writeFormerCopies(session, copies);
        session.json().endObject();
        return;
    }
    session.out() << translated(QT_TRANSLATE_NOOP("cli",
        "The new passphrase opens the vault now. Old copies of the file, backups among them, still "
        "open with the old one."))
                  << "\n";
    writeFormerCopies(session, copies);
    writeSlots(session, vault);
}

/// What is told of new keys, and the recovery key, which must not wait for anything.
Outcome<void> writeNewKeys(Session& session, const vault::Vault& vault,
    const RecoveryOutput& output, const vault::RecoveryKey& key)
{
    const std::vector<std::string> copies = formerCopies(vault, { vault.key() });
    if (session.isJson()) {
        session.json().beginObject();
        writeSlots(session, vault);
        writeFormerCopies(session, copies);
        if (Outcome<void> finished = output.finish(session, key); !finished)
            return finished;
        session.json().endObject();
        return {};
    }
    session.out() << translated(QT_TRANSLATE_NOOP("cli",
        "The vault has new keys. Former passphrases and recovery keys open nothing that is saved "
        "from now on;\nold copies of the file, backups among them, still open with them: delete "
        "those that you can reach."))
                  << "\n";
    writeFormerCopies(session, copies);
    writeSlots(session, vault);
    return output.finish(session, key);
}

Outcome<void> changeKeys(Session& session, const Arguments& arguments)
{
    Outcome<Setting> setting = prepareSetting(session, arguments);
    if (!setting)
        return setting.error();
    const Outcome<RecoveryOutput> output = RecoveryOutput::prepare(arguments);
    if (!output)
        return output.error();
    const crypto::Argon2Costs costs = vault::calibrateCosts();
    const bool hadBackupPassphrase = setting->vault.hasBackupPassphrase();
    const base::Result<vault::Vault::ChangedKeys> changed =
        setting->vault.changeKeys(setting->verification, setting->passphrase, costs);
    if (!changed) {
        output->discard();
        return changingSlots(changed.error());
    }
    if (hadBackupPassphrase)
        session.warn(translated(QT_TRANSLATE_NOOP("cli",
            "the passphrase that backups had of their own is gone with the former keys: new ones "
            "open with that of the vault")));
    Outcome<void> written = writeNewKeys(session, setting->vault, *output, changed->recoveryKey);
    session.handOver(
        { { std::move(setting->vault), std::move(setting->passphrase) }, Deed::NewKeys, costs });
    return written;
}

/// The slot whose id is, or begins with, what was typed.
Outcome<vault::Id> findSlot(const vault::Vault& vault, const QString& id)
{
    std::vector<vault::Id> found;
    for (const vault::SlotInfo& slot : vault.slotList()) {
        if (id.size() >= 4 && QString::fromStdString(slot.id.toHex()).startsWith(id.toLower()))
            found.push_back(slot.id);
    }
    if (found.size() == 1)
        return found.front();
    Failure failure = failed({ base::ErrorCode::NoMatch, {}, { id.toStdString() } });
    failure.next = translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli slots list"));
    return failure;
}

} // namespace

Outcome<void> runSlotsList(Session& session, const Arguments&)
{
    const Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    writeOnlySlots(session, opened->vault);
    return {};
}

Outcome<void> runSlotsAddPassphrase(Session& session, const Arguments& arguments)
{
    Outcome<PassphraseSet> set =
        setPassphrase(session, arguments, &vault::Vault::addPassphrase, Deed::Changed);
    if (!set)
        return set.error();
    session.handOver(std::move(set->handed));
    if (!session.isJson()) {
        writeSlotLine(session.out(), set->slot);
        return {};
    }
    session.json().beginObject();
    session.json().key("slot");
    writeSlot(session.json(), set->slot);
    session.json().endObject();
    return {};
}

Outcome<void> runSlotsAddRecovery(Session& session, const Arguments& arguments)
{
    Outcome<OpenVault> opened = session.openToVerify();
    if (!opened)
        return opened.error();
    const Outcome<vault::Verification> verification = verified(*opened);
    if (!verification)
        return verification.error();
    const Outcome<RecoveryOutput> output = RecoveryOutput::prepare(arguments);
    if (!output)
        return output.error();
    const base::Result<vault::Vault::AddedRecovery> added =
        opened->vault.addRecovery(*verification);
    if (!added) {
        output->discard();
        return changingSlots(added.error());
    }
    session.handOver({ std::move(*opened), Deed::SlotsListed });
    if (!session.isJson()) {
        writeSlotLine(session.out(), added->slot);
        return output->finish(session, added->key);
    }
    session.json().beginObject();
    session.json().key("slot");
    writeSlot(session.json(), added->slot);
    if (Outcome<void> finished = output->finish(session, added->key); !finished)
        return finished;
    session.json().endObject();
    return {};
}

Outcome<void> runSlotsRemove(Session& session, const Arguments& arguments)
{
    Outcome<OpenVault> opened = session.openToVerify();
    if (!opened)
        return opened.error();
    const Outcome<vault::Id> slot = findSlot(opened->vault, arguments.operands.front());
    if (!slot)
        return slot.error();
    const Outcome<vault::Verification> verification = verified(*opened);
    if (!verification)
        return verification.error();
    if (const auto removed = opened->vault.removeSlot(*verification, *slot); !removed)
        return changingSlots(removed.error());
    writeOnlySlots(session, opened->vault);
    session.handOver({ std::move(*opened), Deed::SlotsListed });
    return {};
}

Outcome<void> runPassphraseChange(Session& session, const Arguments& arguments)
{
    if (arguments.has("new-key"_L1))
        return changeKeys(session, arguments);
    if (arguments.has("recovery-out"_L1)) {
        return usageError(
            translated(QT_TRANSLATE_NOOP("cli", "Without --new-key there is no new recovery key.")),
            translated(QT_TRANSLATE_NOOP("cli", "Leave --recovery-out out, or add --new-key.")));
    }
    Outcome<PassphraseSet> set =
        setPassphrase(session, arguments, &vault::Vault::changePassphrase, Deed::NewPassphrase);
    if (!set)
        return set.error();
    writeNewPassphrase(session, set->handed.opened.vault);
    session.handOver(std::move(set->handed));
    return {};
}

} // namespace cli
