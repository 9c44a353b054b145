// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_preview.h"

#include "ui/transfer/breakable_text.h"
#include "ui/transfer/export_filter.h"
#include "ui/transfer/export_table.h"
#include "ui/widgets/page_column.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace ui::transfer {

namespace {

constexpr int FewestLettersOfFates = 6; ///< of the box, however long its entries are
constexpr int LinesAboutAccount = 4;

} // namespace

ExportPreview::ExportPreview(ExportModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_filter(new ExportFilter(this)),
      m_summary(widgets::newTextLabel({}, this)),
      m_words(new QLineEdit),
      m_fate(new QComboBox),
      m_all(new QCheckBox(tr("&All that are shown"))),
      m_table(new ExportTable),
      m_empty(widgets::newTextLabel(tr("No account fits what is asked for."), this)),
      m_about(widgets::newTextLabel({}, this))
{
    build();
    layOut();
    listen();
    takeModel();
}

void ExportPreview::build()
{
    m_words->setPlaceholderText(tr("Search"));
    m_words->setAccessibleName(tr("Search the accounts"));
    m_words->setClearButtonEnabled(true);
    m_fate->setAccessibleName(tr("Which accounts"));
    m_fate->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_fate->setMinimumContentsLength(FewestLettersOfFates);
    m_fate->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    offerFates();
    m_filter->setSourceModel(&m_model);
    m_table->setModel(m_filter);
    m_empty->setAlignment(Qt::AlignCenter);
    m_about->setMinimumHeight(fontMetrics().lineSpacing() * LinesAboutAccount);
    m_about->setAlignment(Qt::AlignLeading | Qt::AlignTop);
}

void ExportPreview::layOut()
{
    auto* choice = new QHBoxLayout;
    choice->addWidget(m_words, 1);
    choice->addWidget(m_fate, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_summary);
    column->addLayout(choice);
    column->addWidget(m_all, 0, Qt::AlignLeading);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_about);
}

void ExportPreview::listen()
{
    connect(&m_model, &ExportModel::choiceChanged, this, &ExportPreview::takeModel);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setWords(text);
        takeModel();
    });
    connect(m_words, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_fate, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setFate(
            index > 0 ? std::optional(static_cast<ExportFate>(index - 1)) : std::nullopt);
        takeModel();
    });
    connect(m_all, &QCheckBox::clicked, this, &ExportPreview::tickShown);
    connect(m_table, &ExportTable::confirmed, this, &ExportPreview::confirmed);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ExportPreview::showCurrent);
}

void ExportPreview::reset()
{
    m_words->clear();
    m_fate->setCurrentIndex(0);
}

/// How many there are of each stands beside it.
void ExportPreview::offerFates()
{
    const int whole = m_model.countOf(ExportFate::Whole);
    const int losing = m_model.countOf(ExportFate::Losing);
    const int left = m_model.countOf(ExportFate::LeftOut);
    const QStringList texts { tr("All (%1)").arg(whole + losing + left),
        tr("Whole (%1)").arg(whole), tr("Something is lost (%1)").arg(losing),
        tr("Do not fit (%1)").arg(left) };
    if (m_fate->count() == 0)
        m_fate->addItems(texts);
    for (int i = 0; i < m_fate->count(); ++i)
        m_fate->setItemText(i, texts[i]);
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

void ExportPreview::takeModel()
{
    offerFates();
    const bool isEmpty = m_filter->rowCount() == 0;
    m_table->setVisible(!isEmpty);
    m_about->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    if (!isEmpty && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_filter->index(0, 0));
    showTicks();
    showCurrent();
}

void ExportPreview::showTicks()
{
    int possible = 0;
    int ticked = 0;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QVariant tick = m_filter->index(row, 0).data(Qt::CheckStateRole);
        possible += tick.isValid() ? 1 : 0;
        ticked += tick.isValid() && tick.toInt() == Qt::Checked ? 1 : 0;
    }
    m_all->setEnabled(possible > 0);
    m_all->setCheckState(ticked == 0 ? Qt::Unchecked
            : ticked < possible      ? Qt::PartiallyChecked
                                     : Qt::Checked);
}

/// A press ticks all unless all are.
void ExportPreview::tickShown()
{
    m_model.tick(m_filter->shownRows(), m_all->checkState() != Qt::Unchecked);
}

void ExportPreview::showCurrent()
{
    m_about->setText(breakable(m_table->currentIndex().data(ExportModel::AboutRole).toString()));
}

/// Not a focus proxy: one in the middle of a page takes what is before it out of the tab order.
void ExportPreview::focusInEvent(QFocusEvent* /*event*/)
{
    if (m_table->isVisible())
        m_table->setFocus();
    else
        m_words->setFocus();
}

} // namespace ui::transfer
