// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/journal_page.h"

#include "ui/push/chain_card.h"
#include "ui/push/journal_bar.h"
#include "ui/push/journal_view.h"
#include "ui/text/error_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/scrolled_page.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui::push {

namespace {

constexpr auto TableEnding = ".csv"_L1;

} // namespace

JournalPage::JournalPage(vault::VaultSession& session, const base::Clock& clock,
    JournalReader::BackupPlace place, QWidget* parent)
    : QScrollArea(parent),
      m_session(session),
      m_clock(clock),
      m_reader(new JournalReader(session, clock, std::move(place), this)),
      m_model(new JournalModel(this)),
      m_filter(new JournalFilter(this)),
      m_back(new QPushButton(tr("&Back"))),
      m_chains(new ChainCard),
      m_busy(new widgets::BusyLine),
      m_bar(new JournalBar(clock)),
      m_empty(widgets::newTextLabel({}, nullptr)),
      m_showAll(widgets::newSecondaryButton(tr("Show &all"))),
      m_list(new JournalView),
      m_count(widgets::newTextLabel({}, nullptr)),
      m_export(widgets::newSecondaryButton(tr("&Export…"))),
      m_compare(widgets::newSecondaryButton(tr("&Compare…"))),
      m_failure(new widgets::MessageBanner),
      m_notice(new widgets::NoticeBar)
{
    build();
    layOut();
    listen();
    takeReport();
}

void JournalPage::build()
{
    m_column = widgets::newColumn(this);
    // What is wider than the page breaks or is shortened.
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_filter->setSourceModel(m_model);
    m_list->setModel(m_filter);
    m_empty->setAlignment(Qt::AlignCenter);
    m_export->setToolTip(tr("Write all entries to a table or a document"));
    m_compare->setToolTip(tr("Tell what was altered or taken out since an export (JSON)"));
}

void JournalPage::layOut()
{
    auto* actions = new QHBoxLayout;
    actions->addWidget(m_export, 1);
    actions->addWidget(m_compare, 1);
    m_column->addLayout(widgets::newHead(tr("Journal"), m_back));
    m_column->addWidget(m_chains);
    m_column->addWidget(m_bar);
    m_column->addWidget(m_empty, 1);
    m_column->addWidget(m_showAll, 0, Qt::AlignHCenter);
    m_column->addWidget(m_list, 1);
    m_column->addWidget(m_count);
    m_column->addWidget(m_busy);
    m_column->addLayout(actions);
    m_column->addWidget(m_failure);
    m_column->addWidget(m_notice);
}

void JournalPage::listen()
{
    connect(m_back, &QPushButton::clicked, this, &JournalPage::closed);
    connect(m_bar, &JournalBar::choiceChanged, this, &JournalPage::takeChoice);
    connect(m_showAll, &QPushButton::clicked, m_bar, &JournalBar::clear);
    connect(m_export, &QPushButton::clicked, this, &JournalPage::chooseExport);
    connect(m_compare, &QPushButton::clicked, this, &JournalPage::chooseComparison);
    connect(m_reader, &JournalReader::changed, this, &JournalPage::takeReport);
    connect(m_reader, &JournalReader::exported, this, &JournalPage::tellExported);
    connect(m_reader, &JournalReader::compared, this, &JournalPage::tellCompared);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &JournalPage::closed);
}

/// Not a focus proxy: one in the middle of a page takes the buttons before it out of the tab order.
void JournalPage::focusInEvent(QFocusEvent* /*event*/)
{
    if (m_bar->isHidden())
        m_back->setFocus();
    else
        m_bar->setFocus();
}

void JournalPage::showEvent(QShowEvent* event)
{
    m_reader->setWanted(true);
    m_reader->compareWithBackups();
    takeChoice(); // what "today" is may have changed since it was shown last
    QScrollArea::showEvent(event);
}

void JournalPage::hideEvent(QHideEvent* event)
{
    m_reader->setWanted(false);
    QScrollArea::hideEvent(event);
}

