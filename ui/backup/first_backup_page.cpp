// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/first_backup_page.h"

#include "ui/backup/drill_form.h"
#include "ui/text/error_text.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"

#include <QShortcut>
#include <QVBoxLayout>

namespace ui::backup {

FirstBackupPage::FirstBackupPage(
    BackupKeeper& keeper, vault::VaultSession& session, QWidget* parent)
    : PageColumn(parent),
      m_keeper(keeper),
      m_form(new DrillForm(keeper, session)),
      m_banner(new widgets::MessageBanner),
      m_go(new widgets::PrimaryButton(tr("&Make and test a backup"))),
      m_later(widgets::newSecondaryButton(tr("&Later")))
{
    addTitle(tr("Your first backup"));
    addText(tr("From now on a backup is made by itself after changes. The first one is made now "
               "and tested: type the passphrase or the recovery key, so that you know that it "
               "opens on the day you need it."));
    column()->addSpacing(8);
    column()->addWidget(m_form);
    column()->addWidget(m_banner);
    column()->addWidget(m_go);
    column()->addWidget(m_later);
    setFocusProxy(m_form);

    connect(m_go, &QPushButton::clicked, this, &FirstBackupPage::go);
    connect(m_form, &DrillForm::submitted, this, &FirstBackupPage::go);
    connect(m_form, &DrillForm::busyChanged, m_go, &QWidget::setDisabled);
    connect(m_form, &DrillForm::tested, this, &FirstBackupPage::finish);
    connect(m_later, &QPushButton::clicked, this, [this] { emit finished(m_isTested); });
    connect(&m_keeper, &BackupKeeper::asked, this, &FirstBackupPage::test);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, m_later, &QPushButton::click);
}

void FirstBackupPage::go()
{
    if (m_isTested) {
        emit finished(true);
        return;
    }
    if (!m_form->hasText() || m_isWaiting) {
        m_form->setFocus();
        return;
    }
    m_banner->clear();
    if (!m_made.empty())
        return m_form->test(m_made);
    m_isWaiting = true;
    m_go->setEnabled(false);
    m_keeper.backUp();
}

void FirstBackupPage::test(const base::Result<::backup::Made>& made)
{
    if (!std::exchange(m_isWaiting, false))
        return;
    m_go->setEnabled(true);
    if (!made) {
        const text::Explanation explanation = text::errorText(made.error());
        m_banner->showError(tr("The backup could not be made.") + u' ' + explanation.message,
            tr("Leave it for later: it is tried again by itself, and the page of the backups can "
               "choose another folder."));
        return;
    }
    m_made = made->path;
    m_form->test(m_made);
}

void FirstBackupPage::finish(bool allMatch)
{
    m_isTested = allMatch;
    if (!allMatch)
        return;
    m_later->hide();
    m_go->setText(tr("&Go on to the accounts"));
    m_go->setFocus();
}

} // namespace ui::backup
