// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/source_panel.h"

#include "ui/widgets/countdown.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::add {

SourcePanel::SourcePanel(QWidget* parent) : QWidget(parent)
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

    auto* drop = widgets::newTextLabel(
        tr("Or drop a picture, a link or a backup of another program anywhere here."), this);
    drop->setAlignment(Qt::AlignCenter);
    drop->setMinimumHeight(fontMetrics().height() * 6);
    drop->setMargin(16);
    column->addSpacing(4);
    column->addWidget(drop);
    m_dropArea = drop;
    setFocusProxy(m_first);
}

void SourcePanel::setDropHovering(bool hovering)
{
    m_hovering = hovering;
    update();
}

void SourcePanel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen edge(
        m_hovering ? palette().color(QPalette::Highlight) : widgets::edgeColor(palette()), 1.5);
    edge.setStyle(m_hovering ? Qt::SolidLine : Qt::DashLine);
    painter.setPen(edge);
    painter.drawRoundedRect(QRectF(m_dropArea->geometry()).adjusted(1, 1, -1, -1), 10, 10);
}

} // namespace ui::add
