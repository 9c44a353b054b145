// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/drop_panel.h"

#include "ui/widgets/drop_area.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::transfer {

DropPanel::DropPanel(QWidget* parent)
    : QWidget(parent),
      m_dropArea(new widgets::DropArea(tr("Or drop files anywhere here.")))
{
    auto* choose = new widgets::PrimaryButton(tr("Choose &files…"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(widgets::newTextLabel(
        tr("Make an export or a backup in the other program and bring the file here. What it is, "
           "is found out from its content. You see what is in it before anything is saved."),
        this));
    column->addWidget(choose);
    column->addSpacing(4);
    column->addWidget(m_dropArea);
    column->addWidget(widgets::newTextLabel(
        tr("Aegis, 2FAS, andOTP, Bitwarden, Ente Auth, FreeOTP, KeePassXC, Proton Authenticator, "
           "Raivo OTP, Stratum, WinAuth and many more, encrypted or not."),
        this));
    column->addSpacing(4);
    column->addWidget(widgets::newTextLabel(
        tr("Authy, Microsoft Authenticator and Duo Mobile have no export. Their accounts are moved "
           "one by one; a checklist leads through it."),
        this));
    auto* coach = widgets::newSecondaryButton(tr("Move &account by account…"));
    column->addWidget(coach);
    connect(choose, &QPushButton::clicked, this, &DropPanel::filesRequested);
    connect(coach, &QPushButton::clicked, this, &DropPanel::coachRequested);
    setFocusProxy(choose);
}

void DropPanel::setDropHovering(bool hovering)
{
    m_dropArea->setHovering(hovering);
}

} // namespace ui::transfer
