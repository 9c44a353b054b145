// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/drop_panel.h"

#include "ui/widgets/countdown.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace ui::transfer {

namespace {

constexpr int LinesOfTheArea = 6;

} // namespace

DropPanel::DropPanel(QWidget* parent) : QWidget(parent)
{
    auto* choose = new widgets::PrimaryButton(tr("Choose &files…"));
    auto* drop = widgets::newTextLabel(tr("Or drop files anywhere here."), this);
    drop->setAlignment(Qt::AlignCenter);
    drop->setMinimumHeight(fontMetrics().height() * LinesOfTheArea);
    drop->setMargin(16);
    m_dropArea = drop;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(widgets::newTextLabel(
        tr("Make an export or a backup in the other program and bring the file here. What it is, "
           "is found out from its content. You see what is in it before anything is saved."),
        this));
    column->addWidget(choose);
    column->addSpacing(4);
    column->addWidget(drop);
    column->addWidget(widgets::newTextLabel(
        tr("Aegis, 2FAS, andOTP, Bitwarden, Ente Auth, FreeOTP, KeePassXC, Proton Authenticator, "
           "Raivo OTP, Stratum, WinAuth and many more, encrypted or not."),
        this));
    connect(choose, &QPushButton::clicked, this, &DropPanel::filesRequested);
    setFocusProxy(choose);
}

void DropPanel::setDropHovering(bool hovering)
{
    m_hovering = hovering;
    update();
}

void DropPanel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen edge(
        m_hovering ? palette().color(QPalette::Highlight) : widgets::edgeColor(palette()), 1.5);
    edge.setStyle(m_hovering ? Qt::SolidLine : Qt::DashLine);
    painter.setPen(edge);
    painter.drawRoundedRect(QRectF(m_dropArea->geometry()).adjusted(1, 1, -1, -1), 10, 10);
}

} // namespace ui::transfer
