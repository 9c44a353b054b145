// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/backup_keeper.h"

#include "core/vault/backup_image.h"
#include "ui/widgets/in_thread_pool.h"

namespace ui::backup {

using ::backup::Made;
using ::backup::Occasion;
using ::backup::Place;

BackupKeeper::BackupKeeper(
    vault::VaultSession& session, settings::AppSettings& settings, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_settings(settings)
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(0); // backups are rare; a thread that waits keeps locked memory
    connect(&session, &vault::VaultSession::unlocked, this, &BackupKeeper::look);
    connect(&session, &vault::VaultSession::locked, this, &BackupKeeper::forget);
    connect(&settings, &settings::AppSettings::backupFolderChanged, this, &BackupKeeper::look);
}

BackupKeeper::~BackupKeeper()
{
    m_pool.waitForDone();
}

std::optional<Place> BackupKeeper::place() const
{
    if (!m_session.isOpen())
        return {};
    const vault::Vault& vault = m_session.vault();
    return ::backup::placeOf(
        vault.file(), vault.id(), m_settings.backupFolder(), m_session.services().stateFolder);
}

void BackupKeeper::backUp()
{
    write({});
}

void BackupKeeper::backUpIfDue(Occasion occasion)
{
    write(occasion);
}

void BackupKeeper::write(std::optional<Occasion> occasion)
{
    const std::optional<Place> to = place();
    if (!to)
        return;
    base::Result<vault::BackupImage> image = m_session.vault().backupImage();
    ++m_writes;
    if (m_writes == 1)
        emit writingChanged(true);
    emit changed();
    widgets::inThreadPool(
        m_pool, this,
        [to = *to, image = std::move(image), occasion, time = now()]() -> Outcome {
            if (!image)
                return base::Result<Made>(image.error());
            if (occasion && !::backup::isDue(*occasion, to, image->state(), time))
                return {};
            return ::backup::make(to, *image, time);
        },
        [this, wasAsked = !occasion](const Outcome& outcome) { finishWriting(outcome, wasAsked); });
}

void BackupKeeper::finishWriting(const Outcome& outcome, bool wasAsked)
{
    --m_writes;
    if (m_writes == 0)
        emit writingChanged(false);
    if (wasAsked)
        emit asked(*outcome);
    else if (!outcome || !*outcome)
        emit missed(outcome.has_value());
    // A look changes what is shown; without one the end of the work does.
    if (outcome && m_session.isOpen())
        look();
    else
        emit changed();
}

BackupKeeper::Found BackupKeeper::lookInto(const Place& place, const vault::Id& key, base::Time now)
{
    using ::backup::Reading;
    using ::backup::Reason;
    Found found;
    found.health = ::backup::health(place, key, now);
    const auto has = [&reasons = found.health->reasons](Reason reason) {
        return std::ranges::find(reasons, reason) != reasons.end();
    };
    // Every file was read whole a moment ago; which are damaged matters only if any is.
    const Reading reading =
        has(Reason::Damaged) || has(Reason::OlderDamaged) ? Reading::Whole : Reading::Beginning;
    if (auto backups = ::backup::list(place, reading))
        found.backups = std::move(*backups);
    if (auto copies = ::backup::formerCopies(place, { key }))
        found.formerCopies = std::move(*copies);
    return found;
}

void BackupKeeper::look()
{
    const std::optional<Place> at = place();
    if (!at)
        return;
    ++m_looks;
    widgets::inThreadPool(
        m_pool, this,
        [at = *at, key = m_session.vault().key(), time = now()] { return lookInto(at, key, time); },
        [this, look = m_looks](Found found) {
            if (look != m_looks || !m_session.isOpen())
                return;
            m_found = std::move(found);
            emit changed();
        });
}

void BackupKeeper::forget()
{
    ++m_looks;
    m_found = {};
    emit changed();
}

base::Result<void> BackupKeeper::chooseFolder(const std::string& folder)
{
    const std::optional<Place> present = place();
    if (!present)
        return {};
    const std::string own = ::backup::placeOf(present->vaultFile, present->vault, {}, {}).folder;
    if (auto saved = m_settings.setBackupFolder(folder == own ? std::string() : folder); !saved)
        return saved;
    backUp();
    return {};
}

void BackupKeeper::removeFormerCopies()
{
    const std::optional<Place> at = place();
    if (!at)
        return;
    widgets::inThreadPool(
        m_pool, this,
        [at = *at, key = m_session.vault().key(), copies = m_found.formerCopies] {
            return ::backup::removeFormer(at, { key }, copies);
        },
        [this](const base::Result<void>& outcome) {
            emit removed(outcome);
            look();
        });
}

} // namespace ui::backup
