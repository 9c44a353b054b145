// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/activation_card.h"

#include "ui/text/offer_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui::add {

namespace {

constexpr int LongestName = 120;

} // namespace

ActivationCard::ActivationCard(
    const enroll::ActivationOffer& offer, crypto::SecretBytes link, QWidget* parent)
    : QFrame(parent),
      m_link(std::move(link)),
      m_activate(new widgets::PrimaryButton(tr("&Activate…")))
{
    setFrameShape(QFrame::StyledPanel);
    //: %1 is the name of a push system
    auto* sentence = widgets::newTextLabel(tr("Push sign-ins with %1: this computer will be asked "
                                              "when you sign in.")
                                               .arg(text::protocolTitle(offer.protocol)),
        this);
    QFont bold = sentence->font();
    bold.setBold(true);
    sentence->setFont(bold);
    QStringList lines;
    //: %1 is an address
    lines << tr("Server: %1").arg(text::visibleText(offer.server, LongestName));
    if (!offer.account.isEmpty())
        //: %1 is the user's name at a service
        lines << tr("Account: %1").arg(text::visibleText(offer.account, LongestName));
    lines << tr("The next page says what will be sent; nothing is before you agree to it there.");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(sentence);
    for (const QString& line : lines)
        column->addWidget(widgets::newTextLabel(line, this));
    column->addWidget(m_activate);
    connect(m_activate, &QPushButton::clicked, this, &ActivationCard::activationWanted);
}

void ActivationCard::focusFirst()
{
    m_activate->setFocus();
}

} // namespace ui::add
