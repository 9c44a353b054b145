// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/tick_preview.h"

#include "ui/transfer/breakable_text.h"
#include "ui/transfer/tick_filter.h"
#include "ui/transfer/tick_model.h"
#include "ui/transfer/tick_table.h"
#include "ui/widgets/page_column.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace ui::transfer {

namespace {

constexpr int FewestLettersOfBox = 6; ///< however long its entries are
constexpr int LinesAboutRow = 4;

} // namespace

TickPreview::TickPreview(TickModel& model, QWidget* parent)
    : QWidget(parent),
      m_rows(model),
      m_words(new QLineEdit),
      m_all(new QCheckBox(tr("&All that are shown")))
{
    m_words->setPlaceholderText(tr("Search"));
    m_words->setClearButtonEnabled(true);
}

QComboBox* TickPreview::newBox(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(FewestLettersOfBox);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return box;
}

void TickPreview::offer(QComboBox* box, const QStringList& texts)
{
    if (box->count() == 0)
        box->addItems(texts);
    for (int i = 0; i < box->count(); ++i)
        box->setItemText(i, texts[i]);
}

void TickPreview::build(const Parts& parts)
{
    m_shown = parts.filter;
    m_shown->setParent(this);
    m_view = parts.table;
    m_empty = widgets::newTextLabel(parts.emptyText, this);
    m_about = widgets::newTextLabel({}, this);
    m_words->setAccessibleName(parts.wordsName);
    m_shown->setSourceModel(&m_rows);
    m_view->setModel(m_shown);
    m_empty->setAlignment(Qt::AlignCenter);
    m_about->setMinimumHeight(fontMetrics().lineSpacing() * LinesAboutRow);
    m_about->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    layOut(parts);
    listen();
    takeModel();
}

void TickPreview::layOut(const Parts& parts)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    for (QWidget* const part : parts.head)
        column->addWidget(part);
    column->addLayout(parts.choice);
    column->addWidget(m_all, 0, Qt::AlignLeading);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_about);
}

void TickPreview::listen()
{
    connect(&m_rows, &TickModel::choiceChanged, this, &TickPreview::takeModel);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_shown->setWords(text);
        takeModel();
    });
    connect(m_words, &QLineEdit::returnPressed, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_all, &QCheckBox::clicked, this, &TickPreview::tickShown);
    connect(m_view, &TickTable::confirmed, this, &TickPreview::confirmed);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &TickPreview::showCurrent);
}

void TickPreview::takeModel()
{
    tellOfModel();
    const bool isEmpty = m_shown->rowCount() == 0;
    m_view->setVisible(!isEmpty);
    m_about->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    if (!isEmpty && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_shown->index(0, 0));
    showTicks();
    showCurrent();
}

int TickPreview::currentRow() const
{
    return m_shown->mapToSource(m_view->currentIndex()).row();
}

void TickPreview::setCurrentRow(int row)
{
    const QModelIndex index = m_shown->mapFromSource(m_rows.index(row, 0));
    if (index.isValid())
        m_view->setCurrentIndex(index);
}

void TickPreview::showTicks()
{
    int possible = 0;
    int ticked = 0;
    for (int row = 0; row < m_shown->rowCount(); ++row) {
        const QVariant tick = m_shown->index(row, 0).data(Qt::CheckStateRole);
        possible += tick.isValid() ? 1 : 0;
        ticked += tick.isValid() && tick.toInt() == Qt::Checked ? 1 : 0;
    }
    m_all->setEnabled(possible > 0);
    m_all->setCheckState(ticked == 0 ? Qt::Unchecked
            : ticked < possible      ? Qt::PartiallyChecked
                                     : Qt::Checked);
}

/// A press ticks all unless all are.
void TickPreview::tickShown()
{
    m_rows.tick(m_shown->shownRows(), m_all->checkState() != Qt::Unchecked);
}

void TickPreview::showCurrent()
{
    m_about->setText(breakable(m_view->currentIndex().data(TickModel::AboutRole).toString()));
}

/// Not a focus proxy: one in the middle of a page takes what is before it out of the tab order.
void TickPreview::focusInEvent(QFocusEvent* /*event*/)
{
    if (m_view->isVisible())
        m_view->setFocus();
    else
        m_words->setFocus();
}

} // namespace ui::transfer
