// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/journal_reader.h"

#include "core/backup/journal_anchors.h"
#include "ui/widgets/in_thread_pool.h"

#include <utility>

namespace ui::push {

using Anchors = std::vector<vault::JournalAnchor>;

JournalReader::JournalReader(
    vault::VaultSession& session, const base::Clock& clock, BackupPlace place, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_clock(clock),
      m_place(std::move(place))
{
    connect(&session, &vault::VaultSession::accountsChanged, this, &JournalReader::readWhenWanted);
    connect(&session, &vault::VaultSession::aboutToLock, this, [this] { m_stop.request_stop(); });
}

JournalReader::~JournalReader()
{
    m_stop.request_stop();
}

const vault::Id& JournalReader::here() const
{
    return m_session.services().device;
}

void JournalReader::setWanted(bool isWanted)
{
    m_isWanted = isWanted;
    if (isWanted && m_isStale)
        read();
}

void JournalReader::readWhenWanted()
{
    m_isStale = true;
    if (m_isWanted)
        read();
}

/// One reading at a time: what changes meanwhile is read after it.
void JournalReader::read()
{
    m_isStale = true;
    if (m_isReading || !m_session.isOpen())
        return;
    m_isStale = false;
    base::Result<vault::Vault> twin = m_session.vault().twin(m_stop.get_token());
    if (!twin)
        return takeReport(twin.error());
    m_isReading = true;
    Anchors anchors = m_ofBackups;
    anchors.insert(anchors.end(), m_ofExports.begin(), m_ofExports.end());
    widgets::inThreadPool(
        this,
        [twin = std::move(*twin), anchors = std::move(anchors), now = m_clock.now()] {
            return vault::reportOf(twin, anchors, now);
        },
        [this, isExportNew = std::exchange(m_isExportNew, false)](
            base::Result<vault::JournalReport> report) {
            takeReport(std::move(report));
            if (isExportNew)
                emit compared({});
        });
}

void JournalReader::takeReport(base::Result<vault::JournalReport> report)
{
    m_isReading = false;
    m_isRead = true;
    // Without a hash there is no verdict, and the last one stands.
    if (report)
        m_report = std::move(*report);
    emit changed();
    if (m_isStale && m_isWanted)
        read();
}

void JournalReader::compareWithBackups()
{
    const std::optional<::backup::Place> place = m_place ? m_place() : std::nullopt;
    if (!place || m_isComparing || !m_session.isOpen())
        return;
    base::Result<vault::Vault> twin = m_session.vault().twin(m_stop.get_token());
    if (!twin)
        return;
    m_isComparing = true;
    emit changed();
    widgets::inThreadPool(
        this,
        [twin = std::move(*twin), place = *place, stop = m_stop.get_token()] {
            return ::backup::journalAnchors(place, twin, stop);
        },
        [this](Anchors anchors) {
            m_isComparing = false;
            m_ofBackups = std::move(anchors);
            read();
        });
}

void JournalReader::compareWith(const std::string& file)
{
    widgets::inThreadPool(
        this, [file] { return vault::readJournalExport(file); },
        [this](base::Result<Anchors> anchors) {
            if (!anchors) {
                emit compared(anchors.error());
                return;
            }
            m_ofExports.insert(m_ofExports.end(), anchors->begin(), anchors->end());
            m_isExportNew = true;
            read();
        });
}

void JournalReader::exportTo(const std::string& file, vault::JournalFormat format)
{
    vault::JournalReport report = m_report;
    report.time = m_clock.now();
    widgets::inThreadPool(
        this,
        [file, format, report = std::move(report)] {
            return vault::writeJournalExport(file, report, format);
        },
        [this](const base::Result<void>& written) { emit exported(written); });
}

} // namespace ui::push
