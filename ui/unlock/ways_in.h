// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/backup_store.h"
#include "core/settings/app_settings.h"
#include "ui/unlock/set_passphrase_page.h"
#include "ui/unlock/slot_changes.h"
#include "ui/unlock/upkeep.h"

#include <QStackedWidget>

namespace ui::unlock {

class OldCopiesPage;
class RecoveryKeyPage;
class SlotsPage;

/// Everything that changes what opens the open vault: the list of its passphrases and recovery
/// keys, setting a passphrase, a new recovery key. Each change asks for a verification of its own
/// first. Made by unlocking, goes with the lock.
class WaysIn : public QStackedWidget
{
    Q_OBJECT

public:
    /// What is referred to outlives it.
    WaysIn(vault::VaultSession& session, const settings::AppSettings& settings, FindCosts findCosts,
        SlotChanges& changes, QWidget* parent = nullptr);
    ~WaysIn() override;

    void showList();
    void changePassphrase();
    /// A new recovery key is on the screen and was not checked yet: it will not be shown again.
    bool showsRecoveryKey() const;

signals:
    void wanted(); ///< there is something to be seen here now
    void passphraseSet(const Typed& typed); ///< see Upkeep
    void backupPassphraseSet(); ///< backups are no longer what a new one would be
    void closed(const QString& notice); ///< with what there is to tell, or nothing

protected:
    void hideEvent(QHideEvent* event) override;

private:
    using Verified = std::shared_ptr<vault::Verification>;

    void ask(const QString& reason, std::function<void(Verified)> onVerified);
    void beginSetting(SetPassphrasePage::Purpose purpose, Verified verification);
    void setPassphrase(const std::shared_ptr<const vault::Passphrase>& passphrase, bool hasNewKeys);
    void finishSetting(base::Result<vault::RecoveryKey> result);
    void keepUp(const vault::Passphrase& passphrase);
    void stopSetting();
    void addRecovery();
    void askToRemove(const vault::SlotInfo& slot);
    /// A change from the list. `notice` is told when it is done.
    void runFromList(const SlotChanges::Change& change, const QString& notice);
    void showRecoveryKey(vault::RecoveryKey key);
    void finishRecoveryKey();
    ::backup::Place backupPlace() const;
    /// Makes a backup that opens with what was set, and shows what still opens with the former.
    void lookForOldCopies();
    void showOldCopies(const base::Result<std::vector<std::string>>& copies);
    void deleteOldCopies();
    void goBack(const QString& text);

    vault::VaultSession& m_session;
    const settings::AppSettings& m_settings;
    FindCosts m_findCosts;
    SlotChanges& m_changes;
    SlotsPage* m_list;
    SetPassphrasePage* m_setting;
    RecoveryKeyPage* m_recovery;
    OldCopiesPage* m_oldCopies;
    Verified m_verification; ///< while a passphrase is being set
    SetPassphrasePage::Purpose m_purpose = SetPassphrasePage::Purpose::Change;
    bool m_cameFromList = false;
    QString m_noticeAfterKey; ///< for when the new recovery key is checked
    bool m_hasNewKeys = false; ///< and old copies are to be looked for then
    ::backup::Present m_present; ///< after the change; all else is an old copy
    std::vector<std::string> m_copies; ///< old ones
    bool m_hadBackupPassphrase = false; ///< that new keys take away
};

} // namespace ui::unlock
