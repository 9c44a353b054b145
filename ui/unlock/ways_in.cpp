// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/ways_in.h"

#include "core/base/atomic_file.h"
#include "ui/text/error_text.h"
#include "ui/unlock/old_copies_page.h"
#include "ui/unlock/recovery_key_page.h"
#include "ui/unlock/slots_page.h"
#include "ui/unlock/verify_dialog.h"
#include "ui/widgets/in_thread_pool.h"

#include <QHideEvent>

#include <algorithm>

namespace ui::unlock {

namespace {

using Purpose = SetPassphrasePage::Purpose;

bool isTyped(const vault::SlotInfo& slot)
{
    return slot.opensVault
        && (slot.kind == vault::SlotKind::Passphrase || slot.kind == vault::SlotKind::Recovery);
}

/// For changes that make no recovery key.
base::Result<vault::RecoveryKey> withoutKey(const base::Result<vault::SlotInfo>& slot)
{
    if (!slot)
        return slot.error();
    return vault::RecoveryKey {};
}

QString sentenceOf(const base::Error& error)
{
    if (error.code == base::ErrorCode::TooLarge)
        return WaysIn::tr("A vault has room for three passphrases and eight ways in. Remove one "
                          "that is not needed any more.");
    const text::Explanation explanation = text::errorText(error);
    return explanation.message + u' ' + explanation.next;
}

using Copies = base::Result<std::vector<std::string>>;

/// Nothing is to be deleted that is not replaced. The copies are those from before the new backup.
/// On another thread.
Copies backUpAndLook(const ::backup::Place& place, const vault::BackupImage& image,
    const ::backup::Present& present, base::Time now)
{
    Copies copies = ::backup::formerCopies(place, present);
    if (const auto made = ::backup::make(place, image, now); !made)
        return made.error();
    // The copy before a mere change of passphrase goes by itself, as it does with every save.
    const std::string previous = place.vaultFile + ".previous";
    const bool isToGo = !present.ways.empty() && copies && std::erase(*copies, previous) > 0;
    if (isToGo && !::backup::removeFormer(place, present, { previous }))
        copies->push_back(previous);
    return copies;
}

} // namespace

WaysIn::WaysIn(vault::VaultSession& session, const settings::AppSettings& settings,
    FindCosts findCosts, SlotChanges& changes, QWidget* parent)
    : QStackedWidget(parent),
      m_session(session),
      m_settings(settings),
      m_findCosts(std::move(findCosts)),
      m_changes(changes),
      m_list(new SlotsPage(session)),
      m_setting(new SetPassphrasePage(session.services().random)),
      m_recovery(new RecoveryKeyPage(session.services().random)),
      m_oldCopies(new OldCopiesPage)
{
    for (QWidget* page : { static_cast<QWidget*>(m_list), static_cast<QWidget*>(m_setting),
             static_cast<QWidget*>(m_recovery), static_cast<QWidget*>(m_oldCopies) })
        addWidget(page);

    connect(m_list, &SlotsPage::closed, this, [this] { emit closed({}); });
    connect(m_list, &SlotsPage::changeRequested, this, &WaysIn::changePassphrase);
    connect(m_list, &SlotsPage::addPassphraseRequested, this, [this] {
        ask(tr("Another passphrase will open the vault."),
            [this](const Verified& verified) { beginSetting(Purpose::Add, verified); });
    });
    connect(m_list, &SlotsPage::addRecoveryRequested, this, &WaysIn::addRecovery);
    connect(m_list, &SlotsPage::backupPassphraseRequested, this, [this] {
        ask(tr("Backups will open with a passphrase of their own."),
            [this](const Verified& verified) { beginSetting(Purpose::Backup, verified); });
    });
    connect(m_list, &SlotsPage::removeRequested, this, &WaysIn::askToRemove);
    connect(m_setting, &SetPassphrasePage::requested, this, &WaysIn::setPassphrase);
    connect(m_setting, &SetPassphrasePage::cancelled, this, &WaysIn::stopSetting);
    // The key alone, as the command line reads it.
    connect(m_recovery, &RecoveryKeyPage::saveRequested, this, [this](const QString& path) {
        m_recovery->showSaved(
            base::createFile(path.toStdString(), base::bytesOf(m_recovery->keyText())));
    });
    connect(m_recovery, &RecoveryKeyPage::confirmed, this, &WaysIn::finishRecoveryKey);
    connect(m_oldCopies, &OldCopiesPage::deleteRequested, this, &WaysIn::deleteOldCopies);
    connect(m_oldCopies, &OldCopiesPage::kept, this,
        [this] { goBack(std::exchange(m_noticeAfterKey, {})); });
}

WaysIn::~WaysIn() = default;

void WaysIn::showList()
{
    emit wanted();
    if (showsRecoveryKey() || currentWidget() == m_oldCopies || m_changes.isRunning())
        return;
    m_cameFromList = true;
    m_list->reload();
    setCurrentWidget(m_list);
    m_list->setFocus();
}

bool WaysIn::showsRecoveryKey() const
{
    return currentWidget() == m_recovery;
}

void WaysIn::ask(const QString& reason, std::function<void(Verified)> onVerified)
{
    if (m_changes.isRunning() || showsRecoveryKey()) {
        emit wanted();
        return;
    }
    auto* dialog = new VerifyDialog(m_session, reason, window());
    connect(dialog, &VerifyDialog::verified, this, std::move(onVerified));
    dialog->open();
}

void WaysIn::changePassphrase()
{
    m_cameFromList = isVisible() && currentWidget() == m_list;
    ask(tr("The passphrase of the vault will be changed."),
        [this](const Verified& verified) { beginSetting(Purpose::Change, verified); });
}

void WaysIn::beginSetting(Purpose purpose, Verified verification)
{
    if (!m_session.isOpen())
        return;
    m_purpose = purpose;
    m_verification = std::move(verification);
    // The page first: only what is visible takes the focus.
    setCurrentWidget(m_setting);
    emit wanted();
    m_setting->begin(purpose);
}

void WaysIn::setPassphrase(
    const std::shared_ptr<const vault::Passphrase>& passphrase, bool hasNewKeys)
{
    if (!m_verification || m_changes.isRunning())
        return;
    m_setting->setBusy(true);
    m_hadBackupPassphrase = hasNewKeys && m_session.vault().hasBackupPassphrase();
    const auto change = [verification = m_verification, passphrase, hasNewKeys, purpose = m_purpose,
                            findCosts = m_findCosts](
                            vault::Vault& vault) -> base::Result<vault::RecoveryKey> {
        const crypto::Argon2Costs costs = findCosts();
        if (purpose == Purpose::Add)
            return withoutKey(vault.addPassphrase(*verification, *passphrase, costs));
        if (purpose == Purpose::Backup)
            return withoutKey(vault.setBackupPassphrase(*verification, *passphrase, costs));
        if (!hasNewKeys)
            return withoutKey(vault.changePassphrase(*verification, *passphrase, costs));
        auto changed = vault.changeKeys(*verification, *passphrase, costs);
        if (!changed)
            return changed.error();
        return std::move(changed->recoveryKey);
    };
    m_changes.run(change, this, [this, passphrase](base::Result<vault::RecoveryKey> result) {
        if (result && m_purpose != Purpose::Backup)
            keepUp(*passphrase);
        finishSetting(std::move(result));
    });
}

void WaysIn::keepUp(const vault::Passphrase& passphrase)
{
    if (auto copy = passphrase.bytes.clone())
        emit passphraseSet(
            std::make_shared<const vault::Opener>(vault::Passphrase { std::move(*copy) }));
}

void WaysIn::finishSetting(base::Result<vault::RecoveryKey> result)
{
    m_setting->setBusy(false);
    if (!result && result.error().code == base::ErrorCode::Cancelled)
        return stopSetting();
    if (!result && result.error().code == base::ErrorCode::TooLarge) {
        stopSetting();
        m_list->showNotice(sentenceOf(result.error()));
        return;
    }
    if (!result) {
        m_setting->explain(result.error());
        if (!isVisible())
            emit wanted();
        return;
    }
    m_verification.reset();
    m_setting->reset();
    if (m_purpose == Purpose::Add)
        return goBack(tr("The new passphrase opens the vault, too."));
    if (m_purpose == Purpose::Backup) {
        emit backupPassphraseSet();
        return goBack(tr("Backups made from now on open with the new passphrase, and one is made "
                         "now. Those that there are still open with the former."));
    }
    if (result->bytes.isEmpty()) {
        m_noticeAfterKey =
            tr("The new passphrase is set. Old copies of the file still open with the old one.");
        m_present = ::backup::presentOf(m_session.vault());
        return lookForOldCopies();
    }
    m_noticeAfterKey = tr("The vault has new keys. Old copies of the file, backups among them, "
                          "still open with the former passphrase: delete those that you can "
                          "reach.");
    m_hasNewKeys = true;
    m_present = { m_session.vault().key(), {} };
    showRecoveryKey(std::move(*result));
}

void WaysIn::stopSetting()
{
    if (m_changes.isRunning()) {
        m_changes.cancel();
        m_setting->showStopping();
        return;
    }
    m_verification.reset();
    m_setting->reset();
    goBack({});
}

void WaysIn::addRecovery()
{
    ask(tr("A new recovery key will be made. It opens the vault like the passphrase."),
        [this](const Verified& verified) {
            runFromList(
                [verified](vault::Vault& vault) -> base::Result<vault::RecoveryKey> {
                    auto added = vault.addRecovery(*verified);
                    if (!added)
                        return added.error();
                    return std::move(added->key);
                },
                tr("The new recovery key opens the vault."));
        });
}

void WaysIn::askToRemove(const vault::SlotInfo& slot)
{
    const std::vector<vault::SlotInfo> all = m_session.vault().slotList();
    if (isTyped(slot) && std::ranges::count_if(all, isTyped) == 1) {
        m_list->showNotice(sentenceOf({ base::ErrorCode::LastSlot, "the last typed slot" }));
        return;
    }
    const QString name = SlotsPage::nameOf(slot);
    const QString consequence = slot.opensVault
        //: %1 is a passphrase or recovery key, with the date it was made
        ? tr("This will open the vault no more: %1. Old copies of the file still open with it.")
        //: %1 is the passphrase of the backups, with the date it was made
        : tr("New backups will open with the passphrase of the vault again, not with this: %1.");
    ask(consequence.arg(name), [this, name, id = slot.id](const Verified& verified) {
        runFromList(
            [verified, id](vault::Vault& vault) -> base::Result<vault::RecoveryKey> {
                if (const auto removed = vault.removeSlot(*verified, id); !removed)
                    return removed.error();
                return vault::RecoveryKey {};
            },
            tr("Removed: %1.").arg(name));
    });
}

void WaysIn::runFromList(const SlotChanges::Change& change, const QString& notice)
{
    if (!m_session.isOpen() || m_changes.isRunning())
        return;
    m_list->setBusy(tr("Saving…"));
    m_changes.run(change, this, [this, change, notice](base::Result<vault::RecoveryKey> result) {
        m_list->setBusy({});
        if (result && !result->bytes.isEmpty()) {
            m_noticeAfterKey = notice;
            showRecoveryKey(std::move(*result));
        } else if (result) {
            m_list->reload();
            m_list->showNotice(notice);
        } else if (result.error().code == base::ErrorCode::Busy) {
            m_list->showNotice(sentenceOf(result.error()), tr("Try &again"),
                [this, change, notice] { runFromList(change, notice); });
        } else {
            m_list->showNotice(sentenceOf(result.error()));
        }
    });
}

void WaysIn::showRecoveryKey(vault::RecoveryKey key)
{
    // The page first: only what is visible takes the focus.
    setCurrentWidget(m_recovery);
    emit wanted();
    if (const auto shown = m_recovery->showKey(std::move(key)); shown)
        return;
    m_noticeAfterKey.clear();
    m_hasNewKeys = false;
    goBack(tr("There is a new recovery key, but it could not be shown. Remove it and make another "
              "one."));
}

void WaysIn::finishRecoveryKey()
{
    if (std::exchange(m_hasNewKeys, false))
        lookForOldCopies();
    else
        goBack(std::exchange(m_noticeAfterKey, {}));
}

backup::Place WaysIn::backupPlace() const
{
    const vault::Vault& vault = m_session.vault();
    return ::backup::placeOf(
        vault.file(), vault.id(), m_settings.backupFolder(), m_session.services().stateFolder);
}

void WaysIn::lookForOldCopies()
{
    const auto image = m_session.vault().backupImage();
    if (!image)
        return showOldCopies(image.error());
    const bool hasNewKeys = m_present.ways.empty();
    m_oldCopies->setChange(hasNewKeys);
    m_oldCopies->setBusy(hasNewKeys ? tr("Making a backup with the new keys…")
                                    : tr("Making a backup that opens with the new passphrase…"));
    setCurrentWidget(m_oldCopies);
    widgets::inThreadPool(
        this,
        [place = backupPlace(), image = *image, present = m_present,
            now = m_session.services().clock.now()] {
            return backUpAndLook(place, image, present, now);
        },
        [this](const Copies& copies) {
            m_oldCopies->setBusy({});
            showOldCopies(copies);
        });
}

void WaysIn::showOldCopies(const Copies& copies)
{
    if (!copies) {
        const QString notice = std::exchange(m_noticeAfterKey, {});
        //: %1 is how a passphrase was changed, %2 why the backup could not be made
        return goBack(tr("%1 A backup of it could not be made: %2 Until there is one, keep those "
                         "that there are.")
                          .arg(notice, sentenceOf(copies.error())));
    }
    if (copies->empty())
        return goBack(std::exchange(m_noticeAfterKey, {}));
    m_copies = *copies;
    m_oldCopies->showCopies(m_copies);
    if (!isVisible())
        emit wanted();
}

void WaysIn::deleteOldCopies()
{
    if (!m_session.isOpen())
        return;
    m_oldCopies->setBusy(tr("Deleting…"));
    widgets::inThreadPool(
        this,
        [place = backupPlace(), present = m_present, copies = m_copies] {
            return ::backup::removeFormer(place, present, copies);
        },
        [this](const base::Result<void>& removed) {
            m_oldCopies->setBusy({});
            if (!removed) {
                const text::Explanation explanation = text::errorText(removed.error());
                m_oldCopies->showError(explanation.message, explanation.next);
                return;
            }
            m_noticeAfterKey.clear();
            const int count = static_cast<int>(m_copies.size());
            goBack(m_present.ways.empty()
                    ? tr("The vault has new keys. %n copy(s) that opened with the former "
                         "passphrase were deleted.",
                        nullptr, count)
                    : tr("The new passphrase is set. %n copy(s) that opened with the old one were "
                         "deleted.",
                        nullptr, count));
        });
}

void WaysIn::goBack(const QString& text)
{
    const QString notice = std::exchange(m_hadBackupPassphrase, false) && !text.isEmpty()
        ? text + u' '
            + tr("The passphrase that backups had of their own is gone: new ones open "
                 "with that of the vault.")
        : text;
    const bool wasSeen = isVisible();
    m_list->reload();
    setCurrentWidget(m_list);
    if (!m_cameFromList || !wasSeen) {
        emit closed(notice);
        return;
    }
    m_list->setFocus();
    if (!notice.isEmpty())
        m_list->showNotice(notice);
}

/// Whoever leaves for another page leaves nothing typed behind. A window that is minimised only
/// hides its pages "spontaneously".
void WaysIn::hideEvent(QHideEvent* event)
{
    QStackedWidget::hideEvent(event);
    if (event->spontaneous() || m_changes.isRunning() || currentWidget() != m_setting)
        return;
    m_verification.reset();
    m_setting->reset();
    setCurrentWidget(m_list);
}

} // namespace ui::unlock
