// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/empty_state.h"

#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui::accounts {

EmptyState::EmptyState(QWidget* parent) : QWidget(parent), m_title(new QLabel), m_hint(new QLabel)
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    m_title->setFont(large);
    for (QLabel* label : { m_title, m_hint }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
    }
    auto* add = new widgets::PrimaryButton(tr("Add the &first account"));
    connect(add, &QPushButton::clicked, this, &EmptyState::addRequested);
    m_add = add;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addWidget(add, 0, Qt::AlignCenter);
    column->addStretch(3);
}

void EmptyState::setSearching(bool isSearching)
{
    m_title->setText(isSearching ? tr("Nothing found") : tr("No accounts yet"));
    m_hint->setText(isSearching
            ? tr("No account has all these words in its issuer, name, note or tags.")
            : tr("Add one from the QR code a website shows you: from the screen, a picture, the "
                 "clipboard, or typed in."));
    m_add->setVisible(!isSearching);
}

} // namespace ui::accounts
