// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/scrolled_page.h"

#include "ui/widgets/page_column.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace ui::widgets {

QVBoxLayout* newColumn(QScrollArea* page)
{
    page->setFrameShape(QFrame::NoFrame);
    page->setWidgetResizable(true);
    page->setFocusPolicy(Qt::NoFocus);
    page->viewport()->setAutoFillBackground(false);
    auto* contents = new QWidget;
    auto* column = new QVBoxLayout(contents);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    page->setWidget(contents);
    contents->setAutoFillBackground(false);
    return column;
}

QLayout* newHead(const QString& title, QPushButton* back)
{
    auto* label = newTextLabel(title, nullptr);
    QFont large = label->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    label->setFont(large);
    auto* head = new QHBoxLayout;
    head->addWidget(label, 1);
    head->addWidget(back);
    return head;
}

} // namespace ui::widgets
