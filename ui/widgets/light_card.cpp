// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/light_card.h"

#include "ui/widgets/countdown.h"
#include "ui/widgets/page_column.h"

#include <QGridLayout>
#include <QPainter>

namespace ui::widgets {

LightCard::LightCard(QWidget* parent)
    : QFrame(parent),
      m_light(new StatusLight(this)),
      m_sentence(newTextLabel({}, this)),
      m_next(newTextLabel({}, this))
{
    QFont bold = m_sentence->font();
    bold.setBold(true);
    m_sentence->setFont(bold);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_light, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(m_sentence, 0, 1);
    grid->addWidget(m_next, 1, 1);
}

void LightCard::setState(Light light, const QString& sentence, const QString& next)
{
    m_light->setLight(light);
    m_sentence->setText(sentence);
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    setAccessibleName(sentence + u' ' + next);
}

void LightCard::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edgeColor(palette()), 1));
    painter.setBrush(palette().brush(QPalette::AlternateBase));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace ui::widgets
