// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/new_passphrase_page.h"

#include "ui/text/error_text.h"
#include "ui/unlock/new_passphrase_form.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"

#include <QVBoxLayout>

namespace ui::unlock {

NewPassphrasePage::NewPassphrasePage(
    crypto::RandomSource& random, FindCosts findCosts, QWidget* parent)
    : PageColumn(parent),
      m_findCosts(std::move(findCosts)),
      m_form(new NewPassphraseForm(random)),
      m_banner(new widgets::MessageBanner),
      m_change(new widgets::PrimaryButton(tr("&Set new passphrase"))),
      m_later(widgets::newSecondaryButton(tr("&Not now"))),
      m_busy(new widgets::BusyLine)
{
    addTitle(tr("Choose a new passphrase"));
    addText(tr("The recovery key opened your vault. A new passphrase takes the place of the one "
               "you forgot; the recovery key stays valid. Older copies of the file still open "
               "with the old passphrase."));
    column()->addSpacing(8);
    column()->addWidget(m_form);
    column()->addWidget(m_banner);
    column()->addSpacing(8);
    column()->addWidget(m_change);
    column()->addWidget(m_later);
    column()->addWidget(m_busy);
    setFocusProxy(m_form);

    connect(m_change, &QPushButton::clicked, this, &NewPassphrasePage::change);
    connect(m_form, &NewPassphraseForm::submitted, this, &NewPassphrasePage::change);
    connect(m_later, &QPushButton::clicked, this, [this] { emit finished(false); });
}

void NewPassphrasePage::begin(OpenedVault opened)
{
    reset();
    m_opened = std::move(opened);
    m_form->setFocus();
}

void NewPassphrasePage::change()
{
    if (!m_opened || !m_opened->verification)
        return;
    auto passphrase = m_form->read(*m_banner);
    if (!passphrase)
        return;
    setBusy(true);
    // The vault goes along into the pool and comes back: nobody else has it meanwhile.
    widgets::inThreadPool(
        this,
        [opened = std::exchange(m_opened, std::nullopt), passphrase = std::move(*passphrase),
            findCosts = m_findCosts]() mutable {
            auto slot =
                opened->vault.changePassphrase(*opened->verification, passphrase, findCosts());
            if (slot)
                opened->typed = std::make_shared<const vault::Opener>(std::move(passphrase));
            return Outcome { std::move(*opened), std::move(slot) };
        },
        [this](Outcome outcome) { finish(std::move(outcome)); });
}

void NewPassphrasePage::finish(Outcome outcome)
{
    setBusy(false);
    m_opened = std::move(outcome.opened);
    if (outcome.slot) {
        m_form->reset();
        emit finished(true);
        return;
    }
    const auto explanation = text::errorText(outcome.slot.error());
    m_banner->showError(explanation.message, explanation.next);
    m_form->setFocus();
}

std::optional<OpenedVault> NewPassphrasePage::takeOpened()
{
    return std::exchange(m_opened, std::nullopt);
}

void NewPassphrasePage::reset()
{
    m_opened.reset();
    m_form->reset();
    m_banner->clear();
}

void NewPassphrasePage::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_change->setEnabled(!busy);
    m_later->setEnabled(!busy);
    if (busy)
        m_busy->start(tr("Saving the new passphrase…"));
    else
        m_busy->stop();
}

} // namespace ui::unlock
