// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/verify_dialog.h"

#include "ui/text/error_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::unlock {

VerifyDialog::VerifyDialog(vault::VaultSession& session, const QString& reason, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_field(new widgets::PassphraseEdit(tr("Passphrase or recovery key"))),
      m_banner(new widgets::MessageBanner),
      m_busy(new widgets::BusyLine),
      m_confirm(new widgets::PrimaryButton(tr("C&onfirm")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Confirm that it is you"));
    auto* label = new QLabel(tr("&Passphrase or recovery key"));
    label->setBuddy(m_field);
    auto* cancel = widgets::newSecondaryButton(tr("&Cancel"));
    cancel->setAutoDefault(false);
    m_confirm->setDefault(true);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    column->addWidget(widgets::newTextLabel(reason, this));
    column->addWidget(label);
    column->addWidget(m_field);
    column->addWidget(m_banner);
    column->addWidget(m_busy);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(cancel, 1);
    buttons->addWidget(m_confirm, 1);
    column->addLayout(buttons);
    setMinimumWidth(380); // room for the title
    m_field->setFocus();

    // The default button answers Enter, also in the field.
    connect(m_confirm, &QPushButton::clicked, this, &VerifyDialog::verify);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_session, &vault::VaultSession::locked, this, &QDialog::reject);
}

void VerifyDialog::done(int result)
{
    m_field->wipe();
    QDialog::done(result);
}

void VerifyDialog::verify()
{
    if (!m_session.isOpen())
        return;
    const auto typed = m_field->takeText();
    auto opener =
        typed ? vault::toOpener(typed->view()) : base::Result<vault::Opener>(typed.error());
    if (!opener) {
        explain(opener.error());
        return;
    }
    setBusy(true);
    widgets::inThreadPool(
        this,
        [verifier = m_session.vault().verifier(), opener = std::move(*opener)] {
            return verifier.verify(opener);
        },
        [this](base::Result<vault::Verification> result) { finish(std::move(result)); });
}

void VerifyDialog::finish(base::Result<vault::Verification> result)
{
    setBusy(false);
    if (!m_session.isOpen())
        return;
    if (!result) {
        explain(result.error());
        return;
    }
    m_session.countVerification(true);
    emit verified(std::make_shared<vault::Verification>(std::move(*result)));
    accept();
}

void VerifyDialog::explain(const base::Error& error)
{
    if (error.code == base::ErrorCode::VerificationFailed)
        m_session.countVerification(false);
    if (!m_session.isOpen())
        return;
    const auto explanation = text::errorText(error);
    m_banner->showError(explanation.message, explanation.next);
    m_field->setFocus();
}

void VerifyDialog::setBusy(bool busy)
{
    m_field->setEnabled(!busy);
    m_confirm->setEnabled(!busy);
    if (busy) {
        m_banner->clear();
        m_busy->start(tr("Checking…"));
    } else {
        m_busy->stop();
    }
}

} // namespace ui::unlock
