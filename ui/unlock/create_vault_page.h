// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/unlock/upkeep.h"
#include "ui/widgets/page_column.h"

#include <optional>

class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::unlock {

class NewPassphraseForm;

/// The first page of all: a passphrase makes the vault.
class CreateVaultPage : public widgets::PageColumn
{
    Q_OBJECT

public:
    CreateVaultPage(const vault::VaultSession& session, FindCosts findCosts, QWidget* parent);

    /// The vault that created() told of, once.
    std::optional<vault::Vault::Created> takeCreated();
    /// The passphrase it was made with, once.
    Typed takeTyped();
    void reset();

signals:
    void restoreRequested(); ///< there is a backup already
    void created();
    void alreadyThere(); ///< another program made a vault meanwhile

private:
    /// What comes back from the thread pool.
    struct Outcome
    {
        base::Result<vault::Vault::Created> created;
        vault::Passphrase passphrase;
    };

    void create();
    void finish(Outcome outcome);
    void setBusy(bool busy);

    const vault::VaultSession& m_session;
    FindCosts m_findCosts;
    std::optional<vault::Vault::Created> m_created;
    Typed m_typed;
    NewPassphraseForm* m_form;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_create;
    QPushButton* m_restore;
    widgets::BusyLine* m_busy;
};

} // namespace ui::unlock
