// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/backup_page.h"

#include "ui/backup/drill_dialog.h"
#include "ui/backup/light_of.h"
#include "ui/backup/merge_dialog.h"
#include "ui/backup/restore_dialog.h"
#include "ui/backup/shown_path.h"
#include "ui/text/error_text.h"
#include "ui/text/health_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/countdown.h"
#include "ui/widgets/light_card.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/scrolled_page.h"

#include <QDateTime>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::backup {

namespace {

constexpr int FewestRows = 3; ///< that are seen at once, however small the window

QString shownTime(base::Time time)
{
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time)).toLocalTime(),
        QLocale::ShortFormat);
}

QString whatIsKnown(const ::backup::Backup& backup)
{
    if (backup.isDamaged)
        return BackupPage::tr("damaged: it does not read whole");
    if (!backup.proof)
        return BackupPage::tr("not made on this computer");
    QString known =
        BackupPage::tr("%n account(s)", nullptr, static_cast<int>(backup.proof->accounts));
    known += backup.proof->drilled
        ? BackupPage::tr(", tested on %1").arg(shownTime(*backup.proof->drilled))
        : BackupPage::tr(", read back");
    return known;
}

} // namespace

BackupPage::BackupPage(BackupKeeper& keeper, vault::VaultSession& session, QWidget* parent)
    : QScrollArea(parent),
      m_keeper(keeper),
      m_session(session),
      m_back(new QPushButton(tr("&Back to the accounts"))),
      m_health(new widgets::LightCard),
      m_write(new widgets::PrimaryButton(tr("Back &up now"))),
      m_test(widgets::newSecondaryButton(tr("&Test a backup…"))),
      m_folder(widgets::newTextLabel({}, nullptr)),
      m_chooseFolder(new QPushButton(tr("&Folder…"))),
      m_empty(widgets::newTextLabel({}, nullptr)),
      m_list(new QListWidget),
      m_restore(widgets::newSecondaryButton(tr("&Restore…"))),
      m_merge(widgets::newSecondaryButton(tr("&Merge…"))),
      m_removeFormer(widgets::newSecondaryButton(tr("&Delete copies with old keys…"))),
      m_busy(new widgets::BusyLine),
      m_notice(new widgets::NoticeBar)
{
    build();
    layOut();
    listen();
    takeColours();
    reload();
}

void BackupPage::build()
{
    m_column = widgets::newColumn(this);
    m_list->setAccessibleName(tr("Backups, the newest first"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(4);
    m_list->setWordWrap(true);
    m_list->setMinimumHeight(fontMetrics().height() * 3 * FewestRows);
    m_empty->setText(tr("There are no backups in this folder yet."));
    m_empty->setAlignment(Qt::AlignCenter);
}

void BackupPage::layOut()
{
    auto* actions = new QHBoxLayout;
    actions->addWidget(m_write, 1);
    actions->addWidget(m_test, 1);
    auto* folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(m_chooseFolder, 0, Qt::AlignTop);
    auto* ofOne = new QHBoxLayout;
    ofOne->addWidget(m_restore, 1);
    ofOne->addWidget(m_merge, 1);
    m_column->addLayout(widgets::newHead(tr("Backups"), m_back));
    m_column->addWidget(m_health);
    m_column->addLayout(actions);
    m_column->addWidget(m_busy);
    m_column->addLayout(folder);
    m_column->addWidget(m_empty, 1);
    m_column->addWidget(m_list, 1);
    m_column->addLayout(ofOne);
    m_column->addWidget(m_removeFormer);
    m_column->addWidget(m_notice);
}

void BackupPage::listen()
{
    connect(m_back, &QPushButton::clicked, this, &BackupPage::closed);
    connect(m_write, &QPushButton::clicked, &m_keeper, &BackupKeeper::backUp);
    connect(m_test, &QPushButton::clicked, this, &BackupPage::test);
    connect(m_chooseFolder, &QPushButton::clicked, this, &BackupPage::chooseFolder);
    connect(m_restore, &QPushButton::clicked, this, &BackupPage::restore);
    connect(m_merge, &QPushButton::clicked, this, &BackupPage::merge);
    connect(m_list, &QListWidget::itemActivated, this, &BackupPage::test);
    connect(m_removeFormer, &QPushButton::clicked, this, &BackupPage::askToRemoveFormer);
    connect(&m_keeper, &BackupKeeper::changed, this, &BackupPage::reload);
    connect(&m_keeper, &BackupKeeper::asked, this, &BackupPage::tellMade);
    connect(&m_keeper, &BackupKeeper::removed, this, &BackupPage::tellRemoved);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &BackupPage::closed);
}

/// The row at hand stands out as in the list of accounts: tinted, with its text as it is.
void BackupPage::takeColours()
{
    QPalette colours = palette();
    colours.setColor(QPalette::Highlight,
        widgets::blended(colours.color(QPalette::Base), colours.color(QPalette::Highlight), 0.25));
    colours.setColor(QPalette::HighlightedText, colours.color(QPalette::Text));
    m_list->setPalette(colours);
}

void BackupPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        takeColours();
    QScrollArea::changeEvent(event);
}

/// Not a focus proxy: one in the middle of a page takes the buttons before it out of the tab order.
void BackupPage::focusInEvent(QFocusEvent* /*event*/)
{
    m_write->setFocus();
}

