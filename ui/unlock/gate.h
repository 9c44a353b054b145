// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/settings/app_settings.h"
#include "core/vault/vault_session.h"
#include "ui/unlock/upkeep.h"

#include <QStackedWidget>

#include <memory>

namespace vault {
class Salvage;
}

namespace ui::unlock {

class CreateVaultPage;
class NewPassphrasePage;
class OlderCopyPage;
class RecoveryKeyPage;
class SalvagePage;
class SalvageSavePage;
class UnlockPage;
struct OpenedVault;

/// Everything between the start of the program and an open vault: creating one, its recovery key,
/// unlocking, a new passphrase after a recovery, what is left of a damaged file. It opens the
/// session at the end of each of these ways, not earlier, so nothing can lock the vault while
/// somebody writes down a recovery key.
class Gate : public QStackedWidget
{
    Q_OBJECT

public:
    /// Session and settings outlive it.
    Gate(vault::VaultSession& session, const settings::AppSettings& settings,
        const FindCosts& findCosts, KnownCosts knownCosts = {}, QWidget* parent = nullptr);
    ~Gate() override;

    /// Goes to the first page that fits: create, or unlock. Also called by every lock.
    void start();
    /// Whether a page is on view that has opened something, and can be left without a loss: an
    /// older copy, what is left of a damaged file. A recovery key that is being written down is
    /// not.
    bool holdsKeys() const;
    /// Something to know before unlocking.
    void showNote(const QString& sentence);

    /// A passphrase was set for the open vault.
    void keepUp(Typed typed);

signals:
    /// Of a backup, where there is no vault yet: to its place. Where it is damaged, beside it;
    /// `copy` is one that is whole, or empty.
    void restoreRequested(const std::string& copy);
    void vaultCreated(); ///< and opened, for the first time
    void noticed(const QString& sentence); ///< something that went well

private:
    void connectSalvage();
    void showCreated();
    void showSaved();
    void showRecoveryKey(vault::Vault::Created created, Typed typed);
    void saveRecoveryKey(const QString& path);
    void finishCreating();
    void takeUnlocked();
    void takeSalvaged();
    void takeChosen();
    void goThrough(OpenedVault opened);
    void finishRecovery(bool changed);

    vault::VaultSession& m_session;
    Upkeep* m_upkeep;
    std::optional<vault::Vault> m_created; ///< waits until its recovery key is written down
    CreateVaultPage* m_create;
    RecoveryKeyPage* m_recovery;
    UnlockPage* m_unlock;
    OlderCopyPage* m_olderCopy;
    NewPassphrasePage* m_newPassphrase;
    std::shared_ptr<const vault::Salvage> m_salvaged; ///< while it is looked at
    SalvagePage* m_salvage;
    SalvageSavePage* m_salvageSave;
};

} // namespace ui::unlock
