// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/unlock/costs.h"
#include "ui/unlock/salvage_page.h"
#include "ui/unlock/upkeep.h"

#include <optional>

namespace ui::widgets {
class BusyLine;
} // namespace ui::widgets

namespace ui::unlock {

class NewPassphraseForm;

/// A passphrase for the new vault of what was read of a damaged one. It is written beside that,
/// which stays as it is; in the thread pool.
class SalvageSavePage : public widgets::PageColumn
{
    Q_OBJECT

public:
    SalvageSavePage(const vault::VaultSession& session, FindCosts findCosts, QWidget* parent);

    void begin(Salvaged salvaged);
    /// The vault that saved() told of, once.
    std::optional<vault::Vault::Created> takeCreated();
    /// The passphrase it was made with, once.
    Typed takeTyped();
    void reset();

signals:
    void saved();
    void cancelled();

private:
    /// What comes back from the thread pool.
    struct Outcome
    {
        base::Result<vault::Vault::Created> created;
        vault::Passphrase passphrase;
    };

    void save();
    void finish(Outcome outcome);
    void setBusy(bool busy);

    const vault::VaultSession& m_session;
    FindCosts m_findCosts;
    Salvaged m_salvaged;
    std::string m_path; ///< of the new vault
    std::optional<vault::Vault::Created> m_created;
    Typed m_typed;
    QLabel* m_where = nullptr;
    NewPassphraseForm* m_form;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_save;
    QPushButton* m_back;
    widgets::BusyLine* m_busy;
};

} // namespace ui::unlock
