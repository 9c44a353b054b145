// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/light_card.h"

#include "ui/widgets/card.h"
#include "ui/widgets/page_column.h"

#include <QLabel>

namespace ui::widgets {

LightCard::LightCard(QWidget* parent)
    : QFrame(parent),
      m_light(new StatusLight(this)),
      m_sentence(newTextLabel({}, this)),
      m_next(newTextLabel({}, this))
{
    layOutCard(this, m_light, m_sentence, m_next);
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
    paintCard(this);
}

} // namespace ui::widgets
