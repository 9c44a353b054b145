// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/create_vault_page.h"

#include "ui/text/error_text.h"
#include "ui/unlock/new_passphrase_form.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"

#include <QVBoxLayout>

namespace ui::unlock {

CreateVaultPage::CreateVaultPage(
    const vault::VaultSession& session, FindCosts findCosts, QWidget* parent)
    : PageColumn(parent),
      m_session(session),
      m_findCosts(std::move(findCosts)),
      m_form(new NewPassphraseForm(session.services().random)),
      m_banner(new widgets::MessageBanner),
      m_create(new widgets::PrimaryButton(tr("&Create vault"))),
      m_restore(widgets::newSecondaryButton(tr("&Restore a backup…"))),
      m_busy(new widgets::BusyLine)
{
    addTitle(tr("Create your vault"));
    addText(tr("Your accounts are kept in one encrypted file on this computer. A passphrase opens "
               "it; nobody can reset it for you, so choose one that you will remember."));
    column()->addSpacing(8);
    column()->addWidget(m_form);
    column()->addWidget(m_banner);
    column()->addSpacing(8);
    column()->addWidget(m_create);
    column()->addWidget(m_restore);
    column()->addWidget(m_busy);
    setFocusProxy(m_form);

    connect(m_create, &QPushButton::clicked, this, &CreateVaultPage::create);
    connect(m_restore, &QPushButton::clicked, this, &CreateVaultPage::restoreRequested);
    connect(m_form, &NewPassphraseForm::submitted, this, &CreateVaultPage::create);
}

void CreateVaultPage::create()
{
    auto passphrase = m_form->read(*m_banner);
    if (!passphrase)
        return;
    setBusy(true);
    widgets::inThreadPool(
        this,
        [path = m_session.path(), services = m_session.services(), findCosts = m_findCosts,
            passphrase = std::move(*passphrase)]() mutable {
            auto created = vault::Vault::create(path, passphrase, findCosts(), services);
            return Outcome { std::move(created), std::move(passphrase) };
        },
        [this](Outcome outcome) { finish(std::move(outcome)); });
}

void CreateVaultPage::finish(Outcome outcome)
{
    setBusy(false);
    base::Result<vault::Vault::Created>& result = outcome.created;
    if (result) {
        m_form->reset();
        m_created = std::move(*result);
        m_typed = std::make_shared<const vault::Opener>(std::move(outcome.passphrase));
        emit created();
        return;
    }
    if (result.error().code == base::ErrorCode::VaultExists) {
        emit alreadyThere();
        return;
    }
    const auto explanation = text::errorText(result.error());
    m_banner->showError(explanation.message, explanation.next);
    m_form->setFocus();
}

std::optional<vault::Vault::Created> CreateVaultPage::takeCreated()
{
    return std::exchange(m_created, std::nullopt);
}

Typed CreateVaultPage::takeTyped()
{
    return std::exchange(m_typed, nullptr);
}

void CreateVaultPage::reset()
{
    m_created.reset();
    m_typed.reset();
    m_form->reset();
    m_banner->clear();
    m_form->setFocus();
}

void CreateVaultPage::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_create->setEnabled(!busy);
    m_restore->setEnabled(!busy);
    if (busy)
        m_busy->start(tr("Making the vault…"));
    else
        m_busy->stop();
}

} // namespace ui::unlock
