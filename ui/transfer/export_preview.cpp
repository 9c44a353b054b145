// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_preview.h"

#include "ui/transfer/export_filter.h"
#include "ui/transfer/export_table.h"
#include "ui/widgets/page_column.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace ui::transfer {

ExportPreview::ExportPreview(ExportModel& model, QWidget* parent)
    : TickPreview(model, parent),
      m_model(model),
      m_filter(new ExportFilter(this)),
      m_summary(widgets::newTextLabel({}, this)),
      m_fate(newBox(tr("Which accounts")))
{
    auto* choice = new QHBoxLayout;
    choice->addWidget(words(), 1);
    choice->addWidget(m_fate, 1);
    build({ .filter = m_filter,
        .table = new ExportTable,
        .head = { m_summary },
        .choice = choice,
        .wordsName = tr("Search the accounts"),
        .emptyText = tr("No account fits what is asked for.") });
    connect(m_fate, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setFate(
            index > 0 ? std::optional(static_cast<ExportFate>(index - 1)) : std::nullopt);
        takeModel();
    });
}

void ExportPreview::reset()
{
    words()->clear();
    m_fate->setCurrentIndex(0);
}

/// How many there are of each stands beside it.
void ExportPreview::tellOfModel()
{
    const int whole = m_model.countOf(ExportFate::Whole);
    const int losing = m_model.countOf(ExportFate::Losing);
    const int left = m_model.countOf(ExportFate::LeftOut);
    offer(m_fate,
        { tr("All (%1)").arg(whole + losing + left), tr("Whole (%1)").arg(whole),
            tr("Something is lost (%1)").arg(losing), tr("Do not fit (%1)").arg(left) });
    QStringList summary;
    if (left > 0)
        summary << tr("%n account(s) do not fit into this kind of file.", nullptr, left);
    if (losing > 0)
        summary << tr("Of %n account(s) something stays behind.", nullptr, losing);
    if (whole + losing + left == 0)
        summary << tr("There are no accounts.");
    if (summary.isEmpty())
        summary << tr("Every account fits, and nothing is lost.");
    m_summary->setText(summary.join(u' '));
}

} // namespace ui::transfer
