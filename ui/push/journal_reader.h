// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/place.h"
#include "core/vault/journal_export.h"
#include "core/vault/vault_session.h"

#include <QObject>

#include <functional>
#include <optional>
#include <stop_token>

namespace ui::push {

/// What a page knows of the journal of the open vault, compared with what is kept of it elsewhere:
/// with what this computer has noted, with the backups when a thread has read them, with exports
/// that are given. It reads only while it is wanted, and in the thread pool: a long journal takes a
/// tenth of a second, and most of the time nobody looks. Owned by the page, so it goes with the
/// lock.
class JournalReader : public QObject
{
    Q_OBJECT

public:
    /// Where the vault's backups are; absent where none are looked at.
    using BackupPlace = std::function<std::optional<::backup::Place>()>;

    /// The references outlive it; the vault is open.
    JournalReader(vault::VaultSession& session, const base::Clock& clock, BackupPlace place,
        QObject* parent = nullptr);
    ~JournalReader() override;

    const vault::JournalReport& report() const { return m_report; }
    const vault::Id& here() const; ///< this computer
    bool isRead() const { return m_isRead; } ///< once at least; before, the report is empty
    bool isReading() const { return m_isReading; }
    bool isComparing() const { return m_isComparing; }

    /// While it is wanted, what is saved is followed; what was missed is read first.
    void setWanted(bool isWanted);
    /// Reads the backups; changed() follows.
    void compareWithBackups();
    /// Reads an export (JSON) and compares with it from now on; compared() follows.
    void compareWith(const std::string& file);
    /// Writes all lines to a file; exported() follows.
    void exportTo(const std::string& file, vault::JournalFormat format);

signals:
    void changed(); ///< the report, or isComparing()
    void compared(const base::Result<void>& outcome);
    void exported(const base::Result<void>& outcome);

private:
    void read();
    void takeReport(base::Result<vault::JournalReport> report);
    void readWhenWanted();

    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    BackupPlace m_place;
    vault::JournalReport m_report;
    std::vector<vault::JournalAnchor> m_ofBackups;
    std::vector<vault::JournalAnchor> m_ofExports;
    std::stop_source m_stop;
    bool m_isRead = false;
    bool m_isReading = false;
    bool m_isComparing = false;
    bool m_isWanted = false;
    bool m_isStale = true; ///< something has changed since the last reading began
    bool m_isExportNew = false; ///< it is told when it is in the report
};

} // namespace ui::push
