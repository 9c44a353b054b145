// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/practice_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ui::shell {

PracticeStrip::PracticeStrip(const Practice& practice, QWidget* parent) : QFrame(parent)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Practice"));
    auto* row = new QHBoxLayout(this);
    auto* words = new QLabel(tr("<b>Practice</b>: all of this is gone at the end."));
    words->setTextFormat(Qt::RichText);
    words->setWordWrap(true);
    row->addWidget(words, 1);
    auto* page = new QPushButton(tr("Sign-in &page"));
    page->setToolTip(tr("Opens the page of the practice service in the browser"));
    page->setAccessibleDescription(page->toolTip());
    connect(page, &QPushButton::clicked, this,
        [this, address = practice.signInPage] { emit pageWanted(address); });
    row->addWidget(page);
    auto* control = new QPushButton(tr("What goes &wrong"));
    control->setToolTip(tr("Opens the page on which the service is told to fail"));
    control->setAccessibleDescription(control->toolTip());
    connect(control, &QPushButton::clicked, this,
        [this, address = practice.controlPage] { emit pageWanted(address); });
    row->addWidget(control);
}

} // namespace ui::shell