void JournalPage::takeReport()
{
    const vault::JournalReport& report = m_reader->report();
    m_chains->setChains(report.chains, m_reader->here());
    m_chains->setVisible(!report.chains.empty());
    m_model->setLines(report.lines);
    m_bar->setLines(report.lines);
    m_bar->setVisible(!report.lines.empty());
    // Whoever came here before it was read meant to be there.
    if (m_reader->isRead() && !std::exchange(m_wasRead, true) && m_back->hasFocus())
        setFocus();
    m_export->setEnabled(!report.lines.empty());
    m_compare->setEnabled(m_session.isOpen());
    if (!m_reader->isRead())
        m_busy->start(tr("Reading the journal…"));
    else if (m_reader->isComparing())
        m_busy->start(tr("Comparing with the backups…"));
    else
        m_busy->stop();
    showCount();
}

void JournalPage::takeChoice()
{
    m_filter->setChoice(m_bar->choice());
    showCount();
}

void JournalPage::showCount()
{
    const int all = m_model->rowCount();
    const int shown = m_filter->rowCount();
    m_list->setVisible(shown > 0);
    m_empty->setVisible(shown == 0 && m_reader->isRead());
    m_showAll->setVisible(shown == 0 && all > 0);
    m_empty->setText(all == 0
            ? tr("Nothing was answered yet. What you decide about sign-in requests is kept here: "
                 "when, for which account, and where the request came from.")
            : tr("Nothing in the journal fits."));
    m_count->setVisible(all > 0);
    m_count->setText(shown == all ? tr("%n entries", nullptr, all)
                                  //: %1 of all the entries are shown
                                  : tr("%1 of %n entries", nullptr, all).arg(shown));
}

void JournalPage::chooseExport()
{
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(m_clock.now())).toLocalTime().date();
    auto* dialog = new QFileDialog(this, tr("Export the journal"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString table = tr("Table (*.csv)");
    dialog->setNameFilters({ tr("Document for comparing later (*.json)"), table });
    dialog->setDefaultSuffix(u"json"_s);
    // The name's ending follows: it is what tells the one from the other.
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, table](const QString& filter) {
        const QString ending = filter == table ? u"csv"_s : u"json"_s;
        const QFileInfo typed(dialog->selectedFiles().value(0));
        dialog->setDefaultSuffix(ending);
        dialog->selectFile(typed.completeBaseName() + u'.' + ending);
    });
    dialog->selectFile(u"countersign-journal-%1.json"_s.arg(today.toString(Qt::ISODate)));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_failure->clear();
        m_reader->exportTo(QFile::encodeName(file).toStdString(),
            file.endsWith(TableEnding, Qt::CaseInsensitive) ? vault::JournalFormat::Csv
                                                            : vault::JournalFormat::Json);
    });
    connect(&m_session, &vault::VaultSession::locked, dialog, &QFileDialog::reject);
    dialog->open();
}

void JournalPage::chooseComparison()
{
    auto* dialog = new QFileDialog(this, tr("Compare with an export"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Exports (*.json)"), tr("All files (*)") });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_failure->clear();
        m_reader->compareWith(QFile::encodeName(file).toStdString());
    });
    connect(&m_session, &vault::VaultSession::locked, dialog, &QFileDialog::reject);
    dialog->open();
}

void JournalPage::tellExported(const base::Result<void>& outcome)
{
    if (outcome)
        return m_notice->showNotice(
            tr("All %n entries are exported.", nullptr, m_model->rowCount()));
    const text::Explanation why = text::errorText(outcome.error());
    m_failure->showError(why.message, why.next);
}

void JournalPage::tellCompared(const base::Result<void>& outcome)
{
    if (outcome)
        return m_notice->showNotice(tr("The journal is compared with the export, too."));
    const bool isOther = outcome.error().code == base::ErrorCode::NotRecognised;
    const text::Explanation why = text::errorText(outcome.error());
    m_failure->showError(isOther ? tr("This file is no export of a journal.") : why.message,
        isOther ? tr("Choose a .json file that was exported here or by the command line.")
                : why.next);
}

} // namespace ui::push
