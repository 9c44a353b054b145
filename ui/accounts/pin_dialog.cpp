// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/pin_dialog.h"

#include "ui/text/visible_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::accounts {

PinDialog::PinDialog(const QString& account, QWidget* parent)
    : QDialog(parent),
      m_pin(new widgets::PassphraseEdit(tr("PIN"))),
      m_error(widgets::newTextLabel({}, this))
{
    setWindowTitle(tr("Enter PIN"));
    m_error->hide();
    auto* buttons = new QDialogButtonBox;
    auto* make = new widgets::PrimaryButton(tr("&Make the code"));
    buttons->addButton(make, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(widgets::newTextLabel(
        //: %1 is the name of an account.
        tr("The code of %1 is made with your PIN.").arg(text::visibleText(account)), this));
    column->addWidget(m_pin);
    column->addWidget(m_error);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &PinDialog::entered);
    connect(buttons, &QDialogButtonBox::rejected, this, &PinDialog::reject);
    connect(m_pin, &widgets::PassphraseEdit::submitted, this, &PinDialog::entered);
    m_pin->setFocus();
}

base::Result<crypto::SecretBytes> PinDialog::takePin()
{
    return m_pin->takeText();
}

void PinDialog::showError(const QString& sentence)
{
    m_error->setText(sentence);
    m_error->show();
}

} // namespace ui::accounts
