// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_session.h"

#include <QFileInfo>

#include <sys/stat.h>

namespace vault {

VaultSession::VaultSession(std::string path, Services services, QObject* parent)
    : QObject(parent),
      m_path(std::move(path)),
      m_services(std::move(services))
{
    m_locked.request_stop();
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        lookAtTries();
        lookAtFile();
    });
}

VaultSession::~VaultSession() = default;

bool VaultSession::exists() const
{
    struct stat status = {};
    return ::stat(m_path.c_str(), &status) == 0;
}

Vault& VaultSession::vault()
{
    Q_ASSERT(isOpen());
    return *m_vault;
}

const Vault& VaultSession::vault() const
{
    Q_ASSERT(isOpen());
    return *m_vault;
}

void VaultSession::open(Vault vault)
{
    m_locked.request_stop(); // one of another file may be open
    m_locked = {};
    m_vault = std::move(vault);
    m_path = m_vault->path();
    m_told = m_vault->lastSave();
    watch();
    emit unlocked();
}

void VaultSession::watch()
{
    m_watcher.addPath(QFileInfo(QString::fromStdString(m_vault->file())).path());
    const QString state = QString::fromStdString(m_services.stateFolder);
    if (QFileInfo::exists(state))
        m_watcher.addPath(state);
}

void VaultSession::lock()
{
    if (!isOpen())
        return;
    emit aboutToLock();
    m_locked.request_stop();
    m_vault.reset();
    if (const QStringList watched = m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    emit locked();
}

void VaultSession::notifyChanged()
{
    m_told = isOpen() ? m_vault->lastSave() : Id();
    emit accountsChanged();
}

void VaultSession::lookAtFile()
{
    if (!isOpen() || m_lent > 0)
        return;
    const base::Result<bool> looked = m_vault->refresh();
    const bool isLost = !looked
        && (looked.error().code == base::ErrorCode::KeysChanged
            || looked.error().code == base::ErrorCode::OtherVault);
    if (isLost) {
        lock();
        emit closedByOthers(looked.error());
        return;
    }
    // Not only what refresh() brought: a save of ours may have met others' changes, too.
    if (m_vault->lastSave() != m_told)
        notifyChanged();
}

void VaultSession::countVerification(bool wasRight)
{
    vault().countVerification(wasRight);
    lookAtTries();
}

void VaultSession::lookAtTries()
{
    if (!isOpen() || m_vault->wrongVerifications() < WrongVerificationsToLock)
        return;
    lock();
    emit lockedByWrongTries();
}

base::Result<VaultSession::Loan> VaultSession::lend(std::stop_token stop)
{
    base::Result<Vault> twin = vault().twin(std::move(stop));
    if (!twin)
        return twin.error();
    ++m_lent;
    return Loan { std::move(*twin), untilLocked() };
}

bool VaultSession::takeBack(Loan loan, bool hasSaved)
{
    --m_lent;
    if (hasSaved && !loan.untilLocked.stop_requested())
        m_vault->adopt(std::move(loan.twin));
    lookAtFile();
    return !loan.untilLocked.stop_requested();
}

} // namespace vault
