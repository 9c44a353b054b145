// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/unlock_page.h"

#include "core/vault/vault_file.h"
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

/// The copy that every save leaves of the file before it; empty if that is not whole, either.
std::string previousCopyOf(const std::string& path)
{
    const std::string copy = path + ".previous";
    return vault::readVaultFile(copy) ? copy : std::string();
}

} // namespace

UnlockPage::UnlockPage(const vault::VaultSession& session, QWidget* parent)
    : PageColumn(parent),
      m_session(session),
      m_field(new widgets::PassphraseEdit(tr("Passphrase or recovery key"))),
      m_banner(new widgets::MessageBanner),
      m_unlock(new widgets::PrimaryButton({})),
      m_restore(widgets::newSecondaryButton(tr("Restore a &copy…"))),
      m_read(widgets::newSecondaryButton({})),
      m_busy(new widgets::BusyLine)
{
    addTitle(tr("Unlock your vault"));
    column()->addSpacing(4);
    auto* label = addText(tr("&Passphrase or recovery key"));
    label->setBuddy(m_field);
    column()->addWidget(m_field);
    column()->addWidget(m_banner);
    column()->addSpacing(8);
    for (QWidget* widget : { static_cast<QWidget*>(m_unlock), static_cast<QWidget*>(m_restore),
             static_cast<QWidget*>(m_read), static_cast<QWidget*>(m_busy) })
        column()->addWidget(widget);
    m_restore->hide();
    m_read->hide();
    setReading(false);
    setFocusProxy(m_field);

    connect(m_unlock, &QPushButton::clicked, this, &UnlockPage::submit);
    connect(m_field, &widgets::PassphraseEdit::submitted, this, &UnlockPage::submit);
    connect(m_restore, &QPushButton::clicked, this, [this] { emit restoreRequested(m_copy); });
    connect(m_read, &QPushButton::clicked, this, &UnlockPage::wantReading);
}

void UnlockPage::submit()
{
    const auto typed = m_field->takeText();
    auto opener =
        typed ? vault::toOpener(typed->view()) : base::Result<vault::Opener>(typed.error());
    if (!opener)
        explain(opener.error());
    else if (m_isReading)
        read(std::move(*opener));
    else
        open(std::move(*opener));
}

void UnlockPage::open(vault::Opener opener)
{
    setBusy(tr("Opening the vault…"));
    widgets::inThreadPool(
        this,
        [path = m_session.path(), services = m_session.services(),
            opener = std::move(opener)]() mutable {
            Outcome outcome { openVault(path, std::move(opener), services) };
            if (!outcome.opened && outcome.opened.error().code == base::ErrorCode::Damaged)
                outcome.copy = previousCopyOf(path);
            return outcome;
        },
        [this](Outcome outcome) { finish(std::move(outcome)); });
}

void UnlockPage::finish(Outcome outcome)
{
    setBusy({});
    if (!outcome.opened) {
        m_copy = std::move(outcome.copy);
        explain(outcome.opened.error());
        return;
    }
    m_wrongTries = 0;
    m_banner->clear();
    m_opened = std::move(*outcome.opened);
    emit opened();
}

void UnlockPage::read(vault::Opener opener)
{
    setBusy(tr("Reading what can be read…"));
    widgets::inThreadPool(
        this,
        [path = m_session.path(), opener = std::move(opener)] {
            return vault::Salvage::read(path, opener);
        },
        [this](base::Result<vault::Salvage> result) { finishReading(std::move(result)); });
}

void UnlockPage::finishReading(base::Result<vault::Salvage> result)
{
    setBusy({});
    if (!result) {
        explainReading(result.error());
        return;
    }
    m_banner->clear();
    m_salvaged = std::make_shared<const vault::Salvage>(std::move(*result));
    emit salvaged();
}

void UnlockPage::wantReading()
{
    if (m_isReading) {
        reset();
        return;
    }
    setReading(true);
    if (!m_field->isEmpty()) {
        submit();
        return;
    }
    m_banner->showNote(tr("Type your passphrase or recovery key once more."),
        tr("The damaged file is only read; nothing is written to it."));
    m_field->setFocus();
}

void UnlockPage::setReading(bool isReading)
{
    m_isReading = isReading;
    m_unlock->setText(isReading ? tr("&Read what can be read") : tr("&Unlock"));
    m_read->setText(isReading ? tr("&Back to unlocking") : tr("&Read what can be read…"));
}

void UnlockPage::explain(const base::Error& error)
{
    auto explanation = text::errorText(error);
    if (error.code == base::ErrorCode::EmptyPassphrase) {
        explanation = { tr("Nothing was typed yet."), tr("Type the passphrase of your vault.") };
    } else if (error.code == base::ErrorCode::Damaged) {
        explanation = { tr("The vault’s file is damaged: it is not as it was saved."),
            tr("It stays as it is. Go back to a copy of it, a backup or the one before the last "
               "save. Where there is none, what can be read of the file may be saved as a new "
               "vault.") };
        m_restore->show();
        m_read->show();
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

void UnlockPage::explainReading(const base::Error& error)
{
    if (error.code != base::ErrorCode::Damaged) {
        explain(error);
        return;
    }
    const bool isBeginning = !error.arguments.empty() && error.arguments.front() != "body";
    m_banner->showError(isBeginning
            ? tr("Nothing can be read: the beginning of the file is damaged, which the passphrase "
                 "needs.")
            : tr("Nothing can be read: no account was found in what is left of the file."),
        tr("Use a backup or another copy."));
    m_restore->setFocus();
}

Salvaged UnlockPage::takeSalvaged()
{
    return std::exchange(m_salvaged, nullptr);
}

std::optional<OpenedVault> UnlockPage::takeOpened()
{
    return std::exchange(m_opened, std::nullopt);
}

void UnlockPage::reset()
{
    m_opened.reset();
    m_salvaged.reset();
    m_copy.clear();
    m_wrongTries = 0;
    setReading(false);
    m_restore->hide();
    m_read->hide();
    m_field->wipe();
    m_field->setShown(false);
    m_banner->clear();
    m_field->setFocus();
}

void UnlockPage::showNote(const QString& sentence)
{
    m_banner->showNote(sentence);
}

void UnlockPage::setBusy(const QString& sentence)
{
    const bool busy = !sentence.isEmpty();
    for (QWidget* widget : { static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_unlock),
             static_cast<QWidget*>(m_restore), static_cast<QWidget*>(m_read) })
        widget->setEnabled(!busy);
    if (busy) {
        m_banner->clear();
        m_busy->start(sentence);
    } else {
        m_busy->stop();
    }
}

} // namespace ui::unlock
