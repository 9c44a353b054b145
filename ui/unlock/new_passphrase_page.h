// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/unlock/costs.h"
#include "ui/unlock/unlock_page.h"

class QPushButton;

namespace ui::unlock {

class NewPassphraseForm;

/// Follows opening by recovery key: a new passphrase takes the place of the forgotten one.
class NewPassphrasePage : public widgets::PageColumn
{
    Q_OBJECT

public:
    NewPassphrasePage(crypto::RandomSource& random, FindCosts findCosts, QWidget* parent);

    /// Takes the vault that the recovery key opened.
    void begin(OpenedVault opened);
    /// The vault that finished() told of, once.
    std::optional<OpenedVault> takeOpened();
    void reset();

signals:
    void finished(bool changed); ///< false: the person put it off

private:
    /// What comes back from the thread pool: the vault in any case.
    struct Outcome
    {
        OpenedVault opened;
        base::Result<vault::SlotInfo> slot;
    };

    void change();
    void finish(Outcome outcome);
    void setBusy(bool busy);

    FindCosts m_findCosts;
    std::optional<OpenedVault> m_opened;
    NewPassphraseForm* m_form;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_change;
    QPushButton* m_later;
    widgets::BusyLine* m_busy;
};

} // namespace ui::unlock
