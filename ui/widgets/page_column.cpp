// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/page_column.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::widgets {

PageColumn::PageColumn(QWidget* parent)
    : QScrollArea(parent),
      m_middle(new QWidget),
      m_column(new QVBoxLayout(m_middle))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    // Only the fields in it take part in the tab order.
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);

    m_column->setContentsMargins(24, 24, 24, 24);
    m_column->setSpacing(12);
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins({});
    row->addStretch(1);
    auto* upright = new QVBoxLayout;
    upright->addStretch(2);
    upright->addWidget(m_middle);
    upright->addStretch(3);
    row->addLayout(upright, 1000);
    row->addStretch(1);
    setWidget(page);
    page->setAutoFillBackground(false);
    fitWidth();
}

QLabel* PageColumn::addTitle(const QString& text)
{
    auto* title = newTextLabel(text, m_middle);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setBold(true);
    title->setFont(large);
    m_column->addWidget(title);
    return title;
}

QLabel* PageColumn::addText(const QString& text)
{
    auto* paragraph = newTextLabel(text, m_middle);
    m_column->addWidget(paragraph);
    return paragraph;
}

void PageColumn::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        fitWidth();
    QScrollArea::changeEvent(event);
}

void PageColumn::fitWidth()
{
    m_middle->setMaximumWidth(fontMetrics().averageCharWidth() * 60 + 48);
}

QLabel* newTextLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace ui::widgets
