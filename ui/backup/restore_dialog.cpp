// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/restore_dialog.h"

#include "core/backup/restore.h"
#include "ui/backup/shown_path.h"
#include "ui/text/error_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/fit_height.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/light_card.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QFile>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::backup {

RestoreDialog::RestoreDialog(vault::VaultSession& session, std::string backup, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_backup(std::move(backup)),
      m_target(::backup::freePathFor(session.path())),
      m_from(widgets::newTextLabel({}, this)),
      m_to(widgets::newTextLabel({}, this)),
      m_chooseFrom(new QPushButton(tr("Another &backup…"))),
      m_chooseTo(new QPushButton(tr("Another &place…"))),
      m_label(new QLabel(tr("&Passphrase or recovery key"))),
      m_field(new widgets::PassphraseEdit(tr("Passphrase or recovery key"))),
      m_banner(new widgets::MessageBanner),
      m_outcome(new widgets::LightCard),
      m_busy(new widgets::BusyLine),
      m_close(widgets::newSecondaryButton(tr("&Cancel"))),
      m_restore(new widgets::PrimaryButton(tr("&Restore")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Restore a backup"));
    m_close->setAutoDefault(false);
    m_restore->setDefault(true);
    m_outcome->hide();
    layOut();
    showPaths();
    m_field->setFocus();
    connect(m_chooseFrom, &QPushButton::clicked, this, &RestoreDialog::chooseBackup);
    connect(m_chooseTo, &QPushButton::clicked, this, &RestoreDialog::chooseTarget);
    // The default button answers Enter, also in the field.
    connect(m_restore, &QPushButton::clicked, this, &RestoreDialog::restore);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&session, &vault::VaultSession::locked, this, &QDialog::reject);
}

void RestoreDialog::layOut()
{
    m_label->setBuddy(m_field);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    column->addWidget(widgets::newTextLabel(
        tr("A new vault is made of the backup. What is there already stays as it is."), this));
    column->addWidget(m_from);
    column->addWidget(m_chooseFrom, 0, Qt::AlignLeft);
    column->addWidget(m_to);
    column->addWidget(m_chooseTo, 0, Qt::AlignLeft);
    for (QWidget* widget : { static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_field),
             static_cast<QWidget*>(m_banner), static_cast<QWidget*>(m_outcome),
             static_cast<QWidget*>(m_busy) })
        column->addWidget(widget);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_close, 1);
    buttons->addWidget(m_restore, 1);
    column->addLayout(buttons);
    setMinimumWidth(340);
}

void RestoreDialog::showPaths()
{
    m_from->setText(m_backup.empty() ? tr("No backup is chosen yet.")
                                     //: %1 is a file
                                     : tr("Backup: %1").arg(shownPath(m_backup)));
    //: %1 is a file
    m_to->setText(tr("New vault: %1").arg(shownPath(m_target)));
    widgets::fitHeight(*this);
}

void RestoreDialog::chooseBackup()
{
    auto* dialog = new QFileDialog(this, tr("Choose a backup"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Backups and vaults (*.countersign)"), tr("All files (*)") });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_backup = QFile::encodeName(file).toStdString();
        showPaths();
        m_field->setFocus();
    });
    dialog->open();
}

void RestoreDialog::chooseTarget()
{
    auto* dialog = new QFileDialog(this, tr("Where the new vault goes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it is refused, not asked about
    dialog->setDefaultSuffix(QStringLiteral("countersign"));
    dialog->selectFile(QFile::decodeName(m_target.c_str()));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_target = QFile::encodeName(file).toStdString();
        showPaths();
        m_field->setFocus();
    });
    dialog->open();
}

void RestoreDialog::restore()
{
    if (m_isRestored) {
        emit openRequested(m_target);
        accept();
        return;
    }
    if (m_backup.empty())
        return m_banner->showNote(tr("Choose the backup first."));
    const auto typed = m_field->takeText();
    auto opener =
        typed ? vault::toOpener(typed->view()) : base::Result<vault::Opener>(typed.error());
    if (!opener)
        return explain(opener.error());
    setBusy(tr("Opening the backup…"));
    widgets::inThreadPool(
        this,
        [path = m_backup, opener = std::move(*opener)] {
            return vault::OpenedCopy::open(path, opener);
        },
        [this](base::Result<vault::OpenedCopy> copy) { write(std::move(copy)); });
}

/// A step of its own: whoever cancels while the key is derived has nothing written.
void RestoreDialog::write(base::Result<vault::OpenedCopy> copy)
{
    if (!copy) {
        setBusy({});
        return explain(copy.error());
    }
    setBusy(tr("Writing the new vault…"));
    m_close->setEnabled(false);
    widgets::inThreadPool(
        this,
        [copy = std::move(*copy), path = m_target,
            services = m_session.services()]() -> base::Result<std::size_t> {
            const base::Result<vault::Vault> vault = copy.restore(path, services);
            if (!vault)
                return vault.error();
            return vault->accounts().size();
        },
        [this](const base::Result<std::size_t>& accounts) { finish(accounts); });
}

void RestoreDialog::finish(const base::Result<std::size_t>& accounts)
{
    setBusy({});
    m_close->setEnabled(true);
    if (!accounts)
        return explain(accounts.error());
    m_isRestored = true;
    emit restored(m_target);
    if (m_target == m_session.path()) {
        accept();
        return;
    }
    for (QWidget* widget : { static_cast<QWidget*>(m_chooseFrom), static_cast<QWidget*>(m_chooseTo),
             static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_field) })
        widget->hide();
    m_outcome->setState(widgets::Light::Good,
        tr("%n account(s) are in the new vault.", nullptr, static_cast<int>(*accounts)),
        tr("It opens with what opened the backup. Counters of accounts that count may be "
           "behind: if a site refuses a code, take the next one."));
    m_outcome->show();
    m_close->setText(tr("&Close"));
    m_restore->setText(tr("&Open it"));
    m_restore->setFocus();
    widgets::fitHeight(*this);
}

void RestoreDialog::explain(const base::Error& error)
{
    text::Explanation explanation = text::errorText(error);
    if (error.code == base::ErrorCode::WrongPassphrase)
        explanation = { tr("The passphrase or recovery key does not open this backup."),
            tr("A backup opens with what opened the vault when it was made, or with a passphrase "
               "of its own.") };
    else if (error.code == base::ErrorCode::VaultExists)
        explanation = { tr("There is a file already where the new vault would go."),
            tr("Nothing was written. Choose another place.") };
    m_banner->showError(explanation.message, explanation.next);
    widgets::fitHeight(*this);
    m_field->setFocus();
}

void RestoreDialog::setBusy(const QString& sentence)
{
    const bool busy = !sentence.isEmpty();
    for (QWidget* widget : { static_cast<QWidget*>(m_chooseFrom), static_cast<QWidget*>(m_chooseTo),
             static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_restore) })
        widget->setEnabled(!busy);
    if (busy) {
        m_banner->clear();
        m_busy->start(sentence);
    } else {
        m_busy->stop();
    }
}

void RestoreDialog::done(int result)
{
    // The new vault is being written: there is nothing to cancel any more.
    if (!m_close->isEnabled())
        return;
    m_field->wipe();
    QDialog::done(result);
}

} // namespace ui::backup
