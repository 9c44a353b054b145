// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/merge_dialog.h"

#include "ui/text/account_text.h"
#include "ui/text/error_text.h"
#include "ui/text/health_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/fit_height.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace ui::backup {

namespace {

constexpr int ChangesSeen = 6;

} // namespace

MergeDialog::MergeDialog(vault::VaultSession& session, std::string backup, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_backup(std::move(backup)),
      m_explanation(widgets::newTextLabel(
          tr("What the backup has and the vault has not is brought back; of what both have the "
             "later change stays. First you see what that would be: nothing is written before."),
          this)),
      m_label(new QLabel(tr("&Passphrase or recovery key"))),
      m_field(new widgets::PassphraseEdit(tr("Passphrase or recovery key"))),
      m_changes(new QListWidget),
      m_banner(new widgets::MessageBanner),
      m_busy(new widgets::BusyLine),
      m_close(widgets::newSecondaryButton(tr("&Cancel"))),
      m_go(new widgets::PrimaryButton(tr("&Show the differences")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Merge a backup"));
    layOut();
    widgets::fitHeight(*this);
    m_field->setFocus();
    // The default button answers Enter, also in the field.
    connect(m_go, &QPushButton::clicked, this, &MergeDialog::go);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&session, &vault::VaultSession::locked, this, &QDialog::reject);
}

void MergeDialog::layOut()
{
    m_label->setBuddy(m_field);
    m_close->setAutoDefault(false);
    m_go->setDefault(true);
    m_changes->setAccessibleName(tr("What would change"));
    m_changes->setWordWrap(true);
    m_changes->setSpacing(2);
    m_changes->setMinimumHeight(fontMetrics().height() * ChangesSeen);
    m_changes->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    column->addWidget(m_explanation);
    column->addWidget(m_label);
    column->addWidget(m_field);
    column->addWidget(m_changes, 1);
    column->addWidget(m_banner);
    column->addWidget(m_busy);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_close, 1);
    buttons->addWidget(m_go, 1);
    column->addLayout(buttons);
    setMinimumWidth(340);
}

void MergeDialog::go()
{
    if (m_preview)
        merge();
    else
        openCopy();
}

void MergeDialog::openCopy()
{
    if (!m_session.isOpen())
        return;
    const auto typed = m_field->takeText();
    auto opener =
        typed ? vault::toOpener(typed->view()) : base::Result<vault::Opener>(typed.error());
    if (!opener)
        return explain(opener.error());
    auto present = m_session.vault().content();
    if (!present)
        return explain(present.error());
    setBusy(true);
    widgets::inThreadPool(
        this,
        [path = m_backup, opener = std::move(*opener),
            present = std::move(*present)]() -> base::Result<Preview> {
            auto copy = vault::OpenedCopy::open(path, opener);
            if (!copy)
                return copy.error();
            auto changes = copy->previewOfMerge(present);
            if (!changes)
                return changes.error();
            return Preview { std::move(*copy), std::move(*changes) };
        },
        [this](base::Result<Preview> preview) { showPreview(std::move(preview)); });
}

void MergeDialog::showPreview(base::Result<Preview> preview)
{
    setBusy(false);
    if (!preview)
        return explain(preview.error());
    if (preview->changes.differences.empty()) {
        m_explanation->setText(
            tr("The vault has everything that is in the backup: there is nothing to merge."));
        m_label->hide();
        m_field->hide();
        m_go->hide();
        m_close->setText(tr("&Close"));
        m_close->setDefault(true);
        m_close->setFocus();
        return;
    }
    m_preview = std::move(*preview);
    m_explanation->setText(tr("This would change. Undo takes it back afterwards."));
    m_label->hide();
    m_field->hide();
    addRows();
    m_changes->show();
    m_go->setText(tr("&Merge"));
    m_changes->setFocus();
    widgets::fitHeight(*this);
}

void MergeDialog::addRows()
{
    QListWidgetItem* last = nullptr;
    std::optional<vault::Id> lastId;
    for (const vault::Difference& difference : m_preview->changes.differences) {
        const QString name = text::accountText(difference.account);
        if (lastId == difference.account.id && last) {
            last->setText(last->text() + QStringLiteral(", ") + text::fieldText(difference.field));
            continue;
        }
        lastId = difference.account.id;
        last = new QListWidgetItem(m_changes);
        last->setData(Qt::UserRole, QVariant::fromValue(difference.account.id));
        if (difference.field == "added") {
            last->setText(tr("%1 comes back").arg(name));
        } else if (difference.field == "deleted") {
            last->setText(tr("%1 was deleted for good: tick it to bring it back").arg(name));
            last->setFlags(last->flags() | Qt::ItemIsUserCheckable);
            last->setCheckState(Qt::Unchecked);
        } else {
            //: %1 is an account, %2 what is different about it
            last->setText(tr("%1 changes: %2").arg(name, text::fieldText(difference.field)));
        }
    }
    m_changes->setCurrentRow(0);
}

std::vector<vault::Id> MergeDialog::comingBack() const
{
    std::vector<vault::Id> ids;
    for (int row = 0; row < m_changes->count(); ++row) {
        const QListWidgetItem* item = m_changes->item(row);
        if (item->flags().testFlag(Qt::ItemIsUserCheckable) && item->checkState() == Qt::Checked)
            ids.push_back(item->data(Qt::UserRole).value<vault::Id>());
    }
    return ids;
}

void MergeDialog::merge()
{
    if (!m_session.isOpen())
        return;
    const std::vector<vault::Id> ids = comingBack();
    if (const auto merged = m_session.vault().mergeCopy(m_preview->copy, ids); !merged)
        return explain(merged.error());
    m_session.notifyChanged();
    emit merged();
    accept();
}

void MergeDialog::explain(const base::Error& error)
{
    text::Explanation explanation = text::errorText(error);
    if (error.code == base::ErrorCode::WrongPassphrase)
        explanation = { tr("The passphrase or recovery key does not open this backup."),
            tr("A backup opens with what opened the vault when it was made, or with a passphrase "
               "of its own.") };
    else if (error.code == base::ErrorCode::KeysChanged)
        explanation = { tr("This backup is from before the vault got new keys."),
            tr("Nothing was changed. Restore it into a vault of its own instead.") };
    else if (error.code == base::ErrorCode::OtherVault)
        explanation = { tr("This is a backup of another vault."),
            tr("Nothing was changed. Restore it into a vault of its own instead.") };
    m_banner->showError(explanation.message, explanation.next);
    widgets::fitHeight(*this);
    if (m_field->isVisible())
        m_field->setFocus();
}

void MergeDialog::setBusy(bool busy)
{
    m_field->setEnabled(!busy);
    m_go->setEnabled(!busy);
    if (busy) {
        m_banner->clear();
        m_busy->start(tr("Opening and comparing…"));
    } else {
        m_busy->stop();
    }
}

void MergeDialog::done(int result)
{
    m_field->wipe();
    m_preview.reset();
    QDialog::done(result);
}

} // namespace ui::backup
