// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/busy_line.h"

#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace ui::widgets {

BusyLine::BusyLine(QWidget* parent)
    : QWidget(parent),
      m_bar(new QProgressBar(this)),
      m_sentence(new QLabel(this))
{
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setAlignment(Qt::AlignHCenter);
    QSizePolicy keepsItsPlace = sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    setSizePolicy(keepsItsPlace);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_bar);
    column->addWidget(m_sentence);
    stop();
}

void BusyLine::start(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_bar->setAccessibleName(sentence);
    m_bar->setRange(0, 0);
    show();
}

void BusyLine::stop()
{
    hide();
    // A range without end is animated even while hidden.
    m_bar->setRange(0, 1);
}

} // namespace ui::widgets