void BackupPage::reload()
{
    showHealth();
    showBackups();
    if (m_keeper.isWriting())
        m_busy->start(tr("Making a backup…"));
    else if (m_session.isOpen() && !m_keeper.health())
        m_busy->start(tr("Looking at the backups…"));
    else
        m_busy->stop();
    m_write->setEnabled(m_session.isOpen() && !m_keeper.isWriting());
    m_removeFormer->setVisible(!m_keeper.formerCopies().empty());
}

void BackupPage::showHealth()
{
    m_health->setVisible(m_keeper.health().has_value());
    if (m_keeper.health()) {
        const text::Explanation explanation = text::healthText(*m_keeper.health());
        m_health->setState(lightOf(*m_keeper.health()), explanation.message, explanation.next);
    }
    const auto place = m_keeper.place();
    //: %1 is a folder
    m_folder->setText(place ? tr("Folder: %1").arg(shownPath(place->folder)) : QString());
}

void BackupPage::showBackups()
{
    const int row = m_list->currentRow();
    m_list->clear();
    for (const ::backup::Backup& backup : m_keeper.backups())
        //: %1 is the time of the backup, %2 what is known of it
        m_list->addItem(tr("%1\n%2").arg(shownTime(backup.time), whatIsKnown(backup)));
    const int count = m_list->count();
    m_list->setCurrentRow(std::min(std::max(row, 0), count - 1));
    m_empty->setVisible(count == 0);
    m_list->setVisible(count > 0);
    m_test->setEnabled(count > 0);
    m_merge->setEnabled(count > 0);
}

void BackupPage::showNotice(const QString& sentence)
{
    m_notice->showNotice(sentence);
}

void BackupPage::tellMade(const base::Result<::backup::Made>& made)
{
    if (made)
        m_notice->showNotice(tr("A backup with %n account(s) was made and read back.", nullptr,
            static_cast<int>(made->accounts)));
    else
        m_notice->showNotice(text::errorText(made.error()).message);
}

void BackupPage::tellRemoved(const base::Result<void>& outcome)
{
    m_notice->showNotice(outcome ? tr("The copies that open with the old passphrase are deleted.")
                                 : text::errorText(outcome.error()).message);
}

const ::backup::Backup* BackupPage::current() const
{
    const int row = m_list->currentRow();
    const auto& backups = m_keeper.backups();
    return row >= 0 && row < static_cast<int>(backups.size())
        ? &backups[static_cast<std::size_t>(row)]
        : nullptr;
}

void BackupPage::test()
{
    if (const auto* backup = current(); backup && m_session.isOpen())
        (new DrillDialog(m_keeper, m_session, *backup, this))->open();
}

void BackupPage::chooseFolder()
{
    const auto place = m_keeper.place();
    if (!place)
        return;
    auto* dialog = new QFileDialog(this, tr("Folder for backups"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setDirectory(QFile::decodeName(place->folder.c_str()));
    connect(dialog, &QFileDialog::fileSelected, this, &BackupPage::takeFolder);
    connect(&m_session, &vault::VaultSession::locked, dialog, &QFileDialog::reject);
    dialog->open();
}

void BackupPage::takeFolder(const QString& folder)
{
    if (const auto chosen = m_keeper.chooseFolder(QFile::encodeName(folder).toStdString()); !chosen)
        m_notice->showNotice(text::errorText(chosen.error()).message);
}

void BackupPage::restore()
{
    if (!m_session.isOpen())
        return;
    const auto* backup = current();
    auto* dialog = new RestoreDialog(m_session, backup ? backup->path : std::string(), this);
    connect(dialog, &RestoreDialog::openRequested, this, &BackupPage::openRequested);
    dialog->open();
}

void BackupPage::merge()
{
    const auto* backup = current();
    if (!backup || !m_session.isOpen())
        return;
    auto* dialog = new MergeDialog(m_session, backup->path, this);
    connect(dialog, &MergeDialog::merged, this,
        [this] { m_notice->showNotice(tr("The backup is merged. Undo takes it back.")); });
    dialog->open();
}

/// After a change of keys: with an old copy and the old passphrase somebody reads what is in it.
void BackupPage::askToRemoveFormer()
{
    constexpr int MostNamed = 8;
    const auto& copies = m_keeper.formerCopies();
    QStringList lines;
    for (const std::string& path : copies) {
        if (lines.size() == MostNamed) {
            lines << tr("and others");
            break;
        }
        lines << text::visibleText(QFileInfo(QFile::decodeName(path.c_str())).fileName());
    }
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(tr("Copies with old keys"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("%n copies still open with the passphrase from before the vault got new keys.",
        nullptr, static_cast<int>(copies.size())));
    box->setInformativeText(tr("They are deleted only if there is a whole backup with the new "
                               "keys. Copies elsewhere are yours to delete.")
        + QStringLiteral("\n\n") + lines.join(u'\n'));
    auto* cancel = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    auto* confirm = box->addButton(tr("Delete the copies"), QMessageBox::DestructiveRole);
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    connect(confirm, &QPushButton::clicked, &m_keeper, &BackupKeeper::removeFormerCopies);
    connect(&m_session, &vault::VaultSession::locked, box, &QMessageBox::reject);
    box->open();
}

} // namespace ui::backup
