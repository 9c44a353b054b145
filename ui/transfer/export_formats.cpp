// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_formats.h"

#include "ui/text/export_text.h"
#include "ui/text/import_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/row_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::transfer {

namespace {

constexpr int FewestFormats = 3; ///< that are seen at once, however small the window
constexpr int LinesAboutFormat = 5;

} // namespace

ExportFormats::ExportFormats(List formats, QWidget* parent)
    : QWidget(parent),
      m_formats(formats),
      m_list(new widgets::RowList(tr("Kinds of files"))),
      m_about(widgets::newTextLabel({}, this))
{
    build();
    layOut();
    connect(m_list, &QListWidget::currentRowChanged, this, &ExportFormats::showCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &ExportFormats::confirmed);
    reset();
}

void ExportFormats::build()
{
    for (const ::transfer::ExportFormat* format : m_formats)
        m_list->addRow(text::formatTitle(*format->format),
            format->format->isEncrypted ? tr("Opens with a passphrase that you choose")
                                        : tr("Not encrypted"));
    m_list->setMinimumHeight(fontMetrics().height() * 3 * FewestFormats);
    m_about->setMinimumHeight(fontMetrics().lineSpacing() * LinesAboutFormat);
    m_about->setAlignment(Qt::AlignLeading | Qt::AlignTop);
}

void ExportFormats::layOut()
{
    auto* backups = new QPushButton(tr("&Backups"));
    connect(backups, &QPushButton::clicked, this, &ExportFormats::backupsWanted);
    auto* other = new QHBoxLayout;
    other->addWidget(
        widgets::newTextLabel(tr("To keep all that there is, sign-in keys, history and journal "
                                 "included, make a backup: that only Countersign reads."),
            this),
        1);
    other->addWidget(backups, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(widgets::newTextLabel(tr("Which program is to read the file?"), this));
    column->addWidget(m_list, 1);
    column->addWidget(m_about);
    column->addLayout(other);
}

const ::transfer::ExportFormat& ExportFormats::chosen() const
{
    return *m_formats[static_cast<std::size_t>(std::max(m_list->currentRow(), 0))];
}

void ExportFormats::reset()
{
    m_list->setCurrentRow(0);
}

void ExportFormats::showCurrent()
{
    m_about->setText(text::exportFormatText(chosen()).join(QStringLiteral("\n• ")));
}

/// Not a focus proxy: one in the middle of a page takes what is before it out of the tab order.
void ExportFormats::focusInEvent(QFocusEvent* /*event*/)
{
    m_list->setFocus();
}

} // namespace ui::transfer
