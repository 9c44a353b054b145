// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

#include <QFileSystemWatcher>
#include <QObject>

#include <stop_token>

namespace vault {

/// The vault of a running window: closed (locked) or open. Owned by the composition root, on the
/// window's thread; opening runs elsewhere and is handed in.
class VaultSession : public QObject
{
    Q_OBJECT

public:
    VaultSession(std::string path, Services services, QObject* parent = nullptr);
    ~VaultSession() override;

    const std::string& path() const { return m_path; }
    const Services& services() const { return m_services; }
    bool exists() const; ///< there is a file to unlock
    bool isOpen() const { return m_vault.has_value(); }

    /// Only while open. Changes made through it are followed by notifyChanged().
    Vault& vault();
    const Vault& vault() const;

    /// Emits unlocked. One of another file takes the place of the session's own.
    void open(Vault vault);
    void lock(); ///< wipes keys; emits aboutToLock and locked if it was open
    /// Counts a verification for all programs that have the vault open. After too many wrong ones
    /// in a row it is locked, and lockedByWrongTries follows. Only while open.
    void countVerification(bool wasRight);
    void notifyChanged();

    /// Is stopped by the next lock, and already while nothing is open: what is open after a lock
    /// may be another vault.
    std::stop_token untilLocked() const { return m_locked.get_token(); }

    /// A twin of the open vault for a change on another thread (Vault::twin).
    struct Loan
    {
        Vault twin;
        std::stop_token untilLocked;
    };
    /// Only while open. Until it is taken back, what is saved is not looked at: it may be the twin
    /// that saved, under new keys. SecureHeapFull.
    base::Result<Loan> lend(std::stop_token stop);
    /// Ends that. A twin that saved takes the place of the open vault; one that did not has nothing
    /// that the open vault has not, and goes. So does one that was lent before a lock: then the
    /// answer is false, as it is if the vault is locked now.
    bool takeBack(Loan loan, bool hasSaved);

signals:
    void unlocked();
    void aboutToLock(); ///< the last moment in which the vault is open: take what is needed of it
    void locked();
    void accountsChanged();
    /// The vault was locked, because wrong verifications in a row were too many, whichever program
    /// they were typed into.
    void lockedByWrongTries();
    /// The vault was locked, because the file on disk can be used no more with the keys that were
    /// there: another program gave it new ones, or it is another vault.
    void closedByOthers(const base::Error& reason);

private:
    void watch();
    /// While the vault is open its folder is watched: what other programs save is taken over.
    void lookAtFile();
    /// So is the folder with what this computer has seen, where wrong verifications are counted.
    void lookAtTries();

    std::string m_path;
    Services m_services;
    std::optional<Vault> m_vault;
    /// Of folders: a save puts a new file in the old one's place.
    QFileSystemWatcher m_watcher;
    std::stop_source m_locked; ///< of what is open; of what was, while nothing is
    int m_lent = 0; ///< twins that have not come back
    Id m_told; ///< the save that accountsChanged() told of last
};

} // namespace vault
