// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/transfer_pages.h"

#include "ui/coach/coach_page.h"
#include "ui/transfer/export_page.h"
#include "ui/transfer/import_page.h"

#include <QStackedWidget>

namespace ui::shell {

TransferPages::TransferPages(vault::VaultSession& session, QStackedWidget& stack, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_stack(stack),
      m_writer(new transfer::ExportWriter(session, this)),
      m_importWriter(new transfer::ImportWriter(session, this))
{
    connect(m_importWriter, &transfer::ImportWriter::endedBehindLock, this, [this](bool isWritten) {
        emit noticedBehindLock(isWritten
                ? tr("The vault was locked while an import was being saved. It is in the vault.")
                : tr("The vault was locked while an import was being saved, and that did not "
                     "succeed: nothing was imported. Import once more."));
    });
    connect(m_writer, &transfer::ExportWriter::endedBehindLock, this, [this](bool isWritten) {
        emit noticedBehindLock(isWritten
                ? tr("The vault was locked while an export was being written. The file is there; "
                     "it was read back and every account compared.")
                : tr("The vault was locked while an export was being written, and that did not "
                     "succeed: there is no file. Export once more."));
    });
}

void TransferPages::open()
{
    m_import = new transfer::ImportPage(m_session, *m_importWriter, &m_stack);
    m_stack.addWidget(m_import);
    connect(m_import, &transfer::ImportPage::cancelled, this, &TransferPages::left);
    connect(m_import, &transfer::ImportPage::finished, this, &TransferPages::imported);
    connect(m_import, &transfer::ImportPage::picturesFound, this, &TransferPages::picturesFound);
    connect(m_import, &transfer::ImportPage::coachWanted, this, &TransferPages::showCoach);
    m_export =
        new transfer::ExportPage(m_session, *m_writer, ::transfer::exportFormats(), &m_stack);
    m_stack.addWidget(m_export);
    connect(m_export, &transfer::ExportPage::closed, this, &TransferPages::left);
    connect(m_export, &transfer::ExportPage::backupsWanted, this, &TransferPages::backupsWanted);
    connect(m_export, &transfer::ExportPage::noticed, this, &TransferPages::noticed);
    m_coach = new coach::CoachPage(m_session, &m_stack);
    m_stack.addWidget(m_coach);
    connect(m_coach, &coach::CoachPage::closed, this, &TransferPages::coachLeft);
    connect(m_coach, &coach::CoachPage::addWanted, this, &TransferPages::addForMoveWanted);
}

QList<QWidget*> TransferPages::pages() const
{
    return { m_import, m_export, m_coach };
}

void TransferPages::showImport()
{
    if (!m_import)
        return;
    m_stack.setCurrentWidget(m_import);
    m_import->setFocus();
}

void TransferPages::showExport()
{
    if (!m_export)
        return;
    m_stack.setCurrentWidget(m_export);
    m_export->setFocus();
}

void TransferPages::showCoach()
{
    if (!m_coach)
        return;
    m_stack.setCurrentWidget(m_coach);
    m_coach->setFocus();
}

void TransferPages::importFiles(const ::transfer::GivenFiles& files)
{
    if (!m_import)
        return;
    showImport();
    m_import->read(files);
}

bool TransferPages::isImporting() const
{
    return m_import && !m_import->isIdle();
}

} // namespace ui::shell
