// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/card.h"

#include "ui/widgets/countdown.h"

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace ui::widgets {

void layOutCard(QFrame* card, QWidget* sign, QLabel* sentence, QLabel* more)
{
    QFont bold = sentence->font();
    bold.setBold(true);
    sentence->setFont(bold);
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    auto* grid = new QGridLayout(card);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(sign, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(sentence, 0, 1);
    grid->addWidget(more, 1, 1);
}

void paintCard(QWidget* card)
{
    QPainter painter(card);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edgeColor(card->palette()), 1));
    painter.setBrush(card->palette().brush(QPalette::AlternateBase));
    painter.drawRoundedRect(QRectF(card->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace ui::widgets
