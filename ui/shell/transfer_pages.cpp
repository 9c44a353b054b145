// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/transfer_pages.h"

#include "ui/transfer/import_page.h"

#include <QStackedWidget>

namespace ui::shell {

TransferPages::TransferPages(vault::VaultSession& session, QStackedWidget& stack, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_stack(stack)
{ }

void TransferPages::open()
{
    m_import = new transfer::ImportPage(m_session, &m_stack);
    m_stack.addWidget(m_import);
    connect(m_import, &transfer::ImportPage::cancelled, this, &TransferPages::left);
    connect(m_import, &transfer::ImportPage::finished, this, &TransferPages::imported);
    connect(m_import, &transfer::ImportPage::picturesFound, this, &TransferPages::picturesFound);
}

QList<QWidget*> TransferPages::pages() const
{
    return { m_import };
}

void TransferPages::showImport()
{
    if (!m_import)
        return;
    m_stack.setCurrentWidget(m_import);
    m_import->setFocus();
}

void TransferPages::importFiles(const QStringList& paths)
{
    if (!m_import)
        return;
    showImport();
    m_import->read(paths);
}

bool TransferPages::isImporting() const
{
    return m_import && !m_import->isIdle();
}

} // namespace ui::shell
