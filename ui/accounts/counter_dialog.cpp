// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/counter_dialog.h"

#include "core/vault/vault.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ui::accounts {

namespace {

constexpr int UsualSkip = 10; ///< services that look ahead at all mostly look that far

} // namespace

CounterDialog::CounterDialog(const QString& account, QWidget* parent)
    : QDialog(parent),
      m_codes(new QSpinBox)
{
    setWindowTitle(tr("The counter may be behind"));
    m_codes->setRange(1, static_cast<int>(vault::MaxSkippedCodes));
    m_codes->setValue(UsualSkip);
    auto* label = widgets::newTextLabel(tr("&Codes to skip"), this);
    label->setBuddy(m_codes);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_codes);
    row->addStretch();
    auto* buttons = new QDialogButtonBox;
    auto* skip = new widgets::PrimaryButton(tr("&Skip ahead"));
    buttons->addButton(skip, QDialogButtonBox::ActionRole);
    auto* worked = buttons->addButton(tr("A code &worked"), QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(widgets::newTextLabel(
        //: %1 is the name of an account.
        tr("%1 comes from an older copy of the vault. If codes were used since, the service "
           "expects "
           "later ones: it takes codes that are ahead, never those behind. If it refuses a code, "
           "skip some.")
            .arg(text::visibleText(account)),
        this));
    column->addLayout(row);
    column->addWidget(buttons);
    connect(skip, &QPushButton::clicked, this, [this] { emit skipRequested(m_codes->value()); });
    connect(worked, &QPushButton::clicked, this, &CounterDialog::codeWorked);
    connect(buttons, &QDialogButtonBox::rejected, this, &CounterDialog::reject);
    m_codes->setFocus();
}

} // namespace ui::accounts
