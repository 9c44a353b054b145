// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/source_panel.h"

#include "ui/widgets/drop_area.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::add {

SourcePanel::SourcePanel(QWidget* parent)
    : QWidget(parent),
      m_dropArea(new widgets::DropArea(
          tr("Or drop a picture, a link or a backup of another program anywhere here.")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(widgets::newTextLabel(
        tr("Show the QR code of the website on this screen, or bring its picture or link here."),
        this));
    const auto addButton = [&](QPushButton* button, void (SourcePanel::*wish)()) {
        button->setMinimumHeight(fontMetrics().height() * 5 / 2);
        column->addWidget(button);
        connect(button, &QPushButton::clicked, this, wish);
        return button;
    };
    m_first = addButton(
        new widgets::PrimaryButton(tr("&Scan the screen")), &SourcePanel::screenRequested);
    addButton(new QPushButton(tr("Open &pictures…")), &SourcePanel::filesRequested);
    addButton(new QPushButton(tr("Paste a picture or &link")), &SourcePanel::pasteRequested);
    addButton(new QPushButton(tr("&Type it in…")), &SourcePanel::formRequested);

    column->addSpacing(4);
    column->addWidget(m_dropArea);
    setFocusProxy(m_first);
}

void SourcePanel::setDropHovering(bool hovering)
{
    m_dropArea->setHovering(hovering);
}

} // namespace ui::add
