// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/change_panel.h"

#include "ui/widgets/page_column.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::push {

using ::push::ChangeKind;

ChangePanel::ChangePanel(QWidget* parent)
    : QWidget(parent),
      m_verification(widgets::newTextLabel({}, this)),
      m_renew(new QPushButton(this)),
      m_remove(new QPushButton(tr("Remove the verification &key…"), this)),
      m_transactions(widgets::newTextLabel({}, this)),
      m_choose(new QPushButton(this))
{
    layOut();
    connect(m_renew, &QPushButton::clicked, this,
        [this] { emit chosen(ChangeKind::RenewVerification); });
    connect(m_remove, &QPushButton::clicked, this,
        [this] { emit chosen(ChangeKind::RemoveVerification); });
    connect(m_choose, &QPushButton::clicked, this, [this] {
        emit chosen(m_options.takesTransactions ? ChangeKind::RefuseTransactions
                                                : ChangeKind::TakeTransactions);
    });
    setOptions({});
}

void ChangePanel::layOut()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_verification);
    for (QPushButton* button : { m_renew, m_remove })
        column->addWidget(button, 0, Qt::AlignLeft);
    column->addWidget(m_transactions);
    column->addWidget(m_choose, 0, Qt::AlignLeft);
}

void ChangePanel::setOptions(const ::push::ChangeOptions& options)
{
    m_options = options;
    const bool hasKey = options.hasVerification;
    m_verification->setText(hasKey
            ? tr("Approvals that have to be yours are signed by a key that only your passphrase or "
                 "recovery key opens.")
            : tr("There is no key that only your passphrase opens: what a service requires to be "
                 "verified cannot be approved from here."));
    m_renew->setText(
        hasKey ? tr("Rene&w the verification key…") : tr("Set &up a verification key…"));
    const bool takes = options.takesTransactions;
    m_transactions->setText(takes
            ? tr("The service may ask for your consent to transactions, too.")
            : tr("The service may ask about sign-ins only, and not about transactions."));
    m_choose->setText(takes ? tr("Refuse transa&ctions…") : tr("Let it ask about transa&ctions…"));
    for (QWidget* widget :
        { static_cast<QWidget*>(m_verification), static_cast<QWidget*>(m_renew) })
        widget->setVisible(options.canRenewVerification);
    m_remove->setVisible(options.canRenewVerification && hasKey);
    for (QWidget* widget :
        { static_cast<QWidget*>(m_transactions), static_cast<QWidget*>(m_choose) })
        widget->setVisible(options.canChooseTransactions);
    setVisible(options.canRenewVerification || options.canChooseTransactions);
}

} // namespace ui::push
