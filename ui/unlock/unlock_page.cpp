// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/unlock_page.h"

#include "ui/text/error_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui::unlock {
namespace {

constexpr int TriesBeforeRecoveryIsSuggested = 3;

/// Runs in the thread pool.
base::Result<OpenedVault> openVault(
    const std::string& path, vault::Opener opener, const vault::Services& services)
{
    auto opened = vault::Vault::open(path, opener, services);
    if (!opened)
        return opened.error();
    OpenedVault result { std::move(*opened), {} };
    if (std::holds_alternative<vault::RecoveryKey>(opener)) {
        auto verification = result.vault.verify(opener);
        if (!verification)
            return verification.error();
        result.verification = std::move(*verification);
    } else {
        result.typed = std::make_shared<const vault::Opener>(std::move(opener));
    }
    return result;
}

} // namespace

UnlockPage::UnlockPage(const vault::VaultSession& session, QWidget* parent)
    : PageColumn(parent),
      m_session(session),
      m_field(new widgets::PassphraseEdit(tr("Passphrase or recovery key"))),
      m_banner(new widgets::MessageBanner),
      m_unlock(new widgets::PrimaryButton(tr("&Unlock"))),
      m_busy(new widgets::BusyLine)
{
    addTitle(tr("Unlock your vault"));
    column()->addSpacing(4);
    auto* label = addText(tr("&Passphrase or recovery key"));
    label->setBuddy(m_field);
    column()->addWidget(m_field);
    column()->addWidget(m_banner);
    column()->addSpacing(8);
    column()->addWidget(m_unlock);
    column()->addWidget(m_busy);
    setFocusProxy(m_field);

    connect(m_unlock, &QPushButton::clicked, this, &UnlockPage::unlock);
    connect(m_field, &widgets::PassphraseEdit::submitted, this, &UnlockPage::unlock);
}

void UnlockPage::unlock()
{
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
        [path = m_session.path(), services = m_session.services(),
            opener = std::move(*opener)]() mutable {
            return openVault(path, std::move(opener), services);
        },
        [this](base::Result<OpenedVault> result) { finish(std::move(result)); });
}

void UnlockPage::finish(base::Result<OpenedVault> result)
{
    setBusy(false);
    if (!result) {
        explain(result.error());
        return;
    }
    m_wrongTries = 0;
    m_banner->clear();
    m_opened = std::move(*result);
    emit opened();
}

void UnlockPage::explain(const base::Error& error)
{
    auto explanation = text::errorText(error);
    if (error.code == base::ErrorCode::EmptyPassphrase) {
        explanation = { tr("Nothing was typed yet."), tr("Type the passphrase of your vault.") };
    } else if (error.code == base::ErrorCode::WrongPassphrase) {
        ++m_wrongTries;
        explanation.message = tr("This passphrase does not open the vault.");
        explanation.next = m_wrongTries < TriesBeforeRecoveryIsSuggested
            ? tr("Check the keyboard layout and Caps Lock, then try again.")
            : tr("Forgotten? Type your recovery key into the same field: it begins with CSR1. You "
                 "can then choose a new passphrase.");
    }
    m_banner->showError(explanation.message, explanation.next);
    m_field->setFocus();
}

std::optional<OpenedVault> UnlockPage::takeOpened()
{
    return std::exchange(m_opened, std::nullopt);
}

void UnlockPage::reset()
{
    m_opened.reset();
    m_wrongTries = 0;
    m_field->wipe();
    m_field->setShown(false);
    m_banner->clear();
    m_field->setFocus();
}

void UnlockPage::showNote(const QString& sentence)
{
    m_banner->showNote(sentence);
}

void UnlockPage::setBusy(bool busy)
{
    m_field->setEnabled(!busy);
    m_unlock->setEnabled(!busy);
    if (busy) {
        m_banner->clear();
        m_busy->start(tr("Opening the vault…"));
    } else {
        m_busy->stop();
    }
}

} // namespace ui::unlock
