// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/old_copies_page.h"

#include "ui/text/visible_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/row_list.h"

#include <QFileInfo>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::unlock {

namespace {

constexpr int LongestFileName = 80;
constexpr int LongestFolder = 200;

} // namespace

OldCopiesPage::OldCopiesPage(QWidget* parent)
    : PageColumn(parent),
      m_list(new widgets::RowList(tr("Copies that open with the former passphrase"))),
      m_banner(new widgets::MessageBanner),
      m_keep(new widgets::PrimaryButton(tr("&Keep them"))),
      m_delete(widgets::newSecondaryButton(tr("&Delete them"))),
      m_busy(new widgets::BusyLine)
{
    addTitle(tr("Old copies"));
    m_text = addText({});
    m_list->setMinimumHeight(fontMetrics().height() * 9);
    column()->addWidget(m_list, 1);
    column()->addWidget(m_banner);
    column()->addWidget(m_keep);
    column()->addWidget(m_delete);
    column()->addWidget(m_busy);

    connect(m_keep, &QPushButton::clicked, this, &OldCopiesPage::kept);
    connect(m_delete, &QPushButton::clicked, this, &OldCopiesPage::deleteRequested);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, m_keep, &QPushButton::click);
}

void OldCopiesPage::setChange(bool hasNewKeys)
{
    m_text->setText(hasNewKeys
            ? tr("The vault has new keys, and a backup with them was made. These copies still open "
                 "with what opened the vault before: whoever knows that and gets one can read it. "
                 "Copies elsewhere are for you to find.")
            : tr(
                "The new passphrase is set, and a backup that opens with it was made. These copies "
                "still open with the old one: whoever knows it and gets one can read it. Copies "
                "elsewhere are for you to find."));
    m_list->clear();
    m_banner->clear();
}

void OldCopiesPage::showCopies(const std::vector<std::string>& paths)
{
    m_list->clear();
    for (const std::string& path : paths) {
        const QFileInfo file(QString::fromStdString(path));
        m_list->addRow(text::visibleText(file.fileName(), LongestFileName),
            text::visibleText(file.path(), LongestFolder));
    }
    m_list->setCurrentRow(0);
    m_banner->clear();
    m_keep->setFocus();
}

void OldCopiesPage::setBusy(const QString& sentence)
{
    m_keep->setEnabled(sentence.isEmpty());
    m_delete->setEnabled(sentence.isEmpty());
    if (sentence.isEmpty()) {
        m_busy->stop();
    } else {
        m_banner->clear();
        m_busy->start(sentence);
    }
}

void OldCopiesPage::showError(const QString& sentence, const QString& nextStep)
{
    m_banner->showError(sentence, nextStep);
    m_keep->setFocus();
}

} // namespace ui::unlock
